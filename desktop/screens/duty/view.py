"""Layout of the duty screen: the wall at the left, curves at the right, orders and ranking below them."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.air.aqi import CODES
from desktop.air.standards import POLLUTANTS
from desktop.models.tasks import Column
from desktop.screens.duty.chart_menu import ChartMenu
from desktop.screens.duty.walls import Walls
from widgets import icons, theme
from widgets.empty import EmptyState
from widgets.live_chart import LiveChart
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.tables import DataTable
from widgets.theme import set_role
from widgets.tile_layout import arrange
from widgets.tiles import TileGroup

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's "no limit", which PySide6 does not export."""

RANGES = {"1h": 1, "6h": 6, "24h": 24, "72h": 72, "7d": 7 * 24, "30d": 30 * 24, "1y": 365 * 24}
"""Hours of each choice."""
ALL = "all"
"""Key of the choice that draws all pollutants of one station."""

# Widths in multiples of the base font, by the columns of models/tasks.py and of ranking.py
_ORDER_WIDTHS: dict[int, float] = {Column.NUMBER: 7.4, Column.UNIT: 7.0, Column.STATE: 5.4, Column.CLOCK: 9.6}
_ROOMY_ORDER_WIDTHS: dict[int, float] = {
    Column.NUMBER: 13.5,
    Column.UNIT: 10.0,
    Column.STATE: 8.0,
    Column.CLOCK: 10.0,
}
_RANKING_WIDTHS = {0: 2.4, 2: 5.6, 3: 6.8, 4: 5.4}
_NARROW_RANKING = (0, 4)
"""Columns that a narrow ranking does without: rows stand in order, and the wall says who is silent."""
_RANKING_EM, _ROOMY_RANKING_EM, _ROOMY_EM = 19, 26, 46
_RANKING_HEAD_EM, _ROW_EM = 6.2, 2.3
"""Heights of the ranking's heads and of a county's row."""

_WALL_SHARE, _LARGE_WALL_SHARE = 40, 54
"""Percent of the width: three columns of tiles on the smallest screen."""
_MANY_STATIONS = 24
_WIDE_EM = 125
"""Screens that have room for a large wall beside a chart that can still be read."""


class Share(QWidget):
    """A part whose height is its share of the column: a plot would ask for more than a small screen has."""

    def __init__(self, part: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        if part is not None:
            box = QVBoxLayout(self)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(part)

    @override
    def hasHeightForWidth(self) -> bool:
        # texts inside that wrap would make the layout ask for heights, past the policy
        return False


class DutyView(QWidget):
    """The parts of the screen in their places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[TileGroup] = []
        self._for_wall = self._below = False
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
        self.apply_theme()

    def show_empty(self, empty: bool, any_readings: bool) -> None:
        """What to do instead of an empty wall, or instead of an empty chart."""
        self._stack.setCurrentWidget(self.no_stations if empty else self._content)
        self.chart.set_empty_text(
            self.tr("No readings in this period")
            if any_readings
            else self.tr(
                "No readings yet.\n"
                "Send them to the listener, or load a file with “qingkong load readings FILE”."
            )
        )

    def is_empty(self) -> bool:
        return self._stack.currentWidget() is self.no_stations

    def set_groups(self, groups: Sequence[TileGroup]) -> None:
        """A new wall."""
        self._groups = list(groups)
        self.walls.set_groups(groups)
        self._fit()

    def apply_theme(self) -> None:
        """Sizes of the theme in force. For a room: the wall and the curves, no tables, nothing to click."""
        look = theme.current()
        self._for_wall = look.name == "projection"
        self.menu.apply_theme()
        self.fill_display.setIcon(icons.icon("projection", look.text))
        self.walls.show_pages(self._for_wall)
        for part in (
            self.tables,
            self.sorting,
            self.pollutants,
            self.ranges,
            self.menu.button,
            self.fill_display,
        ):
            part.setVisible(not self._for_wall)
        space = look.unit * 3 // 2
        self._outer.setContentsMargins(space, space, space, space)
        for layout in (self._outer, self._left, self._right, self._lower):
            layout.setSpacing(space)
        self._fit()

    def _build_wall(self) -> None:
        self.walls = Walls()
        self.wall = self.walls.desk
        self.walls.set_empty_text(self.tr("Reading stations …"))
        orders = (("aqi", self.tr("AQI")), ("rise", self.tr("Rise")), ("age", self.tr("Age")))
        self.sorting = Segmented(orders)
        self.sorting.setAccessibleName(self.tr("Order of the tiles"))
        self.sorting.setToolTip(self.tr("Highest AQI, strongest rise or oldest reading first"))
        self.wall_panel = Panel(self.tr("Stations"))
        self.wall_panel.add_control(self.sorting)
        self.fill_display = QToolButton()
        self.fill_display.setToolTip(self.tr("Wall on a second display (Esc closes it)"))
        self.fill_display.setAccessibleName(self.tr("Wall on a second display"))
        self.fill_display.clicked.connect(self.walls.open_window)
        self.wall_panel.add_control(self.fill_display)
        self.wall_panel.set_body(self.walls)

    def _build_chart(self) -> None:
        self.chart = LiveChart()
        names = (*zip(POLLUTANTS, CODES, strict=True), (ALL, self.tr("All")))
        self.pollutants = Segmented(names)
        self.pollutants.setAccessibleName(self.tr("Pollutant"))
        self.ranges = Segmented(self._range_names())
        self.ranges.set_current("24h")
        self.ranges.setAccessibleName(self.tr("Period"))
        self.chart_panel = Panel()
        self.chart_panel.add_control(self.pollutants)
        self.chart_panel.add_control(self.ranges)
        self.menu = ChartMenu(self.chart, self)
        self.chart_panel.add_control(self.menu.button)
        self.chart_panel.set_body(self.chart)

    def _range_names(self) -> list[tuple[str, str]]:
        return [
            ("1h", self.tr("1 h")),
            ("6h", self.tr("6 h")),
            ("24h", self.tr("24 h")),
            ("72h", self.tr("72 h")),
            ("7d", self.tr("7 d")),
            ("30d", self.tr("30 d")),
            ("1y", self.tr("1 y")),
        ]

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
        self.tables = Share()
        self._lower = QHBoxLayout(self.tables)
        self._lower.setContentsMargins(0, 0, 0, 0)
        self._lower.addWidget(self.orders_panel, 1)
        self._lower.addWidget(self.ranking_panel)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(self.wall_panel, 1)
        self._right.addWidget(Share(self.chart_panel), 8)
        self._right.addWidget(self.tables, 5)
        self._outer = box
        box.addLayout(self._left)
        box.addLayout(self._right)

    def _fit(self) -> None:
        """Divide the room: a share for the wall, the ranking where there is space."""
        share = self._wall_share()
        self._outer.setStretch(0, share)
        self._outer.setStretch(1, 100 - share)
        width = self.width() - 3 * self._outer.spacing()
        self._place_ranking(width * share // 100)
        self._size_columns(width * (100 - share) // 100)

    def _place_ranking(self, width: int) -> None:
        """Below the wall when all tiles leave room for it, else beside the orders."""
        look = theme.current()
        need = arrange(self._groups, width - 2, look).height + look.px(3.0) + 4
        spare = self.height() - 3 * self._outer.spacing() - need
        rows = look.px(_RANKING_HEAD_EM + _ROW_EM * max(4, len(self._groups)))
        self._below = bool(self._groups) and not self._for_wall and spare >= min(rows, look.px(_RANKING_EM))
        self.ranking_panel.setMaximumHeight(min(rows, spare) if self._below else QWIDGETSIZE_MAX)
        self.ranking_panel.setMinimumHeight(min(rows, spare) if self._below else 0)
        layout = self._left if self._below else self._lower
        if layout.indexOf(self.ranking_panel) < 0:
            layout.addWidget(self.ranking_panel)
        self.ranking_panel.setVisible(not self._for_wall)

    def _size_columns(self, right: int) -> None:
        look = theme.current()
        roomy = self._below or right >= look.px(_ROOMY_EM + _ROOMY_RANKING_EM)
        beside = look.px(_ROOMY_RANKING_EM if roomy else _RANKING_EM)
        self.ranking_panel.setMaximumWidth(QWIDGETSIZE_MAX if self._below else beside)
        self.ranking_panel.setMinimumWidth(0 if self._below else beside)
        for table in (self.orders, self.ranking):
            table.horizontalHeader().setMinimumSectionSize(look.px(2))
        for column in _NARROW_RANKING:
            self.ranking.setColumnHidden(column, not roomy)
        self.orders.set_column_widths(_ROOMY_ORDER_WIDTHS if roomy else _ORDER_WIDTHS)
        # where room is short the matter says more than the number, which stands one click away
        self.orders.setColumnHidden(Column.NUMBER, not roomy)
        self.ranking.set_column_widths(_RANKING_WIDTHS)

    def _wall_share(self) -> int:
        """Percent of the width for the wall."""
        count = sum(len(group.tiles) for group in self._groups)
        many = count > _MANY_STATIONS and self.width() >= theme.current().px(_WIDE_EM)
        return _LARGE_WALL_SHARE if self._for_wall or many else _WALL_SHARE

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
