"""Days and months follow the hours while the window is open, a little at a time between other work."""

from PySide6.QtCore import QObject, QTimer, Slot

from db.changes import Changes
from desktop.jobs import Jobs
from desktop.rolling_up import RolledUp, roll_up
from desktop.standards import quality

SOON_MS, NEXT_MS = 3000, 50
_SHARED_MS = 60_000
"""On a shared record the service does it; consoles only look, should none run."""


class RollUps(QObject):
    """Rolls up after readings have come, until nothing that moved is left."""

    def __init__(self, jobs: Jobs, *, shared: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._pause = jobs, _SHARED_MS if shared else SOON_MS
        self._is_at_work = self._again = False
        self._timer = QTimer(self, singleShot=True, interval=self._pause)
        self._timer.timeout.connect(self._work)
        jobs.changed.connect(self._on_changed)
        self._timer.start(SOON_MS)

    def close(self) -> None:
        """Begin nothing more."""
        self._timer.stop()
        self._jobs.changed.disconnect(self._on_changed)

    @Slot(object, object)
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is self or not (changes.readings or changes.air):
            return
        self._again = True
        if not self._is_at_work and not self._timer.isActive():
            self._timer.start(self._pause)

    @Slot()
    def _work(self) -> None:
        self._is_at_work, self._again = True, False
        self._jobs.write(
            lambda session: roll_up(session, rules=quality()),
            self._on_done,
            error=self._on_failed,
            changes=lambda done: done.changes,
            initiator=self,
        )

    def _on_done(self, done: RolledUp) -> None:
        self._is_at_work = False
        if not done.is_all:
            self._timer.start(NEXT_MS)
        elif self._again:
            self._timer.start(self._pause)

    def _on_failed(self, _error: Exception) -> None:
        """The database is away, or this login may only read: tried again when something moves."""
        self._is_at_work = False
