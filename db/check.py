"""Is the record true? Integrity, schema, chain, state recomputed from the log, digests of reference rows."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Mapper, Session

from db.engine import Database
from db.log import GENESIS, Fields, canonical, operation_hash, snapshot
from db.queries.reference import REFERENCE_SETS
from db.schema import Base, Operation, ReferenceSet, Replica, Unit
from db.schema.units import DIVISION_KINDS


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: `where` names the row."""

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


@dataclass(slots=True)
class _Row:
    """A row as the log says it is."""

    fields: Fields
    origin: uuid.UUID
    hlc: int


State = dict[str, dict[uuid.UUID, _Row]]


def check(database: Database) -> list[Finding]:
    """All findings; an empty list means that the record is true."""
    findings = list(_integrity(database))
    with database.reading() as session:
        state: State = {}
        findings += _log(session, state)
        findings += _tables(session, state)
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


def _log(session: Session, state: State) -> Iterator[Finding]:
    """Walk every replica's chain, building the state that the log tells."""
    heads = {row.id: row for row in session.scalars(select(Replica))}
    last: dict[uuid.UUID, tuple[int, str]] = {}
    columns = [getattr(Operation, name) for name in _COLUMNS]
    statement = select(*columns).order_by(Operation.replica, Operation.seq).execution_options(yield_per=5_000)
    for row in session.execute(statement):
        operation = dict(zip(_COLUMNS, row, strict=True))
        seq, tail = last.get(operation["replica"], (0, GENESIS))
        yield from _link(operation, seq, tail)
        last[operation["replica"]] = (operation["seq"], operation["hash"])
        _replay(operation, state)
    for replica, head in heads.items():
        if last.get(replica, (0, GENESIS)) != (head.seq, head.last_hash):
            found = last.get(replica, (0, GENESIS))[0]
            what = f"ends at {found}, but its head says {head.seq}: rows were removed, added or changed"
            yield Finding("log", f"chain of {head.name}", what)
    for replica in last.keys() - heads.keys():
        yield Finding("log", f"chain of {replica}", "this replica is not known here")


_COLUMNS = (
    "replica", "seq", "hlc", "person_id", "command", "change_id", "entity", "row_id", "action", "changes",
    "schema_version", "prev_hash", "hash", "parents", "claimed_ms", "side",
)  # fmt: skip


def _link(operation: dict[str, Any], seq: int, tail: str) -> Iterator[Finding]:
    row = f"{operation['entity']} {operation['row_id']}"
    where = f"operation {operation['seq']} of {operation['replica']} ({row})"
    if operation["seq"] != seq + 1:
        missing = f"{seq + 1}" if operation["seq"] == seq + 2 else f"{seq + 1} to {operation['seq'] - 1}"
        yield Finding("log", where, f"operations {missing} before it are missing")
    elif operation["prev_hash"] != tail:
        yield Finding("log", where, "does not continue the operation before it: changed or reordered")
    if operation_hash(operation) != operation["hash"]:
        yield Finding("log", where, "its content was changed after it was written")


def _replay(operation: dict[str, Any], state: State) -> None:
    changes: dict[str, list[Any]] = json.loads(operation["changes"])
    rows = state.setdefault(operation["entity"], {})
    row = rows.setdefault(operation["row_id"], _Row({}, operation["replica"], 0))
    row.fields.update({name: new for name, (_, new) in changes.items()})
    row.hlc = max(row.hlc, operation["hlc"])


def synced_mappers() -> list[Mapper[Any]]:
    """Every table that is written through the log."""
    return [m for m in Base.registry.mappers if m.local_table.info.get("kind") == "synced"]  # type: ignore[attr-defined]


def _tables(session: Session, state: State) -> Iterator[Finding]:
    for mapper in sorted(synced_mappers(), key=lambda m: str(m.local_table)):
        name = str(mapper.local_table)
        expected = state.pop(name, {})
        statement = select(*mapper.columns).execution_options(yield_per=5_000)
        if mapper.class_ is Unit:
            statement = statement.where(Unit.kind.not_in(DIVISION_KINDS))
        keys = [column.key for column in mapper.columns]
        for row in session.execute(statement):
            values = dict(zip(keys, row, strict=True))
            told = expected.pop(values["id"], None)
            yield from _compare(name, snapshot(mapper, values), values, told)
        for row_id in expected:
            yield Finding("row", f"{name} {row_id}", "is in the log but not in the table: it was deleted")
    for name in state:
        yield Finding("log", name, "operations on a table that this program does not know")


def _compare(name: str, found: Fields, values: dict[str, Any], told: _Row | None) -> Iterator[Finding]:
    where = f"{name} {_label(values)}"
    if told is None:
        yield Finding("row", where, "is in the table but not in the log: it was added behind its back")
        return
    expected = {key: value for key, value in told.fields.items() if value is not None}
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) != found.get(key):
            yield Finding("row", where, f"{key} is {found.get(key)!r}, the log says {expected.get(key)!r}")
    if (values["origin"], values["hlc"]) != (told.origin, told.hlc):
        yield Finding("row", where, "its origin or clock is not the log's")


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
