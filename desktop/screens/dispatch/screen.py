"""Wiring of the dispatch screen: what is shown, what is chosen, which keys do what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.changes import Changes
from db.errors import AwayError
from db.queries import tasks as queries
from db.queries.tasks import PartRecord, TaskRecord
from db.rules.tasks import Step
from desktop.context import Context, TaskDraft
from desktop.models.records import RECORD_ROLE
from desktop.models.tasks import Column, TasksFilter, TasksModel
from desktop.presence import RowPresence, presence_text
from desktop.screens.base import Screen
from desktop.screens.dispatch.actions import KEYS
from desktop.screens.dispatch.escalation_desk import EscalationDesk
from desktop.screens.dispatch.filters import Filters
from desktop.screens.dispatch.group_desk import GroupDesk
from desktop.screens.dispatch.loading import Loaded, load
from desktop.screens.dispatch.many import Many
from desktop.screens.dispatch.new_orders import NewOrders
from desktop.screens.dispatch.new_task import NewTaskForm
from desktop.screens.dispatch.notes import Notes
from desktop.screens.dispatch.order_files import OrderFilesDesk
from desktop.screens.dispatch.pages import ORDERS, Pages
from desktop.screens.dispatch.paper_menu import Papers
from desktop.screens.dispatch.reminding import Reminding
from desktop.screens.dispatch.steps import Steps
from desktop.screens.dispatch.view import DispatchView
from desktop.texts import error_text, role_text
from widgets.photo_view import PhotoView

CLOCK_MS = 15_000
"""How often the clocks are read anew, without asking the record."""


def campaign_names(context: Context) -> dict[str, str]:
    """What the campaigns are called, by key."""
    return {key: campaign.name(context.language) for key, campaign in context.campaigns.items()}


class DispatchScreen(Screen):
    """Orders 调度."""

    key = "dispatch"

    def __init__(self, context: Context, parent: QWidget | None = None, *, clock_ms: int = CLOCK_MS) -> None:
        super().__init__(context, parent)
        self._names = campaign_names(context)
        self.model = TasksModel(self._names, context.now(), self)
        self.rows = TasksFilter(self.model, self)
        self.view = DispatchView()
        self.pages = Pages(self.view, context, self)
        self.filters = Filters(self.view, self.model, self.rows, self)
        self.view.detail.foot.keep_notes(Notes(context.settings))
        self.steps = Steps(context, self.view.detail.foot, self)
        self.escalation = EscalationDesk(context, self.view.detail, self)
        self.orders = NewOrders(context, self)
        self.group = GroupDesk(self.view.group, context, self)
        self.many = Many(self.view.many, context, self.chosen, self)
        self.reminding = Reminding(context, self.chosen, self)
        self.papers = Papers(context, self)
        self.presence = RowPresence(context, self)
        self.viewer = PhotoView(self)
        self.viewer.hide()
        self.files = OrderFilesDesk(self.view.detail.files, self.viewer, context, self)
        self._wanted: str | None = None
        self._current: str | None = None
        self._is_holding = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        self.setFocusProxy(self.view.table)
        self._set_up_table()
        self._connect()
        self._add_keys()
        self.show_permits()
        self.apply_theme()
        self._clock, self._clock_ms = QTimer(self, interval=clock_ms), clock_ms
        self._clock.timeout.connect(self._on_clock)
        self._clock.start()

    @property
    def form(self) -> NewTaskForm:
        """The form of a new order."""
        return self.orders.form

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.tasks or changes.sites or changes.units or changes.campaigns or changes.duty

    @property
    @override
    def parts(self) -> tuple[str, ...]:
        return self.pages.keys

    @override
    def show_part(self, key: str) -> None:
        self.pages.show_page(key)

    @override
    def reload(self, changes: Changes) -> None:
        self.pages.reload()
        if changes == Changes(duty=True):  # the orders say nothing of it
            self.mark_ready()
            return
        if changes.campaigns:
            self._names.update(campaign_names(self.context))
            self.orders.forget_form()
        number = self._wanted or self._current
        read = partial(
            load,
            number=number,
            now=self.context.now(),
            whole=self.filters.wants_all(),
            open_before=self.model.open_ids(),
        )
        self.context.jobs.read(read, self._on_loaded, key="dispatch", error=self._on_load_failed)

    @override
    def show_permits(self) -> None:
        permits = self.context.permits
        self.view.detail.foot.show_permits(permits)
        self.view.detail.files.show_permits(permits)
        self.view.many.show_permits(permits)
        self.many.refresh()
        self.escalation.refresh()
        self.view.new.setVisible(permits.may_anywhere(Step.DISPATCH))
        self.view.paste.setVisible(permits.may_anywhere(Step.NOTE))

    @override
    def apply_theme(self) -> None:
        self.view.apply_theme()
        self.view.detail.apply_theme(self.context.now())
        self.filters.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewer.setGeometry(self.rect())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.pages.current() == ORDERS:
            # the keys of the steps are the table's
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def part(self) -> PartRecord | None:
        """The part that is chosen in the table; of several, the one that the cursor is on."""
        rows = self.view.table.selected_rows()
        if not rows:
            return None
        current = self.view.table.currentIndex().row()
        found: PartRecord = self.rows.index(current if current in rows else rows[0], 0).data(RECORD_ROLE)
        return found

    def chosen(self) -> list[PartRecord]:
        """All parts that are chosen."""
        return [self.rows.index(row, 0).data(RECORD_ROLE) for row in self.view.table.selected_rows()]

    def number(self) -> str | None:
        """Number of the chosen order."""
        part = self.part()
        return part.number if part else None

    @Slot(str)
    def show_task(self, number: str) -> None:
        """Select an order, clearing filters that hide it."""
        self._wanted = number
        self.pages.show_page(ORDERS)
        self.reload(Changes(tasks=True))

    @Slot(object)
    def begin(self, draft: TaskDraft) -> None:
        """Open the new-order form; who may send no orders is told so."""
        permits = self.context.permits
        if permits.who is not None and not permits.may_anywhere(Step.DISPATCH):
            text = self.tr("As {role} you send no orders.").format(role=role_text(permits.who.role))
            self.context.navigator.message.emit(text, "warning", "")
            return
        self.orders.begin(draft)

    def press(self, step: Step) -> None:
        """A key in the table: only for the order that is shown, never for one still being read."""
        shown = self.view.detail.task
        if shown is not None and shown.number == self._current:
            self.view.detail.foot.press(step)

    def _on_loaded(self, found: Loaded) -> None:
        with self._holding_choice():
            self.model.show_parts(found.parts, self.context.now())
            self.filters.show_ended(found.ended)
            self.filters.show_counties(found.counties)
            self.filters.refresh()
        self.steps.settle()
        self.many.settle()
        if self._wanted is not None:
            self._reveal(self._wanted)
        if self._current is None:
            self._choose_first()
        if found.task is not None and found.task.number == self._current:
            self._show(found.task)
        self.mark_ready()

    @Slot(object, object)
    @override
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        # its order is read alone: the whole list costs too much at every step
        if initiator is not self.steps:
            super()._on_changed(changes, initiator)

    @Slot(str)
    def _on_step_done(self, number: str) -> None:
        self.view.detail.compare.clear()
        self._is_ready = False
        self.context.jobs.read(partial(queries.task, number=number), self._on_one, error=self._on_load_failed)

    def _on_one(self, task: TaskRecord | None) -> None:
        """After a step only its order is read anew; everything else stands as it was last read."""
        if task is not None:
            with self._holding_choice():
                self.filters.add_ended(self.model.upsert_parts(task.parts, self.context.now()))
                self.filters.refresh()
        self.steps.settle()
        self.many.settle()
        self.pages.reload()
        if self._current is None:
            self._choose_first()
        if task is not None and task.number == self._current:
            self._show(task)
        self.mark_ready()

    def _on_load_failed(self, error: Exception) -> None:
        self.steps.settle()
        # that the database is away is said above the screens; an order that was asked for is missed too
        if self._wanted is not None or not isinstance(error, AwayError):
            self.context.navigator.message.emit(error_text(error), "error", "")
        self._wanted = None
        self.mark_ready()

    def _reveal(self, number: str) -> None:
        """Select an order that somebody asked for, whatever the filters say."""
        self._wanted = None
        if self.rows.row_of(number) is None:
            self.filters.clear_for(number)
        row = self.rows.row_of(number)
        if row is None:
            text = self.tr("There is no order {number} in this record.").format(number=number)
            self.context.navigator.message.emit(text, "warning", "")
        elif self.number() != number:
            self.view.table.selectRow(row)
            self.view.table.scrollTo(self.rows.index(row, 0))

    @Slot()
    def _choose_first(self) -> None:
        """There is always an order beside the list, unless the list is empty."""
        if not self._is_holding and self.number() is None and self.rows.rowCount():
            self.view.table.selectRow(self._listed() or 0)

    def _listed(self) -> int | None:
        """Row of the order that is shown, None when it is not in the list."""
        return self.rows.row_of(self._current) if self._current else None

    @contextmanager
    def _holding_choice(self) -> Iterator[None]:
        """An order that leaves the list, closed for instance, stays: Qt would take its neighbour."""
        self._is_holding = True
        try:
            yield
            row = self._listed()
            if row is None:
                self.view.table.clearSelection()
            elif self.number() != self._current:
                self.view.table.selectRow(row)
        finally:
            self._is_holding = False

    def _set_up_table(self) -> None:
        table = self.view.table
        table.setModel(self.rows)
        table.setSortingEnabled(True)
        table.sortByColumn(Column.CLOCK, Qt.SortOrder.AscendingOrder)

    def _connect(self) -> None:
        view, navigator = self.view, self.context.navigator
        view.new.clicked.connect(self._on_new)
        view.none_at_all.button_clicked.connect(self._on_new)
        view.paste.clicked.connect(self.group.paste)
        view.detail.copy.clicked.connect(self._copy)
        view.detail.paper.menu_.aboutToShow.connect(self._fill_papers)
        view.many.remind.clicked.connect(self.reminding.remind)
        paper = view.many.paper.menu_
        paper.aboutToShow.connect(lambda: self.papers.fill_for_many(paper, self.chosen()))
        self.group.order_wanted.connect(self.show_task)
        view.table.rows_selected.connect(self._on_selected)
        view.detail.site_asked.connect(navigator.show_site)
        view.detail.station_asked.connect(navigator.show_station)
        view.detail.foot.left.connect(view.table.setFocus)
        self.filters.changed.connect(self._choose_first)
        self.filters.all_wanted.connect(lambda: self.reload(Changes(tasks=True)))
        self.steps.done.connect(self._on_step_done)
        self.group.files_pasted.connect(view.detail.files.files.strip.take)
        self.steps.overtaken.connect(view.detail.show_changes)
        self.steps.refused.connect(self._on_refused)
        self.escalation.refused.connect(self._on_refused)
        self.escalation.order_wanted.connect(self.show_task)
        self.pages.escalation_asked.connect(self.escalation.open_for)
        self.orders.written.connect(self.show_task)
        view.detail.note.textChanged.connect(self._on_note)
        self.presence.others_changed.connect(self._show_others)
        navigator.show_task.connect(self.show_task)
        navigator.new_task.connect(self.begin)

    def _add_keys(self) -> None:
        for step, key in KEYS.items():
            self._add_key(key, partial(self.press, step))
        self.pages.add_keys(self)
        self._add_key("N", self._on_new)
        self._add_key("G", self._copy)
        self._add_key("U", self.reminding.remind)
        self._add_key("Ctrl+V", self.group.paste)
        self._add_key("/", self.view.search.setFocus)

    def _add_key(self, key: str, act: Callable[[], None]) -> None:
        """Letters act in the table only: elsewhere they are text."""
        within = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence(key), self.view.table, context=within).activated.connect(act)

    @Slot()
    def _copy(self) -> None:
        self.group.copy(self.view.detail.task)

    @Slot()
    def _fill_papers(self) -> None:
        part = self.part()
        detail = self.view.detail
        self.papers.fill(detail.paper.menu_, detail.task, part.unit_code if part else "")

    @Slot()
    def _on_new(self) -> None:
        self.begin(TaskDraft())

    @Slot()
    def _on_selected(self) -> None:
        if self._is_holding:
            return
        self.many.refresh()
        part, shown = self.part(), self.view.detail.task
        self._wanted, self._current = None, part.number if part else None
        if part is None:
            self.view.show_detail(False)
            return
        if shown is not None and shown.number == part.number:
            self.view.detail.foot.choose_unit(part.unit_code)
            self.view.show_detail(True)
        # the same order may have moved on since it was shown
        if shown is None or part not in shown.parts:
            number = part.number
            self.context.jobs.read(
                lambda session: queries.task(session, number),
                self._on_task,
                error=self._on_task_failed,
                key="dispatch.task",
            )

    def _on_task(self, found: TaskRecord | None) -> None:
        if found is not None and found.number == self._current:
            self._show(found)

    def _on_task_failed(self, error: Exception) -> None:
        """The order before must not stand beside the row of this one."""
        self.view.show_unread()
        self.context.report_error(error)

    def _show(self, task: TaskRecord) -> None:
        part = self.part()
        campaign = self._names.get(task.campaign_key or "", "")
        unit_code = part.unit_code if part else ""
        self.view.detail.show_task(task, self.context.now(), campaign, unit_code)
        self.view.show_detail(True)
        self.escalation.show_task(task)
        self.files.show_task(task)
        self.steps.waiting.show(task.number)
        self.presence.show_row(task.id)
        self._on_note()

    @Slot()
    def _on_note(self) -> None:
        """Whoever has begun a note is at work on the order."""
        task, note = self.view.detail.task, self.view.detail.note.toPlainText().strip()
        self.presence.edit_row(task.id if task and note else None)

    @Slot(object)
    def _show_others(self, names: tuple[str, ...]) -> None:
        self.view.detail.presence.set_text(presence_text(names))

    @Slot()
    def _on_refused(self) -> None:
        """The order is read again, so that the screen is not stale any more; what was typed stays."""
        self.reload(Changes(tasks=True))

    @Slot()
    def _on_clock(self) -> None:
        now = self.context.now()
        self.model.tick(now)
        self.view.detail.facts.tick(now)
        self.escalation.refresh()
        self.filters.refresh()
        speed = max(1.0, self.context.clock.speed)  # a demo's hour passes in seconds
        self._clock.setInterval(min(self._clock_ms, max(1000, int(60_000 / speed))))
