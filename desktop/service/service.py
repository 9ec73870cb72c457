"""Composes the service: lease, duties, health page, and the one loop that drives them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from db.drill import last_drill
from db.engine import Database
from db.rotation import Keep
from db.sync.mailbox import merge_inbound
from db.sync.pack.read import retry_kept
from desktop.clock import Clock
from desktop.feeds.guard import Guard
from desktop.feeds.journal import Journal
from desktop.feeds.tables.profile import TableProfile
from desktop.service.backing_up import BackingUp
from desktop.service.duties import Exchanging, KeptPacks, Merging, RollingUp, Watching
from desktop.service.duty import Duty, DutyRecord
from desktop.service.folder import WatchedFolder
from desktop.service.health import HealthPage
from desktop.service.holding import Holding, HoldRecord
from desktop.service.listening import Listening
from desktop.service.report import Report, disks
from desktop.service.scheduler import Scheduler

_LONGEST_WAIT = 1.0
"""Seconds between two looks at the duties and at whether to stop."""
_STOP_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Options:
    """How this service was started."""

    host: str = "127.0.0.1"
    port: int = 9212
    health_port: int = 9280
    backup_folder: Path | None = None
    """None: no backups are made here."""
    backup_every: float = 3600.0
    keep: Keep = field(default_factory=Keep)
    sync_with: str | None = None
    sync_every: float = 300.0
    lease_seconds: float = 60.0
    guard: Guard = field(default_factory=Guard)
    journal: Journal | None = None
    watch: Path | None = None
    """A folder whose files of readings are loaded."""
    watch_profile: TableProfile | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """Whom the service tells what happens, in one line each."""

    page: Callable[[str], None]
    """The address of the health page, which answers from now on."""
    hold: Callable[[HoldRecord], None]
    duty: Callable[[DutyRecord], None]


class Service:
    """Waits until the lease is free, then does the duties until it is lost or `stop` is set."""

    def __init__(self, database: Database, clock: Clock, options: Options, tell: Tell) -> None:
        self._database, self._clock, self._options, self._tell = database, clock, options, tell
        self._started = clock.now()
        self._holding = Holding(database, clock, options.lease_seconds)
        self._term: _Term | None = None
        self._told: HoldRecord | None = None

    def run(self, stop: threading.Event) -> None:
        """Until `stop`. Work that does not end in some seconds is left to die with the program.

        Raises:
            ListenError: the port of the health page is taken.
        """
        page = HealthPage(self.report, self._options.health_port)
        try:
            self._tell.page(page.url)
            while not stop.is_set():
                stop.wait(self._turn())
        finally:
            self._stand_down()
            self._holding.give_back()
            page.close()

    def report(self) -> Report:
        """This moment; called on the health page's thread."""
        term, folder = self._term, self._options.backup_folder
        return Report(
            now=self._clock.now(),
            started=self._started,
            version=version("qingkong"),
            database=self._database.where,
            hold=self._holding.record,
            duties=term.scheduler.records() if term else [],
            port=term.listening.port if term else None,
            feeds=term.listening.status() if term else None,
            summary=term.watching.summary if term else None,
            clocks=term.watching.clocks if term else None,
            backup_folder=folder,
            backup=term.backing_up.latest if term and term.backing_up else None,
            drill=last_drill(folder) if folder else None,
            disks=disks(folder, self._database.path.parent if self._database.path else None),
        )

    def _turn(self) -> float:
        """One pass of the loop; seconds until the next."""
        held = self._holding.turn()
        self._tell_hold()
        if not held:
            self._stand_down()
            return _LONGEST_WAIT
        if self._term is None:
            self._term = _Term(self._database, self._holding, self._clock, self._options, self._tell.duty)
        return min(self._term.scheduler.step(), _LONGEST_WAIT)

    def _stand_down(self) -> None:
        term, self._term = self._term, None
        if term is not None:
            term.close()

    def _tell_hold(self) -> None:
        """Say it when the state or who has the lease changes, not when it is renewed."""
        now = self._holding.record
        if self._told is None or _kind(now) != _kind(self._told):
            self._tell.hold(now)
        self._told = now


def _kind(record: HoldRecord) -> tuple[str, str, str]:
    return record.state, record.other, record.problem


class _Term:
    """What is at work while the lease is ours: made anew each time."""

    def __init__(
        self,
        database: Database,
        holding: Holding,
        clock: Clock,
        options: Options,
        tell: Callable[[DutyRecord], None],
    ) -> None:
        self._ended = threading.Event()
        over = self._ended.is_set
        self.listening = Listening(
            database, holding, clock, options.host, options.port, options.guard, options.journal
        )
        self.watching = Watching(database)
        self.backing_up: BackingUp | None = None
        duties: list[Duty] = [self.listening, self.watching]
        duties += [Merging(database, merge_inbound), KeptPacks(database, retry_kept)]
        duties.append(RollingUp(database, over))
        if options.sync_with:
            duties.append(Exchanging(database, options.sync_with, options.sync_every, clock, over))
        if options.watch is not None:
            duties.append(WatchedFolder(database, options.watch, options.watch_profile, over))
        if options.backup_folder is not None:
            folder, every = options.backup_folder, options.backup_every
            self.backing_up = BackingUp(database, folder, every, options.keep, over)
            duties.append(self.backing_up)
        self.scheduler = Scheduler(duties, clock, holding.guard, tell)

    def close(self) -> None:
        """End the duties; what is at work is asked to stop."""
        self._ended.set()
        self.scheduler.close(_STOP_SECONDS)
