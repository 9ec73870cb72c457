"""`listen` and `replay`."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.engine import Database
from db.errors import InvalidValueError
from db.queries.devices import registry
from db.queries.stations import stations
from desktop.cli_listener import guard_of, journal_of
from desktop.cli_record import existing, moment, ready
from desktop.cli_text import choose_language
from desktop.clock import Clock
from desktop.feeds import intake
from desktop.feeds.hub import Received
from desktop.feeds.journal import entries, is_journal
from desktop.feeds.journal_replay import Resent, send_journal
from desktop.feeds.listener import Listener
from desktop.feeds.recorded import hour_rows
from desktop.feeds.replay import Devices, HourRow, Sent, send

translate = QCoreApplication.translate

_REPORT_SECONDS = 10.0


def listen(arguments: argparse.Namespace) -> int:
    """Receive HJ 212 frames until interrupted."""
    choose_language(arguments.lang)
    guard, journal = guard_of(arguments), journal_of(arguments)
    record = ready(arguments)
    refused = _Refused()
    clock = Clock()
    stop = _stop_on_signals()
    with ThreadPoolExecutor(1, thread_name_prefix="qingkong-store") as pool:

        def sink(batch: Sequence[Received]) -> "Future[list[bool]]":
            return pool.submit(_store, record.database, batch, clock.now(), refused)

        listener = Listener(sink, arguments.host, arguments.port, clock=clock, guard=guard, journal=journal)
        listener.start()
        text = translate("cli", "Listening for HJ 212 on {host}:{port}; stop with Ctrl+C")
        print(text.format(host=arguments.host, port=listener.port), flush=True)
        _watch(listener, refused, stop, arguments.seconds)
        listener.stop()
    _tell(listener, refused)
    record.database.close()
    return 0


@dataclass(slots=True)
class _Refused:
    """Frames, pieces and values refused so far, for whatever reason."""

    count: int = 0


def _store(database: Database, batch: Sequence[Received], now: datetime, refused: _Refused) -> list[bool]:
    with database.writing() as session:
        stored = intake.store(session, batch, now=now)
    refused.count += stored.refused
    return stored.verdicts


def _watch(listener: Listener, refused: _Refused, stop: threading.Event, seconds: float | None) -> None:
    """Say every few seconds what came, when something came."""
    left = seconds if seconds is not None else float("inf")
    told = 0
    while left > 0 and not stop.wait(min(left, _REPORT_SECONDS)):
        left -= _REPORT_SECONDS
        seen = listener.status()
        if seen.frames + sum(seen.rejected.values()) != told:
            told = seen.frames + sum(seen.rejected.values())
            _tell(listener, refused)


def _tell(listener: Listener, refused: _Refused) -> None:
    seen = listener.status()
    text = translate("cli", "{frames} frames, {refused} refused, {connections} connections")
    print(text.format(frames=seen.frames, refused=refused.count, connections=seen.connections), flush=True)
    if seen.turned_away:
        text = translate("cli", "{count} connections turned away: {reasons}")
        reasons = ", ".join(f"{name} {number}" for name, number in sorted(seen.turned_away_why.items()))
        print(text.format(count=seen.turned_away, reasons=reasons), file=sys.stderr)
    if seen.journal_problem:
        text = translate("cli", "The raw journal is not written any more: {reason}; devices are not affected")
        print(text.format(reason=seen.journal_problem), file=sys.stderr)
    if seen.last_error:
        print(seen.last_error, file=sys.stderr)


def replay(arguments: argparse.Namespace) -> int:
    """Send recorded readings as HJ 212 devices would, or a raw journal as it came."""
    host, port = _address(arguments.to)
    path, stop, speed = Path(arguments.file), _stop_on_signals(), arguments.speed or None
    devices, passwords = _devices(arguments)
    try:
        if path.is_file() and is_journal(path):
            resent = send_journal(entries(path), passwords, host, port, speed=speed, stop_event=stop)
            _report_resent(resent)
        else:
            rows = _rows(arguments, path)
            known: Devices = {row.station_code: (row.station_code, None) for row in rows}
            _report(send(rows, {**known, **devices}, host, port, speed=speed, stop_event=stop))
    except OSError as error:
        problem = translate("cli", "nobody listens at {address}, or not any more: {reason}")
        reason = error.strerror or str(error) or type(error).__name__
        text = problem.format(address=arguments.to, reason=reason)
        raise InvalidValueError(field="--to", problem=text) from error
    return 0


def _rows(arguments: argparse.Namespace, path: Path) -> list[HourRow]:
    return hour_rows(
        path,
        arguments.format,
        since=_epoch(arguments.since, "--since"),
        until=_epoch(arguments.until, "--until"),
        stations=arguments.station,
    )


def _devices(arguments: argparse.Namespace) -> tuple[Devices, dict[str, str | None]]:
    """MN and password by station, and passwords by MN; without a database a station's code is its number."""
    if arguments.db is None:
        from desktop.cli_text import choose_language

        choose_language(arguments.lang)
        return {}, {}
    database = existing(arguments)
    with database.reading() as session:
        found = {s.code: (s.mn, s.password) for s in stations(session, passwords=True) if s.mn}
        passwords = {mn: device.password for mn, device in registry(session).items()}
    database.close()
    return found, passwords


def _report(sent: Sent) -> None:
    text = translate("cli", "{hours} hours, {frames} frames sent, {answers} answered")
    print(text.format(hours=sent.hours, frames=sent.frames, answers=sent.answers))


def _report_resent(sent: Resent) -> None:
    text = translate("cli", "{frames} frames and {damaged} damaged pieces sent again, {answers} answered")
    print(text.format(frames=sent.frames, damaged=sent.damaged, answers=sent.answers))


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        problem = translate("cli", "“{text}” is not an address; write it like 127.0.0.1:9212")
        raise InvalidValueError(field="--to", problem=problem.format(text=text))
    return host, int(port)


def _epoch(text: str | None, name: str) -> int | None:
    return None if text is None else int(moment(text, name).astimezone(UTC).timestamp())


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
    return stop
