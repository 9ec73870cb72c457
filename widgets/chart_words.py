"""What legend and read-out say: values with their doubts, the wind, what happened."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from widgets.chart_axes import china_time
from widgets.chart_curves import curve_colour, ghost_colour
from widgets.chart_data import Event, Series, Wind, latest, row_at, usual_step, value_at
from widgets.chart_items import LegendEntry
from widgets.chart_readout import ReadoutText
from widgets.chart_strips import CALM
from widgets.theme import current

_COMPASS = (
    QT_TRANSLATE_NOOP("compass", "N"), QT_TRANSLATE_NOOP("compass", "NE"),
    QT_TRANSLATE_NOOP("compass", "E"), QT_TRANSLATE_NOOP("compass", "SE"),
    QT_TRANSLATE_NOOP("compass", "S"), QT_TRANSLATE_NOOP("compass", "SW"),
    QT_TRANSLATE_NOOP("compass", "W"), QT_TRANSLATE_NOOP("compass", "NW"),
)  # fmt: skip
_LONG = 300 * 86400.0
_MOST_EVENTS = 4


@dataclass(slots=True)
class Content:
    """Everything a chart shows beside bands and limits."""

    series: list[Series] = field(default_factory=list)
    wind: Wind = field(default_factory=Wind)
    events: list[Event] = field(default_factory=list)
    decimals: int = 0
    zero_based: bool = True

    def units(self) -> list[str]:
        return list(dict.fromkeys(one.unit for one in self.series))


class ChartWords(QObject):
    """Writes entries in the language of the window."""

    def legend(self, content: Content) -> list[LegendEntry]:
        """Every curve with its latest value, and what it is compared with."""
        found = []
        for one in content.series:
            found.append(self._entry(content, one, self._value(content, one, latest(one))))
            if one.ghost is not None:
                found.append(_ghost_entry(one, ""))
        return found

    def readout(self, content: Content, time: float, span: float) -> ReadoutText:
        """Everything at one time; `span` is the width of the view."""
        entries = []
        for one in content.series:
            entries.append(self._entry(content, one, self._read(content, one, time)))
            if one.ghost is not None:
                value = value_at(one.ghost.x, one.ghost.y, time)
                entries.append(_ghost_entry(one, self._value(content, one, value)))
        title = f"{china_time(time):%Y-%m-%d %H:%M}" if span > _LONG else f"{china_time(time):%m-%d %H:%M}"
        notes = [*self._wind(content.wind, time), *self._events(content, time, span)]
        return ReadoutText(title, tuple(entries), tuple(notes))

    def flag_word(self, series: Series, row: int) -> str:
        """Why a value is in doubt, "" if it is not."""
        return series.flag_words.get(row) or self.tr("flagged") if series.is_flagged(row) else ""

    def _entry(self, content: Content, series: Series, value: str) -> LegendEntry:
        label = series.label
        if series.unit in content.units()[2:]:
            label = self.tr("{label} (no axis for {unit})").format(label=label, unit=series.unit)
        dashed = series.colour >= len(current().series)
        return LegendEntry(label, value, curve_colour(series.colour), dashed)

    def _read(self, content: Content, series: Series, time: float) -> str:
        row = row_at(series.x, time)
        if row is None:
            return "—"
        text = self._value(content, series, float(series.y[row]))
        return f"{text} {self.flag_word(series, row)}".rstrip()

    def _value(self, content: Content, series: Series, value: float) -> str:
        if not math.isfinite(value):
            return "—"
        digits = content.decimals if series.decimals is None else series.decimals
        text = f"{value:.{digits}f}"
        return f"{text} {series.unit}".rstrip() if len(content.units()) > 1 else text

    def _wind(self, wind: Wind, time: float) -> list[str]:
        row = row_at(wind.x, time)
        if row is None or not math.isfinite(wind.speed[row]):
            return []
        speed, direction = float(wind.speed[row]), float(wind.direction[row])
        if speed <= CALM:
            return [self.tr("Calm, {speed} m/s").format(speed=f"{speed:.1f}")]
        if not math.isfinite(direction):
            return [self.tr("Wind {speed} m/s").format(speed=f"{speed:.1f}")]
        name = QCoreApplication.translate("compass", str(_COMPASS[round(direction / 45) % 8]))
        return [self.tr("{direction} wind {speed} m/s").format(direction=name, speed=f"{speed:.1f}")]

    def _events(self, content: Content, time: float, span: float) -> list[str]:
        """Those nearer to this time than to another row, at least within a hundredth of the view."""
        steps = [usual_step(one.x) for one in content.series if len(one.x)]
        near = max(min(steps, default=0.0) / 2, span / 100)
        found = [event for event in content.events if abs(event.time - time) <= near]
        lines = list(_event_lines(found[:_MOST_EVENTS]))
        if more := len(found) - _MOST_EVENTS:
            lines += [self.tr("{count} more").format(count=more)] if more > 0 else []
        return lines


def _ghost_entry(series: Series, value: str) -> LegendEntry:
    assert series.ghost is not None
    return LegendEntry(series.ghost.label, value, ghost_colour(series.colour), True)


def _event_lines(events: Iterable[Event]) -> Iterable[str]:
    return (f"{china_time(event.time):%H:%M} {event.label}" for event in events)


def event_text(events: Iterable[Event]) -> str:
    """Events as lines, for tooltips."""
    return "\n".join(f"{china_time(event.time):%m-%d %H:%M} {event.label}" for event in events)
