"""Several orders at once: one step for all that allow it, written in one transaction."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from db.commands.task_bulk import BulkSteps, PartOf, step_many
from db.queries.tasks import PartRecord
from db.rules.tasks import Step
from desktop.context import Context
from desktop.screens.dispatch.many_bar import ManyBar
from desktop.texts import error_text, step_done_text

_NAMED = 3


class Many(QObject):
    """Fills the bar under the list and writes what it asks for."""

    def __init__(
        self, bar: ManyBar, context: Context, chosen: Callable[[], Sequence[PartRecord]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._context, self._chosen = bar, context, chosen
        self._is_busy = self._is_written = False
        bar.step_asked.connect(self._write)

    @Slot()
    def refresh(self) -> None:
        """Others are chosen, or they read differently now; what is said of the last deed stays meanwhile."""
        said = self._bar.error.text()
        self._bar.show_parts(self._chosen())
        self._bar.refuse(said if self._is_busy else "")

    @Slot(str, str)
    def _write(self, step: str, note: str) -> None:
        what = Step(step)
        able = [one for one in self._chosen() if what is Step.NOTE or what in one.steps]
        parts = [one for one in able if self._context.permits.may(what, one.unit_code)]
        if self._is_busy or not parts:
            return
        wanted = [PartOf(one.number, one.unit_code, one.hlc) for one in parts]
        if what is Step.NOTE:  # a note is the order's, not a unit's
            wanted = list({one.number: one for one in wanted}.values())
        self._is_busy = True
        self._bar.set_busy(True)
        work = partial(step_many, actor=self._context.actor(), parts=wanted, what=what, note=note or None)
        self._context.jobs.write(
            work, partial(self._on_written, what), error=self._on_failed, changes=lambda done: done.changes
        )

    @Slot()
    def settle(self) -> None:
        """The record was read again: what was written is shown, and more may be done."""
        if self._is_written:
            self._end()
        self.refresh()

    def _on_written(self, what: Step, outcome: BulkSteps) -> None:
        # until it is read again, the next step would meet this one as “changed by somebody else”
        self._is_written = bool(outcome.done)
        if outcome.done:
            self._bar.note.clear()
        else:
            self._end()
        text = self.tr("{step}: {count} orders.").format(step=step_done_text(what), count=len(outcome.done))
        if not outcome.left_out:
            self._context.navigator.message.emit(text, "info", "")
            return
        lines = [f"{one.part.number}：{error_text(one.error)}" for one in outcome.left_out]
        left = self.tr("{count} stayed as they are:").format(count=len(lines))
        shown = " ".join(lines[:_NAMED]) + (" …" if len(lines) > _NAMED else "")
        details = "\n".join(lines) if len(lines) > _NAMED else ""
        self._context.navigator.message.emit(f"{text} {left} {shown}", "warning", details)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._bar.refuse(error_text(error))

    def _end(self) -> None:
        self._is_busy = self._is_written = False
        self._bar.set_busy(False)
