"""Profiles of tables as TOML files, which a person can read and correct."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.errors import DomainError
from desktop.feeds.tables.profile import ColumnUse, ItemUse, TableProfile

translate = QCoreApplication.translate

FORM = 1
_LARGEST = 1 << 20
_PLAIN = {item.name: item.type for item in fields(TableProfile) if item.type in (str, int, bool)}
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")  # JSON leaves them, editors and TOML do not
_HALF = re.compile("[\ud800-\udfff]")


class ProfileFileError(DomainError):
    """A file that holds no profile."""

    template = "{file} cannot be read as a profile: {problem}"


class ProfileNotWrittenError(DomainError):
    template = "The profile cannot be written to {file}: {problem}"


def read_profile(path: Path) -> TableProfile:
    """A checked profile from its file.

    Raises:
        ProfileFileError: the file is missing or no profile.
        ProfileError: the profile makes no sense.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise ValueError(translate("table", "it is larger than a profile can be"))
        profile = from_toml(content.decode("utf-8-sig"), path.stem)
    except OSError as error:
        raise ProfileFileError(file=path.name, problem=error.strerror or str(error)) from error
    except ValueError as error:  # TOML, UTF-8 and our own
        raise ProfileFileError(file=path.name, problem=str(error)) from error
    profile.check()
    return profile


def write_profile(profile: TableProfile, path: Path) -> None:
    """Write a profile, in place of what is there.

    Raises:
        ProfileNotWrittenError: the file cannot be written.
    """
    try:
        path.write_text(to_toml(profile), encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise ProfileNotWrittenError(file=path, problem=problem) from error


def to_toml(profile: TableProfile) -> str:
    """The profile as text.

    Raises:
        ValueError: a text in it is no text (half of a character).
    """
    lines = [f"form = {FORM}"]
    lines += [f"{name} = {toml_text(getattr(profile, name))}" for name in _PLAIN]
    lines.append(f"missing = [{', '.join(map(toml_text, profile.missing))}]")
    for use in profile.columns:
        pairs = {"header": use.header, "field": use.field, "unit": use.unit, "of": use.of}
        lines += _table("columns", pairs)
    for item in profile.items:
        lines += _table("items", {"word": item.word, "field": item.field, "unit": item.unit})
    if profile.stations:
        lines += ["", "[stations]"]
        lines += [f"{toml_text(word)} = {toml_text(code)}" for word, code in profile.stations]
    return "\n".join(lines) + "\n"


def from_toml(text: str, name: str = "") -> TableProfile:
    """A profile from its text, not checked; `name` where the text names none.

    Raises:
        ValueError: the text is no TOML, or not of this form; the message says where.
    """
    data = tomllib.loads(text)
    if data.pop("form", FORM) != FORM:
        raise ValueError(translate("table", "it was written by a newer version of the program"))
    found: dict[str, Any] = {"name": name} | {key: _plain(data, key) for key in _PLAIN if key in data}
    if "missing" in data:
        found["missing"] = tuple(_strings(data.pop("missing"), "missing"))
    found["columns"] = tuple(_uses(data.pop("columns", []), ColumnUse, "columns"))
    found["items"] = tuple(_uses(data.pop("items", []), ItemUse, "items"))
    found["stations"] = tuple(_stations(data.pop("stations", {})))
    if data:
        raise ValueError(translate("table", "unknown: {keys}").format(keys=", ".join(data)))
    return TableProfile(**found)


def toml_text(value: str | int | bool) -> str:
    """A TOML value; strings as JSON writes them, which is a part of what TOML allows."""
    if not isinstance(value, str):
        return str(value).lower()
    if _HALF.search(value):
        raise ValueError(translate("table", "“{text}” holds half of a character").format(text=ascii(value)))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _table(name: str, pairs: Mapping[str, str]) -> list[str]:
    """`header` and `field` always, the rest where it says something."""
    kept = {key: value for key, value in pairs.items() if value or key in ("header", "field", "word")}
    return ["", f"[[{name}]]", *(f"{key} = {toml_text(value)}" for key, value in kept.items())]


def _plain(data: dict[str, Any], key: str) -> Any:
    value = data.pop(key)
    if type(value) is not _PLAIN[key]:
        raise ValueError(_wrong_kind(key))
    return value


def _strings(value: Any, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(_wrong_kind(key))
    return value


def _uses(value: Any, kind: type, key: str) -> Iterator[Any]:
    if not isinstance(value, list):
        raise ValueError(_wrong_kind(key))
    known = [item.name for item in fields(kind)]
    for number, one in enumerate(value, 1):
        where = f"{key} {number}"
        if not isinstance(one, dict) or not all(isinstance(text, str) for text in one.values()):
            raise ValueError(_wrong_kind(where))
        if unknown := [name for name in one if name not in known]:
            raise ValueError(translate("table", "unknown: {keys}").format(keys=f"{where}: {unknown[0]}"))
        if lacking := [name for name in known[:2] if name not in one]:
            text = translate("table", "{where} has no {key}")
            raise ValueError(text.format(where=where, key=lacking[0]))
        yield kind(**one)


def _stations(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict) or not all(isinstance(code, str) for code in value.values()):
        raise ValueError(_wrong_kind("stations"))
    yield from value.items()


def _wrong_kind(key: str) -> str:
    return translate("table", "“{key}” is not of the kind that belongs there").format(key=key)
