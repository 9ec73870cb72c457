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

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from db.changes import EVERYTHING, Changes
from db.engine import Database
from db.errors import AwayError, DomainError
from desktop.clock import Clock
from desktop.connection_state import ConnectionState
from desktop.reach import Away, Operation, Reach

T = TypeVar("T")
log = logging.getLogger(__name__)

_FOREIGN = "\0foreign"
"""Key of jobs that nobody on the GUI thread waits for."""


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
    """The queue of the window: reads and writes in order on one thread, computation in a pool.

    While the database is away (`connection`), reads end at once with an `AwayError`, writes with a
    `NotWrittenError`.
    """

    changed = Signal(object, object)
    """Something was written: `Changes` and the initiator (None: another program)."""
    failed = Signal(object)
    """A job failed that had no handler of its own: the exception."""
    busy_changed = Signal(bool)
    """Work began or the last piece of it ended."""
    committed = Signal()
    """A transaction of our own was committed that others may want to see."""
    polled = Signal(bool)
    """A poll has ended: whether another program had written."""
    _delivered = Signal(object, object, object)
    _foreign = Signal(object)
    _told = Signal(object)

    def __init__(
        self, database: Database, parent: QObject | None = None, *, clock: Clock | None = None
    ) -> None:
        super().__init__(parent)
        self.connection = ConnectionState(self)
        """Whether the database answers."""
        self._reach = Reach(
            database,
            (clock or Clock()).now,
            told=lambda away: self._send(self._told, away),
            news=lambda changes: self._send(self._foreign, changes),
        )
        self._queue: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="qingkong-pool")
        self._latest: dict[str, Job[Any]] = {}
        self._pending = 0
        self._closed = False
        self._is_polling = False
        self.connection.due.connect(self._on_try_due)
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)
        self._foreign.connect(self._on_foreign, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
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
            return self._reach.read(operation)

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
            return self._reach.write(operation)

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
                result = self._reach.write(operation)
            except Exception as error:
                future.set_exception(error)
                raise
            future.set_result(result)
            return result

        self._queue.put(Job(work, None, _ignore, changes=changes, initiator=None, key=_FOREIGN))
        return future

    def poll(self) -> None:
        """Look whether another program wrote; if so, `changed` is emitted with no initiator."""
        if not self._is_polling and self.connection.away is None:
            self._is_polling = True
            self._queue.put(Job(self._reach.poll, self._on_polled, self._on_poll_failed, key=_FOREIGN))

    def close(self) -> None:
        """Finish what was accepted, then stop the threads; answers that come later are dropped."""
        if self._closed:
            return
        self._closed = True
        self.connection.stop()
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
        self._send(self._delivered, job, result, problem)

    def _send(self, signal: SignalInstance, *values: object) -> None:
        """From a worker to the GUI thread."""
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody waits
            signal.emit(*values)

    @Slot(object)
    def _on_foreign(self, changes: Changes) -> None:
        if not self._closed:
            self.changed.emit(changes, None)

    @Slot()
    def _on_try_due(self) -> None:
        if not self._closed:
            self._queue.put(Job(self._reach.look_again, None, _ignore, key=_FOREIGN))

    @Slot(object)
    def _on_told(self, away: Away | None) -> None:
        if self._closed:
            return
        if away is not None:
            self.connection.lose(away)
            return
        self.connection.find()
        # reads have failed meanwhile, and others may have written
        self.changed.emit(EVERYTHING, None)

    def _on_polled(self, has_news: bool) -> None:
        self._is_polling = False
        self.polled.emit(has_news)

    def _on_poll_failed(self, _error: Exception) -> None:
        self._on_polled(False)

    @Slot(object, object, object)
    def _on_delivered(self, job: Job[Any], result: object, problem: Exception | None) -> None:
        if job.key != _FOREIGN:
            self._pending -= 1
            if self._pending == 0:
                self.busy_changed.emit(False)
        if self._closed:
            return
        if problem is None and job.changes is not None and (changes := job.changes(result)):
            self.committed.emit()
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
            level = _level(problem)
            log.log(level, "job failed", exc_info=problem)
            self.failed.emit(problem)


def _level(problem: Exception) -> int:
    """How loud a failure without a handler is in the log; that the database is away was logged once."""
    if isinstance(problem, AwayError):
        return logging.DEBUG
    return logging.WARNING if isinstance(problem, DomainError) else logging.ERROR


def _own_changes(result: object) -> Changes:
    return result if isinstance(result, Changes) else Changes()


def _ignore(_error: Exception) -> None:
    """The waiting thread has the exception through its future."""
