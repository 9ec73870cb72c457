"""The evaluation of places over a period, worked out off the GUI thread: figures as they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from desktop.air.basis import Basis
from desktop.air.comparison import Change, change
from desktop.air.compliance import Compliance, compliance
from desktop.air.days import COUNT_ROWS, Bools
from desktop.air.periods import Period
from desktop.air.rounding import round_half_even
from desktop.air.statistics import Days, PeriodStatistics, statistics
from desktop.air.validity import valid_days
from desktop.evaluation.place_days import PlaceDays, days_of_places, so_far
from desktop.evaluation.places import Place, Places
from desktop.evaluation.spans import Span
from desktop.station_days import StationDays

Number = float | None
"""None where there is no figure, so that equal figures compare equal."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed since another period: index, its rate in per cent, good days, rates of concentrations."""

    index: Number = None
    index_rate: Number = None
    good: int | None = None
    rates: tuple[Number, ...] = (None,) * 6


@dataclass(frozen=True, slots=True)
class Figures:
    """A place on one basis. Tuples of six are in the order of POLLUTANTS; values are rounded as printed."""

    needed: int
    n: tuple[int, ...]
    valid: tuple[bool, ...]
    left_out: tuple[int, ...]
    values: tuple[Number, ...]
    above: tuple[bool, ...]
    times: tuple[Number, ...]
    graded: int
    good: int
    good_rate: Number
    levels: tuple[int, ...]
    primary: tuple[int, ...]
    single: tuple[Number, ...]
    largest: int
    index: Number
    index_is_valid: bool
    year: Moved
    before: Moved


@dataclass(frozen=True, slots=True)
class Row:
    """A place with its figures on each basis."""

    place: Place
    sides: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a question comes to. `through`: the last day with any hour; `share`: valid values in per cent."""

    span: Span
    bases: tuple[Basis, ...]
    rows: tuple[Row, ...]
    through: date | None
    share: Number
    is_provisional: bool
    without_sand: bool
    sand_days: int


def wanted_period(period: Period) -> Period:
    """All days that an evaluation reads: the period, the one before it and last year's."""
    others = (period, period.before(), period.last_year())
    return Period(min(one.first for one in others), max(one.last for one in others))


def evaluate(
    found: StationDays,
    places: Places,
    span: Span,
    bases: Sequence[Basis],
    *,
    total: str,
    without_sand: bool = False,
    today: date | None = None,
) -> Evaluated:
    """All places on each basis: the total first, then counties, each followed by its stations.

    Args:
        total: name of all counties together.
        today: this day is not over; alone, it is shown as far as it goes, and does not count.
    """
    is_provisional = span.period.days == 1 and span.period.last == today
    asked = tuple(_in_order(places, total))
    sides = [
        _side(found, asked, span.period, so_far(basis) if is_provisional else basis, without_sand)
        for basis in bases
    ]
    if is_provisional:
        sides = [[_provisional(figures) for figures in side] for side in sides]
    cut = found.days.cut(span.period)
    return Evaluated(
        span,
        tuple(bases),
        tuple(Row(place, tuple(side[at] for side in sides)) for at, place in enumerate(asked)),
        through_day(cut),
        _share(cut, bases[0]),
        is_provisional,
        without_sand,
        _marked(found, span.period),
    )


def through_day(days: Days) -> date | None:
    """The last day on which any station has an hour."""
    there = np.flatnonzero(days.values[:, COUNT_ROWS].any(axis=(0, 1)))
    return days.first + timedelta(days=int(there[-1])) if len(there) else None


def figures_of(
    place_days: PlaceDays, period: Period, basis: Basis, *, without_sand: bool = False
) -> list[Figures]:
    """Figures of places over a period, compared with last year's same days and the period before."""
    sand = place_days.sand if without_sand else None
    now, year, before = (
        statistics(place_days.days, one, basis, sand=sand)
        for one in (period, period.last_year(), period.before())
    )
    verdict, since_year, since_before = compliance(now), change(now, year), change(now, before)
    return [
        _figures(now, verdict, _moved(since_year, row), _moved(since_before, row), row)
        for row in range(len(now.n))
    ]


def _side(
    found: StationDays, places: Sequence[Place], period: Period, basis: Basis, without_sand: bool
) -> list[Figures]:
    return figures_of(days_of_places(found, places, basis), period, basis, without_sand=without_sand)


def _in_order(places: Places, total: str) -> list[Place]:
    order = [places.total(total)]
    for county in places.counties:
        order += [county, *places.of_county(county.code)]
    return order


def _figures(now: PeriodStatistics, verdict: Compliance, year: Moved, before: Moved, row: int) -> Figures:
    decimals = now.basis.evaluation.decimals
    by_percentile = np.array(now.basis.evaluation.by_percentile)
    index = now.index
    return Figures(
        needed=now.needed,
        n=_ints(now.n[row]),
        valid=_flags(now.is_valid[row]),
        left_out=_ints(now.left_out[row]),
        values=_numbers(now.printed()[row]),
        above=_flags(np.where(by_percentile, verdict.percentile_above, verdict.mean_above)[row]),
        times=_numbers(np.where(by_percentile, verdict.percentile_times, verdict.mean_times)[row]),
        graded=int(now.days.graded[row]),
        good=int(now.days.good[row]),
        good_rate=_number(now.days.good_rate[row]),
        levels=_ints(now.days.levels[row]),
        primary=_ints(now.days.primary[row]),
        single=_numbers(round_half_even(index.single[row], decimals.single_index)),
        largest=int(index.largest[row]),
        index=_number(now.printed_index()[row]),
        index_is_valid=bool(now.index_is_valid[row]),
        year=year,
        before=before,
    )


def _moved(found: Change, row: int) -> Moved:
    both = found.now.days.graded[row] and found.before.days.graded[row]
    return Moved(
        _number(found.index[row]),
        _number(found.index_rate[row]),
        int(found.good[row]) if both else None,
        _numbers(found.concentration_rate[row]),
    )


def _provisional(figures: Figures) -> Figures:
    """Figures of a day that is not over: no day is valid yet."""
    none = len(figures.valid)
    return replace(figures, n=(0,) * none, valid=(False,) * none, index_is_valid=False)


def _share(days: Days, basis: Basis) -> Number:
    valid: Bools = valid_days(days.values, basis)
    return float(round_half_even([100 * np.count_nonzero(valid) / valid.size], 1)[0]) if valid.size else None


def _marked(found: StationDays, period: Period) -> int:
    """Days that are marked as sand dust at any station."""
    first = (period.first - found.days.first).days
    return int(np.count_nonzero(found.sand[:, max(0, first) : first + period.days].any(axis=0)))


def _number(value: float) -> Number:
    return None if np.isnan(value) else float(value) + 0.0


def _numbers(values: npt.NDArray[np.float64]) -> tuple[Number, ...]:
    return tuple(_number(value) for value in values.tolist())


def _ints(values: npt.NDArray[np.int64]) -> tuple[int, ...]:
    return tuple(int(value) for value in values.tolist())


def _flags(values: Bools) -> tuple[bool, ...]:
    return tuple(bool(value) for value in values.tolist())
