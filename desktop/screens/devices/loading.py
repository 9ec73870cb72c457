"""What the page reads: the list, the hours to judge units by, and one device in detail."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.queries import device_page
from db.queries.device_page import RefusedFrame
from db.queries.devices import missing_hours

LONG_DAYS = 30


@dataclass(frozen=True, slots=True)
class Close:
    """What is only read of the device that is chosen."""

    mn: str
    refused: tuple[RefusedFrame, ...] = ()
    missing: tuple[int, ...] = ()
    """Labels of the hours without data in the last 30 days, epoch seconds."""
    until: int = 0
    """Label of the last of these hours."""


def look_closer(session: Session, mn: str, station_code: str | None, now: datetime) -> Close:
    """For the database thread."""
    until = int(now.timestamp()) // 3600 * 3600
    hours = missing_hours(session, station_code, days=LONG_DAYS, now=now) if station_code else []
    return Close(mn, tuple(device_page.refused_frames(session, mn)), tuple(hours), until)
