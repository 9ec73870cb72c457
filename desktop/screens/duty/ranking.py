"""Counties in order: the mean of their stations, and the level in a word."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.air.aqi import CODES, hourly_iaqi
from desktop.air.standards import Edition, Level
from desktop.models.wall import CountyNow
from desktop.screens.duty.tiles import number_text, unit_of

translate = QCoreApplication.translate
AnyIndex = QModelIndex | QPersistentModelIndex

AQI = -1
"""Compare by AQI and not by one of the pollutants."""


class Column(IntEnum):
    """Columns of the table."""

    PLACE = 0
    COUNTY = 1
    VALUE = 2
    LEVEL = 3
    STATIONS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A county's row. `value` is None when none of its stations has one."""

    county: CountyNow
    value: float | None
    level: Level | None
    used: int


class Ranking(QAbstractTableModel):
    """Counties, the highest value first; those without a value last, with no level."""

    def __init__(self, word: Callable[[Level], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self._rows: list[Place] = []
        self._basis = AQI

    def show_counties(self, counties: Iterable[CountyNow], now: int, edition: Edition, basis: int) -> None:
        """Replace the rows if they differ. `basis`: index of a pollutant, or AQI."""
        rows = sorted((place(county, now, edition, basis) for county in counties), key=_order)
        if (rows, basis) != (self._rows, self._basis):
            self.beginResetModel()
            self._rows, self._basis = rows, basis
            self.endResetModel()

    def places(self) -> Sequence[Place]:
        return tuple(self._rows)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return self._headers()[section] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.LEVEL and row.level is not None:
            return QColor(row.level.colour)
        return None

    def _headers(self) -> tuple[str, ...]:
        unit = "AQI" if self._basis == AQI else unit_of(self._basis)
        return (
            "#",
            translate("Ranking", "County"),
            translate("Ranking", "Mean {unit}").format(unit=unit),
            translate("Ranking", "Level"),
            translate("Ranking", "Stations"),
        )

    def _text(self, number: int, column: int) -> str:
        row = self._rows[number]
        name = row.county.name or translate("Ranking", "Without county")
        texts = (
            str(number + 1) if row.value is not None else "—",
            name,
            self._value_text(row.value),
            self._word(row.level) if row.level is not None else translate("Ranking", "no data"),
            f"{row.used}/{len(row.county.stations)}",
        )
        return texts[column]

    def _value_text(self, value: float | None) -> str:
        if value is None:
            return "—"
        return f"{value:.0f}" if self._basis == AQI else number_text(self._basis, value)


def place(county: CountyNow, now: int, edition: Edition, basis: int) -> Place:
    """A county's value: the mean AQI, or the mean concentration with the level of its IAQI."""
    if basis == AQI:
        aqi = county.mean_aqi(now)
        level = edition.level_of(aqi) if aqi is not None else None
        return Place(county, aqi, level, len(county.believed(now)))
    mean = county.mean(basis, now)
    fresh = [station for station in county.stations if not station.stale(now)]
    used = sum(station.values[basis] is not None for station in fresh)
    return Place(county, mean, _level(mean, edition, basis), used)


def _level(mean: float | None, edition: Edition, pollutant: int) -> Level | None:
    if mean is None:
        return None
    column = np.full((len(CODES), 1), np.nan)
    column[pollutant] = round(mean, 6)
    return edition.level_of(int(hourly_iaqi(column, edition)[pollutant, 0]))


def _order(row: Place) -> tuple[float, str]:
    return (float("inf") if row.value is None else -row.value, row.county.code)


def _alignment(column: int) -> Qt.AlignmentFlag:
    right = column in (Column.PLACE, Column.VALUE, Column.STATIONS)
    return (
        Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignVCenter
