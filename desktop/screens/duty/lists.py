"""The tables below the chart: open orders and the counties' ranking."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.queries.tasks import PartRecord
from desktop.air.aqi import CODES
from desktop.air.standards import Edition, Level
from desktop.context import Context
from desktop.models.wall import CountyNow
from desktop.screens.duty import orders, ranking
from desktop.screens.duty.orders import OpenOrders
from desktop.screens.duty.ranking import AQI, Ranking
from desktop.screens.duty.view import DutyView
from widgets.badge import BadgeDelegate


class MiddleDelegate(QStyledItemDelegate):
    """Cuts text in its middle: of an order's number, county and serial say the most."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle  # type: ignore[attr-defined]


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
        self.orders = OpenOrders(self)
        self.ranking = Ranking(word, self)
        self._set_up_orders()
        self._set_up_ranking()

    def show_orders(self, parts: Sequence[PartRecord]) -> None:
        """All open parts of orders."""
        self.orders.show_orders(parts, self._context.now())
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
        self.orders.tick(self._context.now())
        self._note_orders()

    def _set_up_orders(self) -> None:
        table = self._view.orders
        table.setModel(self.orders)
        table.setItemDelegateForColumn(orders.Column.STATE, BadgeDelegate(orders.TONE_ROLE, table))
        table.setItemDelegateForColumn(orders.Column.NUMBER, MiddleDelegate(table))
        table.set_column_widths({}, stretch=orders.Column.TITLE)
        table.clicked.connect(self._on_order_chosen)
        table.row_activated.connect(self._on_order_chosen)

    def _set_up_ranking(self) -> None:
        table = self._view.ranking
        table.setModel(self.ranking)
        table.set_column_widths({}, stretch=ranking.Column.COUNTY)
        table.clicked.connect(self._on_county_chosen)
        table.row_activated.connect(self._on_county_chosen)

    def _note_orders(self) -> None:
        count, late = self.orders.counts()
        text = self.tr("{count} open").format(count=count)
        if late:
            text += " · " + self.tr("{count} overdue").format(count=late)
        self._view.orders_panel.set_note(text)

    @Slot(QModelIndex)
    def _on_order_chosen(self, index: QModelIndex) -> None:
        self._context.navigator.show_task.emit(self.orders.record(index.row()).number)

    @Slot(QModelIndex)
    def _on_county_chosen(self, index: QModelIndex) -> None:
        self.county_chosen.emit(self.ranking.places()[index.row()].county.code)
