"""Draws the curves: no more points than the screen has room for, in pixels of the plot."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_data import Bools, Floats, Series, usual_step
from widgets.chart_levels import Levels, Points
from widgets.colors import mix

_PER_PIXEL = 2
_SMOOTH_POINTS = 6000
"""Up to here smooth lines cost about what rough ones do."""
_GHOST_SHARE = 0.55
_FEW, _DASHED = 64, 16
"""Up to so many points a wide pen may draw corners; dashed ones draw so many at a time."""


def curve_colour(colour: int) -> str:
    """Colour of the n-th curve."""
    look = theme.current()
    return look.series[colour % len(look.series)]


def ghost_colour(colour: int) -> str:
    """The muted colour of what the n-th curve is compared with."""
    return mix(curve_colour(colour), theme.current().surface, _GHOST_SHARE).name()


def series_pen(colour: int, ratio: float) -> QPen:
    """Pen of the n-th curve; the second and third round of colours is dashed.

    Cosmetic pens count device pixels, so at 200 % they need twice the width.
    """
    look = theme.current()
    pen: QPen = pg.mkPen(curve_colour(colour), width=look.pen_width * ratio)
    if colour >= len(look.series):
        pen.setDashPattern([5, 3] if colour < 2 * len(look.series) else [2, 2])
    return pen


def ghost_pen(colour: int, ratio: float) -> QPen:
    pen: QPen = pg.mkPen(ghost_colour(colour), width=theme.current().pen_width * ratio)
    pen.setDashPattern([4, 4])
    return pen


class CurveLayer(pg.GraphicsObject):
    """All curves of a plot in one item, which lies in the view box and is clipped by it."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._box = box
        self._series: list[Series] = []
        self._levels: dict[str, Levels] = {}
        self._scales: Mapping[str, tuple[float, float]] = {}
        self._moving = False
        self.setZValue(10)
        box.sigRangeChanged.connect(self._on_moved)
        box.sigResized.connect(self._on_resized)

    def set_series(self, series: Sequence[Series]) -> None:
        """Draws these; levels are built only for curves whose numbers are new."""
        self._series = list(series)
        self._levels = {key: self._kept(key, x, y) for key, x, y in _curves(self._series)}
        self.update()

    def set_scales(self, scales: Mapping[str, tuple[float, float]]) -> None:
        """Lowest and highest value of the plot for each unit that does not have the left axis.

        Curves of a unit that is mapped to an empty range have no axis and are not drawn.
        """
        self._scales = dict(scales)
        self.update()

    def set_moving(self, moving: bool) -> None:
        """While the view moves lines may be rough."""
        if moving != self._moving:
            self._moving = moving
            self.update()

    def drawn(self) -> list[tuple[Floats, Floats]]:
        """What there is to draw of each curve, the finest level."""
        return [(one.x, one.y) for one in self._series]

    def points(self, key: str) -> Points:
        """The points of one curve that a picture of the present view is made of."""
        start, end = self._box.viewRange()[0]
        levels = self._levels[key]
        first, last = levels.span
        pixels = self.boundingRect().width() * (min(end, last) - max(start, first)) / (end - start)
        limit = _PER_PIXEL * max(1.0, pixels)
        most = theme.current().curve_points
        return levels.view(start, end, int(min(limit, most) if most else limit))

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(self._box.rect())

    @override
    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        # of the screen, or of a picture with more dots an inch than the screen
        ratio = painter.deviceTransform().m11()
        shown = [one for one in self._series if self._scale(one) is not None]
        points = {key: self._placed(key, one) for one in shown for key in _keys(one)}
        count = sum(len(part.x) for part in points.values())
        smooth = not self._moving and count <= _SMOOTH_POINTS
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        for one in shown:
            if one.ghost is not None:
                painter.setPen(ghost_pen(one.colour, ratio))
                _paint_line(painter, points[_ghost_key(one.key)], self._moving)
        for one in shown:
            self._paint_curve(painter, one, points[one.key], ratio)

    def _paint_curve(self, painter: QPainter, one: Series, points: Points, ratio: float) -> None:
        pen = series_pen(one.colour, ratio)
        if one.bars:
            return _paint_bars(painter, points, self._bar_width(one), self._floor(one), pen.color())
        painter.setPen(pen)
        _paint_line(painter, points, self._moving)
        _paint_dots(painter, points.lone(), pen.color())
        if len(one.flagged):
            self._paint_flags(painter, one, pen)
        return None

    def _paint_flags(self, painter: QPainter, one: Series, pen: QPen) -> None:
        start, end = self._box.viewRange()[0]
        rows = np.flatnonzero(one.flagged[: len(one.x)] & np.isfinite(one.y[: len(one.flagged)]))
        rows = rows[(one.x[rows] >= start) & (one.x[rows] <= end)]
        x, y = self._place(one.x[rows], one.y[rows], one)
        size = max(3.5, theme.current().px(0.27))
        # marks on top of each other are one mark
        _, firsts = np.unique(np.floor(x / size), return_index=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(pen.color(), max(1.4, theme.current().pen_width)))
        painter.setBrush(QColor(theme.current().surface))
        for row in firsts:
            painter.drawEllipse(QPointF(x[row], y[row]), size, size)

    def _kept(self, key: str, x: Floats, y: Floats) -> Levels:
        known = self._levels.get(key)
        return known if known is not None and known.holds(x, y) else Levels(x, y)

    def _scale(self, one: Series) -> tuple[float, float] | None:
        low, high = self._scales.get(one.unit, self._box.viewRange()[1])
        return (float(low), float(high)) if high > low else None

    def _placed(self, key: str, one: Series) -> Points:
        points = self.points(key)
        x, y = self._place(points.x, points.y, one)
        return Points(x, y, points.run)

    def _place(self, x: Floats, y: Floats, one: Series) -> tuple[Floats, Floats]:
        """From times and values to pixels."""
        (start, end), _ = self._box.viewRange()
        low, high = self._scale(one) or (0.0, 1.0)
        rect = self.boundingRect()
        across, up = rect.width() / (end - start), rect.height() / (high - low)
        return (x - start) * across, rect.height() - (y - low) * up

    def _floor(self, one: Series) -> float:
        return float(self._place(np.zeros(1), np.zeros(1), one)[1][0])

    def _bar_width(self, one: Series) -> float:
        start, end = self._box.viewRange()[0]
        pixels: float = self.boundingRect().width() / (end - start)
        return max(1.0, 0.7 * usual_step(one.x) * pixels)

    def _on_moved(self) -> None:
        self.update()

    def _on_resized(self) -> None:
        self.prepareGeometryChange()


def _ghost_key(key: str) -> str:
    return f"{key}\nghost"


def _keys(one: Series) -> list[str]:
    return [one.key] if one.ghost is None else [one.key, _ghost_key(one.key)]


def _curves(series: list[Series]) -> list[tuple[str, Floats, Floats]]:
    ghosts = [(_ghost_key(one.key), one.ghost.x, one.ghost.y) for one in series if one.ghost is not None]
    return [(one.key, one.x, one.y) for one in series] + ghosts


def _paint_line(painter: QPainter, points: Points, moving: bool) -> None:
    if len(points.x) < 2:
        return
    pen = painter.pen()
    joined = np.diff(points.run) == 0
    if pen.widthF() <= 1 or len(points.x) <= _FEW:
        _paint_whole(painter, points, joined)
    elif moving or pen.style() == Qt.PenStyle.SolidLine:
        _paint_pieces(painter, points, joined)
    else:
        # pieces would begin their dashes anew and look solid
        for start in range(0, len(points.x) - 1, _DASHED):
            stop = start + _DASHED
            _paint_whole(painter, points.part(start, stop + 1), joined[start:stop])


def _paint_whole(painter: QPainter, points: Points, joined: Bools) -> None:
    """With corners; wide pens are dear: 2,200 points at width 2 cost 110 ms, in pieces 1 ms."""
    if joined.all():
        painter.drawPolyline(pg.functions.arrayToQPolygonF(points.x, points.y))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        connect = np.append(joined, False).astype(np.int32)
        painter.drawPath(pg.functions.arrayToQPath(points.x, points.y, connect=connect))


def _paint_pieces(painter: QPainter, points: Points, joined: Bools) -> None:
    """Each step a line of its own; at a few pixels a step nobody sees that corners are missing."""
    lines = pg.Qt.internals.PrimitiveArray(QLineF, 4)
    lines.resize(int(joined.sum()))
    ends = np.stack((points.x[:-1], points.y[:-1], points.x[1:], points.y[1:]), axis=1)
    lines.ndarray()[:] = ends[joined]
    painter.drawLines(*lines.drawargs())


def _paint_dots(painter: QPainter, points: Points, colour: QColor) -> None:
    if len(points.x):
        size = max(4.0, theme.current().pen_width * 2.5)
        painter.setPen(QPen(colour, size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints(pg.functions.arrayToQPolygonF(points.x, points.y))


def _paint_bars(painter: QPainter, points: Points, width: float, floor: float, colour: QColor) -> None:
    colour.setAlphaF(0.6)
    for x, y in zip(points.x, points.y, strict=True):
        painter.fillRect(QRectF(x - width / 2, y, width, floor - y), colour)
