"""Wiring of the duty screen: what is read when, what follows a choice, what the clock moves."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.changes import Changes
from desktop.air.standards import Edition
from desktop.context import Context
from desktop.models.wall import StationNow, counties, edition_at, last_hour
from desktop.screens.base import Screen
from desktop.screens.duty import loading
from desktop.screens.duty.beside import BesideRequest, load_beside
from desktop.screens.duty.choices import Choices
from desktop.screens.duty.curves import Curves
from desktop.screens.duty.lists import Lists
from desktop.screens.duty.tiles import TileTexts, edition_name, valid_share
from desktop.screens.duty.view import DutyView
from widgets.files import write_whole
from widgets.tiles import TileGroup

T = TypeVar("T")

TICK_MS = 3000
"""Real time between looks at the clock: ages and clocks are by the minute, and a demo's minute is short."""

DEFAULT_CURVES = 8
"""Curves drawn before anybody chose: as many as there are colours that can be told apart."""


class DutyScreen(Screen):
    """The wall of stations, their curves, open orders and the counties' ranking."""

    key = "duty"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view = DutyView()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._stations: dict[str, StationNow] = {}
        self._groups: list[TileGroup] = []
        self._hour = 0
        self._minute = 0
        self._waiting = 0
        self._texts = TileTexts(context.language, self)
        self.curves = Curves(self.view, self)
        self.lists = Lists(self.view, context, self._texts.level_word, self)
        self.choices = Choices(self.view, context, self._texts, lambda: self._stations, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._connect()
        self.apply_theme()
        # keys act on stations first
        self.setFocusProxy(self.view.wall)
        self.view.wall.setFocus()

    def tick(self) -> None:
        """The clock went on: ages, clocks and what became stale, without a query within the hour."""
        now = self._now()
        if not self._stations:
            return
        self.curves.tick(now)
        if now // 60 != self._minute:  # ages and clocks are by the minute: thousands of tiles need no more
            self._minute = now // 60
            self._show_stations()
            self.lists.tick()
        if last_hour(now) != self._hour:
            self._read_wall(None)
            self.curves.refresh_hours(None, self._now())

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.readings or changes.stations or changes.tasks or changes.units or changes.doubts

    @override
    def reload(self, changes: Changes) -> None:
        if changes.stations or changes.units:
            self._read_wall(None)
            self.curves.refresh_hours(None, self._now())
        elif changes.readings or changes.doubts:
            touched = changes.station_codes or None
            self._read_wall(touched)
            if changes.readings:
                self.curves.refresh_hours(touched, self._now())
            else:
                self.curves.refresh_beside()
        if changes.tasks:
            self.curves.refresh_beside()
        if changes.tasks or changes.units:
            shown = self.lists.order_numbers()
            self._read(lambda session: loading.load_orders(session, shown), self.lists.show_orders)

    @override
    def apply_theme(self) -> None:
        self.view.apply_theme()
        self.curves.apply_theme()
        self.view.walls.set_marks(self.curves.marks())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.tick()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _connect(self) -> None:
        self.curves.wanted.connect(self._read_hours)
        self.curves.beside_wanted.connect(self._read_beside)
        self.view.chart.event_clicked.connect(self.context.navigator.show_task)
        self.view.menu.drawn.connect(self._write_file)
        self.view.menu.failed.connect(self.context.report_error)
        self.curves.pollutant_changed.connect(self._show_ranking)
        self.choices.chosen.connect(self._on_chosen)
        self.lists.county_chosen.connect(self._on_county_chosen)
        self.view.sorting.chosen.connect(self._show_stations)
        self.view.basis.chosen.connect(self._show_ranking)

    # What is read

    def _read_wall(self, codes: frozenset[str] | None) -> None:
        now = self._now()
        editions = tuple(self.context.editions.values())
        request = loading.WallRequest(now, editions, self._forced(), codes)
        self._hour = last_hour(now)
        self._read(
            lambda session: loading.load_wall(session, request),
            lambda found: self._on_wall(found, codes is None),
        )

    @Slot(object)
    def _read_hours(self, request: loading.ChartRequest) -> None:
        self._read(
            lambda session: loading.load_series(session, request),
            lambda found: self.curves.take(request, found),
        )

    @Slot(object)
    def _read_beside(self, request: BesideRequest) -> None:
        self._read(
            lambda session: load_beside(session, request),
            lambda found: self.curves.take_beside(request, found),
        )

    @Slot(object, bytes)
    def _write_file(self, path: Path, data: bytes) -> None:
        """Off the GUI thread: a stick or a share may be slow."""
        self.context.jobs.compute(
            partial(write_whole, path, data),
            lambda _none: self._on_written(path),
            error=self.context.report_error,
        )

    def _on_written(self, path: Path) -> None:
        self.context.navigator.message.emit(self.tr("Written: {path}").format(path=path), "info", "")

    def _read(self, operation: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """Answers come in order and none is dropped: each may be about other stations."""
        self._waiting += 1

        def arrived(result: T) -> None:
            done(result)
            self._on_answered()

        self.context.jobs.read(operation, arrived, error=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.context.report_error(error)
        self._on_answered()

    def _on_answered(self) -> None:
        self._waiting -= 1
        if not self._waiting:
            self.mark_ready()

    # What is shown

    def _on_wall(self, found: dict[str, StationNow], everything: bool) -> None:
        # minutes come several times a second and change no tile: the clock's tick keeps the ages
        if not everything and found.items() <= self._stations.items():
            return
        first = not self._stations
        self._stations = found if everything else self._stations | found
        self._show_stations()
        if first and found:
            self.choices.choose(self._default_stations())

    @Slot()
    def _show_stations(self) -> None:
        now = self._now()
        self.view.show_empty(not self._stations, any(s.newest is not None for s in self._stations.values()))
        found = counties(self._stations.values(), now, self.view.sorting.current())
        self._show_groups(self._texts.groups(found, now))
        note = self._wall_note(now)
        self.view.wall_panel.set_note(note)
        self.view.walls.set_note(note)
        self.curves.refresh_stations(self._stations, self._edition(now), now)
        self._show_ranking()

    def _show_groups(self, groups: list[TileGroup]) -> None:
        """Only what differs is painted anew, unless stations come, go or change places."""
        if _places(groups) == _places(self._groups):
            self.view.walls.update_groups(groups)
        else:
            self.view.set_groups(groups)
        self._groups = groups

    def _wall_note(self, now: int) -> str:
        stations = self._stations.values()
        parts = [str(len(stations))]
        if (share := valid_share(stations)) is not None:
            parts.append(self.tr("{share} % valid").format(share=f"{share:.1f}"))
        name = edition_name(self._edition(now))
        parts.append(self.tr("{edition} (forced)").format(edition=name) if self._forced() else name)
        return " · ".join(parts)

    @Slot()
    def _show_ranking(self) -> None:
        now = self._now()
        found = counties(self._stations.values(), now)
        self.lists.show_counties(found, now, self._edition(now), self.curves.pollutant)

    @Slot(object)
    def _on_chosen(self, codes: tuple[str, ...]) -> None:
        self.curves.show_stations([self._stations[code] for code in codes], self._now())
        self.view.walls.set_marks(self.curves.marks())

    @Slot(str)
    def _on_county_chosen(self, code: str) -> None:
        self.choices.choose([key for key, s in self._stations.items() if s.record.shard_code == code])

    def _default_stations(self) -> list[str]:
        """The first station of each county; of the worst counties where there are more than colours."""
        found = counties(self._stations.values(), self._now())
        firsts = [min(station.record.code for station in county.stations) for county in found]
        return firsts[:DEFAULT_CURVES]

    # Now

    def _now(self) -> int:
        return int(self.context.now().timestamp())

    def _forced(self) -> Edition | None:
        key = self.context.forced_edition
        return self.context.editions[key] if key else None

    def _edition(self, now: int) -> Edition:
        """The edition that grades the last hour."""
        return edition_at(self.context.editions.values(), self._forced(), last_hour(now))


def _places(groups: Sequence[TileGroup]) -> list[tuple[str, list[str]]]:
    return [(group.title, [tile.key for tile in group.tiles]) for group in groups]
