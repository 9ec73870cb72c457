"""How a ledger is to be read: which column is what, as a record and as TOML that people can correct."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.feeds.tables.toml import ProfileFileError, ProfileNotWrittenError, toml_text
from widgets.files import write_whole

translate = QCoreApplication.translate

FORM = 1
FIELDS, CHECKS = "fields.", "checks."
NOTE, IGNORE = "note", "ignore"
CORE_TARGETS = (
    "code", "name", "unit", "village", "county", "address", "lon", "lat", "owner", "person", "phone",
    "person_phone", "state", "deadline", "note", "check_day", "seen", "ignore",
)  # fmt: skip
"""What a column can be besides a field or an item of the checklist. `note`: also what has no home."""
EMPTY = ("keep", "clear")
_LARGEST = 1 << 20
_COUNTY = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is; `unit` is the measure that its header names."""

    header: str
    target: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SheetProfile:
    """One sheet's mapping. `name_from`: headers whose cells make the name where no column is one."""

    sheet: str = ""
    county: str = ""
    empty: str = "keep"
    name_from: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[ColumnUse, ...] = ()

    def target(self, header: str) -> ColumnUse | None:
        """What the column with this header is."""
        return next((use for use in self.columns if use.header == header), None)


@dataclass(frozen=True, slots=True)
class LedgerProfile:
    """How the sheets of a ledger are read; `written` is kept only where somebody named the ledger's date."""

    campaign: str
    sheets: tuple[SheetProfile, ...] = ()
    written: date | None = None

    def sheet(self, name: str) -> SheetProfile | None:
        """The mapping of a sheet: by its name, or the only one there is."""
        own = next((one for one in self.sheets if one.sheet == name), None)
        return own or (self.sheets[0] if len(self.sheets) == 1 else None)


def write_profile(profile: LedgerProfile, path: Path) -> None:
    """Write a profile, in place of what is there.

    Raises:
        ProfileNotWrittenError: the file cannot be written.
    """
    try:
        write_whole(path, to_toml(profile).encode())
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise ProfileNotWrittenError(file=path, problem=problem) from error


def read_profile(path: Path) -> LedgerProfile:
    """A profile from its file.

    Raises:
        ProfileFileError: the file is missing or no profile; the message says where.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise ValueError(translate("table", "it is larger than a profile can be"))
        return from_toml(content.decode("utf-8-sig"))
    except OSError as error:
        raise ProfileFileError(file=path.name, problem=error.strerror or str(error)) from error
    except ValueError as error:
        raise ProfileFileError(file=path.name, problem=str(error)) from error


def to_toml(profile: LedgerProfile) -> str:
    """The profile as text."""
    lines = [f"form = {FORM}", f"campaign = {toml_text(profile.campaign)}"]
    lines += [f"written = {profile.written.isoformat()}"] if profile.written else []
    for sheet in profile.sheets:
        lines += ["", "[[sheets]]", f"sheet = {toml_text(sheet.sheet)}", f"empty = {toml_text(sheet.empty)}"]
        lines += [f"county = {toml_text(sheet.county)}"] if sheet.county else []
        if sheet.name_from:
            lines.append(f"name_from = [{', '.join(map(toml_text, sheet.name_from))}]")
        if sheet.fixed:
            lines += ["", "[sheets.fixed]"]
            lines += [f"{toml_text(key)} = {toml_text(value)}" for key, value in sheet.fixed.items()]
        for use in sheet.columns:
            lines += ["", "[[sheets.columns]]", f"header = {toml_text(use.header)}"]
            lines.append(f"target = {toml_text(use.target)}")
            lines += [f"unit = {toml_text(use.unit)}"] if use.unit else []
    return "\n".join(lines) + "\n"


def from_toml(text: str) -> LedgerProfile:
    """A profile from its text.

    Raises:
        ValueError: it is no TOML, or not of this form; the message says where.
    """
    data = tomllib.loads(text)
    if data.pop("form", FORM) != FORM:
        raise ValueError(translate("table", "it was written by a newer version of the program"))
    written = data.pop("written", None)
    if written is not None and type(written) is not date:
        raise ValueError(_wrong("written"))
    sheets = tuple(_sheet(one, number) for number, one in enumerate(_tables(data, "sheets"), 1))
    profile = LedgerProfile(_string(data, "campaign"), sheets, written)
    _finish(data, "")
    return profile


def _sheet(data: dict[str, Any], number: int) -> SheetProfile:
    where = f"sheets {number}"
    names = data.pop("name_from", [])
    fixed = data.pop("fixed", {})
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(_wrong(f"{where}: name_from"))
    if not isinstance(fixed, dict):
        raise ValueError(_wrong(f"{where}: fixed"))
    columns = tuple(_column(one, where) for one in _tables(data, "columns"))
    sheet = SheetProfile(
        sheet=_string(data, "sheet", ""),
        county=_string(data, "county", ""),
        empty=_string(data, "empty", "keep"),
        name_from=tuple(names),
        fixed=fixed,
        columns=columns,
    )
    if sheet.empty not in EMPTY or (sheet.county and not _COUNTY.fullmatch(sheet.county)):
        raise ValueError(_wrong(f"{where}: {'empty' if sheet.empty not in EMPTY else 'county'}"))
    _finish(data, where)
    return sheet


def _column(data: dict[str, Any], where: str) -> ColumnUse:
    use = ColumnUse(_string(data, "header"), _string(data, "target"), _string(data, "unit", ""))
    if use.target not in CORE_TARGETS and not use.target.startswith((FIELDS, CHECKS)):
        text = translate("ledger", "“{header}” is “{target}”, which is not known. Known: {known}")
        known = ", ".join((*CORE_TARGETS, "fields.KEY", "checks.KEY"))
        raise ValueError(text.format(header=use.header, target=use.target, known=known))
    _finish(data, where)
    return use


def _tables(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = data.pop(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(_wrong(key))
    return value


def _string(data: dict[str, Any], key: str, default: str | None = None) -> str:
    value = data.pop(key, default)
    if not isinstance(value, str):
        raise ValueError(_wrong(key))
    return value


def _finish(data: dict[str, Any], where: str) -> None:
    if data:
        keys = ", ".join(f"{where}: {key}" if where else key for key in data)
        raise ValueError(translate("table", "unknown: {keys}").format(keys=keys))


def _wrong(key: str) -> str:
    return translate("table", "“{key}” is not of the kind that belongs there").format(key=key)
