"""`rule`: the office's rules for all its consoles, listed or set."""

import argparse
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from db.actor import Actor
from db.commands.air import set_rule
from db.engine import Database, open_database
from db.queries.air import rules
from db.setup import require_ready
from desktop.cli_text import choose_language
from desktop.office_rules import RULES, parse, value_of
from desktop.record import default_url

translate = QCoreApplication.translate


def rule(arguments: argparse.Namespace) -> int:
    """List all rules, or set one."""
    choose_language(arguments.lang)
    database = open_database(arguments.db or default_url())
    try:
        require_ready(database)
        if arguments.name is not None:
            _set(database, arguments.name, arguments.value)
        _list(database)
    finally:
        database.close()
    return 0


def _set(database: Database, name: str, text: str) -> None:
    value = parse(name, text)
    with database.writing() as session:
        set_rule(session, Actor(now=datetime.now(UTC)), name, value)


def _list(database: Database) -> None:
    with database.reading() as session:
        found = rules(session)
    for name, one in RULES.items():
        value = value_of(found, name)
        text = {True: "yes", False: "no"}.get(value, value)
        print(f"{name}={text}  {translate('cli', str(one.about))}")
