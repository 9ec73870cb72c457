"""Words of the import page for fields, units, layouts and how sure a guess is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.feeds.tables.guess import Sure
from desktop.feeds.tables.units import COMPASS
from widgets.theme import Tone

translate = QCoreApplication.translate

_FIELDS: Mapping[str, object] = {
    "": QT_TRANSLATE_NOOP("importing", "not used"),
    "time": QT_TRANSLATE_NOOP("importing", "time"),
    "date": QT_TRANSLATE_NOOP("importing", "date"),
    "year": QT_TRANSLATE_NOOP("importing", "year"),
    "month": QT_TRANSLATE_NOOP("importing", "month"),
    "day": QT_TRANSLATE_NOOP("importing", "day of the month"),
    "hour": QT_TRANSLATE_NOOP("importing", "hour"),
    "station": QT_TRANSLATE_NOOP("importing", "station"),
    "item": QT_TRANSLATE_NOOP("importing", "item"),
    "value": QT_TRANSLATE_NOOP("importing", "value of the item"),
    "unit": QT_TRANSLATE_NOOP("importing", "unit of the value"),
    "flag": QT_TRANSLATE_NOOP("importing", "flag"),
    "station_values": QT_TRANSLATE_NOOP("importing", "values of a station"),
    "temperature": QT_TRANSLATE_NOOP("importing", "temperature"),
    "humidity": QT_TRANSLATE_NOOP("importing", "humidity"),
    "pressure": QT_TRANSLATE_NOOP("importing", "pressure"),
    "wind_speed": QT_TRANSLATE_NOOP("importing", "wind speed"),
    "wind_direction": QT_TRANSLATE_NOOP("importing", "wind direction"),
}
_POLLUTANTS = {"pm25": "PM2.5", "pm10": "PM10", "so2": "SO2", "no2": "NO2", "co": "CO", "o3": "O3"}
_SURE: Mapping[Sure, object] = {
    "sure": QT_TRANSLATE_NOOP("importing", "sure"),
    "likely": QT_TRANSLATE_NOOP("importing", "likely"),
    "doubtful": QT_TRANSLATE_NOOP("importing", "doubtful"),
    "unused": QT_TRANSLATE_NOOP("importing", "not used"),
}
_TONES: Mapping[Sure, Tone] = {"sure": "done", "likely": "accent", "doubtful": "alarm", "unused": "neutral"}
_CHOICES: Mapping[str, object] = {
    "rows": QT_TRANSLATE_NOOP("importing", "a row a station and time"),
    "stations": QT_TRANSLATE_NOOP("importing", "a column a station"),
    "long": QT_TRANSLATE_NOOP("importing", "a row a single value"),
    "minute": QT_TRANSLATE_NOOP("importing", "minutes"),
    "hour": QT_TRANSLATE_NOOP("importing", "hours"),
    "day": QT_TRANSLATE_NOOP("importing", "days"),
    "end": QT_TRANSLATE_NOOP("importing", "the end of the interval"),
    "start": QT_TRANSLATE_NOOP("importing", "the start of the interval"),
    "refuse": QT_TRANSLATE_NOOP("importing", "refuse them"),
    "register": QT_TRANSLATE_NOOP("importing", "register them by code"),
    "Asia/Shanghai": QT_TRANSLATE_NOOP("importing", "China's clock (UTC+8)"),
    "298.15 K": QT_TRANSLATE_NOOP("importing", "298.15 K (since September 2018)"),
    "273.15 K": QT_TRANSLATE_NOOP("importing", "273.15 K (before)"),
}
_KEYS: Mapping[str, object] = {
    "zone": QT_TRANSLATE_NOOP("importing", "Clock"),
    "period": QT_TRANSLATE_NOOP("importing", "Intervals"),
    "label": QT_TRANSLATE_NOOP("importing", "A time means"),
    "fill_down": QT_TRANSLATE_NOOP("importing", "Empty keys"),
    "item": QT_TRANSLATE_NOOP("importing", "Item"),
}


def field_text(field: str) -> str:
    """What a column is."""
    if field in _POLLUTANTS:
        return _POLLUTANTS[field]
    return translate("importing", str(_FIELDS[field])) if field in _FIELDS else field


def unit_text(unit: str) -> str:
    """A unit as it is printed."""
    if unit == COMPASS:
        return translate("importing", "names of directions")
    return "0–1" if unit == "1" else unit.replace("m3", "m³")


def sure_text(sure: Sure) -> str:
    """How sure a guess is."""
    return translate("importing", str(_SURE[sure]))


def sure_tone(sure: Sure) -> Tone:
    """The colour that goes with the word."""
    return _TONES[sure]


def choice_text(key: str) -> str:
    """A value of the profile."""
    return translate("importing", str(_CHOICES[key])) if key in _CHOICES else key


def key_text(key: str) -> str:
    """A key of the profile that a note speaks of."""
    return translate("importing", str(_KEYS[key])) if key in _KEYS else key


def names_text(names: Sequence[str], most: int = 5) -> str:
    """The first names of a list."""
    shown = translate("importing", ", ").join(names[:most])
    return shown if len(names) <= most else f"{shown} …"
