"""In development: names what held the GUI thread for more than 100 ms."""

import logging
import sys
import threading
import traceback
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

log = logging.getLogger(__name__)

LIMIT_S = 0.1
_BEAT_MS = 20


class StallWatchdog(QObject):
    """A timer beats on the GUI thread; a thread watches the beat and prints the GUI stack when it stops."""

    def __init__(self, parent: QObject | None = None, limit: float = LIMIT_S) -> None:
        super().__init__(parent)
        self._limit = limit
        self._gui_thread = threading.get_ident()
        self._last = monotonic()
        self._longest = 0.0
        self._stalls: list[tuple[float, str]] = []
        self._stop = threading.Event()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._thread = threading.Thread(target=self._watch, name="qingkong-watchdog", daemon=True)

    @property
    def stalls(self) -> list[tuple[float, str]]:
        """Every stall so far: seconds and the stack that was running when the limit passed."""
        return list(self._stalls)

    @property
    def longest(self) -> float:
        """Longest time between two beats, in seconds (the beat itself is 20 ms)."""
        return self._longest

    def start(self) -> None:
        self._last = monotonic()
        self._timer.start()
        self._thread.start()

    def stop(self) -> None:
        self._timer.stop()
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    @Slot()
    def _on_beat(self) -> None:
        now = monotonic()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def _watch(self) -> None:
        seen = 0.0
        while not self._stop.wait(self._limit / 4):
            beat = self._last
            late = monotonic() - beat - _BEAT_MS / 1000
            if late > self._limit and beat != seen:
                seen = beat
                self._report(late)

    def _report(self, late: float) -> None:
        frame = sys._current_frames().get(self._gui_thread)
        stack = "".join(traceback.format_stack(frame)) if frame else "(no stack)"
        self._stalls.append((late, stack))
        log.warning("the GUI thread has been held for %.0f ms by:\n%s", late * 1000, stack)
