"""The composite index 环境空气质量综合指数 and its single indices."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats, round_half_even
from desktop.air.basis import Basis
from desktop.air.rolling import round_rows
from desktop.air.standards import POLLUTANTS


@dataclass(frozen=True, slots=True)
class CompositeIndex:
    """Unrounded: single indices (..., 6), their weighted sum (...), NaN unless all six are there.

    Bit i of `largest` (...) is POLLUTANTS[i]: the largest single index as it is printed, ties together, 0 for
    none.
    """

    single: Floats
    total: Floats
    largest: npt.NDArray[np.uint8]


def composite_index(assessed: npt.ArrayLike, basis: Basis) -> CompositeIndex:
    """The index of what stands for the period, (..., 6): means, percentiles for CO and O3."""
    values = np.asarray(assessed, dtype=np.float64)
    if basis.evaluation.index_of_rounded:
        values = round_rows(values[..., np.newaxis], basis.evaluation.decimals.statistics)[..., 0]
    limits = [basis.limit_of_index(row) or np.nan for row in range(len(POLLUTANTS))]
    single = values / np.array(limits)
    weights = np.array(basis.weights.of)
    total = np.sum(single * weights, axis=-1)
    if basis.weights.normalised:
        total = total / weights.sum()
    return CompositeIndex(single, total, _largest(single, basis.evaluation.decimals.single_index))


def _largest(single: Floats, digits: int) -> npt.NDArray[np.uint8]:
    printed = np.where(np.isnan(single), -1.0, round_half_even(single, digits))
    highest = printed.max(axis=-1, keepdims=True)
    bits = np.left_shift(1, np.arange(len(POLLUTANTS)))
    mask: npt.NDArray[np.int64] = np.sum(np.where((printed == highest) & (highest >= 0), bits, 0), axis=-1)
    return mask.astype(np.uint8)
