"""The plot of profiles: medians as lines, the middle half as bands, a read-out under mouse and keys."""

import math
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_curves import curve_colour, series_pen
from widgets.chart_data import Floats
from widgets.chart_items import LegendEntry
from widgets.chart_readout import Readout, ReadoutText
from widgets.fonts import sized

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_BAND_ALPHA = 0.16
_STEPS = (1, 2, 2.5, 5, 10)


def _none() -> Floats:
    return np.empty(0, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One curve: 24 hours (the first ends at 01:00) or 7 weekdays (Monday first); NaN is a gap."""

    key: str
    label: str
    median: Floats
    low: Floats = field(default_factory=_none)
    """25th percentile; empty: no band."""
    high: Floats = field(default_factory=_none)
    colour: int = 0


class ProfilePlot(QWidget):
    """Paints the curves; has the read-out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._profiles: list[Profile] = []
        self._unit, self._decimals = "", 0
        self._at: int | None = None
        self._readout = Readout(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_profiles(self, names: list[str], profiles: list[Profile], unit: str, decimals: int) -> None:
        self._names, self._profiles, self._unit, self._decimals = names, profiles, unit, decimals
        self._read(None)

    def readout_text(self) -> str:
        """What the cross-hair says; "" when it is away."""
        return self._readout.text() if self._at is not None else ""

    def x_of(self, index: int) -> float:
        """Where the n-th hour or weekday stands."""
        area = self._area()
        return area.left() + (index + 0.5) * area.width() / max(1, len(self._names))

    def y_of(self, value: float) -> float:
        area, top = self._area(), self._ticks()[-1]
        return area.bottom() - value / top * area.height()

    def _area(self) -> QRectF:
        look, metrics = theme.current(), self._metrics()
        left = metrics.horizontalAdvance(f"{self._ticks()[-1]:g}") + look.unit
        head = metrics.height() * 3 // 2 + look.unit // 2 if self._unit else look.unit
        foot = metrics.height() + look.unit // 2
        return QRectF(self.rect()).adjusted(left, head, -1, -foot)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(sized(self.font(), theme.current().small_px))

    def _ticks(self) -> list[float]:
        """0 and round numbers up to the highest value."""
        parts = [part for one in self._profiles for part in (one.median, one.high)]
        known = np.concatenate([*parts, np.zeros(1)])
        top = max(1.0, float(np.nanmax(known)))
        room = max(2, self.height() // (3 * self._metrics().height()))
        scale = 10 ** math.floor(math.log10(top / room))
        step = next((s * scale for s in _STEPS if top / (s * scale) <= room), 10 * scale)
        return [step * n for n in range(math.ceil(top / step) + 1)]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(self.font(), theme.current().small_px))
        self._paint_axes(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self._profiles:
            self._paint_band(painter, one)
        for one in self._profiles:
            self._paint_median(painter, one)
        if self._at is not None:
            area, x = self._area(), self.x_of(self._at)
            painter.setPen(QPen(QColor(theme.current().muted), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_axes(self, painter: QPainter) -> None:
        look, area, metrics = theme.current(), self._area(), self._metrics()
        height = metrics.height()
        for value in self._ticks():
            y = round(self.y_of(value))
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), QColor(look.line))
            painter.setPen(QColor(look.muted))
            rect = QRectF(0, y - height / 2, area.left() - look.unit / 2, height)
            painter.drawText(rect, _RIGHT, f"{value:g}")
        if self._unit:
            painter.drawText(QRectF(0, 0, self.width(), height), self._unit)
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0) + look.unit
        pitch = area.width() / max(1, len(self._names))
        every = next((n for n in (1, 2, 3, 6, 12) if widest <= n * pitch), 24)
        for index in range(every - 1, len(self._names), every):
            rect = QRectF(self.x_of(index) - widest, area.bottom() + look.unit / 4, 2 * widest, height)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._names[index])

    def _paint_band(self, painter: QPainter, one: Profile) -> None:
        if not len(one.low) or not len(one.high):
            return
        colour = QColor(curve_colour(one.colour))
        colour.setAlphaF(_BAND_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for run in _runs(one.low + one.high):
            upper = [QPointF(self.x_of(n), self.y_of(float(one.high[n]))) for n in run]
            lower = [QPointF(self.x_of(n), self.y_of(float(one.low[n]))) for n in reversed(run)]
            painter.drawPolygon(QPolygonF(upper + lower))

    def _paint_median(self, painter: QPainter, one: Profile) -> None:
        pen = series_pen(one.colour, 1.0)
        pen.setWidthF(max(1.5, pen.widthF()))
        for run in _runs(one.median):
            points = [QPointF(self.x_of(n), self.y_of(float(one.median[n]))) for n in run]
            if len(points) > 1:
                painter.setPen(pen)
                painter.drawPolyline(QPolygonF(points))
            else:
                dot = QPen(pen.color(), 4 * pen.widthF())
                dot.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(dot)
                painter.drawPoint(points[0])

    def _read(self, index: int | None) -> None:
        self._at = index
        self.update()
        if index is None or not self._profiles:
            self._at = None
            self._readout.hide()
            return
        entries = tuple(self._entry(one, index) for one in self._profiles)
        area: QRect = self._area().toRect()
        point = QPoint(round(self.x_of(index)), area.top())
        self._readout.show_at(point, area, ReadoutText(self._title(index), entries))
        self.setAccessibleDescription(self._readout.text())

    def _title(self, index: int) -> str:
        if len(self._names) == 24:
            return f"{index:02}:00–{index + 1:02}:00"
        return self.tr("On {weekday}").format(weekday=self._names[index])

    def _entry(self, one: Profile, index: int) -> LegendEntry:
        text = self._number(one.median, index)
        if len(one.low) and len(one.high) and text != "—":
            text = f"{text} ({self._number(one.low, index)}–{self._number(one.high, index)})"
        return LegendEntry(one.label, text, curve_colour(one.colour), dashed(one))

    def _number(self, values: Floats, index: int) -> str:
        value = float(values[index]) if len(values) else math.nan
        return f"{value:.{self._decimals}f}" if math.isfinite(value) else "—"

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area, x = self._area(), event.position().x()
        inside = area.left() <= x < area.right() and self._names
        self._read(int((x - area.left()) / area.width() * len(self._names)) if inside else None)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._read(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._names) - 1
        if event.key() == Qt.Key.Key_Left:
            self._read(last if self._at is None else max(0, self._at - 1))
        elif event.key() == Qt.Key.Key_Right:
            self._read(0 if self._at is None else min(last, self._at + 1))
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._read(None)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._read(self._at)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(26), theme.current().px(14))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(14), theme.current().px(8))


def dashed(one: Profile) -> bool:
    return one.colour >= len(theme.current().series)


def _runs(values: Floats) -> list[list[int]]:
    """Positions of known values, apart where one is missing."""
    known = np.flatnonzero(np.isfinite(values))
    parts = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    return [part.tolist() for part in parts if len(part)]
