"""From a wish to the lines of the list. Everything is worked out in slices: see `desktop/slices.py`."""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from db.queries.site_list import Place
from db.rules.sites import SiteState
from desktop.site_index.ordering import Keys, number_keys, text_keys
from desktop.site_index.search import Match, SearchText, search_text
from desktop.site_index.sources import Source, Values
from desktop.site_index.table import SiteTable
from desktop.site_index.wishes import ColumnFilter, Wish

T = TypeVar("T")
Steps = Generator[None, None, T]
Lines = NDArray[np.int32]
Mask = NDArray[np.bool_]

_ENDED = (SiteState.CLOSED, SiteState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with the same value in the column that the list is grouped by."""

    value: str
    """As text, so that it can be kept."""
    label: str
    count: int
    is_folded: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """What the list shows: for each line a row of the table, or -1 - n for the head of group n."""

    table: SiteTable
    wish: Wish
    lines: Lines
    groups: tuple[Group, ...]
    count: int
    """Rows that fit, folded ones too."""
    late: int = 0
    withdrawn: int = 0
    rows: Lines = field(default_factory=lambda: np.empty(0, np.int32))
    """Those that fit, in order, folded ones too."""


@dataclass(slots=True)
class _Known:
    """What has been worked out of one table."""

    table: SiteTable
    text: SearchText | None = None
    match: Match | None = None
    values: dict[str, Values] = field(default_factory=dict)
    keys: dict[str, Keys] = field(default_factory=dict)
    dues: Keys | None = None
    """Deadlines of the sites that are not closed or withdrawn."""
    withdrawn: int = 0


class SiteIndex:
    """Answers wishes about a table and keeps what it has worked out for the next one."""

    def __init__(self, table: SiteTable, sources: Mapping[str, Source]) -> None:
        self.table = table
        self._sources = sources
        self._known = _Known(table)

    @property
    def is_ready(self) -> bool:
        """Whether the search knows how characters are read."""
        return self._known.text is not None and self._known.text.is_learned

    def prepare(self) -> Steps[None]:
        """Make the search ready before somebody types; until then words are looked for as they stand."""
        text = yield from self._text()
        yield from text.learn()
        self._known.match = None

    def view(self, wish: Wish, now: float) -> Steps[SiteView]:
        """The lines of a wish; `now` decides what is late."""
        fits = np.ones(len(self.table), bool)
        if wish.words.split():
            text = yield from self._text()
            self._known.match = text.find(wish.words, self._known.match)
            fits &= self._known.match.rows
            yield
        late = yield from self._late(now)
        fits &= yield from self._filtered(wish, late)
        rows = np.flatnonzero(fits).astype(np.int32)
        rows = yield from self._sorted(rows, wish)
        lines, groups = yield from self._grouped(rows, wish)
        number = int(np.count_nonzero(late))
        return SiteView(self.table, wish, lines, groups, len(rows), number, self._known.withdrawn, rows)

    def choices(self, column: str) -> Steps[list[tuple[str, str, int]]]:
        """Stored values of a column as text, in words, and how often; in the order of the column."""
        values = yield from self._values(self._sources[column])
        keys = yield from self._keys(column)
        first = {value: at for at, value in reversed(list(enumerate(map(_text, values))))}
        yield
        counted = Counter(map(_text, values))
        found = sorted((one for one in counted if one), key=lambda one: _orderly(keys[first[one]]))
        label = self._sources[column].label
        return [(one, label(values[first[one]]), counted[one]) for one in found]

    def totals(self, columns: list[str], rows: Lines) -> Steps[dict[str, tuple[int, float]]]:
        """Of numeric columns, over some rows: how many are known, and their sum."""
        found: dict[str, tuple[int, float]] = {}
        for column in columns:
            keys = yield from self._keys(column)
            known = keys[rows][~np.isnan(keys[rows])]
            found[column] = (len(known), float(known.sum()))
        return found

    def _text(self) -> Steps[SearchText]:
        if self._known.text is None:
            text = yield from last(search_text(self.table))
            self._known.text = text
        return self._known.text

    def _values(self, source: Source) -> Steps[Values]:
        if source.key not in self._known.values:
            values = yield from last(source.read(self.table))
            self._known.values[source.key] = values
        return self._known.values[source.key]

    def _keys(self, column: str) -> Steps[Keys]:
        if column not in self._known.keys:
            source = self._sources[column]
            values = yield from self._values(source)
            if source.kind in ("number", "date"):
                keys = number_keys(values)
            elif source.rank is not None:
                keys = np.fromiter(map(source.rank, values), np.float64, len(values))
            else:
                labels = {value: source.label(value) for value in set(values) if value not in (None, "")}
                keys = yield from last(text_keys([labels.get(value) for value in values]))
            self._known.keys[column] = keys
        return self._known.keys[column]

    def _late(self, now: float) -> Steps[Mask]:
        if self._known.dues is None:
            rows = self.table.rows
            self._known.dues = number_keys(
                [None if row[Place.STATE] in _ENDED else row[Place.DEADLINE] for row in rows]
            )
            gone = sum(row[Place.STATE] == SiteState.WITHDRAWN for row in rows)
            self._known.withdrawn = gone
            yield
        return self._known.dues < now

    def _filtered(self, wish: Wish, late: Mask) -> Steps[Mask]:
        fits = late.copy() if wish.is_late else np.ones(len(late), bool)
        if wish.unit:
            codes = self.table.values(Place.UNIT_CODE)
            fits &= np.fromiter((code.startswith(wish.unit) for code in codes), bool, len(codes))
        if wish.has_orders:
            keys = self.table.values(Place.KEY)
            fits &= np.fromiter((key in self.table.open_tasks for key in keys), bool, len(keys))
        for one in wish.filters:
            if one.column in self._sources:  # a column that the definition lost hides nothing
                fits &= yield from self._column_fits(one)
        return fits

    def _column_fits(self, wanted: ColumnFilter) -> Steps[Mask]:
        values = yield from self._values(self._sources[wanted.column])
        fits = np.ones(len(values), bool)
        if wanted.filled is not None:
            known = np.fromiter((value not in (None, "") for value in values), bool, len(values))
            fits &= known == wanted.filled
        if wanted.values is not None:
            fits &= np.fromiter((_text(value) in wanted.values for value in values), bool, len(values))
        if wanted.low is not None or wanted.high is not None:
            keys = number_keys(values)
            low, high = wanted.low, wanted.high
            fits &= (keys >= (-np.inf if low is None else low)) & (keys <= (np.inf if high is None else high))
        if wanted.contains:
            part = wanted.contains.casefold()
            fits &= np.fromiter((part in _text(value).casefold() for value in values), bool, len(values))
        yield
        return fits

    def _sorted(self, rows: Lines, wish: Wish) -> Steps[Lines]:
        if wish.sort not in self._sources:
            return rows
        keys = (yield from self._keys(wish.sort))[rows]
        return rows[np.argsort(-keys if wish.descending else keys, kind="stable")]

    def _grouped(self, rows: Lines, wish: Wish) -> Steps[tuple[Lines, tuple[Group, ...]]]:
        if wish.group not in self._sources or not len(rows):
            return rows, ()
        source = self._sources[wish.group]
        keys = (yield from self._keys(wish.group))[rows]
        values = yield from self._values(source)
        order = np.argsort(keys, kind="stable")
        arranged, ordered = rows[order], keys[order]
        # what is not known is one group, though no NaN equals another
        steps = (ordered[1:] != ordered[:-1]) & ~(np.isnan(ordered[1:]) & np.isnan(ordered[:-1]))
        pieces: list[Lines] = []
        groups: list[Group] = []
        for piece in np.split(arranged, np.flatnonzero(steps) + 1):
            value = values[int(piece[0])]
            known = value not in (None, "")
            group = Group(
                _text(value), source.label(value) if known else "", len(piece), _text(value) in wish.folded
            )
            pieces.append(np.array([-1 - len(groups)], np.int32))
            pieces += [] if group.is_folded else [piece]
            groups.append(group)
        return np.concatenate(pieces), tuple(groups)


def last(steps: Iterator[Any]) -> Steps[Any]:
    """The last thing that a run of slices gives."""
    result = None
    for one in steps:
        result = one
        yield
    return result


def at_once(steps: Steps[T]) -> T:
    """Work out all slices here and now."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def refolded(wish: Wish, value: str) -> Wish:
    """A group folded or unfolded."""
    return replace(wish, folded=wish.folded ^ {value})


def _text(value: Any) -> str:
    """A stored value as filters keep it."""
    return "" if value is None else str(value)


def _orderly(key: float) -> tuple[bool, float]:
    return bool(np.isnan(key)), float(key)
