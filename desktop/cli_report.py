"""`report`: papers without a window."""

import argparse
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.engine import Database, open_database
from db.errors import InvalidValueError
from db.setup import require_ready
from db.times import CHINA
from desktop.cli_text import choose_language
from desktop.evaluation.sheets import write
from desktop.record import default_url
from desktop.reports.daily import daily, period_of
from desktop.rolling_up import roll_up
from desktop.standards import evaluations

translate = QCoreApplication.translate

FORMS = (".xlsx", ".csv")


class ReportFormError(InvalidValueError):
    template = "{name} is no form of this report. Name a file that ends in {forms}."


class DayError(InvalidValueError):
    template = "{text} is no day. Write it like 2026-03-20."


def report(arguments: argparse.Namespace) -> int:
    """Write the daily report of some days; yesterday's where none is named."""
    language = choose_language(arguments.lang)
    path = Path(arguments.out)
    if path.suffix.lower() not in FORMS:
        raise ReportFormError(name=path.name, forms=" / ".join(FORMS))
    yesterday = datetime.now(CHINA).date() - timedelta(days=1)
    period = period_of(_day(arguments.since), _day(arguments.until), yesterday)
    database = open_database(arguments.db or default_url())
    try:
        require_ready(database)
        _bring_up_to_date(database)
        with database.reading() as session:
            edition = _evaluation(arguments.edition)
            sheet = daily(session, period, "zh" if language.startswith("zh") else "en", edition=edition)
    finally:
        database.close()
    write(sheet, path)
    text = translate("cli", "{path}: {rows} counties and stations, {first} to {last}")
    print(text.format(path=path, rows=len(sheet.rows), first=period.first, last=period.last))
    for line in sheet.notes:
        print(line, file=sys.stderr)
    return 0


def _bring_up_to_date(database: Database) -> None:
    """Hours that came while nobody rolled them up belong into the figures."""
    is_all = False
    while not is_all:
        with database.writing() as session:
            is_all = roll_up(session).is_all


def _evaluation(edition: str | None) -> str | None:
    """The evaluation that goes with an AQI edition."""
    return next((key for key, one in evaluations().items() if one.aqi == edition), None)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise DayError(text=text) from error
