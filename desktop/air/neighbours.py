"""A station against stations nearby: median and median absolute deviation, hour by hour."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats
from desktop.air.days import known
from desktop.air.percentiles import percentile
from desktop.air.quality_rules import QualityRules

Signs: TypeAlias = npt.NDArray[np.int8]

# makes the MAD of normal values their standard deviation
_SCALE = 1.4826


@dataclass(frozen=True, slots=True)
class Beside:
    """Of stations nearby (6, n): their median and 1.4826·MAD; NaN where too few are there."""

    median: Floats
    spread: Floats


def medians(neighbours: npt.ArrayLike, least: int) -> Beside:
    """Medians of (k, 6, n) stations nearby where at least `least` of them have a value."""
    stations = np.moveaxis(np.asarray(neighbours, dtype=np.float64), 0, -1)
    stations = np.where(known(stations), stations, np.nan)
    enough = np.count_nonzero(~np.isnan(stations), axis=-1) >= least
    median = np.where(enough, percentile(stations, 50), np.nan)
    return Beside(median, _SCALE * percentile(np.abs(stations - median[..., np.newaxis]), 50))


def against_neighbours(values: Floats, beside: Beside, rules: QualityRules) -> Signs:
    """1 where a value (6, n) is far above its neighbours, −1 far below, else 0.

    Far is more than `neighbours_times` the spread and more than `neighbours_apart`: neighbours that agree to
    the digit have no spread, and a small difference is then no disagreement.
    """
    difference = values - beside.median
    apart = np.array(rules.neighbours_apart)[:, np.newaxis]
    far = (np.abs(difference) > rules.neighbours_times * beside.spread) & (np.abs(difference) > apart)
    return np.where(far, np.sign(difference), 0).astype(np.int8)
