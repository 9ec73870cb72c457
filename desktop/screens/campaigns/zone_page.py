"""示范区: everything round a station, and its negative list with the days of exit."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.screens.campaigns.cells import ToneDelegate
from desktop.screens.campaigns.page_head import PageHead
from desktop.screens.campaigns.zone_join import ZoneJoin
from desktop.screens.campaigns.zone_model import ZoneModel
from desktop.screens.campaigns.zone_rows import TABS
from desktop.screens.campaigns.zone_tally import ZoneTally
from desktop.zones import LARGEST
from widgets import theme
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.small_map import SmallMap
from widgets.tables import DataTable
from widgets.theme import set_role

_LEAST_COLUMNS = 3
_WIDEST = 12.0
"""Base fonts; a longer text is cut, its tip has the whole."""


class ZonePage(QWidget):
    """Layout; `zone_desk.py` fills it."""

    left = Signal()
    """Back to the list."""
    undone = Signal()
    """Ctrl+Z: what was put on the list last is taken off it."""
    copied = Signal()
    """Ctrl+C on the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead(self)
        self.list_button = QPushButton(self.tr("Put on the list"))
        self.export_button = QPushButton(self.tr("Export"))
        self.station = QComboBox()
        self.rings = Segmented()
        self.radius = QSpinBox(minimum=50, maximum=round(LARGEST), singleStep=100, suffix=self.tr(" m"))
        self.map = SmallMap()
        self.tally = ZoneTally()
        self.tabs = Segmented()
        self.model = ZoneModel(self)
        self.table = DataTable()
        self.join = ZoneJoin()
        self.empty = EmptyState("", icon="pin")
        self.map_panel, self.list_panel = Panel(), Panel()
        self._tone = ToneDelegate(self)
        self._tab = TABS[0]
        self._set_up()
        self._build()
        self._connect()

    def show_zone(self, shown: bool) -> None:
        """The zone, or what stands where there is none."""
        self._stack.setCurrentWidget(self._zone if shown else self.empty)
        self.export_button.setVisible(shown)
        self.list_button.setVisible(shown)

    def show_tab(self, tab: str, hint: str) -> None:
        """Columns that a list has use for; what it says when it is empty."""
        self._tab = tab
        self.table.set_empty_text(hint)
        self.fit_columns()

    @Slot()
    def fit_columns(self) -> None:
        """What the list has use for and has room: the name takes what is left, the last ones give way."""
        columns, look = self.model.columns, theme.current()
        used = self.used_columns()
        for at in range(len(columns)):
            self.table.setColumnHidden(at, at not in used)  # a hidden column has no size to ask for
        asked = {at: self.table.sizeHintForColumn(at) / look.base_px for at in used[1:]}
        widths = {at: min(max(columns[at].width, asked.get(at, 0.0)), _WIDEST) for at in used}
        room = self.table.viewport().width()
        while len(used) > _LEAST_COLUMNS and sum(look.px(widths[at]) for at in used) > room:
            self.table.setColumnHidden(used.pop(), True)
        self.table.set_column_widths({at: widths[at] for at in used}, stretch=0)

    def used_columns(self) -> list[int]:
        """Those that the list has use for, whether or not there is room for them."""
        return [at for at in range(len(self.model.columns)) if self.model.shown_in(at, self._tab)]

    @Slot()
    def leave(self) -> None:
        """Go back one step."""
        if not self.join.leave():
            self.left.emit()

    def _set_up(self) -> None:
        set_role(self.list_button, "primary")
        self.head.add_button(self.export_button)
        self.head.add_button(self.list_button)
        self.station.setAccessibleName(self.tr("Station"))
        self.radius.setAccessibleName(self.tr("Radius"))
        self.radius.setKeyboardTracking(False)
        self.tabs.set_options([(tab, tab) for tab in TABS])
        self.table.setModel(self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(True)
        header = self.table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        for at, column in enumerate(self.model.columns):
            if column.key in ("exit", "left"):
                self.table.setItemDelegateForColumn(at, self._tone)

    def _build(self) -> None:
        for widget in (self.station, self.rings, self.radius):
            self.map_panel.add_control(widget)
        self.list_panel.add_control(self.tabs)
        below = QWidget()
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.map, 1)
        under.addWidget(self.tally)
        self.map_panel.set_body(below)
        self.list_panel.set_body(self.table)
        self._zone = QWidget()
        self._columns = QHBoxLayout(self._zone)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self.map_panel, 5)
        self._right = QVBoxLayout()
        self._right.addWidget(self.list_panel, 1)
        self._right.addWidget(self.join)
        self._columns.addLayout(self._right, 8)
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self._zone)
        self._stack.addWidget(self.empty)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.head)
        self._box.addWidget(inner, 1)
        self._measure()

    def _connect(self) -> None:
        self.head.back_clicked.connect(self.leave)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undone.emit, context=context)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copied)

    def _measure(self) -> None:
        unit = theme.current().unit
        for box in (self._box, self._columns, self._right):
            box.setSpacing(unit)
        self.station.setMinimumWidth(theme.current().px(7))
        side = theme.current().px(1.0)
        self.table.setIconSize(QSize(side, side))
        self.fit_columns()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # the table has its own width only when the layout below has been made
        QTimer.singleShot(0, self, self.fit_columns)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()
