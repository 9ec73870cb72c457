"""Two different rows that claim one number or code: both stay, one of them with a mark behind it.

The row with the lesser id keeps the plain value (ids grow with time, so it is mostly the older one); the
others get `~` and four characters of their id. That depends on nothing but the rows, so all replicas agree.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from db.sync.declare import MARK_LENGTH, Declared
from db.sync.resolve import Issue
from db.sync.scope import chunks

MARK = "~"


@dataclass(slots=True)
class Twins:
    """Pairs to tell people of, and all rows that were compared."""

    issues: list[tuple[uuid.UUID, Issue]] = field(default_factory=list)
    looked_at: set[uuid.UUID] = field(default_factory=set)


def marked(value: str, row_id: uuid.UUID) -> str:
    """The value as a row shows it that had to give way."""
    return f"{value}{_mark(row_id)}"


def plain(value: str, row_id: uuid.UUID) -> str:
    """The value as the row claimed it."""
    return value.removesuffix(_mark(row_id))


def _mark(row_id: uuid.UUID) -> str:
    return MARK + row_id.hex[1 - MARK_LENGTH :]


def settle_twins(
    session: Session, declared: Declared, rows: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], Twins]:
    """Rows with values that do not meet, after those in the table have made room; and the pairs to tell."""
    column = declared.unique
    if column is None or not rows:
        return rows, Twins()
    claims = {row["id"]: row[column] for row in rows}
    others = _others(session, declared, rows)
    claims |= others
    owners: dict[str, list[uuid.UUID]] = {}
    for row_id in sorted(claims):
        owners.setdefault(claims[row_id], []).append(row_id)
    final = {
        row_id: value if row_id == ids[0] else marked(value, row_id)
        for value, ids in owners.items()
        for row_id in ids
    }
    _make_room(session, declared, final, {row["id"] for row in rows})
    issues = [
        (row_id, Issue("duplicate", column, claims[ids[0]], [_side(ids[0], final), _side(row_id, final)]))
        for ids in owners.values()
        for row_id in ids[1:]
    ]
    return [{**row, column: final[row["id"]]} for row in rows], Twins(issues, set(claims))


def _others(session: Session, declared: Declared, rows: list[dict[str, Any]]) -> dict[uuid.UUID, str]:
    """Rows in the table, not among these, that claim one of these values, or the one a row has let go."""
    assert declared.unique is not None
    column, key = declared.table.c[declared.unique], declared.table.c.id
    new = {row["id"]: row[declared.unique] for row in rows}
    ids, values = list(new), set(new.values())
    current = session.execute(select(key, column).where(key.in_(ids))).all()
    # one of them may take over what another lets go: those who also claim it have another opposite then
    let_go = {claim for row_id, value in current if (claim := plain(value, row_id)) != new[row_id]}
    found = session.execute(select(key, column).where(column.in_(values | let_go), key.not_in(ids))).all()
    twins = {plain(value, row_id) for row_id, value in found}
    twins |= {claim for row_id, value in current if (claim := plain(value, row_id)) != value}
    suspects = twins | let_go
    if not suspects:
        return {}
    pattern = or_(*(column.startswith(f"{value}{MARK}", autoescape=True) for value in sorted(suspects)))
    marked_rows = session.execute(select(key, column).where(pattern, key.not_in(ids))).all()
    marked_twins = [row for row in marked_rows if plain(row[1], row[0]) in suspects]
    return {row_id: plain(value, row_id) for row_id, value in [*found, *marked_twins]}


def _make_room(
    session: Session, declared: Declared, final: dict[uuid.UUID, str], own: set[uuid.UUID]
) -> None:
    """Rename rows in the table so that no value is held twice while the rows are written one by one."""
    assert declared.unique is not None
    table, name = declared.table, declared.unique
    held: dict[uuid.UUID, str] = {}
    for part in chunks(final):
        rows = session.execute(select(table.c.id, table.c[name]).where(table.c.id.in_(part)))
        held |= {row[0]: row[1] for row in rows}
    moving = [row_id for row_id, value in held.items() if final[row_id] != value]
    for row_id in moving:  # first out of everybody's way, under a name that nobody claims
        session.execute(update(table).where(table.c.id == row_id).values({name: row_id.hex}))
    for row_id in moving:
        if row_id not in own:
            session.execute(update(table).where(table.c.id == row_id).values({name: final[row_id]}))


def _side(row_id: uuid.UUID, final: dict[uuid.UUID, str]) -> dict[str, Any]:
    return {"row_id": str(row_id), "value": final[row_id]}
