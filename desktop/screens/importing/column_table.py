"""The columns of the file, each with what it is and its unit; words of an item column stand below them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from db.schema.readings import VALUES
from desktop.feeds.tables.guess import Sure
from desktop.feeds.tables.profile import PLACES
from desktop.feeds.tables.units import units_of
from desktop.models.boxed import BoxedRows
from desktop.screens.importing.words import field_text, sure_text, sure_tone, unit_text
from widgets import theme
from widgets.tables import DataTable

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FIELDS = ("", "time", "date", "hour", *VALUES, *PLACES, "year", "month", "day")
_ITEM_FIELDS = ("", *VALUES)
_MOST_EDITED = 80
"""Rows with boxes to choose from: a table with a column a station has 1,500 of them."""
NAME, FIELD, UNIT, SURE, EXAMPLES = range(5)


@dataclass(frozen=True, slots=True)
class UseRow:
    """A column (`key` is its header), or a word of the item column (`is_item`)."""

    key: str
    field: str
    unit: str
    sure: Sure
    why: str
    samples: tuple[str, ...] = ()
    is_item: bool = False


class ColumnsModel(BoxedRows):
    """Names, how sure the guess is, and examples; field and unit are boxes over their cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._titles = (
            self.tr("Column"),
            self.tr("Is"),
            self.tr("Unit"),
            self.tr("Guess"),
            self.tr("Examples"),
        )

    @override
    def identity(self, row: UseRow) -> Hashable:
        return row.key, row.is_item

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (NAME, SURE):
            return f"{row.key}\n{row.why}" if row.why else row.key
        if role == Qt.ItemDataRole.ForegroundRole:
            look = theme.current()
            if column == SURE:
                return QColor(look.tone(sure_tone(row.sure))[0])
            return QColor(look.muted) if column == EXAMPLES or not row.field else None
        return None

    def _text(self, row: UseRow, column: int) -> str:
        if column == NAME:
            return self.tr("item “{word}”").format(word=row.key) if row.is_item else row.key
        if column == FIELD:
            return field_text(row.field)
        if column == UNIT:
            return unit_text(row.unit)
        return sure_text(row.sure) if column == SURE else " · ".join(row.samples)


class ColumnTable(DataTable):
    """The table with its boxes."""

    use_changed = Signal(str, str, str)
    """Somebody says what a column is: header, field, unit."""
    item_changed = Signal(str, str, str)
    """Somebody says what a word stands for: word, field, unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnsModel(self)
        self.setModel(self.columns)
        self.boxes: dict[int, tuple[QComboBox, QComboBox]] = {}
        self.setAccessibleName(self.tr("Columns of the file"))
        self.setSelectionMode(DataTable.SelectionMode.NoSelection)
        self.apply_theme()

    def show_rows(self, rows: Sequence[UseRow]) -> None:
        """Columns and words with what they are now."""
        if self.columns.show(rows):
            self.boxes = {number: self._boxes(number) for number in range(min(len(rows), _MOST_EDITED))}
        for number, (field, unit) in self.boxes.items():
            _choose(field, rows[number].field)
            self._offer_units(unit, rows[number])

    def apply_theme(self) -> None:
        """Widths follow the base font."""
        self.verticalHeader().setDefaultSectionSize(theme.current().px(2.6))
        widths: dict[int, float] = {NAME: 11, FIELD: 9.5, UNIT: 8, SURE: 5, EXAMPLES: 10}
        self.set_column_widths(widths, stretch=EXAMPLES)

    def _boxes(self, number: int) -> tuple[QComboBox, QComboBox]:
        row = self.columns.rows[number]
        field, unit = _Box(), _Box()
        for key in _ITEM_FIELDS if row.is_item else _FIELDS:
            field.addItem(field_text(key), key)
        field.setAccessibleName(self.tr("What “{name}” is").format(name=row.key))
        unit.setAccessibleName(self.tr("Unit of “{name}”").format(name=row.key))
        tell = self._teller(number, field, unit)
        field.activated.connect(tell)
        unit.activated.connect(tell)
        self.setIndexWidget(self.columns.index(number, FIELD), field)
        self.setIndexWidget(self.columns.index(number, UNIT), unit)
        return field, unit

    def _teller(self, number: int, field: QComboBox, unit: QComboBox) -> Callable[[int], None]:
        def tell(_index: int) -> None:
            row = self.columns.rows[number]
            signal = self.item_changed if row.is_item else self.use_changed
            signal.emit(row.key, field.currentData(), unit.currentData() or "")

        return tell

    def _offer_units(self, box: QComboBox, row: UseRow) -> None:
        units = units_of(row.field) if row.field in VALUES else []
        if [box.itemData(index) for index in range(box.count())] != units:
            box.clear()
            for one in units:
                box.addItem(unit_text(one), one)
        _choose(box, row.unit)
        box.setEnabled(bool(units))


class _Box(QComboBox):
    """A box in a table: the wheel moves the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setMinimumWidth(theme.current().px(11))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _choose(box: QComboBox, key: str) -> None:
    index = box.findData(key)
    if index >= 0 and index != box.currentIndex():
        box.setCurrentIndex(index)
