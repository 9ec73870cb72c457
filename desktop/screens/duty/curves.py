"""The chart of the chosen stations: what to read, what to draw, what is said beside it."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from db.queries.readings import Series as Hours
from desktop.air.aqi import CODES
from desktop.air.standards import POLLUTANTS, Edition, limits_for
from desktop.models.wall import DUE_AFTER, GRACE, HOUR, StationNow, due_hour, last_hour
from desktop.screens.duty.ages import china_day, hour_text
from desktop.screens.duty.hours import HourGrid
from desktop.screens.duty.loading import ChartRequest
from desktop.screens.duty.scale import bands, limit
from desktop.screens.duty.tiles import edition_name, full_name, unit_of
from desktop.screens.duty.view import RANGES, DutyView
from desktop.standards import limits
from widgets import theme
from widgets.live_chart import MAX_CURVES, Series

_FURTHER = 30 * 24 * HOUR
"""Seconds read more when the user goes back beyond what is there: blank paper would look like missing data."""

_STEP = 1 / 500
"""Share of the window by which it moves on: about a pixel."""


class Curves(QObject):
    """Drives the chart panel of a view. It asks for hours; the screen reads them and hands them back."""

    wanted = Signal(object)
    """Fires with the `ChartRequest` that has to be answered by `take`."""

    def __init__(self, view: DutyView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._chart = view, view.chart
        self._stations: dict[str, StationNow] = {}
        self._left_out = 0
        self._colours: dict[str, int] = {}
        self._grids: dict[str, HourGrid] = {}
        self._edition: Edition | None = None
        self._now = 0
        self._since = 0
        self._serial = 0
        view.pollutants.chosen.connect(self._on_pollutant_chosen)
        view.ranges.chosen.connect(self._on_range_chosen)
        view.chart.range_changed.connect(self._on_moved)

    @property
    def pollutant(self) -> int:
        """Index of the pollutant shown."""
        return POLLUTANTS.index(self._view.pollutants.current())

    def codes(self) -> tuple[str, ...]:
        """Stations on the chart."""
        return tuple(self._stations)

    def marks(self) -> dict[str, str]:
        """Colour of each station's curve, for the wall."""
        colours = theme.current().series
        return {code: colours[number % len(colours)] for code, number in self._colours.items()}

    def show_stations(self, stations: Sequence[StationNow], now: int) -> None:
        """Draw these stations. Those that stay keep their colours and their hours."""
        self._left_out = max(0, len(stations) - MAX_CURVES)
        self._stations = {station.record.code: station for station in stations[:MAX_CURVES]}
        self._now = now
        self._colour()
        self._ask()

    def refresh_stations(self, stations: Iterable[StationNow], edition: Edition, now: int) -> None:
        """What is known of the stations moved on: labels, bands and limits follow."""
        for station in stations:
            if station.record.code in self._stations:
                self._stations[station.record.code] = station
        self._now = now
        if edition is not self._edition:
            self._edition = edition
            self._scale()
        self._draw()

    def refresh_hours(self, codes: Iterable[str]) -> None:
        """Readings came: read the touched stations again.

        The whole period is read, not only what follows the last known hour: devices repair gaps days later,
        and a month of eight stations costs the database thread 8 ms.
        """
        touched = tuple(code for code in codes if code in self._stations)
        if touched:
            self.wanted.emit(ChartRequest(self._serial, touched, self._since, last_hour(self._now)))

    def take(self, request: ChartRequest, found: Mapping[str, Hours]) -> None:
        """Put what was read on the chart, unless something else has been asked for since."""
        if request.serial != self._serial:
            return
        for code, hours in found.items():
            if code not in self._grids:
                self._grids[code] = HourGrid(request.since, request.until)
            self._grids[code].write(hours.time, hours.values)
        self._draw()

    def tick(self, now: int) -> None:
        """The clock went on: the window moves with it by the pixel, an hour that is due becomes a gap."""
        hour_passed = due_hour(now) != due_hour(self._now)
        start, end = self._window(now)
        if end - self._end >= (end - start) * _STEP:
            self._end = end
            self._chart.advance_window(start, end)
        self._now = now
        if hour_passed:
            self._draw()

    def apply_theme(self) -> None:
        self._chart.apply_theme()

    def _ask(self) -> None:
        """Read everything that is shown; answers to earlier questions are dropped."""
        self._serial += 1
        self._since = last_hour(self._now) - self._hours() * HOUR
        self._grids = {}
        start, end = self._window(self._now)
        self._end = end
        self._chart.set_window(start, end)
        self._scale()
        self.wanted.emit(ChartRequest(self._serial, self.codes(), self._since, last_hour(self._now)))
