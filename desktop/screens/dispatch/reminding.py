"""Reminding the units of chosen orders 催办: a note in each, and one text for the group on the clipboard."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands.task_reminders import OWING, Reminded, Reminder, remind
from db.queries.tasks import PartRecord
from db.rules.tasks import Step
from desktop.context import Context
from desktop.group_chat import short_code
from desktop.texts import clock_text, error_text, state_text

translate = QCoreApplication.translate
_NAMED = 3


def owes(part: PartRecord) -> bool:
    """Whether somebody waits for this unit."""
    return part.state in OWING and part.paused_at is None


def reminder_of(part: PartRecord, now: datetime) -> Reminder:
    """What is written into the order."""
    text = translate("Reminding", "Reminder: {state}, {clock}").format(
        state=state_text(part.state), clock=clock_text(part.deadline, now, part.state)
    )
    return Reminder(part.number, part.unit_code, text.rstrip(", ，"))


def group_reminder(parts: Sequence[PartRecord], now: datetime) -> str:
    """One message to the group: a line for each order, with the code that a reply needs."""
    lines = [translate("Reminding", "[Reminder] {count} orders wait for you:").format(count=len(parts))]
    for part in parts:
        line = translate("Reminding", "{unit}: {title}, {state}, {clock} {number} #{code}")
        lines.append(
            line.format(
                unit=part.unit_name,
                title=part.title,
                state=state_text(part.state),
                clock=clock_text(part.deadline, now, part.state),
                number=part.number,
                code=short_code(part.number),
            )
        )
    lines.append(translate("Reminding", "Answer with the #code of your order."))
    return "\n".join(lines)


class Reminding(QObject):
    """Only those who owe something are reminded, and nobody twice within an hour."""

    done = Signal()
    """Something was written."""

    def __init__(self, context: Context, chosen: Callable[[], Sequence[PartRecord]], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._chosen = context, chosen

    @Slot()
    def remind(self) -> None:
        """Remind the units of the chosen parts."""
        may = self._context.permits.may
        parts = [part for part in self._chosen() if owes(part) and may(Step.NOTE, part.unit_code)]
        if not parts:
            self._say(
                self.tr(
                    "Nobody owes anything here: drafts, reported, ended and paused orders wait for no unit."
                )
            )
            return
        now, actor = self._context.now(), self._context.actor()
        reminders = [reminder_of(part, now) for part in parts]
        self._context.jobs.write(
            partial(_remind, actor=actor, reminders=reminders),
            partial(self._on_written, parts, now),
            error=self._context.report_error,
            changes=lambda outcome: outcome.changes,
        )

    def _on_written(self, parts: Sequence[PartRecord], now: datetime, outcome: Reminded) -> None:
        written = {(one.number, one.unit_code) for one in outcome.done}
        told = [part for part in parts if (part.number, part.unit_code) in written]
        said = []
        if told:
            QGuiApplication.clipboard().setText(group_reminder(told, now))
            text = self.tr("{count} reminded; the text for the group is on the clipboard.")
            said.append(text.format(count=len(told)))
        if outcome.lately:
            text = self.tr("Reminded within the last hour, not again: {numbers}.")
            said.append(text.format(numbers=self._numbers([one.number for one in outcome.lately])))
        said += [error_text(error) for _one, error in outcome.refused[:_NAMED]]
        self._say(" ".join(said), "info" if told else "warning")
        self.done.emit()

    def _numbers(self, numbers: Sequence[str]) -> str:
        return self.tr(", ").join(numbers[:_NAMED]) + (" …" if len(numbers) > _NAMED else "")

    def _say(self, text: str, tone: str = "info") -> None:
        self._context.navigator.message.emit(text, tone, "")


def _remind(session: Session, *, actor: Actor, reminders: Sequence[Reminder]) -> Reminded:
    return remind(session, actor, reminders)
