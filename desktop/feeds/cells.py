"""Cells of reading files: text to value. Each distinct text is judged once, then it is a dictionary look-up.

Hours repeat themselves: a year of a station has a few hundred different texts a column. `list(map(column
.__getitem__, texts))` therefore converts and checks at the speed of C, and a wrong cell raises out of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from PySide6.QtCore import QCoreApplication

from db.times import CHINA
from desktop.feeds.hj212.columns import LIMITS
from desktop.feeds.textfiles import Problem

translate = QCoreApplication.translate

Row: TypeAlias = tuple[Any, ...]
_MISSING = frozenset({"", "NA", "—"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})[T ]+(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.0+)?)?)?", re.ASCII
)
FIRST_YEAR, LAST_YEAR = 1992, 2100  # China's clock has one fixed offset since 1992
_KEEP = 200_000  # distinct texts remembered a column; some 30 MB
_CODE_LENGTH = 32
_COMPASS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip
_UNITS = {
    **dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), " µg/m³"),
    "co": " mg/m³",
    "temperature": " °C",
    "humidity": " %",
    "pressure": " hPa",
    "wind_speed": " m/s",
}


class BadCellError(ValueError):
    """A cell that cannot be taken; the message is the reason."""


@dataclass(slots=True)
class Batch:
    """Readings in the order of `db.schema.readings.ROW_COLUMNS`, and what was refused on the way."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fills_gaps: bool = False
    """Values give way to what the record has: they are a model's, not the station's."""


class Column(dict[str, Any]):
    """Text -> value, filled as texts are met.

    Raises:
        BadCellError: on looking up a text that has no value.
    """

    def __init__(self, parse: Callable[[str], Any]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: str) -> Any:
        value = self._parse(text.strip())
        if len(self) >= _KEEP:
            self.clear()
        self[text] = value
        return value


def number(text: str) -> float | None:
    """Exactly `float(text)`, None where it is missing.

    Raises:
        BadCellError: it is none; nan, inf and 1_000, which Python would take, are none either.
    """
    if text in _MISSING:
        return None
    if not _NUMBER.fullmatch(text):
        raise BadCellError(translate("cell", "not a number"))
    return float(text)


def numbers(name: str, *, thousandth: bool = False) -> Column:
    """A column of the record, in its unit; `thousandth`: the file has CO in µg/m³, we keep mg/m³."""

    def parse(text: str) -> float | None:
        value = number(text)
        if value is None:
            return None
        if thousandth:
            value = round(value / 1000, 6)
        return within(name, value)

    return Column(parse)


def within(name: str, value: float) -> float:
    """The value of a column of the record, in the record's unit.

    Raises:
        BadCellError: no working instrument reports it.
    """
    low, high = LIMITS[name]
    unit = _UNITS.get(name, "")
    if value < low:
        below = translate("cell", "below {limit}").format(limit=f"{low}{unit}")
        raise BadCellError(translate("cell", "negative") if low == 0 else below)
    if value > high:
        raise BadCellError(translate("cell", "above {limit}").format(limit=f"{high}{unit}"))
    return value


def directions() -> Column:
    """Compass names of 16 directions -> degrees, north 0."""
    degrees: dict[str, float | None] = {name: index * 22.5 for index, name in enumerate(_COMPASS)}
    degrees |= dict.fromkeys(_MISSING)

    def parse(text: str) -> float | None:
        try:
            return degrees[text.upper()]
        except KeyError:
            raise BadCellError(translate("cell", "not one of the 16 compass directions")) from None

    return Column(parse)


def codes() -> Column:
    """Codes of stations."""

    def parse(text: str) -> str:
        if not text:
            raise BadCellError(translate("cell", "no station"))
        if len(text) > _CODE_LENGTH or not text.isprintable():
            problem = translate("cell", "not a station code (at most {most} characters)")
            raise BadCellError(problem.format(most=_CODE_LENGTH))
        return text

    return Column(parse)


def moments() -> Column:
    """`2013-03-01 00:00:00` and its like, China time -> epoch seconds."""

    def parse(text: str) -> int:
        found = _MOMENT.fullmatch(text)
        if found is None:
            raise BadCellError(translate("cell", "not a date and hour like 2013-03-01 00:00:00"))
        if int(found[6] or 0) or int(found[7] or 0):
            raise BadCellError(translate("cell", "not a full hour"))
        return epoch(found[1], found[3], found[4], found[5])

    return Column(parse)


def epoch(year: str, month: str, day: str, hour: str) -> int:
    """Epoch seconds of an hour's label in China time.

    Raises:
        BadCellError: there is no such hour, or it cannot have been measured by these networks.
    """
    try:
        moment = datetime(int(year), int(month), int(day), int(hour), tzinfo=CHINA)
    except ValueError:
        raise BadCellError(translate("cell", "no such date or hour")) from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        problem = translate("cell", "not between {first} and {last}")
        raise BadCellError(problem.format(first=FIRST_YEAR, last=LAST_YEAR))
    return int(moment.timestamp())
