"""Campaign definitions: what a TOML file of `resources/campaigns` says, read and checked."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter

from db.errors import DomainError
from db.rules.campaign_records import (
    CampaignDefinition,
    ChecklistItem,
    Computation,
    DeadlinePreset,
    FieldDefinition,
    Named,
    OrderTemplate,
    StateDefinition,
)
from db.rules.checked_table import CheckedTable, Problem, Text, note_doubles
from db.rules.site_fields import FieldProblem, computed_values, field_problems, validate_fields

__all__ = [
    "CampaignDefinition",
    "DefinitionError",
    "FieldDefinition",
    "FieldProblem",
    "Problem",
    "Text",
    "computed_values",
    "digest",
    "field_problems",
    "load_folder",
    "parse",
    "validate_fields",
]

SCHEMA_VERSION = 1
FIELD_TYPES = frozenset(
    {"text", "number", "date", "choice", "yes_no", "person", "unit", "place", "photo", "computed"}
)
STATE_KEYS = ("active", "rectifying", "closed", "withdrawn")
TONES = frozenset({"accent", "warning", "done", "muted", "alarm"})
POLLUTANTS = frozenset({"pm25", "pm10", "so2", "no2", "co", "o3", "voc", "tsp"})
CORE_COLUMNS = (
    "code", "name", "unit", "address", "owner", "person", "phone", "state", "deadline", "note",
)  # fmt: skip
_OPERATIONS = frozenset({"sum", "difference", "percent"})
_PLACEHOLDERS = frozenset({"site", "unit"})
_TOML_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")


class DefinitionError(DomainError):
    """A definition has mistakes; `problems` lists all of them."""

    template = "{message}"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(message="\n".join(str(problem) for problem in problems))


def parse(data: Mapping[str, object], source: str) -> CampaignDefinition:
    """A definition from a TOML document; `source` names the file in messages.

    Raises:
        DefinitionError: with every mistake found.
    """
    top = CheckedTable(data, source)
    if data.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
        top.note("schema_version", f"This program reads version {SCHEMA_VERSION}. Upgrade it, or the file.")
        raise DefinitionError(top.problems)
    definition = _read_campaign(top)
    top.finish()
    if top.problems:
        raise DefinitionError(top.problems)
    return definition


def load_folder(folder: Traversable | Path) -> tuple[dict[str, CampaignDefinition], list[Problem]]:
    """All definitions of a folder by key, in order, and the mistakes of the files left out."""
    found: list[CampaignDefinition] = []
    problems: list[Problem] = []
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    for entry in sorted(files, key=lambda entry: entry.name):
        try:
            definition = parse(_toml(entry), entry.name)
        except DefinitionError as error:
            problems += error.problems
            continue
        clashes = _clashes(definition, found, entry.name)
        problems += clashes
        if not clashes:
            found.append(definition)
    return {item.key: item for item in sorted(found, key=lambda item: (item.position, item.key))}, problems


def digest(definition: CampaignDefinition) -> str:
    """SHA-256 of what the definition says; comments and layout of its file do not matter."""
    text = json.dumps(asdict(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _toml(entry: Traversable | Path) -> dict[str, object]:
    try:
        return tomllib.loads(entry.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8. Save the file as UTF-8."
        raise DefinitionError([Problem(entry.name, "", message)]) from error
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        message = f"not valid TOML: {_TOML_LINE.sub('', str(error))}. Mend that line."
        line = int(at.group(1)) if at else None
        raise DefinitionError([Problem(entry.name, "", message, line)]) from error


def _clashes(new: CampaignDefinition, found: list[CampaignDefinition], source: str) -> list[Problem]:
    """Order numbers and records tell campaigns apart by key and by mark."""
    message = "“{}” belongs to another file of this folder. Choose another, or remove one of the files."
    keys = [Problem(source, "key", message.format(new.key)) for old in found if old.key == new.key]
    marks = [Problem(source, "mark", message.format(new.mark)) for old in found if old.mark == new.mark]
    return keys + marks


def _read_campaign(top: CheckedTable) -> CampaignDefinition:
    top.whole("schema_version")
    departments = top.table("departments")
    definition = CampaignDefinition(
        key=top.identifier("key"),
        position=top.whole("position"),
        mark=_read_mark(top),
        text=_read_text(top.table("names")),
        description=_read_text(top.table("description")),
        site=_read_text(top.table("site")),
        pollutants=top.texts("pollutants", POLLUTANTS),
        lead=departments.texts("lead"),
        supporting=departments.texts("supporting"),
        columns=_read_columns(top),
        fields=_read_fields(top),
        states=_read_states(top),
        closing=_read_text(top.table("closing")),
        checklist=_read_checklist(top),
        deadlines=_read_deadlines(top),
        inspection_days=top.whole("inspection_days"),
        order=_read_order(top.table("order")),
    )
    if departments.has("lead") and not definition.lead:
        departments.note("lead", "is empty. Name the department that leads.")
    departments.finish()
    return definition


def _read_mark(top: CheckedTable) -> str:
    mark = top.text("mark")
    if mark and not (len(mark) == 1 and "\u4e00" <= mark <= "\u9fff"):
        top.note("mark", f"“{mark}” is not one Chinese character. Order numbers carry it; give exactly one.")
    return mark


def _read_text(table: CheckedTable) -> Text:
    text = table.both()
    table.finish()
    return text


def _read_columns(top: CheckedTable) -> dict[str, tuple[str, ...]]:
    if not top.has("columns"):
        return {}
    table = top.table("columns")
    columns = {name: table.texts(name) for name in CORE_COLUMNS}
    table.finish()
    return {name: words for name, words in columns.items() if words}


def _read_fields(top: CheckedTable) -> tuple[FieldDefinition, ...]:
    tables = top.tables("fields", least=1)
    note_doubles(tables)
    fields: list[FieldDefinition] = []
    for table in tables:
        fields.append(_read_field(table, fields))
        table.finish()
    return tuple(fields)


def _read_field(table: CheckedTable, before: list[FieldDefinition]) -> FieldDefinition:
    kind = table.one_of("type", FIELD_TYPES)
    return FieldDefinition(
        key=table.identifier("key"),
        text=table.both(),
        type=kind,
        unit=_read_measure(table, kind),
        choices=_read_choices(table, kind),
        required=table.flag("required"),
        listed=table.flag("list"),
        synonyms=table.texts("synonyms"),
        computed=_read_computation(table, kind, before),
    )


def _read_measure(table: CheckedTable, kind: str) -> Text | None:
    """The unit of measure: a symbol that is the same in both languages, or a text."""
    if not table.has("unit"):
        return None
    if kind not in ("number", "computed"):
        table.note("unit", f"A field of type {kind} is not measured. Remove the unit, or use type number.")
    if isinstance(table.data["unit"], dict):
        return _read_text(table.table("unit"))
    symbol = table.text("unit")
    return Text(symbol, symbol)


def _read_choices(table: CheckedTable, kind: str) -> tuple[Named, ...]:
    if table.has("choices") != (kind == "choice"):
        table.note("choices", "Fields of type choice have choices, others have none. Add or remove them.")
    tables = table.tables("choices")
    note_doubles(tables)
    choices = tuple(Named(item.identifier("key"), item.both()) for item in tables)
    for item in tables:
        item.finish()
    return choices


def _read_computation(table: CheckedTable, kind: str, before: list[FieldDefinition]) -> Computation | None:
    if table.has("computed") != (kind == "computed"):
        table.note("computed", "Fields of type computed say how, others do not. Add or remove it.")
    if not table.has("computed"):
        return None
    how = table.table("computed")
    numbers = [field.key for field in before if field.type in ("number", "computed")]
    result = Computation(how.one_of("op", _OPERATIONS), how.texts("of", numbers))
    if not result.of or (result.op != "sum" and len(result.of) != 2):
        how.note("of", f"“{result.op}” needs {'fields' if result.op == 'sum' else 'exactly two fields'}.")
    how.finish()
    return result


def _read_states(top: CheckedTable) -> tuple[StateDefinition, ...]:
    tables = top.tables("states")
    note_doubles(tables)
    states = tuple(
        StateDefinition(item.one_of("key", STATE_KEYS), item.both(), item.one_of("tone", TONES))
        for item in tables
    )
    for item in tables:
        item.finish()
    for key in STATE_KEYS:
        if key not in {state.key for state in states}:
            top.note("states", f'“{key}” is missing. Add [[states]] with key = "{key}".')
    return states


def _read_checklist(top: CheckedTable) -> tuple[ChecklistItem, ...]:
    tables = top.tables("checklist", least=1)
    note_doubles(tables)
    items = tuple(
        ChecklistItem(item.identifier("key"), item.both(), _read_text(item.table("hint"))) for item in tables
    )
    for item in tables:
        item.finish()
    return items


def _read_deadlines(top: CheckedTable) -> tuple[DeadlinePreset, ...]:
    tables = top.tables("deadlines", least=1)
    note_doubles(tables)
    presets = []
    for item in tables:
        hours = item.number("hours") if item.has("hours") else None
        days = item.number("days") if item.has("days") else None
        if (hours is None) == (days is None):
            item.note("hours", "Give either hours or days.")
        presets.append(DeadlinePreset(item.identifier("key"), item.both(), hours, days))
        item.finish()
    return tuple(presets)


def _read_order(table: CheckedTable) -> OrderTemplate:
    template = OrderTemplate(
        title=_read_template(table.table("title")),
        found=_read_template(table.table("found")),
        required=_read_template(table.table("required")),
        legal=tuple(_read_text(item) for item in table.tables("legal")),
    )
    table.finish()
    return template


def _read_template(table: CheckedTable) -> Text:
    text = _read_text(table)
    for key, value in (("zh", text.zh), ("en", text.en)):
        try:
            names = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        except ValueError as error:
            table.note(key, f"{error}. Write a brace that is meant as such twice.")
            continue
        for name in sorted(names - _PLACEHOLDERS):
            table.note(key, f"{{{name}}} cannot be filled in. Use {{site}} and {{unit}}.")
    return text
