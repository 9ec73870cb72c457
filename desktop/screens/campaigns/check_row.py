"""One item of the checklist: a large answer for one hand, the question, and a note where there is one."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from db.rules.campaign_records import ChecklistItem
from widgets import theme
from widgets.segmented import Segmented
from widgets.theme import set_role

PASSED, FAILED, NOT_APPLICABLE, OPEN = "pass", "fail", "na", ""
_KEYS = {
    Qt.Key.Key_1: PASSED,
    Qt.Key.Key_2: FAILED,
    Qt.Key.Key_3: NOT_APPLICABLE,
    Qt.Key.Key_0: OPEN,
}
_MOVES = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}
_NEXT = {OPEN: PASSED, PASSED: FAILED, FAILED: NOT_APPLICABLE, NOT_APPLICABLE: OPEN}


class Answer(Segmented):
    """1 passes, 2 fails, 3 does not apply, 0 takes it back; J and K go down and up, space goes round."""

    moved = Signal(int)
    """Down (1) or up (-1) to another item."""
    note_wanted = Signal()
    """N: something is to be said of this item."""

    @override
    def sizeHint(self) -> QSize:
        """Large enough for a thumb or a mouse in a moving car."""
        return super().sizeHint().expandedTo(QSize(0, theme.current().px(2.9)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self._give(_KEYS[key])
            if key != Qt.Key.Key_0:
                self.moved.emit(1)
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key == Qt.Key.Key_Space:
            self._give(_NEXT[self.current()])
        elif key == Qt.Key.Key_N:
            self.note_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _give(self, answer: str) -> None:
        self.set_current(answer)
        self.chosen.emit(answer)


class CheckRow(QWidget):
    """The answer before the question: on a wide screen the eye would lose the line between them."""

    changed = Signal()
    """Another answer, or other words in the note."""

    def __init__(self, item: ChecklistItem, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.name = item.key, item.name(language)
        self.answer = Answer(
            (
                (OPEN, self.tr("Not looked at")),
                (PASSED, self.tr("Pass")),
                (FAILED, self.tr("Fail")),
                (NOT_APPLICABLE, self.tr("Not applicable")),
            )
        )
        self.answer.setAccessibleName(self.name)
        self.note = QLineEdit(placeholderText=self.tr("What is wrong here"))
        self.note.setAccessibleName(self.tr("Note on {item}").format(item=self.name))
        self.note.hide()
        self._build(item.hint.name(language))
        self.answer.chosen.connect(self._on_chosen)
        self.answer.note_wanted.connect(self._open_note)
        self.note.textChanged.connect(self.changed)
        # Enter goes back to the answers, so that the hand stays on the keys
        self.note.returnPressed.connect(self.answer.setFocus)

    def fill(self, answer: str, note: str) -> None:
        """As it was when the draft was left."""
        self.answer.set_current(answer)
        self.note.setText(note)
        self._show_note()

    def note_text(self) -> str:
        """What was said of this item."""
        return self.note.text().strip()

    def _build(self, hint: str) -> None:
        unit = theme.current().unit
        grid = QGridLayout(self)
        grid.setContentsMargins(0, unit // 2, 0, unit // 2)
        grid.setHorizontalSpacing(2 * unit)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.answer, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(_question(self.name, hint), 0, 1)
        grid.addWidget(self.note, 1, 1)

    @Slot()
    def _on_chosen(self) -> None:
        self._show_note()
        self.changed.emit()

    @Slot()
    def _open_note(self) -> None:
        self.note.show()
        self.note.setFocus()

    def _show_note(self) -> None:
        """A failed item asks for words; words that are there are never hidden."""
        self.note.setVisible(self.answer.current() == FAILED or bool(self.note_text()))


def _question(name: str, hint: str) -> QWidget:
    both = QWidget()
    box = QVBoxLayout(both)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for text, role in ((name, "strong"), (hint, "muted")):
        label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        set_role(label, role)
        box.addWidget(label)
    return both
