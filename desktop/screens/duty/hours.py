"""Hours of one station on a fixed grid, ready for a curve."""

import numpy as np
from numpy.typing import NDArray

from desktop.air.aqi import CODES
from desktop.models.wall import HOUR

_SLACK = 240
"""Hours that fit in behind the newest before the array is moved: once in ten days, not once an hour."""

Floats = NDArray[np.float64]


class HourGrid:
    """Six pollutants by the hour. An hour without a reading is NaN: curves break there by themselves."""

    def __init__(self, since: int, until: int) -> None:
        """An empty grid for the labels in (since, until], epoch seconds on the hour."""
        self._first = since + HOUR
        self._count = max(0, (until - since) // HOUR)
        self._kept = self._count
        self._values = np.full((len(CODES), self._count + _SLACK), np.nan)

    def write(self, times: NDArray[np.int64], values: Floats) -> None:
        """Put readings in their places; what is before the grid is not kept. `values`: (6, n)."""
        if not len(times):
            return
        self.reach(int(times.max()))
        column = (times - self._first) // HOUR
        inside = column >= 0
        self._values[:, column[inside]] = values[:, inside]

    def reach(self, until: int) -> None:
        """Let the grid end at `until` at least: hours that have passed without a reading are gaps."""
        count = (until - self._first) // HOUR + 1
        if count > self._values.shape[1]:
            self._move_on(count - self._kept)
        self._count = max(self._count, (until - self._first) // HOUR + 1)

    def curve(self, pollutant: int) -> tuple[Floats, Floats]:
        """Times and values of one pollutant; the values are a view."""
        times = self._first + HOUR * np.arange(self._count, dtype=np.float64)
        return times, self._values[pollutant, : self._count]

    def _move_on(self, dropped: int) -> None:
        """Drop the oldest hours, which lie before those asked for at first."""
        fresh = np.full_like(self._values, np.nan)
        left = self._values[:, dropped : self._count]
        fresh[:, : left.shape[1]] = left
        self._values = fresh
        self._first += dropped * HOUR
        self._count = left.shape[1]
