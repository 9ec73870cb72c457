"""New orders: the form, the units it offers, the way into the record."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from db.changes import Changes
from db.commands import tasks as commands
from db.commands.tasks import NewTask
from db.errors import DomainError
from db.queries.units import UnitRecord, units
from desktop.context import Context, TaskDraft
from desktop.screens.dispatch.drafts import Drafts
from desktop.screens.dispatch.new_task import NewTaskForm
from desktop.texts import error_text
from widgets import theme

_RECEIVERS = ("department", "enterprise", "township", "county")


class NewOrders(QObject):
    """Owns the form."""

    written = Signal(str)
    """An order was written: its number."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._form: NewTaskForm | None = None
        self._units: list[UnitRecord] = []

    @property
    def form(self) -> NewTaskForm:
        """Made when it is first needed."""
        if self._form is None:
            context = self._context
            drafts = Drafts(context.settings, context.record_key)
            self._form = NewTaskForm(
                context.campaigns, context.language, context.now, self._window, drafts=drafts
            )
            self._form.submitted.connect(self._on_submitted)
        return self._form

    def forget_form(self) -> None:
        """Campaigns changed: the next form has the new ones. One that is open keeps those it began with."""
        form, campaigns = self._form, self._context.campaigns
        if form is not None and not form.isVisible() and form.campaigns is not campaigns:
            form.deleteLater()
            self._form = None

    def begin(self, draft: TaskDraft) -> None:
        """Open the form at once; units that were added meanwhile come a moment later."""
        self._fit()
        self.form.begin(draft, self._units)
        self._context.jobs.read(
            lambda session: units(session, _RECEIVERS), self._on_units, key="dispatch.units"
        )

    def _fit(self) -> None:
        """As large as the fields want, as small as the window is."""
        room = self._window.window().size()
        look = theme.current()
        width, height = (
            min(look.px(50), room.width() - look.px(3)),
            min(look.px(57), room.height() - look.px(3)),
        )
        self.form.resize(max(width, look.px(30)), max(height, look.px(24)))

    def _on_units(self, found: list[UnitRecord]) -> None:
        self._units = found
        self.form.offer(found)

    @Slot(object)
    def _on_submitted(self, order: NewTask) -> None:
        actor = self._context.actor()
        self._context.jobs.write(
            lambda session: commands.new(session, actor, order),
            lambda number: self._on_written(number, order),
            error=self._on_refused,
            changes=Changes(tasks=True, sites=True),
            initiator=self._window,
        )

    def _on_written(self, number: str, order: NewTask) -> None:
        self.form.finish()
        text = (
            self.tr("Order {number} was dispatched")
            if order.dispatch
            else self.tr("Draft {number} was saved")
        )
        self._context.navigator.message.emit(text.format(number=number), "info", "")
        self.written.emit(number)

    def _on_refused(self, error: Exception) -> None:
        self.form.refuse(error_text(error))
        if not isinstance(error, DomainError):
            self._context.report_error(error)
