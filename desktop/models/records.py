"""A table over records: what a column shows is data, what changed is announced once."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
"""A float or a str: Qt does not order datetimes."""
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2
TONE_ROLE = Qt.ItemDataRole.UserRole + 3
"""Name of a tone of the theme, None for plain text."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


# no slots: with them Python 3.11 cannot make a `Column[Row](…)`
@dataclass(frozen=True)
class Column(Generic[R]):
    """What one column shows of a record. `header` is asked each time, after the translator is there."""

    header: Callable[[], str]
    text: Callable[[R], str]
    sort: Callable[[R], float | str] | None = None
    align: Qt.AlignmentFlag = _LEFT
    tone: Callable[[R], str | None] | None = None


class RecordsModel(QAbstractTableModel, Generic[R]):
    """Records by key. Rows only change or join, so that selection and place in the view stay."""

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._key = tuple(columns), key
        self._records: list[R] = []
        self._rows: dict[Hashable, int] = {}

    def upsert(self, records: Iterable[R]) -> None:
        """Changed records are announced in one signal, new ones join at the end in another."""
        changed: list[int] = []
        new: dict[Hashable, R] = {}
        for record in records:
            key = self._key(record)
            row = self._rows.get(key)
            if row is None:
                new[key] = record
            elif record != self._records[row]:
                self._records[row] = record
                changed.append(row)
        self.announce(changed)
        self._append(new)

    def announce(self, rows: Sequence[int]) -> None:
        """Say that these rows read differently now, in one signal over their range."""
        if rows:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), last))

    def record(self, row: int) -> R:
        return self._records[row]

    def records(self) -> Sequence[R]:
        """All records in the model's order."""
        return self._records

    def row(self, key: Hashable) -> int | None:
        """Where the record with this key is."""
        return self._rows.get(key)

    def _append(self, new: dict[Hashable, R]) -> None:
        if not new:
            return
        first = len(self._records)
        self.beginInsertRows(ROOT, first, first + len(new) - 1)
        self._rows.update({key: first + offset for offset, key in enumerate(new)})
        self._records.extend(new.values())
        self.endInsertRows()

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._records)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.header()
        return int(column.align) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == SORT_ROLE:
            return (column.sort or column.text)(record)
        if role == RECORD_ROLE:
            return record
        if role == TONE_ROLE:
            return column.tone(record) if column.tone else None
        return int(column.align) if role == Qt.ItemDataRole.TextAlignmentRole else None
