"""`task ask | grant | refuse | pause | resume | escalate`: what leaves an order's state as it is."""

import argparse
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import task_time
from db.commands.escalations import NewEscalation, escalate
from db.errors import InvalidValueError
from db.queries import tasks as queries
from db.queries.tasks import PartRecord
from db.rules.ladder import Level
from db.rules.working_time import ChinaCalendar
from db.times import CHINA
from desktop.cli_account import acting
from desktop.cli_record import moment, ready
from desktop.texts import state_text
from desktop.time_limits import limit_of

translate = QCoreApplication.translate
Act = Callable[[Session, Actor, argparse.Namespace], Changes]


def step_aside(arguments: argparse.Namespace) -> int:
    """Do one, and print how each part stands."""
    record = ready(arguments)
    actor = acting(record.database, arguments)
    with record.database.writing() as session:
        ASIDE[arguments.step](session, actor, arguments)
    with record.database.reading() as session:
        for part in queries.parts(session, number=arguments.number):
            print(_line(part))
    record.database.close()
    return 0


def degrees(text: str) -> tuple[float, float]:
    """`114.68,36.44`: longitude and latitude.

    Raises:
        InvalidValueError: it is no pair of numbers.
    """
    try:
        lon, lat = (float(half) for half in text.split(","))
    except ValueError as error:
        problem = translate("cli", "“{text}” is no place; write it like 114.68,36.44").format(text=text)
        raise InvalidValueError(field="--at", problem=problem) from error
    return lon, lat


def _ask(session: Session, actor: Actor, arguments: argparse.Namespace) -> Changes:
    until = moment(arguments.until, "--until")
    return task_time.ask_for_time(
        session, actor, arguments.number, arguments.unit, until, note=arguments.note
    )


def _grant(session: Session, actor: Actor, arguments: argparse.Namespace) -> Changes:
    until = moment(arguments.until, "--until") if arguments.until else None
    return task_time.grant_time(
        session, actor, arguments.number, arguments.unit, until=until, note=arguments.note
    )


def _refuse(session: Session, actor: Actor, arguments: argparse.Namespace) -> Changes:
    return task_time.refuse_time(session, actor, arguments.number, arguments.unit, note=arguments.note)


def _pause(session: Session, actor: Actor, arguments: argparse.Namespace) -> Changes:
    return task_time.pause(session, actor, arguments.number, arguments.note, unit_code=arguments.unit)


def _resume(session: Session, actor: Actor, arguments: argparse.Namespace) -> Changes:
    return task_time.resume(
        session,
        actor,
        arguments.number,
        limit_of,
        ChinaCalendar(),
        unit_code=arguments.unit,
        note=arguments.note,
    )


def _escalate(session: Session, actor: Actor, arguments: argparse.Namespace) -> Changes:
    rung = NewEscalation(
        Level(arguments.level),
        arguments.unit,
        arguments.person,
        arguments.document,
        _fen(arguments.penalty) if arguments.penalty else None,
        arguments.note,
    )
    return escalate(session, actor, arguments.number, rung)


ASIDE: dict[str, Act] = {
    "ask": _ask,
    "grant": _grant,
    "refuse": _refuse,
    "pause": _pause,
    "resume": _resume,
    "escalate": _escalate,
}


def _fen(text: str) -> int:
    """Yuan as somebody types them, in fen; a third decimal is none of them."""
    try:
        fen = Decimal(text) * 100
        if not fen.is_finite() or fen != int(fen):
            raise InvalidOperation
    except InvalidOperation as error:
        problem = translate("cli", "“{text}” is no amount in yuan; write it like 2000 or 2000.50")
        raise InvalidValueError(field="--penalty", problem=problem.format(text=text)) from error
    return int(fen)


def _line(part: PartRecord) -> str:
    words = [f"{part.number} {part.unit_name}: {state_text(part.state)}"]
    if part.deadline is not None:
        words.append(f"{part.deadline.astimezone(CHINA):%Y-%m-%dT%H:%M}")
    if part.paused_at is not None:
        words.append(translate("cli", "clocks paused"))
    if part.asked_until is not None:
        until = f"{part.asked_until.astimezone(CHINA):%Y-%m-%dT%H:%M}"
        words.append(translate("cli", "asks for time until {until}").format(until=until))
    return ", ".join(words)
