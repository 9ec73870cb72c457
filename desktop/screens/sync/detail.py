"""The right side of the screen: one item of a list in full, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.theme import set_role

Fact = tuple[str, str]
"""Caption and words; what is empty takes no room."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with facts or lines below it."""

    title: str = ""
    facts: tuple[Fact, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A button at the foot."""

    key: str
    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One item: what it is, what that means, its facts, its buttons."""

    note: str
    title: str
    sentence: str = ""
    blocks: tuple[Block, ...] = ()
    actions: tuple[Action, ...] = ()
    alarm: str = ""
    """What went wrong, above the facts."""


class Detail(QWidget):
    """Shows a page; a page that is equal is left alone, so that a selection in it survives."""

    action_triggered = Signal(str)
    """A button was pressed: its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QHBoxLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addLayout(self._foot)

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    def show_page(self, page: Page) -> None:
        """Show an item; another one begins at its top."""
        if page == self._page:
            return
        is_same = self._page is not None and (page.note, page.title) == (self._page.note, self._page.title)
        place = self._scroll.verticalScrollBar().value() if is_same else 0
        self._page = page
        self._scroll.setWidget(_content(page))
        self._scroll.verticalScrollBar().setValue(place)
        self._show_actions(page.actions)

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        page, self._page = self._page, None
        if page is not None:
            self.show_page(page)

    def set_enabled(self, enabled: bool) -> None:
        """While a deed is on its way to the record there is no other."""
        for button in self.buttons.values():
            button.setEnabled(enabled)

    def _show_actions(self, actions: Sequence[Action]) -> None:
        while (item := self._foot.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        look = theme.current()
        space = look.unit if actions else 0
        self._foot.setContentsMargins(look.edge, space, look.edge, look.edge if actions else 0)
        self._foot.setSpacing(look.unit)
        self.buttons = {action.key: self._button(action) for action in actions}
        for button in self.buttons.values():
            self._foot.addWidget(button)
        self._foot.addStretch(1)

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton(action.text)
        set_role(button, action.role)
        button.clicked.connect(lambda: self.action_triggered.emit(action.key))
        return button


def words_label(text: str, role: str = "") -> QLabel:
    """Words that wrap and can be copied; what looks like markup in them is text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        set_role(label, role)
    return label


def _content(page: Page) -> QWidget:
    look = theme.current()
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
    column.setSpacing(look.unit // 2)
    for text, role in (
        (page.note, "muted"),
        (page.title, "title"),
        (page.sentence, ""),
        (page.alarm, "error"),
    ):
        if text:
            column.addWidget(words_label(text, role))
    for block in page.blocks:
        column.addSpacing(look.unit // 2)
        _add_block(column, block)
    column.addStretch(1)
    return content


def _add_block(column: QVBoxLayout, block: Block) -> None:
    if block.title:
        column.addWidget(words_label(block.title, "strong"))
    for line in block.lines:
        column.addWidget(words_label(line))
    shown = [fact for fact in block.facts if fact[1]]
    if shown:
        column.addLayout(_grid(shown))


def _grid(facts: Sequence[Fact]) -> QGridLayout:
    look = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.unit * 2)
    grid.setVerticalSpacing(look.unit // 2)
    grid.setColumnStretch(1, 1)
    for row, (caption, text) in enumerate(facts):
        label = QLabel(caption)
        set_role(label, "muted")
        # the smaller letters of the caption stand on the line of the words beside it
        label.setContentsMargins(0, look.base_px - look.small_px, 0, 0)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words_label(text), row, 1)
    return grid
