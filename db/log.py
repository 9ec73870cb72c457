"""The operation log: append-only, hash-chained per replica, written in the change's own transaction."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import Any, Self

from sqlalchemy import delete, insert, inspect, select
from sqlalchemy.orm import Mapper, Session

from db.actor import Actor
from db.errors import BadTextError, NotInitialisedError, TooLongError
from db.ids import natural_id, uuid7
from db.schema import SCHEMA_VERSION, Conflict, Operation, Replica, ReplicaKey, Seal, Synced
from db.spelling import canonical, encode
from db.sync.apply import apply
from db.sync.declare import declared
from db.sync.keys import sealed, sign
from db.sync.sound import is_plain

GENESIS = "0" * 64
"""`prev_hash` of a replica's first operation."""

_STAMPS = frozenset({"id", "origin", "hlc"})
_HASHED_1 = (
    "replica", "seq", "hlc", "person_id", "command", "change_id", "entity", "row_id", "action", "changes",
    "schema_version", "prev_hash",
)  # fmt: skip
_HASHED = (*_HASHED_1, "parents", "claimed_ms", "side")

_SEAL_EVERY = 500
"""A batch of the exchange ends at a seal, so a large import must not be one piece."""
_AT_ONCE = 5_000
"""Values in one IN list: drivers allow 32,766 (SQLite) and 65,535 (PostgreSQL)."""
_LATEST_MS = 1 << 46
"""A clock beyond the year 4199 would overflow the hybrid clock's 64 bits."""

OperationKey = tuple[uuid.UUID, int]
"""Replica and sequence number."""

Fields = dict[str, Any]


def operation_hash(operation: dict[str, Any]) -> str:
    """SHA-256 over the canonical list of the hashed columns, `prev_hash` among them."""
    names = _HASHED_1 if operation["schema_version"] == 1 else _HASHED
    parts = [str(v) if isinstance(v := operation[name], uuid.UUID) else v for name in names]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def snapshot(mapper: Mapper[Any], values: dict[str, Any]) -> Fields:
    """A row's fields as the log spells them; map columns key by key (`fields.area`), nulls left out."""
    fields: Fields = {}
    for name, is_map in _logged(mapper):
        value = values[name]
        if is_map:
            fields.update({f"{name}.{k}": v for k, v in (value or {}).items() if v is not None})
        elif value is not None:
            fields[name] = encode(value)
    return fields


@cache
def _logged(mapper: Mapper[Any]) -> tuple[tuple[str, bool], ...]:
    """Columns that the log speaks of, and whether each is a map; there are few mappers, all live for ever."""
    return tuple(
        (column.key, bool(column.info.get("map"))) for column in mapper.columns if column.key not in _STAMPS
    )


def _values(row: Synced) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in _mapper(row).columns}


def _mapper(row: Synced) -> Mapper[Any]:
    mapper: Mapper[Any] = inspect(type(row))
    return mapper


def _require_storable(entity: str, changes: dict[str, list[Any]]) -> None:
    """Refuse what only some databases can hold: on a replica with another engine it would stop everything."""
    limits = declared()[entity].limits
    for name, (_, value) in changes.items():
        most = limits.get(name)
        if most is not None and value is not None and len(value) > most:
            raise TooLongError(text=value[:20], length=len(value), most=most)
        if not is_plain(value):
            raise BadTextError(text=str(value).encode("ascii", "replace").decode()[:40])


def newest(rows: list[tuple[uuid.UUID, int, str | None]]) -> list[OperationKey]:
    """Of a row's operations (replica, seq, parents): those that no other one's author had seen."""
    seen: set[OperationKey] = set()
    last: dict[uuid.UUID, int] = {}
    for replica, seq, parents in sorted(rows, key=lambda row: (row[0], row[1])):
        if replica in last:
            seen.add((replica, last[replica]))
        last[replica] = seq
        for other, number in json.loads(parents) if parents else ():
            seen.add((uuid.UUID(other), number))
    return [key for key in last.items() if key not in seen]


def _spelled(parents: list[OperationKey]) -> str:
    return canonical([[str(replica), seq] for replica, seq in sorted(parents)]) if parents else "[]"


class Journal:
    """One command's operations. Use as a context manager: they are written when it closes without error.

    Opening it takes the replica's head row, so that all writers of one database stand in line: positions
    and commits have one order, and readers that ask for "position > n" never skip a late commit.
    """

    def __init__(self, session: Session, actor: Actor, command: str) -> None:
        self.session = session
        self.actor = actor
        self._command = command
        self._change_id = uuid7(actor.now)
        self._rows: list[dict[str, Any]] = []
        self._newest: dict[uuid.UUID, OperationKey] = {}
        self._seen: dict[uuid.UUID, list[OperationKey]] = {}
        """What `look_up` found of rows that this command has not written yet."""
        locked = select(Replica).where(Replica.is_self).with_for_update()
        # a session that looked at the head before it held the lock would go on from a stale one
        head = session.scalar(locked, execution_options={"populate_existing": True})
        if head is None:
            raise NotInitialisedError(where=str(session.get_bind().engine.url))
        self._head = head

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.session.flush()
            if self._rows:
                self.session.execute(insert(Operation.__table__), self._rows)  # type: ignore[arg-type]
                self.session.execute(insert(Seal), self._seals())
                self._end_conflicts()
                self._join_histories()

    @property
    def replica(self) -> Replica:
        """This database's own head row."""
        return self._head

    def insert(self, row: Synced) -> None:
        """Add a new row; id, origin and clock are stamped here."""
        if row.id is None:
            row.id = self._new_id(row)
        row.origin = self._head.id
        self.session.add(row)
        values = _values(row)
        for column in _mapper(row).columns:  # a map column starts as an empty object, never as null
            if column.info.get("map") and values[column.key] is None:
                values[column.key] = {}
                setattr(row, column.key, {})
        after = snapshot(_mapper(row), values)
        row.hlc = self._append(row, "insert", {name: [None, value] for name, value in after.items()})

    def insert_many(self, model: type[Synced], rows: list[Fields]) -> list[uuid.UUID]:
        """Add many new rows at once, without an object each; their ids.

        The operations are those that `insert` would write. Rows of other tables that these point to must be
        in the database already.

        Args:
            rows: values by column; they are completed in place with id, origin and clock.
        """
        if not rows:
            return []
        mapper: Mapper[Any] = inspect(model)
        table: Any = mapper.local_table
        maps = [column.key for column in mapper.columns if column.info.get("map")]
        blank = dict.fromkeys(column.key for column in mapper.columns)
        identity: tuple[str, ...] = table.info["identity"]
        for values in rows:
            if values.get("id") is None:
                values["id"] = self._id_for(str(table), identity, values)
            values["origin"] = self._head.id
            values.update({name: values.get(name) or {} for name in maps})
        if identity:
            self.look_up([values["id"] for values in rows])
        for values in rows:
            after = snapshot(mapper, blank | values)
            changes = {name: [None, value] for name, value in after.items()}
            parents = self._parents(values["id"]) if identity else []
            values["hlc"] = self._write(table.name, values["id"], "insert", changes, parents)
        self.session.execute(insert(table), [blank | values for values in rows])
        return [values["id"] for values in rows]

    def look_up(self, row_ids: list[uuid.UUID]) -> None:
        """Read the newest operations on many rows at once, which are about to be changed."""
        wanted = [row_id for row_id in row_ids if row_id not in self._newest and row_id not in self._seen]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            found: dict[uuid.UUID, list[tuple[uuid.UUID, int, str | None]]] = {row_id: [] for row_id in some}
            statement = select(Operation.row_id, Operation.replica, Operation.seq, Operation.parents).where(
                Operation.row_id.in_(some)
            )
            with self.session.no_autoflush:
                for row_id, replica, seq, parents in self.session.execute(statement):
                    found[row_id].append((replica, seq, parents))
            self._seen.update({row_id: newest(rows) for row_id, rows in found.items()})

    def _id_for(self, table: str, identity: tuple[str, ...], values: Fields) -> uuid.UUID:
        if not identity:
            return uuid7(self.actor.now)
        return natural_id(table, *(values[name] for name in identity))

    @contextmanager
    def changing(self, row: Synced) -> Iterator[None]:
        """Log what the block changes on `row`; nothing is logged when nothing differs."""
        mapper = _mapper(row)
        before = snapshot(mapper, _values(row))
        yield
        after = snapshot(mapper, _values(row))
        changes = {
            name: [before.get(name), after.get(name)]
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        }
        if changes:
            row.hlc = self._append(row, "update", changes)

    def affirm(self, row: Synced, changes: dict[str, list[Any]]) -> None:
        """Log fields as decided, also where the value stays: the operation has seen all that went before."""
        row.hlc = self._append(row, "update", changes)

    def _is_natural(self, row: Synced) -> bool:
        """Whether the row's id may have a history already, here or elsewhere."""
        return bool(_mapper(row).local_table.info["identity"])  # type: ignore[attr-defined]

    def _new_id(self, row: Synced) -> uuid.UUID:
        table: Any = _mapper(row).local_table
        identity: tuple[str, ...] = table.info["identity"]
        return self._id_for(str(table), identity, {name: getattr(row, name) for name in identity})

    def _parents(self, row_id: uuid.UUID) -> list[OperationKey]:
        """The newest operations on this row: those that no other names as its parent."""
        if row_id in self._newest:
            return [self._newest[row_id]]
        if row_id in self._seen:
            return self._seen[row_id]
        statement = select(Operation.replica, Operation.seq, Operation.parents).where(
            Operation.row_id == row_id
        )
        with self.session.no_autoflush:  # the row itself is not complete yet
            rows: Iterable[Any] = self.session.execute(statement).all()
        return newest([(replica, seq, parents) for replica, seq, parents in rows])

    def _seals(self) -> list[dict[str, Any]]:
        """Signatures over the last operation of this command, and over some before it when it is long."""
        private = self.session.scalar(
            select(ReplicaKey.private).where(ReplicaKey.replica_id == self._head.id)
        )
        if private is None:
            raise NotInitialisedError(where=str(self.session.get_bind().engine.url))
        last = len(self._rows) - 1
        return [
            {
                "replica": row["replica"],
                "seq": row["seq"],
                "signature": sign(private, sealed(row["replica"], row["seq"], row["hash"])),
            }
            for index, row in enumerate(self._rows)
            if index == last or (index + 1) % _SEAL_EVERY == 0
        ]

    def _join_histories(self) -> None:
        """A thing registered anew that the log knows already is what its whole history makes of it."""
        rows: dict[str, set[uuid.UUID]] = {}
        for operation in self._rows:
            if operation["action"] == "insert" and operation["parents"] != "[]":
                rows.setdefault(operation["entity"], set()).add(operation["row_id"])
        if rows:
            apply(self.session, rows, self.actor.now)
            self.session.expire_all()

    def _end_conflicts(self) -> None:
        """Who writes has seen all that was written on these rows: it answers what was asked."""
        fields: dict[uuid.UUID, set[str]] = {}
        for operation in self._rows:
            if operation["parents"] != "[]":
                fields.setdefault(operation["row_id"], set()).update(json.loads(operation["changes"]))
        ids = list(fields)
        for start in range(0, len(ids), _AT_ONCE):
            columns = (Conflict.id, Conflict.row_id, Conflict.field)
            statement = select(*columns).where(
                Conflict.row_id.in_(ids[start : start + _AT_ONCE]), Conflict.kind != "duplicate"
            )
            found = self.session.execute(statement).all()
            ended = [number for number, row_id, field in found if field in fields[row_id]]
            if ended:
                self.session.execute(delete(Conflict).where(Conflict.id.in_(ended)))

    def _append(self, row: Synced, action: str, changes: dict[str, list[Any]]) -> int:
        entity = _mapper(row).local_table.name  # type: ignore[attr-defined]
        is_fresh = action == "insert" and not self._is_natural(row)
        return self._write(entity, row.id, action, changes, [] if is_fresh else self._parents(row.id))

    def _write(
        self,
        entity: str,
        row_id: uuid.UUID,
        action: str,
        changes: dict[str, list[Any]],
        parents: list[OperationKey],
    ) -> int:
        _require_storable(entity, changes)
        head = self._head
        head.seq += 1
        head.position += 1
        claimed = min(int(self.actor.now.timestamp() * 1000), _LATEST_MS)
        head.hlc = max(claimed << 16, head.hlc + 1)
        self._newest[row_id] = (head.id, head.seq)
        operation: dict[str, Any] = {
            "replica": head.id,
            "seq": head.seq,
            "hlc": head.hlc,
            "person_id": self.actor.person_id,
            "command": self._command,
            "change_id": self._change_id,
            "entity": entity,
            "row_id": row_id,
            "action": action,
            "changes": canonical(changes),
            "schema_version": SCHEMA_VERSION,
            "prev_hash": head.last_hash,
            "parents": canonical([[str(replica), seq] for replica, seq in sorted(parents)])
            if parents
            else "[]",
            "claimed_ms": claimed,
            "side": head.side,
            "position": head.position,
            "recorded_at": self.actor.now,
        }
        operation["hash"] = head.last_hash = operation_hash(operation)
        self._rows.append(operation)
        return head.hlc
