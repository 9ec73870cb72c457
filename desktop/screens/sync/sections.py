"""The lists of the screen: each with its table, its order, and how its columns share the room."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from desktop.models.lists import ListModel, ListOrder
from desktop.models.records import RECORD_ROLE, TONE_ROLE, Column
from desktop.screens.sync import columns
from desktop.screens.sync.columns import Reading
from widgets import theme
from widgets.badge import BadgeDelegate
from widgets.empty import EmptyState
from widgets.tables import DataTable

translate = QCoreApplication.translate


_DOWN, _UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
_REST = 0.0
"""Width of the column that takes what the others leave."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a list is laid out."""

    key: str
    icon: str
    columns: Callable[[Reading], Sequence[Column[Any]]]
    identity: Callable[[Any], Hashable]
    widths: tuple[float, ...]
    """Of each column, in multiples of the base font."""
    sort: tuple[int, Qt.SortOrder]
    rooms: Mapping[int, float] = field(default_factory=dict)
    """Least width of the table at which a column is shown."""
    pill: bool = True
    """The first column is a state with its word."""


PLANS = (
    Plan(
        key="conflicts",
        icon="check",
        columns=columns.conflicts,
        identity=lambda one: one.id,
        widths=(6.6, _REST, 7, 11, 7.6),
        sort=(0, _UP),
        rooms={4: 44, 3: 36},
    ),
    Plan(
        key="outbox",
        icon="upload",
        columns=columns.outbox,
        identity=lambda one: one.change_id,
        widths=(9.4, 9, _REST, 6, 8),
        sort=(0, _UP),
        rooms={4: 50, 3: 40},
        pill=False,
    ),
    Plan(
        key="unsettled",
        icon="clock",
        columns=columns.unsettled,
        identity=lambda one: one.key,
        widths=(6, 5, _REST, 11, 7.6),
        sort=(4, _UP),
        rooms={4: 44, 3: 36},
    ),
    Plan(
        key="peers",
        icon="unit",
        columns=columns.peers,
        identity=lambda one: one.replica_id,
        widths=(7.6, _REST, 7, 7, 7, 8, 8),
        sort=(6, _DOWN),
        rooms={6: 34, 5: 44, 3: 52, 4: 58},
    ),
    Plan(
        key="packs",
        icon="download",
        columns=columns.packs,
        identity=lambda one: one.id,
        widths=(7, 8, 4.8, _REST, 10, 5, 6),
        sort=(1, _DOWN),
        rooms={4: 40, 6: 46, 5: 52},
    ),
    Plan(
        key="replicas",
        icon="person",
        columns=columns.replicas,
        identity=lambda one: one.replica_id,
        widths=(6, _REST, 5, 5, 12, 13),
        sort=(0, _UP),
        rooms={3: 34, 4: 40, 5: 52},
    ),
    Plan(
        key="clocks",
        icon="clock",
        columns=columns.clocks,
        identity=lambda one: one.replica_id,
        widths=(_REST, 10, 5, 9, 9),
        sort=(1, _DOWN),
        rooms={3: 44},
        pill=False,
    ),
)


class Section(QObject):
    """A list with its table."""

    def __init__(self, plan: Plan, read: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self.plan = plan
        self.model: ListModel[Any] = ListModel(plan.columns(read), plan.identity, self)
        self.order: ListOrder[Any] = ListOrder(self.model, self)
        self.table = DataTable()
        self.empty = EmptyState("", icon=plan.icon)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setModel(self.order)
        if plan.pill:
            self.table.setItemDelegateForColumn(0, BadgeDelegate(TONE_ROLE, self.table))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(*plan.sort)

    @property
    def key(self) -> str:
        return self.plan.key

    def chosen(self) -> Any:
        """The record that is chosen, None if there is none."""
        rows = self.table.selected_rows()
        return self.order.index(rows[0], 0).data(RECORD_ROLE) if rows else None

    def show(self, records: Sequence[Any]) -> None:
        """Show these; what was chosen stays chosen, and what left gives its place to the next one."""
        rows, chosen = self.table.selected_rows(), self.chosen()
        self.model.show(records)
        self.model.tick()
        if chosen is not None and self.order.row_of(self.plan.identity(chosen)) is None:
            self.choose(min(rows[0], self.order.rowCount() - 1))

    def choose(self, row: int) -> None:
        """Choose a row, if there is one."""
        if 0 <= row < self.order.rowCount():
            self.table.selectRow(row)
            self.table.scrollTo(self.order.index(row, 0))

    def fit(self) -> None:
        """Give the columns their widths; those without room are left out."""
        room = self.table.viewport().width() / theme.current().base_px
        for column, least in self.plan.rooms.items():
            self.table.setColumnHidden(column, room < least)

    def apply_theme(self) -> None:
        """Widths follow the theme's font."""
        widths = {column: width for column, width in enumerate(self.plan.widths) if width != _REST}
        self.table.set_column_widths(widths, self.plan.widths.index(_REST))
        self.fit()


def titles() -> dict[str, str]:
    """Names of the lists, as the choice above them says them."""
    return {
        "conflicts": translate("Sync", "Conflicts"),
        "outbox": translate("Sync", "To send"),
        "unsettled": translate("Sync", "Kept aside"),
        "peers": translate("Sync", "Peers"),
        "packs": translate("Sync", "Packs"),
        "replicas": translate("Sync", "Replicas"),
        "clocks": translate("Sync", "Clocks"),
    }


def nothing(key: str) -> tuple[str, str]:
    """What stands where a list is empty: that it is well so, or how it fills."""
    return {
        "conflicts": (
            translate("Sync", "Nothing to decide"),
            translate(
                "Sync",
                "When two people change one thing without knowing of each other, both values wait here.",
            ),
        ),
        "outbox": (
            translate("Sync", "Nothing to send"),
            translate("Sync", "Every change of this record is confirmed by another one."),
        ),
        "unsettled": (
            translate("Sync", "Nothing is kept aside"),
            translate(
                "Sync",
                "What arrives too early, forked or without a good signature is listed here, not dropped.",
            ),
        ),
        "peers": (
            translate("Sync", "No peers yet"),
            translate("Sync", "Exchange with the office by its address above, or bring it a pack."),
        ),
        "packs": (
            translate("Sync", "No packs yet"),
            translate("Sync", "A pack carries changes on a stick where there is no network."),
        ),
        "replicas": (translate("Sync", "No replicas"), ""),
        "clocks": (
            translate("Sync", "All clocks agree"),
            translate("Sync", "Changes made with a clock that cannot be right are listed here by computer."),
        ),
    }[key]
