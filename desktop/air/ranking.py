"""Ranking of stations, townships and counties: places with ties, movement, improvement, who is named.

Equal figures share a place and the next place is skipped: 1, 2, 2, 4. What is compared are the figures as
they are printed. A row without a figure has no place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats, round_half_even
from desktop.air.comparison import rate
from desktop.air.ranking_rules import COMPOSITE, GOOD_RATE, IMPROVEMENT, RankingGroup, RankingList
from desktop.air.standards import POLLUTANTS
from desktop.air.statistics import PeriodStatistics

Ranks: TypeAlias = npt.NDArray[np.int64]

NO_PLACE = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of a ranking: its figures (the first decided, the others broke ties) and place, 0 for none.

    `moved` is how many places it rose since the period before (fell, below 0); `improvement` is the change of
    the first figure against last year in per cent (below 0: cleaner). None where one side is missing.
    """

    key: str
    figures: tuple[float, ...]
    place: int
    before: int
    moved: int | None
    improvement: float | None


class Side(StrEnum):
    """Which end of a ranking."""

    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Named:
    """A row in the top or bottom group: its place from that end, and the amount in 10,000 yuan, None for
    none."""

    key: str
    side: Side
    place: int
    amount: float | None


def places(columns: Sequence[npt.ArrayLike], *, high: bool = False) -> Ranks:
    """Places 1 … n of rows by the first column, ties by the following; 0 where a figure is missing.

    The lowest is first, with `high` the highest (of every column).
    """
    table = np.stack([np.asarray(column, dtype=np.float64) for column in columns])
    there = ~np.isnan(table).any(axis=0)
    found = np.full(table.shape[1], NO_PLACE, dtype=np.int64)
    figures = (-table if high else table)[:, there]
    order = np.lexsort(figures[::-1])
    ordered = figures[:, order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.maximum.accumulate(np.where(new, np.arange(1, len(order) + 1), 0))
    found[there] = ranks
    return found


def rank(
    keys: Sequence[str],
    columns: Sequence[Floats],
    *,
    before: Sequence[Floats] | None = None,
    improvement: Floats | None = None,
    high: bool = False,
) -> tuple[Ranked, ...]:
    """Rows by place, those without one last in the order given.

    `before` are the columns of the period before, for the movement; `improvement` is shown only.

    Raises:
        ValueError: a column is not as long as the keys.
    """
    for column in (*columns, *(before or ()), *(() if improvement is None else (improvement,))):
        if len(column) != len(keys):
            raise ValueError(f"ranking: {len(column)} figures for {len(keys)} rows")
    now = places(columns, high=high)
    then = np.full(len(keys), NO_PLACE) if before is None else places(before, high=high)
    rows = [
        Ranked(
            key=key,
            figures=tuple(float(column[row]) for column in columns),
            place=int(now[row]),
            before=int(then[row]),
            moved=int(then[row] - now[row]) if then[row] and now[row] else None,
            improvement=_or_none(improvement, row),
        )
        for row, key in enumerate(keys)
    ]
    return tuple(sorted(rows, key=lambda one: one.place or len(rows) + 1))


def rank_by(
    keys: Sequence[str],
    wanted: RankingList,
    now: PeriodStatistics,
    last_year: PeriodStatistics,
    *,
    before: PeriodStatistics | None = None,
    before_last_year: PeriodStatistics | None = None,
) -> tuple[Ranked, ...]:
    """Rows of one list of a rule, by value or by improvement on last year.

    `before` and `before_last_year` are the period before and its own last year, for the movement.
    """
    high = wanted.index[0] == GOOD_RATE
    gain = improvement(now, last_year, wanted.index[0])
    if wanted.by == IMPROVEMENT:
        columns = [gain]
        then = None
        if before is not None and before_last_year is not None:
            then = [improvement(before, before_last_year, wanted.index[0])]
    else:
        columns = [index_values(now, name) for name in wanted.index]
        then = None if before is None else [index_values(before, name) for name in wanted.index]
    return rank(keys, columns, before=then, improvement=gain, high=high)


def index_values(found: PeriodStatistics, name: str) -> Floats:
    """An index (s,) as it is printed: `composite`, `good_rate`, a pollutant, or pollutants joined by `+`."""
    if name == COMPOSITE:
        return found.printed_index()
    if name == GOOD_RATE:
        return found.days.good_rate
    rows = [POLLUTANTS.index(part) for part in name.split("+")]
    if len(rows) == 1:
        return found.printed()[:, rows[0]]
    digits = found.basis.evaluation.decimals.single_index
    # each single index is printed, so the sum is one of what is printed
    total: Floats = round_half_even(found.index.single[:, rows], digits).sum(axis=1)
    return round_half_even(total, digits)


def improvement(now: PeriodStatistics, last_year: PeriodStatistics, name: str) -> Floats:
    """Change of an index against last year in per cent, from what is printed; below 0 is less."""
    digits = now.basis.evaluation.decimals.rate
    return rate(index_values(now, name), index_values(last_year, name), digits)


def named(rows: Sequence[Ranked], group: RankingGroup) -> tuple[Named, ...]:
    """Who is in the group's top and bottom, ties included, each with the amount of its place.

    A place from the bottom is one more than the rows that are worse. Of few rows at most half are named from
    each end, so that nobody is in both.
    """
    ranked = [one for one in rows if one.place]
    half = len(ranked) // 2
    top = [(one, one.place) for one in ranked if one.place <= min(group.top, half)]
    taken = {one.key for one, _ in top}
    from_bottom = [(one, 1 + sum(other.place > one.place for other in ranked)) for one in ranked]
    bottom = [
        (one, place)
        for one, place in reversed(from_bottom)
        if place <= min(group.bottom, half) and one.key not in taken
    ]
    return tuple(
        Named(one.key, side, place, group.amounts[place - 1] if group.amounts else None)
        for side, found in ((Side.TOP, top), (Side.BOTTOM, bottom))
        for one, place in found
    )


def _or_none(values: Floats | None, row: int) -> float | None:
    return None if values is None or np.isnan(values[row]) else float(values[row])
