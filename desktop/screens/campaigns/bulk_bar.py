"""A change of many sites, in place under the list: what, the new value, the deed; then what it did."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.commands.site_bulk import DEADLINE, FIELDS, STATE
from desktop.screens.campaigns import bulk_words, words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.directory import PLACES
from desktop.screens.campaigns.editors import Editor, LineEditor, UnitEditor, deadline_editor, editor
from widgets import theme
from widgets.segmented import Segmented
from widgets.theme import set_role


class StateEditor:
    """One of the campaign's states."""

    def __init__(self, reader: Reader) -> None:
        self.widget = QComboBox()
        for state in reader.definition.states:
            self.widget.addItem(words.state_text(reader.definition, state.key, reader.language), state.key)

    def value(self) -> Any:
        return self.widget.currentData()

    def set_value(self, value: Any) -> None:
        self.widget.setCurrentIndex(self.widget.findData(value))

    def problem(self) -> str:
        return ""


class BulkBar(QWidget):
    """Two faces: what shall be changed, and what was."""

    edited = Signal()
    """Another field or another value."""
    accepted = Signal()
    """The deed is meant."""
    stopped = Signal()
    """The change that is under way shall end."""
    undo_clicked = Signal()
    """Back, or once more."""
    left_out_clicked = Signal()
    """Show the sites that stayed as they are."""
    left = Signal()
    """It is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = QComboBox()
        self.sentence = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.accept_button, self.cancel_button = QPushButton(), QPushButton(self.tr("Cancel"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.progress = QProgressBar(textVisible=False)
        self.result = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.undo_button, self.close_button = QPushButton(), QPushButton(self.tr("Close"))
        self.left_out_button = QPushButton()
        self._asking, self._telling = QWidget(), QWidget()
        self._reader: Reader | None = None
        self._editor: Editor | None = None
        self._build()
        self._connect()
        self.hide()

    def begin(self, reader: Reader) -> None:
        """Ask what shall be changed in this campaign; what was asked last is asked again."""
        key = self.key()
        self._reader = reader
        self.what.blockSignals(True)
        self.what.clear()
        for one in bulk_words.keys(reader.definition):
            self.what.addItem(bulk_words.key_text(one, reader), one)
        self.what.setCurrentIndex(max(0, self.what.findData(key)))
        self.what.blockSignals(False)
        self._show_face(self._asking)
        self.show_busy(False)
        self._make_editor()
        self.show()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def key(self) -> str:
        """What shall be changed."""
        return self.what.currentData() or ""

    def value(self) -> Any:
        """What it shall become; None: nothing."""
        return self._editor.value() if self._editor is not None else None

    def put(self, key: str, value: Any) -> None:
        """Choose as a hand would."""
        self.what.setCurrentIndex(self.what.findData(key))
        if self._editor is not None:
            self._editor.set_value(value)
        self.edited.emit()

    def problem(self) -> str:
        """Why the value cannot be put; "" if it can."""
        if self._editor is None or self._reader is None:
            return ""
        own = self._editor.problem()
        return own or bulk_words.problem(self.key(), self.value(), self._reader.definition)

    def show_deed(self, sentence: str, deed: str, problem: str, *, can_be_done: bool) -> None:
        """What the button will do, or why it cannot."""
        self.sentence.setText(problem or sentence)
        set_role(self.sentence, "error" if problem else "muted")
        self.accept_button.setText(deed)
        self.accept_button.setEnabled(can_be_done and not problem)

    def show_busy(self, is_busy: bool) -> None:
        """The change is under way."""
        for widget in (self.progress, self.stop_button):
            widget.setVisible(is_busy)
        for other in (self.accept_button, self.cancel_button):
            other.setVisible(not is_busy)
        self.what.setEnabled(not is_busy)
        if self._editor is not None:
            self._editor.widget.setEnabled(not is_busy)
        self.progress.setRange(0, 100)
        self.progress.setValue(0)

    def show_result(self, text: str, undo: str, left_out: str = "", role: str = "strong") -> None:
        """What was done; without a word for undo there is nothing to be taken back."""
        self.result.setText(text)
        set_role(self.result, role)
        self.undo_button.setText(undo)
        self.undo_button.setVisible(bool(undo))
        self.left_out_button.setText(left_out)
        self.left_out_button.setVisible(bool(left_out))
        self._show_face(self._telling)
        self.show_busy(False)
        self.show()

    def is_asking(self) -> bool:
        """The first face is shown."""
        return self.isVisible() and not self._asking.isHidden()

    @Slot()
    def leave(self) -> None:
        """Close it; the list gets the keyboard back."""
        if not self.isHidden() and self.stop_button.isHidden():
            self.hide()
            self.left.emit()

    @Slot()
    def _make_editor(self) -> None:
        if self._reader is None:
            return
        if self._editor is not None:
            self._slot.removeWidget(self._editor.widget)
            self._editor.widget.hide()
            self._editor.widget.deleteLater()
        self._editor = _editor_of(self.key(), self._reader)
        widget = self._editor.widget
        widget.setAccessibleName(self.tr("New value"))
        self._slot.addWidget(widget)
        _watch(widget, self.edited.emit)
        self.edited.emit()

    def _show_face(self, face: QWidget) -> None:
        for one in (self._asking, self._telling):
            one.setVisible(one is face)

    def _build(self) -> None:
        self.what.setAccessibleName(self.tr("What shall be changed"))
        set_role(self.accept_button, "primary")
        look = theme.current()
        self._slot = QHBoxLayout()
        first, second = QHBoxLayout(), QHBoxLayout()
        for box in (first, second):
            box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
            box.setSpacing(look.unit)
        first.addWidget(self.what)
        first.addLayout(self._slot, 2)
        texts = QVBoxLayout()
        texts.addWidget(self.sentence)
        texts.addWidget(self.progress)
        first.addLayout(texts, 3)
        for button in (self.stop_button, self.cancel_button, self.accept_button):
            first.addWidget(button)
        second.addWidget(self.result, 1)
        for button in (self.left_out_button, self.undo_button, self.close_button):
            second.addWidget(button)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        for face, inner in ((self._asking, first), (self._telling, second)):
            face.setLayout(inner)
            both.addWidget(face)

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._make_editor)
        self.accept_button.clicked.connect(self.accepted)
        self.cancel_button.clicked.connect(self.leave)
        self.close_button.clicked.connect(self.leave)
        self.stop_button.clicked.connect(self.stopped)
        self.undo_button.clicked.connect(self.undo_clicked)
        self.left_out_button.clicked.connect(self.left_out_clicked)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave, context=context)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self, self._on_enter, context=context)

    @Slot()
    def _on_enter(self) -> None:
        button = self.accept_button if self.is_asking() else self.close_button
        focused = self.focusWidget()
        (focused if isinstance(focused, QPushButton) else button).click()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.accent_soft))
        painter.fillRect(0, 0, look.unit // 2, self.height(), QColor(look.accent))


def _editor_of(key: str, reader: Reader) -> Editor:
    if key == STATE:
        return StateEditor(reader)
    if key == DEADLINE:
        return deadline_editor()
    if key == "unit_code":
        return UnitEditor(reader.directory(), PLACES)
    field = reader.definition.field(key.removeprefix(FIELDS)) if key.startswith(FIELDS) else None
    made = editor(field, reader.language, reader.directory()) if field is not None else None
    return made or LineEditor()


def _watch(widget: QWidget, told: Callable[[], object]) -> None:
    """Every kind of editor says in its own way that it was changed."""
    if isinstance(widget, QLineEdit):
        widget.textChanged.connect(lambda _text: told())
    elif isinstance(widget, QComboBox):
        widget.currentTextChanged.connect(lambda _text: told())
    elif isinstance(widget, Segmented):
        widget.chosen.connect(lambda _key: told())
