"""Where counties stand against their goals of a year, and what the rest of it may average."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from db.commands.air import TARGET_ITEMS
from desktop.air.aqi import Floats
from desktop.air.basis import Basis
from desktop.air.index_room import room_of_index
from desktop.air.periods import Period, month, year
from desktop.air.standards import POLLUTANTS
from desktop.air.statistics import Days
from desktop.air.targets import (
    GoodDaysRoom,
    MeanRoom,
    PercentileRoom,
    room_of_good_days,
    room_of_mean,
    room_of_percentile,
)
from desktop.air.validity import day_values
from desktop.evaluation.evaluating import Figures, Number, figures_of
from desktop.evaluation.place_days import PlaceDays, days_of_places
from desktop.evaluation.places import Place
from desktop.station_days import StationDays

Room = MeanRoom | PercentileRoom | GoodDaysRoom
INDEX, GOOD_DAYS = "index", "good_days"


@dataclass(frozen=True, slots=True)
class Standing:
    """One goal of one county. `now` is rounded as it is printed, with so many `decimals`.

    `of_year` and `of_month` say what is left: None without a goal, of the month also when its
    year is over.
    `done`, `left`: days of the year with and without a figure to come.
    """

    county: Place
    item: str
    goal: Number
    now: Number
    decimals: int
    done: int
    left: int
    of_year: Room | None = None
    of_month: Room | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.county.code, self.item


@dataclass(frozen=True, slots=True)
class Standings:
    """All of them. `through`: the last day that is over."""

    rows: tuple[Standing, ...]
    basis: Basis
    year: int
    through: date


def last_whole_day(year_number: int, today: date) -> date:
    """The last day of a year that is over; 31 December of the year before while none is."""
    return min(date(year_number, 12, 31), max(date(year_number - 1, 12, 31), today - timedelta(days=1)))


def standings(
    found: StationDays,
    counties: Sequence[Place],
    goals: Mapping[tuple[str, str], float],
    through: date,
    year_number: int,
    basis: Basis,
    *,
    without_sand: bool = False,
) -> Standings:
    """Every county and item, with the room that is left where there is a goal."""
    days = days_of_places(found, counties, basis)
    whole = year(year_number)
    done = Period(whole.first, through) if through >= whole.first else None
    rows = [
        standing
        for at, county in enumerate(counties)
        for standing in _of_county(
            county, _so_far(_row(days, at), done, whole, basis, without_sand), goals, basis
        )
    ]
    return Standings(tuple(rows), basis, year_number, through)


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What a county's year has come to: valid daily values (6, n) of the `done` days, and its figures."""

    values: Floats
    figures: Figures | None
    done: int
    left: int
    month_done: int
    month_left: int


def _of_county(
    county: Place, so_far: _SoFar, goals: Mapping[tuple[str, str], float], basis: Basis
) -> Iterator[Standing]:
    for item in TARGET_ITEMS:
        goal = goals.get((county.code, item))
        of_year = of_month = None
        if goal is not None:
            of_year = _room(item, so_far.values, so_far.left, goal, so_far, basis)
            if so_far.month_left and item != GOOD_DAYS:
                values = so_far.values[:, so_far.done - so_far.month_done :]
                of_month = _room(item, values, so_far.month_left, goal, so_far, basis)
        yield Standing(
            county,
            item,
            goal,
            _now(item, so_far.figures),
            decimals_of(item, basis),
            so_far.done,
            so_far.left,
            of_year,
            of_month,
        )


def _now(item: str, figures: Figures | None) -> Number:
    if figures is None:
        return None
    if item in POLLUTANTS:
        return figures.values[POLLUTANTS.index(item)]
    return figures.index if item == INDEX else float(figures.good)


def _so_far(days: PlaceDays, done: Period | None, whole: Period, basis: Basis, without_sand: bool) -> _SoFar:
    count = done.days if done is not None else 0
    over, coming = _month_part(done, whole)
    figures = figures_of(days, done, basis, without_sand=without_sand)[0] if done is not None else None
    values = _values(days, done, basis, without_sand)
    return _SoFar(values, figures, count, whole.days - count, over, coming)


def decimals_of(item: str, basis: Basis) -> int:
    """Digits after the point of an item as it is printed."""
    if item in POLLUTANTS:
        return basis.evaluation.decimals.statistics[POLLUTANTS.index(item)]
    return basis.evaluation.decimals.index if item == INDEX else 0


def _room(item: str, values: Floats, left: int, goal: float, so_far: _SoFar, basis: Basis) -> Room:
    if item == INDEX:
        return room_of_index(values, left, goal, basis)
    if item == GOOD_DAYS:
        counted = so_far.figures
        good, graded = (counted.good, counted.graded) if counted is not None else (0, 0)
        return room_of_good_days(good, graded, left, int(goal))
    row = POLLUTANTS.index(item)
    # a goal of 52.5 is not met by 52.9, although both are 53 to a whole number
    digits = max(basis.evaluation.decimals.statistics[row], _digits(goal))
    if basis.evaluation.by_percentile[row]:
        per_cent = basis.evaluation.percentiles[row]
        return room_of_percentile(values[row], left, goal, per_cent, decimals=digits)
    return room_of_mean(values[row], left, goal, decimals=digits)


def _values(days: PlaceDays, done: Period | None, basis: Basis, without_sand: bool) -> Floats:
    """Valid daily values (6, n) of a county so far, PM without its sand-dust days where asked."""
    if done is None:
        return np.empty((len(POLLUTANTS), 0))
    values: Floats = day_values(days.days.cut(done).values, basis)[0]
    if without_sand:
        start = (done.first - days.days.first).days
        sand = days.sand[0, start : start + done.days]
        for name in basis.evaluation.sand_pollutants:
            values[POLLUTANTS.index(name), sand] = np.nan
    return values


def _month_part(done: Period | None, whole: Period) -> tuple[int, int]:
    """Days of the running month that are over, and that are to come; none when the year is over or ahead."""
    if done is None or done.last == whole.last:
        return 0, 0
    following = done.last + timedelta(days=1)
    running = month(following.year, following.month)
    over = (following - running.first).days
    return over, running.days - over


def _row(days: PlaceDays, at: int) -> PlaceDays:
    one = slice(at, at + 1)
    return PlaceDays(Days(days.days.first, days.days.values[one]), days.sand[one])


def _digits(goal: float) -> int:
    return len(f"{goal:.6f}".rstrip("0").partition(".")[2])
