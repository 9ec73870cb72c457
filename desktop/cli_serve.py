"""`serve`."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.engine import Database
from db.errors import InvalidValueError, NotFoundError, OutOfRangeError
from db.lease import LONGEST
from db.rotation import Keep
from desktop.cli_backup import backup_folder
from desktop.cli_listener import guard_of, journal_of
from desktop.cli_record import ready
from desktop.cli_text import choose_language
from desktop.clock import Clock
from desktop.feeds.tables.toml import read_profile
from desktop.service.duty import DutyRecord
from desktop.service.holding import HoldRecord
from desktop.service.page import duty_text
from desktop.service.service import Options, Service, Tell

translate = QCoreApplication.translate


def serve(arguments: argparse.Namespace) -> int:
    """Do the office's duties until interrupted."""
    choose_language(arguments.lang)
    _require(arguments)
    database = ready(arguments).database
    print(translate("cli", "Database: {where}").format(where=database.where), flush=True)
    tell = Tell(_tell_page, _tell_hold, _tell_duty)
    service = Service(database, Clock(), _options(arguments, database), tell)
    with _stopping(arguments.seconds) as stop:
        try:
            service.run(stop)
        finally:
            database.close()
    print(translate("cli", "The service has ended"), flush=True)
    _leave_nobody_behind()
    return 0


def _require(arguments: argparse.Namespace) -> None:
    """Numbers that make no sense are told before anything is opened."""
    longest = int(LONGEST.total_seconds())
    limits = {
        "--lease": (arguments.lease, 1, longest),
        "--sync-every": (arguments.sync_every, 1, 86_400),
        "--backup-every": (arguments.backup_every, 0, 7 * 86_400),
        "--keep": (arguments.keep, 1, 10_000),
    }
    for name, (value, low, high) in limits.items():
        if not low <= value <= high:
            raise OutOfRangeError(field=name, value=value, low=low, high=high)


def _options(arguments: argparse.Namespace, database: Database) -> Options:
    has_backups = arguments.backup_every > 0
    return Options(
        host=arguments.host,
        port=arguments.port,
        health_port=arguments.health_port,
        backup_folder=backup_folder(arguments.backup_dir, database) if has_backups else None,
        backup_every=arguments.backup_every,
        keep=Keep(hours=arguments.keep),
        sync_with=arguments.sync_with,
        sync_every=arguments.sync_every,
        lease_seconds=arguments.lease,
        guard=guard_of(arguments),
        journal=journal_of(arguments),
        watch=_watched(arguments),
        watch_profile=read_profile(Path(arguments.profile)) if arguments.profile else None,
    )


def _watched(arguments: argparse.Namespace) -> Path | None:
    """The folder to watch; one that is not there is told at once, not by a duty that fails."""
    if arguments.watch is None:
        if arguments.profile:
            problem = translate("cli", "it says how to read the files of --watch DIR, which is missing")
            raise InvalidValueError(field="--profile", problem=problem)
        return None
    path = Path(arguments.watch)
    if not path.is_dir():
        raise NotFoundError(what="folder", key=path)
    return path


def _tell_page(url: str) -> None:
    print(translate("cli", "Health page: {url}").format(url=url), flush=True)


def _tell_hold(record: HoldRecord) -> None:
    if record.problem:
        print(record.problem, file=sys.stderr, flush=True)
    elif record.state == "holding":
        print(translate("cli", "On duty: this service holds the lease"), flush=True)
    elif record.state == "lost":
        text = translate("cli", "The lease was lost to {other}: this service stopped all its work")
        print(text.format(other=record.other or "?"), file=sys.stderr, flush=True)
    else:
        text = translate("cli", "Standby: {other} does the work; this service takes over when it stops")
        print(text.format(other=record.other or "?"), flush=True)


def _tell_duty(record: DutyRecord) -> None:
    if record.problem:
        text = translate("cli", "{duty} failed: {problem}")
        line = text.format(duty=duty_text(record.name), problem=record.problem)
        print(line, file=sys.stderr, flush=True)
    else:
        text = translate("cli", "{duty} works again: {result}")
        print(text.format(duty=duty_text(record.name), result=record.result), flush=True)


@contextmanager
def _stopping(seconds: float | None) -> Iterator[threading.Event]:
    """Set by Ctrl+C, by the service manager, or when the time is over."""
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last is what Windows service wrappers send
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: stop.set())
    timer = threading.Timer(seconds or 0.0, stop.set)
    if seconds is not None:
        timer.start()
    try:
        yield stop
    finally:
        timer.cancel()


def _leave_nobody_behind() -> None:
    """A thread that hangs in the database must not keep the program from ending; it is safe to kill."""
    left = [t.name for t in threading.enumerate() if t.name.startswith("qingkong")]
    if left:
        print(translate("cli", "Left behind: {names}").format(names=", ".join(left)), file=sys.stderr)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
