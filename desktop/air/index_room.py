"""Target calculator for the composite index."""

import numpy as np

from desktop.air.aqi import Floats
from desktop.air.basis import Basis
from desktop.air.composite import composite_index
from desktop.air.statistics import assess
from desktop.air.targets import MeanRoom, Outlook, meets


def room_of_index(values: Floats, left: int, goal: float, basis: Basis) -> MeanRoom:
    """Room of the composite index of the valid days so far, (6, n) as of `validity.day_values`, `left` to
    come.

    Whether the goal is lost or met is exact. What the index of the rest may be is a guide: it takes the index
    for a mean over days, while CO and O3 stand in it with percentiles.

    Raises:
        ValueError: `left` is negative.
    """
    if left < 0:
        raise ValueError(f"left: {left}, expected 0 or more")
    decimals = basis.evaluation.decimals.index
    done = int(np.count_nonzero(~np.isnan(values), axis=-1).max(initial=0))
    total = _index(values, basis)
    if np.isnan(total):
        return MeanRoom(Outlook.OPEN, goal, done, left, None, goal if left and not done else None)
    cleanest = np.concatenate((values, np.zeros((len(values), left))), axis=-1)
    if not meets(_index(cleanest, basis), goal, decimals):
        return MeanRoom(Outlook.IMPOSSIBLE, goal, done, left, total, None)
    if not left:
        return MeanRoom(Outlook.SECURED, goal, done, 0, total, None)
    may = (goal * (done + left) - total * done) / left
    return MeanRoom(Outlook.TIGHT if may < 0 else Outlook.OPEN, goal, done, left, total, max(may, 0.0))


def _index(values: Floats, basis: Basis) -> float:
    return float(composite_index(assess(values, basis)[-1], basis).total)
