"""What a listener has done so far: counted on its thread, read from any."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop.feeds.hj212 import Frame, Rejected


@dataclass(frozen=True, slots=True)
class Status:
    """A listener at one moment; totals count from its creation."""

    connections: int = 0
    """Open now."""
    turned_away: int = 0
    """Connections refused because too many were open."""
    frames: int = 0
    answered: int = 0
    waiting: int = 0
    """Items received and not stored yet."""
    rejected: Mapping[str, int] = field(default_factory=dict)
    """Refused pieces by reason."""
    last_frame: datetime | None = None
    sink_failures: int = 0
    last_error: str = ""
    """What the sink last failed with; empty once it works again."""
    unstored: int = 0
    """Items that a failing sink had not taken when the listener was stopped; never answered."""


class Tally:
    """The counters behind `Status`, safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._totals: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()
        self._last_frame: datetime | None = None
        self._last_error = ""

    def add(self, name: str, amount: int = 1) -> None:
        """Move one of the plain totals of `Status` by `amount`."""
        with self._lock:
            self._totals[name] += amount

    def received(self, items: Iterable[Frame | Rejected], at: datetime) -> None:
        """Count what came in at `at`."""
        with self._lock:
            for item in items:
                self._totals["waiting"] += 1
                if isinstance(item, Rejected):
                    self._rejected[item.reason.value] += 1
                else:
                    self._totals["frames"] += 1
                    self._last_frame = at

    def sink_failed(self, error: Exception) -> None:
        """The sink did not take a batch."""
        with self._lock:
            self._totals["sink_failures"] += 1
            self._last_error = f"{type(error).__name__}: {error}"

    def stored(self, amount: int) -> None:
        """The sink took a batch."""
        with self._lock:
            self._totals["waiting"] -= amount
            self._last_error = ""

    def snapshot(self) -> Status:
        """The present state, consistent in itself."""
        with self._lock:
            return Status(
                **self._totals,
                rejected=dict(self._rejected),
                last_frame=self._last_frame,
                last_error=self._last_error,
            )
