"""Reading a definition that people edit: every mistake is noted with its place, none stops the reading."""

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from db.rules.definition_problem import Problem, Text, spelt
from db.rules.toml_lines import Place, line_of

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_LARGEST = 1e15
"""Whole numbers up to here are exact as floats."""
_MOST_SHOWN = 60


@dataclass(slots=True)
class CheckedTable:
    """One TOML table; its getters return a harmless value after noting a mistake."""

    data: Mapping[str, object]
    source: str
    lines: Mapping[Place, int] | None = None
    """Where the keys stand in the file; None where there is no file."""
    place: Place = ()
    problems: list[Problem] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)

    def note(self, key: str, template: str, /, **params: object) -> None:
        """Write down a mistake at `key` of this table."""
        self._note(self._below(key), (), template, params)

    def note_member(self, key: str, member: int, template: str, /, **params: object) -> None:
        """Write down a mistake at a member of the list at `key`, counted from 1."""
        self._note(self._below(key), (member,), template, params)

    def has(self, key: str) -> bool:
        """Whether the file gives `key`."""
        self._asked.add(key)
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank."""
        value = self._value(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        self._refuse(key, "Give a text that is not empty.")
        return default or ""

    def identifier(self, key: str) -> str:
        """A key that the record stores: lower-case letters, digits, `-` and `_`."""
        value = self.text(key)
        if value and not _KEY.fullmatch(value):
            self.note(key, "“{value}” cannot be a key. Use lower-case letters, digits, - and _.", value=value)
        return value

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """A text from a fixed list."""
        value = self.text(key, default)
        if value and value not in allowed:
            self._not_known(key, value, allowed)
        return value

    def number(self, key: str, *, above: float = 0) -> float:
        """A number greater than `above`."""
        value = _number(self._value(key, None))
        if value is not None and value > above:
            return value
        self._refuse(key, "Give a number greater than {least}.", least=f"{above:g}")
        return above + 1

    def any_number(self, key: str) -> float | None:
        """A number; None when it is not given."""
        value = _number(self._value(key, None))
        if value is None and key in self.data:
            self._refuse(key, "Give a number.")
        return value

    def whole(self, key: str, *, least: int = 1) -> int:
        """A whole number, at least `least`."""
        value = self._value(key, None)
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        self._refuse(key, "Give a whole number, at least {least}.", least=least)
        return least

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers greater than 0, each greater than the one before; empty when not given."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(type(item) is int and item > 0 for item in value):
            self._refuse(key, "Give a list of whole numbers greater than 0.")
            return ()
        for index in range(1, len(value)):
            if value[index] <= value[index - 1]:
                template = "{value} must be greater than the number before it."
                self.note_member(key, index + 1, template, value=value[index])
        return tuple(value)

    def day(self, key: str) -> date | None:
        """A day such as 2020-05-31; None when it is not given."""
        value = self._value(key, None)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self._refuse(key, "Give a day such as 2020-05-31, without quotation marks.")
        return None

    def flag(self, key: str) -> bool:
        """true or false; false when it is not given."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            self._refuse(key, "Give true or false, without quotation marks.")
        return value is True

    def texts(self, key: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts, each once; empty when it is not given."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self._refuse(key, "Give a list of texts.")
            return ()
        for index, item in enumerate(value, start=1):
            if item in value[: index - 1]:
                self.note_member(key, index, "“{value}” is there twice. Remove one.", value=item)
            elif allowed is not None and item not in allowed:
                self._not_known(key, item, allowed, index)
        return tuple(value)

    def table(self, key: str) -> "CheckedTable":
        """A table below this one."""
        value = self._value(key, None)
        if not isinstance(value, dict):
            self._refuse(key, "Give a table {table}.", table=f"[{spelt(self._below(key))}]")
            # its own notes would only repeat this one
            return CheckedTable({}, self.source, self.lines, self._below(key))
        return CheckedTable(value, self.source, self.lines, self._below(key), self.problems)

    def tables(self, key: str, *, least: int = 0) -> list["CheckedTable"]:
        """A list of tables [[key]] with at least `least` members."""
        value = self._value(key, [])
        place = self._below(key)
        header = f"[[{spelt(place)}]]"
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._refuse(key, "Give a list of tables {table}.", table=header)
            return []
        if len(value) < least:
            template = "has {count} entries and needs at least {least}. Add a {table}."
            self.note(key, template, count=len(value), least=least, table=header)
        return [
            CheckedTable(item, self.source, self.lines, (*place, index), self.problems)
            for index, item in enumerate(value, start=1)
        ]

    def both(self) -> Text:
        """This table's own `zh` and `en`."""
        return Text(self.text("zh"), self.text("en"))

    def finish(self) -> None:
        """Note every key that nobody asked for: a misspelt key must not be passed over."""
        for key in sorted(set(self.data) - self._asked):
            near = difflib.get_close_matches(key, self._asked, n=1)
            if near:
                self.note(key, "is not a known key. Did you mean “{near}”?", near=near[0])
            else:
                known = ", ".join(sorted(self._asked))
                self.note(key, "is not a known key. Known here: {known}.", known=known)

    def _value(self, key: str, default: object) -> Any:
        self._asked.add(key)
        return self.data.get(key, default)

    def _refuse(self, key: str, wanted: str, /, **params: object) -> None:
        """Note that `key` is missing or something else than `wanted`, a sentence of its own."""
        if key in self.data:
            self.note(key, "is {value}. {wanted}", value=_shown(self.data[key]), wanted=wanted, **params)
        else:
            self.note(key, "is missing. {wanted}", wanted=wanted, **params)

    def _note(self, place: Place, exactly: Place, template: str, params: Mapping[str, object]) -> None:
        line = None if self.lines is None else line_of(self.lines, place + exactly)
        self.problems.append(Problem(self.source, spelt(place), template, line, params))

    def _not_known(self, key: str, value: str, allowed: Collection[str], member: int | None = None) -> None:
        exactly: Place = () if member is None else (member,)
        params = {"value": value, "known": ", ".join(sorted(allowed))}
        self._note(self._below(key), exactly, "“{value}” is not known. Use one of: {known}.", params)

    def _below(self, key: str) -> Place:
        return (*self.place, key) if key else self.place


def note_doubles(tables: list[CheckedTable]) -> None:
    """Note each table whose key another table of the list has already."""
    seen: set[object] = set()
    for table in tables:
        value = table.data.get("key")
        if isinstance(value, str) and value in seen:
            table.note("key", "“{value}” is there twice. Give this one another key.", value=value)
        seen.add(value if isinstance(value, str) else None)


def _number(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return value if -_LARGEST < value < _LARGEST else None


def _shown(value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else repr(value)
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"
