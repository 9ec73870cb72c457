"""一源一档: everything about one site on one page, and what can be done with it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QScrollArea, QToolButton, QWidget
from typing_extensions import override

from desktop.models.sites import RECORD_ROLE, TONE_ROLE
from desktop.screens.campaigns.cells import ToneDelegate
from desktop.screens.campaigns.cells_model import CellsModel
from desktop.screens.campaigns.confirm_bar import ConfirmBar
from desktop.screens.campaigns.facts import FactsView
from desktop.screens.campaigns.page_head import PageHead
from widgets import icons, theme
from widgets.badge import BadgeDelegate
from widgets.panel import Panel
from widgets.tables import DataTable
from widgets.theme import set_role
from widgets.timeline import Timeline

_THREE_COLUMNS = 76.0
"""From this width on, in multiples of the base font, the history has a column of its own."""


class SitePage(QWidget):
    """Layout of the page; `site_file.py` fills it."""

    left = Signal()
    """Back to the list."""
    edit_clicked = Signal()
    order_clicked = Signal()
    check_clicked = Signal()
    close_clicked = Signal()
    reopen_clicked = Signal()
    state_chosen = Signal(str)
    """One of the states in the menu."""
    task_activated = Signal(str)
    """An order's number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead(self)
        self.confirm = ConfirmBar()
        self.order_button = QPushButton(self.tr("New order"))
        self.check_button = QPushButton(self.tr("Check"))
        self.edit_button = QPushButton(self.tr("Edit"))
        self.close_button = QPushButton(self.tr("Close site"))
        self.reopen_button = QPushButton(self.tr("Reopen"))
        self.state_button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.facts = FactsView()
        self.orders = DataTable()
        self.checks = DataTable()
        self.history = Timeline()
        self.order_model = CellsModel(
            (self.tr("Number"), self.tr("Title"), self.tr("Unit"), self.tr("Deadline"), self.tr("State")),
            self,
        )
        self.check_model = CellsModel(
            (self.tr("Date"), self.tr("Score"), self.tr("Failed, note"), self.tr("By")), self
        )
        self._set_up_head()
        self._set_up_tables()
        self._build()
        self._connect()

    @Slot()
    def leave(self) -> None:
        """Go back; Esc while closing is being asked about only means “not yet”."""
        if not self.confirm.refuse():
            self.left.emit()

    def set_states(self, states: list[tuple[str, str]]) -> None:
        """What the state menu offers, as key and word."""
        menu = QMenu(self.state_button)
        for key, word in states:
            action = QAction(word, menu)
            action.triggered.connect(lambda _checked=False, key=key: self.state_chosen.emit(key))
            menu.addAction(action)
        old = self.state_button.menu()
        self.state_button.setMenu(menu)
        self.state_button.setVisible(bool(states))
        if old is not None:
            old.deleteLater()

    def _set_up_head(self) -> None:
        set_role(self.order_button, "primary")
        self.state_button.setToolTip(self.tr("Other states"))
        self.state_button.setAccessibleName(self.tr("Other states"))
        # The icon says “menu” already; the style's own arrow would stand across it
        self.state_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        for button in (
            self.state_button,
            self.reopen_button,
            self.close_button,
            self.edit_button,
            self.check_button,
            self.order_button,
        ):
            self.head.add_button(button)

    def _measure(self) -> None:
        look = theme.current()
        self.state_button.setIcon(icons.icon("more", look.text))
        self.state_button.setIconSize(QSize(look.px(1.3), look.px(1.3)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._measure()

    def _set_up_tables(self) -> None:
        self.orders.setModel(self.order_model)
        self.checks.setModel(self.check_model)
        self.orders.setItemDelegateForColumn(3, ToneDelegate(self.orders))
        self.orders.setItemDelegateForColumn(4, BadgeDelegate(TONE_ROLE, self.orders))
        self.checks.setItemDelegateForColumn(1, BadgeDelegate(TONE_ROLE, self.checks))
        self.orders.set_empty_text(self.tr("No orders yet. “New order” begins one for this site."))
        self.checks.set_empty_text(self.tr("Not checked yet. “Check” opens the checklist."))
        self.orders.set_column_widths({0: 13.2, 2: 6, 3: 7.4, 4: 5.4}, stretch=1)
        self.checks.set_column_widths({0: 7.4, 1: 4.4, 3: 5}, stretch=2)
        for table in (self.orders, self.checks):
            table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
            table.horizontalHeader().setSectionsMovable(False)
            table.horizontalHeader().setStretchLastSection(False)

    def _build(self) -> None:
        self._panels = [
            _panel(self.tr("File"), _scrolled(self.facts)),
            _panel(self.tr("Orders"), self.orders),
            _panel(self.tr("Checks"), self.checks),
            _panel(self.tr("History"), _scrolled(_padded(self.history))),
        ]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().unit)
        self._grid.addWidget(self.head, 0, 0, 1, 3)
        self._grid.addWidget(self.confirm, 1, 0, 1, 3)
        self._grid.setRowStretch(2, 1)
        self._grid.setRowStretch(3, 1)
        self._arrange(wide=True)
        self._measure()

    def _arrange(self, *, wide: bool) -> None:
        """Three columns on the desk; on a wall, where letters are large, the history goes below the file."""
        file, orders, checks, history = self._panels
        span = 1 if wide else 2
        self.orders.setColumnHidden(2, not wide)
        self._grid.addWidget(file, 2, 0, 3 - span, 1)
        self._grid.addWidget(orders, 2, 1, 1, span)
        self._grid.addWidget(checks, 3, 1, 1, span)
        if wide:
            self._grid.addWidget(history, 2, 2, 2, 1)
        else:
            self._grid.addWidget(history, 3, 0)
        for column, stretch in enumerate((27, 46, 27) if wide else (45, 55, 0)):
            self._grid.setColumnStretch(column, stretch)

    def _connect(self) -> None:
        self.head.back_clicked.connect(self.leave)
        self.order_button.clicked.connect(self.order_clicked)
        self.check_button.clicked.connect(self.check_clicked)
        self.edit_button.clicked.connect(self.edit_clicked)
        self.close_button.clicked.connect(self.close_clicked)
        self.reopen_button.clicked.connect(self.reopen_clicked)
        self.orders.row_activated.connect(lambda index: self.task_activated.emit(index.data(RECORD_ROLE)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=event.size().width() >= theme.current().px(_THREE_COLUMNS))


def _panel(title: str, body: QWidget) -> Panel:
    panel = Panel(title)
    panel.set_body(body)
    return panel


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return area


def _padded(widget: QWidget) -> QWidget:
    unit = theme.current().unit
    widget.setContentsMargins(unit, unit, unit, unit)
    return widget
