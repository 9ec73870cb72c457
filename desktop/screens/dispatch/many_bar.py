"""Several orders chosen: the steps that some of them allow, each with their number, and one note for all."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.tasks import PartRecord
from db.rules.tasks import NEEDS_NOTE, Step
from desktop.screens.dispatch.paper_menu import PaperButton
from desktop.screens.dispatch.reminding import owes
from desktop.signing_in.permits import Permits
from desktop.texts import step_text
from widgets import theme
from widgets.theme import set_role

OFFERED = (Step.RECEIVE, Step.ARRIVE, Step.REPORT, Step.VERIFY, Step.CLOSE, Step.NOTE)
"""Returning and cancelling are said to each one by itself."""


class ManyBar(QWidget):
    """Hidden while fewer than two orders are chosen."""

    step_asked = Signal(str, str)
    """A step for all that allow it, and the note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._permits = Permits()
        self.chosen = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.note = QLineEdit(placeholderText=self.tr("Note for all of them"))
        self.note.setAccessibleName(self.tr("Note for all of them"))
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.buttons: Mapping[Step, QPushButton] = {step: QPushButton() for step in OFFERED}
        self.remind = QPushButton()
        self.remind.setToolTip(self.tr("A note in each, and a text for the group on the clipboard; key U"))
        self.paper = PaperButton(self.tr("Paper"), self.tr("List for signing…"))
        self._build()
        self.hide()

    def show_permits(self, permits: Permits) -> None:
        """Who is at the console: only what they may do is counted."""
        self._permits = permits

    def show_parts(self, parts: Sequence[PartRecord]) -> None:
        """The parts that are chosen; with fewer than two there is nothing to do at once."""
        self.setVisible(len(parts) > 1)
        self.chosen.setText(self.tr("{count} chosen").format(count=len(parts)))
        self.refuse("")
        owing = sum(owes(part) and self._permits.may(Step.NOTE, part.unit_code) for part in parts)
        self.remind.setText(self.tr("Remind ({count})").format(count=owing))
        self.remind.setVisible(owing > 0)
        for step, button in self.buttons.items():
            able = [part for part in parts if step is Step.NOTE or step in part.steps]
            count = sum(self._permits.may(step, part.unit_code) for part in able)
            button.setText(self.tr("{step} ({count})").format(step=step_text(step), count=count))
            button.setVisible(count > 0)

    def refuse(self, text: str) -> None:
        """What is missing, or what stayed as it was."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def set_busy(self, is_busy: bool) -> None:
        """The steps are on their way."""
        for button in self.buttons.values():
            button.setEnabled(not is_busy)

    def _ask(self, step: Step) -> None:
        note = self.note.text().strip()
        if not note and (step in NEEDS_NOTE or step is Step.NOTE):
            self.refuse(self.tr("Say in a sentence what was done: it stands in each of them."))
            self.note.setFocus()
            return
        self.step_asked.emit(step, note)

    def _build(self) -> None:
        set_role(self.chosen, "strong")
        set_role(self.error, "error")
        first, row = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.chosen)
        first.addWidget(self.note, 1)
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, step=step: self._ask(step))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.remind)
        row.addWidget(self.paper)
        self._box = QVBoxLayout(self)
        # many steps leave no room for words beside them
        self._box.addLayout(first)
        self._box.addLayout(row)
        self._box.addWidget(self.error)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._box.setSpacing(look.unit // 2)

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
