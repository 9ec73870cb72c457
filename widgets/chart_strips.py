"""Strips between the curves and the time axis: what happened, and where the wind came from."""

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets import icons, theme
from widgets.chart_data import Event, Ints, Wind
from widgets.fonts import sized

CALM = 0.2
"""m/s up to which the Beaufort scale knows no direction."""
_STEPS = (60, 300, 600, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
_STEP_DAYS = 86400

_ICONS = {
    "dispatched": "dispatch",
    "closed": "check",
    "flag": "warning",
    "meeting": "meeting",
    "alarm": "alarm",
}


class Strip(pg.GraphicsWidget):
    """A row below the plot that shares its time scale; it has no height while it is empty."""

    def __init__(self, box: pg.ViewBox, em: float) -> None:
        super().__init__()
        self._box, self._em = box, em
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.sigXRangeChanged.connect(self._on_moved)
        self.resize_to(False)

    def resize_to(self, shown: bool) -> None:
        """Takes its height, or none."""
        height = theme.current().px(self._em) if shown else 0
        self.setVisible(shown)
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)
        self.update()

    def x_of(self, time: float) -> float:
        """Horizontal place of a time."""
        (start, end), _ = self._box.viewRange()
        width: float = self.size().width()
        return float(time - start) / float(end - start) * width

    def _on_moved(self) -> None:
        self.update()


class EventStrip(Strip):
    """Small icons at their times; those that would overlap share one mark with their number."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box, 1.4)
        self._events: list[Event] = []

    def set_events(self, events: list[Event]) -> None:
        self._events = sorted(events, key=lambda event: event.time)
        self.resize_to(bool(events))

    def clusters(self) -> list[list[Event]]:
        """Events in view, side by side or together as the width allows."""
        room = self._side() + theme.current().unit // 2
        found: list[list[Event]] = []
        for event in self._events:
            if not 0 <= self.x_of(event.time) <= self.size().width():
                continue
            if found and self.x_of(event.time) - self.x_of(found[-1][0].time) < room:
                found[-1].append(event)
            else:
                found.append([event])
        return found

    def near(self, x: float) -> list[Event]:
        """The events of the mark at a place, none beside it."""
        reach = self._side() / 2 + theme.current().unit / 4
        return next((c for c in self.clusters() if abs(self.x_of(c[0].time) - x) <= reach), [])

    def _side(self) -> int:
        return theme.current().px(1.1)

    @override
    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        look, side = theme.current(), self._side()
        middle = self.size().height() / 2
        for cluster in self.clusters():
            rect = QRectF(self.x_of(cluster[0].time) - side / 2, middle - side / 2, side, side)
            if len(cluster) == 1:
                colour = look.alarm if cluster[0].kind == "alarm" else look.muted
                icons.draw(painter, rect, _ICONS.get(cluster[0].kind, "info"), colour)
            else:
                _paint_count(painter, rect, len(cluster))


def _paint_count(painter: QPainter, rect: QRectF, count: int) -> None:
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.muted))
    painter.drawEllipse(rect)
    painter.setPen(QColor(look.surface))
    painter.setFont(sized(pg.QtWidgets.QApplication.font(), look.px(0.72), QFont.Weight.Bold))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(count) if count < 10 else "9+")


class WindStrip(Strip):
    """Arrows that fly with the wind, so far apart that none touches the next; calm is a dot."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box, 1.6)
        self._wind = Wind()

    def set_wind(self, wind: Wind) -> None:
        known = np.isfinite(wind.speed) & (np.isfinite(wind.direction) | (wind.speed <= CALM))
        self._wind = Wind(wind.x[known], wind.speed[known], wind.direction[known])
        self.resize_to(bool(len(self._wind.x)))

    def shown(self) -> Wind:
        """The readings that get an arrow."""
        (start, end), _ = self._box.viewRange()
        least = (end - start) / max(1.0, self.size().width()) * self._room()
        rows = one_a_step(self._wind, start, end, least)
        return Wind(self._wind.x[rows], self._wind.speed[rows], self._wind.direction[rows])

    def _room(self) -> float:
        return float(theme.current().px(1.5))

    @override
    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        look, wind = theme.current(), self.shown()
        middle = self.size().height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.muted), max(1.2, look.px(0.1))))
        painter.setBrush(QColor(look.muted))
        for time, speed, direction in zip(wind.x, wind.speed, wind.direction, strict=True):
            place = QPointF(max(look.px(0.55), self.x_of(float(time))), middle)
            if speed <= CALM:
                painter.drawEllipse(place, look.px(0.11), look.px(0.11))
            else:
                _paint_arrow(painter, place, float(direction), look.px(0.55) * reach(float(speed)))


def reach(speed: float) -> float:
    """Share of the full length an arrow has: a half for a breath, all of it from 8 m/s on."""
    return 0.5 + 0.5 * min(1.0, speed / 8)


def heading(direction: float) -> tuple[float, float]:
    """Where an arrow points on the screen (right, down) for a wind that comes from `direction`."""
    angle = math.radians(direction)
    return -math.sin(angle), math.cos(angle)


def _paint_arrow(painter: QPainter, middle: QPointF, direction: float, half: float) -> None:
    right, down = heading(direction)
    ahead, side = QPointF(right, down) * half, QPointF(-down, right) * half * 0.45
    tip = middle + ahead
    painter.drawLine(QLineF(middle - ahead, tip))
    back = tip - ahead * 0.9
    painter.drawPolygon(QPolygonF([tip, back + side, back - side]))


def one_a_step(wind: Wind, start: float, end: float, least: float) -> Ints:
    """Rows at least `least` seconds apart; they stay the same while the view moves."""
    step = next((step for step in _STEPS if step >= least), 0)
    step = step or math.ceil(least / _STEP_DAYS) * _STEP_DAYS
    # whole groups, so that the edge of the view does not choose
    edges = (math.floor(start / step) * step, np.nextafter(end, np.inf))
    first, stop = np.searchsorted(wind.x, edges)
    _, firsts = np.unique(np.floor(wind.x[first:stop] / step), return_index=True)
    rows = first + firsts
    apart = np.concatenate(([True], np.diff(wind.x[rows]) >= least))[: len(rows)]
    found: Ints = rows[apart & (wind.x[rows] >= start)]
    return found
