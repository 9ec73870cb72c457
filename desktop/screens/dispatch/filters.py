"""What the board shows: a group of states, a county, the words typed; and what it says when empty."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from db.queries.units import UnitRecord
from desktop.models.tasks import TasksFilter, TasksModel
from desktop.screens.dispatch.view import DispatchView
from widgets import theme

_ON_WALL = frozenset({"open", "overdue", "to_verify", "closed"})


class Filters(QObject):
    """Wires the controls above the table to the proxy."""

    changed = Signal()
    """Other rows are shown than before."""
    all_wanted = Signal()
    """Somebody looks among what ended long ago, which may not have been read."""

    def __init__(self, view: DispatchView, model: TasksModel, rows: TasksFilter, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._model, self._rows = view, model, rows
        self._counties: dict[str, str] | None = None
        self._ended, self._had_all = 0, False
        view.groups.chosen.connect(self._on_group)
        view.county.currentIndexChanged.connect(self._on_county)
        view.search.textChanged.connect(self._on_search)
        leave = QShortcut(QKeySequence("Esc"), view.search, context=Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._on_leave)
        view.search.returnPressed.connect(view.table.setFocus)
        self.refresh()

    def refresh(self) -> None:
        """Counts and words after the model or the time changed."""
        counts = self._model.counts()
        counts["closed"] = max(counts["closed"], self._ended)
        self._view.groups.set_options(
            [(key, f"{label} {counts[key]}") for key, label in self._groups() if self._is_offered(key)]
        )
        note = self.tr("{count} open").format(count=counts["open"])
        if counts["overdue"]:
            note += " · " + self.tr("{count} overdue").format(count=counts["overdue"])
        self._view.board.set_note(note)
        self._say()

    def show_ended(self, count: int) -> None:
        """How many have ended, read or not."""
        self._ended = count

    def add_ended(self, count: int) -> None:
        """So many more have ended since; fewer where the count is negative."""
        self._ended += count

    def wants_all(self) -> bool:
        """Whether what ended long ago must be there: it is looked at."""
        return self._view.groups.current() == "closed"

    def show_counties(self, counties: Sequence[UnitRecord]) -> None:
        """Offer the counties that have orders; a choice among one is none."""
        used = {part.county_code for part in self._model.records()}
        names = {unit.code: unit.label for unit in counties if unit.code in used}
        if names == self._counties:
            return
        self._counties, box = names, self._view.county
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("All counties"), "")
        for code, name in names.items():
            box.addItem(name, code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
        box.setVisible(len(names) > 1)
        self._on_county()

    def clear_for(self, number: str) -> None:
        """Let an order be seen: no words, no county, and the group it is in."""
        self._view.search.clear()
        self._view.county.setCurrentIndex(0)
        rows = self._model.rows_of(number)
        is_open = any(self._model.belongs(row, "open") for row in rows)
        self._view.groups.set_current("open" if is_open else "closed")
        self._on_group(self._view.groups.current())

    def _groups(self) -> list[tuple[str, str]]:
        return [
            ("open", self.tr("Open")),
            ("overdue", self.tr("Overdue")),
            ("to_receive", self.tr("To receive")),
            ("working", self.tr("In work")),
            ("to_verify", self.tr("Verify or close")),
            ("returned", self.tr("Returned")),
            ("draft", self.tr("Drafts")),
            ("closed", self.tr("Ended")),
        ]

    def _is_offered(self, key: str) -> bool:
        """Few and large on the wall; the group that is shown stays offered."""
        on_wall = theme.current().name == "projection"
        return not on_wall or key in _ON_WALL or key == self._view.groups.current()

    def _say(self) -> None:
        view = self._view
        if not self._model.rowCount():
            view.show_list(view.none_at_all)
        elif not self._rows.rowCount():
            hint, button = self._way_out()
            view.none_here.set_texts(self.tr("No order in this view"), hint, button)
            view.show_list(view.none_here)
        else:
            view.show_list(view.table)

    def _way_out(self) -> tuple[str, str]:
        if self._view.search.text() or self._view.county.currentIndex() > 0:
            return self.tr("Empty the filter, or choose another county or state above."), ""
        return self.tr("Choose another state above."), ""

    @Slot(str)
    def _on_group(self, group: str) -> None:
        self._rows.show_group(group)
        self._tell()

    @Slot()
    def _on_county(self) -> None:
        self._rows.show_county(self._view.county.currentData() or "")
        self._tell()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._rows.find(text)
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.changed.emit()
        wants = self.wants_all()
        if wants and not self._had_all:
            self.all_wanted.emit()
        self._had_all = wants

    @Slot()
    def _on_leave(self) -> None:
        self._view.search.clear()
        self._view.table.setFocus()
