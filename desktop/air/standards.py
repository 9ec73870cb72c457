"""Standards as frozen records: editions of the AQI (HJ 633) and air quality limits (GB 3095).

A standard arrives as a mapping, read from TOML by the caller; a wrong one raises ValueError naming the key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from desktop.air.fields import Fields, dates, get, number_or, rising

POLLUTANTS = ("pm25", "pm10", "so2", "no2", "co", "o3")
NO_IAQI = -1
_MAX_IAQI = 32_000  # IAQI are kept as int16
_MAX_POINT = 8_000  # aqi.py is exact for segments narrower than 10,000
_MAX_DECIMALS = 6  # finer than the micro-units that concentrations are rounded from


@dataclass(frozen=True, slots=True)
class Level:
    """One band of the AQI: names, colour as `#RRGGBB`, highest AQI of the band."""

    zh: str
    short_zh: str
    en: str
    colour: str
    upper: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of the breakpoint table: concentrations (µg/m³, CO mg/m³) and their IAQI, both rising from 0.

    `above` is the IAQI beyond the last breakpoint, NO_IAQI when the standard gives none. `decimals` is what
    concentrations are rounded to first, None for no rounding.
    """

    breakpoints: tuple[int, ...]
    iaqi: tuple[int, ...]
    above: int
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the AQI standard. `hourly` and `daily` are in the order of POLLUTANTS.

    `start` and `end` are the first and last day in force, None for open. An AQI computed while an item is
    missing is published only above `incomplete_above`.
    """

    key: str
    name_zh: str
    name_en: str
    start: date | None
    end: date | None
    hourly: tuple[Indicator, ...]
    daily: tuple[Indicator, ...]
    daily_o3_1h: bool
    primary_above: int
    incomplete_above: int
    levels: tuple[Level, ...]

    def level(self, index: int) -> Level | None:
        """The level at `index` of the level arrays, None for -1."""
        return self.levels[index] if index >= 0 else None

    def level_of(self, aqi: int) -> Level | None:
        """The level an AQI lies in, None for a negative one (NA)."""
        if aqi < 0:
            return None
        return next((level for level in self.levels if aqi <= level.upper), self.levels[-1])


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit value for grade I and grade II areas. `averaging`: hour, day, day_8h, quarter or year."""

    pollutant: str
    averaging: str
    grade_1: float
    grade_2: float
    unit: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The limit values of one standard, in force from `start` to `end` (both included, None for open)."""

    key: str
    name_zh: str
    name_en: str
    start: date | None
    end: date | None
    limits: tuple[Limit, ...]

    def of(self, pollutant: str, averaging: str, grade: int = 2) -> float | None:
        """The limit in the pollutant's own unit, None if the standard has none."""
        for limit in self.limits:
            if (limit.pollutant, limit.averaging) == (pollutant, averaging):
                return limit.grade_1 if grade == 1 else limit.grade_2
        return None


class _InForce(Protocol):
    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...


_S = TypeVar("_S", bound=_InForce)


def edition_for(editions: Iterable[Edition], day: date) -> Edition:
    """The edition in force on a day of China time.

    Raises:
        LookupError: none is.
    """
    return _in_force(editions, day)


def limits_for(limits: Iterable[Limits], day: date) -> Limits:
    """The limits in force on a day of China time.

    Raises:
        LookupError: none are.
    """
    return _in_force(limits, day)


def parse_edition(data: Fields) -> Edition:
    """An edition from the keys of resources/standards/hj633-*.toml.

    Raises:
        ValueError: a key is missing or wrong; the message names it.
    """
    start, end = dates(data)
    return Edition(
        key=get(data, "key", str),
        name_zh=get(data, "name_zh", str),
        name_en=get(data, "name_en", str),
        start=start,
        end=end,
        hourly=_indicators(data, "hourly"),
        daily=_indicators(data, "daily"),
        daily_o3_1h=get(data, "daily_o3_1h", bool),
        primary_above=get(data, "primary_above", int),
        incomplete_above=number_or(data, "incomplete_published_above", "always", NO_IAQI),
        levels=_levels(data),
    )


def parse_limits(data: Fields) -> Limits:
    """Limits from the keys of resources/standards/gb3095-*.toml.

    Raises:
        ValueError: a key is missing or wrong; the message names it.
    """
    start, end = dates(data)
    rows = get(data, "limits", dict)
    return Limits(
        key=get(data, "key", str),
        name_zh=get(data, "name_zh", str),
        name_en=get(data, "name_en", str),
        start=start,
        end=end,
        limits=tuple(limit for pollutant in rows for limit in _limits_of(rows, pollutant)),
    )


def _in_force(standards: Iterable[_S], day: date) -> _S:
    for standard in standards:
        if (standard.start or date.min) <= day <= (standard.end or date.max):
            return standard
    raise LookupError(f"no standard is in force on {day}")


def _indicators(data: Fields, period: str) -> tuple[Indicator, ...]:
    table = get(data, period, dict)
    return tuple(_indicator(data, table, pollutant, f"{period}.") for pollutant in POLLUTANTS)


def _indicator(data: Fields, table: Fields, pollutant: str, where: str) -> Indicator:
    column = get(table, pollutant, dict, where)
    where = f"{where}{pollutant}."
    points, iaqi = rising(column, "breakpoints", where), rising(data, "iaqi")
    if len(points) > len(iaqi) or iaqi[-1] > _MAX_IAQI:
        raise ValueError(f"{where}breakpoints: more of them than iaqi, or iaqi above {_MAX_IAQI}")
    if points[-1] > _MAX_POINT:
        raise ValueError(f"{where}breakpoints: {points[-1]} is above {_MAX_POINT}")
    above = number_or(column, "above", "none", NO_IAQI, where)
    return Indicator(points, iaqi[: len(points)], above, _decimals(data, pollutant))


def _decimals(data: Fields, pollutant: str) -> int | None:
    if "decimals" not in data:
        return None
    decimals = get(get(data, "decimals", dict), pollutant, int, "decimals.")
    if not 0 <= decimals <= _MAX_DECIMALS:
        raise ValueError(f"decimals.{pollutant}: {decimals}, expected 0 to {_MAX_DECIMALS}")
    return decimals


def _levels(data: Fields) -> tuple[Level, ...]:
    rows = get(data, "levels", list)
    levels = tuple(_level(row, f"levels[{number}]") for number, row in enumerate(rows))
    if not levels or any(b.upper <= a.upper for a, b in pairwise(levels)):
        raise ValueError("levels: at least one is expected, `upper` rising")
    return levels


def _level(row: object, where: str) -> Level:
    if not isinstance(row, dict):
        raise ValueError(f"{where}: a table is expected")
    zh, short_zh, en, colour = (get(row, key, str, f"{where}.") for key in ("zh", "short_zh", "en", "colour"))
    return Level(zh, short_zh, en, colour, get(row, "upper", int, f"{where}."))


def _limits_of(rows: Fields, pollutant: str) -> Iterable[Limit]:
    where = f"limits.{pollutant}."
    row = get(rows, pollutant, dict, "limits.")
    unit = get(row, "unit", str, where)
    for averaging in (key for key in row if key != "unit"):
        grades = get(row, averaging, list, where)
        if len(grades) != 2 or not all(type(value) in (int, float) for value in grades):
            raise ValueError(f"{where}{averaging}: [grade I, grade II] is expected")
        yield Limit(pollutant, averaging, float(grades[0]), float(grades[1]), unit)
