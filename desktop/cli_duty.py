"""`duty`: an office's log without a window; `task escalations`: the ledger of accountability."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import duty as commands
from db.commands.units import require_unit
from db.queries.duty import DutyRecord, duty_log
from db.queries.escalations import EscalationRecord, escalations
from db.times import CHINA
from desktop.cli_account import acting
from desktop.cli_record import existing, moment, ready
from desktop.screens.dispatch.duty_words import kind_text, who_text, words_text

translate = QCoreApplication.translate

LINE_COLUMNS = ("at", "kind", "name", "to_name", "open_parts", "late_parts", "note", "id", "handover_id")
RUNG_COLUMNS = (
    "at", "number", "title", "unit", "unit_name", "level", "person", "document", "penalty_fen", "note",
    "written_by",
)  # fmt: skip
"""Contracts with the scripts of offices: columns are only added, at the end."""
_ALL = 1_000_000


def duty(arguments: argparse.Namespace) -> int:
    """Write a line, hand over, take over, or print the log."""
    if arguments.deed == "list":
        return _list(arguments)
    record = ready(arguments)
    try:
        actor = acting(record.database, arguments)
        with record.database.writing() as session:
            said = _WRITERS[arguments.deed](session, actor, arguments)
    finally:
        record.database.close()
    print(said)
    return 0


def print_escalations(arguments: argparse.Namespace) -> int:
    """Rungs that were taken, oldest first."""
    since, until = _span(arguments)
    database = existing(arguments)
    try:
        with database.reading() as session:
            if arguments.unit:
                require_unit(session, arguments.unit)
            found = escalations(session, unit_code=arguments.unit, since=since, until=until)
    finally:
        database.close()
    _print(RUNG_COLUMNS, map(_rung, found), arguments.format)
    return 0


def _note(session: Session, actor: Actor, arguments: argparse.Namespace) -> str:
    commands.write_line(session, actor, arguments.unit, arguments.name, arguments.text)
    return translate("cli", "Written")


def _handover(session: Session, actor: Actor, arguments: argparse.Namespace) -> str:
    name, note = arguments.name, arguments.note or ""
    handed = commands.hand_over(session, actor, arguments.unit, name, arguments.to, note)
    text = translate("cli", "{name} handed over to {to}: {open} open, {late} late")
    return text.format(name=name, to=arguments.to, open=handed.open_parts, late=handed.late_parts)


def _takeover(session: Session, actor: Actor, arguments: argparse.Namespace) -> str:
    commands.take_over(session, actor, arguments.unit, arguments.name, arguments.note or "")
    return translate("cli", "{name} has taken over").format(name=arguments.name)


_WRITERS = {"note": _note, "handover": _handover, "takeover": _takeover}


def _list(arguments: argparse.Namespace) -> int:
    since, until = _span(arguments)
    if since is None and until is None:
        since = datetime.now(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    database = existing(arguments)
    try:
        with database.reading() as session:
            require_unit(session, arguments.unit)
            found = duty_log(session, arguments.unit, since=since, until=until, limit=_ALL)[::-1]
    finally:
        database.close()
    if arguments.format == "table":
        for line in found:
            print(_said(line))
    else:
        _print(LINE_COLUMNS, map(_line, found), arguments.format)
    return 0


def _span(arguments: argparse.Namespace) -> tuple[datetime | None, datetime | None]:
    since = moment(arguments.since, "--since") if arguments.since else None
    return since, moment(arguments.until, "--until") if arguments.until else None


def _said(line: DutyRecord) -> str:
    at = f"{line.at.astimezone(CHINA):%Y-%m-%dT%H:%M}"
    return "  ".join(text for text in (at, kind_text(line.kind), who_text(line), words_text(line)) if text)


def _line(line: DutyRecord) -> Sequence[Any]:
    handover = str(line.handover_id) if line.handover_id else None
    counts = (line.open_parts, line.late_parts)
    return (_local(line.at), line.kind, line.name, line.to_name, *counts, line.note, str(line.id), handover)


def _rung(one: EscalationRecord) -> Sequence[Any]:
    return (
        _local(one.at),
        one.number,
        one.title,
        one.unit_code,
        one.unit_name,
        one.level,
        one.name,
        one.document,
        one.penalty_fen,
        one.note,
        one.written_by,
    )


def _local(at: datetime) -> str:
    return at.astimezone(CHINA).isoformat(timespec="seconds")


def _print(columns: Sequence[str], rows: Iterable[Sequence[Any]], fmt: str) -> None:
    if fmt == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(["" if value is None else value for value in row] for row in rows)
        return
    for row in rows:
        print(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
