"""The chart of the chosen stations: what to read, what to draw, what is said beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from db.queries.readings import Series as Hours
from desktop.air.aqi import CODES
from desktop.air.standards import POLLUTANTS, Edition, limits_for
from desktop.evaluation.words import kind_text
from desktop.models.wall import DUE_AFTER, HOUR, StationNow, due_hour
from desktop.screens.duty.beside import Beside, BesideRequest
from desktop.screens.duty.drawing import curve, events
from desktop.screens.duty.hours import Floats, HourGrid
from desktop.screens.duty.labels import china_day, hour_text
from desktop.screens.duty.loading import ChartRequest
from desktop.screens.duty.scale import bands, limit
from desktop.screens.duty.stretch import DAY, MINUTE, Stretch, last_label, stretch_for
from desktop.screens.duty.tiles import edition_name, full_name, unit_of
from desktop.screens.duty.view import ALL, RANGES, DutyView
from desktop.standards import limits
from desktop.texts import step_text
from widgets import theme
from widgets.live_chart import MAX_CURVES, Band, Series

_NONE = np.empty(0)
_STEP = 1 / 500
"""Share of the window by which it moves on: about a pixel."""


class Curves(QObject):
    """Drives the chart panel of a view. It asks for values; the screen reads them and hands them back."""

    wanted = Signal(object)
    """Fires with the `ChartRequest` that has to be answered by `take`."""
    beside_wanted = Signal(object)
    """Fires with the `BesideRequest` that has to be answered by `take_beside`."""
    pollutant_changed = Signal()
    """Fires when the user chose another pollutant."""

    def __init__(self, view: DutyView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._chart = view, view.chart
        self._stations: dict[str, StationNow] = {}
        self._left_out = 0
        self._colours: dict[str, int] = {}
        self._grids: dict[str, HourGrid] = {}
        self._lines: dict[str, Hours] = {}
        """Minutes or days; hours are in the grids."""
        self._beside = Beside()
        self._edition: Edition | None = None
        self._now = 0
        self._stretch = Stretch(HOUR, 0, 0)
        self._end = 0.0
        self._serial = 0
        view.pollutants.chosen.connect(self._on_pollutant_chosen)
        view.ranges.chosen.connect(self._on_range_chosen)
        view.chart.range_changed.connect(self._on_moved)
        view.menu.changed.connect(self.refresh_beside)
        view.menu.period_chosen.connect(self._on_period_chosen)

    @property
    def pollutant(self) -> int:
        """Index of the pollutant shown; of the first where all are."""
        return 0 if self.is_all else POLLUTANTS.index(self._view.pollutants.current())

    @property
    def is_all(self) -> bool:
        """Whether all pollutants of one station are drawn."""
        return self._view.pollutants.current() == ALL

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
            newest = last_label(now, self._stretch.step)
            if self._chart.is_following():
                self._stretch = replace(self._stretch, until=newest)
            self.wanted.emit(ChartRequest(self._serial, touched, self._stretch))
            self.refresh_beside()

    def take_beside(self, request: BesideRequest, found: Beside) -> None:
        """Put what was found beside the curves, unless something else has been asked for since."""
        if request.curves.serial != self._serial:
            return
        self._beside = found
        wind = found.wind
        if wind is None:
            self._chart.set_wind(_NONE, _NONE, _NONE)
        else:
            self._chart.set_wind(wind.time.astype(np.float64), wind.values[0], wind.values[1])
        self._chart.set_events(events(found, step_text))
        self._draw()

    def take(self, request: ChartRequest, found: Mapping[str, Hours]) -> None:
        """Put what was read on the chart, unless something else has been asked for since."""
        if request.serial != self._serial:
            return
        for code, hours in found.items():
            if request.stretch.step != HOUR:
                self._lines[code] = hours
                continue
            if code not in self._grids:
                self._grids[code] = HourGrid(request.stretch.since, request.stretch.until)
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
        self._stretch = stretch_for(start, self._end, self._now)
        self._chart.set_window(start, self._end)

    def _ask(self) -> None:
        """Read everything that is shown; answers to earlier questions are dropped."""
        self._serial += 1
        self._grids, self._lines, self._beside = {}, {}, Beside()
        self.wanted.emit(ChartRequest(self._serial, self.codes(), self._stretch))
        self.refresh_beside()

    @Slot()
    def refresh_beside(self) -> None:
        """Read again what stands beside the curves."""
        menu = self._view.menu
        curves = ChartRequest(self._serial, self.codes(), self._stretch)
        self.beside_wanted.emit(BesideRequest(curves, menu.comparing, menu.wants_wind, menu.wants_orders))

    def _colour(self) -> None:
        """The lowest free colour for each new station."""
        kept = {code: number for code, number in self._colours.items() if code in self._stations}
        free = (number for number in range(MAX_CURVES) if number not in set(kept.values()))
        self._colours = {code: kept[code] if code in kept else next(free) for code in self._stations}

    def _draw(self) -> None:
        series = self._all_of_one() if self.is_all else self._one_of_all()
        self._chart.set_series(series)
        self._note(series)

    def _one_of_all(self) -> list[Series]:
        """One pollutant of every station that is read."""
        shown, words = self.pollutant, (self._view.menu.comparing_text(), kind_text)
        return [
            curve(code, self._label(station, *line), line, shown, self._colours[code], self._beside, words)
            for code, station in self._stations.items()
            if (line := self._line(code, shown)) is not None
        ]

    def _all_of_one(self) -> list[Series]:
        """Every pollutant of the first station."""
        words = self._view.menu.comparing_text(), kind_text
        code = next(iter(self._stations), "")
        return [
            curve(code, CODES[pollutant], line, pollutant, pollutant, self._beside, words)
            for pollutant in range(len(CODES))
            if (line := self._line(code, pollutant)) is not None
        ]

    def _line(self, code: str, pollutant: int) -> tuple[Floats, Floats] | None:
        """Times and values of a station; None while it is not read."""
        if (grid := self._grids.get(code)) is not None:
            if self._chart.is_following():
                grid.reach(due_hour(self._now))
            return grid.curve(pollutant)
        if (line := self._lines.get(code)) is not None:
            return line.time.astype(np.float64), line.values[pollutant]
        return None

    def _label(self, station: StationNow, x: Floats, y: Floats) -> str:
        """The name; with the hour of the value beside it where that is not the last one due."""
        name = full_name(station)
        known = np.flatnonzero(np.isfinite(y))
        is_live = self._stretch.step != DAY and self._chart.is_following()
        if not is_live or not len(known) or self._now - x[known[-1]] <= DUE_AFTER:
            return name
        return f"{name} ({hour_text(int(x[known[-1]]), self._now)})"

    def _note(self, series: Sequence[Series]) -> None:
        parts = [self._subject(), self._kind_of_values()]
        if (share := self._valid(series)) is not None:
            parts.append(self.tr("{share} % valid").format(share=f"{share:.1f}"))
        if self._left_out:
            parts.append(self.tr("{count} more not drawn").format(count=self._left_out))
        if self._edition is not None:
            parts.append(edition_name(self._edition))
        if comparing := self._view.menu.comparing_text():
            parts.append(self.tr("beside it {time}").format(time=comparing))
        self._view.chart_panel.set_title(self.tr("All items") if self.is_all else CODES[self.pollutant])
        self._view.chart_panel.set_note(" · ".join(parts))

    def _subject(self) -> str:
        """The unit; where all pollutants are drawn, whose they are."""
        first = next(iter(self._stations.values()), None)
        return full_name(first) if self.is_all and first is not None else unit_of(self.pollutant)

    def _kind_of_values(self) -> str:
        if self._stretch.step == MINUTE:
            return self.tr("minutes")
        if self._stretch.step == HOUR:
            return self.tr("hours")
        return self.tr("days, highest 8 h") if CODES[self.pollutant] == "O3" else self.tr("days")

    def _valid(self, series: Sequence[Series]) -> float | None:
        """Percent of the hours due in the live period that have a value."""
        if self._stretch.step != HOUR:
            return None
        due = due_hour(self._now)
        since = due - self._span()
        hours = len(series) * (due - since) // HOUR
        found = sum(int(np.isfinite(one.y[(one.x > since) & (one.x <= due)]).sum()) for one in series)
        return 100 * found / hours if hours else None

    def _scale(self) -> None:
        """Bands, limits and digits of the pollutant shown."""
        shown = self.pollutant
        self._chart.set_number_form(decimals=1 if CODES[shown] == "CO" else 0)
        self._chart.set_bands([] if self.is_all else self._bands(shown))
        self._chart.set_limits([] if self.is_all else self._limits())

    def _bands(self, pollutant: int) -> list[Band]:
        if self._edition is None:
            return []
        is_day = self._stretch.step == DAY
        return bands(self._edition.daily if is_day else self._edition.hourly, self._edition, pollutant)

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
    def _on_period_chosen(self, start: float, end: float) -> None:
        """A period that was typed is looked at like one that was panned to."""
        self._chart.show_period(start, end)

    @Slot(float, float)
    def _on_moved(self, start: float, end: float) -> None:
        if self._stations and not self._stretch.covers(start, min(end, self._stretch.until)):
            self._stretch = stretch_for(start, end, self._now)
            self._scale()
            self._ask()
