"""Open parts of orders by their clocks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from db.rules.tasks import OPEN_STATES
from db.schema import Assignment, Task


@dataclass(frozen=True, slots=True)
class Clocks:
    """How many parts wait, and for how many of them time is short or over."""

    open: int
    due_soon: int
    overdue: int


def clocks(session: Session, now: datetime, soon: timedelta) -> Clocks:
    """Counted in the database: a city has 50,000 orders a year."""
    runs = Assignment.paused_at.is_(None)
    overdue = runs & (Assignment.deadline < now)
    due_soon = runs & (Assignment.deadline >= now) & (Assignment.deadline <= now + soon)
    statement = (
        select(func.count(), _count(due_soon), _count(overdue))
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .where(Task.deleted_at.is_(None), Assignment.deleted_at.is_(None), Assignment.state.in_(OPEN_STATES))
    )
    row = session.execute(statement).one()
    return Clocks(row[0], row[1] or 0, row[2] or 0)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
