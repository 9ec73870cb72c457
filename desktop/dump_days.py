"""The AQI of days for dumps: made from the hours as the roll-ups make them, whether those are up to date or
not."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

import numpy as np
from sqlalchemy.orm import Session

from db.queries import air
from db.queries import readings as queries
from db.queries.air import MarkRecord
from db.schema.readings import POLLUTANTS, Period
from desktop.air.aqi import Floats, primary_codes
from desktop.air.basis import Basis, edition_on
from desktop.air.day_grades import grade_days
from desktop.air.days import COUNT_ROWS, day_array
from desktop.air.periods import DAY_HOURS, HOUR, china_day, date_of, first_label
from desktop.dump_readings import WITHHELD
from desktop.rolling_up import days_of, leave_out, month_of
from desktop.standards import basis, evaluations

_STATION, _TIME = queries.ROW_FIELDS.index("station_code"), queries.ROW_FIELDS.index("time")
_VALUES = queries.ROW_FIELDS.index(POLLUTANTS[0])
_EVER = 1 << 40


class _Asked(Protocol):
    @property
    def since(self) -> int | None: ...
    @property
    def until(self) -> int | None: ...
    @property
    def stations(self) -> Sequence[str] | None: ...
    @property
    def edition(self) -> str | None: ...


def aqi(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """The AQI of every day that has an hour, by station and day; whole days of China from since to until."""
    rows = queries.rows(
        session,
        since=None if asked.since is None else first_label(_day_from(asked.since)),
        until=None if asked.until is None else first_label(_day_from(asked.until) + 1) - HOUR,
        station_codes=asked.stations,
        period=Period.HOUR,
    )
    marks = _marks(session)
    months = groupby(rows, key=lambda row: (row[_STATION], month_of(china_day(row[_TIME]))))
    for (code, number), hours in months:
        yield from _month(code, number, list(hours), marks.get(code, ()), asked.edition)


def day_basis(last: int, edition: str | None) -> Basis:
    """What days up to `last` (its number) stand on; `edition`: the key of a forced AQI edition."""
    forced = next((key for key, one in evaluations().items() if one.aqi == edition), None)
    return basis(date_of(last), forced=forced if edition else None)


def _day_from(moment: int) -> int:
    """The day that a moment lies in; a midnight begins its day."""
    return china_day(moment + 1)


def _marks(session: Session) -> Mapping[str, Sequence[MarkRecord]]:
    found: dict[str, list[MarkRecord]] = {}
    for mark in air.marks(session, 0, _EVER):
        found.setdefault(mark.subject, []).append(mark)
    return found


def _month(
    code: str, number: int, rows: list[tuple[Any, ...]], marks: Sequence[MarkRecord], edition: str | None
) -> Iterator[Sequence[Any]]:
    numbers = days_of(number)
    hours = _hours(rows, numbers)
    leave_out(hours, marks, first_label(numbers[0]) - HOUR)
    days = day_array(hours)
    stands_on = day_basis(numbers[-1], edition)
    grades = grade_days(days[np.newaxis], date_of(numbers[0]), stands_on)
    for at in np.flatnonzero(days[COUNT_ROWS].any(axis=0)).tolist():
        day = date_of(numbers[at])
        graded, index = edition_on(stands_on, day), int(grades.aqi[0, at])
        level = graded.level(int(grades.level[0, at]))
        primary = primary_codes(int(grades.primary[0, at]))
        shown = index if index >= 0 else WITHHELD
        yield (day.isoformat(), code, graded.key, shown, primary, level.zh if level is not None else "")


def _hours(rows: list[tuple[Any, ...]], numbers: range) -> Floats:
    """Rows on the grid of a month's hours."""
    hours = np.full((len(POLLUTANTS), DAY_HOURS * len(numbers)), np.nan)
    for row in rows:
        at, rest = divmod(row[_TIME] - first_label(numbers[0]), HOUR)
        if not rest:
            hours[:, at] = [np.nan if value is None else value for value in row[_VALUES : _VALUES + 6]]
    return hours
