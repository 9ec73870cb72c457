"""Campaign definitions: what a TOML file of `resources/campaigns` says, read and checked."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from db.errors import DomainError
from db.rules.campaign_fields import FIELD_TYPES
from db.rules.campaign_reading import CORE_COLUMNS, read_campaign
from db.rules.campaign_records import CampaignDefinition, FieldDefinition
from db.rules.checked_table import CheckedTable
from db.rules.definition_problem import Problem, Text
from db.rules.site_fields import FieldProblem, computed_values, field_problems, validate_fields
from db.rules.toml_lines import Place, key_lines

__all__ = [
    "CORE_COLUMNS",
    "FIELD_TYPES",
    "CampaignDefinition",
    "DefinitionError",
    "DefinitionFile",
    "FieldDefinition",
    "FieldProblem",
    "Problem",
    "Text",
    "check_clashes",
    "computed_values",
    "digest",
    "field_problems",
    "in_order",
    "load_folder",
    "parse",
    "read",
    "read_file",
    "validate_fields",
]

SCHEMA_VERSION = 1
MOST_BYTES = 1_000_000
"""Definitions have some 10,000."""
_TOML_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_SYNTAX = "not valid TOML: {reason}. Mend that line."


class DefinitionError(DomainError):
    """A definition has mistakes; `problems` lists all of them."""

    template = "{message}"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(message="\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """A definition with the text that it was read from."""

    definition: CampaignDefinition
    text: str
    source: str


def parse(
    data: Mapping[str, object], source: str, lines: Mapping[Place, int] | None = None
) -> CampaignDefinition:
    """A definition from a TOML document; `source` names the file in messages, `lines` say where in it.

    Raises:
        DefinitionError: with every mistake found.
    """
    top = CheckedTable(data, source, lines)
    if data.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
        template = "This program reads version {version}. Upgrade it, or the file."
        top.note("schema_version", template, version=SCHEMA_VERSION)
        raise DefinitionError(top.problems)
    definition = read_campaign(top)
    top.finish()
    if top.problems:
        raise DefinitionError(top.problems)
    return definition


def read(text: str, source: str) -> CampaignDefinition:
    """A definition from the text of a file.

    Raises:
        DefinitionError: with every mistake found, each with its line.
    """
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        problem = Problem(source, "", "brackets are nested too deeply. Take some away.", 1)
        raise DefinitionError([problem]) from error
    except ValueError as error:
        raise DefinitionError([_syntax_problem(error, text, source)]) from error
    try:
        return parse(data, source)
    except DefinitionError:
        return parse(data, source, key_lines(text))  # says it again, with the lines


def read_file(entry: Traversable | Path, source: str) -> DefinitionFile:
    """A definition from a file.

    Raises:
        DefinitionError: it cannot be read, or has mistakes.
    """
    try:
        with entry.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        problem = Problem(source, "", "cannot be read: {reason}.", params={"reason": error.strerror or error})
        raise DefinitionError([problem]) from error
    text = _text(data, source)
    return DefinitionFile(read(text, source), text, source)


def load_folder(folder: Traversable | Path) -> tuple[dict[str, CampaignDefinition], list[Problem]]:
    """All definitions of a folder by key, in order, and the mistakes of the files left out."""
    found: list[CampaignDefinition] = []
    problems: list[Problem] = []
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    for entry in sorted(files, key=lambda entry: entry.name):
        try:
            file = read_file(entry, entry.name)
            check_clashes(file, found)
        except DefinitionError as error:
            problems += error.problems
        else:
            found.append(file.definition)
    return in_order(found), problems


def in_order(definitions: Iterable[CampaignDefinition]) -> dict[str, CampaignDefinition]:
    """By key, in the order of the lists."""
    return {item.key: item for item in sorted(definitions, key=lambda item: (item.position, item.key))}


def check_clashes(file: DefinitionFile, others: Iterable[CampaignDefinition]) -> None:
    """Order numbers and records tell campaigns apart by key and by mark.

    Raises:
        DefinitionError: one of the others has the key or the mark.
    """
    same = [
        (key, old)
        for old in others
        for key in ("key", "mark")
        if getattr(file.definition, key) == getattr(old, key)
    ]
    if not same:
        return
    table = CheckedTable({}, file.source, key_lines(file.text))
    template = "“{value}” belongs to another file, that of the campaign “{other}”. Choose another."
    for key, old in same:
        table.note(key, template, value=getattr(old, key), other=old.name("zh"))
    raise DefinitionError(table.problems)


def digest(definition: CampaignDefinition) -> str:
    """SHA-256 of what the definition says; comments and layout of its file do not matter."""
    said = asdict(definition)
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _text(data: bytes, source: str) -> str:
    if len(data) > MOST_BYTES:
        params = {"most": MOST_BYTES // 1000}
        problem = Problem(source, "", "is larger than {most} kB. It is no definition.", params=params)
        raise DefinitionError([problem])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        template = "byte {byte} is not UTF-8. Save the file as UTF-8."
        problem = Problem(source, "", template, line, {"byte": error.start})
        raise DefinitionError([problem]) from error


def _syntax_problem(error: ValueError, text: str, source: str) -> Problem:
    """Where `tomllib` stopped; at the end of the text, its last line."""
    at = _TOML_LINE.search(str(error))
    line = int(at[1]) if at and at[1] else text.rstrip("\n").count("\n") + 1
    return Problem(source, "", _SYNTAX, line, {"reason": _TOML_LINE.sub("", str(error))})
