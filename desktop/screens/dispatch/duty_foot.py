"""Where the duty log is written: a line, or the form that hands the shift over."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets import theme
from widgets.theme import repolish, set_role


class DutyFoot(QWidget):
    """Ctrl+Enter writes; Esc leaves the form of the hand-over. What was typed stays until it is written."""

    line_written = Signal(str, str)
    """Name and words of a line."""
    shift_ended = Signal(str, str, str)
    """Who hands over, to whom, the note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.to_name = QLineEdit(), QLineEdit()
        self.words = QPlainTextEdit()
        self.facts = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.write_button = QPushButton()
        self.handover_button = QPushButton(self.tr("Hand over…"))
        self.cancel_button = QPushButton(self.tr("Not now"))
        self._names = QStringListModel(self)
        self._is_ending = False
        self._build()
        self._connect()
        self._show_mode()

    @property
    def is_ending(self) -> bool:
        """Whether the form of the hand-over is open."""
        return self._is_ending

    def offer_names(self, names: Sequence[str]) -> None:
        """Who may be meant while a name is typed."""
        self._names.setStringList(list(names))

    def sign(self, name: str, *, is_fixed: bool) -> None:
        """Who writes; `is_fixed` where that person has signed in."""
        if is_fixed or not self.name.text().strip():
            self.name.setText(name)
        self.name.setReadOnly(is_fixed)

    def show_facts(self, text: str) -> None:
        """What a hand-over would count now."""
        self.facts.setText(text)

    def set_busy(self, is_busy: bool) -> None:
        """What was asked for is on its way to the record."""
        for button in (self.write_button, self.handover_button, self.cancel_button):
            button.setEnabled(not is_busy)

    def refuse(self, text: str, field: QWidget | None = None) -> None:
        """Why nothing was written; the cursor goes where something is missing."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        for one in (self.name, self.to_name, self.words):
            one.setProperty("invalid", "true" if one is field else "false")
            repolish(one)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self, sent: str) -> None:
        """It is written; words that were typed since then stay."""
        self.refuse("")
        if self.words.toPlainText().strip() == sent:
            self.words.clear()
        self.to_name.clear()
        self._end(False)

    @Slot()
    def begin_handover(self) -> None:
        """Open the form of the hand-over; words that were begun become its note."""
        self._end(True)
        missing = self.to_name if self.name.text().strip() else self.name
        missing.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def submit(self) -> None:
        """Ask for what the form says; a missing name or word is asked for instead."""
        if not self.write_button.isEnabled():
            return
        name, to_name, words = self.name.text(), self.to_name.text(), self.words.toPlainText()
        if not name.strip():
            self.refuse(self.tr("Say who writes: the log names a person in each line."), self.name)
        elif self._is_ending and not to_name.strip():
            self.refuse(self.tr("Say who takes over."), self.to_name)
        elif self._is_ending:
            self.shift_ended.emit(name.strip(), to_name.strip(), words.strip())
        elif not words.strip():
            self.refuse(self.tr("Write what happened."), self.words)
        else:
            self.line_written.emit(name.strip(), words.strip())

    @Slot()
    def _leave(self) -> None:
        self.refuse("")
        self._end(False)

    def _end(self, is_ending: bool) -> None:
        self._is_ending = is_ending
        self._show_mode()

    def _show_mode(self) -> None:
        ending = self._is_ending
        for widget in (self._to, self.facts, self.cancel_button):
            widget.setVisible(ending)
        self.handover_button.setVisible(not ending)
        self.write_button.setText(self.tr("Hand over") if ending else self.tr("Write"))
        self.words.setPlaceholderText(
            self.tr("Note for the next shift: what to keep an eye on")
            if ending
            else self.tr("What happened: who was told, who answered")
        )

    def _connect(self) -> None:
        self.write_button.clicked.connect(self.submit)
        self.handover_button.clicked.connect(self.begin_handover)
        self.cancel_button.clicked.connect(self._leave)
        for signal in (self.name.textChanged, self.to_name.textChanged, self.words.textChanged):
            signal.connect(lambda *_: self.refuse("") if self.error.text() else None)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit, context=within)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._leave, context=within)

    def _build(self) -> None:
        set_role(self.write_button, "primary")
        set_role(self.error, "error")
        self.write_button.setToolTip("Ctrl+Enter")
        for field, text in (
            (self.name, self.tr("Who writes")),
            (self.to_name, self.tr("Who takes over")),
            (self.words, self.tr("Words")),
        ):
            field.setAccessibleName(text)
        for line in (self.name, self.to_name):
            line.setMaxLength(60)
            line.setCompleter(QCompleter(self._names, line))
        self.words.setTabChangesFocus(True)
        self._to = QWidget()
        to = QHBoxLayout(self._to)
        to.setContentsMargins(0, 0, 0, 0)
        to.addWidget(QLabel(self.tr("to")))
        to.addWidget(self.to_name)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Signed")))
        row.addWidget(self.name)
        row.addWidget(self._to)
        row.addStretch(1)
        for button in (self.cancel_button, self.handover_button, self.write_button):
            row.addWidget(button)
        self._box = QVBoxLayout(self)
        for widget in (self.facts, self.words, self.error):
            self._box.addWidget(widget)
        self._box.addLayout(row)
        self.error.hide()
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.edge, look.unit, look.edge, look.edge)
        self._box.setSpacing(look.unit)
        self.words.setFixedHeight(look.px(4.6))
        for field in (self.name, self.to_name):
            field.setFixedWidth(look.px(8))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()
