"""What a chart shows, as plain arrays, and the arithmetic that keeps gaps honest."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def _empty() -> Floats:
    return np.empty(0, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One curve: x are epoch seconds in ascending order, NaN in y is a gap."""

    key: str
    label: str
    x: Floats = field(default_factory=_empty)
    y: Floats = field(default_factory=_empty)
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A level's range of values and its HJ 633 colour."""

    lo: float
    hi: float
    colour: str


def lone_points(y: Floats) -> NDArray[np.bool_]:
    """Values with a gap on both sides; a line through one point is invisible."""
    known = np.isfinite(y)
    before = np.concatenate(([False], known[:-1]))
    after = np.concatenate((known[1:], [False]))
    return known & ~before & ~after


def break_gaps(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Puts a NaN where rows are missing altogether, so that the line does not bridge them."""
    if len(x) < 3:
        return x, y
    steps = np.diff(x)
    # The usual step, and half of one more for clocks that are a little off
    holes = np.flatnonzero(steps > 1.5 * np.sort(steps)[len(steps) // 2])
    if not len(holes):
        return x, y
    middle = (x[holes] + x[holes + 1]) / 2
    return np.insert(x, holes + 1, middle), np.insert(y, holes + 1, np.nan)


def thin(x: Floats, y: Floats, limit: int) -> tuple[Floats, Floats]:
    """At most `limit` points: of each bin the lowest, the highest and a gap, in their order."""
    if limit <= 0 or len(x) <= limit:
        return x, y
    bins = max(1, limit // 3)
    # Whole bins only; the padding repeats the last row and so changes no extreme
    size = -(-len(x) // bins)
    index = np.minimum(np.arange(bins * size), len(x) - 1).reshape(bins, size)
    values = y[index]
    low = np.where(np.isfinite(values), values, np.inf).argmin(axis=1)
    high = np.where(np.isfinite(values), values, -np.inf).argmax(axis=1)
    gap = np.where(np.isnan(values).any(axis=1), np.isnan(values).argmax(axis=1), low)
    kept = np.unique(np.take_along_axis(index, np.stack((low, high, gap), axis=1), axis=1))
    return x[kept], y[kept]


def value_at(series: Series, time: float) -> float:
    """The value at a time, NaN if the nearest row is more than half a step away."""
    x = series.x
    if not len(x):
        return float("nan")
    index = nearest(x, time)
    step = (x[-1] - x[0]) / (len(x) - 1) if len(x) > 1 else 3600.0
    return float(series.y[index]) if abs(x[index] - time) <= step / 2 else float("nan")


def nearest(x: Floats, time: float) -> int:
    """Index of the row closest to a time."""
    right = int(np.searchsorted(x, time))
    if right == 0:
        return 0
    if right == len(x):
        return len(x) - 1
    return right if x[right] - time < time - x[right - 1] else right - 1


def latest(series: Series) -> float:
    """The last known value, NaN if there is none."""
    known = np.flatnonzero(np.isfinite(series.y))
    return float(series.y[known[-1]]) if len(known) else float("nan")


def bounds(series: list[Series], start: float, end: float) -> tuple[float, float] | None:
    """Lowest and highest known value inside a window."""
    lows, highs = [], []
    for one in series:
        a, b = np.searchsorted(one.x, (start, end))
        part = one.y[a : b + 1]
        part = part[np.isfinite(part)]
        if len(part):
            lows.append(part.min())
            highs.append(part.max())
    return (float(min(lows)), float(max(highs))) if lows else None
