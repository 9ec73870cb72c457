"""Steps on their way to the record: one at a time for each order, refused ones told where the note is."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import tasks as commands
from db.commands.attachments import NewFile
from db.commands.task_files import attach_to_step
from db.errors import DomainError, StaleError
from db.rules.tasks import Step
from desktop.attachments.waiting import WaitingDesk
from desktop.context import Context
from desktop.screens.dispatch.actions import Actions
from desktop.screens.dispatch.aside_deeds import Act, aside_of
from desktop.screens.dispatch.comparing import Asked, Overtaken, overtaken, rows
from desktop.texts import error_text


class Steps(QObject):
    """Writes what the action bar asks for."""

    done = Signal(str)
    """A step was written down: the order's number."""
    refused = Signal()
    """The record refused a step: what is shown may be stale."""
    overtaken = Signal(object, object)
    """Somebody was faster: what was `Asked`, and the rows of what has changed since."""

    def __init__(self, context: Context, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._actions = context, actions
        self._under_way: set[str] = set()
        self._written: set[str] = set()
        self.waiting = WaitingDesk(actions.waiting, context, self)
        actions.note.files_dropped.connect(self.waiting.add)
        actions.note.image_pasted.connect(self.waiting.add_image)
        actions.step_asked.connect(self._on_asked)
        actions.aside.speak(context.language)
        actions.aside_asked.connect(self._on_aside)

    def settle(self) -> None:
        """The record was read again: orders whose step is written may go on."""
        self._under_way -= self._written
        self._written.clear()
        self._actions.set_under_way(self._under_way)

    @Slot(str, str, str)
    def _on_asked(self, step: str, unit_code: str, note: str) -> None:
        self._write(
            step,
            unit_code,
            note,
            lambda session, actor, number, seen: commands.step(
                session, actor, number, Step(step), note=note or None, unit_code=unit_code or None, seen=seen
            ),
        )

    @Slot(str, str, str, object)
    def _on_aside(self, step: str, unit_code: str, note: str, until: datetime | None) -> None:
        act = aside_of(Step(step), unit_code, note, until)
        self._write(step, unit_code, note, act)

    def _write(self, step: str, unit_code: str, note: str, act: Act) -> None:
        task = self._actions.task
        # a second press would only meet its own first one as “changed by somebody else”
        if task is None or task.number in self._under_way:
            return
        if self.waiting.is_reading(task.number):
            self._actions.refuse(self.tr("Its files are still being read; press again in a moment."))
            return
        files = self.waiting.files(task.number)
        number, seen, actor = task.number, self._actions.seen(), self._context.actor()
        asked = Asked(task, step, unit_code)
        self._under_way.add(number)
        self._actions.set_under_way(self._under_way)
        self._context.jobs.write(
            lambda session: _act(session, act, actor, number, seen, Step(step), files),
            lambda known: self._on_done(number, note, files, known),
            error=lambda error: self._on_refused(asked, error),
            # a site's count of open orders moves with it
            changes=Changes(tasks=True, sites=True, attachments=bool(files)),
            initiator=self,
        )

    def _on_done(self, number: str, note: str, files: Sequence[NewFile], known: Sequence[str]) -> None:
        self.waiting.forget(number, files)
        if known:
            text = self.tr("{names}: on {number} already; not added again.")
            names = self.tr(", ").join(known)
            self._context.navigator.message.emit(text.format(names=names, number=number), "info", "")
        self._written.add(number)
        self._actions.forget_note(number, note)
        self.done.emit(number)

    def _on_refused(self, asked: Asked, error: Exception) -> None:
        number = asked.task.number
        self._under_way.discard(number)
        self._actions.set_under_way(self._under_way)
        task = self._actions.task
        if isinstance(error, DomainError) and task is not None and task.number == number:
            self._actions.refuse(error_text(error))
        elif isinstance(error, DomainError):
            self._context.navigator.message.emit(error_text(error), "error", "")
        else:
            self._context.report_error(error)
        if isinstance(error, StaleError):
            self._context.jobs.read(
                partial(overtaken, asked=asked), partial(self._on_overtaken, asked), key="dispatch.overtaken"
            )
        self.refused.emit()

    def _on_overtaken(self, asked: Asked, found: Overtaken) -> None:
        self.overtaken.emit(asked, rows(asked, found, self._context.now()))


def _act(
    session: Session, act: Act, actor: Actor, number: str, seen: int, step: Step, files: Sequence[NewFile]
) -> list[str]:
    """The step and its files in one transaction; names of files that the order had already."""
    act(session, actor, number, seen)
    return attach_to_step(session, actor, number, step, files).known if files else []
