"""The air quality index of many stations and hours at once, exact to the last digit.

Rows of every (6, n) array are POLLUTANTS, in that order: PM and gases in µg/m³, CO in mg/m³. -1 stands for
"no value" in every integer array. The tables come with an Edition, see standards.py.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop.air.standards import NO_IAQI, Edition, Indicator
from desktop.air.standards import POLLUTANTS as POLLUTANTS  # offered from here too

CODES = ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3")

Floats: TypeAlias = npt.NDArray[np.float64]
Int16s: TypeAlias = npt.NDArray[np.int16]

# columns worked on at a time: the scratch arrays (3 × 8 bytes a column) stay in the processor's cache.
_CHUNK = 16384
# concentrations are decimals with at most six digits after the point
_MICRO = 1e6
# IAQI = dI/dBP·(C − BP) + I with C a multiple of 1e-6 is a multiple of 1/(dBP·1e6). The widest segment of any
# table, NO2 1200 to 2340, makes that 8.8e-10: a value that is not whole is at least so far above the whole
# number below it. The three roundings of slope·C + base, all below 1100, err by less than 1e-12 together.
# So what lies less than 1e-10 above a whole number is that number, and subtracting 1e-10 before rounding up
# never costs a real step.
_TOLERANCE = 1e-10

_NAMES = tuple("+".join(code for bit, code in enumerate(CODES) if mask >> bit & 1) for mask in range(64))


@dataclass(frozen=True, slots=True)
class AqiArrays:
    """IAQI (6, n) int16, AQI (n,) int16 (-1 = NA), primary (n,) uint8, level (n,) int8 (-1 = NA).

    Bit i of `primary` is POLLUTANTS[i]; 0 while no pollutant is primary. `level` indexes Edition.levels.
    """

    iaqi: Int16s
    aqi: Int16s
    primary: npt.NDArray[np.uint8]
    level: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class HourlyAqi(AqiArrays):
    """Of hours: 1-hour means of all six."""


@dataclass(frozen=True, slots=True)
class DailyAqi(AqiArrays):
    """Of days: daily means, O3 the daily maximum of the 8-hour running mean."""


@dataclass(frozen=True, slots=True)
class _Line:
    """An indicator as arrays over whole concentrations: segment k..k+1 lies on slope[k]·C + base[k]."""

    slope: Floats
    base: Floats


class _Scratch:
    """Arrays reused for every row of every chunk: allocating them anew costs as much as the arithmetic."""

    def __init__(self, size: int) -> None:
        self.value, self.gathered = np.empty(size), np.empty(size)
        self.index = np.empty(size, dtype=np.intp)
        self.flag, self.other = np.empty(size, dtype=np.bool_), np.empty(size, dtype=np.bool_)


def hourly(values: npt.ArrayLike, edition: Edition) -> HourlyAqi:
    """IAQI, AQI, primary pollutants and level of 1-hour means.

    Args:
        values: (6, n), NaN for missing; negative and infinite values count as missing. At most 6 decimals.
        edition: HJ 633-2012 section 6, HJ 633-2026 sections 4.2 and 5.3.

    Raises:
        ValueError: values are not (6, n).
    """
    return HourlyAqi(*_summary(hourly_iaqi(values, edition), edition))


def daily(values: npt.ArrayLike, edition: Edition, o3_1h: npt.ArrayLike | None = None) -> DailyAqi:
    """IAQI, AQI, primary pollutants and level of days; see daily_iaqi.

    Raises:
        ValueError: values are not (6, n).
    """
    return DailyAqi(*_summary(daily_iaqi(values, edition, o3_1h), edition))


def hourly_iaqi(values: npt.ArrayLike, edition: Edition) -> Int16s:
    """IAQI (6, n) of 1-hour means (6, n), -1 for none. PM is on the daily breakpoints.

    Raises:
        ValueError: values are not (6, n).
    """
    return _iaqi(_columns(values), edition.hourly)


def daily_iaqi(values: npt.ArrayLike, edition: Edition, o3_1h: npt.ArrayLike | None = None) -> Int16s:
    """IAQI (6, n) of daily means (6, n), O3 the maximum 8-hour mean, -1 for none.

    `o3_1h` (n,) is the day's maximum 1-hour O3, the seventh indicator of editions that have it (2012): the O3
    row is then the higher of both, and the 1-hour one where the 8-hour table ends. Other editions ignore it.

    Raises:
        ValueError: values are not (6, n).
    """
    iaqi = _iaqi(_columns(values), edition.daily)
    if edition.daily_o3_1h and o3_1h is not None:
        peaks = np.asarray(o3_1h, dtype=np.float64)[np.newaxis]
        np.maximum(iaqi[-1], _iaqi(peaks, edition.hourly[-1:])[0], out=iaqi[-1])
    return iaqi


def primary_codes(mask: int) -> str:
    """Display codes of a primary mask in the order of POLLUTANTS, `PM2.5+PM10`; empty for 0."""
    return _NAMES[mask]


def round_half_even(values: npt.ArrayLike, decimals: int) -> Floats:
    """Values rounded by GB/T 8170: half to even, decided on the decimal number (1.15 to one decimal is 1.2).

    The double nearest to 1.15 is below it; values are therefore first taken to be whole millionths.
    """
    rounded = np.array(values, dtype=np.float64)
    _to_units(rounded, rounded, decimals)
    return np.divide(rounded, 10.0**decimals, out=rounded)


def _to_units(values: Floats, out: Floats, decimals: int) -> None:
    # both divisors and the millionths are whole numbers, so the quotient of a tie is exactly n + 0.5
    np.multiply(values, _MICRO, out=out)
    np.rint(out, out=out)
    np.divide(out, 10.0 ** (6 - decimals), out=out)
    np.rint(out, out=out)


def _columns(values: npt.ArrayLike) -> Floats:
    columns = np.asarray(values, dtype=np.float64)
    if columns.ndim != 2 or columns.shape[0] != len(POLLUTANTS):
        raise ValueError(f"values: shape {columns.shape}, expected ({len(POLLUTANTS)}, n)")
    return columns


def _iaqi(values: Floats, indicators: tuple[Indicator, ...]) -> Int16s:
    count = values.shape[1]
    iaqi = np.empty(values.shape, dtype=np.int16)
    scratch = _Scratch(min(count, _CHUNK))
    for start in range(0, count, _CHUNK):
        part = slice(start, start + _CHUNK)
        for row, indicator in enumerate(indicators):
            _grade(values[row, part], indicator, iaqi[row, part], scratch)
    return iaqi


def _grade(values: Floats, indicator: Indicator, out: Int16s, scratch: _Scratch) -> None:
    size = len(values)
    value, gathered, index = scratch.value[:size], scratch.gathered[:size], scratch.index[:size]
    flag, other = scratch.flag[:size], scratch.other[:size]
    if indicator.decimals is None:
        top, source = indicator.breakpoints[-1], values
    else:
        top, source = indicator.breakpoints[-1] * 10**indicator.decimals, value
        _to_units(values, value, indicator.decimals)
    np.greater(source, top, out=other)
    np.fmin(source, top, out=value)  # fmin and fmax turn NaN into a number, as the cast below needs
    np.fmax(value, 0.0, out=value)
    np.copyto(index, value, casting="unsafe")
    if indicator.decimals is None:
        _on_line(value, index, gathered, _line(indicator), out)
    else:
        np.take(_steps(indicator), index, out=out, mode="clip")
    if indicator.above != indicator.iaqi[-1]:
        np.copyto(out, indicator.above, where=other)
    np.greater_equal(values, 0.0, out=flag)
    np.less(values, np.inf, out=other)
    np.logical_and(flag, other, out=flag)
    np.logical_not(flag, out=flag)
    np.copyto(out, NO_IAQI, where=flag)


def _on_line(value: Floats, index: npt.NDArray[np.intp], gathered: Floats, line: _Line, out: Int16s) -> None:
    np.take(line.slope, index, out=gathered, mode="clip")
    np.multiply(value, gathered, out=value)
    np.take(line.base, index, out=gathered, mode="clip")
    np.add(value, gathered, out=value)
    # the base holds + 1 − tolerance, so that the cast, which cuts off, rounds up
    np.copyto(out, value, casting="unsafe")


@cache
def _line(indicator: Indicator) -> _Line:
    points, iaqi = indicator.breakpoints, indicator.iaqi
    widths = np.diff(points)  # the last breakpoint itself is clipped into the last segment
    slope, base = [], []
    for low, high, i_low, i_high in zip(points, points[1:], iaqi, iaqi[1:], strict=False):
        slope.append((i_high - i_low) / (high - low))
        # one rounding only: the numerator is a whole number
        base.append((i_low * (high - low) - (i_high - i_low) * low) / (high - low) + 1 - _TOLERANCE)
    return _Line(np.repeat(slope, widths), np.repeat(base, widths))


@cache
def _steps(indicator: Indicator) -> Int16s:
    """IAQI of every rounded concentration, in whole numbers throughout."""
    scale = 10 ** (indicator.decimals or 0)
    points, iaqi = indicator.breakpoints, indicator.iaqi
    steps = [iaqi[0]]
    for low, high, i_low, i_high in zip(points, points[1:], iaqi, iaqi[1:], strict=False):
        width = (high - low) * scale
        steps += [i_low - -(i_high - i_low) * done // width for done in range(1, width + 1)]
    return np.array(steps, dtype=np.int16)


def _summary(
    iaqi: Int16s, edition: Edition
) -> tuple[Int16s, Int16s, npt.NDArray[np.uint8], npt.NDArray[np.int8]]:
    count = iaqi.shape[1]
    aqi = np.empty(count, dtype=np.int16)
    primary, level = np.zeros(count, dtype=np.uint8), np.full(count, -1, dtype=np.int8)
    for start in range(0, count, _CHUNK):
        part = slice(start, start + _CHUNK)
        _combine(iaqi[:, part], edition, aqi[part])
        _primary(iaqi[:, part], aqi[part], edition.primary_above, primary[part])
        for floor in (-1, *(lower.upper for lower in edition.levels[:-1])):
            level[part] += aqi[part] > floor
    return iaqi, aqi, primary, level


def _combine(iaqi: Int16s, edition: Edition, aqi: Int16s) -> None:
    np.max(iaqi, axis=0, out=aqi)
    if edition.incomplete_above > NO_IAQI:
        incomplete = np.min(iaqi, axis=0) == NO_IAQI
        np.copyto(aqi, NO_IAQI, where=incomplete & (aqi <= edition.incomplete_above))


def _primary(iaqi: Int16s, aqi: Int16s, above: int, primary: npt.NDArray[Any]) -> None:
    for bit, row in enumerate(iaqi):
        primary |= (row == aqi).view(np.uint8) << np.uint8(bit)
    primary *= aqi > above
