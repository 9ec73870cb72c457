"""Roll-ups, findings, marks, targets and rules of the office; readings by the hour are in `readings`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.commands.rollups import DAY_COLUMNS
from db.schema import (
    AirMark,
    AirTarget,
    Finding,
    OfficeSetting,
    Operation,
    ReadingDay,
    Station,
    StationDay,
    StationMonth,
    Unit,
)
from db.schema.readings import Period


@dataclass(frozen=True, slots=True)
class Pending:
    """Station-days of China time that moved since the roll-ups were made; marks to note afterwards."""

    days: frozenset[tuple[str, int]]
    readings: int
    log: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """A person's word on hours; see `AirMark`."""

    subject: str
    item: str
    kind: str
    since: int
    until: int
    verdict: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """Something that looks wrong; see `Finding`. `detail`: the figures that led to it."""

    station_code: str
    item: str
    kind: str
    since: int
    until: int
    detail: Mapping[str, Any]


def pending(session: Session, readings: int, log: int, limit: int) -> Pending:
    """What has moved past both marks, at most about `limit` station-days of readings."""
    statement = (
        select(ReadingDay.station_code, ReadingDay.day, ReadingDay.stamp)
        .where(ReadingDay.period == Period.HOUR, ReadingDay.stamp > readings)
        .order_by(ReadingDay.stamp)
        .limit(limit)
    )
    rows = session.execute(statement).all()
    # a day of UTC reaches into two days of China
    days = {(code, day + more) for code, day, _ in rows for more in (0, 1)}
    reached = rows[-1].stamp if rows else readings
    moved, position = _marked(session, log)
    return Pending(frozenset(days | moved), reached, position, len(rows) < limit)


def _marked(session: Session, log: int) -> tuple[set[tuple[str, int]], int]:
    """Station-days whose marks moved, and the log's position then."""
    found = session.execute(
        select(Operation.row_id, Operation.position)
        .where(Operation.position > log, Operation.entity == AirMark.__tablename__)
        .order_by(Operation.position)
    ).all()
    if not found:
        return set(), log
    rows = session.scalars(select(AirMark).where(AirMark.id.in_({row.row_id for row in found})))
    days = {
        (row.subject, day) for row in rows for day in range(china_day(row.since), china_day(row.until) + 1)
    }
    return days, found[-1].position


def china_day(label: int) -> int:
    """Day of China time, from 1970-01-01, of the hour with this label; 00:00 ends the day before."""
    return (label - 1 + 8 * 3600) // 86400


def days(session: Session, station_code: str, first: int, last: int) -> list[tuple[Any, ...]]:
    """One station's days in [first, last], by the names of `DAY_COLUMNS`, in order."""
    columns = [getattr(StationDay, name) for name in DAY_COLUMNS]
    statement = select(*columns).where(
        StationDay.station_code == station_code, StationDay.day.between(first, last)
    )
    return [tuple(row) for row in session.execute(statement.order_by(StationDay.day))]


def months(
    session: Session, first: int, last: int, station_codes: Sequence[str] | None = None
) -> list[tuple[str, int, bytes]]:
    """Station, month (year × 12 + month − 1) and packed days of months in [first, last]."""
    statement = select(StationMonth.station_code, StationMonth.month, StationMonth.days).where(
        StationMonth.month.between(first, last)
    )
    if station_codes is not None:
        statement = statement.where(StationMonth.station_code.in_(list(station_codes)))
    ordered = statement.order_by(StationMonth.station_code, StationMonth.month)
    return [(code, month, days) for code, month, days in session.execute(ordered)]


def marks(
    session: Session, since: int, until: int, subjects: Iterable[str] | None = None
) -> list[MarkRecord]:
    """Marks that touch [since, until], by their beginning."""
    statement = select(AirMark).where(
        AirMark.deleted_at.is_(None), AirMark.until >= since, AirMark.since <= until
    )
    if subjects is not None:
        statement = statement.where(AirMark.subject.in_(list(subjects)))
    rows = session.scalars(statement.order_by(AirMark.since, AirMark.subject))
    return [MarkRecord(r.subject, r.item, r.kind, r.since, r.until, r.verdict, r.reason, r.at) for r in rows]


def findings(
    session: Session, since: int, until: int, station_codes: Sequence[str] | None = None
) -> list[FindingRecord]:
    """Findings that touch [since, until], by station and beginning."""
    statement = select(Finding).where(Finding.until >= since, Finding.since <= until)
    if station_codes is not None:
        statement = statement.where(Finding.station_code.in_(list(station_codes)))
    rows = session.scalars(statement.order_by(Finding.station_code, Finding.since, Finding.item))
    return [
        FindingRecord(r.station_code, r.item, r.kind, r.since, r.until, json.loads(r.detail)) for r in rows
    ]


def targets(session: Session, year: int) -> dict[tuple[str, str], float]:
    """Goals of a year by unit and item."""
    columns = (AirTarget.unit_code, AirTarget.item, AirTarget.value)
    wanted = (AirTarget.year == year, AirTarget.deleted_at.is_(None))
    return {(unit, item): value for unit, item, value in session.execute(select(*columns).where(*wanted))}


def rules(session: Session) -> dict[str, Any]:
    """The office's rules by name."""
    columns = (OfficeSetting.name, OfficeSetting.value)
    found = session.execute(select(*columns).where(OfficeSetting.deleted_at.is_(None)))
    return {name: json.loads(value) for name, value in found}


def units_of(session: Session) -> dict[str, frozenset[str]]:
    """Of every station the codes of its unit and of all above it; none where it belongs to no unit."""
    parents: dict[str, str | None] = dict(session.execute(select(Unit.code, Unit.parent_code)).all())
    found: dict[str, frozenset[str]] = {}
    for code, unit in session.execute(select(Station.code, Station.unit_code)):
        line: list[str] = []
        while unit is not None and unit not in line:
            line.append(unit)
            unit = parents.get(unit)
        found[code] = frozenset(line)
    return found
