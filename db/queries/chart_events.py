"""What happened beside the readings: orders about stations, as marks on their chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Task, TaskStep

STEPS = ("dispatch", "report", "close", "cancel")
"""Steps that are marked: going out, the unit's answer, and the end."""


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """A step of an order about a station."""

    at: datetime
    step: str
    number: str
    title: str
    station_code: str


def order_events(
    session: Session, station_codes: Sequence[str], since: datetime, until: datetime
) -> list[OrderEvent]:
    """Steps in [since, until] of orders about these stations, by time; the first where units are several."""
    found = session.execute(
        select(TaskStep.at, TaskStep.step, Task.number, Task.title, Task.station_code)
        .join(Task, Task.id == TaskStep.task_id)
        .where(
            Task.station_code.in_(list(station_codes)),
            Task.deleted_at.is_(None),
            TaskStep.deleted_at.is_(None),
            TaskStep.step.in_(STEPS),
            TaskStep.at.between(since, until),
        )
        .order_by(TaskStep.at, Task.number)
    )
    first: dict[tuple[str, str], OrderEvent] = {}
    for at, step, number, title, station in found:
        first.setdefault((number, step), OrderEvent(at, step, number, title, str(station)))
    return list(first.values())
