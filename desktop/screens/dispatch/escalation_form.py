"""The form of the ladder: which rung, for which unit and person, by which paper, with what penalty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.commands.escalations import NewEscalation
from db.rules.ladder import LEVELS, Level
from desktop.ladder import level_name, rung_of
from desktop.money import fen_of
from desktop.texts import role_text
from widgets import theme
from widgets.form import FormGrid
from widgets.theme import set_role


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody has typed, kept while another order is looked at."""

    level: Level
    unit_code: str
    name: str
    document: str
    penalty: str
    note: str


class EscalationForm(QWidget):
    """Hidden until it is asked for; Ctrl+Enter writes, Esc leaves."""

    written = Signal(object)
    """The rung, as a `NewEscalation`."""
    left = Signal()
    """Not now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Mapping[str, Sequence[str]] = {}
        self._language = "zh_CN"
        self.title = QLabel(self.tr("Take up the ladder"))
        self.told = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.level, self.unit, self.person = QComboBox(), QComboBox(), QComboBox(editable=True)
        self.document, self.penalty = QLineEdit(), QLineEdit()
        self.note = QPlainTextEdit()
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.write_button, self.cancel_button = (
            QPushButton(self.tr("Write it down")),
            QPushButton(self.tr("Not now")),
        )
        self.fields = FormGrid(2)
        self._build()
        self._connect()
        self.hide()

    def offer(
        self, units: Sequence[tuple[str, str]], people: Mapping[str, Sequence[str]], language: str
    ) -> None:
        """Codes and names of the units that may be taken up, and the people of each."""
        self._people, self._language = people, language
        self._fill(self.level, [(level_name(level, language), level) for level in LEVELS])
        self._fill(self.unit, [(name, code) for code, name in units])
        self._offer_people()

    def begin(self, begun: Begun) -> None:
        """Fill it with what is proposed, or with what was typed before."""
        self.level.setCurrentIndex(self.level.findData(begun.level))
        self.unit.setCurrentIndex(max(0, self.unit.findData(begun.unit_code)))
        self.person.setEditText(begun.name)
        self.document.setText(begun.document)
        self.penalty.setText(begun.penalty)
        self.note.setPlainText(begun.note)
        self.fields.clear_errors()
        self.refuse("")
        self._show_level()

    def begun(self) -> Begun:
        """What stands in it."""
        return Begun(
            Level(self.level.currentData()),
            self.unit.currentData() or "",
            self.person.currentText(),
            self.document.text(),
            self.penalty.text(),
            self.note.toPlainText(),
        )

    def refuse(self, text: str) -> None:
        """Why it was not written; everything stays."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def set_busy(self, is_busy: bool) -> None:
        """It is on its way to the record."""
        self.write_button.setEnabled(not is_busy)

    @Slot()
    def submit(self) -> None:
        """Ask for it, or say at each field what is missing."""
        if not self.write_button.isEnabled():
            return
        begun, errors = self.begun(), dict[str, str]()
        if rung_of(begun.level).needs_document and not begun.document.strip():
            errors["document"] = self.tr("This rung needs the number of its paper.")
        try:
            fen = fen_of(begun.penalty)
        except ValueError:
            errors["penalty"] = self.tr(
                "No amount in yuan: write it like 2000 or 2000.50, or leave it empty."
            )
        self.fields.set_errors(errors)
        if not errors:
            self.refuse("")
            self.written.emit(
                NewEscalation(
                    begun.level, begun.unit_code, begun.name.strip() or None, begun.document, fen, begun.note
                )
            )

    @Slot()
    def _show_level(self) -> None:
        rung = rung_of(self.level.currentData() or LEVELS[0])
        told = self.tr(", ").join(role_text(role) for role in rung.told)
        self.told.setText(self.tr("To be told: {roles}").format(roles=told))
        needed = self.tr("Needed for this rung") if rung.needs_document else self.tr("If there is one")
        self.document.setPlaceholderText(needed)

    @Slot()
    def _offer_people(self) -> None:
        typed = self.person.currentText()
        self._fill(
            self.person, [(name, name) for name in self._people.get(self.unit.currentData() or "", ())]
        )
        self.person.setEditText(typed)

    def _fill(self, combo: QComboBox, items: Sequence[tuple[str, str]]) -> None:
        chosen = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        for text, data in items:
            combo.addItem(text, data)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)

    def _connect(self) -> None:
        self.level.currentIndexChanged.connect(self._show_level)
        self.unit.currentIndexChanged.connect(self._offer_people)
        self.write_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.left)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit, context=within)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit, context=within)

    def _build(self) -> None:
        set_role(self.title, "strong")
        set_role(self.told, "muted")
        set_role(self.error, "error")
        set_role(self.write_button, "primary")
        self.write_button.setToolTip("Ctrl+Enter")
        self.note.setTabChangesFocus(True)
        self.person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.document.setMaxLength(100)
        for combo in (self.level, self.unit, self.person):
            combo.setMinimumContentsLength(6)
        self.fields.add_field("level", self.tr("Rung"), self.level)
        self.fields.add_field("unit", self.tr("Unit"), self.unit)
        self.fields.add_field("person", self.tr("Person"), self.person)
        self.fields.add_field("document", self.tr("Document number"), self.document)
        self.fields.add_field("penalty", self.tr("Penalty in yuan"), self.penalty)
        self.fields.add_field("note", self.tr("Words"), self.note, span=2)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.write_button)
        self._box = QVBoxLayout(self)
        for widget in (self.title, self.fields, self.error):
            self._box.addWidget(widget)
        self._box.addLayout(row)
        self.error.hide()
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._box.setSpacing(look.unit)
        self.note.setFixedHeight(look.px(3.4))

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
