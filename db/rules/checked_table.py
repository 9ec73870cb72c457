"""Reading a definition that people edit: every mistake is noted with its place, none stops the reading."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

_KEY = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    zh: str
    en: str

    def name(self, lang: str) -> str:
        """The text for a language such as `zh_CN` or `en`; anything but Chinese gets English."""
        return self.zh if lang.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a definition: which file, where in it, what is wrong and what to do."""

    source: str
    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        return ": ".join(part for part in (place, self.path, self.message) if part)


@dataclass(slots=True)
class CheckedTable:
    """One TOML table; its getters return a harmless value after noting a mistake."""

    data: Mapping[str, object]
    source: str
    path: str = ""
    problems: list[Problem] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)

    def note(self, key: str, message: str) -> None:
        """Write down a mistake at `key` of this table."""
        self.problems.append(Problem(self.source, self._at(key), message))

    def has(self, key: str) -> bool:
        """Whether the file gives `key`."""
        self._asked.add(key)
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank."""
        value = self._value(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        self._refuse(key, value, "a text that is not empty")
        return default or ""

    def identifier(self, key: str) -> str:
        """A key that the record stores: lower-case letters, digits, `-` and `_`."""
        value = self.text(key)
        if value and not _KEY.fullmatch(value):
            self.note(key, f"“{value}” cannot be a key. Use lower-case letters, digits, - and _.")
        return value

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """A text from a fixed list."""
        value = self.text(key, default)
        if value and value not in allowed:
            self.note(key, f"“{value}” is not known. Use one of: {', '.join(sorted(allowed))}.")
        return value

    def number(self, key: str, *, above: float = 0) -> float:
        """A number greater than `above`."""
        value = self._value(key, None)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > above:
            return value
        self._refuse(key, value, f"a number greater than {above:g}")
        return above + 1

    def whole(self, key: str) -> int:
        """A whole number greater than 0."""
        value = self._value(key, None)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self._refuse(key, value, "a whole number greater than 0")
        return 1

    def flag(self, key: str) -> bool:
        """true or false; false when it is not given."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            self._refuse(key, value, "true or false, without quotation marks")
        return value is True

    def texts(self, key: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts, each once; empty when it is not given."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self._refuse(key, value, "a list of texts")
            return ()
        for item in self._doubles(value):
            self.note(key, f"“{item}” is there twice. Remove one.")
        for item in [item for item in value if allowed is not None and item not in allowed]:
            self.note(key, f"“{item}” is not known. Use: {', '.join(sorted(allowed or ()))}.")
        return tuple(value)

    def table(self, key: str) -> "CheckedTable":
        """A table below this one."""
        value = self._value(key, None)
        if not isinstance(value, dict):
            self._refuse(key, value, f"a table [{self._at(key)}]")
            return CheckedTable({}, self.source, self._at(key))  # its own notes would only repeat this one
        return CheckedTable(value, self.source, self._at(key), self.problems)

    def tables(self, key: str, *, least: int = 0) -> list["CheckedTable"]:
        """A list of tables [[key]] with at least `least` members."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._refuse(key, value, f"a list of tables [[{self._at(key)}]]")
            return []
        if len(value) < least:
            self.note(key, f"has {len(value)} entries and needs at least {least}. Add a [[{self._at(key)}]].")
        return [
            CheckedTable(item, self.source, f"{self._at(key)}[{index}]", self.problems)
            for index, item in enumerate(value, start=1)
        ]

    def both(self) -> Text:
        """This table's own `zh` and `en`."""
        return Text(self.text("zh"), self.text("en"))

    def finish(self) -> None:
        """Note every key that nobody asked for: a misspelt key must not be passed over."""
        for key in sorted(set(self.data) - self._asked):
            near = difflib.get_close_matches(key, self._asked, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(sorted(self._asked))}."
            self.note(key, f"is not a known key. {hint}")

    def _value(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self.data.get(key, default)

    def _refuse(self, key: str, value: object, wanted: str) -> None:
        said = "is missing" if key not in self.data else f"is {value!r}"
        self.note(key, f"{said}. Give {wanted}.")

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    @staticmethod
    def _doubles(values: list[str]) -> Iterator[str]:
        yield from sorted({value for value in values if values.count(value) > 1})


def note_doubles(tables: list[CheckedTable], key: str = "key") -> None:
    """Note each table whose `key` another table of the list has already."""
    seen: set[object] = set()
    for table in tables:
        value = table.data.get(key)
        if isinstance(value, str) and value in seen:
            table.note(key, f"“{value}” is there twice. Give this one another {key}.")
        seen.add(value if isinstance(value, str) else None)
