"""The units of an order: each with its state and its clock."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.tasks import PartRecord
from db.rules.tasks import WAITS, State
from desktop.texts import clock_text, moment_text, state_text, state_tone
from widgets import theme
from widgets.badge import badge_size, draw_badge
from widgets.theme import Tone, set_role

translate = QCoreApplication.translate


class Parts(QWidget):
    """Two lines a unit: who and how far; until when and how long still."""

    def __init__(self, parts: tuple[PartRecord, ...], now: datetime) -> None:
        super().__init__()
        self._clocks: list[tuple[PartRecord, QLabel]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().unit // 4)
        for part in parts:
            column.addWidget(_head(part))
            clock = QLabel()
            column.addWidget(clock)
            self._clocks.append((part, clock))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the clocks run on."""
        for part, label in self._clocks:
            label.setText(_clock(part, now))
            label.setVisible(bool(label.text()))
            set_role(label, "error" if part.overdue(now) else "muted")


class Pill(QWidget):
    """A state with its word."""

    def __init__(self, text: str, tone: Tone) -> None:
        super().__init__()
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @override
    def sizeHint(self) -> QSize:
        return badge_size(self.font(), self._text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_badge(QPainter(self), self.rect(), self._text, self._tone, self.font())


def _head(part: PartRecord) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().unit)
    name = QLabel(part.unit_name)
    name.setTextFormat(Qt.TextFormat.PlainText)
    name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(name)
    row.addWidget(Pill(state_text(part.state), state_tone(part.state, overdue=False)))
    row.addStretch(1)
    return line


def _clock(part: PartRecord, now: datetime) -> str:
    words = [*_earlier(part, now), *_due(part, now)]
    if part.paused_at is not None:
        text = translate("Parts", "clocks paused since {moment}")
        words.append(text.format(moment=moment_text(part.paused_at, now)))
    if part.asked_until is not None:
        text = translate("Parts", "asks for time until {moment}")
        words.append(text.format(moment=moment_text(part.asked_until, now)))
    return " · ".join(words)


def _due(part: PartRecord, now: datetime) -> Iterator[str]:
    if part.deadline is None:
        return
    yield translate("Parts", "due {moment}").format(moment=moment_text(part.deadline, now))
    if part.paused_at is None and (clock := clock_text(part.deadline, now, part.state)):
        yield clock


def _earlier(part: PartRecord, now: datetime) -> Iterator[str]:
    """The clock of the next step, while it waits: received by, then on site by; verified by at the end."""
    asked = (
        ("receive_by", part.receive_by, translate("Parts", "receive by {moment}")),
        ("arrive_by", part.arrive_by, translate("Parts", "on site by {moment}")),
    )
    for name, due, text in asked:
        if due is not None and part.state in WAITS[name]:
            yield text.format(moment=moment_text(due, now))
            return
    if part.verify_by is not None and part.state == State.REPORTED:
        yield translate("Parts", "verify by {moment}").format(moment=moment_text(part.verify_by, now))
