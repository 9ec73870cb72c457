"""Open parts of orders whose deadline is over, with the rungs of the ladder that were taken for them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.queries.deadlines import clocks
from db.rules.tasks import OPEN_STATES, WAITS, State, Step, aside
from db.schema import Assignment, Escalation, Task, Unit


@dataclass(frozen=True, slots=True)
class LatePart:
    """A unit's part of an order that is open past its deadline; a clock that stands still is not late."""

    id: uuid.UUID
    number: str
    title: str
    unit_code: str
    unit_name: str
    state: str
    deadline: datetime
    levels: tuple[str, ...] = ()
    """Rungs that were taken for it, in the order of their writing."""

    @property
    def may_escalate(self) -> bool:
        """The unit still owes its report; one that has reported waits for the office itself."""
        state = State(self.state)
        is_owed = state in WAITS["deadline"]
        return is_owed and Step.ESCALATE in aside(state, is_paused=False, is_asked=False)


@dataclass(frozen=True, slots=True)
class LateParts:
    """How many parts are open and late; the late ones, the latest first, as far as they were asked for."""

    open: int
    count: int
    late: tuple[LatePart, ...]


def late_parts(session: Session, now: datetime, *, limit: int | None = None) -> LateParts:
    """In two statements and a count, however many parts there are; counted as a hand-over counts."""
    statement = (
        select(
            Assignment.task_id,
            Assignment.id,
            Task.number,
            Task.title,
            Assignment.unit_code,
            func.coalesce(Unit.short_name, Unit.name),
            Assignment.state,
            Assignment.deadline,
        )
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.code == Assignment.unit_code)
        .where(*_OPEN, Assignment.paused_at.is_(None), Assignment.deadline < now)
        .order_by(Assignment.deadline, Task.number, Assignment.unit_code)
        .limit(limit)
    )
    taken = _taken(session)
    rows: Iterable[Any] = session.execute(statement)
    late: list[LatePart] = []
    for task_id, *part in rows:
        values: list[Any] = [*part, taken.get((task_id, part[3]), ())]
        late.append(LatePart(*values))
    counted = clocks(session, now, timedelta())
    return LateParts(counted.open, counted.overdue, tuple(late))


_OPEN = (Task.deleted_at.is_(None), Assignment.deleted_at.is_(None), Assignment.state.in_(OPEN_STATES))


def _taken(session: Session) -> dict[tuple[uuid.UUID, str], tuple[str, ...]]:
    """Rungs by order and unit: few beside the orders, so all of them are read."""
    statement = (
        select(Escalation.task_id, Escalation.unit_code, Escalation.level)
        .where(Escalation.deleted_at.is_(None))
        .order_by(Escalation.at, Escalation.hlc)
    )
    found: dict[tuple[uuid.UUID, str], list[str]] = defaultdict(list)
    for task_id, unit_code, level in session.execute(statement):
        found[task_id, unit_code].append(level)
    return {key: tuple(levels) for key, levels in found.items()}
