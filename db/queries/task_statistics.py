"""How units keep their orders' clocks over a period; what was returned and reopened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.rules.tasks import OPEN_STATES, State, Step
from db.schema import Assignment, Task, TaskStep, Unit

_DEEDS = (Step.RECEIVE, Step.ARRIVE, Step.REPORT, Step.RETURN, Step.REOPEN)


@dataclass(frozen=True, slots=True)
class InTime:
    """Of the parts whose clock has been decided: how many were in time. Nobody's clock: 0 of 0."""

    kept: int
    decided: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing has been decided."""
        return self.kept / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class UnitStatistics:
    """A unit's parts of the orders that were dispatched in a period.

    A clock is judged by the moment that stands in the record, so granted time and pauses count. It is decided
    when the deed was done, or when it is over and nothing happened; a clock that is paused, or of a part
    that was called off, is nobody's fault and not decided.
    """

    unit_code: str
    unit_name: str
    parts: int
    closed: int
    open: int
    late: int
    """Open now, past the deadline and not paused."""
    received: InTime
    """The first receipt against `receive_by`."""
    on_site: InTime
    """The first arrival against `arrive_by`."""
    reported: InTime
    """The last report against the deadline; how long the office then takes to verify is not the unit's."""
    returned: int
    """Times that a report was returned."""
    reopened: int
    """Times that a closed part was opened again."""


def by_unit(session: Session, since: datetime, until: datetime, now: datetime) -> list[UnitStatistics]:
    """Units that were sent something from `since` on and before `until`, by code; in one statement."""
    facts = _facts()
    part, fact = Assignment, facts.c
    is_open = part.state.in_(list(OPEN_STATES))
    is_late = and_(is_open, part.paused_at.is_(None), part.deadline < now)
    statement = (
        select(
            part.unit_code,
            func.coalesce(Unit.short_name, Unit.name),
            func.count(),
            _count(part.state == State.CLOSED),
            _count(is_open),
            _count(is_late),
            *_in_time(part.receive_by, fact.received, now),
            *_in_time(part.arrive_by, fact.arrived, now),
            *_in_time(part.deadline, fact.reported, now),
            func.coalesce(func.sum(fact.returned), 0),
            func.coalesce(func.sum(fact.reopened), 0),
        )
        .join(Task, Task.id == part.task_id)
        .join(Unit, Unit.code == part.unit_code)
        .outerjoin(facts, fact.assignment_id == part.id)
        .where(
            Task.deleted_at.is_(None),
            part.deleted_at.is_(None),
            part.dispatched_at >= since,
            part.dispatched_at < until,
        )
        .group_by(part.unit_code, func.coalesce(Unit.short_name, Unit.name))
        .order_by(part.unit_code)
    )
    return [_record([*row]) for row in session.execute(statement)]


def _facts() -> Any:
    """What happened to each part, a row for it."""

    def when(step: Step) -> Any:
        return case((TaskStep.step == step, TaskStep.at))

    return (
        select(
            TaskStep.assignment_id,
            func.min(when(Step.RECEIVE)).label("received"),
            func.min(when(Step.ARRIVE)).label("arrived"),
            func.max(when(Step.REPORT)).label("reported"),
            _count(TaskStep.step == Step.RETURN).label("returned"),
            _count(TaskStep.step == Step.REOPEN).label("reopened"),
        )
        .where(TaskStep.step.in_(_DEEDS), TaskStep.assignment_id.is_not(None))
        .group_by(TaskStep.assignment_id)
        .subquery()
    )


def _in_time(due: Any, done: Any, now: datetime) -> tuple[Any, Any]:
    """How many were in time, and of how many it is decided."""
    called_off = Assignment.state == State.CANCELLED
    has_passed = and_(due < now, Assignment.paused_at.is_(None), ~called_off)
    return _count(done <= due), _count(and_(due.is_not(None), or_(done.is_not(None), has_passed)))


def _count(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _record(row: list[Any]) -> UnitStatistics:
    clocks = [InTime(row[place], row[place + 1]) for place in (6, 8, 10)]
    return UnitStatistics(*row[:6], *clocks, *row[12:])
