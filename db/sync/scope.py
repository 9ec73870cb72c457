"""Which rows a replica with a scope holds, from what the tables declare."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session

from db.schema import Unit
from db.sync.declare import Declared, Reference, declared

T = TypeVar("T")
CHUNK = 5_000
"""Values in one IN list: drivers allow 32,766 (SQLite) and 65,535 (PostgreSQL)."""


def chunks(values: Collection[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    ordered = list(values)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def units_in(session: Session, scope: str) -> set[str]:
    """Codes of the units of a scope and of all below them."""
    children: dict[str | None, list[str]] = defaultdict(list)
    for code, parent in session.execute(select(Unit.code, Unit.parent_code)):
        children[parent].append(code)
    found: set[str] = set()
    ahead = scope.split()
    while ahead:
        code = ahead.pop()
        if code not in found:
            found.add(code)
            ahead += children[code]
    return found


def roots_in(session: Session, scope: str, author: uuid.UUID | None = None) -> set[uuid.UUID]:
    """Root rows (sites, orders, stations) in a scope, and those that they point to.

    Args:
        author: a replica to which the orders that it wrote belong as well, whoever they are for.
    """
    codes = units_in(session, scope)
    roots: set[uuid.UUID] = set()
    for table in declared().values():
        if table.unit is not None and table.root is not None:
            unit, root = table.table.c[table.unit], table.table.c[table.root]
            for part in chunks(codes):
                roots.update(session.scalars(select(root).where(unit.in_(part))))
            if author is not None and table.root != "id":  # its unit is a receiver, not the place it lies in
                sheet = next(r.table for r in table.references if r.column == table.root)
                roots.update(session.scalars(select(sheet.c.id).where(sheet.c.origin == author)))
    return roots | _pointed_to(session, roots)


def _pointed_to(session: Session, roots: set[uuid.UUID]) -> set[uuid.UUID]:
    """Roots that rows of these roots name: an order's site, an order's station."""
    found: set[uuid.UUID] = set()
    for table in declared().values():
        if table.root is None or table.root == "entity_id":
            continue
        for reference in table.references:
            target = declared().get(reference.table.name)
            if target is not None and target.root == "id" and reference.column != table.root:
                found.update(_targets(session, table, reference, roots))
    return found


def _targets(
    session: Session, table: Declared, reference: Reference, roots: set[uuid.UUID]
) -> Iterator[uuid.UUID]:
    own = table.table.c[str(table.root)]
    if table.root != "id" and not _points_to_id(table):
        return
    for part in chunks(roots):
        statement = (
            select(reference.table.c.id)
            .join(table.table, table.table.c[reference.column] == reference.table.c[reference.target])
            .where(own.in_(part))
        )
        yield from session.scalars(statement)


def _points_to_id(table: Declared) -> bool:
    return any(r.column == table.root and r.target == "id" for r in table.references)


def all_roots(session: Session) -> set[uuid.UUID]:
    """Every root that is here; a row without an owner is its own."""
    found: set[uuid.UUID] = set()
    for table in declared().values():
        if table.root is not None:
            is_root = table.table.c[table.root].is_(None) if table.root != "id" else true()
            found.update(session.scalars(select(table.table.c.id).where(is_root)))
    return found


def present_roots(session: Session, roots: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these roots, those whose own rows are here."""
    found: set[uuid.UUID] = set()
    for table in declared().values():
        if table.root == "id":
            for part in chunks(roots):
                found.update(session.scalars(select(table.table.c.id).where(table.table.c.id.in_(part))))
    return found


def rows_of(session: Session, roots: Collection[uuid.UUID]) -> Iterator[tuple[Declared, list[uuid.UUID]]]:
    """Ids of all rows that belong to these roots, by table, those that others point to first."""
    found: dict[str, list[uuid.UUID]] = {}
    for name, table in declared().items():
        if table.root is None:
            continue
        ids: list[uuid.UUID] = []
        for part in chunks(roots):
            if table.root == "entity_id":
                ids += _attached(session, table, found)
                break
            ids += session.scalars(_below(table, part))
        found[name] = ids
        if ids:
            yield table, ids


def _below(table: Declared, roots: Sequence[uuid.UUID]) -> Select[tuple[Any]]:
    key, column = table.table.c.id, table.table.c[str(table.root)]
    reference = next((r for r in table.references if r.column == table.root), None)
    if reference is None or reference.target == "id":
        return select(key).where(column.in_(roots))
    owner = reference.table.c.id
    joined = select(key).outerjoin(reference.table, column == reference.table.c[reference.target])
    # a row without an owner is its own root
    return joined.where(or_(owner.in_(roots), and_(owner.is_(None), key.in_(roots))))


def _attached(
    session: Session, table: Declared, found: Mapping[str, Sequence[uuid.UUID]]
) -> Iterator[uuid.UUID]:
    """Rows that name their owner by table and id."""
    for name, ids in found.items():
        for part in chunks(ids):
            is_owner: ColumnElement[bool] = table.table.c.entity == name
            yield from session.scalars(
                select(table.table.c.id).where(is_owner, table.table.c.entity_id.in_(part))
            )


def roots_of(session: Session, entity: str, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID | None]:
    """Each row's root; None for tables that every replica holds. Rows that are not here are left out."""
    table = declared()[entity]
    found: dict[uuid.UUID, uuid.UUID | None] = {}
    for part in chunks(set(ids)):
        if table.root is None or table.root == "id":
            found.update({i: i if table.root else None for i in part})
            continue
        columns = [table.table.c.id, *_root_columns(table)]
        rows = session.execute(select(*columns).where(table.table.c.id.in_(part)))
        for row in rows:
            values = dict(zip((c.key for c in columns), row, strict=True))
            root = root_of(session, table, values)
            if root is not None:
                found[row[0]] = root
    return found


def _root_columns(table: Declared) -> list[Any]:
    names = ["entity", "entity_id"] if table.root == "entity_id" else [str(table.root)]
    return [table.table.c[name] for name in names]


def root_of(session: Session, table: Declared, row: Mapping[str, Any]) -> uuid.UUID | None:
    """The root of a row given by its values; a row without an owner is its own root."""
    if table.root is None:
        return None
    value: Any = row[table.root]
    if table.root == "id":
        return uuid.UUID(str(value))
    if table.root == "entity_id":
        return roots_of(session, row["entity"], [value]).get(value)
    reference = next(r for r in table.references if r.column == table.root)
    if reference.target == "id":
        return roots_of(session, reference.table.name, [value]).get(value)
    owner = select(reference.table.c.id).where(reference.table.c[reference.target] == value)
    found: uuid.UUID = session.scalar(owner) or row["id"]
    return found
