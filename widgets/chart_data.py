"""What a chart shows, as plain arrays, and the arithmetic that keeps gaps honest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def _empty() -> Floats:
    return np.empty(0, dtype=np.float64)


def _no_flags() -> Bools:
    return np.empty(0, dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """What a curve is compared with: last year or yesterday, its times moved to the present."""

    label: str
    x: Floats
    y: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One curve: x are epoch seconds in ascending order, NaN in y is a gap."""

    key: str
    label: str
    x: Floats = field(default_factory=_empty)
    y: Floats = field(default_factory=_empty)
    colour: int = 0
    ghost: Ghost | None = None
    flagged: Bools = field(default_factory=_no_flags)
    """One for each value, or empty: no value is in doubt."""
    flag_words: Mapping[int, str] = field(default_factory=dict)
    """Why, by the row of a flagged value; rows without a word are just called flagged."""
    unit: str = ""
    """The first unit of a chart has the left axis, the second the right one."""
    decimals: int | None = None
    """Digits after the point; None: those of the chart."""
    bars: bool = False
    """Amounts such as rain stand on the axis as bars."""

    def is_flagged(self, row: int) -> bool:
        return row < len(self.flagged) and bool(self.flagged[row])


@dataclass(frozen=True, slots=True)
class Band:
    """A level's range of values and its HJ 633 colour."""

    lo: float
    hi: float
    colour: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: an order, a flag, a meeting. `kind` chooses the icon."""

    time: float
    kind: str
    label: str
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Wind:
    """Speed in m/s and the direction it comes from in degrees, by time."""

    x: Floats = field(default_factory=_empty)
    speed: Floats = field(default_factory=_empty)
    direction: Floats = field(default_factory=_empty)


def usual_step(x: Floats) -> float:
    """The step most rows keep, in seconds; an hour where there is none."""
    steps = np.diff(x)
    return float(np.partition(steps, len(steps) // 2)[len(steps) // 2]) if len(steps) else 3600.0


def runs(x: Floats, y: Floats) -> Ints:
    """Number of the unbroken run each row belongs to: a NaN or missing rows end a run."""
    broken = ~np.isfinite(y)
    if len(x) > 2:
        # The usual step, and half of one more for clocks that are a little off
        broken[1:] |= np.diff(x) > 1.5 * usual_step(x)
    return np.cumsum(broken)


def value_at(x: Floats, y: Floats, time: float) -> float:
    """The value at a time, NaN if the nearest row is more than half a step away."""
    row = row_at(x, time)
    return float(y[row]) if row is not None else float("nan")


def row_at(x: Floats, time: float) -> int | None:
    """The row closest to a time, None if it is more than half a step away."""
    if not len(x):
        return None
    row = nearest(x, time)
    return row if abs(x[row] - time) <= usual_step(x) / 2 else None


def nearest(x: Floats, time: float) -> int:
    """Index of the row closest to a time."""
    right = int(np.searchsorted(x, time))
    if right == 0:
        return 0
    if right == len(x):
        return len(x) - 1
    return right if x[right] - time < time - x[right - 1] else right - 1


def next_time(series: Sequence[Series], time: float, forward: bool) -> float | None:
    """The next row time of any curve after (or before) a time."""
    found = []
    for one in series:
        row = int(np.searchsorted(one.x, time, "right" if forward else "left")) - (not forward)
        if 0 <= row < len(one.x):
            found.append(float(one.x[row]))
    return (min if forward else max)(found, default=None)


def latest(series: Series) -> float:
    """The last known value, NaN if there is none."""
    known = np.flatnonzero(np.isfinite(series.y))
    return float(series.y[known[-1]]) if len(known) else float("nan")


def bounds(series: Sequence[Series], start: float, end: float) -> tuple[float, float] | None:
    """Lowest and highest known value inside a window, ghosts included."""
    pairs = [(one.x, one.y) for one in series] + [(g.x, g.y) for one in series if (g := one.ghost)]
    parts = [y[slice(*np.searchsorted(x, (start, np.nextafter(end, np.inf))))] for x, y in pairs]
    parts = [part for part in parts if np.isfinite(part).any()]
    if not parts:
        return None
    return float(min(np.nanmin(part) for part in parts)), float(max(np.nanmax(part) for part in parts))


def same_values(one: Floats, other: Floats) -> bool:
    """True if two arrays hold the same numbers, gaps included."""
    return one is other or (len(one) == len(other) and np.array_equal(one, other, equal_nan=True))
