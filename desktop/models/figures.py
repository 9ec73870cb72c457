"""Tables of figures: cells with a tone and a tooltip, missing figures last, areas above their stations."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.models.lists import ListModel, ListOrder
from desktop.models.records import RECORD_ROLE, TONE_ROLE, AnyIndex, Column
from widgets import theme

R = TypeVar("R")

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MISSING = float("-inf")
"""Sort value of a cell without a figure: last in either direction."""


# no slots: Python 3.11 cannot make a `FigureColumn[Row](…)` with them
@dataclass(frozen=True)
class FigureColumn(Column[R]):
    """A column whose cells may say more in a tooltip. `number`: what a spreadsheet gets instead of the text.

    `rank`: where room is short, columns with the highest one fall away first; 0 always stays. `width` is in
    multiples of the base font.
    """

    tip: Callable[[R], str] | None = None
    head_tip: Callable[[], str] | None = None
    number: Callable[[R], float | None] | None = None
    decimals: int = 0
    width: float = 5.0
    rank: int = 0


class FigureModel(ListModel[R]):
    """Records whose columns may be exchanged. `is_strong`: rows that are printed bold."""

    def __init__(
        self,
        columns: Sequence[FigureColumn[R]],
        key: Callable[[R], Hashable],
        parent: QObject | None = None,
        *,
        is_strong: Callable[[R], bool] = lambda _record: False,
    ) -> None:
        super().__init__(columns, key, parent)
        self._is_strong = is_strong
        self.version = 0
        """Grows whenever records or columns change."""

    def figure_columns(self) -> tuple[FigureColumn[R], ...]:
        """The columns in force."""
        return tuple(column for column in self._columns if isinstance(column, FigureColumn))

    def exchange(self, columns: Sequence[FigureColumn[R]], records: Sequence[R]) -> None:
        """Show other columns, with their records."""
        self.version += 1
        self.beginResetModel()
        self._columns = tuple(columns)
        self._records = list(records)
        self._rows = {self._key(record): row for row, record in enumerate(self._records)}
        self.endResetModel()

    @override
    def upsert(self, records: Iterable[R]) -> None:
        self.version += 1
        super().upsert(records)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            column = self._columns[index.column()]
            tip = column.tip if isinstance(column, FigureColumn) else None
            return (tip(self._records[index.row()]) or None) if tip else None
        if index.isValid() and role == Qt.ItemDataRole.FontRole:
            return _bold() if self._is_strong(self._records[index.row()]) else None
        return super().data(index, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            column = self._columns[section] if 0 <= section < len(self._columns) else None
            tip = column.head_tip if isinstance(column, FigureColumn) else None
            return tip() if tip else None
        return super().headerData(section, orientation, role)


class FigureOrder(ListOrder[R], Generic[R]):
    """Order of a table of figures: cells without a figure stand last, whichever way it is sorted.

    The places of all rows are worked out at once: asking for two cells at a time, as a proxy does, takes a
    fifth of a second for four hundred rows.
    """

    def __init__(self, model: FigureModel[R], parent: QObject | None = None) -> None:
        self._places: list[int] = []
        self._made_for: object = None
        self._figures = model
        super().__init__(model, parent)

    def order_of(self, column: int) -> list[int]:
        """Rows of the model in the order shown."""
        return self.sorted_rows(range(self._figures.rowCount()), column)

    def sorted_rows(self, rows: Iterable[int], column: int) -> list[int]:
        """Some rows in order; equal ones keep theirs."""
        shown = self._figures.figure_columns()[column]
        values = {row: (shown.sort or shown.text)(self._figures.record(row)) for row in rows}
        there = [row for row in values if values[row] != MISSING]
        compare = cmp_to_key(self._collator.compare)
        there.sort(
            key=lambda row: compare(value) if isinstance(value := values[row], str) else value,
            reverse=self.sortOrder() is Qt.SortOrder.DescendingOrder,
        )
        return there + [row for row in values if values[row] == MISSING]

    @override
    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        places = self._places_in(left.column())
        a, b = places[left.row()], places[right.row()]
        return a < b if self.sortOrder() is Qt.SortOrder.AscendingOrder else a > b

    def _places_in(self, column: int) -> list[int]:
        """Where each row of the model stands; kept until model or order change."""
        asked = (self._figures.version, self._figures.rowCount(), column, self.sortOrder())
        if asked != self._made_for:
            self._made_for, self._places = asked, [0] * self._figures.rowCount()
            for place, row in enumerate(self.order_of(column)):
                self._places[row] = place
        return self._places


class ToneDelegate(QStyledItemDelegate):
    """Paints a cell's text in the colour of its tone: muted, alarm, done."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        colour = tone_colour(index.data(TONE_ROLE))
        if colour is not None:
            target: Any = option  # PySide's stubs leave out the fields of style options
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                target.palette.setBrush(role, QBrush(colour))


def tone_colour(tone: str | None) -> QColor | None:
    """Colour of a tone of this screen in the theme in force; None for plain text."""
    look = theme.current()
    known = {"muted": look.muted, "alarm": look.alarm, "done": look.done_ink, "accent": look.accent}
    return QColor(known[tone]) if tone in known else None


def sort_number(value: float | None) -> float:
    """Sort value of a figure."""
    return MISSING if value is None else value


def record_at(index: QModelIndex | QPersistentModelIndex) -> Any:
    """The record of a row, through any proxy."""
    return index.data(RECORD_ROLE)


def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
