"""The duty room's log, newest first."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import DutyNote


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
    session: Session, unit_code: str, *, since: datetime | None = None, limit: int = 500
) -> list[DutyRecord]:
    """Lines of an office's log, newest first."""
    statement = (
        select(
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
        .where(DutyNote.unit_code == unit_code, DutyNote.deleted_at.is_(None))
        .order_by(DutyNote.at.desc(), DutyNote.hlc.desc())
        .limit(limit)
    )
    if since is not None:
        statement = statement.where(DutyNote.at >= since)
    rows: Iterable[Any] = session.execute(statement)
    return [DutyRecord(*row) for row in rows]
