"""The rows of the preview: cells as they stand in the file, those with problems marked."""

from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from db.times import CHINA
from desktop.feeds.tables.preview import Preview, PreviewRow
from desktop.feeds.tables.units import DEFAULT
from desktop.screens.importing.words import field_text, unit_text
from widgets import theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_OWN = 2
"""Columns before the file's: line, and the time that was understood."""
_WHOLE_ROW = -1
_WIDEST = 60


class PreviewModel(QAbstractTableModel):
    """Line, time as understood, then the file's cells; tooltips say what became of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._rows: tuple[PreviewRow, ...] = ()
        self._fields: dict[str, str] = {}

    def show(self, preview: Preview | None, fields: dict[str, str]) -> None:
        """Replace all rows.

        Args:
            fields: header -> the column of the record that it is.
        """
        self.beginResetModel()
        self._names = preview.names[:_WIDEST] if preview is not None else ()
        self._rows = preview.rows if preview is not None else ()
        self._fields = fields
        self.endResetModel()

    def row(self, number: int) -> PreviewRow:
        """A row of the preview."""
        return self._rows[number]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self._names else len(self._names) + _OWN

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < _OWN:
            return (self.tr("Line"), self.tr("Time, as understood"))[section]
        return self._names[section - _OWN]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, place = self._rows[index.row()], index.column() - _OWN
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, place)
        problem = row.problems.get(place) or (row.problems.get(_WHOLE_ROW) if place == -_OWN else None)
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or self._taken(row, place)
        if problem and role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.current().alarm_soft)
        if problem and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.current().alarm)
        if role == Qt.ItemDataRole.ForegroundRole and place >= 0 and self._names[place] not in self._fields:
            return QColor(theme.current().muted)
        return None

    def _text(self, row: PreviewRow, place: int) -> str:
        if place == -_OWN:
            return f"! {row.line}" if row.problems else str(row.line)
        if place < 0:
            return _time_text(row.time)
        return row.cells[place] if place < len(row.cells) else ""

    def _taken(self, row: PreviewRow, place: int) -> str | None:
        """What a good cell has become in the record."""
        field = self._fields.get(self._names[place], "") if place >= 0 else ""
        found = [(code, value) for (code, name), value in row.values.items() if name == field]
        if len(found) != 1:
            return None
        code, value = found[0]
        if isinstance(value, str):
            text = self.tr("{station}: {field} flagged {letter}, no value")
            return text.format(station=code, field=field_text(field), letter=value)
        text = self.tr("{station}: {field} {value} {unit}")
        unit = unit_text(DEFAULT[field])
        return text.format(station=code, field=field_text(field), value=f"{value:g}", unit=unit)


def _time_text(time: int | None) -> str:
    return "" if time is None else datetime.fromtimestamp(time, CHINA).strftime("%Y-%m-%d %H:%M")
