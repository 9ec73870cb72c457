"""A conflict in full: what it is about, what was before, each side, and how to settle it."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.conflicts import ConflictRecord
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.detail import words_label
from desktop.screens.sync.other_value import OtherValue
from desktop.screens.sync.side_card import SideCard
from desktop.screens.sync.sides import about_text, base_text, link_text, side_texts, states
from desktop.screens.sync.words import explanation
from widgets import theme
from widgets.theme import set_role


class ConflictCard(QWidget):
    """Shows a `ConflictRecord`; decisions are asked for by signal."""

    decided = Signal(object, int)
    """The value that shall stand, as the log spells it, and the side it is from (-1: none)."""
    dismissed = Signal()
    """It was read."""
    link_pressed = Signal()
    """The page of the order or site is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflict: ConflictRecord | None = None
        self._marked = -1
        self._is_enabled = True
        self.cards: list[SideCard] = []
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Note for the order's timeline: why this one"))
        self.note.setAccessibleName(self.tr("Note"))
        self.other = OtherValue()
        self.other.taken.connect(lambda value: self.decided.emit(value, -1))
        self.read = QPushButton(self.tr("Mark as read"))
        self.read.clicked.connect(self.dismissed)
        self.link = QPushButton()
        self.link.clicked.connect(self.link_pressed)
        self.hint = QLabel()
        set_role(self.hint, "muted")
        self._scroll = QScrollArea()
        self._foot = QHBoxLayout()
        self._build()

    @property
    def conflict(self) -> ConflictRecord | None:
        """What is shown."""
        return self._conflict

    @property
    def marked(self) -> int:
        """The side that Enter would take; -1: none."""
        return self._marked

    def show_conflict(self, one: ConflictRecord, read: Reading) -> None:
        """Show an item; one that is equal is left alone, so that what was typed or marked stays."""
        if one == self._conflict:
            return
        if self._conflict is None or self._conflict.id != one.id:
            self.note.clear()
        self._conflict, self._marked = one, -1
        self._fill(one, read)

    def mark(self, index: int) -> None:
        """Mark a side, so that Enter takes it."""
        one = self._conflict
        if one is None or one.kind != "decide" or not 0 <= index < len(self.cards):
            return
        self._marked = index
        for at, card in enumerate(self.cards):
            card.set_marked(at == index)

    def take_marked(self) -> None:
        """Enter: take the marked side."""
        if self._marked >= 0 and self._is_enabled:
            self._take(self._marked)

    def set_enabled(self, enabled: bool) -> None:
        """While a decision is on its way there is no other."""
        self._is_enabled = enabled
        for button in (*(card.button for card in self.cards), self.other.button, self.read):
            button.setEnabled(enabled)

    def forget(self, read: Reading) -> None:
        """Sizes and colours follow the theme: make it anew."""
        one, self._conflict = self._conflict, None
        if one is not None:
            note = self.note.text()
            self.show_conflict(one, read)
            self.note.setText(note)

    def _take(self, index: int) -> None:
        one = self._conflict
        if one is not None:
            value: Any = one.sides[index].value
            self.decided.emit(value, index)

    def _fill(self, one: ConflictRecord, read: Reading) -> None:
        look = theme.current()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        column.setSpacing(look.unit // 2)
        column.addWidget(words_label(about_text(one), "muted"))
        column.addWidget(words_label(read.words.field(one.field, one.thing), "title"))
        column.addWidget(words_label(explanation(one, read.words)))
        column.addSpacing(look.unit // 2)
        base = base_text(one, read)
        if base:
            column.addWidget(words_label(base, "muted"))
        self._add_cards(column, one, read)
        self._add_fields(column, one, read)
        column.addStretch(1)
        self._keep_fields()
        self._scroll.setWidget(content)
        self._show_foot(one)
        self.set_enabled(self._is_enabled)

    def _add_cards(self, column: QVBoxLayout, one: ConflictRecord, read: Reading) -> None:
        is_open = one.kind == "decide"
        self.cards = []
        for index, side in enumerate(side_texts(one, read)):
            card = SideCard(str(index + 1) if is_open and index < 9 else "", side)
            card.taken.connect(lambda index=index: self._take(index))
            self.cards.append(card)
            column.addWidget(card)
            column.addSpacing(theme.current().unit // 2)

    def _add_fields(self, column: QVBoxLayout, one: ConflictRecord, read: Reading) -> None:
        # into the layout first: a widget without a parent that is made visible is a window
        column.addWidget(self.other)
        column.addWidget(self.note)
        self.other.offer(one, states(one, read))
        if one.kind not in ("decide", "duplicate"):
            self.other.hide()
        self.note.setVisible(one.kind == "decide" and one.thing.root == "task")

    def _show_foot(self, one: ConflictRecord) -> None:
        is_open = one.kind == "decide"
        self.hint.setText(self.tr("Keys: 1, 2 choose · Enter takes it"))
        self.hint.setVisible(is_open)
        self.read.setVisible(not is_open and one.dismissed_at is None)
        text = link_text(one)
        self.link.setText(text)
        self.link.setVisible(bool(text))

    def _keep_fields(self) -> None:
        """The scroll area deletes its old content; the fields live as long as the card."""
        old = self._scroll.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _build(self) -> None:
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot.addWidget(self.read)
        self._foot.addWidget(self.link)
        self._foot.addStretch(1)
        self._foot.addWidget(self.hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addLayout(self._foot)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._foot.setContentsMargins(look.edge, look.unit, look.edge, look.edge)
        self._foot.setSpacing(look.unit)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_foot"):
            self._measure()
