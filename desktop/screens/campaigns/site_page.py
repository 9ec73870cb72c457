"""一源一档: everything about one site on one page, and what can be done with it."""

import uuid

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.attachments import FileRecord
from desktop.attachments.panel import PhotoPanel
from desktop.confirm_bar import ConfirmBar
from desktop.models.sites import RECORD_ROLE, TONE_ROLE
from desktop.screens.campaigns.cells import ToneDelegate
from desktop.screens.campaigns.cells_model import CellsModel
from desktop.screens.campaigns.facts import FactsView
from desktop.screens.campaigns.page_head import PageHead
from desktop.screens.campaigns.pairing_editor import PairingEditor
from desktop.screens.campaigns.place_panel import PlacePanel
from widgets import icons, theme
from widgets.badge import BadgeDelegate
from widgets.panel import Panel
from widgets.photo_view import PhotoView
from widgets.score_chart import ScoreChart
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
        self.pairing = PairingEditor()
        self.pairing_button = QPushButton(self.tr("Who answers…"))
        self.facts = FactsView()
        self.orders = DataTable()
        self.checks = DataTable()
        self.history = Timeline()
        self.scores = ScoreChart()
        self.photos = PhotoPanel()
        self.place = PlacePanel()
        self.shown_site: uuid.UUID | None = None
        self.files: tuple[FileRecord, ...] = ()
        """Those in the history, so that it is not drawn without them for a moment."""
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
        self.viewer = PhotoView(self)
        self.viewer.hide()
        self._connect()

    @Slot()
    def leave(self) -> None:
        """Go back one step; Esc while closing is being asked about only means “not yet”."""
        if self.viewer.isVisible():
            self.viewer.left.emit()
        elif self.pairing.leave():
            return
        elif not self.confirm.refuse() and not self.photos.removed.refuse():
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
        for table in (self.orders, self.checks):
            table.setMinimumHeight(look.px(7))  # its head and two rows

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
            _panel(self.tr("Checks"), _under(self.scores, self.checks)),
            _panel(self.tr("History"), _scrolled(_padded(self.history))),
        ]
        self._panels[0].add_control(self.pairing_button)
        inner = QWidget()
        self._grid = _Grid(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # on a wall, where letters are large, the page is taller than the screen
        self._area = _scrolled(inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit)
        box.addWidget(self.head)
        box.addWidget(self.confirm)
        box.addWidget(self.pairing)
        box.addWidget(self._area, 1)
        self._grid.setSpacing(theme.current().unit)
        self.scores.hide()
        self._arrange(wide=True)
        self._measure()

    def _arrange(self, *, wide: bool) -> None:
        """Three columns on the desk; two on a wall, where letters are large."""
        file, orders, checks, history = self._panels
        self.orders.setColumnHidden(2, not wide)
        places: tuple[tuple[QWidget, int, int, int, int], ...]
        if wide:
            places = (
                (file, 0, 0, 2, 1), (self.place, 2, 0, 2, 1), (orders, 0, 1, 1, 1), (checks, 1, 1, 2, 1),
                (history, 0, 2, 3, 1), (self.photos, 3, 1, 1, 2),
            )  # fmt: skip
        else:
            places = (
                (file, 0, 0, 2, 1), (orders, 0, 1, 1, 1), (checks, 1, 1, 1, 1), (history, 2, 0, 1, 1),
                (self.place, 2, 1, 1, 1), (self.photos, 3, 0, 1, 2),
            )  # fmt: skip
        for panel, row, column, rows, columns in places:
            self._grid.addWidget(panel, row, column, rows, columns)
        for row, stretch in enumerate((4, 2, 3, 0) if wide else (1, 1, 1, 0)):
            self._grid.setRowStretch(row, stretch)
        for column, stretch in enumerate((27, 46, 27) if wide else (45, 55, 0)):
            self._grid.setColumnStretch(column, stretch)

    def _connect(self) -> None:
        self.head.back_clicked.connect(self.leave)
        self.place.place_wanted.connect(self.edit_clicked)
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
        self.viewer.setGeometry(self.rect())


class _Grid(QGridLayout):
    """A scroll area gives a page with wrapped text the height it would like; ours takes what there is."""

    @override
    def hasHeightForWidth(self) -> bool:
        return False


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


def _under(head: QWidget, body: QWidget) -> QWidget:
    both = QWidget()
    box = QVBoxLayout(both)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(head)
    box.addWidget(body, 1)
    return both


def _padded(widget: QWidget) -> QWidget:
    unit = theme.current().unit
    widget.setContentsMargins(unit, unit, unit, unit)
    return widget
