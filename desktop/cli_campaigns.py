"""`campaigns`: the definitions in use, checked, copied for the office to edit, brought into the database."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.engine import Database, open_database
from db.errors import DomainError, DuplicateError, NotFoundError
from db.rules.campaign_folders import Loaded, Origin, load
from db.rules.campaigns import DefinitionError, Problem, read_file
from desktop.cli_text import choose_language
from desktop.definition_words import problem_lines, problem_text
from desktop.record import default_url, own_campaigns
from resources import folder

translate = QCoreApplication.translate


class CopyError(DomainError):
    """The office's folder does not take the file."""

    template = "{path} cannot be written: {reason}. Name another folder with --campaigns."


def campaigns(arguments: argparse.Namespace) -> int:
    """What the deed says."""
    deeds = {"list": _list, "check": _check, "copy": _copy, "reload": _reload}
    choose_language(arguments.lang)
    return deeds[arguments.deed](arguments)


def _list(arguments: argparse.Namespace) -> int:
    own = _own(arguments)
    loaded = load(folder("campaigns"), own)
    language = choose_language(arguments.lang)
    for key, definition in loaded.definitions.items():
        print(f"{key}\t{definition.name(language)}\t{_origin_text(loaded.origins[key])}")
    text = translate("cli", "The office's own definitions: {folder}")
    print(text.format(folder=own), file=sys.stderr)
    return _tell(loaded)


def _origin_text(origin: Origin) -> str:
    if not origin.is_own:
        return translate("cli", "shipped")
    if origin.is_old:
        return translate("cli", "{file}, as it was when it was last good").format(file=origin.file)
    return origin.file


def _check(arguments: argparse.Namespace) -> int:
    if not arguments.files:
        loaded = load(folder("campaigns"), _own(arguments))
        if not loaded.problems:
            text = translate("cli", "{count} definitions, no mistakes")
            print(text.format(count=len(loaded.definitions)))
        return _tell(loaded)
    problems = [problem for name in arguments.files for problem in _mistakes(Path(name))]
    for problem in problems:
        print(problem_text(problem), file=sys.stderr)
    if not problems:
        print(translate("cli", "{count} definitions, no mistakes").format(count=len(arguments.files)))
    return 3 if problems else 0


def _mistakes(path: Path) -> list[Problem]:
    try:
        read_file(path, str(path))
    except DefinitionError as error:
        return error.problems
    return []


def _copy(arguments: argparse.Namespace) -> int:
    shipped = folder("campaigns") / f"{arguments.key}.toml"
    if not arguments.key.replace("-", "").isalnum() or not shipped.is_file():
        raise NotFoundError(what="campaign", key=arguments.key)
    own = _own(arguments)
    target = own / shipped.name
    try:
        own.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(shipped.read_bytes())
    except FileExistsError as error:
        raise DuplicateError(what="file", key=str(target)) from error
    except OSError as error:
        raise CopyError(path=target, reason=error.strerror or error) from error
    text = translate("cli", "Edit this file; a console that is open takes it up when it is saved: {path}")
    print(text.format(path=target))
    return 0


def _reload(arguments: argparse.Namespace) -> int:
    from desktop.cli_record import ready

    record = ready(arguments)
    text = translate("cli", "{count} campaigns are in the database as their definitions say")
    print(text.format(count=len(record.campaigns)))
    record.database.close()
    return 3 if record.problems else 0


def _tell(loaded: Loaded) -> int:
    """The mistakes on stderr; the exit code."""
    for line in problem_lines(loaded):
        print(line, file=sys.stderr)
    return 3 if loaded.problems else 0


def _own(arguments: argparse.Namespace) -> Path:
    with _opened(arguments) as database:
        own = own_campaigns(database, arguments.campaigns)
    if own is None:  # a database in memory has nothing beside it
        raise NotFoundError(what="folder of definitions for", key=database.where)
    return own


@contextmanager
def _opened(arguments: argparse.Namespace) -> Iterator[Database]:
    """Nothing is connected or made: only the place is asked for."""
    database = open_database(arguments.db or default_url())
    try:
        yield database
    finally:
        database.close()
