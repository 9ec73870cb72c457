"""The units of an order: each with its state and its clock."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.tasks import PartRecord
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
    if part.deadline is None:
        return ""
    due = translate("Parts", "due {moment}").format(moment=moment_text(part.deadline, now))
    clock = clock_text(part.deadline, now, part.state)
    return f"{due} · {clock}" if clock else due
