"""One field of a comparison: its values, who changed it, and the choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from widgets import theme
from widgets.segmented import Segmented
from widgets.theme import set_role

translate = QCoreApplication.translate

OPEN, MINE, THEIRS = "", "mine", "theirs"
_NOTHING = "—"
_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One field. `note` says who changed it when; without `is_open` there is nothing to choose."""

    key: str
    label: str
    before: str
    mine: str
    theirs: str
    note: str = ""
    is_open: bool = True


class FieldRow:
    """The widgets of one field: three values and a choice, or in one line what has become of it."""

    def __init__(self, data: CompareRow, captions: Sequence[str], panel: QWidget) -> None:
        self.data = data
        self.label = words(data.label, "strong", panel)
        self.note = words(data.note, "muted", panel)
        self.line = words(f"{data.before or _NOTHING} → {data.theirs or _NOTHING}", "", panel)
        texts = (data.before, data.mine, data.theirs)
        self.values = [words(text or _NOTHING, "", panel) for text in texts]
        self.captions = [words(text, "muted", panel) for text in captions]
        options = (
            (OPEN, translate("ComparePanel", "Undecided")),
            (MINE, translate("ComparePanel", "Keep mine")),
            (THEIRS, translate("ComparePanel", "Take theirs")),
        )
        self.choice = Segmented(options, panel)
        self.choice.setAccessibleName(f"{data.label}: {data.mine} / {data.theirs}")
        self._all = [self.label, self.note, self.line, *self.values, *self.captions, self.choice]

    def place_wide(self, grid: QGridLayout, at: int) -> int:
        """Side by side, who and when below the name; the next free row."""
        grid.addWidget(self.label, at, 0, _TOP)
        if not self.data.is_open:
            grid.addWidget(self.line, at, 1, 1, 3, _TOP)
            grid.addWidget(self.note, at, 4, _TOP)
            self._show(self.label, self.line, self.note)
            return at + 1
        for column, value in enumerate(self.values, start=1):
            grid.addWidget(value, at, column, 2, 1, _TOP)
        grid.addWidget(self.choice, at, 4, 2, 1, _TOP)
        grid.addWidget(self.note, at + 1, 0, _TOP)
        grid.setRowMinimumHeight(at + 2, theme.current().unit // 2)
        self._show(self.label, self.note, *self.values, self.choice)
        return at + 3

    def place_narrow(self, grid: QGridLayout, at: int) -> int:
        """Under each other; the next free row."""
        grid.addWidget(self.label, at, 0, _TOP)
        grid.addWidget(self.note, at, 1, Qt.AlignmentFlag.AlignVCenter)
        if not self.data.is_open:
            grid.addWidget(self.line, at + 1, 0, 1, 2, _TOP)
            self._show(self.label, self.note, self.line)
            return at + 2
        for row, (caption, value) in enumerate(zip(self.captions, self.values, strict=True), start=at + 1):
            grid.addWidget(caption, row, 0, _TOP)
            grid.addWidget(value, row, 1, _TOP)
        grid.addWidget(self.choice, at + 4, 0, 1, 2, _TOP)
        grid.setRowMinimumHeight(at + 5, theme.current().unit // 2)
        self._show(self.label, self.note, *self.captions, *self.values, self.choice)
        return at + 6

    def mark(self, choice: str) -> None:
        """The value that is to stand is set in strong letters."""
        for value, key in zip(self.values[1:], (MINE, THEIRS), strict=True):
            set_role(value, "strong" if choice == key else "")

    def discard(self, grid: QGridLayout) -> None:
        """Take the widgets away."""
        for widget in self._all:
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _show(self, *shown: QWidget) -> None:
        for widget in self._all:
            widget.setVisible(widget in shown and (widget is not self.note or bool(self.data.note)))


def words(text: str, role: str, parent: QWidget) -> QLabel:
    """Text that wraps and can be copied."""
    label = QLabel(text, parent, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        set_role(label, role)
    return label
