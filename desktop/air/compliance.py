"""Whether a period meets the limits of grade II: its mean the annual one, its percentile the daily one."""

from dataclasses import dataclass

import numpy as np

from desktop.air.aqi import Floats
from desktop.air.days import Bools
from desktop.air.rounding import exceeds, times_above
from desktop.air.standards import POLLUTANTS
from desktop.air.statistics import PeriodStatistics


@dataclass(frozen=True, slots=True)
class Compliance:
    """Of stations and pollutants (s, 6): what is above its limit, and by how many times (超标倍数, else NaN).

    `meets` is True where nothing is above; a pollutant whose period is not valid has no verdict, see
    `PeriodStatistics.is_valid`.
    """

    mean_above: Bools
    mean_times: Floats
    percentile_above: Bools
    percentile_times: Floats
    meets: Bools


def compliance(found: PeriodStatistics) -> Compliance:
    """A period against the limits it stands on; rounded first, then compared."""
    basis = found.basis
    annual = [basis.limits.of(pollutant, "year") for pollutant in POLLUTANTS]
    daily = [basis.limit_of_day(row) for row in range(len(POLLUTANTS))]
    mean_above, mean_times = _above(found.mean, annual, found)
    percentile_above, percentile_times = _above(found.percentile, daily, found)
    known = ~np.isnan(found.mean)
    meets = known & ~mean_above & ~percentile_above
    return Compliance(mean_above, mean_times, percentile_above, percentile_times, meets)


def _above(values: Floats, limits: list[float | None], found: PeriodStatistics) -> tuple[Bools, Floats]:
    above, times = np.zeros(values.shape, dtype=np.bool_), np.full(values.shape, np.nan)
    decimals = found.basis.evaluation.decimals
    for row, limit in enumerate(limits):
        if limit is not None:
            digits = decimals.compliance[row]
            above[..., row] = exceeds(values[..., row], limit, digits)
            times[..., row] = times_above(values[..., row], limit, digits, decimals.multiple)
    return above, times
