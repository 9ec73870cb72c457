"""Target calculator for the highest 8-hour mean of O3 of a running day."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats
from desktop.air.days import O3_LEAST, O3_WINDOW, Bools, known
from desktop.air.periods import DAY_HOURS
from desktop.air.targets import MeanRoom, Outlook, meets


@dataclass(frozen=True, slots=True)
class _Window:
    """Eight hours: the sum and count of those that are there, how many are to come."""

    total: float
    count: int
    coming: int

    def room(self, goal: float) -> float:
        return (goal * (self.count + self.coming) - self.total) / self.coming


def room_of_o3_day(hours: npt.ArrayLike, passed: int, goal: float, *, decimals: int = 0) -> MeanRoom:
    """Room of the day's highest 8-hour mean of O3, from its hours (24,), of which `passed` have ended.

    `may_average` is the level that the rest of the day may hold in every 8-hour window. `done` counts the
    hours that are there, `so_far` is the highest 8-hour mean yet.

    Raises:
        ValueError: there are not 24 hours, or `passed` is not from 0 to 24.
    """
    values = np.array(hours, dtype=np.float64)
    if values.shape != (DAY_HOURS,) or not 0 <= passed <= DAY_HOURS:
        raise ValueError(f"hours: shape {values.shape}, {passed} passed; expected 24 and 0 to 24")
    values[passed:] = np.nan
    left, there = DAY_HOURS - passed, known(values)
    windows = _o3_windows(np.where(there, values, 0.0), there, passed)
    done = int(np.count_nonzero(there))
    so_far = max((window.total / window.count for window in windows if not window.coming), default=None)
    if not all(meets(window.total / (window.count + window.coming), goal, decimals) for window in windows):
        return MeanRoom(Outlook.IMPOSSIBLE, goal, done, left, so_far, None)
    rooms = [window.room(goal) for window in windows if window.coming]
    if not rooms:
        return MeanRoom(Outlook.OPEN if so_far is None else Outlook.SECURED, goal, done, left, so_far, None)
    may = min(rooms)
    return MeanRoom(Outlook.TIGHT if may < 0 else Outlook.OPEN, goal, done, left, so_far, max(may, 0.0))


def _o3_windows(filled: Floats, there: Bools, passed: int) -> list[_Window]:
    """The windows of the day that count or may still count."""
    windows = []
    for end in range(O3_WINDOW, DAY_HOURS + 1):
        part = slice(end - O3_WINDOW, end)
        count, coming = int(np.count_nonzero(there[part])), min(max(0, end - passed), O3_WINDOW)
        if count + coming >= O3_LEAST:
            windows.append(_Window(float(filled[part].sum()), count, coming))
    return windows
