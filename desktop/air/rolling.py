"""Means over the hours before an hour, as the national platform publishes them and as the standard asks.

Arrays are (..., n) hours on a fixed grid, the newest last; NaN, negative and infinite values are missing.
Column 0 is the hour labelled `first` (epoch seconds, end of the hour).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats, round_half_even
from desktop.air.days import O3_LEAST, O3_WINDOW, known, sliding_sum
from desktop.air.periods import DAY_HOURS, hour_of_day

DAY_LEAST = 20
"""Hours that a 24-hour mean needs (GB 3095)."""
PLATFORM_DECIMALS = (0, 0, 0, 0, 1, 0)
"""What the platform rounds to, in the order of POLLUTANTS."""


def running_mean(values: npt.ArrayLike, width: int, *, least: int) -> Floats:
    """Unrounded means of the last `width` hours, the hour itself included; NaN where fewer than `least` are
    there.

    The first columns have fewer hours behind them, so they are mostly NaN: ask with `width` − 1 hours of
    lead.
    """
    hours = np.asarray(values, dtype=np.float64)
    lead = np.full((*hours.shape[:-1], width - 1), np.nan)
    return _means(np.concatenate((lead, hours), axis=-1), width, least)


def rolling_24h(
    values: npt.ArrayLike, *, least: int = DAY_LEAST, decimals: Sequence[int] = PLATFORM_DECIMALS
) -> Floats:
    """The platform's `*_24h` of (..., 6, n) hours: means of the last 24, rounded half to even.

    How many hours the platform itself asks for is not known; `least` is the standard's figure for a day.
    """
    return round_rows(running_mean(values, DAY_HOURS, least=least), decimals)


def platform_o3_8h(o3: npt.ArrayLike, first: int, *, least: int = 1) -> Floats:
    """The platform's `O3_8h` of (..., n) hours: it restarts each day at 01:00, rounded half to even.

    The hour labelled h is the mean of the last min(8, h) hours of its own day. HJ 663 has no such value
    before 08:00; never put it into a day's maximum.
    """
    hours = np.asarray(o3, dtype=np.float64)
    days, start = _in_days(hours, first)
    quiet = np.full((*days.shape[:-1], O3_WINDOW - 1), np.nan)
    means = _means(np.concatenate((quiet, days), axis=-1), O3_WINDOW, least)
    flat = means.reshape(*hours.shape[:-1], -1)[..., start : start + hours.shape[-1]]
    return round_half_even(flat, PLATFORM_DECIMALS[-1])


def o3_8h(o3: npt.ArrayLike, *, least: int = O3_LEAST) -> Floats:
    """Running 8-hour means of (..., n) hours by the standard: unrounded, across midnight, 6 of 8 hours."""
    return running_mean(o3, O3_WINDOW, least=least)


def platform_o3_peaks(o3: npt.ArrayLike, first: int) -> Floats:
    """The platform's `O3_24h`: the highest hour of the day so far."""
    return _peaks(np.asarray(o3, dtype=np.float64), first)


def o3_8h_peaks(o3: npt.ArrayLike, first: int, *, least: int = O3_LEAST) -> Floats:
    """The highest 8-hour mean of the day so far from 08:00 on, by the standard and unrounded; NaN before."""
    means = o3_8h(o3, least=least)
    early = (hour_of_day(first) - 1 + np.arange(means.shape[-1])) % DAY_HOURS < O3_WINDOW - 1
    return _peaks(np.where(early, np.nan, means), first)


def round_rows(values: Floats, decimals: Sequence[int]) -> Floats:
    """(..., 6, n) values rounded by GB/T 8170, each pollutant to its own decimals."""
    if values.shape[-2] != len(decimals):
        raise ValueError(f"values: shape {values.shape}, expected (..., {len(decimals)}, n)")
    rounded = np.empty(values.shape)
    for row, digits in enumerate(decimals):
        rounded[..., row, :] = round_half_even(values[..., row, :], digits)
    return rounded


def _means(hours: Floats, width: int, least: int) -> Floats:
    there = known(hours)
    count = _sums(there.astype(np.float64), width)
    means = np.full(count.shape, np.nan)
    enough = count >= max(least, 1)
    np.divide(_sums(np.where(there, hours, 0.0), width), count, out=means, where=enough)
    return means


def _sums(hours: Floats, width: int) -> Floats:
    return np.moveaxis(sliding_sum(np.moveaxis(hours, -1, 0), width), 0, -1)


def _in_days(hours: Floats, first: int) -> tuple[Floats, int]:
    """The hours in whole days (..., days, 24), filled up with NaN, and the column of the first one."""
    start = hour_of_day(first) - 1
    behind = -(start + hours.shape[-1]) % DAY_HOURS
    edges = [(0, 0)] * (hours.ndim - 1) + [(start, behind)]
    padded = np.pad(hours, edges, constant_values=np.nan)
    return padded.reshape(*hours.shape[:-1], -1, DAY_HOURS), start


def _peaks(values: Floats, first: int) -> Floats:
    days, start = _in_days(np.where(known(values), values, np.nan), first)
    peaks: Floats = np.fmax.accumulate(days, axis=-1)
    return peaks.reshape(*values.shape[:-1], -1)[..., start : start + values.shape[-1]]
