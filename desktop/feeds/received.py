"""What the listener hands over, to whom, and in what portions."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desktop.feeds.hj212 import Frame, Rejected


class Received(NamedTuple):
    """A frame or a refused piece, the address it came from and when (aware, UTC)."""

    peer: str
    at: datetime
    item: Frame | Rejected


Sink = Callable[[Sequence[Received]], Future[list[bool]]]
"""Stores a batch; its future says for each item whether it was stored, so that it may be answered."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in items, times in seconds."""

    batch: int = 1_000
    """Stored in one transaction, when so many wait: what is done once for a device or a day is shared."""
    waiting: int = 5_000
    """No connection is read while so many items wait; half of it opens them again."""
    retry_first: float = 1.0
    retry_longest: float = 30.0
    stop_seconds: float = 5.0
    """How long a stop waits for the sink, and then for peers to take their answers."""
    answer_seconds: float = 10.0
    """How long a device may take to answer a request; the standard's timeout, three times."""
