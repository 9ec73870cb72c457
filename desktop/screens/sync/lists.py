"""The lists on the left: which one is shown, which of its items is chosen, what their names count."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.screens.sync.columns import Reading
from desktop.screens.sync.loading import Loaded
from desktop.screens.sync.sections import PLANS, Section
from desktop.screens.sync.view import SyncView
from widgets import theme

_ON_WALL = ("conflicts", "outbox", "peers")


class Lists(QObject):
    """Fills the lists. There is always an item chosen, unless the list is empty."""

    item_chosen = Signal()
    """Somebody chose another item, or another list."""

    def __init__(self, view: SyncView, read: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.sections = {plan.key: Section(plan, read, self) for plan in PLANS}
        view.add_lists(list(self.sections.values()))
        self._loaded: Loaded | None = None
        self._current = "conflicts"
        self._is_begun = self._is_chosen = False
        self._is_filling = False
        view.choice.chosen.connect(self.show_section)
        view.with_read.toggled.connect(self._on_filter)
        for section in self.sections.values():
            section.table.rows_selected.connect(partial(self._on_selected, section))
        self._filter(with_read=False)

    @property
    def current(self) -> str:
        """Key of the list that is shown."""
        return self._current

    def chosen(self) -> Any:
        """The record that is chosen in it, None if there is none."""
        return self.sections[self._current].chosen()

    def show(self, found: Loaded) -> None:
        """Show what was read; the choice stays where it is still there."""
        self._loaded = found
        self._is_filling = True  # rows that leave hand their place on: nobody has chosen anything
        for key, records in _records(found).items():
            self.sections[key].show(records)
        self._is_filling = False
        first = _first(found)
        # nobody is taken away from a list, also when its last item is settled
        if not self._is_chosen and (first == "conflicts" or not self._is_begun):
            self._current = first
        self._is_begun = True
        self._show_current()

    @Slot(str)
    def show_section(self, key: str) -> None:
        """Show one of the lists, with its first item beside it."""
        self._current, self._is_chosen = key, True
        self._show_current()
        self.focus()
        self.item_chosen.emit()

    def focus(self) -> bool:
        """Give the list the keys; False while it has no rows."""
        table = self.sections[self._current].table
        if table.isVisible():
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        return table.isVisible()

    def refresh_counts(self) -> None:
        """Name the lists with their numbers; on the wall few of them."""
        if self._loaded is None:
            return
        on_wall = theme.current().name == "projection"
        offered = [key for key in self.sections if not on_wall or key in _ON_WALL or key == self._current]
        self._view.show_counts(_counts(self._loaded), offered)
        self._view.show_cut(self._loaded.outbox)
        self._view.offer_read(any(one.dismissed_at for one in self._loaded.inbox.conflicts))

    def tick(self) -> None:
        """Ages read differently now."""
        self.sections[self._current].model.tick()

    def add_key(self, key: str, act: Callable[[], None]) -> None:
        """A key of the inbox; elsewhere digits are text."""
        within, table = Qt.ShortcutContext.WidgetShortcut, self.sections["conflicts"].table
        QShortcut(QKeySequence(key), table, context=within).activated.connect(act)

    def _show_current(self) -> None:
        self.refresh_counts()
        self._view.choice.set_current(self._current)
        self._view.show_list(self.sections[self._current])
        if self.chosen() is None:
            self._is_filling = True
            self.sections[self._current].choose(0)
            self._is_filling = False

    def _on_selected(self, section: Section) -> None:
        if section.key == self._current and section.chosen() is not None and not self._is_filling:
            self._is_chosen = True
            self.item_chosen.emit()

    @Slot(bool)
    def _on_filter(self, with_read: bool) -> None:
        self._filter(with_read=with_read)
        self._show_current()
        self.item_chosen.emit()

    def _filter(self, *, with_read: bool) -> None:
        order = self.sections["conflicts"].order
        order.show_only(None if with_read else lambda one: one.dismissed_at is None)


def _records(found: Loaded) -> dict[str, Sequence[Any]]:
    return {
        "conflicts": found.inbox.conflicts,
        "outbox": found.outbox.changes,
        "unsettled": found.unsettled,
        "peers": found.peers,
        "packs": found.packs,
        "replicas": found.replicas,
        "clocks": found.clocks,
    }


def _counts(found: Loaded) -> dict[str, int]:
    """What each list's name says: rows, but inbox and outbox count what head and status line count."""
    counts = {key: len(records) for key, records in _records(found).items()}
    return counts | {"conflicts": found.summary.inbox.decide, "outbox": found.outbox.operations}


def _first(found: Loaded) -> str:
    """The list that is shown first: what waits for a person, else what is unsent, else the peers."""
    if any(one.dismissed_at is None for one in found.inbox.conflicts):
        return "conflicts"
    return "outbox" if found.outbox.changes else "peers"
