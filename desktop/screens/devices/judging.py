"""The units of all devices judged: what they sent last, their station's hours, their neighbours'. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.queries.device_page import RegisteredDevice, StationHours
from db.schema.readings import VALUES
from desktop.feeds.plausible import Judgement, as_sent, judge, usual_unit

Floats = NDArray[np.float64]
Judged = dict[str, tuple[Judgement, ...]]
"""By MN; columns in the order of `VALUES`."""

_FEWEST, _MANY = 2, 30
"""Neighbours without which there is no median of them, and from which on it is everybody's."""


@dataclass(frozen=True, slots=True)
class _Shown:
    raw: list[float]
    neighbours: list[float | None]


def judge_all(devices: Sequence[RegisteredDevice], hours: StationHours) -> Judged:
    """A judgement of every column that a device sends."""
    around = _Around(hours)
    return {one.mn: _judge(one, around) for one in devices if not one.is_removed}


def _judge(device: RegisteredDevice, around: "_Around") -> tuple[Judgement, ...]:
    found = []
    for column, value in _last(device).items():
        unit = device.units.get(column) or usual_unit(column)
        now = judge(column, [] if value is None else [value], unit)
        # what is refused for its unit is not among the stored hours
        found.append(now if now.proposed else _judge_hours(device, column, unit, around, now))
    return tuple(sorted(found, key=lambda one: VALUES.index(one.column)))


def _judge_hours(
    device: RegisteredDevice, column: str, unit: str, around: "_Around", now: Judgement
) -> Judgement:
    """By the hours that were stored since the device was last changed: those before had another unit."""
    if device.station is None:
        return now
    shown = around.shown(device.station.code, column, unit, since=device.changed_at)
    return judge(column, shown.raw, unit, shown.neighbours) if any(shown.raw) else now


def _last(device: RegisteredDevice) -> dict[str, float | None]:
    """Columns of the last frame with values, and their numbers."""
    if device.heard is None:
        return {}
    values = device.heard.last_values.values()
    sent = {str(one.get("column")): number(one.get("value")) for one in values if one.get("column")}
    return {column: value for column, value in sent.items() if column in VALUES}


def number(text: str | None) -> float | None:
    """A finite number, None for anything else that devices send."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


class _Around:
    """Hours by station, and the median of the other stations of its county at the same hour."""

    def __init__(self, hours: StationHours) -> None:
        self._hours = hours
        self._place = {code: number for number, code in enumerate(hours.codes)}
        self._shards = np.array(hours.shards)
        self._medians: dict[object, Floats] = {}

    def shown(self, code: str, column: str, unit: str, since: float) -> _Shown:
        """The station's values of hours begun since, as they were sent, each with its neighbours' median."""
        if code not in self._place:
            return _Shown([], [])
        place, row = self._place[code], VALUES.index(column)
        own, others = self._hours.values[place, row], self._others(place)[row]
        shown = _Shown([], [])
        first = max(0, math.ceil((since - self._hours.first) / 3600) + 1)
        for value, other in zip(own[first:].tolist(), others[first:].tolist(), strict=True):
            raw = as_sent(column, value, unit)
            if raw is not None and not math.isnan(raw):
                shown.raw.append(raw)
                shown.neighbours.append(None if math.isnan(other) else other)
        return shown

    def _others(self, place: int) -> Floats:
        """(columns, hours) medians of the neighbours; NaN where fewer than two have a value.

        Among many, one station moves the median so little that all share one: leaving each out in turn takes
        seconds.
        """
        near = self._shards == self._shards[place]
        key: object = place
        if np.count_nonzero(near) > _MANY:
            key = self._hours.shards[place]
        else:
            near[place] = False
        if key not in self._medians:
            self._medians[key] = _median(self._hours.values[near])
        return self._medians[key]


def _median(values: Floats) -> Floats:
    """Over stations; by sorting, because numpy's own warns where there is no value."""
    counts = np.sum(~np.isnan(values), axis=0)
    if not len(values):
        return np.full(counts.shape, np.nan)
    ordered = np.sort(values, axis=0)  # NaN last
    middle = [np.maximum(counts - 1, 0) // 2, np.minimum(counts // 2, len(values) - 1)]
    low, high = (np.take_along_axis(ordered, at[np.newaxis], axis=0)[0] for at in middle)
    return np.where(counts >= _FEWEST, (low + high) / 2, np.nan)
