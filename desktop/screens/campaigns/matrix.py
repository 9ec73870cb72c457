"""The progress matrix: units that have sites × campaigns; only what is overdue is red."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHeaderView, QPushButton, QWidget
from typing_extensions import override

from db.queries.progress import Figures, UnitProgress
from desktop.models.sites import ROOT, TONE_ROLE, AnyIndex
from desktop.screens.campaigns.cells import ToneDelegate
from widgets import icons, theme
from widgets.badge import Progress, ProgressDelegate
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.tables import DataTable

PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 1
_ROWS_SHOWN = 5
SINCE_DAYS = (1, 2, 3, 7, 14, 30)
_USUAL_DAYS = 2
"""Scheduling meetings are held every two days."""


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
        if role != Qt.ItemDataRole.DisplayRole:
            return None
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


class MatrixTable(DataTable):
    """As high as its units, up to a limit: the list below needs the room."""

    chosen = Signal(str, str)
    """Unit and campaign; an empty campaign keeps the present one."""
    opened = Signal(str)
    """Look into a unit: its code."""

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
        self._figures = ToneDelegate(self)
        self._is_plain = False
        self.matrix.modelReset.connect(self._lay_out)
        self.clicked.connect(self._choose)
        self.row_activated.connect(lambda _index: self._choose(self.currentIndex()))

    def mark(self, unit: str, campaign: str) -> None:
        """Show which unit and campaign the list is filtered to."""
        place = self.matrix.place(unit, campaign)
        with QSignalBlocker(self):
            self.setCurrentIndex(place)
            if not place.isValid():
                self.clearSelection()
        self.viewport().update()

    def show_figure(self, figure: str) -> None:
        """One figure with its change instead of closed of total."""
        self._is_plain = bool(figure)
        self.matrix.show_figure(figure)
        self._lay_out()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            code = self.matrix.unit(index.row())
            self.chosen.emit(code, self.matrix.campaign(index.column()))
            if index.column() == 0:
                self.opened.emit(code)

    @Slot()
    def _lay_out(self) -> None:
        header = self.horizontalHeader()
        last = self.matrix.columnCount() - 1
        for column in range(last + 1):
            ends = column in (0, last)
            painter = self._figures if self._is_plain else self._progress
            self.setItemDelegateForColumn(column, self.itemDelegate() if ends else painter)
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


class MatrixPanel(Panel):
    """The matrix with its level, its figure and the moment it is compared with."""

    wanted = Signal()
    """Another level or another moment is to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Progress"))
        self.table = MatrixTable()
        self.parent_code = ""
        self.up_button = QPushButton()
        self.figures = Segmented(
            (
                ("", self.tr("Progress")),
                ("in_hand", self.tr("In hand")),
                ("closed", self.tr("Closed")),
                ("overdue", self.tr("Overdue")),
                ("new", self.tr("New")),
            )
        )
        self.since = QComboBox()
        self.since.setAccessibleName(self.tr("Compared with"))
        for days in SINCE_DAYS:
            self.since.addItem(self.tr("since %n day(s) ago", None, days), days)
        self.since.setCurrentIndex(SINCE_DAYS.index(_USUAL_DAYS))
        for widget in (self.up_button, self.figures, self.since):
            self.add_control(widget)
        self.up_button.setIcon(icons.icon("chevron-left", theme.current().muted))
        self.up_button.hide()
        self.set_body(self.table)
        self.figures.chosen.connect(self.table.show_figure)
        self.since.activated.connect(lambda _at: self.wanted.emit())
        self.up_button.clicked.connect(self._go_up)
        self.table.opened.connect(self._go_down)

    @property
    def days(self) -> int:
        """How many days back is compared with."""
        return int(self.since.currentData())

    def show_level(self, name: str) -> None:
        """Whose units are shown; "" at the top."""
        self.up_button.setVisible(bool(self.parent_code))
        self.up_button.setText(name)
        self.up_button.setToolTip(self.tr("Back to the level above"))

    def fit(self) -> None:
        """As high as its rows."""
        self.table.fit()

    def _go_down(self, code: str) -> None:
        # villages have nothing below them; a unit's own line is the unit itself
        if len(code) in (6, 9) and code != self.parent_code:
            self.parent_code = code
            self.wanted.emit()

    def _go_up(self) -> None:
        self.parent_code = {9: self.parent_code[:6]}.get(len(self.parent_code), "")
        self.wanted.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "up_button"):
            self.up_button.setIcon(icons.icon("chevron-left", theme.current().muted))
