"""Is the record true? Integrity, schema, chain, state recomputed from the log, digests of reference rows."""

import hashlib
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.engine import Database
from db.log import GENESIS, Fields, operation_hash, snapshot
from db.queries.reference import REFERENCE_SETS
from db.schema import Conflict, DroppedRoot, Operation, ReferenceSet, Replica, Seal, WaitingRow
from db.schema.units import DIVISION_KINDS
from db.security.blind import BlindSpots
from db.spelling import canonical
from db.sync.apply import OPERATION_COLUMNS, Revoked, revocations, state_of
from db.sync.declare import Declared, declared
from db.sync.keys import is_signed, sealed
from db.sync.resolve import Resolved, op_from
from db.sync.scope import root_of
from db.sync.twins import marked


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: `where` names the row."""

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def check(database: Database) -> list[Finding]:
    """All findings; an empty list means that the record is true."""
    findings = list(_integrity(database))
    with database.reading() as session:
        blind = BlindSpots(session)
        findings += _log(session, blind)
        findings += _seals(session)
        findings += _tables(session, blind)
        findings += _reference(session)
    return findings


def _integrity(database: Database) -> Iterator[Finding]:
    """SQLite's own checks; PostgreSQL keeps its pages with checksums of its own."""
    if not database.is_sqlite:
        return
    with database.reading() as session:
        for (line,) in session.execute(text("PRAGMA integrity_check")):
            if line != "ok":
                yield Finding("integrity", database.where, str(line))
        for row in session.execute(text("PRAGMA foreign_key_check")):
            yield Finding("integrity", f"{row[0]} row {row[1]}", f"points to a missing row of {row[2]}")


def not_looked_at(database: Database) -> list[str]:
    """Tables that this login may not read as a whole, so that `check` leaves them out."""
    with database.reading() as session:
        return sorted(BlindSpots(session).tables)


def _log(session: Session, blind: BlindSpots) -> Iterator[Finding]:
    """Walk every replica's chain. A replica with a scope holds parts of others' chains, with gaps."""
    heads = {row.id: row for row in session.scalars(select(Replica))}
    is_partial = any(head.is_self and head.scope for head in heads.values())
    last: dict[uuid.UUID, tuple[int, str]] = {}
    columns = [getattr(Operation, name) for name in OPERATION_COLUMNS]
    statement = select(*columns).order_by(Operation.replica, Operation.seq).execution_options(yield_per=5_000)
    with session.execute(statement) as rows:
        for row in rows:
            operation = dict(zip(OPERATION_COLUMNS, row, strict=True))
            replica = operation["replica"]
            may_gap = is_partial and replica in heads and not heads[replica].is_self
            before = blind.follow(replica, *last.get(replica, (0, GENESIS)))
            yield from _link(operation, *before, may_gap=may_gap)
            last[replica] = (operation["seq"], operation["hash"])
    for replica, head in heads.items():
        if is_partial and not head.is_self:
            continue
        end = blind.follow(replica, *last.get(replica, (0, GENESIS)))
        if end != (head.seq, head.last_hash):
            what = f"ends at {end[0]}, but its head says {head.seq}: rows were removed, added or changed"
            yield Finding("log", f"chain of {head.name}", what)
    for replica in last.keys() - heads.keys():
        yield Finding("log", f"chain of {replica}", "this replica is not known here")


def _seals(session: Session) -> Iterator[Finding]:
    """Every signature must be its replica's own over the operation that is there; ours must be at the end."""
    keys = {row.id: row.public_key for row in session.scalars(select(Replica))}
    statement = (
        select(Seal.replica, Seal.seq, Seal.signature, Operation.hash)
        .outerjoin(Operation, (Operation.replica == Seal.replica) & (Operation.seq == Seal.seq))
        .execution_options(yield_per=5_000)
    )
    with session.execute(statement) as seals:
        for replica, seq, signature, digest in seals:
            key = keys.get(replica)
            if digest is not None and key and not is_signed(key, sealed(replica, seq, digest), signature):
                yield Finding(
                    "log", f"seal of operation {seq} of {replica}", "is not this replica's signature"
                )
    own = session.scalar(select(Replica).where(Replica.is_self))
    if own is not None and own.seq and session.get(Seal, (own.id, own.seq)) is None:
        yield Finding("log", f"chain of {own.name}", "its last operation is not signed")


def _link(operation: dict[str, Any], seq: int, tail: str, *, may_gap: bool) -> Iterator[Finding]:
    row = f"{operation['entity']} {operation['row_id']}"
    where = f"operation {operation['seq']} of {operation['replica']} ({row})"
    if operation["seq"] != seq + 1 and may_gap:
        pass
    elif operation["seq"] != seq + 1:
        missing = f"{seq + 1}" if operation["seq"] == seq + 2 else f"{seq + 1} to {operation['seq'] - 1}"
        yield Finding("log", where, f"operations {missing} before it are missing")
    elif operation["prev_hash"] != tail:
        yield Finding("log", where, "does not continue the operation before it: changed or reordered")
    if operation_hash(operation) != operation["hash"]:
        yield Finding("log", where, "its content was changed after it was written")


def _tables(session: Session, blind: BlindSpots) -> Iterator[Finding]:
    """Resolve every row of the log anew and compare; both sides are read once, in the order of their ids."""
    aside = _Aside(session)
    for name, table in declared().items():
        if name in blind.tables:
            continue
        found = _stored(session, table)
        for row_id, told in _told(session, table, aside.revoked):
            while found and found[0]["id"].int < row_id.int:
                yield from _added(name, found.popleft())
            stored = found.popleft() if found and found[0]["id"] == row_id else None
            yield from _compare(table, row_id, stored, told, aside)
        for stored in found:
            yield from _added(name, stored)
    known = set(declared())
    for entity in session.scalars(select(Operation.entity).distinct()):
        if entity not in known:
            yield Finding("log", entity, "operations on a table that this program does not know")


class _Aside:
    """What explains that a row of the log is not in its table, or reads differently there."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.revoked = revocations(session)
        self.waiting = set(session.scalars(select(WaitingRow.row_id)))
        self.dropped = set(session.scalars(select(DroppedRoot.root_id)))
        twins = session.scalars(select(Conflict.row_id).where(Conflict.kind == "duplicate"))
        self.twins = set(twins)

    def is_dropped(self, table: Declared, row: dict[str, Any]) -> bool:
        """Whether the row's root is outside this replica's scope; then its owner is not here either."""
        if not self.dropped or table.root is None:
            return False
        root = root_of(self._session, table, row)
        is_left_alone = table.root != "id" and root == row["id"] and row[table.root] is not None
        return root in self.dropped or root is None or is_left_alone


def _stored(session: Session, table: Declared) -> deque[dict[str, Any]]:
    statement = select(*table.table.columns).order_by(table.table.c.id)
    if table.name == "unit":
        statement = statement.where(table.table.c.kind.not_in(DIVISION_KINDS))
    keys = table.table.columns.keys()
    return deque(dict(zip(keys, row, strict=True)) for row in session.execute(statement))


def _told(session: Session, table: Declared, revoked: Revoked) -> Iterator[tuple[uuid.UUID, Resolved]]:
    """Each row of a table as its operations resolve, in the order of ids."""
    columns = [getattr(Operation, name) for name in OPERATION_COLUMNS]
    statement = (
        select(*columns)
        .where(Operation.entity == table.name)
        .order_by(Operation.row_id)
        .execution_options(yield_per=5_000)
    )
    with session.execute(statement) as found:
        rows = (dict(zip(OPERATION_COLUMNS, row, strict=True)) for row in found)
        for row_id, group in groupby(rows, key=itemgetter("row_id")):
            resolved = state_of(table, [op_from(values) for values in group], revoked)
            if resolved is not None:
                yield row_id, resolved


def _added(name: str, values: dict[str, Any]) -> Iterator[Finding]:
    what = "is in the table but not in the log: it was added behind its back"
    yield Finding("row", f"{name} {_label(values)}", what)


def _compare(
    table: Declared, row_id: uuid.UUID, stored: dict[str, Any] | None, told: Resolved, aside: _Aside
) -> Iterator[Finding]:
    if stored is None:
        expected_row = table.row(row_id, told.origin, told.hlc, told.fields)
        if row_id not in aside.waiting and not aside.is_dropped(table, expected_row):
            what = "is in the log but not in the table: it was deleted"
            yield Finding("row", f"{table.name} {row_id}", what)
        return
    if row_id in aside.waiting:  # it stays as it was until it can be what the log says
        return
    where = f"{table.name} {_label(stored)}"
    found = snapshot(table.mapper, stored)
    expected = {key: value for key, value in told.fields.items() if value is not None}
    for key in sorted(expected.keys() | found.keys()):
        if found.get(key) in (expected.get(key), table.fitted(key, expected.get(key))):
            continue
        if not _is_twin(table, row_id, key, expected, found, aside):
            yield Finding("row", where, f"{key} is {found.get(key)!r}, the log says {expected.get(key)!r}")
    if (stored["origin"], stored["hlc"]) != (told.origin, told.hlc):
        yield Finding("row", where, "its origin or clock is not the log's")


def _is_twin(
    table: Declared, row_id: uuid.UUID, key: str, expected: Fields, found: Fields, aside: _Aside
) -> bool:
    """Two rows claim one number: the one that gave way shows it with its mark."""
    is_claim = key == table.unique and row_id in aside.twins
    return is_claim and found.get(key) == marked(str(table.fitted(key, expected.get(key))), row_id)


def _label(values: dict[str, Any]) -> str:
    for key in ("number", "code", "mn", "name"):
        if values.get(key):
            return f"{values[key]} ({values['id']})"
    return str(values["id"])


def _reference(session: Session) -> Iterator[Finding]:
    kept = {row.name: row for row in session.scalars(select(ReferenceSet))}
    for name, read in REFERENCE_SETS.items():
        rows = read(session)
        if name not in kept:
            if rows:
                yield Finding("reference", name, f"{len(rows)} rows that were not loaded by init")
        elif hashlib.sha256(canonical(rows).encode()).hexdigest() != kept[name].digest:
            what = f"{len(rows)} rows differ from the {kept[name].rows} that were loaded"
            yield Finding("reference", name, what)
