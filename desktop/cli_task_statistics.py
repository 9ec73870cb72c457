"""`task statistics`: how units kept their clocks, for a year or any other time."""

import argparse
import csv
import json
import sys
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.queries.task_statistics import InTime, UnitStatistics, by_unit
from db.times import CHINA
from desktop.cli_record import existing, moment

translate = QCoreApplication.translate
COLUMNS = (
    "unit", "unit_name", "parts", "closed", "open", "late", "received_in_time", "received_decided",
    "on_site_in_time", "on_site_decided", "reported_in_time", "reported_decided", "returned", "reopened",
)  # fmt: skip
"""A contract with the scripts of offices: columns are only added, at the end."""


def print_statistics(arguments: argparse.Namespace) -> int:
    """A line for each unit that was sent something."""
    now = datetime.now(UTC)
    since, until = _period(arguments, now)
    database = existing(arguments)
    with database.reading() as session:
        found = by_unit(session, since, until, now)
    database.close()
    if arguments.format == "jsonl":
        for one in found:
            values = dict(zip(COLUMNS, _values(one), strict=True))
            print(json.dumps(values, ensure_ascii=False, sort_keys=True))
    elif arguments.format == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([COLUMNS, *map(_values, found)])
    else:
        for one in found:
            print(_line(one))
    return 0


def _period(arguments: argparse.Namespace, now: datetime) -> tuple[datetime, datetime]:
    """The year named, or from `--since` to `--until`; without any, this year so far."""
    year = arguments.year or now.astimezone(CHINA).year
    since, until = datetime(year, 1, 1, tzinfo=CHINA), datetime(year + 1, 1, 1, tzinfo=CHINA)
    if arguments.since:
        since = moment(arguments.since, "--since")
    if arguments.until:
        until = moment(arguments.until, "--until")
    return since, until


def _values(one: UnitStatistics) -> tuple[Any, ...]:
    clocks = [number for clock in (one.received, one.on_site, one.reported) for number in _pair(clock)]
    return (
        one.unit_code, one.unit_name, one.parts, one.closed, one.open, one.late, *clocks, one.returned,
        one.reopened,
    )  # fmt: skip


def _pair(clock: InTime) -> tuple[int, int]:
    return clock.kept, clock.decided


def _line(one: UnitStatistics) -> str:
    text = translate(
        "cli",
        "{unit}: {parts} sent, {closed} closed, {late} late; in time: received {received}, on site "
        "{on_site}, reported {reported}; returned {returned}, reopened {reopened}",
    )
    return text.format(
        unit=one.unit_name,
        parts=one.parts,
        closed=one.closed,
        late=one.late,
        received=_share(one.received),
        on_site=_share(one.on_site),
        reported=_share(one.reported),
        returned=one.returned,
        reopened=one.reopened,
    )


def _share(clock: InTime) -> str:
    return f"{clock.kept}/{clock.decided}"
