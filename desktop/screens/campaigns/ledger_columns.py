"""The columns of a ledger, each with what it is, how sure that is, and examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.preview import Mapped
from desktop.ledgers.profile import IGNORE, NOTE
from desktop.ledgers.propose import SheetProposal
from desktop.ledgers.sheets import cell, text_of
from desktop.screens.campaigns import ledger_words as words
from widgets import theme
from widgets.tables import DataTable

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SAMPLES, _SAMPLED = 3, 30
_MOST_EDITED = 120
"""Rows with boxes to choose from; no ledger of an office has as many columns."""
NAME, TARGET, SURE, EXAMPLES = range(4)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of a sheet."""

    sheet: str
    header: str
    target: str
    sure: str
    why: str
    samples: tuple[str, ...]


def column_rows(mapped: Mapped) -> list[ColumnRow]:
    """All columns of all sheets that are taken; what the program wrote for itself is not shown."""
    return [
        ColumnRow(
            one.sheet.name, guess.header, guess.target, guess.sure, guess.why, _samples(one, guess.header)
        )
        for one in mapped.proposals
        for guess in one.guesses
        if guess.target != "seen"
    ]


def _samples(proposal: SheetProposal, header: str) -> tuple[str, ...]:
    if header not in proposal.head.names:
        return ()
    column, first = proposal.head.names.index(header), proposal.head.first
    lines = range(first, min(first + _SAMPLED, len(proposal.sheet.rows)))
    texts = (text_of(cell(proposal.sheet.rows, line, column)).strip() for line in lines)
    return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]


class LedgerColumnsModel(QAbstractTableModel):
    """Names, how sure the guess is, and examples; the targets are boxes over their cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ColumnRow] = []
        self._titles = (self.tr("Column"), self.tr("Is"), self.tr("Guess"), self.tr("Examples"))

    def show(self, rows: Sequence[ColumnRow]) -> bool:
        """Replace the rows; False if they are the same columns, whose boxes stay."""
        is_new = [(row.sheet, row.header) for row in rows] != [(row.sheet, row.header) for row in self.rows]
        if is_new:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
        elif rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, EXAMPLES))
        return is_new

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.header, "", words.sure_text(row.sure), " · ".join(row.samples))[column]
        if role == Qt.ItemDataRole.ToolTipRole and column in (NAME, SURE):
            return f"{row.sheet} · {row.header}\n{row.why}"
        if role == Qt.ItemDataRole.ForegroundRole:
            look = theme.current()
            if column == SURE:
                return QColor(look.tone(words.SURE_TONES[row.sure])[0])
            return QColor(look.muted) if column == EXAMPLES or row.target in (NOTE, IGNORE) else None
        return None


class LedgerColumnTable(DataTable):
    """The table with its boxes."""

    target_chosen = Signal(str, str, str)
    """Somebody says what a column is: sheet, header, target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = LedgerColumnsModel(self)
        self.setModel(self.columns)
        self.boxes: dict[int, QComboBox] = {}
        self.setAccessibleName(self.tr("Columns of the ledger"))
        self.setSelectionMode(DataTable.SelectionMode.NoSelection)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(2.6))
        self.set_column_widths({NAME: 8, TARGET: 10.5, SURE: 5.5}, stretch=EXAMPLES)

    def show_mapping(self, mapped: Mapped | None) -> None:
        """The columns with what they are now."""
        rows = column_rows(mapped) if mapped is not None else []
        if self.columns.show(rows) and mapped is not None:
            shown = range(min(len(rows), _MOST_EDITED))
            self.boxes = {number: self._box(number, mapped.definition) for number in shown}
        for number, box in self.boxes.items() if rows else ():
            place = box.findData(rows[number].target)
            box.setCurrentIndex(place)

    def _box(self, number: int, definition: CampaignDefinition) -> QComboBox:
        row, box = self.columns.rows[number], _Box()
        for target in words.targets(definition):
            box.addItem(words.target_text(target, definition), target)
        box.setAccessibleName(self.tr("What “{name}” is").format(name=row.header))
        box.activated.connect(self._teller(row, box))
        self.setIndexWidget(self.columns.index(number, TARGET), box)
        return box

    def _teller(self, row: ColumnRow, box: QComboBox) -> Callable[[int], None]:
        return lambda _index: self.target_chosen.emit(row.sheet, row.header, box.currentData())


class _Box(QComboBox):
    """A box in a table: the wheel moves the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setMinimumWidth(theme.current().px(12))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
