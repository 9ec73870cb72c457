"""Readings value by value, each with the stamp of its last change: how rows change here and merge elsewhere.

A row's stamp is that of its last change. Columns which that change left as they were have their own, earlier
stamp in `older`; nearly always there are none.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from db.schema.readings import ROW_COLUMNS, VALUES

ReadingRow: TypeAlias = tuple[Any, ...]
"""A plain tuple in the order of `db.schema.readings.ROW_COLUMNS`."""
StampedRow: TypeAlias = tuple[Any, ...]
"""A plain tuple in the order of `STAMPED_COLUMNS`."""
Cell: TypeAlias = tuple[int, str, float]
"""Stamp; then a flag letter and 0, or no letter and a number.

Of two cells of a column the greater one stands: that with the later stamp; at equal stamps a letter before a
number, and the greater letter or number.
"""

STAMPED_COLUMNS = (*ROW_COLUMNS, "stamp", "older")
FLAGS, STAMP, OLDER = (STAMPED_COLUMNS.index(name) for name in ("flags", "stamp", "older"))

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_MS = 1 << 46
"""A clock beyond the year 4199 counts as this, as in the log: one more than a stamp must still fit."""


def stamp_of(now: datetime) -> int:
    """The stamp of a change made now: epoch milliseconds."""
    return min((now - _EPOCH) // timedelta(milliseconds=1), _LATEST_MS)


def cells(row: StampedRow) -> dict[str, Cell]:
    """What a row says of each column that has a value or a letter."""
    older, stamp = _pairs(row[OLDER]), row[STAMP]
    return {name: (int(older[name]) if name in older else stamp, *said) for name, said in _said(row).items()}


def spelled(key: tuple[Any, ...], found: Mapping[str, Cell], stamp: int) -> StampedRow:
    """The one way to write these cells down as a row."""
    held = [(name, *found[name]) for name in VALUES if name in found]
    numbers = {name: number for name, _, letter, number in held if not letter}
    flags = " ".join(f"{name}:{letter}" for name, _, letter, _ in held if letter)
    older = " ".join(f"{name}:{own}" for name, own, _, _ in held if own != stamp)
    return (*key, *map(numbers.get, VALUES), flags or None, stamp, older or None)


def changed(old: StampedRow | None, new: ReadingRow, stamp: int) -> StampedRow:
    """The row after somebody here stored `new`, stamped later than all of `old`; `old` if nothing is new.

    New values that are there replace the old ones, the others stay. A letter takes its column's value away;
    a good value takes the letter away.
    """
    before = {} if old is None else cells(old)
    fresh = {
        name: (stamp, *said)
        for name, said in _said(new).items()
        if name not in before or before[name][1:] != said
    }
    if old is not None and not fresh:
        return old
    return spelled(new[:3], before | fresh, stamp)


def merged(mine: StampedRow, theirs: StampedRow) -> StampedRow:
    """The row that two replicas agree on: of each column the cell that stands (see `Cell`).

    Commutative, associative and idempotent. A column that says nothing never wins over one that does.
    """
    if mine[3:STAMP] == theirs[3:STAMP] and mine[OLDER] is None and theirs[OLDER] is None:
        return mine if mine[STAMP] >= theirs[STAMP] else theirs
    ours, others = cells(mine), cells(theirs)
    stands = {name: max(ours.get(name, cell), cell) for name, cell in others.items()}
    return spelled(mine[:3], ours | stands, max(mine[STAMP], theirs[STAMP]))


def _said(row: ReadingRow) -> dict[str, tuple[str, float]]:
    letters = _pairs(row[FLAGS])
    numbers = zip(VALUES, row[3:FLAGS], strict=True)
    said = {name: ("", number) for name, number in numbers if number is not None}
    return said | {name: (letter, 0.0) for name, letter in letters.items()}


def _pairs(text: str | None) -> dict[str, str]:
    """`pm25:C co:T` by column."""
    pairs = (item.partition(":") for item in (text or "").split())
    return {name: mark for name, _, mark in pairs}
