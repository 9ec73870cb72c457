"""`init`, `load`, `dump`, `check`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db import times
from db.actor import Actor
from db.engine import Database, open_database
from db.errors import InvalidValueError
from db.identity import Founding
from db.setup import require_ready
from desktop.cli_text import choose_language
from desktop.definition_words import problem_lines
from desktop.feeds.files import LoadReport
from desktop.record import Record, default_url, load_region, open_record

translate = QCoreApplication.translate


def ready(arguments: argparse.Namespace, founding: Founding | None = None) -> Record:
    """Open the record for writing, creating or upgrading it; says so on stderr when it did."""
    choose_language(arguments.lang)
    url = arguments.db or default_url()
    record = open_record(url, datetime.now(UTC), founding, arguments.campaigns)
    for line in problem_lines(record.loaded):
        print(line, file=sys.stderr)
    if record.prepared.backup is not None:
        text = translate("cli", "Before the upgrade the database was copied to {path}")
        print(text.format(path=record.prepared.backup), file=sys.stderr)
    return record


def existing(arguments: argparse.Namespace) -> Database:
    """Open a record that must be there, for reading."""
    choose_language(arguments.lang)
    database = open_database(arguments.db or default_url())
    require_ready(database)
    return database


def init(arguments: argparse.Namespace) -> int:
    """Create or upgrade the database, load the divisions."""
    if arguments.demo:
        return _init_demo(arguments)
    record = ready(arguments, _founding(arguments))
    text = translate("cli", "{where}: schema {revision}, {count} campaigns")
    where = record.database.where
    print(text.format(where=where, revision=record.prepared.after, count=len(record.campaigns)))
    if arguments.region:
        number = load_region(record.database, arguments.region, datetime.now(UTC))
        text = translate("cli", "{region}: {count} divisions loaded")
        print(text.format(region=arguments.region, count=number))
    else:
        print(translate("cli", "No divisions were loaded; add --region handan to load Handan's."))
    record.database.close()
    return 0


def _founding(arguments: argparse.Namespace) -> Founding:
    """What a new record shall be; of one that exists already, nothing changes."""
    is_field = arguments.field or arguments.scope
    scope = " ".join(arguments.scope or ())
    return Founding(side="field" if is_field else "office", scope=scope, name=arguments.name)


def _init_demo(arguments: argparse.Namespace) -> int:
    """Fill an empty database with the demo, to try the commands on."""
    from desktop.demo import prepare_demo

    choose_language(arguments.lang)
    demo = prepare_demo(arguments.db)
    text = translate("cli", "{where}: filled with the demo's stations, sites and orders (invented)")
    print(text.format(where=demo.record.database.where))
    demo.record.database.close()
    return 0


def load(arguments: argparse.Namespace) -> int:
    """Import readings, stations or a ledger of sites; 3 when some rows were refused."""
    from desktop.cli_ledger import load_sites
    from desktop.cli_load import load_readings
    from desktop.feeds import files

    record = ready(arguments)
    if arguments.what == "sites":
        try:
            return load_sites(record, arguments)
        finally:
            record.database.close()
    if arguments.what == "stations":
        actor = Actor(now=datetime.now(UTC))
        report = files.load_stations(record.database, Path(arguments.file), actor=actor)
    else:
        report = load_readings(record.database, arguments)
    record.database.close()
    return _tell(report)


def ledger(arguments: argparse.Namespace) -> int:
    """Write a campaign's sites as a workbook."""
    from desktop.cli_ledger import export_ledger

    record = ready(arguments)
    try:
        return export_ledger(record, arguments)
    finally:
        record.database.close()


def _tell(report: LoadReport) -> int:
    text = translate("cli", "{added} added, {changed} changed, {unchanged} unchanged, {refused} refused")
    print(
        text.format(
            added=report.added, changed=report.changed, unchanged=report.unchanged, refused=report.refused
        )
    )
    if report.registered:
        text = translate("cli", "{count} stations were not known and have been registered by their codes")
        print(text.format(count=len(report.registered)), file=sys.stderr)
    for line in report.reasons():
        print(line, file=sys.stderr)
    if report.refused_file is not None:
        text = translate("cli", "The refused rows with their reasons: {path}")
        print(text.format(path=report.refused_file), file=sys.stderr)
    return 3 if report.refused else 0


def dump(arguments: argparse.Namespace) -> int:
    """Print or write what the record holds."""
    from desktop.dump import dump as run

    database = existing(arguments)
    run(
        database,
        arguments.what,
        since=_epoch(arguments.since, "--since"),
        until=_epoch(arguments.until, "--until"),
        stations=arguments.station,
        edition=arguments.edition,
        fmt=arguments.format,
        period=arguments.period,
        out=Path(arguments.out) if arguments.out else None,
    )
    database.close()
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Verify the record; 1 when anything is not as it should be."""
    from db.check import check as run
    from db.check import not_looked_at

    database = existing(arguments)
    findings = run(database)
    if hidden := not_looked_at(database):
        text = translate("cli", "Not looked at, because this login may not read all of it: {tables}")
        print(text.format(tables=", ".join(hidden)), file=sys.stderr)
    for finding in findings:
        print(finding)
    if findings:
        text = translate("cli", "{count} findings: the record is not what the log says")
    else:
        text = translate("cli", "The record is true: log chain, state, reference data and integrity agree")
    print(text.format(count=len(findings)))
    database.close()
    return 1 if findings else 0


def _epoch(text: str | None, name: str) -> int | None:
    return None if text is None else int(moment(text, name).timestamp())


def moment(text: str, name: str) -> datetime:
    """An ISO 8601 time given on the command line; China time unless it says otherwise."""
    try:
        return times.parse_local(text)
    except ValueError as error:
        problem = translate("cli", "“{text}” is not a time; write it like 2026-12-31T18:00").format(text=text)
        raise InvalidValueError(field=name, problem=problem) from error
