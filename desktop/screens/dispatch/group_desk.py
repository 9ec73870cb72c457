"""The group chat at the dispatch screen: an order goes out as text, pasted replies are asked and written."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import tasks as commands
from db.commands.attachments import NewFile
from db.commands.task_files import attach_to_step
from db.errors import DomainError
from db.queries import tasks as queries
from db.queries.tasks import PartRecord, TaskRecord
from db.rules.tasks import Step
from desktop.attachments.waiting import WaitingDesk
from desktop.context import Context
from desktop.group_chat import GroupReply, find_orders, group_text, propose, read_replies
from desktop.screens.dispatch.group_bar import GroupBar
from desktop.texts import error_text

_LONGEST = 20_000
"""Characters that are looked at; nobody copies more from a chat at a time."""


class GroupDesk(QObject):
    """Asks for one reply after the other; what is refused stays in the bar."""

    order_wanted = Signal(str)
    """The order that a reply is about shall be shown beside it."""

    files_pasted = Signal(object)
    """Files or a picture without words, while no reply is asked about: for the order that is shown."""

    def __init__(self, bar: GroupBar, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._context = bar, context
        self._waiting: list[tuple[GroupReply, list[PartRecord]]] = []
        self._units_of: Mapping[str, str] = {}
        self._number = ""
        self._waiting_files = WaitingDesk(bar.waiting, context, self)
        self._asked = 0
        bar.words.files_dropped.connect(self._waiting_files.add)
        bar.words.image_pasted.connect(self._waiting_files.add_image)
        bar.accepted.connect(self._write)
        bar.passed_over.connect(self._next)

    def copy(self, task: TaskRecord | None) -> None:
        """Put an order as text for the group on the clipboard."""
        if task is not None:
            QGuiApplication.clipboard().setText(group_text(task, self._context.now()))
            text = self.tr("{number} is on the clipboard: paste it into the group.")
            self._say(text.format(number=task.number), "info")

    @Slot()
    def paste(self) -> None:
        """Read what was copied from the group."""
        data = QGuiApplication.clipboard().mimeData()
        if any(url.isLocalFile() for url in data.urls()) or (data.hasImage() and not data.hasText()):
            if self._bar.isVisible():
                self._bar.words.take(data)
            else:
                self.files_pasted.emit(data)
            return
        text = QGuiApplication.clipboard().text()[:_LONGEST]
        if not text.strip():
            self._say(self.tr("The clipboard holds no text. Copy the reply in the group first."), "warning")
            return
        done = partial(self._on_read, text)
        self._context.jobs.read(_everything, done, error=self._on_failed, key="dispatch.group")

    def _on_read(self, text: str, found: tuple[list[PartRecord], dict[str, str]]) -> None:
        parts, self._units_of = found
        by_number: dict[str, list[PartRecord]] = {}
        for part in parts:
            by_number.setdefault(part.number, []).append(part)
        replies = read_replies(text, by_number)
        self._waiting = [
            (reply, by_number[number]) for reply in replies for number in find_orders(reply, parts)
        ]
        if not self._waiting:
            self._bar.hide()
            self._say(self._nothing(replies), "warning")
            return
        self._next()

    def _nothing(self, replies: Sequence[GroupReply]) -> str:
        if replies:
            text = self.tr("No order of this record has the code {codes}.")
            return text.format(codes=self.tr(", ").join(f"#{one.code or one.number}" for one in replies))
        return self.tr("No order's code stands in the copied text. Copy the reply together with its #code.")

    @Slot()
    def _next(self) -> None:
        self._waiting_files.forget(self._key(), self._waiting_files.files(self._key()))
        self._asked += 1
        self._waiting_files.show(self._key())
        if not self._waiting:
            self._bar.hide()
            return
        reply, parts = self._waiting.pop(0)
        self._number = parts[0].number
        self._bar.ask(propose(reply, parts, self._units_of), parts, len(self._waiting))
        self.order_wanted.emit(self._number)

    def _key(self) -> str:
        """Files are the reply's that is asked about."""
        return f"reply {self._asked}"

    @Slot(str, object, str)
    def _write(self, unit_code: str, steps: tuple[Step, ...], words: str) -> None:
        if self._waiting_files.is_reading(self._key()):
            self._bar.refuse(self.tr("Its files are still being read; press again in a moment."))
            return
        files = self._waiting_files.files(self._key())
        work = partial(
            _take_steps,
            actor=self._context.actor(),
            number=self._number,
            unit_code=unit_code,
            steps=steps,
            words=words,
            files=files,
        )
        self._bar.setEnabled(False)
        self._context.jobs.write(
            work,
            self._on_written,
            error=self._on_refused,
            changes=Changes(tasks=True, sites=True, attachments=bool(files)),
        )

    def _on_written(self, _result: None) -> None:
        self._bar.setEnabled(True)
        self._next()

    def _on_refused(self, error: Exception) -> None:
        self._bar.setEnabled(True)
        self._bar.refuse(error_text(error))
        if not isinstance(error, DomainError):
            self._context.report_error(error)

    def _on_failed(self, error: Exception) -> None:
        self._say(error_text(error), "error")

    def _say(self, text: str, tone: str) -> None:
        self._context.navigator.message.emit(text, tone, "")


def _everything(session: Session) -> tuple[list[PartRecord], dict[str, str]]:
    """All parts of orders, and the units of people by name; a name that two have says nothing."""
    return queries.parts(session), queries.units_of_people(session)


def _take_steps(
    session: Session,
    *,
    actor: Actor,
    number: str,
    unit_code: str,
    steps: Sequence[Step],
    words: str,
    files: Sequence[NewFile] = (),
) -> None:
    """All steps or none; the words and the files belong to the last one."""
    for step in steps:
        note = words if step is steps[-1] else None
        unit = None if step is Step.NOTE else unit_code
        commands.step(session, actor, number, step, note=note or None, unit_code=unit)
    if files:
        attach_to_step(session, actor, number, steps[-1], files)
