"""The numbers of data quality, every one a setting, as a frozen record read from a mapping."""

from dataclasses import dataclass

from desktop.air.fields import Fields, get, number_in, texts, whole_in
from desktop.air.standards import POLLUTANTS

_MOST_HOURS = 720
_MOST = 1e6


@dataclass(frozen=True, slots=True)
class QualityRules:
    """When hours look wrong; tuples are in the order of POLLUTANTS. See resources/standards/quality.toml."""

    stuck_hours: tuple[int, ...]
    detection: tuple[float, ...]
    highest: tuple[float, ...]
    jump: tuple[float, ...]
    jump_share: float
    order_tolerance: float
    order_share: float
    neighbours_least: int
    neighbours_times: float
    neighbours_hours: int
    neighbours_apart: tuple[float, ...]
    interference_items: tuple[str, ...]
    interference_fall: float
    interference_neighbours: float
    interference_level: float
    interference_above: tuple[float, ...]
    interference_humidity: float
    calibration_letters: str
    key: str = "quality"


def parse_quality(data: Fields) -> QualityRules:
    """Rules from the keys of resources/standards/quality.toml.

    Raises:
        ValueError: a key is missing or wrong; the message names it.
    """
    return QualityRules(
        key=get(data, "key", str),
        stuck_hours=_hours(data, "stuck_hours"),
        detection=_each(data, "detection"),
        highest=_each(data, "highest"),
        jump=_each(data, "jump"),
        jump_share=number_in(data, "jump_share", 0, _MOST),
        order_tolerance=number_in(data, "order_tolerance", 0, _MOST),
        order_share=number_in(data, "order_share", 0, 1),
        neighbours_least=whole_in(data, "neighbours_least", 2, _MOST_HOURS),
        neighbours_times=number_in(data, "neighbours_times", 0, _MOST),
        neighbours_hours=whole_in(data, "neighbours_hours", 1, _MOST_HOURS),
        neighbours_apart=_each(data, "neighbours_apart"),
        interference_items=texts(data, "interference_items", POLLUTANTS),
        interference_fall=number_in(data, "interference_fall", 0, 1),
        interference_neighbours=number_in(data, "interference_neighbours", 0, 1),
        interference_level=number_in(data, "interference_level", 0, 1),
        interference_above=_each(data, "interference_above"),
        interference_humidity=number_in(data, "interference_humidity", 0, 100),
        calibration_letters=get(data, "calibration_letters", str),
    )


def _each(data: Fields, key: str) -> tuple[float, ...]:
    values = get(data, key, list)
    good = all(type(value) in (int, float) and 0 <= value <= _MOST for value in values)
    if not good or len(values) != len(POLLUTANTS):
        raise ValueError(f"{key}: {values!r}, expected {len(POLLUTANTS)} numbers from 0 up")
    return tuple(float(value) for value in values)


def _hours(data: Fields, key: str) -> tuple[int, ...]:
    values = get(data, key, list)
    good = all(type(value) is int and 2 <= value <= _MOST_HOURS for value in values)
    if not good or len(values) != len(POLLUTANTS):
        raise ValueError(f"{key}: {values!r}, expected {len(POLLUTANTS)} whole numbers from 2 up")
    return tuple(values)
