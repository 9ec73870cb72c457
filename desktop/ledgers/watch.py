"""How far a long reading is, told from the pool to whoever waits; and whether anybody still waits."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float], None]
"""Told the share that is done, 0 to 1; raises `StoppedError` where nobody waits any more."""


class StoppedError(Exception):
    """Somebody stopped the reading; nothing was stored."""


class Watch:
    """Written by one thread and looked at by another: a number and a flag, neither needs a lock."""

    def __init__(self) -> None:
        self.share = 0.0
        self._is_stopped = False

    def stop(self) -> None:
        """The reading ends at its next step."""
        self._is_stopped = True

    def step(self, share: float) -> None:
        """The `Progress` that this watch hears."""
        if self._is_stopped:
            raise StoppedError
        self.share = min(max(share, 0.0), 1.0)


def part(progress: Progress, first: float, last: float) -> Progress:
    """What a part of the work is told that covers this stretch of the whole."""
    return lambda share: progress(first + (last - first) * share)


def unwatched(_share: float) -> None:
    """For those who wait for the end."""
