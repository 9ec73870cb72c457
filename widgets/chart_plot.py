"""The plot inside a chart: axes, bands, limit lines, curves, height. No data handling, no input."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_axes import ChinaTimeAxis, LimitAxis
from widgets.chart_data import Band, Series, bounds, break_gaps, lone_points, thin
from widgets.chart_items import BandItem
from widgets.fonts import sized

# 13 x 720 points, measured: 11-13 ms at width 1 with or without antialiasing, 17 and 38 ms at 2.5
_SMOOTH_CURVES = 6
# A limit far above the data would press the curves to the floor
_LIMIT_REACH = 1.5


def series_pen(colour: int, ratio: float) -> QPen:
    """Pen of the n-th curve; the second and third round of colours is dashed.

    Cosmetic pens count device pixels, so at 200 % they need twice the width.
    """
    look = theme.current()
    pen: QPen = pg.mkPen(look.series[colour % len(look.series)], width=look.pen_width * ratio)
    if colour >= len(look.series):
        pen.setDashPattern([5, 3] if colour < 2 * len(look.series) else [2, 2])
    return pen


class PlotView(pg.PlotWidget):
    """A pyqtgraph plot in the house's look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._limit_axis = LimitAxis()
        super().__init__(parent, axisItems={"bottom": ChinaTimeAxis(), "right": self._limit_axis})
        self._curves: dict[str, _Curve] = {}
        self._limits: list[tuple[float, str]] = []
        self._lines: list[pg.InfiniteLine] = []
        self._bands = BandItem()
        self.addItem(self._bands, ignoreBounds=True)
        self._cross = pg.InfiniteLine(angle=90)
        self._cross.hide()
        self.addItem(self._cross, ignoreBounds=True)
        # Clicks give the focus to the chart around, whose keys move the plot
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.getViewBox().setMouseEnabled(x=True, y=False)
        self.getViewBox().disableAutoRange()
        self.showAxis("right")
        self.apply_theme()

    def show_series(self, series: Sequence[Series]) -> None:
        """Draws these curves; those that stay only get new data."""
        for key in self._curves.keys() - {one.key for one in series}:
            self._curves.pop(key).remove(self)
        ratio = self.devicePixelRatioF()
        smooth = _smooth(len(series), ratio)
        for one in series:
            if one.key not in self._curves:
                self._curves[one.key] = _Curve(self)
            self._curves[one.key].show(one, smooth, ratio)

    def set_bands(self, bands: Sequence[Band]) -> None:
        self._bands.set_bands(list(bands))

    def set_limits(self, limits: Sequence[tuple[float, str]]) -> None:
        for line in self._lines:
            self.removeItem(line)
        self._limits = list(limits)
        self._lines = [pg.InfiniteLine(value, angle=0) for value, _ in limits]
        for line in self._lines:
            line.setZValue(-50)
            self.addItem(line, ignoreBounds=True)
        self._limit_axis.set_limits(self._limits)
        self._style_lines()

    def shown_range(self) -> tuple[float, float]:
        low, high = self.getViewBox().viewRange()[0]
        return float(low), float(high)

    def show_range(self, start: float, end: float) -> None:
        self.setXRange(start, end, padding=0)

    def fit_height(self, series: list[Series], zero_based: bool) -> None:
        """Fits the values in view; limits near them stay in sight."""
        found = bounds(series, *self.shown_range())
        low, high = found if found else (0.0, 1.0)
        near = [value for value, _ in self._limits if value <= _LIMIT_REACH * high]
        if zero_based and low >= 0:
            top = max([high, *near, 1.0]) * 1.06
            self.setYRange(0, top, padding=0)
        else:
            room = max((high - low) * 0.06, 0.5)
            self.setYRange(low - room, high + room, padding=0)

    def plot_area(self) -> QRect:
        """The part between the axes, in widget coordinates."""
        box = self.getViewBox()
        area: QRect = self.mapFromScene(box.mapRectToScene(box.boundingRect())).boundingRect()
        return area

    def time_at(self, scene: QPointF) -> float | None:
        """The time under a scene position, None outside the axes."""
        box = self.getViewBox()
        inside = box.sceneBoundingRect().contains(scene)
        return float(box.mapSceneToView(scene).x()) if inside else None

    def show_cross(self, time: float | None) -> QPoint:
        """Puts the vertical line on a time (None hides it); returns where it is."""
        self._cross.setVisible(time is not None)
        if time is None:
            return QPoint()
        self._cross.setValue(time)
        point: QPoint = self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(time, 0)))
        return point

    def apply_theme(self) -> None:
        """Takes colours and sizes of the theme in force."""
        look = theme.current()
        self.setBackground(QColor(look.surface))
        font = sized(self.font(), look.small_px)
        for name in ("left", "bottom", "right"):
            axis = self.getAxis(name)
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=look.unit // 2)
            axis.setPen(pg.mkPen(look.line))
            axis.setTickPen(pg.mkPen(look.line))
            axis.setTextPen(pg.mkPen(look.muted))
            axis.enableAutoSIPrefix(False)
        self.getAxis("left").setWidth(look.px(2.8))
        self.getAxis("bottom").setHeight(look.px(1.9))
        self._limit_axis.remeasure()
        self.showGrid(x=True, y=True, alpha=1.0)
        self.getAxis("right").setGrid(False)
        self.getAxis("left").setTickDensity(0.6)
        for name in ("left", "bottom"):
            self.getAxis(name).setZValue(-60)  # grid lines run behind the curves, over the bands
        self._style_lines()
        ratio = self.devicePixelRatioF()
        for curve in self._curves.values():
            curve.apply_theme(_smooth(len(self._curves), ratio), ratio)

    @override
    def event(self, event: QEvent) -> bool:
        done = bool(super().event(event))
        if event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_cross"):
            self.apply_theme()
        return done

    def _style_lines(self) -> None:
        look = theme.current()
        width = max(1.0, look.pen_width / 2) * self.devicePixelRatioF()
        for line in self._lines:
            line.setPen(pg.mkPen(look.muted, width=width, style=Qt.PenStyle.DashLine))
        self._cross.setPen(pg.mkPen(look.muted, width=width))


def _smooth(curves: int, ratio: float) -> bool:
    return theme.current().pen_width * ratio <= 1 or curves <= _SMOOTH_CURVES


class _Curve:
    """One line and the dots for values that stand alone between gaps."""

    def __init__(self, view: PlotView) -> None:
        self._series = Series("", "")
        self._line = pg.PlotDataItem(connect="finite")
        self._dots = pg.ScatterPlotItem(pxMode=True)
        view.addItem(self._line)
        view.addItem(self._dots)
        # WORKAROUND pyqtgraph 0.14: clipToView given at creation raises AttributeError
        self._line.setClipToView(True)
        self._line.setDownsampling(auto=True, method="peak")

    def show(self, series: Series, smooth: bool, ratio: float) -> None:
        restyle = series.colour != self._series.colour or not self._series.key
        self._series = series
        if restyle or self._line.opts["antialias"] != smooth:
            self._style(smooth, ratio)
        self._fill()

    def apply_theme(self, smooth: bool, ratio: float) -> None:
        self._style(smooth, ratio)
        # The number of points depends on the pen: wide lines are dear
        self._fill()

    def remove(self, view: PlotView) -> None:
        view.removeItem(self._line)
        view.removeItem(self._dots)

    def _fill(self) -> None:
        x, y = break_gaps(self._series.x, self._series.y)
        x, y = thin(x, y, theme.current().curve_points)
        self._line.setData(x, y)
        alone = lone_points(y)
        self._dots.setData(x[alone], y[alone])

    def _style(self, smooth: bool, ratio: float) -> None:
        look, pen = theme.current(), series_pen(self._series.colour, ratio)
        self._line.opts["antialias"] = smooth
        self._line.setPen(pen)
        self._dots.setPen(pg.mkPen(None))
        self._dots.setBrush(pg.mkBrush(pen.color()))
        self._dots.setSize(max(4.0, look.pen_width * 2.5))
