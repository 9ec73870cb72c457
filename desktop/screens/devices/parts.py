"""Parts of the right side: facts, values, refused frames. Each is left alone while it shows the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.screens.sync.detail import Fact, words_label
from widgets import theme
from widgets.fonts import sized
from widgets.theme import set_role

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A factor: what was sent, what it is in our unit, what is to be thought of its unit."""

    name: str
    sent: str
    ours: str = ""
    word: str = ""
    tip: str = ""
    is_suspicious: bool = False
    column: str = ""
    offer: str = ""
    """A unit that it could be taken in from now on; empty: none to offer."""
    offer_text: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A frame that was not taken."""

    head: str
    detail: str
    raw: str


class Part(QWidget):
    """A heading with something below it; made anew when what it shows differs."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._body, self._shown = title, QWidget(), object()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().unit // 2)
        if title:
            self._box.addWidget(words_label(title, "strong"))
        self._box.addWidget(self._body)

    def is_same(self, shown: object) -> bool:
        """Whether it shows this already; if not, it is noted that it does now."""
        same = shown == self._shown
        self._shown = shown
        return same

    def forget(self) -> None:
        """Sizes or words changed: the next time all is made anew."""
        self._shown = object()

    def replace(self, body: QWidget) -> None:
        """Another body in the place of the old one."""
        self._box.replaceWidget(self._body, body)
        body.show()
        self._body.hide()
        self._body.deleteLater()
        self._body = body


class Facts(Part):
    """Captions with words beside them; what is empty takes no room."""

    def show_facts(self, facts: Sequence[Fact]) -> None:
        shown = tuple(fact for fact in facts if fact[1])
        if self.is_same(shown):
            return
        body = QWidget()
        grid = _grid(body, stretch=1)
        for row, (caption, text) in enumerate(shown):
            grid.addWidget(_beside(caption), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words_label(text), row, 1)
        self.replace(body)


class Values(Part):
    """The last value of every factor, and whether its unit looks right; on the wall less of it."""

    unit_taken = Signal(str, str)
    """A column is to be taken in another unit from now on."""

    def show_lines(self, lines: Sequence[ValueLine]) -> None:
        self.setVisible(bool(lines))
        if self.is_same(tuple(lines)):
            return
        body = QWidget()
        grid = _grid(body, stretch=3)
        on_wall = theme.current().name == "projection"
        for row, line in enumerate(lines):
            texts = (line.name, line.ours or line.sent) if on_wall else (line.name, line.sent, line.ours)
            for column, text in enumerate(texts):
                grid.addWidget(words_label(text), row * 2, column, Qt.AlignmentFlag.AlignTop)
            if line.is_suspicious:
                grid.addLayout(self._suspicion(line), row * 2 + 1, 0, 1, 4)
            elif not on_wall:
                grid.addWidget(_beside(line.word), row * 2, 3, Qt.AlignmentFlag.AlignTop)
        self.replace(body)

    def _suspicion(self, line: ValueLine) -> QVBoxLayout:
        word = words_label(line.word, "alarm")
        word.setToolTip(line.tip)
        box = QVBoxLayout()
        box.addWidget(word)
        if line.offer:
            button = QPushButton(line.offer_text)
            button.setToolTip(line.tip)
            button.clicked.connect(lambda: self.unit_taken.emit(line.column, line.offer))
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return box


class RefusedFrames(Part):
    """The newest frames that were not taken, without their secrets."""

    def show_lines(self, lines: Sequence[RefusedLine]) -> None:
        self.setVisible(bool(lines))
        if self.is_same(tuple(lines)):
            return
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit // 2)
        for line in lines:
            box.addLayout(_with_copy(line.head, line.raw))
            if line.detail:
                box.addWidget(words_label(line.detail, "muted"))
            box.addWidget(_raw_label(line.raw))
        self.replace(body)


class RawText(Part):
    """Bytes as they came, to look at and to copy."""

    def show_raw(self, head: str, raw: str) -> None:
        if self.is_same((head, raw)):
            return
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit // 2)
        box.addLayout(_with_copy(head, raw))
        box.addWidget(_raw_label(raw))
        self.replace(body)


def _with_copy(head: str, raw: str) -> QHBoxLayout:
    button = QPushButton(translate("Devices", "Copy"))
    set_role(button, "plain")
    button.clicked.connect(lambda: QApplication.clipboard().setText(raw))
    row = QHBoxLayout()
    row.addWidget(words_label(head), 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _raw_label(raw: str) -> QLabel:
    """Broken where there is no more room; what is selected would have the breaks in it, hence the button."""
    label = QLabel("\u200b".join(raw), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setAccessibleName(raw)
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    label.setFont(sized(fixed, theme.current().small_px))
    return label


def _beside(text: str) -> QLabel:
    """Smaller letters, on the line of those beside them."""
    label = QLabel(text)
    set_role(label, "muted")
    label.setContentsMargins(0, theme.current().base_px - theme.current().small_px, 0, 0)
    return label


def _grid(body: QWidget, stretch: int) -> QGridLayout:
    look = theme.current()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.unit * 2)
    grid.setVerticalSpacing(look.unit // 2)
    grid.setColumnStretch(stretch, 1)
    return grid
