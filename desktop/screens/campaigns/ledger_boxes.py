"""The table of a ledger's columns with the boxes in which somebody says what each one is."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget
from typing_extensions import override

from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.mapping import Mapped
from desktop.ledgers.units_book import UnitBook
from desktop.screens.campaigns import ledger_words as words
from desktop.screens.campaigns.ledger_columns import (
    EXAMPLES,
    NAME,
    SURE,
    TARGET,
    LedgerColumnsModel,
    column_rows,
)
from widgets import theme
from widgets.tables import DataTable

_MOST_EDITED = 120
"""Rows with boxes to choose from; no ledger of an office has as many columns."""


class LedgerColumnTable(DataTable):
    """The table with its boxes."""

    target_chosen = Signal(str, str, str)
    """Somebody says what a column is: sheet, header, target."""
    settled = Signal(str, str, str)
    """Somebody says what holds for a whole sheet: sheet, key, value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = LedgerColumnsModel(self)
        self.setModel(self.columns)
        self.boxes: dict[int, QComboBox] = {}
        self.setAccessibleName(self.tr("Columns of the ledger"))
        self.setSelectionMode(DataTable.SelectionMode.NoSelection)
        self.set_column_widths({NAME: 8.5, TARGET: 13, SURE: 5}, stretch=EXAMPLES)

    def show_mapping(self, mapped: Mapped | None, units: UnitBook) -> None:
        """The columns with what they are now."""
        rows = column_rows(mapped, units) if mapped is not None else []
        if self.columns.show(rows) and mapped is not None:
            shown = range(min(len(rows), _MOST_EDITED))
            boxes = {number: self._box(number, mapped.definition) for number in shown}
            self.boxes = {number: box for number, box in boxes.items() if box is not None}
        for number, box in self.boxes.items() if rows else ():
            box.setCurrentIndex(box.findData(rows[number].target))

    def _box(self, number: int, definition: CampaignDefinition) -> QComboBox | None:
        row, box = self.columns.rows[number], _Box()
        if row.key and not row.choices:
            return None
        if row.key:
            box.addItem("—", "")
        for value, name in row.choices or words.target_choices(definition):
            box.addItem(name, value)
        box.setAccessibleName(self.tr("What “{name}” is").format(name=row.header))
        box.activated.connect(self._teller(number, box))
        self.setIndexWidget(self.columns.index(number, TARGET), box)
        return box

    def _teller(self, number: int, box: QComboBox) -> Callable[[int], None]:
        row = self.columns.rows[number]
        if row.key:
            return lambda _index: self.settled.emit(row.sheet, row.key, box.currentData())
        return lambda _index: self.target_chosen.emit(row.sheet, row.header, box.currentData())

    @override
    def _measure(self) -> None:
        super()._measure()
        self.verticalHeader().setDefaultSectionSize(theme.current().px(2.6))


class _Box(QComboBox):
    """A box in a table: the wheel moves the table, and a name without room ends in dots."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setMinimumWidth(theme.current().px(16))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, part = self.style(), QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        text, dots = option.currentText, Qt.TextElideMode.ElideRight  # type: ignore[attr-defined]
        option.currentText = self.fontMetrics().elidedText(text, dots, room.width())  # type: ignore[attr-defined]
        painter = QPainter(self)
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, self)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
