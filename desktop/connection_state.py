"""Whether the database answers: a state, since when, and when to try again. Lives on the GUI thread."""

import random
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.reach import Away

RETRY_MS = 2000
"""From one try to the next while the database is away; a quarter more or less, so that consoles spread."""
_SPREAD = 0.25
_LEAST_MS = 200
"""A try that took long itself (a cut cable) is followed by the next one almost at once."""


class ConnectionState(QObject):
    """Here or away. While it is away, `due` asks for a try, which ends in `lose` or `find`."""

    changed = Signal()
    """The database went away, or came back."""
    due = Signal()
    """It is time to try again."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        retry_ms: int = RETRY_MS,
        spread: Callable[[], float] = random.random,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._retry_ms, self._spread, self._elapsed = retry_ms, spread, elapsed
        self._away: Away | None = None
        self._tried_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._try)

    @property
    def away(self) -> Away | None:
        """Since when and why it does not answer; None while it does."""
        return self._away

    @property
    def wait_ms(self) -> int:
        """Milliseconds until the next try, -1 where none is planned."""
        return self._timer.remainingTime()

    def lose(self, away: Away) -> None:
        """It does not answer, or still not: plan the next try."""
        is_news = self._away is None
        if is_news:
            self._away, self._tried_at = away, self._elapsed()
        self._timer.start(self._pause())
        if is_news:
            self.changed.emit()

    def find(self) -> None:
        """It answers."""
        self._timer.stop()
        if self._away is not None:
            self._away = None
            self.changed.emit()

    def hurry(self) -> None:
        """There is a sign of life: try now. Nothing happens while it is here or a try is under way."""
        if self._timer.isActive():
            self._timer.start(0)

    def stop(self) -> None:
        """The window closes: no more tries."""
        self._timer.stop()

    def _try(self) -> None:
        self._tried_at = self._elapsed()
        self.due.emit()

    def _pause(self) -> int:
        """Counted from the beginning of the last try."""
        wanted = self._retry_ms * (1 + _SPREAD * (2 * self._spread() - 1))
        spent = (self._elapsed() - self._tried_at) * 1000
        return max(_LEAST_MS, int(wanted - spent))
