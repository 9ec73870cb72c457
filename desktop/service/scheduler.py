"""The clockwork of the service: starts what is due, one run of a duty at a time, and remembers its end."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from db.errors import DomainError
from db.files import StoppedError
from db.sync.outcome import CancelledError
from desktop.clock import Clock
from desktop.service.duty import Duty, DutyRecord, pause
from desktop.service.holding import NotHeldError
from desktop.texts import error_text

_LOOK_AGAIN = 10.0
"""Seconds until a duty that was not allowed to begin asks again."""
log = logging.getLogger(__name__)

Start = Callable[[str, Callable[[], None]], threading.Thread | None]
"""Runs a named piece of work, here or on a thread."""
Tell = Callable[[DutyRecord], None]


def on_a_thread(name: str, work: Callable[[], None]) -> threading.Thread:
    """A long backup must hold up neither the lease nor the other duties."""
    # daemon: what cannot be stopped must not keep the program from ending; it is safe to kill
    thread = threading.Thread(target=work, name=f"qingkong-duty-{name}", daemon=True)
    thread.start()
    return thread


def at_once(_name: str, work: Callable[[], None]) -> None:
    """For tests."""
    work()


class _Watched:
    """A duty, its record and when it is due by the monotonic clock."""

    def __init__(self, duty: Duty, due: float) -> None:
        self.duty, self.due = duty, due
        self.record = DutyRecord(duty.name, duty.every)
        self.began: float | None = None
        self.thread: threading.Thread | None = None


class Scheduler:
    """Starts duties when they are due; one that fails is told, tried again, and stops no other.

    Args:
        guard: called before every run; raises `NotHeldError` when nothing may be done any more.
        tell: called when a duty begins to fail, fails for another reason, or is well again.
        monotonic: intervals are measured by it: a wall clock may jump.
    """

    def __init__(
        self,
        duties: Sequence[Duty],
        clock: Clock,
        guard: Callable[[], None],
        tell: Tell,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        start: Start = on_a_thread,
    ) -> None:
        self._clock, self._guard, self._tell = clock, guard, tell
        self._monotonic, self._start = monotonic, start
        self._lock = threading.Lock()
        now = monotonic()
        self._watched = [_Watched(duty, now + duty.first_after(clock.now())) for duty in duties]

    def step(self) -> float:
        """Start what is due; seconds until something may be due again."""
        now = self._monotonic()
        for watched in self._watched:
            if watched.began is None and watched.due <= now:
                watched.began = now
                watched.thread = self._start(watched.duty.name, partial(self._run, watched))
        waiting = [watched.due for watched in self._watched if watched.began is None]
        return max(0.0, min(waiting, default=now + 1.0) - self._monotonic())

    def records(self) -> list[DutyRecord]:
        """All duties as they are now."""
        now = self._monotonic()
        with self._lock:
            return [
                replace(w.record, running_for=None if w.began is None else now - w.began)
                for w in self._watched
            ]

    def close(self, seconds: float) -> None:
        """Wait so long for what is at work and let the duties go, in their order."""
        until = self._monotonic() + seconds
        for watched in self._watched:
            if watched.thread is not None:
                watched.thread.join(max(0.0, until - self._monotonic()))
            watched.duty.close()

    def _run(self, watched: _Watched) -> None:
        began, now = self._monotonic(), self._clock.now()
        try:
            self._guard()
            result = watched.duty.run(now)
        except (NotHeldError, StoppedError, CancelledError):
            self._note(watched, watched.record, min(watched.duty.every, _LOOK_AGAIN))
        except Exception as error:
            level = logging.DEBUG if isinstance(error, DomainError) else logging.ERROR
            log.log(level, "duty %s failed", watched.duty.name, exc_info=error)
            self._note_failure(watched, _reason(error), now, self._monotonic() - began)
        else:
            log.info("%s: %s", watched.duty.name, result)
            took = self._monotonic() - began
            record = DutyRecord(watched.duty.name, watched.duty.every, now, took, result)
            self._note(watched, record, pause(watched.duty.every, 0))

    def _note_failure(self, watched: _Watched, problem: str, now: datetime, took: float) -> None:
        old = watched.record
        record = replace(
            old,
            last_run=now,
            took=took,
            problem=problem,
            failing_since=old.failing_since or now,
            failures=old.failures + 1,
        )
        self._note(watched, record, pause(watched.duty.every, record.failures))

    def _note(self, watched: _Watched, record: DutyRecord, seconds: float) -> None:
        with self._lock:
            old, watched.record = watched.record, record
            watched.due, watched.began = self._monotonic() + seconds, None
        if old.problem != record.problem:
            self._tell(record)


def _reason(error: Exception) -> str:
    return error_text(error) if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
