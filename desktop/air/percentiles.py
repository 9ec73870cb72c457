"""Percentiles by the formula of HJ 663, over gaps."""

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats


def percentile(values: npt.ArrayLike, per_cent: npt.ArrayLike) -> Floats:
    """Percentiles (...) of (..., n) values; NaN is left out, NaN comes back where nothing is there.

    With X(1) ≤ … ≤ X(m) and k = 1 + (m − 1)·p%, s = ⌊k⌋: X(s) + (X(s+1) − X(s))·(k − s).
    `per_cent` is one number or an array that is broadcast with the values without their last axis.
    """
    array = np.asarray(values, dtype=np.float64)
    if not array.shape[-1]:
        return np.full(np.broadcast_shapes(array.shape[:-1], np.shape(per_cent)), np.nan)
    ordered = np.sort(array, axis=-1)  # NaN goes to the end
    count = np.count_nonzero(~np.isnan(array), axis=-1)
    # multiplied before it is divided: 10·90/100 is 9, 10·0.9 is not always
    place = np.maximum(count - 1, 0) * np.asarray(per_cent, dtype=np.float64) / 100
    low = place.astype(np.intp)
    high = np.minimum(low + 1, np.maximum(count - 1, 0))
    below, above = _at(ordered, low), _at(ordered, high)
    found: Floats = below + (above - below) * (place - low)
    return found


def _at(ordered: Floats, place: npt.NDArray[np.intp]) -> Floats:
    found: Floats = np.take_along_axis(ordered, place[..., np.newaxis], axis=-1)[..., 0]
    return found
