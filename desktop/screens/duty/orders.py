"""Open orders in a few columns, the most urgent first."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum

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

from db.queries.tasks import PartRecord
from db.rules.tasks import State
from desktop.screens.duty.ages import span_text
from widgets import theme
from widgets.theme import Tone

translate = QCoreApplication.translate
AnyIndex = QModelIndex | QPersistentModelIndex

RECORD_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 1

_TONES: dict[str, Tone] = {
    State.DISPATCHED: "alarm",  # nobody has taken it up
    State.RETURNED: "alarm",
    State.ON_SITE: "accent",
    State.REPORTED: "accent",
    State.VERIFIED: "done",
}


class Column(IntEnum):
    """Columns of the table."""

    NUMBER = 0
    TITLE = 1
    UNIT = 2
    STATE = 3
    CLOCK = 4


class OpenOrders(QAbstractTableModel):
    """Rows are parts of orders: each unit has its own clock."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PartRecord] = []
        self._clocks: list[str] = []
        self._now = datetime.min

    def show_orders(self, parts: Iterable[PartRecord], now: datetime) -> None:
        """Replace the rows if they differ; otherwise only the clocks run on."""
        rows = sorted(parts, key=lambda part: _urgency(part, now))
        if rows != self._rows:
            self.beginResetModel()
            self._rows, self._now = rows, now
            self._clocks = [clock_text(part, now) for part in rows]
            self.endResetModel()
        else:
            self.tick(now)

    def tick(self, now: datetime) -> None:
        """Clocks that read differently by now."""
        self._now = now
        clocks = [clock_text(part, now) for part in self._rows]
        changed = [row for row, (old, new) in enumerate(zip(self._clocks, clocks, strict=True)) if old != new]
        self._clocks = clocks
        if changed:
            first, last = self.index(changed[0], Column.CLOCK), self.index(changed[-1], Column.CLOCK)
            self.dataChanged.emit(first, last)

    def counts(self) -> tuple[int, int]:
        """Open parts, and those that are overdue."""
        return len(self._rows), sum(part.overdue(self._now) for part in self._rows)

    def record(self, row: int) -> PartRecord:
        return self._rows[row]

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
        return _headers()[section] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        part, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == RECORD_ROLE:
            return part
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.NUMBER:
            return part.number
        if role == TONE_ROLE:
            return _TONES.get(part.state, "neutral")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        late = column == Column.CLOCK and part.overdue(self._now)
        return QColor(theme.current().alarm) if late and role == Qt.ItemDataRole.ForegroundRole else None

    def _text(self, row: int, column: int) -> str:
        part = self._rows[row]
        return (part.number, part.title, part.unit_name, state_text(part.state), self._clocks[row])[column]


def clock_text(part: PartRecord, now: datetime) -> str:
    """How long there is left, how long it is overdue, or how long a report waits to be looked at."""
    if part.overdue(now) and part.deadline is not None:
        late = span_text((now - part.deadline).total_seconds())
        return translate("OpenOrders", "overdue {span}").format(span=late)
    if part.state == State.REPORTED:
        waiting = span_text((now - part.state_since).total_seconds())
        return translate("OpenOrders", "to verify, {span}").format(span=waiting)
    if part.deadline is None:
        return translate("OpenOrders", "no deadline")
    return translate("OpenOrders", "{span} left").format(
        span=span_text((part.deadline - now).total_seconds())
    )


def state_text(state: str) -> str:
    """The state in a word."""
    return {
        State.DRAFT: translate("OpenOrders", "Draft"),
        State.DISPATCHED: translate("OpenOrders", "Not received"),
        State.RECEIVED: translate("OpenOrders", "Received"),
        State.ON_SITE: translate("OpenOrders", "On site"),
        State.REPORTED: translate("OpenOrders", "Reported"),
        State.VERIFIED: translate("OpenOrders", "Verified"),
        State.RETURNED: translate("OpenOrders", "Returned"),
    }.get(State(state), state)


def _headers() -> tuple[str, ...]:
    return (
        translate("OpenOrders", "Number"),
        translate("OpenOrders", "Matter"),
        translate("OpenOrders", "Unit"),
        translate("OpenOrders", "State"),
        translate("OpenOrders", "Clock"),
    )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == Column.CLOCK else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _urgency(part: PartRecord, now: datetime) -> tuple[bool, float, str]:
    """Overdue first, then by what runs out first; what has no deadline, and drafts, come last."""
    deadline = part.deadline.timestamp() if part.deadline is not None else float("inf")
    return part.state == State.DRAFT and not part.overdue(now), deadline, part.number
