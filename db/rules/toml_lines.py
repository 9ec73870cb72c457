"""Where each key of a TOML text stands: `tomllib` gives values without their lines.

Only for texts that `tomllib` has read without complaint: what is wrong with the syntax, it says itself.
"""

import re
import tomllib
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""Keys from the top down; members of a list are counted from 1."""

_BLANK = re.compile(r"(?:[\s]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?!")|' + r"'''.*?'''(?!')|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[Place, int]:
    """The line of every key, table and list member of a valid TOML text, counted from 1."""
    return _Walk(text).whole()


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of a key; of one that is missing, that of the table it is missing from; else the first."""
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return 1


class _Walk:
    """Goes through the text once, a statement after the other."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._lines: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        """Members of the lists of tables so far: a header means the newest."""
        self._counted, self._line = 0, 1

    def whole(self) -> dict[Place, int]:
        table: Place = ()
        self._skip_blank()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip_blank()
        return self._lines

    def _header(self) -> Place:
        line, is_member = self._line_here(), self._text.startswith("[[", self._at)
        self._at += 2 if is_member else 1
        place = self._newest(self._key())
        self._at += 2 if is_member else 1
        if is_member:
            self._lines.setdefault(place, line)
            self._counts[place] = self._counts.get(place, 0) + 1
            place = (*place, self._counts[place])
        self._note(place, line)
        return place

    def _newest(self, key: Place) -> Place:
        """A header's key with the numbers of the lists' members that it lies in."""
        place: Place = ()
        for part in key[:-1]:
            place = (*place, part)
            if place in self._counts:
                place = (*place, self._counts[place])
        return (*place, key[-1])

    def _pair(self, table: Place) -> None:
        line = self._line_here()
        place = (*table, *self._key())
        self._note(place, line, below=len(table))
        self._skip_blank()
        self._at += 1  # the sign =
        self._skip_blank()
        self._value(place)

    def _value(self, place: Place) -> None:
        match self._text[self._at]:
            case "[":
                self._array(place)
            case "{":
                self._inline_table(place)
            case '"' | "'":
                self._take(_STRING)
            case _:
                self._take(_PLAIN_VALUE)

    def _array(self, place: Place) -> None:
        index = 0
        while self._next_part("]"):
            index += 1
            self._note((*place, index), self._line_here())
            self._value((*place, index))

    def _inline_table(self, place: Place) -> None:
        while self._next_part("}"):
            self._pair(place)

    def _next_part(self, end: str) -> bool:
        """Step over the opening sign or the comma; whether something follows before `end`."""
        self._skip_blank()
        if self._text[self._at] != end:
            self._at += 1
            self._skip_blank()
        if self._text[self._at] != end:
            return True
        self._at += 1
        return False

    def _key(self) -> Place:
        """A dotted key, bare or in quotation marks."""
        parts: list[str] = []
        while True:
            self._skip_blank()
            quoted = self._text[self._at] in "\"'"
            text = self._take(_STRING if quoted else _BARE_KEY)
            parts.append(tomllib.loads(f"key = {text}")["key"] if quoted else text)
            self._skip_blank()
            if self._text[self._at] != ".":
                return tuple(parts)
            self._at += 1

    def _note(self, place: Place, line: int, below: int = 0) -> None:
        for length in range(below + 1, len(place) + 1):
            self._lines.setdefault(place[:length], line)

    def _skip_blank(self) -> None:
        self._take(_BLANK)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"not what was expected at character {self._at}")
        self._at = found.end()
        return found.group()

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line
