"""What the user does with a station: put it on the chart, order something because of it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desktop.context import Context, TaskDraft
from desktop.models.wall import StationNow
from desktop.screens.duty.tiles import TileTexts
from desktop.screens.duty.view import DutyView


class Choices(QObject):
    """Answers clicks, keys and the menu of the wall."""

    chosen = Signal(object)
    """Fires with the codes that belong on the chart, in the order of the wall."""

    def __init__(
        self,
        view: DutyView,
        context: Context,
        texts: TileTexts,
        stations: Callable[[], Mapping[str, StationNow]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._wall, self._texts = view, view.wall, texts
        self._context, self._stations = context, stations
        self._codes: tuple[str, ...] = ()
        self._current: str | None = None
        self._wall.selection_changed.connect(self._on_selection_changed)
        self._wall.activated.connect(self.show_only)
        self._wall.menu_requested.connect(self._on_menu_requested)
        view.new_order.clicked.connect(self._on_new_order)
        context.navigator.show_station.connect(self.show_only)
        shortcut = QShortcut(QKeySequence("N"), self._wall, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_new_order)

    def choose(self, codes: Sequence[str]) -> None:
        """Put these on the chart without making any of them the current one."""
        self._wall.set_selected(codes)
        self._current = None

    @Slot(str)
    def show_only(self, code: str) -> None:
        """Put one station on the chart and make it the current one."""
        if code in self._stations():
            self._wall.set_selected([code])
            self._current = code

    def order_for(self, code: str | None) -> None:
        """Begin an order because of a station; an empty one if there is none."""
        station = self._stations().get(code or "")
        self._context.navigator.new_task.emit(
            self._draft(station) if station else TaskDraft(source="station")
        )

    def _draft(self, station: StationNow) -> TaskDraft:
        now = int(self._context.now().timestamp())
        return TaskDraft(
            title=self._texts.title_text(station),
            station_code=station.record.code,
            unit_code=station.record.unit_code,
            found=self._texts.found_text(station, now),
            source="station",
        )

    @Slot(object)
    def _on_selection_changed(self, codes: tuple[str, ...]) -> None:
        # the station that was clicked last: the one left over, or the one that joined
        new = codes if len(codes) == 1 else [code for code in codes if code not in self._codes]
        if new or self._current not in codes:
            self._current = new[-1] if new else None
        self._codes = codes
        self.chosen.emit(codes)

    @Slot()
    def _on_new_order(self) -> None:
        self.order_for(self._current)

    @Slot(str, QPoint)
    def _on_menu_requested(self, code: str, position: QPoint) -> None:
        menu = QMenu(self._wall)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        on_chart = code in self._codes
        toggle = self.tr("Take off the chart") if on_chart else self.tr("Add to the chart")
        only = menu.addAction(self.tr("Only this one on the chart"))
        only.triggered.connect(lambda: self.show_only(code))
        added = menu.addAction(toggle)
        added.triggered.connect(lambda: self._wall.set_selected({*self._codes} ^ {code}))
        menu.addSeparator()
        order = menu.addAction(self.tr("New order for this station"))
        order.triggered.connect(lambda: self.order_for(code))
        menu.popup(position)
