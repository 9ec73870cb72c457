"""The progress matrix: counties that have sites × campaigns, closed of total, late ones in alarm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from db.queries.sites import ProgressRecord
from desktop.models.sites import ROOT, AnyIndex
from widgets import theme
from widgets.badge import Progress, ProgressDelegate
from widgets.tables import DataTable

PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 1
_ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county's progress by campaign."""

    code: str
    name: str
    cells: Mapping[str, Progress]

    @property
    def open(self) -> int:
        """Sites of all campaigns that are not closed."""
        return sum(cell.total - cell.done for cell in self.cells.values())


def county_rows(records: Sequence[ProgressRecord], names: Mapping[str, str]) -> list[CountyRow]:
    """One row a county that has sites, by its code."""
    found: dict[str, dict[str, Progress]] = {}
    for one in records:
        cells = found.setdefault(one.county_code, {})
        cells[one.campaign_key] = Progress(one.closed, one.total, one.overdue)
    return [CountyRow(code, names.get(code, code), found[code]) for code in sorted(found)]


class MatrixModel(QAbstractTableModel):
    """First the county, then a column a campaign, then what is open in all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns: tuple[tuple[str, str], ...] = ()
        self._rows: tuple[CountyRow, ...] = ()

    def show_progress(self, campaigns: Sequence[tuple[str, str]], rows: Sequence[CountyRow]) -> None:
        """Campaigns as key and name; the same counties and campaigns again only change their figures."""
        shape = (self._campaigns, [row.code for row in self._rows])
        if shape != (tuple(campaigns), [row.code for row in rows]):
            self.beginResetModel()
            self._campaigns, self._rows = tuple(campaigns), tuple(rows)
            self.endResetModel()
        elif self._rows != tuple(rows):
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def county(self, row: int) -> str:
        """Code of a row's county."""
        return self._rows[row].code

    def campaign(self, column: int) -> str:
        """Key of a column's campaign; "" for the columns at both ends."""
        return self._campaigns[column - 1][0] if 0 < column <= len(self._campaigns) else ""

    def place(self, county: str, campaign: str) -> QModelIndex:
        """Where a county and a campaign meet."""
        rows = [row.code for row in self._rows]
        columns = [key for key, _ in self._campaigns]
        if county not in rows or campaign not in columns:
            return QModelIndex()
        return self.index(rows.index(county), columns.index(campaign) + 1)

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._campaigns) + 2

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = [self.tr("County"), *(name for _, name in self._campaigns), self.tr("Open")]
        return names[section] if 0 <= section < len(names) else None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        cell = row.cells.get(self.campaign(column))
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column, cell)
            case Qt.ItemDataRole.TextAlignmentRole if column:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == PROGRESS_ROLE:
                return cell
        return None

    def _text(self, row: CountyRow, column: int, cell: Progress | None) -> str:
        if column == 0:
            return row.name
        if column == self.columnCount() - 1:
            return str(row.open)
        if cell is None:
            return ""
        text = self.tr("{done} of {total} closed, {late} overdue")
        return text.format(done=cell.done, total=cell.total, late=cell.late)


class MatrixTable(DataTable):
    """As high as its counties, up to a limit: the list below needs the room."""

    chosen = Signal(str, str)
    """County and campaign; an empty campaign keeps the present one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel(self)
        self.setModel(self.matrix)
        self.setSelectionBehavior(DataTable.SelectionBehavior.SelectItems)
        self.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(False)
        self._progress = ProgressDelegate(PROGRESS_ROLE, self)
        self.matrix.modelReset.connect(self._lay_out)
        self.clicked.connect(self._choose)
        self.row_activated.connect(lambda _index: self._choose(self.currentIndex()))

    def mark(self, county: str, campaign: str) -> None:
        """Show which county and campaign the list is filtered to."""
        place = self.matrix.place(county, campaign)
        with QSignalBlocker(self):
            self.setCurrentIndex(place)
            if not place.isValid():
                self.clearSelection()
        self.viewport().update()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.matrix.county(index.row()), self.matrix.campaign(index.column()))

    @Slot()
    def _lay_out(self) -> None:
        header = self.horizontalHeader()
        last = self.matrix.columnCount() - 1
        for column in range(last + 1):
            ends = column in (0, last)
            self.setItemDelegateForColumn(column, self.itemDelegate() if ends else self._progress)
            fixed, stretch = QHeaderView.ResizeMode.Fixed, QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, fixed if ends else stretch)
        self.fit()

    def fit(self) -> None:
        """Rows, header and frame, and not a pixel more; the outer columns by the theme's font."""
        for column, width in ((0, 7), (self.matrix.columnCount() - 1, 5)):
            self.horizontalHeader().resizeSection(column, theme.current().px(width))
        rows = max(1, min(_ROWS_SHOWN, self.matrix.rowCount()))
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + rows * self.verticalHeader().defaultSectionSize() + 2)
