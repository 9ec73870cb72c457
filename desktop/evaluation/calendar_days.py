"""A year of a place day by day, and the hours of one day: what the calendar shows, worked out in the pool."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy.orm import Session

from db.queries import air, readings
from db.queries.air import MarkRecord
from desktop.air.aqi import Floats, hourly
from desktop.air.areas import mean_of_points
from desktop.air.basis import Basis, edition_on
from desktop.air.day_grades import grade_days
from desktop.air.days import COUNT_ROWS, VALUE_ROWS
from desktop.air.periods import HOUR, Period, day_number, first_label, year
from desktop.air.rolling import round_rows
from desktop.air.standards import Edition
from desktop.air.statistics import Days
from desktop.air.validity import valid_days
from desktop.evaluation.evaluating import Number
from desktop.evaluation.place_days import days_of_places
from desktop.evaluation.places import STATION, Place
from desktop.grids import on_grid
from desktop.rolling_up import leave_out
from desktop.station_days import SAND_DUST, StationDays, load_days


@dataclass(frozen=True, slots=True)
class DayGrade:
    """A day with any hour. `aqi` is None where none may be given; tuples are in the order of POLLUTANTS."""

    day: date
    edition: Edition
    aqi: int | None
    level: int
    primary: int
    values: tuple[Number, ...]
    counts: tuple[int, ...]
    valid: tuple[bool, ...]
    is_sand: bool


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a place; `label` is its end."""

    label: int
    aqi: int | None
    level: int
    primary: int
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class YearOfDays:
    """A year, and the sand-dust marks that touch it."""

    place: Place
    year: int
    days: Mapping[date, DayGrade]
    marks: tuple[MarkRecord, ...]


@dataclass(frozen=True, slots=True)
class DayOfHours:
    """The hours of one day."""

    day: date
    edition: Edition
    hours: tuple[Hour, ...]


def load_year(session: Session, place: Place, number: int) -> tuple[StationDays, tuple[MarkRecord, ...]]:
    """Days of a place's points, and the sand-dust marks of anybody."""
    period = year(number)
    since, until = first_label(day_number(period.first)), first_label(day_number(period.last) + 1)
    marks = [mark for mark in air.marks(session, since, until - HOUR) if mark.kind == SAND_DUST]
    return load_days(session, period, place.points), tuple(marks)


def grade_year(
    found: StationDays, place: Place, number: int, basis_on: Callable[[date], Basis]
) -> dict[date, DayGrade]:
    """The graded days of a year. Each month stands on what is in force at its end."""
    graded: dict[date, DayGrade] = {}
    for part in year(number).months():
        basis = basis_on(part.last)
        of_place = days_of_places(found, [place], basis)
        start = (part.first - of_place.days.first).days
        sand = of_place.sand[0, start : start + part.days]
        # a county's day that does not count has no hours of its own, but its points have
        counts = found.of(place.points).days.cut(part).values[:, COUNT_ROWS]
        there = np.flatnonzero(counts.any(axis=(0, 1))).tolist()
        for one in _grades(of_place.days.cut(part), part, basis, there, sand.tolist()):
            graded[one.day] = one
    return graded


def load_day(session: Session, place: Place, day: date, basis: Basis) -> DayOfHours:
    """The hours of a day; of a county the mean of its points. What people said is wrong is left out."""
    since, until = first_label(day_number(day)) - HOUR, first_label(day_number(day) + 1) - HOUR
    found = readings.series(session, place.points, since, until)
    points = []
    for code in place.points:
        if code in found:
            hours = on_grid(found[code], since, until)
            leave_out(hours, air.marks(session, since + 1, until, [code]), since)
            points.append(hours)
    if not points:
        return DayOfHours(day, edition_on(basis, day), ())
    stack = np.stack(points)
    share = basis.evaluation.validity.area_share
    values = stack[0] if place.kind == STATION else mean_of_points(stack, share)
    return DayOfHours(day, edition_on(basis, day), _hours(values, since, edition_on(basis, day)))


def _grades(
    days: Days, part: Period, basis: Basis, there: Sequence[int], sand: Sequence[bool]
) -> list[DayGrade]:
    grades = grade_days(days.values, part.first, basis)
    valid = valid_days(days.values, basis)[0]
    values = round_rows(days.values[0, VALUE_ROWS], basis.evaluation.decimals.day)
    counts = days.values[0, COUNT_ROWS]
    found = []
    for at in there:
        day = part.first + timedelta(days=at)
        aqi = int(grades.aqi[0, at])
        found.append(
            DayGrade(
                day,
                edition_on(basis, day),
                aqi if aqi >= 0 else None,
                int(grades.level[0, at]),
                int(grades.primary[0, at]),
                _numbers(values[:, at]),
                tuple(int(count) for count in counts[:, at]),
                tuple(bool(one) for one in valid[:, at]),
                sand[at],
            )
        )
    return found


def _hours(values: Floats, since: int, edition: Edition) -> tuple[Hour, ...]:
    graded = hourly(values, edition)
    return tuple(
        Hour(
            since + (at + 1) * HOUR,
            int(graded.aqi[at]) if graded.aqi[at] >= 0 else None,
            int(graded.level[at]),
            int(graded.primary[at]),
            _numbers(values[:, at]),
        )
        for at in range(values.shape[1])
    )


def _numbers(values: Floats) -> tuple[Number, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in values)
