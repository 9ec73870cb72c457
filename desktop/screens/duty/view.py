"""Layout of the duty screen: the wall at the left, curves at the right, orders and ranking below them."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.air.aqi import CODES
from desktop.air.standards import POLLUTANTS
from widgets import theme
from widgets.empty import EmptyState
from widgets.live_chart import LiveChart
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.tables import DataTable
from widgets.theme import set_role
from widgets.tiles import TileWall

RANGES = {"24h": 24, "7d": 7 * 24, "30d": 30 * 24}
"""Hours of each choice."""


class DutyView(QWidget):
    """The parts of the screen in their places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build_wall()
        self._build_chart()
        self._build_orders()
        self._build_ranking()
        self._content = QWidget()
        self._lay_out(QHBoxLayout(self._content))
        self.no_stations = EmptyState(
            self.tr("No stations yet"),
            self.tr("Load a list with “qingkong load stations FILE”; the tiles appear by themselves."),
            "station",
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._content)
        self._stack.addWidget(self.no_stations)
        self._measure()

    def show_empty(self, empty: bool) -> None:
        """What to do instead of an empty wall."""
        self._stack.setCurrentWidget(self.no_stations if empty else self._content)

    def is_empty(self) -> bool:
        return self._stack.currentWidget() is self.no_stations

    def set_for_wall(self, on: bool) -> None:
        """Few and large, for a room: the wall and the curves, no tables, nothing to click."""
        self.tables.setVisible(not on)
        self.sorting.setVisible(not on)

    def _build_wall(self) -> None:
        self.wall = TileWall()
        self.wall.set_empty_text(self.tr("Reading stations …"))
        orders = (("aqi", self.tr("AQI")), ("rise", self.tr("Rise")), ("age", self.tr("Age")))
        self.sorting = Segmented(orders)
        self.sorting.setAccessibleName(self.tr("Order of the tiles"))
        self.sorting.setToolTip(self.tr("Highest AQI, strongest rise or oldest reading first"))
        self.wall_panel = Panel(self.tr("Stations"))
        self.wall_panel.add_control(self.sorting)
        self.wall_panel.set_body(self.wall)

    def _build_chart(self) -> None:
        self.chart = LiveChart()
        self.chart.set_empty_text(self.tr("No readings in this period"))
        self.pollutants = Segmented(tuple(zip(POLLUTANTS, CODES, strict=True)))
        self.pollutants.setAccessibleName(self.tr("Pollutant"))
        self.ranges = Segmented((("24h", self.tr("24 h")), ("7d", self.tr("7 d")), ("30d", self.tr("30 d"))))
        self.ranges.setAccessibleName(self.tr("Period"))
        self.chart_panel = Panel()
        self.chart_panel.add_control(self.pollutants)
        self.chart_panel.add_control(self.ranges)
        self.chart_panel.set_body(self.chart)

    def _build_orders(self) -> None:
        self.orders = DataTable()
        self.orders.setAccessibleName(self.tr("Open orders"))
        self.orders.set_empty_text(self.tr("No open orders"))
        self.new_order = QPushButton(self.tr("New order"))
        self.new_order.setToolTip(self.tr("For the station that is chosen on the wall"))
        set_role(self.new_order, "primary")
        self.orders_panel = Panel(self.tr("Open orders"))
        self.orders_panel.add_control(self.new_order)
        self.orders_panel.set_body(self.orders)

    def _build_ranking(self) -> None:
        self.ranking = DataTable()
        self.ranking.setAccessibleName(self.tr("Counties"))
        self.ranking.set_empty_text(self.tr("No county has a value"))
        self.basis = Segmented((("aqi", self.tr("AQI")), ("pollutant", CODES[0])))
        self.basis.setAccessibleName(self.tr("What counties are compared by"))
        self.ranking_panel = Panel(self.tr("Counties"))
        self.ranking_panel.add_control(self.basis)
        self.ranking_panel.set_body(self.ranking)

    def _lay_out(self, box: QHBoxLayout) -> None:
        self.tables = QWidget()
        self._lower = QHBoxLayout(self.tables)
        self._lower.setContentsMargins(0, 0, 0, 0)
        self._lower.addWidget(self.orders_panel, 7)
        self._lower.addWidget(self.ranking_panel, 4)
        self._right = QVBoxLayout()
        self._right.addWidget(self.chart_panel, 5)
        self._right.addWidget(self.tables, 3)
        self._outer = box
        box.addWidget(self.wall_panel, 5)
        box.addLayout(self._right, 8)

    def _measure(self) -> None:
        space = theme.current().unit * 3 // 2
        self._outer.setContentsMargins(space, space, space, space)
        for layout in (self._outer, self._right, self._lower):
            layout.setSpacing(space)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lower"):
            self._measure()
