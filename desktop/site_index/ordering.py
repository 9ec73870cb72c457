"""Keys of a column's order: a float for each row, NaN where there is nothing, which always comes last."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.site_index.sounds import place

Keys = NDArray[np.float64]

_COMPARED = 32
"""Characters of a text that count for its order."""
_SLICE = 10_000
_DIGITS = re.compile(r"0*(\d+)")
_LENGTHS = 0xE000
"""Private characters that say how long a number is: 2 comes before 10."""


def number_keys(values: Sequence[Any]) -> Keys:
    """Numbers by their value; anything else is not known."""
    return np.fromiter(map(_number, values), np.float64, len(values))


def _number(value: Any) -> float:
    # a truth is no number, though Python says so
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else np.nan


def text_keys(values: Sequence[str | None]) -> Iterator[Keys | None]:
    """Texts in Chinese order, numbers inside by their value; the last thing given is the result."""
    spelled: list[str] = []
    for start in range(0, len(values), _SLICE):
        spelled += [_spelled(value) for value in values[start : start + _SLICE]]
        yield None
    letters = np.array(spelled, dtype=f"U{_COMPARED}")
    codes = letters.view(np.uint32).reshape(len(spelled), _COMPARED)
    yield None
    ranks = _ranks(codes)[codes].astype(">u2")
    yield None
    yield _numbered(ranks.view(f"S{2 * _COMPARED}").ravel(), letters == "")


def _spelled(value: str | None) -> str:
    text = (value or "").casefold()
    if not text.isalpha():
        text = _DIGITS.sub(lambda found: chr(_LENGTHS + min(len(found[1]), 99)) + found[1], text)
    return text[:_COMPARED]


def _ranks(codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Place in Chinese order of each character that occurs."""
    seen = np.zeros(int(codes.max(initial=0)) + 1, bool)
    seen[codes] = True
    seen[0] = False
    known = sorted(np.flatnonzero(seen).tolist(), key=lambda code: _place(code))
    ranks = np.zeros(len(seen), np.uint16)
    # more different characters than two bytes can number: the rarest sounds share the last place
    ranks[known] = np.minimum(np.arange(1, len(known) + 1), np.iinfo(np.uint16).max)
    return ranks


def _place(code: int) -> tuple[int, str, int, bytes]:
    if _LENGTHS <= code < _LENGTHS + 100:
        return 1, "", code, b""
    return place(chr(code))


def _numbered(texts: NDArray[np.bytes_], empty: NDArray[np.bool_]) -> Keys:
    """Equal texts get one number."""
    order = np.argsort(texts, kind="stable")
    arranged = texts[order]
    keys = np.empty(len(texts), np.float64)
    keys[order[1:]] = np.cumsum(arranged[1:] != arranged[:-1])
    keys[order[:1]] = 0
    keys[empty] = np.nan
    return keys
