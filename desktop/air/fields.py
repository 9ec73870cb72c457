"""Checked access to the fields of a standard; every error names the key."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import TypeAlias, TypeVar

Fields: TypeAlias = Mapping[str, object]

_T = TypeVar("_T")


def get(data: Fields, key: str, kind: type[_T], where: str = "") -> _T:
    """The value of a key, which must be of the kind; `where` is put before the key in the error.

    Raises:
        ValueError: the key is missing or of another kind.
    """
    value = data.get(key)
    # bool is an int to isinstance, but never a number here
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        found = "missing" if value is None else repr(value)
        raise ValueError(f"{where}{key}: {found}, expected {kind.__name__}")
    return value


def number_or(data: Fields, key: str, word: str, meaning: int, where: str = "") -> int:
    """A whole number, or `meaning` when the value is `word`.

    Raises:
        ValueError: the value is neither.
    """
    return meaning if data.get(key) == word else get(data, key, int, where)


def dates(data: Fields) -> tuple[date | None, date | None]:
    """`from` and `to`, the first and last day in force; None for open.

    Raises:
        ValueError: one is not a date, or they are in the wrong order.
    """
    start, end = (None if key not in data else get(data, key, date) for key in ("from", "to"))
    # a TOML date-time is a date to isinstance, but cannot be compared with one
    if isinstance(start, datetime) or isinstance(end, datetime):
        raise ValueError("from, to: a date without a time is expected")
    if start and end and end < start:
        raise ValueError(f"to: {end} is before from: {start}")
    return start, end


def rising(data: Fields, key: str, where: str = "") -> tuple[int, ...]:
    """Two or more whole numbers that rise from 0.

    Raises:
        ValueError: they do not.
    """
    values = get(data, key, list, where)
    if not all(type(value) is int for value in values):
        raise ValueError(f"{where}{key}: whole numbers are expected")
    if len(values) < 2 or values[0] != 0 or any(high <= low for low, high in pairwise(values)):
        raise ValueError(f"{where}{key}: must rise from 0")
    return tuple(values)


def number_in(data: Fields, key: str, low: float, high: float, where: str = "") -> float:
    """A number from `low` to `high`, both included.

    Raises:
        ValueError: it is missing, no number or outside.
    """
    value = data.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"{where}{key}: {'missing' if value is None else repr(value)}, expected a number")
    if not low <= value <= high:
        raise ValueError(f"{where}{key}: {value}, expected {low} to {high}")
    return float(value)


def whole_in(data: Fields, key: str, low: int, high: int, where: str = "") -> int:
    """A whole number from `low` to `high`, both included.

    Raises:
        ValueError: it is missing, not whole or outside.
    """
    value = get(data, key, int, where)
    if not low <= value <= high:
        raise ValueError(f"{where}{key}: {value}, expected {low} to {high}")
    return value


def choice(data: Fields, key: str, words: Collection[str], where: str = "") -> str:
    """One of the words.

    Raises:
        ValueError: it is missing or another one.
    """
    value = get(data, key, str, where)
    if value not in words:
        raise ValueError(f"{where}{key}: {value!r}, expected one of {', '.join(words)}")
    return value


def texts(data: Fields, key: str, words: Collection[str] | None = None, where: str = "") -> tuple[str, ...]:
    """A list of texts, if `words` are given only of these.

    Raises:
        ValueError: it is missing, no list, empty without `words`, or holds something else.
    """
    values = get(data, key, list, where)
    if not all(isinstance(value, str) for value in values) or (words is None and not values):
        raise ValueError(f"{where}{key}: a list of texts is expected")
    for value in values:
        if words is not None and value not in words:
            raise ValueError(f"{where}{key}: {value!r}, expected some of {', '.join(words)}")
    return tuple(values)
