"""What the progress matrix shows: units that have sites × campaigns, as a table model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from db.queries.progress import Figures, UnitProgress
from desktop.models.sites import ROOT, TONE_ROLE, AnyIndex
from widgets.badge import Progress

PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's progress by campaign, now and before."""

    code: str
    name: str
    cells: Mapping[str, UnitProgress]

    @property
    def open(self) -> int:
        """Sites of all campaigns that are not closed."""
        return sum(cell.now.total - cell.now.closed for cell in self.cells.values())


def unit_rows(records: Sequence[UnitProgress], name: Callable[[str], str]) -> list[UnitRow]:
    """One row a unit that has sites, by its code."""
    found: dict[str, dict[str, UnitProgress]] = {}
    for one in records:
        found.setdefault(one.unit_code, {})[one.campaign_key] = one
    return [UnitRow(code, name(code), found[code]) for code in sorted(found)]


class MatrixModel(QAbstractTableModel):
    """First the unit, then a column a campaign, then what is open in all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns: tuple[tuple[str, str], ...] = ()
        self._rows: tuple[UnitRow, ...] = ()
        self._figure = ""
        self._headings: dict[int, str] = {}

    def show_headings(self, headings: Mapping[int, str]) -> None:
        """How campaigns are spelled where their names have no room in one line."""
        if headings != self._headings:
            self._headings = dict(headings)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def campaign_name(self, column: int) -> str:
        """The whole name of a column's campaign; "" for the columns at both ends."""
        return self._campaigns[column - 1][1] if 0 < column <= len(self._campaigns) else ""

    def widest(self, column: int) -> list[str]:
        """The texts that need most room in a column: figures, and how many are late."""
        cells = [row.cells[key] for row in self._rows if (key := self.campaign(column)) in row.cells]
        if self._figure:
            return [max((self._with_change(one, self._figure) for one in cells), key=len, default="")]
        figures = (f"{one.now.closed}/{one.now.total}" for one in cells)
        late = (str(one.now.overdue) for one in cells if one.now.overdue)
        return [max(figures, key=len, default=""), max(late, key=len, default="")]

    def show_figure(self, figure: str) -> None:
        """One figure with its change in each cell; "" for closed of total."""
        self._figure = figure
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def show_progress(self, campaigns: Sequence[tuple[str, str]], rows: Sequence[UnitRow]) -> None:
        """Campaigns as key and name; the same units and campaigns again only change their figures."""
        shape = (self._campaigns, [row.code for row in self._rows])
        if shape != (tuple(campaigns), [row.code for row in rows]):
            self.beginResetModel()
            self._campaigns, self._rows = tuple(campaigns), tuple(rows)
            self.endResetModel()
        elif self._rows != tuple(rows):
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def unit(self, row: int) -> str:
        """Code of a row's unit."""
        return self._rows[row].code

    def campaign(self, column: int) -> str:
        """Key of a column's campaign; "" for the columns at both ends."""
        return self._campaigns[column - 1][0] if 0 < column <= len(self._campaigns) else ""

    def place(self, unit: str, campaign: str) -> QModelIndex:
        """Where a unit and a campaign meet."""
        rows = [row.code for row in self._rows]
        columns = [key for key, _ in self._campaigns]
        if unit not in rows or campaign not in columns:
            return QModelIndex()
        return self.index(rows.index(unit), columns.index(campaign) + 1)

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
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.campaign_name(section) or None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section in self._headings:
            return self._headings[section]
        names = [self.tr("Unit"), *(name for _, name in self._campaigns), self.tr("Open")]
        return names[section] if 0 <= section < len(names) else None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        cell = row.cells.get(self.campaign(column))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column, cell)
            case Qt.ItemDataRole.ToolTipRole:
                return self._all_figures(cell) if cell else None
            case Qt.ItemDataRole.TextAlignmentRole if column:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == PROGRESS_ROLE and cell is not None and not self._figure:
                return Progress(cell.now.closed, cell.now.total, cell.now.overdue)
            case _ if role == TONE_ROLE and cell is not None and self._figure == "overdue":
                return "alarm" if cell.now.overdue else None
        return None

    def _text(self, row: UnitRow, column: int, cell: UnitProgress | None) -> str:
        if column == 0:
            return row.name
        if column == self.columnCount() - 1:
            return str(row.open)
        if cell is None:
            return ""
        if self._figure:
            return self._with_change(cell, self._figure)
        text = self.tr("{done} of {total} closed, {late} overdue")
        return text.format(done=cell.now.closed, total=cell.now.total, late=cell.now.overdue)

    def _with_change(self, cell: UnitProgress, figure: str) -> str:
        value = _value(cell.now, figure)
        change = value - _value(cell.before, figure) if figure != "new" else 0
        return f"{value} ({change:+})" if change else str(value)

    def _all_figures(self, cell: UnitProgress) -> str:
        named = (
            ("total", self.tr("Sites: {figure}")),
            ("in_hand", self.tr("In hand: {figure}")),
            ("closed", self.tr("Closed: {figure}")),
            ("overdue", self.tr("Overdue: {figure}")),
            ("new", self.tr("Newly found: {figure}")),
        )
        return "\n".join(text.format(figure=self._with_change(cell, figure)) for figure, text in named)


def _value(figures: Figures, name: str) -> int:
    value: int = getattr(figures, name)
    return value
