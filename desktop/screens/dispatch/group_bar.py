"""A reply from the group, to be looked at before it counts: which order, which unit, which step."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.tasks import PartRecord
from db.rules.tasks import Step
from desktop.attachments.waiting import WaitingRow
from desktop.group_chat import GroupProposal
from desktop.texts import state_text, step_text
from widgets import theme
from widgets.note_edit import NoteEdit
from widgets.theme import set_role

Steps = tuple[Step, ...]


class GroupBar(QWidget):
    """Hidden until a reply was pasted; several are asked one after the other."""

    accepted = Signal(str, object, str)
    """Code of the unit, the steps in their order, the words."""
    passed_over = Signal()
    """This reply is not taken; also by Esc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.why = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.unit, self.step = QComboBox(), QComboBox()
        self.words = NoteEdit()
        self.waiting = WaitingRow()
        self.accept_button, self.skip_button = QPushButton(), QPushButton(self.tr("Leave it out"))
        self._parts: Sequence[PartRecord] = ()
        self._build()
        self.unit.currentIndexChanged.connect(self._offer_steps)
        self.step.currentIndexChanged.connect(self._name_deed)
        self.accept_button.clicked.connect(self._accept)
        self.skip_button.clicked.connect(self.passed_over)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.passed_over.emit, context=context)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._accept, context=context)
        self.hide()

    def ask(self, proposal: GroupProposal, parts: Sequence[PartRecord], left: int) -> None:
        """Show what a reply would do. `left`: replies that wait behind it."""
        self._parts = parts
        more = self.tr(" · {count} more").format(count=left) if left else ""
        text = self.tr("From the group: {number} {title}{more}")
        self.title.setText(text.format(number=proposal.number, title=proposal.title, more=more))
        self.why.setText(proposal.why)
        self.why.setVisible(bool(proposal.why))
        self.words.setPlainText(proposal.note)
        self.unit.blockSignals(True)
        self.unit.clear()
        for part in parts:
            state = self.tr("{unit} ({state})").format(unit=part.unit_name, state=state_text(part.state))
            self.unit.addItem(state, part.unit_code)
        self.unit.setCurrentIndex(self.unit.findData(proposal.unit_code))
        self.unit.blockSignals(False)
        self._offer_steps()
        self._choose(proposal.steps)
        self.show()
        self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, text: str) -> None:
        """Why it was not written; everything stays as it is."""
        self.why.setText(text)
        self.why.show()

    def steps(self) -> Steps:
        """What shall be done."""
        found: Steps = self.step.currentData() or ()
        return found

    @Slot()
    def _offer_steps(self) -> None:
        """What the unit's part allows now; reporting from the beginning signs for it first."""
        part = next((one for one in self._parts if one.unit_code == self.unit.currentData()), None)
        wanted = (Step.RECEIVE, Step.ARRIVE, Step.REPORT)
        offered: list[Steps] = [(one,) for one in part.steps if one in wanted] if part else []
        if (Step.RECEIVE,) in offered:
            offered += [(Step.RECEIVE, Step.ARRIVE), (Step.RECEIVE, Step.REPORT)]
        self.step.blockSignals(True)
        self.step.clear()
        for steps in [*offered, (Step.NOTE,)]:
            self.step.addItem(self.tr(" + ").join(map(step_text, steps)), steps)
        self.step.blockSignals(False)
        self._name_deed()

    def _choose(self, steps: Steps) -> None:
        rows = [row for row in range(self.step.count()) if self.step.itemData(row) == steps]
        self.step.setCurrentIndex(rows[0] if rows else self.step.count() - 1)
        self._name_deed()

    @Slot()
    def _name_deed(self) -> None:
        self.accept_button.setText(self.tr("Write down: {step}").format(step=self.step.currentText()))

    @Slot()
    def _accept(self) -> None:
        if self.isVisible():
            self.accepted.emit(self.unit.currentData(), self.steps(), self.words.toPlainText().strip())

    def _build(self) -> None:
        set_role(self.title, "strong")
        set_role(self.why, "error")
        set_role(self.accept_button, "primary")
        self.unit.setAccessibleName(self.tr("Unit"))
        self.step.setAccessibleName(self.tr("Step"))
        self.words.setAccessibleName(self.tr("Words"))
        self.words.setPlaceholderText(self.tr("Words of the reply; its photos can be dropped or pasted here"))
        self.words.setTabChangesFocus(True)
        row = QHBoxLayout()
        row.addWidget(self.unit, 1)
        row.addWidget(self.step, 1)
        row.addWidget(self.skip_button)
        row.addWidget(self.accept_button)
        self._box = QVBoxLayout(self)
        for widget in (self.title, self.words, self.waiting, self.why):
            self._box.addWidget(widget)
        self._box.addLayout(row)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.words.setFixedHeight(look.px(3.4))  # two lines; longer words are scrolled
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
