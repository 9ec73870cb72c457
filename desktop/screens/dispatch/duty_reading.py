"""What the page of the duty log reads in one look at the record."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from db.queries import duty
from db.queries.duty import DutyRecord
from db.queries.late_parts import LateParts, late_parts
from db.queries.units import county_of, people
from db.times import CHINA

SHOWN = 2_000
"""Late parts that are listed, the latest ones; nobody reads more, and all of them are counted."""


@dataclass(frozen=True, slots=True)
class DutyLook:
    """A day of an office's log, oldest first, and how the orders stand now."""

    office: str
    offices: list[tuple[str, str]]
    day: date
    lines: list[DutyRecord]
    untaken: DutyRecord | None
    orders: LateParts
    signed_in: str
    """Name of the person at the console, "" where nobody signed in."""
    names: list[str]
    """Who may be meant when a name is typed."""
    now: datetime


def look(
    session: Session, *, office: str, day: date | None, now: datetime, person_id: uuid.UUID | None
) -> DutyLook:
    """For the database thread. Without an office the likely one is taken, without a day today."""
    offices = duty.offices(session)
    known = people(session)
    person = next((one for one in known if one.id == person_id), None)
    code = _office(session, office, [code for code, _ in offices], person.unit_code if person else None)
    shown = day or now.astimezone(CHINA).date()
    since = datetime.combine(shown, time(), CHINA)
    newest = duty.duty_log(session, code, since=since, until=since + timedelta(days=1), limit=5000)
    waiting = duty.untaken(session, code)
    near = [one.name for one in known if (one.unit_code or "").startswith(code[:6])]
    return DutyLook(
        office=code,
        offices=offices,
        day=shown,
        lines=newest[::-1],
        untaken=waiting,
        orders=late_parts(session, now, limit=SHOWN),
        signed_in=person.name if person else "",
        names=_names(newest, near),
        now=now,
    )


def _office(session: Session, wanted: str, codes: list[str], unit_code: str | None) -> str:
    """The one that was chosen; else the person's own, the one written in last, the first."""
    county = county_of(session, unit_code) if unit_code else None
    asked = (wanted, unit_code, county, duty.last_office(session))
    return next((code for code in asked if code in codes), codes[0] if codes else "")


def _names(lines: Iterable[DutyRecord], near: Iterable[str]) -> list[str]:
    """Those of the log first: they are on duty."""
    said = [name for line in lines for name in (line.name, line.to_name) if name]
    return list(dict.fromkeys([*said, *near]))
