"""Wiring of the page of devices: what is read when, what stands on the right."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.changes import Changes
from db.queries import device_page
from db.queries.device_page import DevicePage, RegisteredDevice
from desktop.context import Context
from desktop.feeds.listener import Listener
from desktop.screens.base import Screen
from desktop.screens.devices.columns import Reading
from desktop.screens.devices.deeds import Deeds
from desktop.screens.devices.detail import CHOOSE, EDIT, RESTORE
from desktop.screens.devices.first_steps import first_steps
from desktop.screens.devices.gaps import LOOK_MS
from desktop.screens.devices.judge_desk import JudgeDesk
from desktop.screens.devices.judging import Judged
from desktop.screens.devices.lists import Lists
from desktop.screens.devices.right_side import RightSide
from desktop.screens.devices.view import DevicesView

CLOCK_MS = 15_000
"""How often ages are read anew."""
PAUSE_MS = 2_000
"""Devices send all the time: the list is read so often at most."""
_SHARE = 20
"""Of thousands of devices the list is shown less often: a twentieth of the time at most."""


class DevicesScreen(Screen):
    """Devices 设备.

    Args:
        listener: the console's own, asked each time; None while it does not listen.
    """

    badge_changed = Signal(int)
    """`badge_count` is another one now."""

    key = "devices"

    def __init__(
        self,
        context: Context,
        listener: Callable[[], Listener | None] = lambda: None,
        parent: QWidget | None = None,
        *,
        clock_ms: int = CLOCK_MS,
        pause_ms: int = PAUSE_MS,
        look_ms: int = LOOK_MS,
    ) -> None:
        super().__init__(context, parent)
        self._listener = listener
        self.read = Reading(context.now(), {})
        self.view = DevicesView()
        self.lists = Lists(self.view, self.read, self)
        self.deeds = Deeds(context, self.view, lambda: self._page, self)
        self.right = RightSide(context, self.view, self.read, listener, self, look_ms=look_ms)
        self._judges = JudgeDesk(context, self)
        self._page: DevicePage | None = None
        self._badge = 0
        self._reveal = ""
        self._is_wanted = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._pause_ms = pause_ms
        self._clock = QTimer(self, interval=clock_ms)
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._connect()
        self.view.apply_theme()

    def badge_count(self) -> int:
        """Numbers that nobody registered, and devices whose frames are refused, at the last look.

        Before the page is first shown, `db.queries.device_page.waiting` tells it.
        """
        return self._badge

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.devices or changes.stations or changes.units or changes.refused

    @override
    def reload(self, changes: Changes) -> None:
        if self._pause.isActive() and not changes.stations:
            self._is_wanted = True
            return
        self._load()

    @override
    def apply_theme(self) -> None:
        self.view.apply_theme()
        self._show_item()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.lists.focus()
        if self._is_wanted and not self._pause.isActive():
            self._load()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _connect(self) -> None:
        view = self.view
        self._clock.timeout.connect(self._on_clock)
        self._pause.timeout.connect(self._on_pause_over)
        self.lists.item_chosen.connect(self._on_chosen)
        self.deeds.written.connect(self._on_written)
        self.deeds.left.connect(self._on_left)
        self.deeds.refused.connect(self._load)
        self._judges.judged.connect(self._on_judged)
        view.device.action_triggered.connect(self._on_action)
        view.unknown.action_triggered.connect(self._on_action)
        view.device.values.unit_taken.connect(self._on_unit_taken)
        for button in (view.new_button.clicked, view.nothing.button_clicked):
            button.connect(self.deeds.begin_new)
        for table in self.lists.tables.values():
            table.view.row_activated.connect(self._on_row_activated)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), view.confirm, view.confirm.refuse, context=within)
        QShortcut(QKeySequence.StandardKey.Find, self, view.search.setFocus)

    @Slot()
    def _load(self) -> None:
        self._is_wanted = False
        self._pause.start()
        now = self.context.now()
        self.context.jobs.read(
            lambda session: device_page.page(session, now),
            self._on_loaded,
            key="devices",
            error=self._on_load_failed,
        )

    def _on_loaded(self, page: DevicePage) -> None:
        began = perf_counter()
        self._show_page(page)
        took_ms = int((perf_counter() - began) * 1000)
        self._pause.setInterval(max(self._pause_ms, took_ms * _SHARE))
        self.mark_ready()

    def _show_page(self, page: DevicePage) -> None:
        is_first = self._page is None
        self._page, self.read.now = page, self.context.now()
        self.lists.show(page)
        if self._reveal:
            self.lists.reveal(self._reveal)
            self._reveal = ""
        self.view.nothing.set_texts(*first_steps(self._listener()))
        self.view.show_nothing(self._is_empty(page) and not self.deeds.is_writing)
        self._show_item()
        self._count()
        self._judges.judge(page.devices)
        if is_first and self.isVisible():
            self.lists.focus()

    def _on_load_failed(self, error: Exception) -> None:
        self.context.report_error(error)
        self.mark_ready()

    @Slot()
    def _on_pause_over(self) -> None:
        if self._is_wanted and self.isVisible():
            self._load()

    @Slot()
    def _on_clock(self) -> None:
        self.read.now = self.context.now()
        self.right.forget()
        self.lists.tick()
        self._show_item()

    @Slot(str)
    def _on_written(self, mn: str) -> None:
        """What was done is shown at once, with the device it was done to."""
        self._reveal = mn
        self._load()

    @Slot()
    def _on_chosen(self) -> None:
        self.view.confirm.hide()
        if not self.deeds.holds():
            self._show_item()

    @Slot()
    def _on_left(self) -> None:
        if self._page is not None:
            self.view.show_nothing(self._is_empty(self._page))
        self._show_item()

    @Slot()
    def _show_item(self) -> None:
        """The chosen device or number, unless something is being typed."""
        if self._page is not None and not self.deeds.is_writing:
            self.right.show(self.lists.chosen(), self._page)

    @Slot(object)
    def _on_judged(self, judged: Judged) -> None:
        if judged == self.read.judged:
            return
        self.read.judged = judged
        self.lists.refresh()
        self._show_item()

    @staticmethod
    def _is_empty(page: DevicePage) -> bool:
        return not page.devices and not page.unknown

    def _count(self) -> None:
        assert self._page is not None
        refusing = sum(one.refusing is not None and not one.is_removed for one in self._page.devices)
        count = len(self._page.unknown) + refusing
        if count != self._badge:
            self._badge = count
            self.badge_changed.emit(count)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        chosen = self.lists.chosen()
        if chosen is not None:
            self.deeds.act(key, chosen)

    @Slot(object)
    def _on_row_activated(self, _index: object) -> None:
        """Enter or a double click: what one would do next."""
        chosen = self.lists.chosen()
        if isinstance(chosen, RegisteredDevice):
            self._on_action(RESTORE if chosen.is_removed else EDIT)
        elif chosen is not None:
            self._on_action(CHOOSE)

    @Slot(str, str)
    def _on_unit_taken(self, column: str, unit: str) -> None:
        self.deeds.take_unit(self.view.device.mn, column, unit)
