"""What a listener has done so far: counted on its thread, read from any."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.feeds.hj212 import Frame, Rejected


@dataclass(frozen=True, slots=True)
class Status:
    """A listener at one moment; totals count from its creation."""

    connections: int = 0
    """Open now."""
    turned_away: int = 0
    """Connections refused by the guard."""
    turned_away_why: Mapping[str, int] = field(default_factory=dict)
    """The same by reason: full, network (not on the list), address (too many from one), rate."""
    given_up: int = 0
    """Connections closed because nothing but refused pieces came."""
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
    journal_problem: str = ""
    """Why the raw journal is not written any more."""
    journal_lost: int = 0
    """Entries that did not get into the journal."""


class Tally:
    """The counters behind `Status`, safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._totals: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()
        self._turned_away: Counter[str] = Counter()
        self._last_frame: datetime | None = None
        self._last_error = ""

    def add(self, name: str, amount: int = 1) -> None:
        """Move one of the plain totals of `Status` by `amount`."""
        with self._lock:
            self._totals[name] += amount

    def turned_away(self, reason: str) -> None:
        """A connection was not let in."""
        with self._lock:
            self._totals["turned_away"] += 1
            self._turned_away[reason] += 1

    def received(self, items: Sequence[Frame | Rejected], at: datetime) -> None:
        """Count what came in at `at`."""
        with self._lock:
            refused = [item.reason.value for item in items if isinstance(item, Rejected)]
            self._totals["waiting"] += len(items)
            self._rejected.update(refused)
            if len(refused) < len(items):
                self._totals["frames"] += len(items) - len(refused)
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
            totals: dict[str, Any] = dict(self._totals)
            return Status(
                **totals,
                turned_away_why=dict(self._turned_away),
                rejected=dict(self._rejected),
                last_frame=self._last_frame,
                last_error=self._last_error,
            )
