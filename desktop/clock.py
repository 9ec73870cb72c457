"""The program's clock. The demo runs it faster, so that ages and deadlines are those of the replayed days."""

import threading
from datetime import UTC, datetime, timedelta
from time import monotonic


class Clock:
    """The machine's time."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)

    @property
    def speed(self) -> float:
        """Program seconds per real second."""
        return 1.0


class DemoClock(Clock):
    """Starts at a given time and runs at a speed that may change; 0 stands still. Safe from any thread."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._lock = threading.Lock()
        self._base, self._since, self._speed = start, monotonic(), speed

    def now(self) -> datetime:
        with self._lock:
            return self._base + timedelta(seconds=(monotonic() - self._since) * self._speed)

    @property
    def speed(self) -> float:
        return self._speed

    def set_speed(self, speed: float) -> None:
        """Go on from the present moment at another speed."""
        now = self.now()
        with self._lock:
            self._base, self._since, self._speed = now, monotonic(), speed
