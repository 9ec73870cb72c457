"""The shift that was handed over and waits for somebody: who, when, how it stood, and who takes it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.duty import DutyRecord
from desktop.screens.dispatch.duty_words import counts_text
from desktop.texts import duration_text, moment_text
from widgets import theme
from widgets.theme import set_role

translate = QCoreApplication.translate


class HandedCard(QWidget):
    """Hidden while no shift waits; it stays until somebody takes over, however old it is."""

    taken = Signal(str)
    """Who takes over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.note = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.name = QLineEdit()
        self.take_button = QPushButton(self.tr("Take over"))
        self._names = QStringListModel(self)
        self._line: DutyRecord | None = None
        self._build()
        self.name.returnPressed.connect(self._take)
        self.name.textChanged.connect(lambda: self.refuse(""))
        self.take_button.clicked.connect(self._take)
        self.hide()

    def show_handover(self, line: DutyRecord | None, now: datetime, signed_in: str) -> None:
        """Show what waits; None: nothing does."""
        before, self._line = self._line, line
        self.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(_title(line, now))
        self.note.setText(line.note or "")
        self.note.setVisible(bool(line.note))
        if before is None or before.id != line.id or signed_in:
            self.name.setText(signed_in or line.to_name or "")
        self.name.setReadOnly(bool(signed_in))

    def offer_names(self, names: Sequence[str]) -> None:
        """Who may be meant while a name is typed."""
        self._names.setStringList(list(names))

    def set_busy(self, is_busy: bool) -> None:
        """The answer is on its way to the record."""
        self.take_button.setEnabled(not is_busy)

    def refuse(self, text: str) -> None:
        """Why the shift was not taken over."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    @Slot()
    def _take(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.refuse(self.tr("Say who takes over."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.take_button.isEnabled():
            self.taken.emit(name)

    def _build(self) -> None:
        set_role(self.title, "strong")
        set_role(self.error, "error")
        set_role(self.take_button, "primary")
        self.name.setMaxLength(60)
        self.name.setAccessibleName(self.tr("Who takes over"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setCompleter(QCompleter(self._names, self.name))
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(self.name)
        row.addWidget(self.take_button)
        self._box = QVBoxLayout(self)
        self._box.addLayout(row)
        self._box.addWidget(self.note)
        self._box.addWidget(self.error)
        self.error.hide()
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._box.setSpacing(look.unit // 2)
        self.name.setFixedWidth(look.px(8))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.accent_soft))
        painter.fillRect(0, 0, look.unit // 2, self.height(), QColor(look.accent))


def _title(line: DutyRecord, now: datetime) -> str:
    text = translate(
        "HandedCard", "{name} handed over to {to_name} at {moment}: {counts}. Waiting for {age}."
    )
    return text.format(
        name=line.name,
        to_name=line.to_name or "",
        moment=moment_text(line.at, now),
        counts=counts_text(line),
        age=duration_text((now - line.at).total_seconds()),
    )
