"""What this replica would send now: its own operations that no peer has confirmed, a command at a time."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from db.queries.access import own_replicas
from db.queries.sync import best_standing
from db.queries.things import Thing, person_names, things, unit_codes, unit_names
from db.schema import Operation

LIMIT = 5_000
"""Operations that are shown; what lies past them is counted."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one operation does to one row; `fields` has old and new values as the log spells them."""

    thing: Thing
    is_new: bool
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One command: who did what, when, to which rows."""

    change_id: uuid.UUID
    command: str
    at: datetime
    person: str | None
    rows: tuple[RowChange, ...]

    @property
    def files(self) -> list[RowChange]:
        """Photos and documents that go with it."""
        return [row for row in self.rows if row.thing.entity == "attachment" and row.is_new]

    @property
    def bytes(self) -> int:
        """Size of its files."""
        return sum(row.fields["size"][1] for row in self.files if "size" in row.fields)


@dataclass(frozen=True, slots=True)
class Outbox:
    """Commands in the order in which they were given, and names for the codes in their fields."""

    changes: tuple[ChangeRecord, ...]
    operations: int
    """All of them, shown or not."""
    shown: int
    unit_names: dict[str, str]


def outbox(session: Session, limit: int = LIMIT) -> Outbox:
    """The unsent work in people's words; at most `limit` operations of it."""
    chains = own_replicas(session)
    given = best_standing(session, chains).given
    unsent = or_(*(and_(Operation.replica == chain, Operation.seq > given.get(chain, 0)) for chain in chains))
    columns = (
        Operation.change_id, Operation.command, Operation.recorded_at, Operation.person_id, Operation.entity,
        Operation.row_id, Operation.action, Operation.changes,
    )  # fmt: skip
    statement = select(*columns).where(unsent).order_by(Operation.position).limit(limit)
    rows = session.execute(statement).all()
    total = session.scalar(select(func.count()).select_from(Operation).where(unsent)) or 0
    names = things(session, {(row.entity, row.row_id) for row in rows})
    people = person_names(session, {row.person_id for row in rows} - {None})
    found = tuple(
        _change(list(group), names, people) for _, group in groupby(rows, key=lambda row: row.change_id)
    )
    return Outbox(found, total, len(rows), _unit_names(session, found))


def _change(rows: Sequence[Any], names: dict[uuid.UUID, Thing], people: dict[uuid.UUID, str]) -> ChangeRecord:
    first = rows[0]
    changes = tuple(
        RowChange(
            names[row.row_id],
            row.action == "insert",
            {name: (old, new) for name, (old, new) in json.loads(row.changes).items()},
        )
        for row in rows
    )
    return ChangeRecord(
        first.change_id, first.command, first.recorded_at, people.get(first.person_id), changes
    )


def _unit_names(session: Session, changes: Sequence[ChangeRecord]) -> dict[str, str]:
    fields = (item for change in changes for row in change.rows for item in row.fields.items())
    return unit_names(session, {code for name, pair in fields for code in unit_codes(name, pair)})
