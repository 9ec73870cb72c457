"""The view of a table of figures: widths by column, columns that fall away where room is short, copying."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSortFilterProxyModel
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.evaluation.sheets import Sheet, cells_of, tabbed
from desktop.models.figures import FigureColumn, FigureModel, ToneDelegate
from widgets import theme
from widgets.tables import DataTable

_WIDEST, _WIDEST_FIRST = 1.6, 3.0
"""How far columns spread where there is room to spare; eyes lose a row that is longer."""


class FigureTable(DataTable):
    """A table over a `FigureModel` behind a proxy. Ctrl+C copies the chosen rows, or all of them.

    `fills`: the first column takes the room that the others leave.
    """

    def __init__(self, parent: QWidget | None = None, *, fills: bool = True) -> None:
        super().__init__(parent)
        self._fills = fills
        self._delegate = ToneDelegate(self)
        self._model: FigureModel[Any] | None = None
        self._order: QSortFilterProxyModel | None = None

    def set_figures(self, model: FigureModel[Any], order: QSortFilterProxyModel) -> None:
        """Show this model in this order."""
        self._model, self._order = model, order
        self.setModel(order)
        self.setSortingEnabled(True)
        model.modelReset.connect(self.fit)
        self.fit()

    def columns(self) -> tuple[FigureColumn[Any], ...]:
        """The columns of the model."""
        return self._model.figure_columns() if self._model is not None else ()

    def fit(self) -> None:
        """Widths of the theme; columns without room fall away, room to spare is spread."""
        look, room = theme.current(), self.viewport().width()
        header = self.horizontalHeader()
        header.setMinimumSectionSize(look.px(2))
        header.setStretchLastSection(False)
        columns = self.columns()
        if any("\n" in column.header() for column in columns):
            header.setFixedHeight(look.px(3.2))
        shown = with_room([(look.px(column.width), column.rank) for column in columns], room)
        needed = sum(look.px(columns[number].width) for number in shown)
        spread = min(_WIDEST, room / needed) if needed and self._fills and needed < room else 1.0
        widths = {number: int(look.px(columns[number].width) * spread) for number in shown}
        if widths and self._fills:
            first = look.px(columns[0].width)
            left = room - sum(widths.values()) + widths[0]
            widths[0] = max(first, min(left, int(_WIDEST_FIRST * first)))
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
            self.setItemDelegateForColumn(number, self.delegate_of(number))
            if number in shown:
                self.setColumnWidth(number, widths[number])

    def delegate_of(self, column: int) -> ToneDelegate:
        """Who paints a column."""
        return self._delegate

    def sheet(self, title: str, notes: tuple[str, ...], *, selected: bool = False) -> Sheet:
        """What is shown, hidden columns too, in the order shown; `selected`: only the chosen rows."""
        order, model = self._order, self._model
        if order is None or model is None:
            return Sheet(title, notes, (), ())
        rows = self.selected_rows() if selected else []
        wanted = rows or range(order.rowCount())
        records = [model.record(order.mapToSource(order.index(row, 0)).row()) for row in wanted]
        heads = tuple(column.header() for column in self.columns())
        return Sheet(title, notes, heads, tuple(cells_of(self.columns(), record) for record in records))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            text = tabbed(self.sheet("", (), selected=len(self.selected_rows()) > 1))
            QGuiApplication.clipboard().setText(text)
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_model"):
            self.fit()


def with_room(columns: Sequence[tuple[int, int]], room: int) -> set[int]:
    """Which of the columns (width, rank) have room: the highest ranks fall away, all of one rank together."""
    shown = set(range(len(columns)))
    for rank in sorted({rank for _, rank in columns if rank}, reverse=True):
        if sum(columns[number][0] for number in shown) <= room:
            break
        shown -= {number for number in shown if columns[number][1] == rank}
    return shown
