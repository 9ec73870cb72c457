"""The list of a campaign's sites: columns as the campaign defines them, Chinese order, filter as you type."""

import uuid
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from db.queries.sites import SiteRecord
from widgets.theme import Tone

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2
TONE_ROLE = Qt.ItemDataRole.UserRole + 3

AnyIndex = QModelIndex | QPersistentModelIndex
SortValue = float | str | None
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site as the list shows it: the record and its last check."""

    site: SiteRecord
    passed: int | None = None
    checked: int | None = None


@dataclass(frozen=True, slots=True)
class SiteColumn:
    """What a column says of a row; `value` is what it sorts by: a number, or a text in Chinese order."""

    key: str
    title: str
    text: Callable[[SiteRow], str]
    value: Callable[[SiteRow], SortValue]
    width: float = 7.0
    least: float = 0.0
    """How narrow it may become before columns are left out; 0: not narrower than `width`."""
    rank: int = 0
    """Where there is no room, the highest is left out first; 0 always stays."""
    right: bool = False
    tone: Callable[[SiteRow], Tone | None] | None = None


class SitesModel(QAbstractTableModel):
    """Sites by id. Sorted here, once a click, because a proxy would ask `data()` for every pair."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[SiteColumn, ...] = ()
        self._rows: list[SiteRow] = []
        self._index: dict[uuid.UUID, int] = {}
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._collator = QCollator(QLocale("zh_CN"))
        self._collator.setNumericMode(True)

    @property
    def columns(self) -> tuple[SiteColumn, ...]:
        """What is shown, left to right."""
        return self._columns

    def row(self, position: int) -> SiteRow:
        """The row at a position."""
        return self._rows[position]

    def show_campaign(self, columns: Sequence[SiteColumn], rows: Sequence[SiteRow]) -> None:
        """Another campaign: other columns, other sites."""
        self.beginResetModel()
        self._columns, self._rows, self._order = tuple(columns), list(rows), None
        self._number()
        self.endResetModel()

    def update_rows(self, rows: Sequence[SiteRow]) -> None:
        """The same campaign read again: only what differs is announced, so that selection and place stay."""
        fresh = {row.site.id: row for row in rows}
        self._remove([at for at, row in enumerate(self._rows) if row.site.id not in fresh])
        self._change([fresh[row.site.id] for row in self._rows])
        self._append([row for row in rows if row.site.id not in self._index])
        self._arrange()

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._columns[section].title
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == SORT_ROLE:
            return column.value(row)
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else None
        return row if role == RECORD_ROLE else None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order) if 0 <= column < len(self._columns) else None
        self._arrange()

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._columns[section].right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _number(self) -> None:
        self._index = {row.site.id: at for at, row in enumerate(self._rows)}

    def _remove(self, positions: list[int]) -> None:
        for first, last in reversed(_runs(positions)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self._number()
            self.endRemoveRows()

    def _change(self, rows: list[SiteRow]) -> None:
        """`rows` in the present order; one announcement spans all that differ."""
        changed = [at for at, row in enumerate(rows) if row != self._rows[at]]
        if changed:
            self._rows = rows
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def _append(self, rows: list[SiteRow]) -> None:
        if rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows += rows
            self._number()
            self.endInsertRows()

    def _arrange(self) -> None:
        """Put the rows in order and take the views' places along."""
        arranged = self._sorted()
        if [row.site.id for row in arranged] == [row.site.id for row in self._rows]:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].site.id for index in before]
        self._rows = arranged
        self._number()
        after = [self.index(self._index[key], index.column()) for key, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self) -> list[SiteRow]:
        """By the chosen column; what is not known comes last in both directions."""
        rows = sorted(self._rows, key=lambda row: row.site.code)
        if self._order is None:
            return rows
        column, order = self._columns[self._order[0]], self._order[1]
        known = [(value, row) for row in rows if (value := column.value(row)) not in (None, "")]
        unknown = [row for row in rows if column.value(row) in (None, "")]
        known.sort(key=lambda pair: self._key(pair[0]), reverse=order is Qt.SortOrder.DescendingOrder)
        return [row for _, row in known] + unknown

    def _key(self, value: SortValue) -> Any:
        return self._collator.sortKey(value) if isinstance(value, str) else value


def _runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending positions as first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for at in positions:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


class SitesFilter(QSortFilterProxyModel):
    """Rows that have every word typed, in one county or in all."""

    def __init__(self, model: SitesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._county = ""
        # Each site's text is put together once, not at every key
        self._texts: dict[uuid.UUID, tuple[Hashable, str]] = {}
        self.setSourceModel(model)

    @property
    def county(self) -> str:
        """Code of the county shown, "" for all."""
        return self._county

    def set_words(self, text: str) -> None:
        """Every word must occur in name, code, unit, person, owner or address."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.invalidateRowsFilter()

    def set_county(self, code: str) -> None:
        """Only this county; "" for all."""
        self.beginFilterChange()
        self._county = code
        self.invalidateRowsFilter()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        model = self.sourceModel()
        assert isinstance(model, SitesModel)
        site = model.row(source_row).site
        if self._county and site.county_code != self._county:
            return False
        return not self._words or all(word in self._text(site) for word in self._words)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sourceModel().sort(column, order)

    def _text(self, site: SiteRecord) -> str:
        known = self._texts.get(site.id)
        if known is None or known[0] != site.hlc:
            parts = (site.name, site.code, site.unit_name, site.person, site.owner, site.address)
            known = (site.hlc, "\n".join(part for part in parts if part).casefold())
            self._texts[site.id] = known
        return known[1]
