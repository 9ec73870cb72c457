"""Layout of the page of devices: the lists on the left, one device, number or form on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.confirm_bar import ConfirmBar
from desktop.screens.devices.detail import DeviceDetail, UnknownDetail
from desktop.screens.devices.form import DeviceForm
from desktop.screens.devices.tables import Table
from widgets import theme
from widgets.empty import EmptyState
from widgets.panel import draw_card
from widgets.segmented import Segmented


class DevicesView(QWidget):
    """The widgets that the screen wires."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables: list[Table] = []
        self.choice, self.states = Segmented(), Segmented()
        self.choice.setAccessibleName(self.tr("List"))
        self.states.setAccessibleName(self.tr("State"))
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Station, number, address"))
        self.search.setAccessibleName(self.tr("Filter"))
        self.new_button = QPushButton(self.tr("Register a device…"))
        self.lists, self.right = QStackedWidget(), QStackedWidget()
        self.confirm = ConfirmBar()
        self.device, self.unknown, self.form = DeviceDetail(), UnknownDetail(), DeviceForm()
        self.no_rows = EmptyState("", icon="search")
        self.none_chosen = EmptyState(self.tr("Nothing chosen"), icon="station")
        self.nothing = EmptyState("", icon="station")
        self._pages = QStackedWidget()
        self._lay_out()

    def add_tables(self, tables: Sequence[Table]) -> None:
        """Make room for the lists, one at a time."""
        self._tables = list(tables)
        for table in tables:
            table.view.viewport().installEventFilter(self)
            self.lists.addWidget(table.view)

    def show_list(self, table: Table) -> None:
        """One list, or the words that stand in its place."""
        self.lists.setCurrentWidget(table.view if table.order.rowCount() else self.no_rows)

    def show_right(self, page: QWidget) -> None:
        """What stands on the right."""
        self.right.setCurrentWidget(page)
        self.confirm.hide()

    @property
    def shown(self) -> QWidget:
        """What stands on the right."""
        return self.right.currentWidget()

    def show_nothing(self, nothing: bool) -> None:
        """That there is no device at all, instead of empty lists."""
        self._pages.setCurrentWidget(self.nothing if nothing else self._splitter)

    def set_busy(self, busy: bool) -> None:
        """While a deed is on its way to the record there is no other."""
        self.device.set_busy(busy)
        self.unknown.set_busy(busy)

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        look = theme.current()
        edge = look.unit * 3 // 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        for row in self._rows:
            row.setContentsMargins(look.edge, look.unit, look.edge, 0)
            row.setSpacing(look.unit)
        self._rows[-1].setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        for page in (self.device, self.unknown):
            page.forget()
            page.apply_theme()
        for table in self._tables:
            table.apply_theme()

    def _lay_out(self) -> None:
        for page in (self.none_chosen, self.device, self.unknown, self.form):
            self.right.addWidget(page)
        self.lists.addWidget(self.no_rows)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self._item())
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(theme.current().unit * 2)
        self._splitter.setStretchFactor(0, 11)
        self._splitter.setStretchFactor(1, 6)
        self._splitter.setSizes([1100, 600])
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self.nothing)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._pages)

    def _left(self) -> QWidget:
        body = QVBoxLayout()
        body.setSpacing(0)
        above, below = QHBoxLayout(), QHBoxLayout()
        self._rows = (above, below)
        above.addWidget(self.choice)
        above.addWidget(self.search, 1)
        above.addWidget(self.new_button)
        below.addWidget(self.states)
        below.addStretch(1)
        for row in self._rows:
            body.addLayout(row)
        body.addWidget(self.lists, 1)
        return _Card(body)

    def _item(self) -> QWidget:
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.confirm)
        body.addWidget(self.right, 1)
        card = _Card(body)
        card.setAccessibleName(self.tr("In detail"))
        return card

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            for table in self._tables:
                if watched is table.view.viewport():
                    table.fit()
        return super().eventFilter(watched, event)


class _Card(QWidget):
    """A framed surface without a title."""

    def __init__(self, body: QVBoxLayout) -> None:
        super().__init__()
        self.setLayout(body)
        body.setContentsMargins(1, 1, 1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_card(QPainter(self), self.rect())
