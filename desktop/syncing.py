"""The exchange as the window runs it: by hand, by itself every few minutes, and packs, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.commands.peers import note_failure
from db.engine import Database, open_database
from db.errors import BadUrlError, DomainError
from db.queries.peers import urls
from db.queries.sync import Inbox, summary
from db.setup import require_ready
from db.sync.exchange import exchange
from db.sync.outcome import CancelledError, Exchanged
from desktop.clock import Clock
from desktop.jobs import Jobs
from desktop.settings import SYNC_BY_ITSELF, Settings
from desktop.sync_runner import Control, SyncRunner

T = TypeVar("T")

EVERY_MS = 180_000
"""How often an exchange begins by itself."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A complete exchange, and how many conflicts and own late steps it has brought."""

    done: Exchanged
    conflicts: int
    late: int


def as_url(text: str) -> URL:
    """What somebody typed for the other record: a URL, a file, or `host/name` of a PostgreSQL database.

    Raises:
        BadUrlError: it is none of them.
    """
    text = text.strip()
    if text and "://" not in text:
        is_file = text.endswith(".db") or Path(text).is_absolute()
        text = f"sqlite:///{Path(text).absolute()}" if is_file else f"postgresql+psycopg://{text}"
    try:
        return make_url(text)
    except ArgumentError as error:
        raise BadUrlError(url=text) from error


def without_password(url: URL) -> str:
    """The URL as it may be kept and shown."""
    return URL.create(
        url.drivername, url.username, None, url.host, url.port, url.database, url.query
    ).render_as_string()


class Syncing(QObject):
    """Starts exchanges and packs, and says how they go. Passwords live as long as the window."""

    changed = Signal()
    """Work began or ended."""
    progressed = Signal(object)
    """How far the work is: a `Progress`."""
    exchanged = Signal(object)
    """An exchange is complete: `Outcome`."""
    failed = Signal(object)
    """An exchange that somebody had asked for failed: the exception."""

    def __init__(
        self,
        database: Database,
        jobs: Jobs,
        clock: Clock,
        settings: Settings,
        parent: QObject | None = None,
        *,
        by_itself: bool = True,
        every_ms: int = EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._database, self._jobs, self._clock, self._settings = database, jobs, clock, settings
        # the service of a shared record exchanges for all its consoles
        self.can_run_by_itself = by_itself and database.is_sqlite
        self._passwords: dict[str, str] = {}
        self._ahead: list[str] = []
        self._peer = ""
        self._runner = SyncRunner(database.url, self)
        self._runner.progressed.connect(self.progressed)
        self._runner.busy_changed.connect(self._on_busy_changed)
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self.look_for_peers)
        if self.can_run_by_itself:
            self._timer.start()

    @property
    def is_shared(self) -> bool:
        """Whether this record is on a server, where many work with it."""
        return not self._database.is_sqlite

    @property
    def is_busy(self) -> bool:
        """Whether an exchange or a pack is under way."""
        return self._runner.is_busy

    @property
    def peer(self) -> str:
        """URL of the exchange under way, "" during other work."""
        return self._peer if self.is_busy else ""

    @property
    def by_itself(self) -> bool:
        """Whether exchanges begin by themselves."""
        return self.can_run_by_itself and self._settings.get(SYNC_BY_ITSELF)

    def set_by_itself(self, wanted: bool) -> None:
        """Let exchanges begin by themselves, or not."""
        self._settings.set(SYNC_BY_ITSELF, wanted)

    def exchange_with(self, text: str, password: str = "") -> bool:
        """Begin an exchange that somebody asked for; False while other work is under way.

        Raises:
            BadUrlError: the text names no database.
        """
        url = as_url(text)
        where = without_password(url)
        if password or url.password:
            self._passwords[where] = password or str(url.password)
        self._ahead.clear()
        return self._begin(where, self.failed.emit)

    def run(
        self,
        work: Callable[[Database, Control], T],
        done: Callable[[T], None],
        error: Callable[[Exception], None],
    ) -> bool:
        """Begin other long work on this record (packs); False while something is under way."""
        self._peer = ""

        def finish(result: T) -> None:
            self._jobs.poll()
            done(result)

        return self._runner.run(work, finish, error)

    def cancel(self) -> None:
        """Stop what is under way; what was confirmed stays."""
        self._ahead.clear()
        self._runner.cancel()

    def close(self) -> None:
        """Stop timer and thread."""
        self._timer.stop()
        self._runner.close()

    @Slot()
    def look_for_peers(self) -> None:
        """Exchange with all peers that were reached directly before; failures are noted, not told."""
        if self.by_itself and not self.is_busy:
            self._jobs.read(urls, self._on_urls, key="syncing.urls", error=_ignore)

    def _on_urls(self, found: list[str]) -> None:
        self._ahead = list(dict.fromkeys(without_password(make_url(url)) for url in found))
        self._next()

    def _next(self) -> None:
        if self._ahead and not self.is_busy:
            self._begin(self._ahead.pop(0), _ignore)

    def _begin(self, where: str, tell: Callable[[Exception], None]) -> bool:
        url = make_url(where)
        password = self._passwords.get(where)
        clock = self._clock

        def failed(error: Exception) -> None:
            tell(error)
            self._next()

        target = url.set(password=password) if password else url
        begun = self._runner.run(
            lambda database, control: _exchange(database, target, clock, control), self._on_exchanged, failed
        )
        if begun:
            self._peer = where
            self.changed.emit()
        return begun

    def _on_exchanged(self, outcome: Outcome) -> None:
        self._jobs.poll()
        self.exchanged.emit(outcome)
        self._next()

    @Slot(bool)
    def _on_busy_changed(self, _is_busy: bool) -> None:
        self.changed.emit()


def _exchange(mine: Database, target: URL, clock: Clock, control: Control) -> Outcome:
    """On the runner's thread."""
    theirs = open_database(target.render_as_string(hide_password=False))
    try:
        require_ready(theirs)
        before = _inbox(mine)
        done = exchange(mine, theirs, now=clock.now, progress=control.progress, cancelled=control.cancelled)
    except CancelledError:
        raise
    except DomainError as error:
        with mine.writing() as session:
            note_failure(session, theirs.where, error, clock.now())
        raise
    finally:
        theirs.close()
    after = _inbox(mine)
    return Outcome(done, max(0, after.decide - before.decide), max(0, after.late - before.late))


def _inbox(database: Database) -> Inbox:
    with database.reading() as session:
        return summary(session).inbox


def _ignore(_error: Exception) -> None:
    """It is noted at the peer and shown at the head of the sync screen; nobody had asked for it."""
