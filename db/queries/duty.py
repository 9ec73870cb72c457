"""The duty room's log, newest first."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.schema import DutyNote, Unit

_OFFICES = ("city", "county")
_COLUMNS: tuple[Any, ...] = (
    DutyNote.id,
    DutyNote.kind,
    DutyNote.at,
    DutyNote.name,
    DutyNote.to_name,
    DutyNote.note,
    DutyNote.open_parts,
    DutyNote.late_parts,
    DutyNote.handover_id,
)
"""In the order of a `DutyRecord`."""


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A line of the log; `kind` is `note`, `handover` or `takeover`."""

    id: uuid.UUID
    kind: str
    at: datetime
    name: str
    to_name: str | None
    note: str | None
    open_parts: int | None
    late_parts: int | None
    handover_id: uuid.UUID | None


def duty_log(
    session: Session,
    unit_code: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 500,
) -> list[DutyRecord]:
    """Lines of an office's log, newest first. `since` is included, `until` is not."""
    statement = _lines(unit_code).order_by(DutyNote.at.desc(), DutyNote.hlc.desc()).limit(limit)
    if since is not None:
        statement = statement.where(DutyNote.at >= since)
    if until is not None:
        statement = statement.where(DutyNote.at < until)
    rows: Iterable[Any] = session.execute(statement)
    return [DutyRecord(*row) for row in rows]


def untaken(session: Session, unit_code: str) -> DutyRecord | None:
    """The shift that was handed over last, while nobody has taken it over: what `duty.take_over` takes."""
    statement = _lines(unit_code).where(DutyNote.kind != "note").order_by(DutyNote.hlc.desc()).limit(1)
    row: Any = session.execute(statement).first()
    return DutyRecord(*row) if row is not None and row.kind == "handover" else None


def offices(session: Session) -> list[tuple[str, str]]:
    """Code and name of the units that may keep a log: cities, counties, and whoever keeps one."""
    keeping = select(DutyNote.unit_code).where(DutyNote.deleted_at.is_(None)).distinct()
    statement = (
        select(Unit.code, func.coalesce(Unit.short_name, Unit.name))
        .where(Unit.deleted_at.is_(None), Unit.kind.in_(_OFFICES) | Unit.code.in_(keeping))
        .order_by(Unit.code)
    )
    return [(code, name) for code, name in session.execute(statement)]


def last_office(session: Session) -> str | None:
    """Whose log was written in last."""
    statement = select(DutyNote.unit_code).where(DutyNote.deleted_at.is_(None))
    return session.scalar(statement.order_by(DutyNote.hlc.desc()).limit(1))


def _lines(unit_code: str) -> Select[Any]:
    return select(*_COLUMNS).where(DutyNote.unit_code == unit_code, DutyNote.deleted_at.is_(None))
