"""Layout of the dispatch screen: the board on the left, one order on the right. No decisions here."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.rules.tasks import State
from desktop.models.records import TONE_ROLE
from desktop.models.tasks import Column
from desktop.screens.dispatch.cells import ClockDelegate
from desktop.screens.dispatch.detail import DetailView
from desktop.screens.dispatch.group_bar import GroupBar
from desktop.screens.dispatch.many_bar import ManyBar
from desktop.texts import clock_text, state_text
from widgets import icons, theme
from widgets.badge import BadgeDelegate, badge_size
from widgets.empty import EmptyState
from widgets.fonts import sized
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.tables import DataTable
from widgets.theme import set_role

_WIDTHS = {
    Column.UNIT: 9.2, Column.CAMPAIGN: 6.2, Column.SINCE: 8.2, Column.NUMBER: 13.4,
}  # fmt: skip
"""In multiples of the base font; clock and state are measured, the matter takes the rest."""
_LONGEST = (timedelta(hours=9, minutes=59), timedelta(hours=23), timedelta(days=29, hours=23))
"""Latenesses that read longest."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_ROOM = {Column.NUMBER: 44.0, Column.CAMPAIGN: 60.0, Column.SINCE: 70.0}
"""Least width of the table that these are shown at: the matter is never squeezed away."""


class DispatchView(QWidget):
    """The widgets that the screen wires."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = Segmented()
        self.groups.setAccessibleName(self.tr("State"))
        self.county = QComboBox()
        self.county.setAccessibleName(self.tr("County"))
        # its entries come with the orders, after it has been shown
        self.county.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Number, matter, unit, site"))
        self.search.setToolTip(self.tr("Key / in the list; Esc empties it"))
        self.search.setClearButtonEnabled(True)
        self.paste = QPushButton(self.tr("Paste a reply"))
        self.paste.setToolTip(self.tr("What was copied from the group chat; Ctrl+V in the list"))
        self.group, self.many = GroupBar(), ManyBar()
        self.new = QPushButton(self.tr("New order"))
        self.new.setToolTip(self.tr("Key {key} in the list").format(key="N"))
        set_role(self.new, "primary")
        self.table = DataTable()
        self.table.setAccessibleName(self.tr("Orders"))
        self.board = Panel(self.tr("Orders"))
        self.detail = DetailView()
        self.none_at_all = EmptyState(
            self.tr("No orders yet"),
            self.tr("Write one here, or begin it from a site in Campaigns or from a station in Duty."),
            icon="dispatch",
            button=self.tr("New order"),
        )
        self.none_here = EmptyState(self.tr("No order in this view"), icon="filter")
        self.none_chosen = EmptyState(
            self.tr("No order chosen"), self.tr("Choose one in the list to see its life."), icon="dispatch"
        )
        self.unread = EmptyState(
            self.tr("This order could not be read"),
            self.tr("It appears here as soon as the database answers."),
            icon="clock",
        )
        self._lists, self._right = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.table.viewport().installEventFilter(self)

    def show_list(self, shown: QWidget) -> None:
        """The table, or the words that stand in its place."""
        self._lists.setCurrentWidget(shown)

    def show_detail(self, shown: bool) -> None:
        """One order, or the words that stand in its place."""
        self._right.setCurrentWidget(self.detail if shown else self.none_chosen)

    def show_unread(self) -> None:
        """The order that was chosen could not be read."""
        self._right.setCurrentWidget(self.unread)

    def apply_theme(self) -> None:
        """Sizes follow the theme's font."""
        look = theme.current()
        edge = look.unit * 3 // 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._row.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self.new.setIcon(icons.icon("plus", look.on_accent))
        self.new.setIconSize(QSize(look.px(1.1), look.px(1.1)))
        self._lists.setMinimumHeight(look.px(9))  # the words for an empty list would ask for more
        widths = {int(key): width for key, width in _WIDTHS.items()}
        widths |= {Column.CLOCK: self._clock_width(), Column.STATE: self._state_width()}
        self.table.set_column_widths(widths, Column.TITLE)
        self._fit()

    def _clock_width(self) -> float:
        """Room for the longest lateness, in the weight of the late."""
        look = theme.current()
        metrics = QFontMetrics(sized(self.table.font(), look.base_px, QFont.Weight.DemiBold))
        texts = (clock_text(_EPOCH, _EPOCH + late, State.DISPATCHED) for late in _LONGEST)
        return (max(metrics.horizontalAdvance(text) for text in texts) + 2 * look.edge) / look.base_px

    def _state_width(self) -> float:
        """Room for the longest state, whatever the language."""
        look = theme.current()
        widest = max(badge_size(self.table.font(), state_text(state)).width() for state in State)
        return (widest + 2 * look.edge) / look.base_px

    def _fit(self) -> None:
        look = theme.current()
        width = self.table.viewport().width() / look.base_px
        for column, least in _ROOM.items():
            self.table.setColumnHidden(column, width < least)
        self.search.setFixedWidth(look.px(9 if width < _ROOM[Column.NUMBER] else 14))

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self._order())
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(theme.current().unit * 2)
        self._splitter.setStretchFactor(0, 11)
        self._splitter.setStretchFactor(1, 6)
        self._splitter.setSizes([1100, 600])
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._splitter)
        self.table.setItemDelegateForColumn(Column.CLOCK, ClockDelegate(self.table))
        self.table.setItemDelegateForColumn(Column.STATE, BadgeDelegate(TONE_ROLE, self.table))

    def _left(self) -> QWidget:
        for widget in (self.table, self.none_at_all, self.none_here):
            self._lists.addWidget(widget)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.groups)
        self._row.addStretch(1)
        column.addWidget(self.group)
        column.addLayout(self._row)
        column.addWidget(self._lists, 1)
        column.addWidget(self.many)
        for control in (self.county, self.search, self.paste, self.new):
            self.board.add_control(control)
        self.board.set_body(body)
        return self.board

    def _order(self) -> QWidget:
        self._right.addWidget(self.none_chosen)
        self._right.addWidget(self.unread)
        self._right.addWidget(self.detail)
        panel = Panel(self.tr("Order"))
        panel.set_body(self._right)
        return panel

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
