"""Orders by unit, with running clocks: a row is one unit's part of an order."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QCollator, QCoreApplication, QLocale, QObject, QSortFilterProxyModel
from typing_extensions import override

from db.queries.tasks import PartRecord
from db.rules.tasks import OPEN_STATES, State
from desktop.models.records import RECORD_ROLE, ROOT, SORT_ROLE, TONE_ROLE, AnyIndex, RecordsModel
from desktop.models.records import Column as ColumnOf
from desktop.texts import clock_text, moment_text, state_text, state_tone

__all__ = ["GROUPS", "RECORD_ROLE", "SORT_ROLE", "TONE_ROLE", "Column", "TasksFilter", "TasksModel"]

translate = QCoreApplication.translate
NEVER = float("inf")
_STATES = list(State)


class Column(IntEnum):
    """Columns of the table."""

    CLOCK = 0
    STATE = 1
    TITLE = 2
    UNIT = 3
    CAMPAIGN = 4
    SINCE = 5
    NUMBER = 6


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


class TasksModel(RecordsModel[PartRecord]):
    """Parts by id, read against the program's clock."""

    def __init__(self, campaigns: Mapping[str, str], now: datetime, parent: QObject | None = None) -> None:
        super().__init__(self._build(campaigns), lambda part: part.id, parent)
        self._now = now
        self._clocks: dict[int, str] = {}

    @property
    def now(self) -> datetime:
        """The moment that clocks and groups are read at."""
        return self._now

    def show_parts(self, parts: Iterable[PartRecord], now: datetime) -> None:
        """What the record says now."""
        self._now = now
        self.upsert(parts)
        self.tick(now)

    def upsert_parts(self, parts: Iterable[PartRecord], now: datetime) -> int:
        """Some parts have changed; the clocks of the others run on by themselves.

        Returns:
            How many more of them have ended than before.
        """
        self._now = now
        changed = list(parts)
        before = [self.record(row) for part in changed if (row := self.row(part.id)) is not None]
        self.upsert(changed)
        for part in changed:
            row = self.row(part.id)
            if row is not None:
                self._clocks[row] = self._clock(part)
        return _ended(changed) - _ended(before)

    def tick(self, now: datetime) -> None:
        """Let the clocks run on; only those that read differently are announced."""
        self._now = now
        clocks = {row: text for row, part in enumerate(self._records) if (text := self._clock(part))}
        late = [row for row, text in clocks.items() if self._clocks.get(row) != text]
        self._clocks = clocks
        self.announce(late)

    def counts(self) -> dict[str, int]:
        """Parts in each group of the board."""
        return {
            key: sum(belongs(part, self._now) for part in self._records) for key, belongs in GROUPS.items()
        }

    def open_ids(self) -> list[uuid.UUID]:
        """Parts that somebody waits for, as they were last read."""
        return [part.id for part in self._records if part.state in OPEN_STATES]

    def rows_of(self, number: str) -> list[int]:
        """Rows of an order's parts."""
        return [row for row, part in enumerate(self._records) if part.number == number]

    def belongs(self, row: int, group: str) -> bool:
        """Whether a row is in a group at the present time."""
        return GROUPS[group](self._records[row], self._now)

    def _clock(self, part: PartRecord) -> str:
        return clock_text(part.deadline, self._now, part.state)

    def _build(self, campaigns: Mapping[str, str]) -> list[ColumnOf[PartRecord]]:
        """One a member of `Column`, in its order."""
        return [
            ColumnOf(lambda: translate("TasksModel", "Clock"), self._clock, _urgency, tone=self._lateness),
            ColumnOf(lambda: translate("TasksModel", "State"), _state, _progress, tone=_tone),
            ColumnOf(lambda: translate("TasksModel", "Matter"), lambda part: part.title),
            ColumnOf(lambda: translate("TasksModel", "Unit"), lambda part: part.unit_name),
            ColumnOf(
                lambda: translate("TasksModel", "Campaign"),
                lambda part: campaigns.get(part.campaign_key or "", ""),
            ),
            ColumnOf(
                lambda: translate("TasksModel", "Since"),
                lambda part: moment_text(part.state_since, self._now),
                lambda part: part.state_since.timestamp(),
            ),
            ColumnOf(lambda: translate("TasksModel", "Number"), lambda part: part.number),
        ]

    def _lateness(self, part: PartRecord) -> str | None:
        return "alarm" if part.overdue(self._now) else None


def _ended(parts: Iterable[PartRecord]) -> int:
    return sum(part.state not in OPEN_STATES for part in parts)


def _urgency(part: PartRecord) -> float:
    """The longest overdue first, then the nearest deadline; whatever nobody waits for last."""
    waits = part.state in OPEN_STATES and part.deadline is not None
    return part.deadline.timestamp() if waits and part.deadline else NEVER


def _state(part: PartRecord) -> str:
    return state_text(part.state)


def _progress(part: PartRecord) -> float:
    return float(_STATES.index(State(part.state)))


def _tone(part: PartRecord) -> str:
    return state_tone(part.state, overdue=False)


class TasksFilter(QSortFilterProxyModel):
    """One group of the board, one county, what was typed, Chinese order."""

    def __init__(self, model: TasksModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._group, self._county, self._words = "open", "", list[str]()
        self._collator = QCollator(QLocale("zh_CN"))
        self._collator.setNumericMode(True)
        self._tasks = model
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)
        self.setSourceModel(model)

    def show_group(self, group: str) -> None:
        self._group = group
        self.invalidateRowsFilter()

    def show_county(self, code: str) -> None:
        """Only units of this county; "" for all."""
        self._county = code
        self.invalidateRowsFilter()

    def find(self, text: str) -> None:
        """Keep rows that hold every word, in number, matter, unit or site."""
        self._words = text.casefold().split()
        self.invalidateRowsFilter()

    def row_of(self, number: str, unit_code: str = "") -> int | None:
        """The row in the view of an order, of one unit's part if it is named; None if it is filtered away."""
        for row in self._tasks.rows_of(number):
            if unit_code and self._tasks.record(row).unit_code != unit_code:
                continue
            index = self.mapFromSource(self._tasks.index(row, 0))
            if index.isValid():
                return index.row()
        return None

    @override
    def filterAcceptsRow(self, row: int, parent: AnyIndex = ROOT) -> bool:
        part = self._tasks.record(row)
        if self._county and part.county_code != self._county:
            return False
        if not self._tasks.belongs(row, self._group):
            return False
        text = f"{part.number} {part.title} {part.unit_name} {part.site_code or ''} {part.site_name or ''}"
        return all(word in text.casefold() for word in self._words)

    @override
    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        a, b = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if isinstance(a, str) and isinstance(b, str):
            return self._collator.compare(a, b) < 0
        return bool(a < b)
