"""A load as the window runs it: a batch is read in the pool, stored on the database thread, and so on."""

import os
from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.actor import Actor
from desktop.context import Context
from desktop.feeds.cells import Batch
from desktop.feeds.layouts import How
from desktop.feeds.loading import Loading, LoadReport, StoredBatch
from desktop.feeds.refusals import Refusals


class LoadRun(QObject):
    """One load at a time. Between two batches other reads and writes of the window have their turn."""

    progressed = Signal(float)
    """A batch is stored: the part that is done, 0 to 1."""
    finished = Signal(object)
    """All is read, or somebody stopped it: `LoadReport`."""
    failed = Signal(object)
    """It ended early: the exception. What was stored until then stays."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._steps: _Steps | None = None
        self._cancelled = False

    @property
    def is_busy(self) -> bool:
        """Whether a load is under way."""
        return self._steps is not None

    def start(self, paths: Sequence[Path], how: How) -> None:
        """Begin; nothing happens while a load is under way."""
        if self._steps is None:
            self._cancelled = False
            self._steps = _Steps(paths, how, self._context.actor())
            self._read()

    def cancel(self) -> None:
        """Stop after the batch that is under way; what was stored stays."""
        self._cancelled = True

    def _read(self) -> None:
        steps = self._steps
        assert steps is not None
        if self._cancelled:
            self._end(None)
        else:
            self._context.jobs.compute(steps.read, self._on_read, error=self._end)

    def _on_read(self, batch: Batch | None) -> None:
        steps = self._steps
        assert steps is not None
        if batch is None:
            self._end(None)
            return
        self._context.jobs.write(
            lambda session: steps.loading.store(session, batch),
            self._on_stored,
            error=self._end,
            changes=lambda stored: stored.changes,
        )

    def _on_stored(self, stored: StoredBatch) -> None:
        assert self._steps is not None
        self._steps.loading.count(stored)
        self.progressed.emit(self._steps.loading.fraction)
        self._read()

    def _end(self, error: Exception | None) -> None:
        """Close the files where files are closed, then tell."""
        steps = self._steps
        assert steps is not None

        def told(report: LoadReport) -> None:
            self._steps = None
            if error is not None:
                self.failed.emit(error)
            else:
                self.finished.emit(report)

        def not_closed(problem: Exception) -> None:
            self._steps = None
            self.failed.emit(error or problem)

        self._context.jobs.compute(lambda: steps.close(self._cancelled), told, error=not_closed)


class _Steps:
    """The files of a load; opened, read and closed in the pool."""

    def __init__(self, paths: Sequence[Path], how: How, actor: Actor) -> None:
        self._paths, self._how, self._actor = paths, how, actor
        self._batches: Generator[Batch, None, None] | None = None

    def read(self) -> Batch | None:
        """The next batch, None at the end."""
        if self._batches is None:
            self._refusals = Refusals(_writable(self._paths[0].parent), self._actor.now)
            self.loading = Loading(self._paths, self._how, self._actor, self._refusals)
            self._batches = self.loading.batches()
        return next(self._batches, None)

    def close(self, cancelled: bool) -> LoadReport:
        """The totals."""
        if self._batches is None:
            return LoadReport(cancelled=cancelled)
        self._batches.close()
        self._refusals.close()
        return self.loading.report(cancelled=cancelled)


def _writable(folder: Path) -> Path:
    """Beside the file; a stick or a share may be read-only."""
    return folder if os.access(folder, os.W_OK) else Path.home()
