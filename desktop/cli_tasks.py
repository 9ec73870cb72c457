"""`task`: the life of an order without a window."""

import argparse
import csv
import sys
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.commands import tasks
from db.queries import tasks as queries
from db.rules.limits import read_limit
from db.rules.tasks import OPEN_STATES, Step
from db.rules.working_time import ChinaCalendar
from db.times import CHINA
from desktop.cli_account import acting
from desktop.cli_duty import print_escalations
from desktop.cli_record import existing, moment, ready
from desktop.cli_task_aside import ASIDE, degrees, step_aside
from desktop.cli_task_files import FILES, task_files
from desktop.cli_task_statistics import print_statistics
from desktop.texts import state_text
from desktop.time_limits import time_limits

translate = QCoreApplication.translate


def task(arguments: argparse.Namespace) -> int:
    """Do one step, or list orders."""
    if arguments.step == "new":
        return _new(arguments)
    if arguments.step == "list":
        return _list(arguments)
    if arguments.step == "escalations":
        return print_escalations(arguments)
    if arguments.step in ASIDE:
        return step_aside(arguments)
    if arguments.step == "statistics":
        return print_statistics(arguments)
    if arguments.step in FILES:
        return task_files(arguments)
    record = ready(arguments)
    actor = acting(record.database, arguments)
    with record.database.writing() as session:
        tasks.step(
            session,
            actor,
            arguments.number,
            Step(arguments.step),
            note=arguments.note,
            unit_code=arguments.unit,
        )
    with record.database.reading() as session:
        for part in queries.parts(session, number=arguments.number):
            print(f"{part.number} {part.unit_name}: {state_text(part.state)}")
    record.database.close()
    return 0


def _new(arguments: argparse.Namespace) -> int:
    record = ready(arguments)
    actor = acting(record.database, arguments)
    now = actor.now
    deadline = moment(arguments.deadline, "--deadline") if arguments.deadline else None
    if arguments.within:
        deadline = _due(arguments.within, now)
    lon, lat = degrees(arguments.at) if arguments.at else (None, None)
    order = tasks.NewTask(
        title=arguments.title,
        unit_codes=[*arguments.to, *arguments.support],
        support=arguments.support,
        deadline=deadline,
        source=arguments.source,
        campaign_key=arguments.campaign,
        site_code=arguments.site,
        station_code=arguments.station,
        found=arguments.found,
        required=arguments.required,
        legal_basis=arguments.legal,
        dispatch=not arguments.draft,
        receive_by=_due(arguments.receive_within, now),
        arrive_by=_due(arguments.arrive_within, now),
        verify_by=_due(arguments.verify_within, now),
        limit=arguments.within,
        place=arguments.place,
        lon=lon,
        lat=lat,
        contacts=arguments.contacts,
    )
    with record.database.writing() as session:
        number = tasks.new(session, actor, order)
    record.database.close()
    if deadline is not None and deadline <= now:
        print(translate("cli", "The deadline is in the past: the order is overdue at once."), file=sys.stderr)
    text = translate("cli", "Draft") if arguments.draft else translate("cli", "Dispatched")
    print(f"{text} {number}")
    return 0


def _due(limit: str | None, now: datetime) -> datetime | None:
    return read_limit(limit, time_limits()).due(now, ChinaCalendar()) if limit else None


def _list(arguments: argparse.Namespace) -> int:
    database = existing(arguments)
    if arguments.format == "jsonl":
        from desktop.dump import dump

        dump(database, "tasks", fmt="jsonl", open_only=arguments.open)
        database.close()
        return 0
    with database.reading() as session:
        parts = queries.parts(session, states=OPEN_STATES if arguments.open else None)
    rows = [
        (p.number, state_text(p.state), _local(p.deadline), p.unit_name, p.site_code or "", p.title)
        for p in parts
    ]
    header = ("number", "state", "deadline", "unit", "site", "title")
    if arguments.format == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([header, *rows])
    else:
        for row in rows:
            print("  ".join(row))
    database.close()
    return 0


def _local(value: datetime | None) -> str:
    return value.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M") if value else ""
