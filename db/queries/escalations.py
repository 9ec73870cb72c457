"""The ledger of accountability 问责台账: who was taken to which rung, for what, with what penalty."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.schema import Escalation, Person, Task, Unit


@dataclass(frozen=True, slots=True)
class EscalationRecord:
    """A rung that was taken. `penalty_fen` is in hundredths of a yuan."""

    at: datetime
    number: str
    title: str
    unit_code: str
    unit_name: str
    level: str
    name: str | None
    document: str | None
    penalty_fen: int | None
    note: str | None
    written_by: str | None
    id: uuid.UUID | None = None


def escalations(
    session: Session,
    *,
    number: str | None = None,
    unit_code: str | None = None,
    name: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[EscalationRecord]:
    """Rungs that were taken, oldest first: of an order, a unit, a person, or all. `until` is included."""
    statement = (
        select(
            Escalation.at,
            Task.number,
            Task.title,
            Escalation.unit_code,
            func.coalesce(Unit.short_name, Unit.name),
            Escalation.level,
            Escalation.name,
            Escalation.document,
            Escalation.penalty_fen,
            Escalation.note,
            Person.name,
            Escalation.id,
        )
        .join(Task, Task.id == Escalation.task_id)
        .join(Unit, Unit.code == Escalation.unit_code)
        .outerjoin(Person, Person.id == Escalation.person_id)
        .where(Task.deleted_at.is_(None), Escalation.deleted_at.is_(None))
        .order_by(Escalation.at, Escalation.hlc)
    )
    if number is not None:
        statement = statement.where(Task.number == number)
    if unit_code is not None:
        statement = statement.where(Escalation.unit_code == unit_code)
    if name is not None:
        statement = statement.where(Escalation.name == name)
    if since is not None:
        statement = statement.where(Escalation.at >= since)
    if until is not None:
        statement = statement.where(Escalation.at <= until)
    rows: Iterable[Any] = session.execute(statement)
    return [EscalationRecord(*row) for row in rows]
