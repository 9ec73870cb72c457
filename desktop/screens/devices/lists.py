"""The lists on the left: which one is shown, which rows of it, which one is chosen, what they count."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from db.queries.device_page import DevicePage
from desktop.screens.devices.columns import Reading, matches
from desktop.screens.devices.states import State, state_text
from desktop.screens.devices.tables import DEVICES, PLANS, UNKNOWN, Table
from desktop.screens.devices.view import DevicesView

translate = QCoreApplication.translate

_ALL = "all"


class Lists(QObject):
    """Fills the lists. There is always one chosen, unless the list is empty."""

    item_chosen = Signal()
    """Another one is to be shown on the right."""

    def __init__(self, view: DevicesView, read: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._read = view, read
        self.tables = {plan.key: Table(plan, read, self) for plan in PLANS}
        view.add_tables(list(self.tables.values()))
        self._page: DevicePage | None = None
        self._current = DEVICES
        self._is_filling = False
        self._shown = ""
        self._sorted_by: list[State] = []
        view.choice.chosen.connect(self.show_list)
        view.states.chosen.connect(self._on_filter)
        view.search.textChanged.connect(self._on_filter)
        view.search.returnPressed.connect(self.focus)
        for table in self.tables.values():
            table.view.rows_selected.connect(partial(self._on_selected, table))

    @property
    def current(self) -> str:
        """Key of the list that is shown."""
        return self._current

    @property
    def table(self) -> Table:
        """The list that is shown."""
        return self.tables[self._current]

    def chosen(self) -> Any:
        """The record that is chosen in it, None if there is none."""
        return self.table.chosen()

    def show(self, page: DevicePage) -> None:
        """Show what was read; the choice stays where it is still there."""
        self._page = page
        self._is_filling = True  # rows that leave hand their place on: nobody has chosen anything
        self.tables[DEVICES].show(page.devices)
        self.tables[UNKNOWN].show(page.unknown)
        self._is_filling = False
        self._sorted_by = self._states()
        self._show_current()

    def tick(self) -> None:
        """Ages and states read differently now; rows move only where a state is another one."""
        states = self._states()
        if states != self._sorted_by:
            self._sorted_by = states
            self.tables[DEVICES].model.tick()
            self._show_current()
        for table in self.tables.values():
            table.view.viewport().update()

    def refresh(self) -> None:
        """Units were judged anew."""
        self.tables[DEVICES].model.tick()

    @Slot(str)
    def show_list(self, key: str) -> None:
        """Show one of the lists, with its first row beside it."""
        self._current = key
        self._show_current()
        self._tell()

    def reveal(self, mn: str) -> None:
        """Choose a number wherever it is; a filter that hides it is taken away."""
        is_unknown = self._page is not None and any(one.mn == mn for one in self._page.unknown)
        self._current = UNKNOWN if is_unknown else DEVICES
        if not self.table.choose(mn):
            removed = [one.mn for one in self._page.devices if one.is_removed] if self._page else []
            self._view.search.clear()
            self._view.states.set_current(State.REMOVED if mn in removed else _ALL)
            self._filter()
            self.table.choose(mn)
        self._show_current()

    @Slot()
    def focus(self) -> None:
        """Give the list the keys."""
        if self.table.view.isVisible():
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _states(self) -> list[State]:
        return [self._read.state(one) for one in self._page.devices] if self._page else []

    def _show_current(self) -> None:
        if self._page is None:
            return
        self._name_lists(self._page)
        self._filter()
        self._view.choice.set_current(self._current)
        self._view.states.setVisible(self._current == DEVICES)
        self._view.no_rows.set_texts(*self._nothing())
        self._view.show_list(self.table)
        if self.chosen() is None:
            self._is_filling = True
            self.table.choose_row(0)
            self._is_filling = False

    def _name_lists(self, page: DevicePage) -> None:
        counts = Counter(self._read.state(one) for one in page.devices)
        there = len(page.devices) - counts[State.REMOVED]
        self._view.choice.set_options(
            [
                (DEVICES, _counted(translate("Devices", "Devices"), there)),
                (UNKNOWN, _counted(translate("Devices", "Unregistered"), len(page.unknown))),
            ]
        )
        # the state that is shown stays on offer, also when nothing is in it any more
        offered = [s for s in State if counts[s] or s == self._view.states.current()]
        options = [(str(state), _counted(state_text(state), counts[state])) for state in offered]
        self._view.states.set_options([(_ALL, _counted(translate("Devices", "all"), there)), *options])

    def _filter(self) -> None:
        text, state = self._view.search.text(), self._view.states.current()
        self.tables[UNKNOWN].order.show_only(lambda one: matches(one, text))
        self.tables[DEVICES].order.show_only(lambda one: self._has_state(one, state) and matches(one, text))

    def _has_state(self, one: Any, wanted: str) -> bool:
        state = self._read.state(one)
        return state == wanted or (wanted in (_ALL, "") and state is not State.REMOVED)

    def _nothing(self) -> Sequence[str]:
        if self._view.search.text().strip():
            hint = translate("Devices", "Every word typed must be in its station, number, type or address.")
            return translate("Devices", "Nothing fits the filter"), hint
        if self._current == UNKNOWN:
            hint = translate("Devices", "A number that sends without being registered is listed here.")
            return translate("Devices", "No unregistered number"), hint
        return (translate("Devices", "No device in this state"),)

    def _on_selected(self, table: Table) -> None:
        if table is self.table and table.chosen() is not None and not self._is_filling:
            self._tell()

    @Slot(str)
    def _on_filter(self, _text: str) -> None:
        self._show_current()
        self._tell()

    def _tell(self) -> None:
        """Who filters asks for another one only when the one that is shown leaves the list."""
        chosen = self.chosen()
        number = f"{self._current} {chosen.mn}" if chosen is not None else ""
        if number != self._shown:
            self._shown = number
            self.item_chosen.emit()


def _counted(name: str, count: int) -> str:
    return f"{name} {count:,}" if count else name
