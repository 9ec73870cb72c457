"""Rows that may come to belong to another root: a device is put up at another station.

Scopes go by roots. Such a row concerns every root that it was ever at: an operation that arrives late may
bring it back there, and what it was elsewhere was not given. So its whole history goes along.
"""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Operation
from db.sync.declare import Declared, Reference, declared
from db.sync.scope import chunks


def moving(
    session: Session, operations: Iterable[Mapping[str, Any]], roots: Collection[uuid.UUID]
) -> list[uuid.UUID]:
    """Of the rows that these operations change, those that were ever at one of these roots."""
    ids: dict[str, set[uuid.UUID]] = {}
    for operation in operations:
        ids.setdefault(operation["entity"], set()).add(operation["row_id"])
    found: list[uuid.UUID] = []
    for table in _movable():
        found += _ever_at(session, table, ids.get(table.name, ()), roots)
    return found


def once_at(session: Session, roots: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """All rows that were ever at one of these roots."""
    found: list[uuid.UUID] = []
    for table in _movable():
        if _values(session, _owner(table), roots):
            found += _ever_at(session, table, session.scalars(select(table.table.c.id)).all(), roots)
    return found


def _movable() -> list[Declared]:
    return [table for table in declared().values() if table.can_move]


def _owner(table: Declared) -> Reference:
    return next(reference for reference in table.references if reference.column == table.root)


def _ever_at(
    session: Session, table: Declared, ids: Collection[uuid.UUID], roots: Collection[uuid.UUID]
) -> list[uuid.UUID]:
    values = _values(session, _owner(table), roots) if ids else set()
    found: set[uuid.UUID] = set()
    for part in chunks(ids) if values else ():
        statement = select(Operation.row_id, Operation.changes).where(Operation.row_id.in_(part))
        for row_id, text in session.execute(statement):
            pair = json.loads(text).get(table.root)
            if pair is not None and pair[1] in values:
                found.add(row_id)
    return sorted(found)


def _values(session: Session, owner: Reference, roots: Collection[uuid.UUID]) -> set[Any]:
    """What the log calls these roots, as far as they are of the owners' table."""
    found: set[Any] = set()
    for part in chunks(roots):
        target = owner.table.c
        found.update(session.scalars(select(target[owner.target]).where(target.id.in_(part))))
    return found
