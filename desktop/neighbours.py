"""Learning of what other programs write to the same database: polling, and on PostgreSQL its wake-up."""

import contextlib

from PySide6.QtCore import QObject, Qt, Signal, Slot

from db.engine import Database
from db.wakeup import Wakeup
from desktop.jobs import Jobs
from desktop.poll_pace import PollPace

_SLOWEST = 2.5
"""On a shared server quiet polls grow to this many times the least pace: 2 to 5 seconds."""
STATUS_EVERY = 4
"""On a shared server the status line is read at every fourth poll: it takes several statements."""


class Neighbours(QObject):
    """Polls through `Jobs`, which tells the screens what others wrote."""

    status_due = Signal()
    """It is time to read the status line anew, whether or not anything was written."""
    _heard = Signal()

    def __init__(self, database: Database, jobs: Jobs, least_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._polls = jobs, 0
        self._is_shared = not database.is_sqlite
        slowest = _SLOWEST if self._is_shared else 1.0
        self.pace = PollPace(least_ms, int(least_ms * slowest), self)
        self.pace.due.connect(self._on_due)
        self._wakeup = Wakeup(database, self._hear) if self._is_shared else None
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        jobs.polled.connect(self.pace.ended)
        jobs.committed.connect(self._on_committed)
        jobs.connection.changed.connect(self._on_connection)

    def start(self) -> None:
        """Look at once, then again and again."""
        if self._wakeup is not None:
            self._wakeup.start()
        self.pace.start()
        self._on_due()

    def stop(self) -> None:
        """No more looks."""
        self.pace.stop()

    def close(self) -> None:
        """The window closes: the listening thread ends."""
        self.pace.stop()
        if self._wakeup is not None:
            self._wakeup.close()

    def _hear(self) -> None:
        """On the listening thread."""
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._heard.emit()

    @Slot()
    def _on_heard(self) -> None:
        self._jobs.connection.hurry()
        self.pace.wake()

    @Slot()
    def _on_due(self) -> None:
        self._jobs.poll()
        self._polls += 1
        if not self._is_shared or self._polls % STATUS_EVERY == 1:
            self.status_due.emit()

    @Slot()
    def _on_committed(self) -> None:
        if self._wakeup is not None:
            self._wakeup.announce()

    @Slot()
    def _on_connection(self) -> None:
        """Away: nothing to look at. Back: everything was read again, and polling goes on."""
        if self._jobs.connection.away is not None:
            self.pace.stop()
        else:
            self.pace.start()
