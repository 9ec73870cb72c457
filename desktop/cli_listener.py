"""Options of the HJ 212 listener, for `listen` and `serve`."""

import argparse
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.errors import InvalidValueError, OutOfRangeError
from desktop.feeds.guard import Guard, networks
from desktop.feeds.journal import Journal

translate = QCoreApplication.translate


def guard_of(arguments: argparse.Namespace) -> Guard:
    """The limits asked for.

    Raises:
        InvalidValueError: a number or network makes no sense.
    """
    numbers = {
        "connections": (arguments.connections, 1, 100_000),
        "per_address": (arguments.per_address, 1, 100_000),
        "new_per_minute": (arguments.new_per_minute, 1, 1_000_000),
        "idle_seconds": (arguments.idle_seconds, 10, 86_400),
    }
    given = {name: value for name, (value, _, _) in numbers.items() if value is not None}
    for name, value in given.items():
        _, low, high = numbers[name]
        _require(f"--{name.replace('_', '-')}", value, low, high)
    try:
        allowed = networks(arguments.allow or "")
    except ValueError as error:
        problem = translate("cli", "“{text}” is no list of networks; write it like 10.1.0.0/16,192.168.1.7")
        raise InvalidValueError(field="--allow", problem=problem.format(text=arguments.allow)) from error
    return Guard(**given, networks=allowed)


def journal_of(arguments: argparse.Namespace) -> Journal | None:
    """The raw journal asked for.

    Raises:
        OutOfRangeError: the number of files makes no sense.
    """
    _require("--journal-files", arguments.journal_files, 1, 10_000)
    if arguments.journal is None:
        return None
    return Journal(Path(arguments.journal), files=arguments.journal_files)


def _require(name: str, value: float, low: int, high: int) -> None:
    if not low <= value <= high:
        raise OutOfRangeError(field=name, value=value, low=low, high=high)
