"""The chart of the chosen stations: what to read, what to draw, what is said beside it."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from db.queries.readings import Series as Hours
from desktop.air.aqi import CODES
from desktop.air.standards import POLLUTANTS, Edition, limits_for
from desktop.models.wall import DUE_AFTER, HOUR, StationNow, due_hour, last_hour
from desktop.screens.duty.hours import Floats, HourGrid
from desktop.screens.duty.labels import china_day, hour_text
from desktop.screens.duty.loading import ChartRequest
from desktop.screens.duty.scale import bands, limit
from desktop.screens.duty.tiles import edition_name, full_name, unit_of
from desktop.screens.duty.view import RANGES, DutyView
from desktop.standards import limits
from widgets import theme
from widgets.live_chart import MAX_CURVES, Series

_FURTHER = 30 * 24 * HOUR
"""Seconds read more when the user goes back beyond what is there: blank would look like missing data."""

_STEP = 1 / 500
"""Share of the window by which it moves on: about a pixel."""


class Curves(QObject):
    """Drives the chart panel of a view. It asks for hours; the screen reads them and hands them back."""

    wanted = Signal(object)
    """Fires with the `ChartRequest` that has to be answered by `take`."""
    pollutant_changed = Signal()
    """Fires when the user chose another pollutant."""

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
        self._end = 0.0
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
        """Draw these stations. Those that stay keep their colours."""
        self._left_out = max(0, len(stations) - MAX_CURVES)
        self._stations = {station.record.code: station for station in stations[:MAX_CURVES]}
        self._colour()
        self._now = now
        if not self._end:
            self._start_window()
        self._ask()

    def refresh_stations(self, stations: Mapping[str, StationNow], edition: Edition, now: int) -> None:
        """What is known of the stations moved on: labels, bands and limits follow."""
        self._stations = {code: stations[code] for code in self._stations if code in stations}
        self._now = now
        if edition is not self._edition:
            self._edition = edition
            self._scale()
        self._draw()

    def refresh_hours(self, codes: Iterable[str] | None, now: int) -> None:
        """Readings came: read the touched stations again (None: all).

        The whole period is read, not only what follows the last known hour: devices repair gaps days later,
        and a month of eight stations costs the database thread 8 ms.
        """
        touched = tuple(code for code in self._stations if codes is None or code in codes)
        if touched:
            self.wanted.emit(ChartRequest(self._serial, touched, self._since, last_hour(now)))

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
        self._now = now
        start, end = self._window()
        if self._end and end - self._end >= (end - start) * _STEP:
            self._end = end
            self._chart.advance_window(start, end)
        if hour_passed:
            self._draw()

    def apply_theme(self) -> None:
        self._chart.apply_theme()

    def _span(self) -> int:
        return RANGES[self._view.ranges.current()] * HOUR

    def _window(self) -> tuple[float, float]:
        """The live period, with room at the right so that the newest value does not stick to the edge."""
        span = self._span()
        return float(self._now - span), self._now + span / 100

    def _start_window(self) -> None:
        start, self._end = self._window()
        # one hour more: the curve reaches the left edge
        self._since = last_hour(self._now) - self._span() - HOUR
        self._chart.set_window(start, self._end)

    def _ask(self) -> None:
        """Read everything that is shown; answers to earlier questions are dropped."""
        self._serial += 1
        self._grids = {}
        self.wanted.emit(ChartRequest(self._serial, self.codes(), self._since, last_hour(self._now)))

    def _colour(self) -> None:
        """The lowest free colour for each new station."""
        kept = {code: number for code, number in self._colours.items() if code in self._stations}
        free = (number for number in range(MAX_CURVES) if number not in set(kept.values()))
        self._colours = {code: kept[code] if code in kept else next(free) for code in self._stations}

    def _draw(self) -> None:
        due, shown = due_hour(self._now), self.pollutant
        series = []
        for code, station in self._stations.items():
            if (grid := self._grids.get(code)) is None:
                continue
            grid.reach(due)
            x, y = grid.curve(shown)
            series.append(Series(code, self._label(station, x, y), x, y, self._colours[code]))
        self._chart.set_series(series)
        self._note(series)

    def _label(self, station: StationNow, x: Floats, y: Floats) -> str:
        """The name; with the hour of the value beside it where that is not the last one due."""
        name = full_name(station)
        known = np.flatnonzero(np.isfinite(y))
        if not len(known) or self._now - x[known[-1]] <= DUE_AFTER:
            return name
        return f"{name} ({hour_text(int(x[known[-1]]), self._now)})"

    def _note(self, series: Sequence[Series]) -> None:
        parts = [unit_of(self.pollutant)]
        if (share := self._valid(series)) is not None:
            parts.append(self.tr("{share} % valid").format(share=f"{share:.1f}"))
        if self._left_out:
            parts.append(self.tr("{count} more not drawn").format(count=self._left_out))
        if self._edition is not None:
            parts.append(edition_name(self._edition))
        self._view.chart_panel.set_title(CODES[self.pollutant])
        self._view.chart_panel.set_note(" · ".join(parts))

    def _valid(self, series: Sequence[Series]) -> float | None:
        """Percent of the hours due in the live period that have a value."""
        due = due_hour(self._now)
        since = due - self._span()
        hours = len(series) * (due - since) // HOUR
        found = sum(int(np.isfinite(one.y[(one.x > since) & (one.x <= due)]).sum()) for one in series)
        return 100 * found / hours if hours else None

    def _scale(self) -> None:
        """Bands, limits and digits of the pollutant shown."""
        shown = self.pollutant
        self._chart.set_number_form(decimals=1 if CODES[shown] == "CO" else 0)
        self._chart.set_bands(bands(self._edition, shown) if self._edition is not None else ())
        self._chart.set_limits(self._limits())

    def _limits(self) -> list[tuple[float, str]]:
        found = limit(limits_for(limits().values(), china_day(self._now)), POLLUTANTS[self.pollutant])
        if found is None:
            return []
        value, averaging = found
        label = self.tr("8 h limit II {value}") if averaging == "day_8h" else self.tr("Day limit II {value}")
        return [(value, label.format(value=f"{value:g}"))]

    @Slot(str)
    def _on_pollutant_chosen(self, _key: str) -> None:
        self._scale()
        self._draw()
        self.pollutant_changed.emit()

    @Slot(str)
    def _on_range_chosen(self, _key: str) -> None:
        self._start_window()
        self._ask()

    @Slot(float, float)
    def _on_moved(self, start: float, _end: float) -> None:
        if start < self._since and self._stations:
            self._since = last_hour(int(start)) - _FURTHER
            self._ask()
