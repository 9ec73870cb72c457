"""The operation log: append-only, hash-chained per replica, written in the change's own transaction."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Mapper, Session

from db.actor import Actor
from db.errors import NotInitialisedError
from db.ids import uuid7
from db.schema import SCHEMA_VERSION, Operation, Replica, Synced

GENESIS = "0" * 64
"""`prev_hash` of a replica's first operation."""

_STAMPS = frozenset({"id", "origin", "hlc"})
_HASHED = (
    "replica", "seq", "hlc", "person_id", "command", "change_id", "entity", "row_id", "action", "changes",
    "schema_version", "prev_hash",
)  # fmt: skip

Fields = dict[str, Any]


def canonical(value: object) -> str:
    """JSON with one spelling: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def operation_hash(operation: dict[str, Any]) -> str:
    """SHA-256 over the canonical list of the hashed columns, `prev_hash` among them."""
    parts = [str(v) if isinstance(v := operation[name], uuid.UUID) else v for name in _HASHED]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def encode(value: Any) -> Any:
    """A column's value as the log spells it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def snapshot(mapper: Mapper[Any], values: dict[str, Any]) -> Fields:
    """A row's fields as the log spells them; map columns key by key (`fields.area`), nulls left out."""
    fields: Fields = {}
    for column in mapper.columns:
        if column.key in _STAMPS:
            continue
        value = values[column.key]
        if column.info.get("map"):
            fields.update({f"{column.key}.{k}": v for k, v in (value or {}).items() if v is not None})
        elif value is not None:
            fields[column.key] = encode(value)
    return fields


def _values(row: Synced) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in _mapper(row).columns}


def _mapper(row: Synced) -> Mapper[Any]:
    mapper: Mapper[Any] = inspect(type(row))
    return mapper


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
        head = session.scalar(select(Replica).where(Replica.is_self).with_for_update())
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
                self.session.execute(insert(Operation), self._rows)

    @property
    def replica(self) -> Replica:
        """This database's own head row."""
        return self._head

    def insert(self, row: Synced) -> None:
        """Add a new row; id, origin and clock are stamped here."""
        if row.id is None:
            row.id = uuid7(self.actor.now)
        row.origin = self._head.id
        self.session.add(row)
        values = _values(row)
        for column in _mapper(row).columns:  # a map column starts as an empty object, never as null
            if column.info.get("map") and values[column.key] is None:
                values[column.key] = {}
                setattr(row, column.key, {})
        after = snapshot(_mapper(row), values)
        row.hlc = self._append(row, "insert", {name: [None, value] for name, value in after.items()})

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

    def _append(self, row: Synced, action: str, changes: dict[str, list[Any]]) -> int:
        head = self._head
        head.seq += 1
        head.position += 1
        head.hlc = max(int(self.actor.now.timestamp() * 1000) << 16, head.hlc + 1)
        operation: dict[str, Any] = {
            "replica": head.id,
            "seq": head.seq,
            "hlc": head.hlc,
            "person_id": self.actor.person_id,
            "command": self._command,
            "change_id": self._change_id,
            "entity": _mapper(row).local_table.name,  # type: ignore[attr-defined]
            "row_id": row.id,
            "action": action,
            "changes": canonical(changes),
            "schema_version": SCHEMA_VERSION,
            "prev_hash": head.last_hash,
            "position": head.position,
            "recorded_at": self.actor.now,
        }
        operation["hash"] = head.last_hash = operation_hash(operation)
        self._rows.append(operation)
        return head.hlc
