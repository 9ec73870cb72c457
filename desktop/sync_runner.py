"""Exchanges and packs off the GUI thread: one thread, one piece of work at a time, which can be stopped.

They open databases of their own and take minutes, so they are not jobs of the window's database thread: the
screens stay alive meanwhile, and each batch is a short transaction beside theirs.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from sqlalchemy.engine import URL

from db.engine import Database, open_database

T = TypeVar("T")
log = logging.getLogger(__name__)

PROGRESS_SECONDS = 0.1
"""More often nobody sees it, and the GUI thread would have to read it all."""


class Control:
    """What a piece of work is given: it tells how far it is, and asks whether it should stop."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._told = 0.0

    def progress(self, step: object) -> None:
        """Tell how far it is; too much of it is left out."""
        now = monotonic()
        if now - self._told >= PROGRESS_SECONDS:
            self._told = now
            self._tell(step)

    def cancelled(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop at the next place where it can."""
        self._stop.set()


@dataclass(slots=True, eq=False)
class _Work(Generic[T]):
    run: Callable[[Database, Control], T]
    done: Callable[[T], None]
    error: Callable[[Exception], None]
    control: Control


class SyncRunner(QObject):
    """Runs one piece of work at a time on a thread of its own; answers arrive on the GUI thread."""

    busy_changed = Signal(bool)
    """Work began or ended."""
    progressed = Signal(object)
    """How far the work is, in its own terms; at most ten times a second."""
    _told = Signal(object, object)
    _delivered = Signal(object, object, object)

    def __init__(self, url: URL, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._url = url.render_as_string(hide_password=False)
        self._work: _Work[Any] | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._work is not None

    def run(
        self,
        run: Callable[[Database, Control], T],
        done: Callable[[T], None],
        error: Callable[[Exception], None],
    ) -> bool:
        """Begin, unless other work is under way: then nothing happens and False comes back.

        Args:
            run: called on the thread with this record, opened for it alone.
            done, error: called on the GUI thread; one of them always is, unless the window closes before.
        """
        if self._work is not None or self._closed:
            return False
        work = _Work(run, done, error, Control(lambda step: self._tell(work, step)))
        self._work = work
        self._thread = threading.Thread(target=self._execute, args=(work,), name="qingkong-sync", daemon=True)
        self._thread.start()
        self.busy_changed.emit(True)
        return True

    def cancel(self) -> None:
        """Ask the work under way to stop; what it has confirmed stays."""
        if self._work is not None:
            self._work.control.cancel()

    def close(self) -> None:
        """Stop what is under way and wait for its thread; nobody is answered any more."""
        self._closed = True
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _execute(self, work: _Work[Any]) -> None:
        result: object = None
        problem: Exception | None = None
        try:
            database = open_database(self._url)
            try:
                result = work.run(database, work.control)
            finally:
                database.close()
        except Exception as error:
            problem = error
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody waits
            self._delivered.emit(work, result, problem)

    def _tell(self, work: _Work[Any], step: object) -> None:
        with contextlib.suppress(RuntimeError):
            self._told.emit(work, step)

    @Slot(object, object)
    def _on_told(self, work: _Work[Any], step: object) -> None:
        if work is self._work and not self._closed:
            self.progressed.emit(step)

    @Slot(object, object, object)
    def _on_delivered(self, work: _Work[Any], result: object, problem: Exception | None) -> None:
        if self._closed:
            return
        # the thread has nothing left to do but end
        if self._thread is not None:
            self._thread.join()
        self._work = self._thread = None
        self.busy_changed.emit(False)
        if problem is None:
            work.done(result)
        else:
            log.info("exchange failed", exc_info=problem)
            work.error(problem)
