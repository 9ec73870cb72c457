"""The progress matrix as a table: only what is overdue is red, and every campaign is seen at once."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from desktop.screens.campaigns.cells import ToneDelegate
from desktop.screens.campaigns.matrix_cells import MatrixDelegate, Want, broken, share
from desktop.screens.campaigns.matrix_model import PROGRESS_ROLE, MatrixModel
from widgets import theme
from widgets.fonts import sized
from widgets.tables import DataTable

_ROWS_SHOWN = 5


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
        self._progress = MatrixDelegate(PROGRESS_ROLE, self)
        self._figures = ToneDelegate(self)
        self._is_plain = False
        self._is_wide = False
        """The campaigns need more room than there is."""
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.matrix.modelReset.connect(self._lay_out)
        self.matrix.dataChanged.connect(self._share)
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
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.fit()

    def fit(self) -> None:
        """Rows, header and frame, and not a pixel more."""
        self._share()
        rows = max(1, min(_ROWS_SHOWN, self.matrix.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if self._is_wide else 0
        header = self.horizontalHeader().height() or self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + rows * self.verticalHeader().defaultSectionSize() + bar + 2)

    @Slot()
    def _share(self) -> None:
        """Give every campaign the width that it needs, and share what is left."""
        look, header = theme.current(), self.horizontalHeader()
        last = self.matrix.columnCount() - 1
        heads, cells = QFontMetrics(sized(self.font(), look.small_px)), QFontMetrics(self.font())
        ends = self._ends(heads, cells)
        wants = [self._want(column, heads, cells) for column in range(1, last)]
        room = self.viewport().width() - sum(ends.values())
        shared = share(wants, room)
        self._is_wide = sum(shared.widths) > room
        for column, width in ends.items():
            header.resizeSection(column, width)
        for column, width in enumerate(shared.widths, start=1):
            header.resizeSection(column, width)
        names = {
            at: broken(self.matrix.campaign_name(at)) for at in range(1, last) if at - 1 in shared.broken
        }
        self.matrix.show_headings(names)
        lines = 2 if names else 1
        header.setFixedHeight(max(heads.height() * lines + look.unit, look.px(2.3)))

    def _ends(self, heads: QFontMetrics, cells: QFontMetrics) -> dict[int, int]:
        """Widths of the units' names and of what is open."""
        look, last = theme.current(), self.matrix.columnCount() - 1
        names = (self.matrix.index(row, 0).data() for row in range(self.matrix.rowCount()))
        unit = max((cells.horizontalAdvance(name) for name in names), default=0) + 2 * look.edge
        title = self.matrix.headerData(last, Qt.Orientation.Horizontal)
        opened = max(heads.horizontalAdvance(title or ""), cells.horizontalAdvance("0000")) + 2 * look.edge
        least = self.horizontalHeader().minimumSectionSize()
        return {0: min(max(unit, least), look.px(10)), last: max(opened, least)}

    def _want(self, column: int, heads: QFontMetrics, cells: QFontMetrics) -> Want:
        pad = 2 * theme.current().edge
        figures = sum(cells.horizontalAdvance(text) for text in self.matrix.widest(column))
        name = self.matrix.campaign_name(column)
        halves = max((heads.horizontalAdvance(part) for part in broken(name).split("\n")), default=0)
        least = max(halves + pad, figures + theme.current().unit + pad)
        least = max(least, self.horizontalHeader().minimumSectionSize())
        return Want(heads.horizontalAdvance(name) + pad, least)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
