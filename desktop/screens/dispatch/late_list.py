"""Parts of orders that are late, the latest first: pressing one opens its order."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.late_parts import LatePart
from desktop.models.figures import FigureColumn, FigureModel, FigureOrder, record_at
from desktop.screens.air.figure_view import FigureTable
from desktop.texts import duration_text
from widgets.tables import DataTable

translate = QCoreApplication.translate


class LateList(QWidget):
    """The list that a shift is handed over with."""

    order_asked = Signal(str)
    """An order shall be opened: its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: datetime | None = None
        self.model = FigureModel(self._columns(), lambda part: part.id, self)
        self.order = FigureOrder(self.model, self)
        self.table = FigureTable()
        self.table.set_figures(self.model, self.order)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Late orders"))
        self.table.set_empty_text(self.tr("Nothing is late."))
        self.table.sortByColumn(0, self.table.horizontalHeader().sortIndicatorOrder().DescendingOrder)
        self.table.clicked.connect(self._open)
        self.table.row_activated.connect(self._open)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)

    def show_parts(self, parts: Sequence[LatePart], now: datetime) -> None:
        """What is late now."""
        self._now = now
        self.model.show(parts)
        self.model.tick()

    @Slot(object)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.order_asked.emit(record_at(index).number)

    def _late(self, part: LatePart) -> float:
        return (self._now - part.deadline).total_seconds() if self._now is not None else 0.0

    def _columns(self) -> tuple[FigureColumn[LatePart], ...]:
        return (
            FigureColumn(
                lambda: translate("LateList", "Late by"),
                lambda part: duration_text(self._late(part)),
                sort=self._late,
                tone=lambda _part: "alarm",
                width=6.4,
            ),
            FigureColumn(lambda: translate("LateList", "Unit"), lambda part: part.unit_name, width=8.4),
            FigureColumn(
                lambda: translate("LateList", "Matter"), lambda part: part.title, width=11.0, rank=1
            ),
            FigureColumn(
                lambda: translate("LateList", "Number"), lambda part: part.number, width=13.4, rank=2
            ),
        )
