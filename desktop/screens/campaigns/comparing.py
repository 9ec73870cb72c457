"""What to say when somebody else was faster: field by field, in the campaign's words, with who and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.queries.changes_since import FieldChange
from desktop.screens.campaigns import words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.history import core_name
from desktop.screens.campaigns.site_values import FIELDS, Values
from desktop.texts import changed_text
from widgets.compare_row import CompareRow

translate = QCoreApplication.translate

_HIDDEN = frozenset({"site_id", "campaign_key", "deleted_at"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A site's values by the form's keys: as they were shown, as they are typed, as they are now."""

    before: Values
    typed: Values
    fresh: Values
    clashes: frozenset[str]
    """Fields that both changed, each to something else."""
    taken: frozenset[str]
    """Fields that only the others changed: the form has taken them over."""


def title(comparison: Comparison) -> str:
    """What has happened, and what is to be done."""
    if comparison.clashes:
        return translate(
            "Campaigns",
            "Somebody else changed this site while you were writing. Choose for each field which value is to "
            "stand, then save again.",
        )
    return translate(
        "Campaigns",
        "Somebody else changed this site while you were writing, but nothing that you touched. It was taken "
        "over; save again.",
    )


def rows(comparison: Comparison, changes: Sequence[FieldChange], reader: Reader) -> list[CompareRow]:
    """Fields that need a choice first, then those taken over, then what the form does not show."""
    authors = {change.field: change for change in changes}
    in_form = dict.fromkeys([*comparison.before, *comparison.fresh, *comparison.typed])
    ordered = [key for group in (comparison.clashes, comparison.taken) for key in in_form if key in group]
    found = [_row(key, comparison, authors.get(key), reader) for key in ordered]
    return found + _others(comparison, changes, reader)


def label(key: str, reader: Reader) -> str:
    """A field's name as the form has it."""
    if not key.startswith(FIELDS):
        return core_name(key)
    field = reader.definition.field(key.removeprefix(FIELDS))
    return words.field_title(field, reader.language) if field else key.removeprefix(FIELDS)


def text(key: str, value: Any, reader: Reader) -> str:
    """A field's value as people read it; "" where there is none."""
    if value is None or value == "":
        return ""
    if key == "unit_code":
        return reader.directory().path(str(value))
    if key == "deadline":
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return words.moment_text(at, reader.now())
    if key == "state":
        return words.state_text(reader.definition, str(value), reader.language)
    field = reader.definition.field(key.removeprefix(FIELDS)) if key.startswith(FIELDS) else None
    return words.value_text(field, value, reader.language, reader.directory())


def _row(key: str, comparison: Comparison, author: FieldChange | None, reader: Reader) -> CompareRow:
    is_open = key in comparison.clashes
    return CompareRow(
        key,
        label(key, reader),
        before=text(key, comparison.before.get(key), reader),
        mine=text(key, comparison.typed.get(key), reader) if is_open else "",
        theirs=text(key, comparison.fresh.get(key), reader),
        note=_note(author, reader),
        is_open=is_open,
    )


def _others(comparison: Comparison, changes: Sequence[FieldChange], reader: Reader) -> list[CompareRow]:
    """What others changed beside the form, the state for instance: from the first value to the last."""
    in_form = comparison.before.keys() | comparison.fresh.keys() | _HIDDEN
    first: dict[str, Any] = {}
    last: dict[str, FieldChange] = {}
    for change in changes:
        if change.field not in in_form:
            first.setdefault(change.field, change.old)
            last[change.field] = change
    return [_other(first[key], change, reader) for key, change in last.items() if first[key] != change.new]


def _other(old: Any, change: FieldChange, reader: Reader) -> CompareRow:
    key = change.field
    return CompareRow(
        key,
        label(key, reader),
        before=text(key, old, reader),
        mine="",
        theirs=text(key, change.new, reader),
        note=_note(change, reader),
        is_open=False,
    )


def _note(change: FieldChange | None, reader: Reader) -> str:
    if change is None:
        return ""
    return changed_text(change.person, change.replica, change.at, reader.now())
