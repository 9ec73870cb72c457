"""The list of a campaign's sites for Qt: which line shows which row; it is worked out elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from db.queries.site_list import Place
from db.queries.sites import SiteRecord
from desktop.site_index.sources import Source
from desktop.site_index.table import SiteTable
from desktop.site_index.view import Group, SiteView
from desktop.site_index.wishes import Wish
from widgets.theme import Tone

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2
TONE_ROLE = Qt.ItemDataRole.UserRole + 3
GROUP_ROLE = Qt.ItemDataRole.UserRole + 4

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

_KEPT = 2_000
"""Opened rows that are kept: some screens full."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site as the list shows it: the record and its last check."""

    site: SiteRecord
    passed: int | None = None
    checked: int | None = None


@dataclass(frozen=True, slots=True)
class SiteColumn:
    """What a column says of a row; `source` is what it is sorted, filtered and grouped by."""

    key: str
    title: str
    text: Callable[[SiteRow], str]
    source: Source
    width: float = 7.0
    least: float = 0.0
    """How narrow it may become before columns are left out; 0: not narrower than `width`."""
    rank: int = 0
    """Where there is no room, the highest is left out first; 0 always stays."""
    right: bool = False
    tone: Callable[[SiteRow], Tone | None] | None = None
    is_usual: bool = True
    """Shown until somebody chooses the columns."""


def record(table: SiteTable, at: int) -> SiteRow:
    """A row of a table, opened."""
    row = table.rows[at]
    due, score = row[Place.DEADLINE], table.score(at)
    site = SiteRecord(
        id=table.site_id(at),
        code=row[Place.CODE],
        name=row[Place.NAME],
        campaign_key=table.campaign_key,
        unit_code=row[Place.UNIT_CODE],
        unit_name=row[Place.UNIT_NAME],
        county_code=row[Place.UNIT_CODE][:6],
        address=row[Place.ADDRESS],
        lon=row[Place.LON],
        lat=row[Place.LAT],
        owner=row[Place.OWNER],
        person=row[Place.PERSON],
        phone=row[Place.PHONE],
        state=row[Place.STATE],
        deadline=None if due is None else datetime.fromtimestamp(due, UTC),
        fields=table.fields(at),
        open_tasks=table.tasks(at),
        hlc=max(row[Place.SITE_HLC], row[Place.MEMBER_HLC]),
    )
    return SiteRow(site, *(score or (None, None)))


class SitesModel(QAbstractTableModel):
    """Lines of a view; rows are opened when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[SiteColumn, ...] = ()
        self._view = _empty_view()
        self._opened: dict[int, SiteRow] = {}

    @property
    def columns(self) -> tuple[SiteColumn, ...]:
        """All that can be shown, in the order of the definition."""
        return self._columns

    @property
    def view(self) -> SiteView:
        """What is shown."""
        return self._view

    def show_columns(self, columns: Sequence[SiteColumn]) -> None:
        """Another campaign: other columns, and no lines until its view comes."""
        self.beginResetModel()
        self._columns, self._view, self._opened = tuple(columns), _empty_view(), {}
        self.endResetModel()

    def show_view(self, view: SiteView) -> None:
        """Show other lines; where only what they say is new, selection and place are not touched."""
        old, self._opened = self._view, {}
        same_rows = old.table is view.table or old.table.places is view.table.places
        same_lines = same_rows and old.groups == view.groups and np.array_equal(old.lines, view.lines)
        if same_lines:
            self._view = view
            self.announce()
        else:
            self.beginResetModel()
            self._view = view
            self.endResetModel()

    def announce(self) -> None:
        """The same lines read differently now: values or the time have changed."""
        if self.rowCount() and self._columns:
            last = self.index(self.rowCount() - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def group(self, line: int) -> Group | None:
        """The group whose head a line is."""
        at = int(self._view.lines[line])
        return self._view.groups[-1 - at] if at < 0 else None

    def row(self, line: int) -> SiteRow | None:
        """The site of a line; None for the head of a group."""
        at = int(self._view.lines[line])
        if at < 0:
            return None
        known = self._opened.get(at)
        if known is None:
            if len(self._opened) >= _KEPT:
                self._opened.clear()
            known = self._opened[at] = record(self._view.table, at)
        return known

    def rows_of(self, lines: NDArray[np.int64]) -> NDArray[np.int32]:
        """Rows of the table behind lines, without heads of groups."""
        rows = self._view.lines[lines]
        return rows[rows >= 0]

    def lines_of(self, keys: Sequence[str]) -> NDArray[np.int64]:
        """Lines that show these sites."""
        table, lines = self._view.table, self._view.lines
        rows = [at for key in keys if (at := table.at(key)) is not None]
        wanted = np.zeros(len(table) + 1, bool)
        wanted[rows] = True
        return np.flatnonzero(wanted[np.maximum(lines, -1)] & (lines >= 0))

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._view.lines)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self._view.lines[index.row()] < 0:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

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
        row = self.row(index.row())
        if row is None:
            return self._group_data(index, role)
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else None
        return row if role == RECORD_ROLE else None

    def _group_data(self, index: AnyIndex, role: int) -> Any:
        group = self.group(index.row())
        if role == GROUP_ROLE:
            return group
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 and group is not None:
            label = group.label or self.tr("Not known")
            return self.tr("{label} · {count} sites").format(label=label, count=group.count)
        return None

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._columns[section].right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def _empty_view() -> SiteView:
    return SiteView(SiteTable("", [], {}, {}), Wish(), np.empty(0, np.int32), (), 0)
