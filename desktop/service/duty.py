"""What the service does again and again, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

_SOONEST_RETRY, _LONGEST_PAUSE = 60.0, 300.0
_HANGING = 3600.0


class Duty(Protocol):
    """A piece of work that comes again; it may fail, be repeated and be killed at any moment."""

    name: str
    """Its key in the health page."""
    every: float
    """Seconds from the end of one run to the next."""

    def run(self, now: datetime) -> str:
        """Do it once; what was done, in the user's words."""

    def close(self) -> None:
        """Let go of what it holds; called when the lease is lost or the service ends."""

    def first_after(self, now: datetime) -> float:
        """Seconds until the first run."""


class Plain:
    """A duty that holds nothing and is due at once."""

    def close(self) -> None:
        """Nothing is held."""

    def first_after(self, now: datetime) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A duty at one moment."""

    name: str
    every: float
    last_run: datetime | None = None
    took: float | None = None
    result: str = ""
    problem: str = ""
    """Why it failed last; empty when it did not."""
    failing_since: datetime | None = None
    failures: int = 0
    """In a row."""
    running_for: float | None = None
    """Seconds; None: not at work."""

    @property
    def is_hanging(self) -> bool:
        """At work for much longer than such work takes."""
        return self.running_for is not None and self.running_for > max(_HANGING, 3 * self.every)

    @property
    def is_bad(self) -> bool:
        return self.failing_since is not None or self.is_hanging


def pause(every: float, failures: int) -> float:
    """Seconds to the next run: what comes seldom is tried again soon, what comes often backs off."""
    if failures == 0:
        return every
    first = min(every, _SOONEST_RETRY)
    return min(first * 2.0 ** min(failures - 1, 20), max(every, _LONGEST_PAUSE))
