"""An import as the window runs it: a batch a transaction on the database thread, then replies one by one."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands.site_import import Outcome
from db.errors import DomainError
from desktop.context import Context
from desktop.ledgers.applying import ApplyReport, batches, report_of, take_in, write_batch
from desktop.ledgers.plan import Kind, PlanRow
from desktop.ledgers.preview import Preview
from desktop.ledgers.replies import Reply, refused_reply, write_reply

_BATCH = 500
"""Rows; other reads and writes of the window have their turn between two batches."""
_REPLIED = Changes(tasks=True)


class LedgerRun(QObject):
    """One import at a time."""

    progressed = Signal(int, int)
    """A batch is stored: rows done, rows in all."""
    finished = Signal()
    """All is in, somebody stopped it, or it failed: see `report` and `error`. What is in stays."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._batches: Iterator[Sequence[PlanRow]] = iter(())
        self._waiting: list[Reply] = []
        self._total = self._done = 0
        self._cancelled = False
        self.is_busy = False
        self.report = ApplyReport()
        self.taken = 0
        """Replies to orders that are in."""
        self.refused: list[Reply] = []
        self.error: Exception | None = None

    def start(self, seen: Preview, replies: Sequence[Reply]) -> None:
        """Begin; nothing happens while an import is under way."""
        if self.is_busy:
            return
        wanted = seen.plan.of(Kind.NEW, Kind.CHANGED)
        self._seen, self._actor = seen, self._context.actor()
        self._batches, self._total, self._done = batches(wanted, _BATCH), len(wanted), 0
        self._waiting = [one for one in replies if one.kind is Kind.NEW]
        self.report, self.error, self.taken = report_of(seen.plan), None, 0
        self.refused = [one for one in replies if one.kind is Kind.REFUSED]
        self.is_busy, self._cancelled = True, False
        self._next()

    def cancel(self) -> None:
        """Stop after the batch that is under way; what is in stays."""
        self._cancelled = True

    def _next(self) -> None:
        rows = None if self._cancelled else next(self._batches, None)
        if rows is None:
            self._reply()
            return
        mapped = self._seen.mapped
        work = partial(
            write_batch, actor=self._actor, definition=mapped.definition, rows=rows, file=mapped.path.name
        )
        self._context.jobs.write(
            work, partial(self._on_written, rows), error=self._end, changes=lambda outcome: outcome.changes
        )

    def _on_written(self, rows: Sequence[PlanRow], outcome: Outcome) -> None:
        take_in(self.report, rows, outcome)
        self._done += len(rows)
        self.progressed.emit(self._done, self._total)
        self._next()

    def _reply(self) -> None:
        if self._cancelled or not self._waiting:
            self._end(None)
            return
        reply = self._waiting.pop(0)
        work: Callable[[Session], None] = partial(write_reply, actor=self._actor, reply=reply)
        self._context.jobs.write(
            work, self._on_replied, error=partial(self._on_refused, reply), changes=_REPLIED
        )

    def _on_replied(self, _result: None) -> None:
        self.taken += 1
        self._reply()

    def _on_refused(self, reply: Reply, error: Exception) -> None:
        """The record refuses one; anything else ends the import."""
        if not isinstance(error, DomainError):
            self._end(error)
            return
        self.refused.append(refused_reply(reply, error))
        self._reply()

    def _end(self, error: Exception | None) -> None:
        self.error, self.report.left = error, self._total - self._done
        self.is_busy = False
        self.finished.emit()
