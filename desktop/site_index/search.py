"""Filter as you type: what is typed is led along the characters of all rows at once.

Texts are not turned into pinyin. A word is eaten piece by piece by characters: by the character itself, by
one of its readings, by a reading's first letters. So every reading counts, and nothing is written out for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.site_index.sounds import initials, readings
from desktop.site_index.table import SiteTable

Places = NDArray[np.int32]
Rows = NDArray[np.bool_]

_LONGEST = 6
"""Letters of the longest reading: zhuang."""
_SLICE = 4_000
_NARROW = 1 << 16
_BETWEEN_FIELDS, _BETWEEN_ROWS = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Match:
    """Where words were found: the next letter is looked for there only."""

    words: tuple[str, ...]
    begins: tuple[Places, ...]
    rows: Rows


class SearchText:
    """The texts of all rows in one array of characters."""

    def __init__(self, lengths: NDArray[np.int32], characters: NDArray[np.uint32]) -> None:
        self._count = len(lengths)
        self._row_of = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        self._size = int(characters.max(initial=0)) + 1
        # one more than there are: a word that runs past the end meets nothing
        self._characters: NDArray[Any] = np.append(characters, np.uint32(0))
        if self._size <= _NARROW:  # half the memory to walk through
            self._characters = self._characters.astype(np.uint16)
        self._by_sound: dict[str, list[int]] = {}
        self._by_initial: dict[str, list[int]] = {}
        self.is_learned = False
        """Whether readings count."""

    def learn(self) -> Iterator[None]:
        """Learn how the characters that occur are read; until then they only stand for themselves."""
        seen = np.zeros(self._size, bool)
        seen[self._characters] = True
        by_sound: dict[str, list[int]] = {}
        by_initial: dict[str, list[int]] = {}
        for at, code in enumerate(np.flatnonzero(seen).tolist()):
            for reading in readings(chr(code)):
                by_sound.setdefault(reading, []).append(code)
            for letters in initials(chr(code)):
                by_initial.setdefault(letters, []).append(code)
            if at % 1_000 == 999:
                yield
        self._by_sound, self._by_initial = by_sound, by_initial
        self.is_learned = True

    def find(self, text: str, before: Match | None = None) -> Match:
        """Rows that have every word; `before` is what was found for the beginning of the same words."""
        words = tuple(text.casefold().split())
        begins = tuple(self._begins(word, self._known(at, word, before)) for at, word in enumerate(words))
        rows = np.ones(self._count, bool)
        for places in begins:
            own = np.zeros(self._count, bool)
            own[self._row_of[places]] = True
            rows &= own
        return Match(words, begins, rows)

    def _known(self, at: int, word: str, before: Match | None) -> Places | None:
        if before is None or at >= len(before.words) or not word.startswith(before.words[at]):
            return None
        return before.begins[at]

    def _begins(self, word: str, known: Places | None) -> Places:
        """Where a character begins to eat the word and others finish it."""
        if known is None:
            known = np.flatnonzero(self._table(self._eaten(word, 0))[self._characters]).astype(np.int32)
            if len(word) == 1:
                return known
        at: dict[int, list[tuple[Places, Places]]] = {0: [(known, known)]}
        for eaten in range(len(word)):
            for end, begin, place in self._ways(word, eaten, at.pop(eaten, [])):
                at.setdefault(end, []).append((begin, place))
        return self._united([begin for begin, _ in at.get(len(word), [])])

    def _ways(
        self, word: str, eaten: int, at: list[tuple[Places, Places]]
    ) -> Iterator[tuple[int, Places, Places]]:
        """One character further: how much is eaten then, where it began, where it goes on."""
        if not at:
            return
        begin = np.concatenate([pair[0] for pair in at])
        place = np.concatenate([pair[1] for pair in at])
        ways = self._eaten(word, eaten)
        ends = self._table(ways)[self._characters[place]]
        for way, end in enumerate(ways):
            fits = np.flatnonzero(ends & (1 << way))
            if len(fits):
                yield end, begin[fits], place[fits] + 1

    def _united(self, found: list[Places]) -> Places:
        if len(found) < 2:
            return found[0] if found else np.empty(0, np.int32)
        marked = np.zeros(len(self._characters), bool)
        for places in found:
            marked[places] = True
        return np.flatnonzero(marked).astype(np.int32)

    def _eaten(self, word: str, start: int) -> dict[int, list[int]]:
        """How far a character may eat into the word from `start`: end -> characters that do."""
        rest = word[start:]
        ends = {start + 1: [ord(rest[0])]}
        if not rest[0].isascii():
            return ends
        for length in range(1, min(_LONGEST, len(rest)) + 1):
            piece = rest[:length]
            codes = [*self._by_sound.get(piece, ()), *self._by_initial.get(piece, ())]
            ends.setdefault(start + length, []).extend(codes)
        if len(rest) < _LONGEST:  # the last reading may still be unfinished
            unfinished = [codes for sound, codes in self._by_sound.items() if sound.startswith(rest)]
            ends[len(word)].extend(code for codes in unfinished for code in codes)
        return ends

    def _table(self, ways: dict[int, list[int]]) -> NDArray[np.uint8]:
        """For each character a bit a way that it may take."""
        table = np.zeros(self._size, np.uint8)
        for way, codes in enumerate(ways.values()):
            some = np.asarray(codes, dtype=np.int64)
            table[some[some < self._size]] |= 1 << way
        return table


def search_text(table: SiteTable) -> Iterator[SearchText | None]:
    """Put the texts of the rows together, slice by slice; the last thing given is the result."""
    lengths = np.zeros(len(table), np.int32)
    parts: list[NDArray[np.uint32]] = [np.empty(0, np.uint32)]
    for start in range(0, len(table), _SLICE):
        texts = [
            _BETWEEN_FIELDS.join(filter(None, row)).casefold() + _BETWEEN_ROWS
            for row in table.searched(start, start + _SLICE)
        ]
        lengths[start : start + len(texts)] = list(map(len, texts))
        parts.append(np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4"))
        yield None
    yield SearchText(lengths, np.concatenate(parts))
