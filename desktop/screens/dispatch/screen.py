"""Wiring of the dispatch screen: reads, steps, new orders, keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.changes import Changes
from db.commands import tasks as commands
from db.commands.tasks import NewTask
from db.queries import tasks as queries
from db.queries.tasks import PartRecord, TaskRecord
from db.queries.units import UnitRecord, units
from db.rules.tasks import Step
from desktop.context import Context, TaskDraft
from desktop.models.tasks import RECORD_ROLE, Column, TasksFilter, TasksModel
from desktop.screens.base import Screen
from desktop.screens.dispatch.cells import ToneDelegate
from desktop.screens.dispatch.new_task import NewTaskForm
from desktop.screens.dispatch.view import DispatchView
from desktop.texts import error_text
from widgets import theme

CLOCK_MS = 15_000
"""How often the clocks are read anew, without asking the record."""

_KEYS = {
    "R": Step.RECEIVE,
    "A": Step.ARRIVE,
    "P": Step.REPORT,
    "V": Step.VERIFY,
    "T": Step.RETURN,
    "C": Step.CLOSE,
}
_RECEIVERS = ("department", "enterprise", "township", "county")


class DispatchScreen(Screen):
    """Orders 调度."""

    key = "dispatch"

    def __init__(self, context: Context, parent: QWidget | None = None, *, clock_ms: int = CLOCK_MS) -> None:
        super().__init__(context, parent)
        names = {key: campaign.name(context.language) for key, campaign in context.campaigns.items()}
        self._names = names
        self.model = TasksModel(names, self)
        self.rows = TasksFilter(self.model, self)
        self.view = DispatchView()
        self._form: NewTaskForm | None = None
        self._units: list[UnitRecord] = []
        self._wanted: str | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._set_up_table()
        self._connect()
        self.apply_theme()
        self._clock = QTimer(self, interval=clock_ms)
        self._clock.timeout.connect(self._on_clock)
        self._clock.start()

    @property
    def form(self) -> NewTaskForm:
        """The new-order form, made when it is first needed."""
        if self._form is None:
            self._form = NewTaskForm(self.context.campaigns, self.context.language, self)
            self._form.submitted.connect(self._on_submitted)
        return self._form

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.tasks or changes.sites or changes.units

    @override
    def reload(self, changes: Changes) -> None:
        number = self._wanted or self._number()
        want_units = changes.units or not self._units

        def load(
            session: Session,
        ) -> tuple[list[PartRecord], TaskRecord | None, list[UnitRecord] | None]:
            one = queries.task(session, number) if number else None
            return queries.parts(session), one, units(session, _RECEIVERS) if want_units else None

        self.context.jobs.read(load, self._on_loaded, key="dispatch", error=self._on_load_failed)

    @override
    def apply_theme(self) -> None:
        self.view.apply_theme()
        self._show_counts()

    def _on_loaded(self, found: tuple[list[PartRecord], TaskRecord | None, list[UnitRecord] | None]) -> None:
        parts, one, offered = found
        self._units = offered if offered is not None else self._units
        self.model.show_parts(parts, self.context.now())
        self.rows.invalidateFilter()
        self._show_counts()
        if one is not None and (self._wanted or self._number()) == one.number:
            self._wanted = None
            self._show(one)
            self._select(one.number)
        elif not self._number() and self.rows.rowCount():
            self.view.table.selectRow(0)
        self.mark_ready()

    def _on_load_failed(self, error: Exception) -> None:
        self.context.navigator.message.emit(error_text(error), "error", "")
        self.mark_ready()

    def _set_up_table(self) -> None:
        table = self.view.table
        table.setModel(self.rows)
        table.setItemDelegate(ToneDelegate(table))
        table.setSortingEnabled(True)
        table.sortByColumn(Column.CLOCK, Qt.SortOrder.AscendingOrder)
        table.setSelectionMode(table.SelectionMode.SingleSelection)

    def _connect(self) -> None:
        view, navigator = self.view, self.context.navigator
        view.groups.chosen.connect(self._on_group)
        view.search.textChanged.connect(self._on_search)
        view.new.clicked.connect(lambda: self.begin(TaskDraft()))
        view.table.rows_selected.connect(self._on_selected)
        view.detail.step_asked.connect(self._on_step)
        view.detail.site_asked.connect(navigator.show_site)
        navigator.show_task.connect(self.show_task)
        navigator.new_task.connect(self.begin)
        for key, step in _KEYS.items():
            shortcut = QShortcut(QKeySequence(key), view.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: view.detail.press(step))
        new = QShortcut(QKeySequence("N"), view.table, context=Qt.ShortcutContext.WidgetShortcut)
        new.activated.connect(lambda: self.begin(TaskDraft()))
        find = QShortcut(QKeySequence("/"), view.table, context=Qt.ShortcutContext.WidgetShortcut)
        find.activated.connect(view.search.setFocus)
        leave = QShortcut(QKeySequence("Esc"), view.search, context=Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._on_leave_search)

    @Slot(str)
    def show_task(self, number: str) -> None:
        """Select an order, clearing filters that hide it."""
        self._wanted = number
        rows = self.model.rows_of(number)
        if rows and not any(self.rows.mapFromSource(self.model.index(row, 0)).isValid() for row in rows):
            self.view.search.clear()
            group = "open" if self.model.belongs(rows[0], "open") else "closed"
            self.view.groups.set_current(group)
            self._on_group(group)
        self._select(number)
        self.reload(Changes(tasks=True))

    @Slot(object)
    def begin(self, draft: TaskDraft) -> None:
        """Open the new-order form."""
        self.form.begin(draft, self._units, self.context.now())
        if not self._units:
            self.context.jobs.read(
                lambda session: units(session, _RECEIVERS), self._on_units, key="dispatch.units"
            )

    def _on_units(self, found: list[UnitRecord]) -> None:
        self._units = found
        self.form.units.offer(found, self.form._draft.unit_code)

    def _on_submitted(self, order: NewTask) -> None:
        actor = self.context.actor()
        self.form.send.setEnabled(False)
        self.context.jobs.write(
            lambda session: commands.new(session, actor, order),
            self._on_written,
            error=self._on_refused,
            changes=Changes(tasks=True, sites=True),
            initiator=self,
        )

    def _on_written(self, number: str) -> None:
        self.form.send.setEnabled(True)
        self.form.finish()
        self.context.navigator.message.emit(
            self.tr("Order {number} was dispatched").format(number=number), "info", ""
        )
        self.show_task(number)

    def _on_refused(self, error: Exception) -> None:
        self.form.send.setEnabled(True)
        self.form.refuse(error_text(error))

    @Slot(str, str)
    def _on_step(self, step: str, note: str) -> None:
        task = self.view.detail.task
        if task is None:
            return
        actor, number, seen = self.context.actor(), task.number, task.hlc
        self.context.jobs.write(
            lambda session: commands.step(session, actor, number, Step(step), note=note or None, seen=seen),
            lambda _changes: self._on_step_done(number),
            error=self._on_step_refused,
            changes=Changes(tasks=True, sites=True),
            initiator=self,
        )

    def _on_step_done(self, number: str) -> None:
        self.view.detail.note.clear()
        self._wanted = number
        self.reload(Changes(tasks=True))

    def _on_step_refused(self, error: Exception) -> None:
        """What was typed stays; the order is read again, so that the screen is not stale any more."""
        self.view.detail.refuse(error_text(error))
        self.reload(Changes(tasks=True))

    @Slot()
    def _on_selected(self) -> None:
        number = self._number()
        shown = self.view.detail.task
        if number and (shown is None or shown.number != number):
            self.context.jobs.read(
                lambda session: queries.task(session, number), self._on_task, key="dispatch.task"
            )

    def _on_task(self, found: TaskRecord | None) -> None:
        if found is not None and found.number == (self._number() or found.number):
            self._show(found)

    def _show(self, task: TaskRecord) -> None:
        campaign = self._names.get(task.campaign_key or "", "")
        self.view.detail.show_task(task, self.context.now(), campaign)
        self.view.show_detail(True)

    def _number(self) -> str | None:
        rows = self.view.table.selected_rows()
        if not rows:
            return None
        part: PartRecord = self.rows.index(rows[0], 0).data(RECORD_ROLE)
        return part.number

    def _select(self, number: str) -> None:
        if self._number() == number:
            return
        for row in self.model.rows_of(number):
            index: QModelIndex = self.rows.mapFromSource(self.model.index(row, 0))
            if index.isValid():
                self.view.table.selectRow(index.row())
                self.view.table.scrollTo(index)
                return

    @Slot(str)
    def _on_group(self, group: str) -> None:
        self.rows.show_group(group)
        self._say_empty()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self.rows.find(text)
        self._say_empty()

    @Slot()
    def _on_leave_search(self) -> None:
        self.view.search.clear()
        self.view.table.setFocus()

    @Slot()
    def _on_clock(self) -> None:
        self.model.tick(self.context.now())
        self._show_counts()

    def _show_counts(self) -> None:
        counts = self.model.counts()
        shown: Sequence[tuple[str, str]] = self._groups()
        options = [(key, f"{label} {counts[key]}") for key, label in shown]
        self.view.groups.set_options(options)
        late = counts["overdue"]
        note = self.tr("{open} open").format(open=counts["open"])
        if late:
            note += " · " + self.tr("{late} overdue").format(late=late)
        self.view.board.set_note(note)
        self._say_empty()

    def _groups(self) -> list[tuple[str, str]]:
        """Few and large on the wall."""
        groups = [
            ("open", self.tr("Open")),
            ("overdue", self.tr("Overdue")),
            ("to_receive", self.tr("To receive")),
            ("working", self.tr("In work")),
            ("to_verify", self.tr("To verify")),
            ("returned", self.tr("Returned")),
            ("draft", self.tr("Drafts")),
            ("closed", self.tr("Ended")),
        ]
        return [g for g in groups if g[0] in _ON_WALL] if theme.current().name == "projection" else groups

    def _say_empty(self) -> None:
        if not self.model.rowCount():
            text = self.tr("No orders yet. Press “New order”, or begin one from a site or a station.")
        else:
            text = self.tr("No order in this view.")
        self.view.table.set_empty_text(text)


_ON_WALL = frozenset({"open", "overdue", "to_verify", "closed"})
