"""When to look for what other programs wrote: soon after news, seldom when it is quiet, never all at once."""

import random
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

_SLOWER = 1.3
_SPREAD = 0.1
"""A tenth more or less: consoles that were started together drift apart."""
_WAKE_MS = 400
"""A notice reaches every console at the same moment; they answer it within this time."""


class PollPace(QObject):
    """Asks for a poll by `due`; the next one is planned when `ended` says that it is over."""

    due = Signal()
    """It is time to look."""

    def __init__(
        self,
        least_ms: int,
        most_ms: int,
        parent: QObject | None = None,
        *,
        spread: Callable[[], float] = random.random,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._least_ms, self._most_ms = least_ms, most_ms
        self._spread, self._elapsed = spread, elapsed
        self._wait_ms = float(least_ms)
        self._looked_at = elapsed()
        self._is_running = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def wait_ms(self) -> int:
        """Milliseconds until the next look, -1 where none is planned."""
        return self._timer.remainingTime()

    def start(self) -> None:
        """Plan the first look."""
        self._is_running = True
        self._timer.start(self._jittered())

    def stop(self) -> None:
        """No more looks until `start`."""
        self._is_running = False
        self._timer.stop()

    def ended(self, has_news: bool) -> None:
        """A look is over: plan the next one, later each time that nothing was found."""
        self._wait_ms = float(self._least_ms) if has_news else min(self._wait_ms * _SLOWER, self._most_ms)
        if self._is_running:
            self._timer.start(self._jittered())

    def wake(self) -> None:
        """Somebody says that there is news: look soon, yet never more often than the least pace allows."""
        if not self._timer.isActive():
            return  # a look is under way
        spent = (self._elapsed() - self._looked_at) * 1000
        wait = max(self._spread() * _WAKE_MS, self._least_ms - spent)
        if wait < self._timer.remainingTime():
            self._timer.start(int(wait))

    def _on_timeout(self) -> None:
        self._looked_at = self._elapsed()
        self.due.emit()

    def _jittered(self) -> int:
        wanted = self._wait_ms * (1 + _SPREAD * (2 * self._spread() - 1))
        return int(min(max(wanted, self._least_ms), self._most_ms))
