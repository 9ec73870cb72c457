"""Cities and counties from their points 点位. Background points 对照点 are the caller's to leave out."""

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats
from desktop.air.basis import Basis
from desktop.air.days import COUNT_ROWS, DAY_ROWS, O3_1H, O3_MEANS, VALUE_ROWS, Bools, known
from desktop.air.periods import DAY_HOURS
from desktop.air.standards import POLLUTANTS
from desktop.air.validity import valid_days

_O3 = POLLUTANTS.index("o3")


def needed_points(points: int, share: float) -> int:
    """How many of an area's points must have a value, 3 of 4 for 0.75."""
    return max(1, int(np.ceil(round(share * points, 9))))


def mean_of_points(values: npt.ArrayLike, share: float) -> Floats:
    """Means (...) of the points in front, (points, ...); NaN where fewer than `share` of them are there.

    Of hours (points, 6, n) this gives the area's hours, from which `day_array` makes its days: the rule
    "hours" of an evaluation's `area_from`.
    """
    points = np.asarray(values, dtype=np.float64)
    return _mean(points, known(points), share)


def days_of_area(days: Floats, basis: Basis, share: float | None = None) -> Floats:
    """The area's day array (13, n) from its points' (points, 13, n): the mean of the days that count.

    This is the rule "days". `share` is the evaluation's own by default. The counts of an area's day say only
    whether it counts, all hours or none: more cannot be said of several points.
    """
    share = basis.evaluation.validity.area_share if share is None else share
    valid = valid_days(days, basis)
    area = np.zeros((len(DAY_ROWS), days.shape[-1]))
    area[VALUE_ROWS] = _mean(days[:, VALUE_ROWS], valid, share)
    full = np.full((len(POLLUTANTS), 1), DAY_HOURS)
    full[_O3] = O3_MEANS
    area[COUNT_ROWS] = np.where(np.isnan(area[VALUE_ROWS]), 0, full)
    area[O3_1H] = _mean(days[:, O3_1H], valid[:, _O3], share)
    return area


def _mean(points: Floats, there: Bools, share: float) -> Floats:
    count = np.count_nonzero(there, axis=0)
    means = np.full(count.shape, np.nan)
    enough = count >= needed_points(len(points), share)
    np.divide(np.where(there, points, 0.0).sum(axis=0), count, out=means, where=enough)
    return means
