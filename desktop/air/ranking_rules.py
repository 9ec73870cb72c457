"""Rules of ranking as frozen records: what is ranked, who receives what.

A rule arrives as a mapping, read from TOML by the caller; a wrong one raises ValueError naming the key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desktop.air.fields import Fields, choice, get, texts, whole_in
from desktop.air.standards import POLLUTANTS

COMPOSITE, GOOD_RATE = "composite", "good_rate"
VALUE, IMPROVEMENT = "value", "improvement"
PERIODS = ("day", "week", "month", "quarter", "year")
_MOST_PLACES = 1000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RankingList:
    """One list of a rule: by the first index, ties by the following ones; the value, or its improvement.

    An index is `composite`, a pollutant, `good_rate`, or pollutants joined by `+`: the sum of single indices.
    """

    index: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class RankingGroup:
    """Who is ranked against whom: so many from the top and from the bottom, `amounts` in 10,000 yuan by
    place.

    Without amounts the places are named only.
    """

    key: str
    name_zh: str
    name_en: str
    top: int
    bottom: int
    amounts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RankingRule:
    """A province's or city's rule; `period` is day, week, month, quarter or year."""

    key: str
    name_zh: str
    name_en: str
    period: str
    lists: tuple[RankingList, ...]
    groups: tuple[RankingGroup, ...]


def parse_ranking(data: Fields) -> RankingRule:
    """A rule from the keys of resources/standards/ranking-*.toml.

    Raises:
        ValueError: a key is missing or wrong; the message names it.
    """
    return RankingRule(
        key=get(data, "key", str),
        name_zh=get(data, "name_zh", str),
        name_en=get(data, "name_en", str),
        period=choice(data, "period", PERIODS),
        lists=_each(data, "lists", _list),
        groups=_each(data, "groups", _group),
    )


def _each(data: Fields, key: str, parse: Callable[[Fields, str], _T]) -> tuple[_T, ...]:
    rows = get(data, key, list)
    if not rows:
        raise ValueError(f"{key}: at least one is expected")
    found = []
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            raise ValueError(f"{key}[{number}]: a table is expected")
        found.append(parse(row, f"{key}[{number}]."))
    return tuple(found)


def _list(row: Fields, where: str) -> RankingList:
    index = texts(row, "index", where=where)
    for name in index:
        parts = name.split("+")
        if name not in (COMPOSITE, GOOD_RATE) and not set(parts) <= set(POLLUTANTS):
            raise ValueError(f"{where}index: {name!r}, expected {COMPOSITE}, {GOOD_RATE} or pollutants")
        if len(set(parts)) < len(parts):
            raise ValueError(f"{where}index: {name!r} names a pollutant twice")
    return RankingList(index, choice(row, "by", (VALUE, IMPROVEMENT), where))


def _group(row: Fields, where: str) -> RankingGroup:
    key, zh, en = (get(row, name, str, where) for name in ("key", "name_zh", "name_en"))
    top, bottom = (whole_in(row, name, 0, _MOST_PLACES, where) for name in ("top", "bottom"))
    amounts = get(row, "amounts", list, where)
    if not all(type(amount) in (int, float) and amount >= 0 for amount in amounts):
        raise ValueError(f"{where}amounts: numbers from 0 up are expected")
    if amounts and len(amounts) < max(top, bottom):
        raise ValueError(f"{where}amounts: {len(amounts)}, expected {max(top, bottom)}, one a place")
    return RankingGroup(key, zh, en, top, bottom, tuple(float(amount) for amount in amounts))
