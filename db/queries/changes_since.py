"""Who changed what when on a row after it was shown: for the one whose own change came too late."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from db.schema import Operation, Person, Replica
from db.times import from_epoch


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one operation, as the log spells it (`fields.area` for a key of a map)."""

    field: str
    old: Any
    new: Any
    person: str | None
    """None where nobody was signed in."""
    at: datetime
    """When its author says; when it arrived here, where that cannot be true."""
    command: str
    replica: str | None = None
    """Name of the replica it was written on; None: this one."""


def changes_since(
    session: Session, row_ids: Sequence[uuid.UUID], hlc: int, position: int | None = None
) -> list[FieldChange]:
    """Changes of these rows after they were shown, in the order of their clocks.

    Args:
        hlc: the newest clock that was shown.
        position: the log's position then, where it is known. What another replica wrote before `hlc` may
            arrive after it: only the position tells.
    """
    statement = (
        select(
            Operation.changes,
            Operation.claimed_ms,
            Operation.clock_off_ms,
            Operation.recorded_at,
            Operation.command,
            Person.name,
            Replica.name,
            Replica.is_self,
        )
        .outerjoin(Person, Person.id == Operation.person_id)
        .outerjoin(Replica, Replica.id == Operation.replica)
        .where(Operation.row_id.in_(row_ids), _after(hlc, position))
        .order_by(Operation.hlc, Operation.position)
    )
    rows: Iterable[Any] = session.execute(statement)
    return [change for row in rows for change in _fields(*row)]


def last_position(session: Session, row_ids: Sequence[uuid.UUID]) -> int:
    """Position of the newest arrival on these rows, 0 where there is none."""
    statement = select(func.max(Operation.position)).where(Operation.row_id.in_(row_ids))
    return session.scalar(statement) or 0


def _after(hlc: int, position: int | None) -> ColumnElement[bool]:
    if position is None:
        return Operation.hlc > hlc
    return or_(Operation.hlc > hlc, Operation.position > position)


def _fields(
    changes: str,
    claimed_ms: int | None,
    clock_off_ms: int | None,
    recorded_at: datetime,
    command: str,
    person: str | None,
    replica: str | None,
    is_self: bool | None,
) -> Iterable[FieldChange]:
    is_plausible = claimed_ms is not None and clock_off_ms is None
    at = from_epoch(claimed_ms / 1000) if is_plausible and claimed_ms is not None else recorded_at
    where = None if is_self else replica
    for name, (old, new) in json.loads(changes).items():
        yield FieldChange(name, old, new, person, at, command, where)
