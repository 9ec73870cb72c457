"""Work off the GUI thread: one database thread, a pool for pure computation, results back on the GUI thread.

The signals belong to the `Jobs` object, which lives on the GUI thread, and are emitted by the workers:
their slots are bound methods of that object, so results always arrive on the GUI thread.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from sqlalchemy.orm import Session

from db.changes import EVERYTHING, Changes
from db.engine import Database
from db.errors import DomainError
from db.queries import status

T = TypeVar("T")
log = logging.getLogger(__name__)

_FOREIGN = "\0foreign"
"""Key of jobs that nobody on the GUI thread waits for."""
_NEW_READINGS = Changes(readings=True, devices=True, refused=True)

Operation = Callable[[Session], T]
"""A plain function from `db/`, closed over its arguments."""


@dataclass(slots=True, eq=False)
class Job(Generic[T]):
    """One piece of work and who waits for it. `cancel()` drops the answer, whenever it comes."""

    work: Callable[[], T]
    done: Callable[[T], None] | None
    error: Callable[[Exception], None] | None
    changes: Callable[[T], Changes] | None = None
    initiator: object = None
    key: str | None = None
    cancelled: bool = False

    def cancel(self) -> None:
        """Nobody waits any more: neither `done` nor `error` will be called."""
        self.cancelled = True


class Jobs(QObject):
    """The queue of the window: reads and writes in order on one thread, computation in a pool."""

    changed = Signal(object, object)
    """Something was written: `Changes` and the initiator (None: another program)."""
    failed = Signal(object)
    """A job failed that had no handler of its own: the exception."""
    busy_changed = Signal(bool)
    """Work began or the last piece of it ended."""
    _delivered = Signal(object, object, object)
    _foreign = Signal(object)

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._queue: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="qingkong-pool")
        self._latest: dict[str, Job[Any]] = {}
        self._pending = 0
        self._closed = False
        self._marks: tuple[int, int] | None = None
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)
        self._foreign.connect(self._on_foreign, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="qingkong-db", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> int:
        """Jobs whose answer has not been delivered yet."""
        return self._pending

    def read(
        self,
        operation: Operation[T],
        done: Callable[[T], None],
        *,
        error: Callable[[Exception], None] | None = None,
        key: str | None = None,
    ) -> Job[T]:
        """Read on the database thread. A newer read with the same `key` makes this one's answer stale."""

        def work() -> T:
            with self._database.reading() as session:
                return operation(session)

        return self._enqueue(Job(work, done, error, key=key))

    def write(
        self,
        operation: Operation[T],
        done: Callable[[T], None] | None = None,
        *,
        error: Callable[[Exception], None] | None = None,
        changes: Changes | Callable[[T], Changes] | None = None,
        initiator: object = None,
    ) -> Job[T]:
        """Write in one transaction; what changed is broadcast after the commit.

        Args:
            changes: what the operation touches; without it the operation's own result is taken if it is
                a `Changes`.
        """

        def work() -> T:
            return self._in_transaction(operation)

        named = changes if not isinstance(changes, Changes) else lambda _result: changes
        return self._enqueue(Job(work, done, error, changes=named or _own_changes, initiator=initiator))

    def compute(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        error: Callable[[Exception], None] | None = None,
        key: str | None = None,
    ) -> Job[T]:
        """Run a pure function (no database, no Qt) in the pool."""
        job = Job(work, done, error, key=key)
        self._begin(job)
        self._pool.submit(self._execute, job)
        return job

    def write_from_anywhere(self, operation: Operation[T], changes: Callable[[T], Changes]) -> "Future[T]":
        """Write from another thread (the listener): the future resolves after the commit."""
        future: Future[T] = Future()

        def work() -> T:
            try:
                result = self._in_transaction(operation)
            except Exception as error:
                future.set_exception(error)
                raise
            future.set_result(result)
            return result

        self._queue.put(Job(work, None, _ignore, changes=changes, initiator=None, key=_FOREIGN))
        return future

    def poll(self) -> None:
        """Look whether another program wrote; if so, `changed` is emitted with no initiator."""

        def work() -> None:
            with self._database.reading() as session:
                self._compare(status.marks(session))

        self._queue.put(Job(work, None, _ignore, key=_FOREIGN))

    def _in_transaction(self, operation: Operation[T]) -> T:
        """Run on the database thread; marks before and after tell our own writes from those of others."""
        with self._database.writing() as session:
            before = status.marks(session)
            result = operation(session)
            session.flush()
            after = status.marks(session)
        self._compare(before)
        self._marks = after
        return result

    def _compare(self, found: tuple[int, int]) -> None:
        """On the database thread: marks that moved without us were moved by another program."""
        known, self._marks = self._marks, found
        if known is not None and found != known:
            only_readings = found[0] == known[0]
            with contextlib.suppress(RuntimeError):
                self._foreign.emit(_NEW_READINGS if only_readings else EVERYTHING)

    def close(self) -> None:
        """Finish what was accepted, then stop the threads; answers that come later are dropped."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _enqueue(self, job: Job[T]) -> Job[T]:
        self._begin(job)
        self._queue.put(job)
        return job

    def _begin(self, job: Job[Any]) -> None:
        if job.key is not None:
            self._latest[job.key] = job
        self._pending += 1
        if self._pending == 1:
            self.busy_changed.emit(True)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            self._execute(job)

    def _execute(self, job: Job[Any]) -> None:
        result: object = None
        problem: Exception | None = None
        try:
            if not (job.cancelled and job.changes is None):  # a cancelled read need not run at all
                result = job.work()
        except Exception as error:
            problem = error
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody waits
            self._delivered.emit(job, result, problem)

    @Slot(object)
    def _on_foreign(self, changes: Changes) -> None:
        if not self._closed:
            self.changed.emit(changes, None)

    @Slot(object, object, object)
    def _on_delivered(self, job: Job[Any], result: object, problem: Exception | None) -> None:
        if job.key != _FOREIGN:
            self._pending -= 1
            if self._pending == 0:
                self.busy_changed.emit(False)
        if self._closed:
            return
        if problem is None and job.changes is not None and (changes := job.changes(result)):
            self.changed.emit(changes, job.initiator)
        stale = job.key not in (None, _FOREIGN) and self._latest.get(job.key, job) is not job
        if not job.cancelled and not stale:
            self._answer(job, result, problem)

    def _answer(self, job: Job[Any], result: object, problem: Exception | None) -> None:
        if problem is None:
            if job.done is not None:
                job.done(result)
        elif job.error is not None:
            job.error(problem)
        else:
            level = logging.WARNING if isinstance(problem, DomainError) else logging.ERROR
            log.log(level, "job failed", exc_info=problem)
            self.failed.emit(problem)


def _own_changes(result: object) -> Changes:
    return result if isinstance(result, Changes) else Changes()


def _ignore(_error: Exception) -> None:
    """The waiting thread has the exception through its future."""
