"""The tables below the chart: open orders and the counties' ranking."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.queries.tasks import PartRecord
from desktop.air.aqi import CODES
from desktop.air.standards import Edition, Level
from desktop.context import Context
from desktop.models.tasks import RECORD_ROLE, TONE_ROLE, Column, TasksFilter, TasksModel
from desktop.models.wall import CountyNow
from desktop.screens.duty import ranking
from desktop.screens.duty.ranking import AQI, Ranking
from desktop.screens.duty.view import DutyView
from widgets import theme
from widgets.badge import BadgeDelegate

ORDER_COLUMNS = (Column.NUMBER, Column.TITLE, Column.UNIT, Column.STATE, Column.CLOCK)
"""From left to right."""


class OrderDelegate(QStyledItemDelegate):
    """Late clocks in the alarm colour; of a number, county and serial are kept when it has to be cut."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        target: Any = option  # PySide's stubs leave out the fields of style options
        if index.column() == Column.NUMBER:
            target.textElideMode = Qt.TextElideMode.ElideMiddle
        if index.data(TONE_ROLE) == "alarm":
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                target.palette.setColor(role, QColor(theme.current().alarm))


class Lists(QObject):
    """Puts the models into the tables and answers clicks on their rows."""

    county_chosen = Signal(str)
    """Fires with the code of a county whose stations belong on the chart."""

    def __init__(
        self,
        view: DutyView,
        context: Context,
        word: Callable[[Level], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._context = view, context
        self._tasks = TasksModel({}, context.now(), self)
        self.orders = TasksFilter(self._tasks, self)
        self.ranking = Ranking(word, self)
        self._set_up_orders()
        self._set_up_ranking()

    def order_numbers(self) -> frozenset[str]:
        """Orders in the table, whose end has to be noticed."""
        rows = range(self.orders.rowCount())
        return frozenset(self.orders.index(row, 0).data(RECORD_ROLE).number for row in rows)

    def show_orders(self, parts: Sequence[PartRecord]) -> None:
        """What is open now, and what no longer is."""
        self._tasks.show_parts(parts, self._context.now())
        self.orders.invalidateFilter()
        self._note_orders()

    def show_counties(
        self, counties: Iterable[CountyNow], now: int, edition: Edition, pollutant: int
    ) -> None:
        """Compare counties by AQI, or by the pollutant that the chart shows."""
        basis = self._view.basis
        basis.set_options([("aqi", self.tr("AQI")), ("pollutant", CODES[pollutant])])
        by_aqi = basis.current() == "aqi"
        self.ranking.show_counties(counties, now, edition, AQI if by_aqi else pollutant)

    def tick(self) -> None:
        """Clocks of the orders."""
        self._tasks.tick(self._context.now())
        self._note_orders()

    def _set_up_orders(self) -> None:
        table, header = self._view.orders, self._view.orders.horizontalHeader()
        table.setModel(self.orders)
        # the deadline that runs out first, or ran out first, is the most urgent
        self.orders.sort(Column.CLOCK)
        for place, column in enumerate(ORDER_COLUMNS):
            header.moveSection(header.visualIndex(column), place)
        for column in Column:
            table.setColumnHidden(column, column not in ORDER_COLUMNS)
        table.setItemDelegate(OrderDelegate(table))
        table.setItemDelegateForColumn(Column.STATE, BadgeDelegate(TONE_ROLE, table))
        table.set_column_widths({}, stretch=Column.TITLE)
        table.clicked.connect(self._on_order_chosen)
        table.row_activated.connect(self._on_order_chosen)

    def _set_up_ranking(self) -> None:
        table = self._view.ranking
        table.setModel(self.ranking)
        table.set_column_widths({}, stretch=ranking.Column.COUNTY)
        table.clicked.connect(self._on_county_chosen)
        table.row_activated.connect(self._on_county_chosen)

    def _note_orders(self) -> None:
        counts = self._tasks.counts()
        text = self.tr("{count} open").format(count=counts["open"])
        if counts["overdue"]:
            text += " · " + self.tr("{count} overdue").format(count=counts["overdue"])
        self._view.orders_panel.set_note(text)

    @Slot(QModelIndex)
    def _on_order_chosen(self, index: QModelIndex) -> None:
        self._context.navigator.show_task.emit(index.data(RECORD_ROLE).number)

    @Slot(QModelIndex)
    def _on_county_chosen(self, index: QModelIndex) -> None:
        self.county_chosen.emit(self.ranking.places()[index.row()].county.code)
