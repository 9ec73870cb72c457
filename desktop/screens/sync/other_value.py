"""Another value than those of the sides, where one can be named: a date, a name, a state of the campaign."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QDateTime, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.queries.conflicts import ConflictRecord
from db.times import CHINA
from widgets import theme
from widgets.theme import set_role

_ZONE_SECONDS = 8 * 3600
_TEXTS = frozenset({"person", "number", "code"})

Choices = Sequence[tuple[str, str]]
"""Keys and words."""


class OtherValue(QWidget):
    """A field for the conflict's kind of value and a button; hidden where only the sides make sense."""

    taken = Signal(object)
    """The button was pressed: the value, as the log spells it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor: QLineEdit | QDateTimeEdit | QComboBox | None = None
        self.button = QPushButton(self.tr("Take this value"))
        self.button.clicked.connect(self._on_clicked)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.current().unit)
        self._row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().unit // 2, 0, 0)
        column.setSpacing(theme.current().unit // 2)
        caption = QLabel(self.tr("Another value"))
        set_role(caption, "muted")
        column.addWidget(caption)
        column.addLayout(self._row)
        self.setAccessibleName(caption.text())

    @property
    def editor(self) -> QLineEdit | QDateTimeEdit | QComboBox | None:
        """Where the value is typed or chosen; None where there is none."""
        return self._editor

    def offer(self, one: ConflictRecord, states: Choices) -> None:
        """Offer a field that fits; it begins with what stands."""
        if self._editor is not None:
            self._row.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
        value = one.sides[0].value if one.sides else None
        self._editor = self._made(one, value, states)
        self.setVisible(self._editor is not None)
        if self._editor is not None:
            self._editor.setAccessibleName(self.accessibleName())
            self._row.insertWidget(0, self._editor, 1)

    def value(self) -> Any:
        """What is in the field, as the log spells it."""
        editor = self._editor
        if isinstance(editor, QDateTimeEdit):
            moment = datetime.fromtimestamp(editor.dateTime().toSecsSinceEpoch(), CHINA)
            return moment.astimezone(UTC).isoformat()
        if isinstance(editor, QComboBox):
            return editor.currentData()
        return editor.text().strip() or None if editor is not None else None

    def _made(
        self, one: ConflictRecord, value: Any, states: Choices
    ) -> QLineEdit | QDateTimeEdit | QComboBox | None:
        if one.field == "deadline":
            values = (*(side.value for side in one.sides), one.base)
            return _moment_edit(next((text for text in values if text is not None), None))
        if one.field == "state" and one.thing.root == "site" and states:
            box = QComboBox()
            for key, word in states:
                box.addItem(word, key)
            box.setCurrentIndex(max(0, box.findData(value)))
            return box
        if one.field in _TEXTS:
            text = one.sides[-1].value if one.kind == "duplicate" else value
            return QLineEdit(str(text or ""))
        return None

    def _on_clicked(self) -> None:
        self.taken.emit(self.value())


def _moment_edit(value: str | None) -> QDateTimeEdit:
    edit = QDateTimeEdit()
    edit.setTimeZone(QTimeZone(_ZONE_SECONDS))
    edit.setDisplayFormat("yyyy-MM-dd HH:mm")
    edit.setCalendarPopup(True)
    if value is not None:
        seconds = int(datetime.fromisoformat(value).timestamp()) // 60 * 60
        edit.setDateTime(QDateTime.fromSecsSinceEpoch(seconds, QTimeZone(_ZONE_SECONDS)))
    return edit
