"""`backup` and `restore`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db import drill as rehearsal
from db import restore as restoring
from db.backup import back_up, prune, series
from db.check import Finding
from db.engine import Database, open_database
from db.rotation import Keep
from desktop.cli_record import existing
from desktop.cli_text import choose_language

translate = QCoreApplication.translate


def backup(arguments: argparse.Namespace) -> int:
    """Make a backup now, or rehearse a restore; 1 when the rehearsed backup is not good."""
    if arguments.drill is not None:
        return _drill(arguments)
    database = existing(arguments)
    now = datetime.now(UTC)
    folder = backup_folder(arguments.dir, database)
    try:
        made = back_up(database, folder, now)
        gone = prune(folder, series(database), Keep(hours=arguments.keep), now)
    finally:
        database.close()
    text = translate("cli", "{size} MB, {gone} old backups removed: {path}")
    print(text.format(size=f"{made.size / 1e6:.1f}", gone=len(gone), path=made.path))
    return 0


def _drill(arguments: argparse.Namespace) -> int:
    choose_language(arguments.lang)
    server = open_database(arguments.db) if arguments.db else None
    try:
        drilled = rehearsal.drill(Path(arguments.drill), server, datetime.now(UTC))
    finally:
        if server is not None:
            server.close()
    rehearsal.note(drilled)
    for line in drilled.findings:
        print(line)
    _tell_rows(drilled.rows)
    if drilled.is_good:
        text = translate("cli", "Drill of {seconds} s: this backup can be restored and its record is true")
    else:
        text = translate("cli", "Drill of {seconds} s failed: do not rely on this backup. {problem}")
    problem = translate("errors", drilled.template).format(**drilled.params)
    print(text.format(seconds=f"{drilled.seconds:.1f}", problem=problem).rstrip())
    return 0 if drilled.is_good else 1


def restore(arguments: argparse.Namespace) -> int:
    """Make a backup a new database; 1 when its record is not true."""
    choose_language(arguments.lang)
    target = open_database(arguments.to)
    try:
        done = restoring.restore(Path(arguments.file), target, datetime.now(UTC))
    finally:
        target.close()
    if not done.has_sum:
        text = translate("cli", "There is no checksum beside the backup: only its content could be checked")
        print(text, file=sys.stderr)
    _tell_rows(done.rows)
    text = translate(
        "cli",
        "{where} is a new replica, {name} ({tag}), made from {old}. Where it exchanges, the office must "
        "approve it as a new one; revoke {old} if it will not write again.",
    )
    names = done.names
    print(text.format(where=target.where, name=names.name, tag=names.tag, old=names.old_tag))
    return _tell_findings(done.findings)


def _tell_rows(rows: dict[str, int]) -> None:
    words = {
        "operation": translate("cli", "{count} changes in the log"),
        "site": translate("cli", "{count} sites"),
        "task": translate("cli", "{count} orders"),
        "attachment": translate("cli", "{count} attachments"),
        "observation": translate("cli", "{count} readings"),
    }
    if rows:
        print(", ".join(words[name].format(count=count) for name, count in rows.items()))


def _tell_findings(findings: list[Finding]) -> int:
    for finding in findings:
        print(finding)
    if findings:
        text = translate("cli", "{count} findings: the record is not what the log says")
    else:
        text = translate("cli", "The record is true: log chain, state, reference data and integrity agree")
    print(text.format(count=len(findings)))
    return 1 if findings else 0


def backup_folder(chosen: str | None, database: Database) -> Path:
    """Where backups go: beside a SQLite file, else among this user's data."""
    if chosen is not None:
        return Path(chosen)
    if database.path is not None:
        return database.path.with_name(f"{database.path.name}.backups")
    from platformdirs import user_data_path

    return user_data_path("qingkong", appauthor=False) / "backups"
