"""Target calculator: what is left of a day, month or year before a goal is missed.

A goal is met when the figure, rounded as it is compared, is not above it. What the rest may average is
worked out from the goal itself, without the half unit that rounding would forgive; whether a goal is lost or
safe is decided with it.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats, round_half_even
from desktop.air.days import O3_LEAST, O3_WINDOW, known
from desktop.air.percentiles import percentile
from desktop.air.periods import DAY_HOURS

# higher than any day; finite, because the formula multiplies it by 0
_ENDLESS = 1e9


class Outlook(StrEnum):
    """How a goal stands."""

    SECURED = "secured"  # whatever comes
    OPEN = "open"
    TIGHT = "tight"  # only while what comes stays below the goal itself
    IMPOSSIBLE = "impossible"  # whatever comes


@dataclass(frozen=True, slots=True)
class MeanRoom:
    """Room of a mean: `done` values average `so_far` (None without any), `left` ones are to come.

    `may_average` is what those may average, None when nothing is to come or the goal is impossible.
    """

    outlook: Outlook
    goal: float
    done: int
    left: int
    so_far: float | None
    may_average: float | None


@dataclass(frozen=True, slots=True)
class PercentileRoom:
    """Room of a percentile: `exceeding` of `done` days are above the goal, `left` days are to come.

    `may_exceed` more days may be above it, however high, if all others stay at or below it.
    """

    outlook: Outlook
    goal: float
    done: int
    left: int
    exceeding: int
    may_exceed: int


@dataclass(frozen=True, slots=True)
class GoodDaysRoom:
    """Room of a count: `good` of `done` days were good, `left` are to come; `may_lose` of those need not
    be."""

    outlook: Outlook
    goal: int
    done: int
    left: int
    good: int
    may_lose: int


def room_of_mean(
    values: npt.ArrayLike, left: int, goal: float, *, decimals: int = 0, worst: float | None = None
) -> MeanRoom:
    """Room of the mean of the values so far (NaN is left out) and `left` to come.

    With `worst`, the highest mean that the rest could have, a goal that even this cannot miss is secured.

    Raises:
        ValueError: `left` is negative.
    """
    there = _known(values, left)
    total, count = float(there.sum()), len(there) + left
    so_far = total / len(there) if len(there) else None
    if not count:
        return MeanRoom(Outlook.OPEN, goal, 0, 0, None, None)
    if not _meets(total / count, goal, decimals):
        return MeanRoom(Outlook.IMPOSSIBLE, goal, len(there), left, so_far, None)
    if not left:
        return MeanRoom(Outlook.SECURED, goal, len(there), 0, so_far, None)
    may = (goal * count - total) / left
    safe = worst is not None and _meets((total + worst * left) / count, goal, decimals)
    # below 0 only rounding saves it
    outlook = Outlook.SECURED if safe else Outlook.TIGHT if may < 0 else Outlook.OPEN
    return MeanRoom(outlook, goal, len(there), left, so_far, max(may, 0.0))


def room_of_percentile(
    values: npt.ArrayLike, left: int, goal: float, per_cent: float, *, decimals: int = 0
) -> PercentileRoom:
    """Room of the percentile of the days so far (NaN is left out) and `left` to come.

    Raises:
        ValueError: `left` is negative.
    """
    there = _known(values, left)
    count, exceeding = len(there) + left, int(np.count_nonzero(round_half_even(there, decimals) > goal))
    # X(s+1) must not exceed: as many may as lie above it
    allowed = count - ceil(round(1 + (count - 1) * per_cent / 100, 9)) if count else 0
    may = min(left, max(0, allowed - exceeding))
    best, worst = (_with(there, rest, left, per_cent) for rest in (0.0, _ENDLESS))
    outlook = _outlook(best, worst, exceeding > allowed, goal, decimals) if count else Outlook.OPEN
    return PercentileRoom(
        outlook=outlook,
        goal=goal,
        done=len(there),
        left=left,
        exceeding=exceeding,
        may_exceed=may,
    )


def room_of_good_days(good: int, done: int, left: int, goal: int) -> GoodDaysRoom:
    """Room of a count of good days; `done` are the days with an AQI so far.

    Raises:
        ValueError: the numbers contradict each other.
    """
    if not 0 <= good <= done or left < 0:
        raise ValueError(f"good days: {good} of {done}, {left} to come")
    outlook = Outlook.OPEN
    if good >= goal:
        outlook = Outlook.SECURED
    elif good + left < goal:
        outlook = Outlook.IMPOSSIBLE
    return GoodDaysRoom(outlook, goal, done, left, good, min(left, max(0, good + left - goal)))


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
    if not all(_meets(window.total / (window.count + window.coming), goal, decimals) for window in windows):
        return MeanRoom(Outlook.IMPOSSIBLE, goal, done, left, so_far, None)
    rooms = [window.room(goal) for window in windows if window.coming]
    if not rooms:
        return MeanRoom(Outlook.OPEN if so_far is None else Outlook.SECURED, goal, done, left, so_far, None)
    may = min(rooms)
    return MeanRoom(Outlook.TIGHT if may < 0 else Outlook.OPEN, goal, done, left, so_far, max(may, 0.0))


@dataclass(frozen=True, slots=True)
class _Window:
    """Eight hours: the sum and count of those that are there, how many are to come."""

    total: float
    count: int
    coming: int

    def room(self, goal: float) -> float:
        return (goal * (self.count + self.coming) - self.total) / self.coming


def _o3_windows(filled: Floats, there: npt.NDArray[np.bool_], passed: int) -> list[_Window]:
    """The windows of the day that count or may still count."""
    windows = []
    for end in range(O3_WINDOW, DAY_HOURS + 1):
        part = slice(end - O3_WINDOW, end)
        count, coming = int(np.count_nonzero(there[part])), min(max(0, end - passed), O3_WINDOW)
        if count + coming >= O3_LEAST:
            windows.append(_Window(float(filled[part].sum()), count, coming))
    return windows


def _known(values: npt.ArrayLike, left: int) -> Floats:
    if left < 0:
        raise ValueError(f"left: {left}, expected 0 or more")
    array = np.asarray(values, dtype=np.float64)
    return array[known(array)]


def _meets(figure: float, goal: float, decimals: int) -> bool:
    return bool(round_half_even([figure], decimals)[0] <= goal)


def _with(there: Floats, rest: float, left: int, per_cent: float) -> float:
    return float(percentile(np.concatenate((there, np.full(left, rest))), per_cent))


def _outlook(best: float, worst: float, over: bool, goal: float, decimals: int) -> Outlook:
    if not _meets(best, goal, decimals):
        return Outlook.IMPOSSIBLE
    if _meets(worst, goal, decimals):
        return Outlook.SECURED
    return Outlook.TIGHT if over else Outlook.OPEN
