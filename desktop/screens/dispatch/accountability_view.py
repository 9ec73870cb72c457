"""Layout of the ledger of accountability: filters, the table with its totals, who has how many beside it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.screens.air.figure_view import FigureTable
from widgets import theme
from widgets.empty import EmptyState
from widgets.panel import Panel, draw_card
from widgets.segmented import Segmented
from widgets.stacked_bars import StackedBars
from widgets.tables import DataTable
from widgets.theme import set_role

LEDGER, PROPOSED = "ledger", "proposed"


class AccountabilityView(QWidget):
    """The widgets that the page wires."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lists = Segmented()
        self.lists.setAccessibleName(self.tr("List"))
        self.period = Segmented(
            [
                ("month", self.tr("This month")),
                ("quarter", self.tr("Quarter")),
                ("year", self.tr("Year")),
                ("all", self.tr("All")),
            ]
        )
        self.period.setAccessibleName(self.tr("Period"))
        self.unit, self.level, self.search = QComboBox(), QComboBox(), QLineEdit(clearButtonEnabled=True)
        self.copy, self.export = QPushButton(self.tr("Copy")), QPushButton(self.tr("Export…"))
        self.ledger, self.proposed = FigureTable(), FigureTable()
        self.totals = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.none_taken = EmptyState("", icon="dispatch")
        self.none_proposed = EmptyState(
            self.tr("The ladder proposes nothing now"),
            self.tr("No unit owes a report so late that a rung it has not had is called for."),
            icon="check",
        )
        self.bars, self.beside = StackedBars(), Panel(self.tr("By unit"))
        self._body = QStackedWidget()
        self._dress()
        self._lay_out()

    def show_body(self, shown: QWidget) -> None:
        """One of the tables, or the words that stand in its place."""
        self._body.setCurrentWidget(shown)
        is_ledger = shown in (self.ledger, self.none_taken)
        for widget in (self.period, self.unit, self.level, self.search):
            widget.setVisible(is_ledger)
        self.beside.setVisible(shown is self.ledger)
        for button in (self.copy, self.export):
            button.setEnabled(shown in (self.ledger, self.proposed))

    def table(self) -> FigureTable:
        """The table that is chosen, also while it is empty."""
        return self.proposed if self.lists.current() == PROPOSED else self.ledger

    def _dress(self) -> None:
        for combo, text in ((self.unit, self.tr("Unit")), (self.level, self.tr("Rung"))):
            combo.setAccessibleName(text)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.search.setPlaceholderText(self.tr("Number, unit, person, document, words"))
        self.search.setAccessibleName(self.tr("Search"))
        self.copy.setToolTip(self.tr("The table with tabs, for a spreadsheet"))
        self.export.setToolTip(self.tr("The table as XLSX or CSV (Ctrl+E)"))
        for table, name in ((self.ledger, self.tr("Ledger")), (self.proposed, self.tr("Proposed now"))):
            table.setSelectionMode(DataTable.SelectionMode.ExtendedSelection)
            table.setAccessibleName(name)
        set_role(self.totals, "strong")

    def _lay_out(self) -> None:
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.addWidget(self.lists)
        self._first.addWidget(self.period)
        self._first.addStretch(1)
        for button in (self.copy, self.export):
            self._first.addWidget(button)
        for widget in (self.unit, self.level):
            self._second.addWidget(widget)
        self._second.addWidget(self.search, 1)
        for shown in (self.ledger, self.proposed, self.none_taken, self.none_proposed):
            self._body.addWidget(shown)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._first)
        column.addLayout(self._second)
        column.addWidget(self._body, 1)
        column.addWidget(self.totals)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        self._inner = QVBoxLayout(inner)
        self._inner.addWidget(self.bars)
        self._inner.addStretch(1)
        scroll.setWidget(inner)
        self.beside.set_body(scroll)
        self._box = QHBoxLayout(self)
        self._box.addWidget(_Card(column), 13)
        self._box.addWidget(self.beside, 5)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        edge = look.unit * 3 // 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._box.setSpacing(look.unit * 2)
        self._inner.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        for row in (self._first, self._second):
            row.setContentsMargins(look.edge, look.unit, look.edge, 0)
            row.setSpacing(look.unit)
        self.totals.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._body.setMinimumHeight(look.px(8))
        self._body.setContentsMargins(0, look.unit, 0, 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()


class _Card(QWidget):
    """A framed surface without a title: the choice of the list stands in its place."""

    def __init__(self, body: QVBoxLayout) -> None:
        super().__init__()
        self.setLayout(body)
        body.setContentsMargins(1, 1, 1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_card(QPainter(self), self.rect())
