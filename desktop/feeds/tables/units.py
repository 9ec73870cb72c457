"""Units of columns in tables: how a text in a unit becomes a value of the record.

Powers of ten are exact: the decimal point moves in the text. Mixing ratios (ppb, ppm) become mass
concentrations by the molar volume of the reference state that the profile names.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from db.schema.readings import POLLUTANTS
from desktop.feeds import cells
from desktop.feeds.cells import BadCellError, Column, translate

REFERENCES = {"298.15 K": 298.15, "273.15 K": 273.15}
"""Temperature that gases are referred to, at 1013.25 hPa: GB 3095 since September 2018, and before."""
_MOLAR_MASS = {"so2": 64.064, "no2": 46.0055, "o3": 47.9982, "co": 28.0101}
_GAS_CONSTANT, _PRESSURE = 8.314462618, 101_325.0
_DIGITS = 6

GASES = tuple(_MOLAR_MASS)
_MASS = {"ng/m3": -3, "µg/m3": 0, "mg/m3": 3}
_POWERS: Mapping[str, Mapping[str, int]] = {
    **dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), _MASS),
    "co": {unit: power - 3 for unit, power in _MASS.items()},
    "pressure": {"hPa": 0, "kPa": 1, "Pa": -2},
    "temperature": {"°C": 0},
    "humidity": {"%": 0, "1": 2},
    "wind_speed": {"m/s": 0},
    "wind_direction": {"°": 0},
}
_RATIOS = {"ppb": 1.0, "ppm": 1000.0}
_OTHERS: Mapping[str, Mapping[str, Callable[[float], float]]] = {
    "temperature": {"K": lambda value: value - 273.15, "°F": lambda value: (value - 32) / 1.8},
    "wind_speed": {
        "km/h": lambda value: value / 3.6,
        "kn": lambda value: value * 1852 / 3600,
        "mph": lambda value: value * 0.44704,
    },
}
COMPASS = "compass"
DEFAULT: Mapping[str, str] = {
    **dict.fromkeys(POLLUTANTS, "µg/m3"),
    "co": "mg/m3",
    "temperature": "°C",
    "humidity": "%",
    "pressure": "hPa",
    "wind_speed": "m/s",
    "wind_direction": "°",
}
"""The record's own units."""
MISSING = (
    "-", "--", "—", "——", "/", "\\N", "NA", "N/A", "NaN", "null", "None", "无", "缺失",
    "缺测", "无数据", "*", "**", "***", "#N/A", "#VALUE!", "#DIV/0!", "#REF!",
    "-99", "-999", "-9999",
)  # fmt: skip
"""What stands in tables where nothing was measured, besides empty cells.

Numbers count by their value, words in any case.
"""

_SPELLINGS = {
    "ng/m3": "ng/m3 纳克/立方米",
    "µg/m3": "ug/m3 微克/立方米",
    "mg/m3": "mg/m3 毫克/立方米",
    "ppb": "ppb ppbv nmol/mol",
    "ppm": "ppm ppmv umol/mol",
    "°C": "c °c degc 摄氏度 度c",
    "K": "k 开 开尔文",
    "°F": "f °f degf 华氏度",
    "%": "% %rh rh% 百分比",
    "hPa": "hpa mbar mb 百帕",
    "kPa": "kpa 千帕",
    "Pa": "pa 帕",
    "m/s": "m/s ms-1 m·s-1 米/秒",
    "km/h": "km/h kmh kph 千米/小时 公里/小时",
    "kn": "kn kt kts knot knots 节",
    "mph": "mph mp/h",
    "°": "° deg degree degrees 度",
}
_UNIT_OF = {spelling: unit for unit, text in _SPELLINGS.items() for spelling in text.split()}
_DIRECTIONS: Mapping[str, Sequence[str]] = {
    "N": ("北",),
    "NNE": ("北东北", "东北偏北", "北北东"),
    "NE": ("东北", "北东"),
    "ENE": ("东东北", "东北偏东", "东北东"),
    "E": ("东",),
    "ESE": ("东东南", "东南偏东", "东南东"),
    "SE": ("东南", "南东"),
    "SSE": ("南东南", "东南偏南", "南南东"),
    "S": ("南",),
    "SSW": ("南西南", "西南偏南", "南南西"),
    "SW": ("西南", "南西"),
    "WSW": ("西西南", "西南偏西", "西南西"),
    "W": ("西",),
    "WNW": ("西西北", "西北偏西", "西北西"),
    "NW": ("西北", "北西"),
    "NNW": ("北西北", "西北偏北", "北北西"),
}
_COMPASS = {
    name: index * 22.5 for index, (code, words) in enumerate(_DIRECTIONS.items()) for name in (code, *words)
}
_CALM = frozenset({"C", "CALM", "静风", "静稳", "VRB"})
"""No wind has no direction: that is no fault of the file."""


def units_of(name: str) -> list[str]:
    """Units that a column of the record can have in a table, the record's own first."""
    ratios = _RATIOS if name in GASES else {}
    compass = [COMPASS] if name == "wind_direction" else []
    found = [*_POWERS[name], *ratios, *_OTHERS.get(name, ()), *compass]
    return sorted(found, key=lambda unit: unit != DEFAULT[name])


def unit_named(text: str) -> str | None:
    """The unit that a text like `μg/m³` or `毫克/立方米` names."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("μ", "µ").replace("µ", "u")
    plain = re.sub(r"[\s^]", "", plain).casefold().replace("℃", "°c")
    plain = re.sub(r"([num]g)[·.*]?m[-−]3", r"\1/m3", plain)
    plain = re.sub(r"立方(?!米)", "立方米", plain).replace("每", "/")
    return _UNIT_OF.get(plain)


def molar_volume(reference: str) -> float:
    """Litres a mole of gas takes in a reference state."""
    return _GAS_CONSTANT * REFERENCES[reference] / _PRESSURE * 1000


def converter(name: str, unit: str, reference: str) -> Callable[[str], float]:
    """From the text of a number in a unit to the record's unit."""
    if unit in _POWERS[name]:
        power = _POWERS[name][unit]
        return float if power == 0 else lambda text: float(Decimal(text).scaleb(power))
    if unit in _RATIOS and name in GASES:
        factor = _RATIOS[unit] * _MOLAR_MASS[name] / molar_volume(reference)
        factor /= 1000 if name == "co" else 1
        return lambda text: round(float(text) * factor, _DIGITS)
    function = _OTHERS[name][unit]
    return lambda text: round(function(float(text)), _DIGITS)


def values(name: str, unit: str, *, reference: str, missing: Sequence[str]) -> Column:
    """A column of a table: text -> value of the record, None where it is missing."""
    if unit == COMPASS:
        return Column(_compass(Missing(missing)))
    convert, lacks = converter(name, unit or DEFAULT[name], reference), Missing(missing)

    def parse(text: str) -> float | None:
        if lacks(text):
            return None
        cells.number(text)  # raises for what is none
        return cells.within(name, convert(text))

    return Column(parse)


class Missing:
    """Whether a text says that nothing was measured."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = {word.strip().casefold() for word in words} | {""}
        self._numbers = {number for word in words if (number := _number(word)) is not None}

    def __call__(self, text: str) -> bool:
        if text.strip().casefold() in self._words:
            return True
        return bool(self._numbers) and _number(text) in self._numbers


def _number(text: str) -> float | None:
    try:
        return cells.number(text.strip())
    except BadCellError:
        return None


def _compass(lacks: Missing) -> Callable[[str], Any]:
    def parse(text: str) -> float | None:
        plain = unicodedata.normalize("NFKC", text).strip().upper().removesuffix("风")
        if lacks(text) or plain in _CALM or f"{plain}风" in _CALM:
            return None
        try:
            return _COMPASS[plain]
        except KeyError:
            raise BadCellError(translate("cell", "not one of the 16 compass directions")) from None

    return parse
