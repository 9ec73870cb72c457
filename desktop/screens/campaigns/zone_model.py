"""The lists of a zone as a table that can be sorted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QObject, Qt
from typing_extensions import override

from desktop.models.sites import RECORD_ROLE, ROOT, TONE_ROLE, AnyIndex
from desktop.screens.campaigns import zone_words as say
from desktop.screens.campaigns.zone_rows import INSIDE, LISTED, MISSING, OUTSIDE, UNPLACED, ZoneRow
from desktop.screens.campaigns.zone_words import ZoneReader
from widgets import shapes
from widgets.theme import Tone

_NO_DAY, _OUT, _NOT_LISTED = 0.0, 1e7, 2e7
"""Among days as ordinals: what has no day comes first, what is out and what needs none last."""


@dataclass(frozen=True, slots=True)
class ZoneColumn:
    """A column: its title, width in base fonts, texts and what it is sorted by."""

    key: str
    title: str
    width: float
    text: Callable[[ZoneRow, ZoneReader], str]
    rank: Callable[[ZoneRow], float] | None = None
    """Without one the texts decide, as a Chinese list is sorted."""
    tabs: tuple[str, ...] = (INSIDE, LISTED, MISSING, OUTSIDE, UNPLACED)


class ZoneModel(QAbstractTableModel):
    """The rows of one list in the order of the header, or in their own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: ZoneReader | None = None
        self._rows: list[ZoneRow] = []
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._given: list[ZoneRow] = []
        self._collator = QCollator(QLocale("zh_CN"))
        self.columns = self._make_columns()

    def show_rows(self, rows: Sequence[ZoneRow], reader: ZoneReader) -> None:
        """Replace the rows; the same ones again change nothing."""
        if list(rows) == self._given and reader == self._reader:
            return
        self.beginResetModel()
        self._given, self._reader = list(rows), reader
        self._rows = self._sorted()
        self.endResetModel()

    def row_of(self, code: str) -> int:
        """Where a site stands, -1 if it does not."""
        return next((at for at, row in enumerate(self._rows) if row.site.code == code), -1)

    def texts(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[tuple[str, float | None]]]:
        """What is shown, with figures where columns have them."""
        reader = self._reader
        if reader is None:
            return []
        return [
            [
                (self.columns[at].text(self._rows[row], reader), self._figure(self._rows[row], at))
                for at in columns
            ]
            for row in rows
        ]

    def shown_in(self, column: int, tab: str) -> bool:
        """Whether a list has use for a column."""
        return tab in self.columns[column].tabs

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title if 0 <= section < len(self.columns) else None
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._reader is None:
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row, self._reader)
        if role == Qt.ItemDataRole.DecorationRole and column.key == "kind":
            return shapes.icon(*say.sign(row.kind))
        if role == TONE_ROLE and column.key in ("exit", "left"):
            return self._tone(row, self._reader)
        return row if role == RECORD_ROLE else None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._order = (column, order)
        self._rows = self._sorted()
        self.endResetModel()

    def _sorted(self) -> list[ZoneRow]:
        at, order = self._order
        reader = self._reader
        if not 0 <= at < len(self.columns) or reader is None:
            return list(self._given)
        column, down = self.columns[at], order == Qt.SortOrder.DescendingOrder
        if column.rank is not None:
            return sorted(self._given, key=column.rank, reverse=down)
        keys = {id(row): self._collator.sortKey(column.text(row, reader)) for row in self._given}
        return sorted(self._given, key=lambda row: keys[id(row)], reverse=down)

    def _figure(self, row: ZoneRow, at: int) -> float | None:
        return round(row.metres) if self.columns[at].key == "metres" and row.metres is not None else None

    def _tone(self, row: ZoneRow, reader: ZoneReader) -> Tone | None:
        days = row.days_left(reader.today)
        is_problem = row.is_listed and not row.is_out and (days is None or days < 0)
        return "alarm" if is_problem else None

    def _make_columns(self) -> tuple[ZoneColumn, ...]:
        exits, placed = (INSIDE, LISTED, OUTSIDE), (INSIDE, LISTED, MISSING, OUTSIDE)
        return (
            ZoneColumn("name", self.tr("Name"), 9, lambda row, _: row.site.name),
            ZoneColumn("kind", self.tr("Kind of source"), 6.4, lambda row, by: say.kind_text(row.kind, by)),
            ZoneColumn("metres", self.tr("Distance"), 7.2, lambda row, _: say.place_text(row), _away, placed),
            ZoneColumn("exit", self.tr("Out by"), 6.8, _exit_text, _exit_rank, exits),
            ZoneColumn("left", self.tr("Left"), 6.4, _left_text, _exit_rank, exits),
            ZoneColumn("state", self.tr("State"), 5, say.state_text),
            ZoneColumn("campaigns", self.tr("Campaigns"), 6.4, say.campaigns_text),
            ZoneColumn("unit", self.tr("Unit"), 5, _unit_text),
        )


def _exit_text(row: ZoneRow, reader: ZoneReader) -> str:
    return say.exit_text(row, reader.today)


def _left_text(row: ZoneRow, reader: ZoneReader) -> str:
    return say.left_text(row, reader.today)


def _unit_text(row: ZoneRow, reader: ZoneReader) -> str:
    return reader.directory.name(row.site.unit_code)


def _away(row: ZoneRow) -> float:
    return -1.0 if row.metres is None else row.metres


def _exit_rank(row: ZoneRow) -> float:
    if row.is_out:
        return _OUT
    if row.exit_by is None:
        return _NO_DAY if row.is_listed else _NOT_LISTED
    return float(row.exit_by.toordinal())
