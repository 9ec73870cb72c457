"""What `soak.py` looks at once a minute, and what of it must hold."""

import os
import statistics
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from sqlalchemy import text
from sqlalchemy.orm import Session

BEAT_MS = 20
MOST_BEAT_MS = 50
MOST_GROWTH = 0.10
"""Memory, from one half of the run to the other: medians, without the first minute."""
MOST_MORE = 8
"""Open files and threads, more than in the first minute."""
MOST_DRIFT = 0.5
"""References to None, True and False: a binding that forgets to count them loses thousands a second."""
_NAMES = ("None", "True", "False")


@dataclass(frozen=True, slots=True)
class Sample:
    """One look. `beats`: p99 and longest since the last one, ms. `rss`, and `size` of the database: bytes."""

    at: float
    sent: int
    answered: int
    waiting: int
    beats: tuple[int, int]
    rss: int
    files: int
    threads: int
    references: tuple[int, ...]
    size: int


class Beats(QObject):
    """A timer on the GUI thread; the time from beat to beat shows how long the thread was held."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = monotonic()
        self._found: Counter[int] = Counter()
        self.all: Counter[int] = Counter()
        """How often each number of whole milliseconds was counted; bounded, however long it runs."""
        timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._on_beat)
        timer.start()

    def _on_beat(self) -> None:
        now = monotonic()
        self._found[round(1000 * (now - self._last))] += 1
        self._last = now

    def take(self) -> tuple[int, int]:
        """p99 and longest since this was last asked."""
        found, self._found = self._found, Counter()
        self.all.update(found)
        return p99(found), max(found, default=0)


def p99(counts: Counter[int]) -> int:
    """The value that 99 of 100 do not exceed."""
    left = counts.total() * 0.99
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    return 0


def look(at: float, counts: tuple[int, int, int], beats: Beats, size: int) -> Sample:
    """This process now.

    Args:
        at: seconds since the beginning.
        counts: frames sent, answered, waiting.
    """
    references = (sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False))
    return Sample(
        at, *counts, beats.take(), _memory(), _open_files(), threading.active_count(), references, size
    )


def line(seen: Sample) -> str:
    """A look as it is printed."""
    middle, longest = seen.beats
    references = "/".join(f"{count:,}" for count in seen.references)
    return (
        f"{seen.at / 60:6.1f} min  sent {seen.sent:,}  answered {seen.answered:,}  waiting {seen.waiting:,}  "
        f"beats p99 {middle} ms, longest {longest} ms  RSS {seen.rss / 2**20:.0f} MB  files {seen.files}  "
        f"threads {seen.threads}  {'/'.join(_NAMES)} {references}  database {seen.size / 2**20:.0f} MB"
    )


def bytes_of(session: Session) -> int:
    """Of the database; of a SQLite file without its WAL."""
    if session.get_bind().dialect.name == "sqlite":
        pages = text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(session.scalar(pages))
    return int(session.scalar(text("SELECT pg_database_size(current_database())")))


def grown(samples: Sequence[Sample]) -> list[str]:
    """What became more, or less, from the second minute on, in words; short runs are not judged."""
    first, later = samples[:1], samples[1:]
    if len(later) < 4:
        return []
    found, half = list[str](), len(later) // 2
    before, after = (statistics.median(one.rss for one in part) for part in (later[:half], later[half:]))
    if after > before * (1 + MOST_GROWTH):
        found.append(f"memory grew from {before / 2**20:.0f} to {after / 2**20:.0f} MB")
    for name in ("files", "threads"):
        at, end = getattr(first[0], name), getattr(later[-1], name)
        if end > at + MOST_MORE:
            found.append(f"{name} grew from {at} to {end}")
    for name, counts in zip(_NAMES, zip(*(one.references for one in later), strict=True), strict=True):
        if min(counts) < (1 - MOST_DRIFT) * counts[0] or max(counts) > (1 + MOST_DRIFT) * counts[0]:
            found.append(f"references to {name} went from {counts[0]:,} to {counts[-1]:,}")
    return found


def _memory() -> int:
    """Bytes in memory; 0 where /proc does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _open_files() -> int:
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return 0
