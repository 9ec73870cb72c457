"""Layout of the dispatch screen: the board on the left, one order on the right. No decisions here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.screens.dispatch.detail import DetailView
from widgets import icons, theme
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.tables import DataTable
from widgets.theme import set_role


class DispatchView(QWidget):
    """The widgets that the screen wires."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = Segmented()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find number, matter, unit, site   /"))
        self.search.setClearButtonEnabled(True)
        self.new = QPushButton(self.tr("New order"))
        self.new.setToolTip("N")
        set_role(self.new, "primary")
        self.table = DataTable()
        self.board = Panel(self.tr("Orders"))
        self.detail = DetailView()
        self.one = Panel()
        self.nothing = EmptyState(
            self.tr("No order chosen"), self.tr("Choose one in the list to see its life."), icon="dispatch"
        )
        self._lay_out()

    def show_detail(self, shown: bool) -> None:
        """One order, or the words that stand in its place."""
        self._right.setCurrentWidget(self.detail if shown else self.nothing)

    def apply_theme(self) -> None:
        """Sizes follow the theme's font."""
        look = theme.current()
        edge = look.unit * 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        self.new.setIcon(icons.icon("plus", look.on_accent))
        self.search.setMinimumWidth(look.px(13))
        self.table.set_column_widths({0: 9.5, 1: 6, 3: 9, 4: 6, 5: 14.5}, stretch=2)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(theme.current().edge, 0, theme.current().edge, theme.current().unit)
        row.addWidget(self.groups)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.board.add_control(self.search)
        self.board.add_control(self.new)
        self.board.set_body(body)
        self._right = QStackedWidget()
        self._right.addWidget(self.nothing)
        self._right.addWidget(self.detail)
        self.one.set_title(self.tr("Order"))
        self.one.set_body(self._right)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.board)
        splitter.addWidget(self.one)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.current().unit * 2)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([900, 520])
        self._box = QVBoxLayout(self)
        self._box.addWidget(splitter)
