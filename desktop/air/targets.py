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
from desktop.air.days import known
from desktop.air.percentiles import percentile

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

    `may_exceed` more days may surely be above it, however high, if all others stay at or below it.
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
    if not meets(total / count, goal, decimals):
        return MeanRoom(Outlook.IMPOSSIBLE, goal, len(there), left, so_far, None)
    if not left:
        return MeanRoom(Outlook.SECURED, goal, len(there), 0, so_far, None)
    may = (goal * count - total) / left
    safe = worst is not None and meets((total + worst * left) / count, goal, decimals)
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


def _known(values: npt.ArrayLike, left: int) -> Floats:
    if left < 0:
        raise ValueError(f"left: {left}, expected 0 or more")
    array = np.asarray(values, dtype=np.float64)
    return array[known(array)]


def meets(figure: float, goal: float, decimals: int) -> bool:
    """Whether a figure is not above a goal, rounded first."""
    return bool(round_half_even([figure], decimals)[0] <= goal)


def _with(there: Floats, rest: float, left: int, per_cent: float) -> float:
    return float(percentile(np.concatenate((there, np.full(left, rest))), per_cent))


def _outlook(best: float, worst: float, over: bool, goal: float, decimals: int) -> Outlook:
    if not meets(best, goal, decimals):
        return Outlook.IMPOSSIBLE
    if meets(worst, goal, decimals):
        return Outlook.SECURED
    return Outlook.TIGHT if over else Outlook.OPEN
