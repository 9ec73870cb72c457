"""Statistics of stations over a period, from their days (HJ 663). Arrays have the stations in front.

Values are unrounded; who prints them rounds once (`rounding.shown`) by `basis.evaluation.decimals`. The basis
goes with every result, so that the edition can be printed beside each figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from desktop.air.aqi import Floats, round_half_even
from desktop.air.basis import Basis
from desktop.air.composite import CompositeIndex, composite_index
from desktop.air.day_grades import DayCounts, count_days, grade_days
from desktop.air.days import COUNT_ROWS, DAY_ROWS, Bools
from desktop.air.percentiles import percentile
from desktop.air.periods import Period
from desktop.air.rolling import round_rows
from desktop.air.rounding import exceeds
from desktop.air.standards import POLLUTANTS
from desktop.air.validity import Counts, day_values, is_valid, needed_days


@dataclass(frozen=True, slots=True)
class Days:
    """Day arrays (s, 13, n) of stations; column k is the day `first` + k."""

    first: date
    values: Floats

    def __post_init__(self) -> None:
        if self.values.ndim != 3 or self.values.shape[1] != len(DAY_ROWS):
            raise ValueError(f"days: shape {self.values.shape}, expected (stations, {len(DAY_ROWS)}, days)")

    def cut(self, period: Period) -> "Days":
        """The days of a period; those that are not here are days without data."""
        start, count = (period.first - self.first).days, self.values.shape[-1]
        low, high = max(start, 0), min(start + period.days, count)
        if (low, high) == (start, start + period.days):
            return Days(period.first, self.values[..., low:high])
        values = np.full((*self.values.shape[:-1], period.days), np.nan)
        values[:, COUNT_ROWS] = 0
        if low < high:
            values[..., low - start : high - start] = self.values[..., low:high]
        return Days(period.first, values)


@dataclass(frozen=True, slots=True)
class PeriodStatistics:
    """What a period comes to, for s stations.

    (s, 6): `n` valid days, `is_valid` whether they suffice (`needed`; for a year every month too), `left_out`
    sand-dust days not in the figures, `mean`, `percentile`, `assessed` (the one of both that stands in the
    index), `exceeding` days above the daily limit of the basis, which is one for the whole period. `index`
    and `days` are over all pollutants; an index counts (`index_is_valid`, (s,)) when all six do.
    """

    period: Period
    basis: Basis
    needed: int
    n: Counts
    is_valid: Bools
    left_out: Counts
    mean: Floats
    percentile: Floats
    assessed: Floats
    exceeding: Counts
    index: CompositeIndex
    index_is_valid: Bools
    days: DayCounts

    def printed(self) -> Floats:
        """The assessed concentrations (s, 6), rounded as statistics are printed."""
        return round_rows(self.assessed[..., np.newaxis], self.basis.evaluation.decimals.statistics)[..., 0]

    def printed_index(self) -> Floats:
        """The composite index (s,), rounded as it is printed."""
        return round_half_even(self.index.total, self.basis.evaluation.decimals.index)


def statistics(days: Days, period: Period, basis: Basis, *, sand: Bools | None = None) -> PeriodStatistics:
    """Statistics of a period.

    `sand` marks sand-dust days, (n,) or (s, n) of `days`; given, they are left out of the PM figures but stay
    among the days that make the period valid and among the graded days. Nothing is deleted.
    """
    cut = days.cut(period)
    values = day_values(cut.values, basis)
    used = _without(values, _marks(days, sand, period), basis)
    there = ~np.isnan(values)
    mean, high, assessed = assess(used, basis)
    valid = is_valid(there, period, basis.evaluation.validity)
    n = np.count_nonzero(there, axis=-1)
    return PeriodStatistics(
        period=period,
        basis=basis,
        needed=needed_days(period, basis.evaluation.validity),
        n=n,
        is_valid=valid,
        left_out=n - np.count_nonzero(~np.isnan(used), axis=-1),
        mean=mean,
        percentile=high,
        assessed=assessed,
        exceeding=np.count_nonzero(exceeding_days(used, basis), axis=-1),
        index=composite_index(assessed, basis),
        index_is_valid=np.all(valid, axis=-1),
        days=count_days(grade_days(cut.values, cut.first, basis), len(basis.editions[0].levels)),
    )


def side_by_side(
    days: Days, period: Period, bases: Iterable[Basis], *, sand: Bools | None = None
) -> tuple[PeriodStatistics, ...]:
    """The same period on several bases, the old standard beside the new."""
    return tuple(statistics(days, period, basis, sand=sand) for basis in bases)


def by_month(
    days: Days, period: Period, basis: Basis, *, sand: Bools | None = None
) -> tuple[PeriodStatistics, ...]:
    """Statistics of each month of a period."""
    return tuple(statistics(days, part, basis, sand=sand) for part in period.months())


def cumulative_means(days: Days, period: Period, basis: Basis, *, sand: Bools | None = None) -> Floats:
    """Means (s, 6, n) of the valid days from the period's first day up to each of its days."""
    values = _without(day_values(days.cut(period).values, basis), _marks(days, sand, period), basis)
    there = ~np.isnan(values)
    count = np.cumsum(there, axis=-1)
    means = np.full(values.shape, np.nan)
    np.divide(np.cumsum(np.where(there, values, 0.0), axis=-1), count, out=means, where=count > 0)
    return means


def assess(values: Floats, basis: Basis) -> tuple[Floats, Floats, Floats]:
    """Means, percentiles and the one of both that stands in the index, (..., 6) of day values (..., 6, n)."""
    mean = _mean(values)
    high = percentile(values, np.array(basis.evaluation.percentiles))
    return mean, high, np.where(np.array(basis.evaluation.by_percentile), high, mean)


def exceeding_days(values: Floats, basis: Basis) -> Bools:
    """Which day values (..., 6, n) are above the daily limit of grade II, rounded first."""
    above = np.zeros(values.shape, dtype=np.bool_)
    for row, digits in enumerate(basis.evaluation.decimals.compliance):
        limit = basis.limit_of_day(row)
        if limit is not None:
            above[..., row, :] = exceeds(values[..., row, :], limit, digits)
    return above


def _mean(values: Floats) -> Floats:
    there = ~np.isnan(values)
    count = np.count_nonzero(there, axis=-1)
    means = np.full(count.shape, np.nan)
    np.divide(np.where(there, values, 0.0).sum(axis=-1), count, out=means, where=count > 0)
    return means


def _marks(days: Days, sand: Bools | None, period: Period) -> Bools | None:
    """Marks of the days of `days`, moved to those of a period."""
    if sand is None:
        return None
    marks = np.zeros((*sand.shape[:-1], period.days), dtype=np.bool_)
    start = (period.first - days.first).days
    low, high = max(start, 0), min(start + period.days, sand.shape[-1])
    if low < high:
        marks[..., low - start : high - start] = sand[..., low:high]
    return marks


def _without(values: Floats, marks: Bools | None, basis: Basis) -> Floats:
    """Values without the marked days of the pollutants that sand and dust disturb."""
    if marks is None:
        return values
    used = values.copy()
    for row in (POLLUTANTS.index(pollutant) for pollutant in basis.evaluation.sand_pollutants):
        used[:, row][np.broadcast_to(marks, used[:, row].shape)] = np.nan
    return used
