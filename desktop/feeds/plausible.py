"""Whether a device's values are in the unit they are taken in. Pure: no I/O, no Qt, no SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from desktop.feeds.hj212.columns import FEED_UNITS, LIMITS

_LITRES = 24.45
"""Molar volume at 25 °C and 1013.25 hPa, the state to which gases refer in GB 3095."""


class Reason(StrEnum):
    """What led to the judgement."""

    FITS = "fits"
    TOO_FEW = "too_few"
    """Nothing to judge: no values, or only zeros."""
    BEYOND = "beyond"
    """Most values are none that an instrument on Chinese ground reports."""
    UNUSUAL = "unusual"
    """Possible values, but not as the middle of many."""
    UNLIKE_NEIGHBOURS = "unlike_neighbours"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be thought of a column's unit. Values are medians in our unit (`db.schema.readings`)."""

    column: str
    unit: str
    """The unit that the values are taken in."""
    reason: Reason
    value: float | None = None
    proposed: str | None = None
    """A unit that fits better; None where none does."""
    instead: float | None = None
    """The value if it were taken in the proposed unit."""
    neighbours: float | None = None
    """Median of the neighbours at the same hours."""

    @property
    def is_suspicious(self) -> bool:
        return self.reason not in (Reason.FITS, Reason.TOO_FEW)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Our value = `factor` × raw + `shift`."""

    factor: float
    shift: float = 0.0


_PARTICLES = {"ug/m3": _Scale(1.0), "mg/m3": _Scale(1e3), "ng/m3": _Scale(1e-3)}
_WEIGHTS = {"so2": 64.06, "no2": 46.01, "o3": 48.00}
_SCALES: Mapping[str, Mapping[str, _Scale]] = {
    **dict.fromkeys(("pm25", "pm10"), _PARTICLES),
    **{gas: {**_PARTICLES, "ppb": _Scale(weight / _LITRES)} for gas, weight in _WEIGHTS.items()},
    "co": {"mg/m3": _Scale(1.0), "ug/m3": _Scale(1e-3), "ng/m3": _Scale(1e-6)},
    "pressure": {"kPa": _Scale(10.0), "hPa": _Scale(1.0), "Pa": _Scale(0.01)},
    "wind_speed": {"m/s": _Scale(1.0), "km/h": _Scale(1 / 3.6)},
    "temperature": {"°C": _Scale(1.0), "K": _Scale(1.0, -273.15)},
    "humidity": {"%": _Scale(1.0)},
    "wind_direction": {"°": _Scale(1.0)},
}
# Where the median of several hours lies on Chinese ground, generously: a whole sand storm, a still night, a
# plateau of 5,000 m. Single values may lie outside.
_MIDDLE: Mapping[str, tuple[float, float]] = {
    "pm25": (1, 1_500),
    "pm10": (1.5, 5_000),
    "so2": (0.3, 1_000),
    "no2": (0.5, 500),
    "co": (0.02, 20),
    "o3": (0.5, 600),
    "temperature": (-50, 50),
    "humidity": (2, 105),
    "pressure": (500, 1_080),
    "wind_speed": (0, 15),
    "wind_direction": (0, 360),
}
_MANY = 6
"""Values without which a median is no middle."""
_PAIRS = 3
"""Hours with neighbours that are needed to compare orders of magnitude, …"""
_CLOSE_PAIRS = 12
"""… and those to tell units apart that differ by a factor of two to four."""
_FAR, _NEAR = 20.0, 3.0
"""Ratio to the neighbours at which something is wrong, and within which it is not."""
_TIGHT = 0.15
"""Half of the middle ratios lie so close together if only the unit differs."""


def usual_unit(column: str) -> str:
    """The unit a column is taken in where nothing else is set."""
    return FEED_UNITS.get(column) or next(iter(_SCALES[column]), "")


def in_our_unit(column: str, raw: float, unit: str) -> float | None:
    """A raw value in our unit, None for a unit that is not known."""
    scale = _SCALES[column].get(unit)
    return raw * scale.factor + scale.shift if scale else None


def as_sent(column: str, value: float, unit: str) -> float | None:
    """A value in our unit as the device sent it, None for a unit that is not known."""
    scale = _SCALES[column].get(unit)
    return (value - scale.shift) / scale.factor if scale else None


def judge(
    column: str, raw: Sequence[float], unit: str | None = None, neighbours: Sequence[float | None] = ()
) -> Judgement:
    """Say whether another unit fits a column's recent values better than the one they are taken in.

    Args:
        raw: values as the device sent them, in any order.
        unit: what they are taken in; None is the usual one.
        neighbours: for each raw value the median of other stations at that hour in our unit, None where
            there is none; may be empty.
    """
    unit = unit or usual_unit(column)
    scales = _SCALES[column]
    if not any(raw) or unit not in scales:
        return Judgement(column, unit, Reason.TOO_FEW)
    case = _Case(column, raw, neighbours)
    reason = _reason(case, unit)
    proposed = None
    if reason is not Reason.FITS:
        proposed = next((other for other in scales if other != unit and case.fits(other)), None)
    elif (other := _close_unit(case, unit)) is not None:
        reason, proposed = Reason.UNLIKE_NEIGHBOURS, other
    instead = case.middle(proposed) if proposed else None
    return Judgement(column, unit, reason, case.middle(unit), proposed, instead, case.around)


class _Case:
    """A column's values, to be looked at in several units."""

    def __init__(self, column: str, raw: Sequence[float], neighbours: Sequence[float | None]) -> None:
        self.column, self._raw = column, raw
        pairs = zip(raw, neighbours, strict=True) if neighbours else ()
        self._pairs = [(value, other) for value, other in pairs if value and other]
        self.around = median(other for _, other in self._pairs) if self._pairs else None

    def values(self, unit: str) -> list[float]:
        """In our unit."""
        scale = _SCALES[self.column][unit]
        return [value * scale.factor + scale.shift for value in self._raw]

    def middle(self, unit: str) -> float:
        """Median of the values that are not zero as sent: below its detection limit a device sends zeros."""
        shown = [ours for ours, raw in zip(self.values(unit), self._raw, strict=True) if raw]
        return median(shown)

    def is_beyond(self, unit: str) -> bool:
        """More than half of the values cannot be."""
        low, high = LIMITS[self.column]
        values = self.values(unit)
        return 2 * sum(not low <= value <= high for value in values) > len(values)

    def is_usual(self, unit: str) -> bool:
        low, high = _MIDDLE[self.column]
        return low <= self.middle(unit) <= high

    def ratios(self, unit: str, least: int) -> list[float]:
        """Own value over the neighbours', in order; empty when there are too few, or it says nothing."""
        if self.column in ("temperature", "wind_direction") or len(self._pairs) < least:
            return []
        scale = _SCALES[self.column][unit]
        return sorted(abs(value * scale.factor / other) for value, other in self._pairs)

    def fits(self, unit: str) -> bool:
        """Possible, usual, and like the neighbours where there are any."""
        ratios = self.ratios(unit, _PAIRS)
        is_near = not ratios or 1 / _NEAR <= median(ratios) <= _NEAR
        return not self.is_beyond(unit) and self.is_usual(unit) and is_near

    @property
    def is_many(self) -> bool:
        return sum(map(bool, self._raw)) >= _MANY


def _reason(case: _Case, unit: str) -> Reason:
    if case.is_beyond(unit):
        return Reason.BEYOND
    if ratios := case.ratios(unit, _PAIRS):
        # the neighbours know of the sand storm, and of the clean week after the rain
        is_far = not 1 / _FAR <= median(ratios) <= _FAR
        return Reason.UNLIKE_NEIGHBOURS if is_far else Reason.FITS
    return Reason.UNUSUAL if case.is_many and not case.is_usual(unit) else Reason.FITS


def _close_unit(case: _Case, unit: str) -> str | None:
    """Another unit of the same order that makes the neighbours' values of these, hour by hour."""
    ratios = case.ratios(unit, _CLOSE_PAIRS)
    if not ratios or 1 / (1 + _TIGHT) <= median(ratios) <= 1 + _TIGHT or not _is_tight(ratios):
        return None
    for other in _SCALES[case.column]:
        if other != unit and abs(median(case.ratios(other, _CLOSE_PAIRS)) - 1) <= _TIGHT:
            return other
    return None


def _is_tight(ratios: Sequence[float]) -> bool:
    middle = median(ratios)
    return ratios[len(ratios) // 4] >= middle * (1 - _TIGHT) and ratios[-len(ratios) // 4] <= middle * (
        1 + _TIGHT
    )
