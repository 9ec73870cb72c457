"""Days of China time made from hours: the packed form that roll-ups keep and statistics read.

A day array is float64 (13, days), rows DAY_ROWS: means of the day's hours, unrounded and whatever their count
(NaN when there is none); the highest valid 8-hour mean of O3 (NaN when there is none); counts of hours; the
count of valid 8-hour means from 08:00 to 24:00; the highest hour of O3. Whether a day counts is decided
later, see validity.py. Like in aqi.py, negative and infinite hours count as missing.
"""

from math import prod
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats
from desktop.air.periods import DAY_HOURS
from desktop.air.standards import POLLUTANTS

DAY_ROWS = (
    *("pm25", "pm10", "so2", "no2", "co", "o3_8h"),
    *("pm25_n", "pm10_n", "so2_n", "no2_n", "co_n", "o3_n8"),
    "o3_1h",
)
VALUE_ROWS = slice(0, 6)
"""Rows of DAY_ROWS in the order of POLLUTANTS: what stands for the day."""
COUNT_ROWS = slice(6, 12)
"""Rows of DAY_ROWS in the order of POLLUTANTS: how many values it was made from."""
O3_1H = 12

O3_WINDOW = 8
O3_LEAST = 6
"""Hours that an 8-hour mean needs (GB 3095, HJ 663)."""
O3_MEANS = DAY_HOURS - O3_WINDOW + 1

Bools: TypeAlias = npt.NDArray[np.bool_]
Bytes: TypeAlias = npt.NDArray[np.uint8]

_O3 = POLLUTANTS.index("o3")
# hours worked on at a time: what is made of them stays in the processor's cache
_BLOCK = 200_000
_EVERY_BYTE, _LAST_BYTE = np.uint64(0x0101010101010101), np.uint64(56)


def day_array(values: npt.ArrayLike, *, least: int = O3_LEAST) -> Floats:
    """Days (..., 13, days) of hours (..., 6, 24 × days); the first column is the hour labelled 01:00.

    `least` is how many hours an 8-hour mean of O3 needs.

    Raises:
        ValueError: values are not (..., 6, n), or n is not a multiple of 24.
    """
    hours = np.asarray(values, dtype=np.float64)
    if hours.ndim < 2 or hours.shape[-2] != len(POLLUTANTS) or hours.shape[-1] % DAY_HOURS:
        raise ValueError(f"values: shape {hours.shape}, expected (..., {len(POLLUTANTS)}, 24 × days)")
    days = hours.shape[-1] // DAY_HOURS
    stations = hours.reshape(prod(hours.shape[:-2]), len(POLLUTANTS), days, DAY_HOURS)
    result = np.empty((len(stations), len(DAY_ROWS), days))
    step = max(1, _BLOCK // max(1, hours.shape[-2] * hours.shape[-1]))
    for start in range(0, len(stations), step):
        part = slice(start, start + step)
        _fill(np.ascontiguousarray(stations[part]), result[part], least)
    return result.reshape(*hours.shape[:-2], len(DAY_ROWS), days)


def known(values: Floats) -> Bools:
    """Which values are there: no NaN, not negative, not infinite."""
    return (values >= 0) & (values < np.inf)


def sliding_sum(values: Floats, width: int) -> Floats:
    """Sums of every `width` neighbours along the first axis: (n − width + 1, ...).

    Sums of 1, 2, 4, … neighbours are put together, so nothing is ever subtracted: a value of 500 leaves no
    trace in the sums after it.
    """
    length = len(values) - width + 1
    part, size, done = values, 1, 0
    total: Floats | None = None
    while True:
        if width & size:
            piece = part[done : done + length]
            total = piece if total is None else total + piece
            done += size
        if done == width:
            return piece if total is None else total
        part = part[:-size] + part[size:]
        size *= 2


def _fill(hours: Floats, days: Floats, least: int) -> None:
    there = known(hours)
    filled = np.where(there, hours, 0.0)
    count = _count(there)
    days[:, COUNT_ROWS] = count
    # a product with ones is half the time of a sum over an axis as short as a day
    total = (filled.reshape(-1, DAY_HOURS) @ np.ones(DAY_HOURS)).reshape(count.shape)
    with np.errstate(invalid="ignore"):  # 0 of 0 hours: NaN is meant
        np.divide(total, count, out=days[:, VALUE_ROWS])
    _fill_o3(filled[:, _O3], there[:, _O3], days, least)


def _count(there: Bools) -> Floats:
    """How many of the 24 are True: eight bytes at a time, then the bytes of that; a fifth of the time."""
    words = there.view(np.uint64)
    in_bytes = words[..., 0] + words[..., 1] + words[..., 2]
    return ((in_bytes * _EVERY_BYTE) >> _LAST_BYTE).astype(np.float64)


def _fill_o3(filled: Floats, there: Bools, days: Floats, least: int) -> None:
    # hours in front: numpy is fast along days, slow along the 24 hours of one
    total, there = np.moveaxis(filled, -1, 0).copy(), np.moveaxis(there, -1, 0).copy()
    count = sliding_sum(there.astype(np.float64), O3_WINDOW)
    valid = count >= least
    means = np.full(count.shape, -1.0)
    np.divide(sliding_sum(total, O3_WINDOW), count, out=means, where=valid)
    days[:, _O3] = _highest(means)
    days[:, COUNT_ROWS.start + _O3] = np.count_nonzero(valid, axis=0)
    days[:, O3_1H] = _highest(np.where(there, total, -1.0))


def _highest(values: Floats) -> Floats:
    """The highest along the first axis; -1 stands for none and becomes NaN."""
    highest: Floats = np.max(values, axis=0)
    return np.where(highest < 0, np.nan, highest)
