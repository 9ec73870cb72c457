"""The two lists with their tables: registered devices, and numbers that nobody registered."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from desktop.models.lists import ListModel, ListOrder
from desktop.models.records import RECORD_ROLE, TONE_ROLE, AnyIndex, Column
from desktop.screens.devices.columns import (
    Reading,
    Tips,
    device_columns,
    device_tips,
    unknown_columns,
)
from widgets import theme
from widgets.badge import BadgeDelegate
from widgets.tables import DataTable

DEVICES, UNKNOWN = "devices", "unknown"

_DOWN, _UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
_REST = 0.0


class TippedModel(ListModel[Any]):
    """A list whose cells may have a tooltip of their own."""

    def __init__(
        self, columns: Sequence[Column[Any]], key: Callable[[Any], Hashable], tips: Tips, parent: QObject
    ) -> None:
        super().__init__(columns, key, parent)
        self._tips = tips

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            tip = self._tips.get(index.column())
            return tip(self.record(index.row())) or None if tip else None
        return super().data(index, role)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a list is laid out: widths in multiples of the base font, least room for optional columns."""

    key: str
    columns: Callable[[Reading], Sequence[Column[Any]]]
    tips: Callable[[Reading], Tips]
    widths: tuple[float, ...]
    sort: tuple[int, Qt.SortOrder]
    rooms: Mapping[int, float]
    pill: bool


PLANS = (
    Plan(
        DEVICES,
        device_columns,
        device_tips,
        widths=(7.6, _REST, 5, 15.8, 6.4, 7.4, 7.4, 6, 5.4, 7.2, 7, 9),
        sort=(0, _UP),
        rooms={11: 32, 3: 50, 7: 55, 8: 61, 9: 69, 6: 76, 4: 83, 10: 90, 2: 96},
        pill=True,
    ),
    Plan(
        UNKNOWN,
        unknown_columns,
        lambda _read: {},
        widths=(_REST, 9.6, 7.6, 9.6, 6, 10),
        sort=(2, _DOWN),
        rooms={4: 36, 5: 46, 3: 55},
        pill=False,
    ),
)


class Table(QObject):
    """A list, its order and its table."""

    def __init__(self, plan: Plan, read: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self.plan = plan
        self.model = TippedModel(plan.columns(read), _number, plan.tips(read), self)
        self.order: ListOrder[Any] = ListOrder(self.model, self)
        self.view = DataTable()
        self.view.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.view.setModel(self.order)
        if plan.pill:
            self.view.setItemDelegateForColumn(0, BadgeDelegate(TONE_ROLE, self.view))
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(*plan.sort)

    def chosen(self) -> Any:
        """The record that is chosen, None if there is none."""
        rows = self.view.selected_rows()
        return self.order.index(rows[0], 0).data(RECORD_ROLE) if rows else None

    def show(self, records: Sequence[Any]) -> None:
        """Show these; what was chosen stays chosen, and what left gives its place to the next one."""
        rows, chosen = self.view.selected_rows(), self.chosen()
        self.model.show(records)
        self.view.viewport().update()  # ages, where nothing else is new
        if chosen is not None and self.order.row_of(chosen.mn) is None:
            self.choose_row(min(rows[0], self.order.rowCount() - 1))

    def choose_row(self, row: int) -> None:
        """Choose a row, if there is one."""
        if 0 <= row < self.order.rowCount():
            self.view.selectRow(row)
            self.view.scrollTo(self.order.index(row, 0))

    def choose(self, mn: str) -> bool:
        """Choose a number; whether it is among the rows shown."""
        row = self.order.row_of(mn)
        if row is not None:
            self.choose_row(row)
        return row is not None

    def fit(self) -> None:
        """Leave out the columns for which there is no room."""
        room = self.view.viewport().width() / theme.current().base_px
        for column, least in self.plan.rooms.items():
            self.view.setColumnHidden(column, room < least)

    def apply_theme(self) -> None:
        """Widths follow the theme's font."""
        widths = {column: width for column, width in enumerate(self.plan.widths) if width != _REST}
        self.view.set_column_widths(widths, self.plan.widths.index(_REST))
        self.fit()


def _number(record: Any) -> Hashable:
    return str(record.mn)
