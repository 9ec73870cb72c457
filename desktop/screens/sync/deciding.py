"""Decisions of the inbox on their way to the record: one at a time, each told when it is written."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import conflicts as commands
from db.commands import tasks
from db.queries.conflicts import ConflictRecord
from db.rules.tasks import Step
from desktop.context import Context
from desktop.record_words import thing_text
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.conflict_card import ConflictCard

_CHANGES = Changes(tasks=True, sites=True, checks=True, stations=True, people=True, units=True)
"""A conflict may be about any row."""


class Deciding(QObject):
    """Writes what the card asks for."""

    written = Signal()
    """A decision stands in the record."""
    refused = Signal()
    """It was not taken: somebody may have been faster."""

    def __init__(self, context: Context, card: ConflictCard, read: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card, self._read = context, card, read
        self._is_under_way = False
        # the second press of a double click would meet the next conflict, in the same place
        self._pause = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._pause.timeout.connect(self.settle)
        card.decided.connect(self._on_decided)
        card.dismissed.connect(self._on_dismissed)

    @Slot()
    def settle(self) -> None:
        """The record was read again: the next decision may go on its way."""
        self._card.set_enabled(not self._is_under_way and not self._pause.isActive())

    @Slot(object, int)
    def _on_decided(self, value: Any, side: int) -> None:
        one = self._card.conflict
        if one is None or self._is_under_way:
            return
        note = self._card.note.text().strip() if not self._card.note.isHidden() else ""
        operation = partial(_decide, actor=self._context.actor(), one=one, value=value, side=side, note=note)
        told = self._told(one, value)
        self._begin()
        self._context.jobs.write(
            operation,
            lambda _changes: self._on_done(told),
            error=self._on_refused,
            changes=_CHANGES,
            initiator=self.parent(),
        )

    @Slot()
    def _on_dismissed(self) -> None:
        one = self._card.conflict
        if one is None or self._is_under_way:
            return
        actor, conflict_id = self._context.actor(), one.id
        self._begin()
        self._context.jobs.write(
            lambda session: commands.dismiss(session, actor, conflict_id),
            lambda _changes: self._on_done(""),
            error=self._on_refused,
            initiator=self.parent(),
        )

    def _begin(self) -> None:
        self._is_under_way = True
        self._pause.start()
        self._card.set_enabled(False)

    def _told(self, one: ConflictRecord, value: Any) -> str:
        text = self.tr("Decided: {field} of {what} is {value}. It can be changed on its page.")
        words = self._read.words
        return text.format(
            field=words.field(one.field, one.thing),
            what=thing_text(one.thing),
            value=words.value(one.field, value, one.thing),
        )

    def _on_done(self, told: str) -> None:
        self._is_under_way = False
        if told:
            self._context.navigator.message.emit(told, "info", "")
        self.written.emit()

    def _on_refused(self, error: Exception) -> None:
        self._is_under_way = False
        self.settle()
        self._context.report_error(error)
        self.refused.emit()


def _decide(
    session: Session, *, actor: Actor, one: ConflictRecord, value: Any, side: int, note: str
) -> Changes:
    """The decision, and with it the note in the order's timeline: both or neither."""
    changes = commands.decide(session, actor, one.id, value, side=side if side >= 0 else None)
    if note and one.thing.root == "task":
        changes |= tasks.step(session, actor, one.thing.code, Step.NOTE, note=note)
    return changes
