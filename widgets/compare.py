"""Field by field: what it was, what you typed, what it is now; where both changed, which one is to stand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import theme
from widgets.compare_row import MINE, OPEN, THEIRS, CompareRow, FieldRow, words
from widgets.segmented import Segmented

_WIDE = 52.0
"""From this width on, in multiples of the base font, the three values stand side by side."""


class ComparePanel(QWidget):
    """Hidden until there is something to compare; nothing is chosen for the user."""

    chosen = Signal(str, str)
    """A choice was made or taken back: the field's key, and `mine`, `theirs` or ""."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FieldRow] = []
        self._title = words("", "strong", self)
        self._all_mine = QPushButton(self.tr("Keep all of mine"))
        self._all_theirs = QPushButton(self.tr("Take all of theirs"))
        self._all_mine.clicked.connect(lambda: self._choose_all(MINE))
        self._all_theirs.clicked.connect(lambda: self._choose_all(THEIRS))
        self._captions = (
            self.tr("When you opened it"),
            self.tr("What you typed"),
            self.tr("Now in the record"),
        )
        self._heads = [words(text, "muted", self) for text in self._captions]
        self._grid = QGridLayout()
        self._is_wide = True
        self._lay_out()
        self.hide()

    def show_rows(self, title: str, rows: Sequence[CompareRow]) -> None:
        """Replace what is compared; without rows the panel goes away."""
        self.clear()
        self._title.setText(title)
        self.setAccessibleName(title)
        self._rows = [FieldRow(row, self._captions, self) for row in rows]
        for row in self._rows:
            row.choice.chosen.connect(lambda choice, row=row: self._on_chosen(row, choice))
        several = len(self._open_rows()) > 1
        for button in (self._all_mine, self._all_theirs):
            button.setVisible(several)
        self._arrange()
        self.setVisible(bool(rows))

    def clear(self) -> None:
        """Nothing to compare any more."""
        self.hide()
        for row in self._rows:
            row.discard(self._grid)
        self._rows = []

    def choices(self) -> dict[str, str]:
        """What was chosen, by key; fields that are still open are missing."""
        found = {row.data.key: row.choice.current() for row in self._open_rows()}
        return {key: choice for key, choice in found.items() if choice != OPEN}

    def undecided(self) -> list[str]:
        """Labels of the fields that still need a choice."""
        return [row.data.label for row in self._open_rows() if row.choice.current() == OPEN]

    def choice(self, key: str) -> Segmented:
        """The control of a field."""
        return next(row.choice for row in self._rows if row.data.key == key)

    def texts(self, key: str) -> tuple[str, str, str, str]:
        """What is said of a field: before, mine, theirs, who and when."""
        row = next(row.data for row in self._rows if row.data.key == key)
        return row.before, row.mine, row.theirs, row.note

    def fields(self) -> list[str]:
        """Keys of the fields that are shown, from top to bottom."""
        return [row.data.key for row in self._rows]

    def focus_undecided(self) -> None:
        """Put the cursor on the first field that needs a choice."""
        for row in self._open_rows():
            if row.choice.current() == OPEN:
                row.choice.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _open_rows(self) -> list[FieldRow]:
        return [row for row in self._rows if row.data.is_open]

    def _choose_all(self, choice: str) -> None:
        for row in self._open_rows():
            row.choice.set_current(choice)
            self._on_chosen(row, choice)

    def _on_chosen(self, row: FieldRow, choice: str) -> None:
        row.mark(choice)
        self.chosen.emit(row.data.key, choice)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.current().unit)
        head.addWidget(self._title, 1)
        head.addWidget(self._all_mine, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._all_theirs, 0, Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout(self)
        self._box.addLayout(head)
        self._box.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._measure()

    def _arrange(self) -> None:
        """Side by side where there is room, else under each other with their captions."""
        for row in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, 0)
        has_heads = self._is_wide and bool(self._open_rows())
        for column, head in enumerate(self._heads, start=1):
            self._grid.addWidget(head, 0, column)
            head.setVisible(has_heads)
        at = 1
        for field in self._rows:
            at = field.place_wide(self._grid, at) if self._is_wide else field.place_narrow(self._grid, at)
        stretches = (3, 4, 4, 4, 0) if self._is_wide else (0, 1, 0, 0, 0)
        for column, stretch in enumerate(stretches):
            self._grid.setColumnStretch(column, stretch)

    def _measure(self) -> None:
        unit = theme.current().unit
        self._box.setContentsMargins(2 * unit, unit, 2 * unit, unit)
        self._box.setSpacing(unit)
        self._grid.setHorizontalSpacing(2 * unit)
        self._grid.setVerticalSpacing(unit // 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= theme.current().px(_WIDE)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._arrange()

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
