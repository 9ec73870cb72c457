"""Rows under fixed titles, over whose cells boxes lie: the same rows again keep their boxes."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from typing_extensions import override

from desktop.models.records import ROOT, AnyIndex


class BoxedRows(QAbstractTableModel):
    """A table that is replaced whole; what its cells say is told by those who derive from it."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []
        self._titles = tuple(titles)

    def identity(self, row: Any) -> Hashable:
        """What makes a row the same row, whatever is said of it now."""
        raise NotImplementedError

    def show(self, rows: Sequence[Any]) -> bool:
        """Replace the rows; False if they are the same ones, whose boxes stay."""
        is_new = [self.identity(row) for row in rows] != [self.identity(row) for row in self.rows]
        if is_new:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
        elif rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._titles) - 1))
        return is_new

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None
