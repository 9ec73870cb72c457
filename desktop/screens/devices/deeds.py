"""What people do with devices: register, bind, edit, unbind, remove, restore; and what follows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import devices
from db.commands.devices import DeviceEdit
from db.commands.unmoved import require_unmoved
from db.errors import DomainError, StaleError
from db.queries import device_page
from db.queries.device_page import DevicePage, RegisteredDevice
from db.queries.devices import UnknownDeviceRecord
from db.queries.stations import StationRecord
from db.queries.units import UnitRecord, units
from desktop import texts
from desktop.context import Context
from desktop.screens.campaigns.directory import PLACES, Directory
from desktop.screens.devices import detail
from desktop.screens.devices.proposing import propose
from desktop.screens.devices.station_field import label
from desktop.screens.devices.view import DevicesView

Command = Callable[[Session, Actor], Changes]


class Deeds(QObject):
    """Opens the form and sends the commands."""

    written = Signal(str)
    """The record holds what was done to this number."""
    left = Signal()
    """The form is closed."""
    refused = Signal()
    """A command failed; what is shown may be old."""

    def __init__(
        self, context: Context, view: DevicesView, page: Callable[[], DevicePage | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._view, self._page = context, view, page
        self._position = 0
        self._removing = ""
        view.form.save_requested.connect(self._save)
        view.form.left.connect(self.left)
        view.confirm.accepted.connect(self._remove)

    @property
    def is_writing(self) -> bool:
        """The form is open: what is typed there must not be taken away."""
        return self._view.form.fields is not None

    def holds(self) -> bool:
        """Something typed would be lost if another one were shown now: the user is asked."""
        form = self._view.form
        if form.is_touched():
            form.confirm.refuse()
            form.leave()
            return True
        form.end()
        return False

    def act(self, key: str, one: RegisteredDevice | UnknownDeviceRecord) -> None:
        """A button of the right side was pressed."""
        if isinstance(one, UnknownDeviceRecord):
            self._act_on_unknown(key, one)
        elif key == detail.EDIT:
            self._open(one)
        elif key == detail.REMOVE:
            self._ask_remove(one.mn)
        elif key == detail.UNBIND:
            text = self.tr("{mn} is unbound. Its frames are refused until it is bound again.")
            self._write(partial(devices.unbind, mn=one.mn), one.mn, text.format(mn=one.mn))
        elif key == detail.RESTORE:
            text = self.tr("{mn} is registered again.").format(mn=one.mn)
            self._write(partial(devices.restore, mn=one.mn), one.mn, text)

    def take_unit(self, mn: str, column: str, unit: str) -> None:
        """A column of a device is taken in another unit from now on."""
        edit = DeviceEdit(units={column: unit})
        text = self.tr("From now on the values are taken in the new unit; those that are stored stay.")
        self._write(partial(devices.change, mn=mn, edit=edit), mn, text)

    @Slot()
    def begin_new(self) -> None:
        """An empty form."""
        if not self.is_writing:
            self._open(None)

    def _act_on_unknown(self, key: str, one: UnknownDeviceRecord) -> None:
        page = self._page()
        found = propose(one.mn, page.stations, page.devices) if page else None
        if key == detail.BIND and found is not None and found.station is not None:
            self._bind(one.mn, found.station)
        else:
            self._open(None, one.mn, new_station=key == detail.BIND)

    def _bind(self, mn: str, station: StationRecord) -> None:
        text = self.tr("{mn} reports for {station} now. “Unbind” takes it back.")
        work = partial(devices.bind, mn=mn, station=station.code)
        self._write(work, mn, text.format(mn=mn, station=label(station)))

    def _open(self, one: RegisteredDevice | None, mn: str = "", *, new_station: bool = False) -> None:
        """The units are read first: a new station lies in one."""
        self._context.jobs.read(
            lambda session: units(session, PLACES),
            partial(self._begin, one, mn, new_station),
            key="devices.units",
            error=self._fail,
        )

    def _begin(
        self, one: RegisteredDevice | None, mn: str, new_station: bool, found: list[UnitRecord]
    ) -> None:
        page = self._page()
        if page is None or self.is_writing:
            return
        self._position = page.position
        fields = self._view.form.begin(page.stations, Directory.of(found), one)
        self._view.show_nothing(False)
        self._view.show_right(self._view.form)
        if mn:
            fields.set_number(mn)
        if new_station:
            fields.station.choose_new()
        (fields.station if mn or one else fields.mn).setFocus()

    def _ask_remove(self, mn: str) -> None:
        self._removing = mn
        question = self.tr(
            "Remove {mn}? Its readings stay; its frames count as those of an unregistered number from then "
            "on. It can be restored."
        )
        answers = (self.tr("Remove it"), self.tr("Keep it"))
        self._view.confirm.ask(question.format(mn=mn), *answers, "danger")

    @Slot()
    def _remove(self) -> None:
        mn = self._removing
        text = self.tr("{mn} is removed. It stands under “removed”, where it can be restored.")
        self._write(partial(devices.remove, mn=mn), mn, text.format(mn=mn))

    @Slot(str, object)
    def _save(self, mn: str, edit: DeviceEdit) -> None:
        base = self._view.form.device
        work: Command = partial(devices.register, mn=mn, edit=edit)
        text = self.tr("{mn} is registered.")
        if base is not None:
            work = partial(_change, base=base, edit=edit, position=self._position)
            text = self.tr("{mn}: saved.")
        self._send(work, partial(self._on_saved, mn, text.format(mn=mn)), partial(self._on_refused, mn))

    def _on_saved(self, mn: str, text: str, _changes: Changes) -> None:
        self._view.form.end()
        self._on_written(mn, text, _changes)

    def _on_refused(self, mn: str, error: Exception) -> None:
        form = self._view.form
        form.set_busy(False)
        if isinstance(error, StaleError):
            self._rebase(mn)
        elif isinstance(error, DomainError):
            form.refuse(error, texts.error_text(error))
        else:
            self._fail(error)

    def _rebase(self, mn: str) -> None:
        """Look at what it is now; what was typed stays."""
        now = self._context.now()
        self._context.jobs.read(
            lambda session: device_page.page(session, now), partial(self._on_fresh, mn), key="devices.fresh"
        )

    def _on_fresh(self, mn: str, found: DevicePage) -> None:
        one = next((one for one in found.devices if one.mn == mn and not one.is_removed), None)
        if one is not None:
            self._position = found.position
            self._view.form.rebase(one)

    def _write(self, work: Command, mn: str, text: str) -> None:
        self._view.set_busy(True)
        self._send(work, partial(self._on_written, mn, text), self._on_failed)

    def _send(
        self, work: Command, done: Callable[[Changes], None], error: Callable[[Exception], None]
    ) -> None:
        actor = self._context.actor()
        self._context.jobs.write(
            lambda session: work(session, actor), done, error=error, initiator=self.parent()
        )

    def _on_written(self, mn: str, text: str, _changes: Changes) -> None:
        self._view.set_busy(False)
        self._context.navigator.message.emit(text, "info", "")
        self.written.emit(mn)

    def _on_failed(self, error: Exception) -> None:
        self._view.set_busy(False)
        self._fail(error)
        self.refused.emit()

    def _fail(self, error: Exception) -> None:
        self._context.report_error(error)


def _change(
    session: Session, actor: Actor, base: RegisteredDevice, edit: DeviceEdit, position: int
) -> Changes:
    require_unmoved(session, base.mn, [base.id], position)
    return devices.change(session, actor, base.mn, edit, seen=base.hlc)
