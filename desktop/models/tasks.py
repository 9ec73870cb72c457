"""Orders by unit, with running clocks: a row is one unit's part of an order."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from db.queries.tasks import PartRecord
from db.rules.tasks import OPEN_STATES, State
from desktop.texts import clock_text, state_text, state_tone

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2
TONE_ROLE = Qt.ItemDataRole.UserRole + 3

NEVER = float("inf")


class Column(IntEnum):
    """Columns of the table."""

    CLOCK = 0
    STATE = 1
    TITLE = 2
    UNIT = 3
    CAMPAIGN = 4
    NUMBER = 5


GROUPS: dict[str, Callable[[PartRecord, datetime], bool]] = {
    "open": lambda part, _now: part.state in OPEN_STATES,
    "overdue": lambda part, now: part.overdue(now),
    "to_receive": lambda part, _now: part.state == State.DISPATCHED,
    "working": lambda part, _now: part.state in (State.RECEIVED, State.ON_SITE),
    "to_verify": lambda part, _now: part.state in (State.REPORTED, State.VERIFIED),
    "returned": lambda part, _now: part.state == State.RETURNED,
    "draft": lambda part, _now: part.state == State.DRAFT,
    "closed": lambda part, _now: part.state not in OPEN_STATES,
}
"""Which parts each group of the board shows."""


class TasksModel(QAbstractTableModel):
    """Parts by id; changed rows are announced, not reset, so that selection and place stay."""

    def __init__(self, campaigns: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns = campaigns
        self._rows: list[PartRecord] = []
        self._index: dict[uuid.UUID, int] = {}
        self._clocks: list[str] = []
        self._now: datetime | None = None

    def show_parts(self, parts: Iterable[PartRecord], now: datetime) -> None:
        """What the record says now; parts are never deleted from it, so rows only change or join."""
        self._now = now
        fresh = {part.id: part for part in parts}
        for part_id, row in self._index.items():
            part = fresh.pop(part_id, None)
            if part is not None and part != self._rows[row]:
                self._rows[row] = part
                self._clocks[row] = self._clock(part)
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            for part in fresh.values():
                self._index[part.id] = len(self._rows)
                self._rows.append(part)
                self._clocks.append(self._clock(part))
            self.endInsertRows()
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the clocks run on; only those that read differently are announced."""
        self._now = now
        for row, part in enumerate(self._rows):
            text = self._clock(part)
            if text != self._clocks[row]:
                self._clocks[row] = text
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def counts(self) -> dict[str, int]:
        """Rows in each group of the board."""
        now = self._now
        if now is None:
            return dict.fromkeys(GROUPS, 0)
        return {key: sum(belongs(part, now) for part in self._rows) for key, belongs in GROUPS.items()}

    def record(self, row: int) -> PartRecord:
        return self._rows[row]

    def rows_of(self, number: str) -> list[int]:
        """Rows of an order's parts."""
        return [row for row, part in enumerate(self._rows) if part.number == number]

    def belongs(self, row: int, group: str) -> bool:
        """Whether a row is in a group at the present time."""
        return self._now is not None and GROUPS[group](self._rows[row], self._now)

    @override
    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headers()[Column(section)]
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        part, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), column)
            case _ if role == SORT_ROLE:
                return _sort_value(part, column) or self._text(index.row(), column)
            case _ if role == RECORD_ROLE:
                return part
            case _ if role == TONE_ROLE:
                return self._tone(part, column)
        return None

    def _text(self, row: int, column: Column) -> str:
        part = self._rows[row]
        return {
            Column.CLOCK: self._clocks[row],
            Column.STATE: state_text(part.state),
            Column.TITLE: part.title,
            Column.UNIT: part.unit_name,
            Column.CAMPAIGN: self._campaigns.get(part.campaign_key or "", ""),
            Column.NUMBER: part.number,
        }[column]

    def _tone(self, part: PartRecord, column: Column) -> str | None:
        late = self._now is not None and part.overdue(self._now)
        if column is Column.STATE:
            return state_tone(part.state, overdue=False)
        return "alarm" if column is Column.CLOCK and late else None

    def _clock(self, part: PartRecord) -> str:
        return clock_text(part.deadline, self._now, part.state) if self._now else ""


def _sort_value(part: PartRecord, column: Column) -> float | str | None:
    if column is Column.CLOCK:
        waits = part.state in OPEN_STATES and part.deadline is not None
        return part.deadline.timestamp() if waits and part.deadline else NEVER
    return float(list(State).index(State(part.state)) + 1) if column is Column.STATE else None


def _headers() -> dict[Column, str]:
    translate = QCoreApplication.translate
    return {
        Column.CLOCK: translate("TasksModel", "Clock"),
        Column.STATE: translate("TasksModel", "State"),
        Column.TITLE: translate("TasksModel", "Matter"),
        Column.UNIT: translate("TasksModel", "Unit"),
        Column.CAMPAIGN: translate("TasksModel", "Campaign"),
        Column.NUMBER: translate("TasksModel", "Number"),
    }


class TasksFilter(QSortFilterProxyModel):
    """One group of the board, what was typed, Chinese order."""

    def __init__(self, model: TasksModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._group, self._words = "open", list[str]()
        self._collator = QCollator(QLocale("zh_CN"))
        self._collator.setNumericMode(True)
        self._tasks = model
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)

    def show_group(self, group: str) -> None:
        self._group = group
        self.invalidateFilter()

    def find(self, text: str) -> None:
        """Keep rows that hold every word, in number, matter, unit or site."""
        self._words = text.lower().split()
        self.invalidateFilter()

    @override
    def filterAcceptsRow(self, row: int, parent: AnyIndex) -> bool:
        if not self._tasks.belongs(row, self._group):
            return False
        part = self._tasks.record(row)
        text = f"{part.number} {part.title} {part.unit_name} {part.site_code} {part.site_name}".lower()
        return all(word in text for word in self._words)

    @override
    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        a, b = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if isinstance(a, str) and isinstance(b, str):
            return self._collator.compare(a, b) < 0
        return bool(a < b)
