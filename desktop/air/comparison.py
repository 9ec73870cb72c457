"""A period against another one: last year's same days, or the period before."""

from dataclasses import dataclass

import numpy as np

from desktop.air.aqi import Floats, round_half_even
from desktop.air.basis import Basis
from desktop.air.days import Bools
from desktop.air.periods import Period
from desktop.air.rolling import round_rows
from desktop.air.rounding import per_cent
from desktop.air.statistics import Days, PeriodStatistics, statistics
from desktop.air.validity import Counts


@dataclass(frozen=True, slots=True)
class Change:
    """Now less before, from the figures as they are printed, so that it can be checked by hand.

    Concentrations (s, 6), composite index and good days (s,). Rates are per cent of the figure before, to one
    decimal, below 0 for cleaner air; `good_rate` is in percentage points. NaN where one side is missing.
    """

    now: PeriodStatistics
    before: PeriodStatistics
    concentration: Floats
    concentration_rate: Floats
    index: Floats
    index_rate: Floats
    good: Counts
    good_rate: Floats


def change(now: PeriodStatistics, before: PeriodStatistics) -> Change:
    """What changed; both sides are rounded by the decimals of `now`."""
    decimals = now.basis.evaluation.decimals
    values, values_before = (_rounded(side.assessed, decimals.statistics) for side in (now, before))
    index, index_before = (round_half_even(side.index.total, decimals.index) for side in (now, before))
    return Change(
        now=now,
        before=before,
        # a difference of two rounded figures is a hair off: 4.1 − 4.0
        concentration=_rounded(values - values_before, decimals.statistics),
        concentration_rate=rate(values, values_before, decimals.rate),
        index=round_half_even(index - index_before, decimals.index),
        index_rate=rate(index, index_before, decimals.rate),
        good=now.days.good - before.days.good,
        good_rate=round_half_even(now.days.good_rate - before.days.good_rate, decimals.rate),
    )


def against_last_year(
    days: Days, period: Period, basis: Basis, before: Basis | None = None, *, sand: Bools | None = None
) -> Change:
    """A period against the same days a year earlier.

    Both on one basis, unless `before` gives last year's own: then the limits differ too, and index and good
    days compare two rules.
    """
    now = statistics(days, period, basis, sand=sand)
    return change(now, statistics(days, period.last_year(), before or basis, sand=sand))


def rate(now: Floats, before: Floats, digits: int = 1) -> Floats:
    """(now − before)/before in per cent; NaN where a side is missing or before is 0."""
    return per_cent(now - before, np.where(np.isnan(before), 0.0, before), digits)


def _rounded(values: Floats, decimals: tuple[int, ...]) -> Floats:
    return round_rows(values[..., np.newaxis], decimals)[..., 0]
