"""The right side: the device or number that is chosen, what is read of it alone, asking for its hours."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from db.queries.device_page import DevicePage, RegisteredDevice
from desktop.context import Context
from desktop.feeds.listener import Listener
from desktop.screens.devices.columns import Reading
from desktop.screens.devices.gaps import Asking
from desktop.screens.devices.loading import Close, look_closer
from desktop.screens.devices.proposing import propose
from desktop.screens.devices.view import DevicesView


class RightSide(QObject):
    """Shows one item of the lists."""

    def __init__(
        self,
        context: Context,
        view: DevicesView,
        read: Reading,
        listener: Callable[[], Listener | None],
        parent: QObject,
        *,
        look_ms: int,
    ) -> None:
        super().__init__(parent)
        self._context, self._view, self._read = context, view, read
        self.asking = Asking(listener, self, look_ms=look_ms)
        self._close: Close | None = None
        self._looked_at: RegisteredDevice | None = None
        self.asking.moved.connect(self._on_asked)
        view.device.gaps.ask_clicked.connect(self._on_ask)

    def show(self, chosen: Any, page: DevicePage) -> None:
        """The chosen item; None if there is none."""
        if chosen is None:
            self._view.show_right(self._view.none_chosen)
        elif isinstance(chosen, RegisteredDevice):
            self._show_device(chosen)
        else:
            proposal = propose(chosen.mn, page.stations, page.devices)
            self._view.unknown.show_unknown(chosen, proposal, self._read)
            self._show_page(self._view.unknown)

    def forget(self) -> None:
        """Time has passed: hours and refusals are read anew at the next look."""
        self._looked_at = None

    def _show_device(self, one: RegisteredDevice) -> None:
        detail = self._view.device
        if detail.mn != one.mn:
            self._close = None
        detail.show_device(one, self._read, self._read.judged.get(one.mn, ()))
        detail.show_close(self._close, self._read)
        detail.show_asking(self.asking)
        self._show_page(detail)
        if one != self._looked_at:
            self._looked_at = one
            self._look_closer(one)

    def _show_page(self, page: QWidget) -> None:
        """A question that is asked stays while its page does."""
        if self._view.shown is not page:
            self._view.show_right(page)

    def _look_closer(self, one: RegisteredDevice) -> None:
        code, now = one.station.code if one.station else None, self._context.now()
        self._context.jobs.read(
            lambda session: look_closer(session, one.mn, code, now),
            self._on_close,
            key="devices.close",
            error=self._context.report_error,
        )

    def _on_close(self, found: Close) -> None:
        self._close = found
        if self._view.device.mn == found.mn:
            self._view.device.show_close(found, self._read)
            self._view.device.show_asking(self.asking)

    @Slot(object)
    def _on_ask(self, missing: list[int]) -> None:
        self.asking.ask(self._view.device.mn, missing)

    @Slot()
    def _on_asked(self) -> None:
        self._view.device.show_asking(self.asking)
