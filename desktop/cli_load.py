"""`load readings`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.actor import Actor
from db.engine import Database
from db.errors import InvalidValueError, NotFoundError
from desktop.feeds import files
from desktop.feeds.loading import LoadReport
from desktop.feeds.tables.profile import TableProfile
from desktop.feeds.tables.propose import Proposal, propose
from desktop.feeds.tables.stations import known_stations
from desktop.feeds.tables.toml import read_profile, write_profile

translate = QCoreApplication.translate


def load_readings(database: Database, arguments: argparse.Namespace) -> LoadReport:
    """Import files of readings; what was guessed of a table stands on stderr."""
    paths = [Path(name) for name in arguments.files]
    _require(arguments, paths)
    profile = _profile(database, arguments, paths[0])
    report = files.load_readings(
        database,
        paths,
        arguments.format,
        actor=Actor(now=datetime.now(UTC)),
        profile=profile,
        station=arguments.station or "",
        dry_run=arguments.dry_run,
    )
    if arguments.dry_run:
        print(translate("cli", "Dry run: nothing was stored"))
    for line in report.assumed:
        print(translate("cli", "assumed: {what}").format(what=line), file=sys.stderr)
    _tell_unknown(report)
    return report


def _require(arguments: argparse.Namespace, paths: list[Path]) -> None:
    needs_table = arguments.profile or arguments.save_profile
    if needs_table and arguments.format not in ("auto", "table"):
        name = "--profile" if arguments.profile else "--save-profile"
        problem = translate("cli", "a profile is for tables; leave --format out, or write --format table")
        raise InvalidValueError(field=name, problem=problem)
    if missing := next((path for path in paths if not path.is_file()), None):
        raise NotFoundError(what="file", key=missing)


def _profile(database: Database, arguments: argparse.Namespace, first: Path) -> TableProfile | None:
    """The profile that was given; or, to be saved, the one that the first file seems to need."""
    if arguments.profile:
        profile = read_profile(Path(arguments.profile))
    elif arguments.save_profile:
        with database.reading() as session:
            book = known_stations(session)
        proposal = propose(first, book)
        profile = proposal.profile
        _explain(proposal)
    else:
        return None
    if arguments.save_profile:
        # before the load: what is missing in it can then be written down there
        write_profile(profile, Path(arguments.save_profile))
        print(translate("cli", "The profile: {path}").format(path=arguments.save_profile), file=sys.stderr)
    return profile


def _explain(proposal: Proposal) -> None:
    words = {
        "sure": translate("cli", "sure"),
        "likely": translate("cli", "likely"),
        "doubtful": translate("cli", "doubtful"),
        "unused": translate("cli", "not used"),
    }
    for guess in proposal.guesses:
        use = " ".join(part for part in (guess.field, guess.unit, guess.of) if part) or "-"
        print(f"{guess.header}: {use} ({words[guess.sure]}: {guess.why})", file=sys.stderr)
    for note in proposal.notes:
        print(f"{note.what}: {words[note.sure]}: {note.why}", file=sys.stderr)


def _tell_unknown(report: LoadReport) -> None:
    if report.unknown_stations:
        text = translate(
            "cli",
            "{count} stations of the table are not in the record: {names}. Load a list of stations first "
            "(qingkong load stations), or write their codes into the profile under [stations].",
        )
        names = ", ".join(report.unknown_stations[:10])
        print(text.format(count=len(report.unknown_stations), names=names), file=sys.stderr)
