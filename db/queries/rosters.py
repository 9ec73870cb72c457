"""Rosters as screens show them: shifts of a campaign with their signatures."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.rules.rosters import ShiftStanding, standing
from db.schema import Shift, ShiftEvent, Site

_AT_ONCE = 5_000
"""Values in one IN list: drivers allow 32,766 (SQLite) and 65,535 (PostgreSQL)."""


@dataclass(frozen=True, slots=True)
class ShiftEventRecord:
    """A signature."""

    kind: str
    at: datetime
    name: str
    to_name: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ShiftRecord:
    """A shift with its signatures, oldest first."""

    id: uuid.UUID
    site_id: uuid.UUID
    site_code: str
    site_name: str
    unit_code: str
    starts_at: datetime
    ends_at: datetime
    name: str
    phone: str | None
    note: str | None
    hlc: int
    events: tuple[ShiftEventRecord, ...]

    def standing(self, now: datetime) -> ShiftStanding:
        """What it has come to."""
        return standing(self.starts_at, self.ends_at, (event.kind for event in self.events), now)


def shifts(
    session: Session,
    campaign_key: str,
    since: datetime,
    until: datetime,
    site_id: uuid.UUID | None = None,
) -> list[ShiftRecord]:
    """Shifts of a campaign that touch a span (its end does not belong to it), by site and beginning."""
    statement = (
        select(Shift, Site.code, Site.name, Site.unit_code)
        .join(Site, Site.id == Shift.site_id)
        .where(Shift.campaign_key == campaign_key, Shift.deleted_at.is_(None), Site.deleted_at.is_(None))
        .where(Shift.starts_at < until, Shift.ends_at > since)
        .order_by(Site.code, Shift.starts_at, Shift.name)
    )
    if site_id is not None:
        statement = statement.where(Shift.site_id == site_id)
    rows = session.execute(statement).all()
    events = _events(session, [row[0].id for row in rows])
    return [_record(row[0], (row[1], row[2], row[3]), events[row[0].id]) for row in rows]


def _record(shift: Shift, site: tuple[str, str, str], events: Sequence[ShiftEventRecord]) -> ShiftRecord:
    return ShiftRecord(
        shift.id, shift.site_id, *site, shift.starts_at, shift.ends_at, shift.name, shift.phone, shift.note,
        shift.hlc, tuple(events),
    )  # fmt: skip


def _events(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[ShiftEventRecord]]:
    found: dict[uuid.UUID, list[ShiftEventRecord]] = defaultdict(list)
    for start in range(0, len(ids), _AT_ONCE):
        wanted = (
            select(ShiftEvent)
            .where(ShiftEvent.shift_id.in_(ids[start : start + _AT_ONCE]), ShiftEvent.deleted_at.is_(None))
            .order_by(ShiftEvent.at, ShiftEvent.hlc)
        )
        for row in session.scalars(wanted):
            record = ShiftEventRecord(row.kind, row.at, row.name, row.to_name, row.note)
            found[row.shift_id].append(record)
    return found
