"""Batches for a field replica, read by its own login: row-level security leaves out what is not its own.

The office's own giving (`give.py`) must see the whole log to know where a taker's chains go on. A field login
does not: it goes by the office's positions, and asks a function of the database (`db/security/functions.py`)
where the chains stand there, which tells nothing of the content.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, text, tuple_
from sqlalchemy.orm import Session

from db.schema import Operation, Replica
from db.schema import Seal as SealRow
from db.security.functions import LOG_HEADS
from db.sync.apply import OPERATION_COLUMNS
from db.sync.batch import Batch, Head, Identity, Seal
from db.sync.declare import declared
from db.sync.give import identity_of
from db.sync.scope import CHUNK, chunks, roots_of, rows_of

LIMIT = 1_000
_NOT_YET = 1 << 62


Roots = Mapping[uuid.UUID, int]
"""Roots that a replica was given whole -> the office's position at which it was."""


def increment(
    session: Session, office: Identity, given: Roots, own: Collection[uuid.UUID], start: int
) -> tuple[Batch, bool]:
    """Operations from a position on, of roots that are there already; whether the log ends with them.

    Args:
        own: the asking replica's own chains: restored from a backup, it needs them whole.
    """
    rows, position, is_last = _page(session, start)
    roots = _roots(session, rows)
    chosen = [row for row in rows if row["replica"] in own or _is_due(row, roots, given)]
    reached = _heads(session, start, position)
    return _batch(session, office, chosen, reached, position), is_last


def histories(session: Session, office: Identity, roots: Sequence[uuid.UUID]) -> Batch:
    """Everything that ever happened to these roots and to what belongs to them."""
    columns = [getattr(Operation, name) for name in OPERATION_COLUMNS]
    found: list[dict[str, Any]] = []
    for _, ids in rows_of(session, roots):
        for part in chunks(ids):
            statement = select(*columns).where(Operation.row_id.in_(part)).order_by(Operation.position)
            rows = session.execute(statement)
            found += [dict(zip(OPERATION_COLUMNS, row, strict=True)) for row in rows]
    batch = _batch(session, office, found, {}, end(session))
    batch.roots.extend(roots)
    return batch


def roots(session: Session) -> set[uuid.UUID]:
    """Ids of all root rows that the login may read."""
    found: set[uuid.UUID] = set()
    for table in declared().values():
        if table.root == "id":
            found.update(session.scalars(select(table.table.c.id)))
    return found


def end(session: Session) -> int:
    """The office's position: how many operations have arrived there."""
    return session.scalar(select(Replica.position).where(Replica.is_self)) or 0


def _page(session: Session, start: int) -> tuple[list[dict[str, Any]], int, bool]:
    """Whole commands from a position on, the position reached, and whether that is the end of the log."""
    limit = LIMIT
    while True:
        rows = _read(session, start, limit)
        if len(rows) < limit:
            return rows, end(session), True
        whole = [row for row in rows if row["change_id"] != rows[-1]["change_id"]]
        if whole:
            return whole, whole[-1]["position"], False
        limit *= 4  # a command longer than a page


def _read(session: Session, start: int, limit: int) -> list[dict[str, Any]]:
    names = (*OPERATION_COLUMNS, "position")
    columns = [getattr(Operation, name) for name in names]
    statement = select(*columns).where(Operation.position >= start).order_by(Operation.position)
    rows = session.execute(statement.limit(limit))
    return [dict(zip(names, row, strict=True)) for row in rows]


def _roots(session: Session, rows: Sequence[Mapping[str, Any]]) -> dict[uuid.UUID, uuid.UUID | None]:
    by_entity: dict[str, set[uuid.UUID]] = {}
    for row in rows:
        by_entity.setdefault(row["entity"], set()).add(row["row_id"])
    found: dict[uuid.UUID, uuid.UUID | None] = {}
    for entity, ids in by_entity.items():
        found |= roots_of(session, entity, ids)
    return found


def _is_due(row: Mapping[str, Any], roots: Mapping[uuid.UUID, uuid.UUID | None], given: Roots) -> bool:
    """Not what belongs to a root that comes whole later, nor what came with its history."""
    if row["row_id"] not in roots:
        return False
    root = roots[row["row_id"]]
    return root is None or given.get(root, _NOT_YET) < row["position"]


def _heads(session: Session, first: int, last: int) -> dict[uuid.UUID, Head]:
    statement = text(f"SELECT replica, seq, hash FROM {LOG_HEADS}(:first, :last)")
    rows = session.execute(statement, {"first": first, "last": last})
    return {replica: Head(seq, digest) for replica, seq, digest in rows}


def _seals(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[Seal]:
    """Signatures over these operations."""
    wanted = {(row["replica"], row["seq"]) for row in rows}
    columns = (SealRow.replica, SealRow.seq, SealRow.signature)
    found: list[Seal] = []
    for part in chunks(wanted, CHUNK // 2):
        key = tuple_(SealRow.replica, SealRow.seq)
        found += [Seal(*row) for row in session.execute(select(*columns).where(key.in_(part)))]
    return found


def _batch(
    session: Session,
    office: Identity,
    rows: Sequence[Mapping[str, Any]],
    reached: dict[uuid.UUID, Head],
    position: int,
) -> Batch:
    origins = {row["replica"] for row in rows} | reached.keys()
    known = session.scalars(select(Replica).where(Replica.id.in_(origins)))
    return Batch(
        giver=office,
        operations=[{name: row[name] for name in OPERATION_COLUMNS} for row in rows],
        seals=_seals(session, rows),
        heads=reached,
        keys={row.id: identity_of(row) for row in known},
        is_complete=False,
        position=position,
    )
