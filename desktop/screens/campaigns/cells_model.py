"""A small table of finished texts: a site's orders, a site's checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from typing_extensions import override

from desktop.models.sites import RECORD_ROLE, ROOT, TONE_ROLE, AnyIndex
from widgets.theme import Tone


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with its tone."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it stands for, and its cells."""

    key: str
    cells: tuple[Cell, ...]


class CellsModel(QAbstractTableModel):
    """A handful of rows; the same rows again change nothing, so that a selection stays."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace the rows."""
        new = tuple(lines)
        if [line.key for line in new] != [line.key for line in self._lines]:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
        elif new != self._lines:
            self._lines = new
            last = self.index(len(new) - 1, len(self._titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if 0 <= section < len(self._titles) else None
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[index.column()].text
        if role == TONE_ROLE:
            return line.cells[index.column()].tone
        return line.key if role == RECORD_ROLE else None
