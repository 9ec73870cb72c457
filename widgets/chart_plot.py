"""The plot inside a chart: axes, bands, limit lines, curves, strips, height. No data handling."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_axes import ChinaTimeAxis, LimitAxis
from widgets.chart_curves import CurveLayer
from widgets.chart_data import Band, Floats, Series, bounds
from widgets.chart_items import BandItem
from widgets.chart_strips import EventStrip, Strip, WindStrip
from widgets.fonts import sized

# A limit far above the data would press the curves to the floor
_LIMIT_REACH = 1.5
_NOTCH = 120
"""A step of an ordinary wheel in Qt's eighths of a degree."""
_ZOOM_A_NOTCH = 0.8
_PAN_A_NOTCH = 0.1


class PlotView(pg.PlotWidget):
    """A pyqtgraph plot in the house's look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._limit_axis = LimitAxis()
        super().__init__(parent, axisItems={"bottom": ChinaTimeAxis(), "right": self._limit_axis})
        box = self.getViewBox()
        self._limits: list[tuple[float, str]] = []
        self._lines: list[pg.InfiniteLine] = []
        self._units: list[str] = []
        self.curves = CurveLayer(box)
        self._bands = BandItem()
        self.addItem(self._bands, ignoreBounds=True)
        self._cross = pg.InfiniteLine(angle=90)
        self._cross.hide()
        self.addItem(self._cross, ignoreBounds=True)
        self._lay_out_strips()
        # Clicks give the focus to the chart around, whose keys move the plot
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMenuEnabled(False)
        self.hideButtons()
        box.setMouseEnabled(x=True, y=False)
        box.disableAutoRange()
        self.showAxis("right")
        self.apply_theme()

    def show_series(self, series: Sequence[Series]) -> None:
        """Draws these curves."""
        self._units = list(dict.fromkeys(one.unit for one in series))
        self.curves.set_series(series)
        self._second_axis.setVisible(self.has_second_axis())
        self._size_axes()

    def drawn(self) -> list[tuple[Floats, Floats]]:
        """Times and values of every curve on the plot, gaps included."""
        return self.curves.drawn()

    def has_second_axis(self) -> bool:
        return len(self._units) > 1

    def units(self) -> list[str]:
        """Units of the left axis, of the right one, and of curves that have none."""
        return self._units

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
        """Fits the values in view; limits near them stay in sight. Each axis has its own height."""
        self._units = self._units or [""]
        heights = {}
        for unit in self._units[:2]:
            found = bounds([one for one in series if one.unit == unit], *self.shown_range())
            limits = [value for value, _ in self._limits] if unit == self._units[0] else []
            heights[unit] = _height(found or (0.0, 1.0), limits, zero_based)
        self.setYRange(*heights.pop(self._units[0]), padding=0)
        for height in heights.values():
            self._second_axis.setRange(*height)
        self.curves.set_scales(heights | dict.fromkeys(self._units[2:], (0.0, 0.0)))

    def plot_area(self) -> QRect:
        """The part between the axes, in widget coordinates."""
        box = self.getViewBox()
        area: QRect = self.mapFromScene(box.mapRectToScene(box.boundingRect())).boundingRect()
        return area

    def time_at(self, scene: QPointF) -> float | None:
        """The time under a scene position, None outside the axes."""
        box = self.getViewBox()
        rect = box.sceneBoundingRect()
        for strip in (self.events, self.wind):
            rect = rect.united(strip.sceneBoundingRect()) if strip.isVisible() else rect
        return float(box.mapSceneToView(scene).x()) if rect.contains(scene) else None

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
        for axis in (*map(self.getAxis, ("left", "bottom", "right")), self._second_axis):
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=look.unit // 2)
            axis.setPen(pg.mkPen(look.line))
            axis.setTickPen(pg.mkPen(look.line))
            axis.setTextPen(pg.mkPen(look.muted))
            axis.enableAutoSIPrefix(False)
        self.getAxis("bottom").setHeight(look.px(1.9))
        self._limit_axis.remeasure()
        self.showGrid(x=True, y=True, alpha=1.0)
        self.getAxis("right").setGrid(False)
        for axis in (self.getAxis("left"), self._second_axis):
            axis.setTickDensity(0.6)
            axis.setStyle(maxTickLevel=0)  # lines where numbers stand, no others
        for name in ("left", "bottom"):
            self.getAxis(name).setZValue(-60)  # grid lines run behind the curves, over the bands
        self._size_axes()
        for strip in (self.events, self.wind):
            strip.resize_to(strip.isVisible())
        self._style_lines()
        self.curves.update()

    @override
    def event(self, event: QEvent) -> bool:
        done = bool(super().event(event))
        if event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_cross"):
            self.apply_theme()
        return done

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(event.position(), 1 / max(0.2, 1 + event.value()))
            return True
        return bool(super().viewportEvent(event))

    @override
    def wheelEvent(self, ev: QWheelEvent) -> None:
        """Up and down zooms where the mouse is, sideways or with Shift it moves."""
        across, up = ev.angleDelta().x() / _NOTCH, ev.angleDelta().y() / _NOTCH
        if ev.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, up = across or up, 0.0
        if abs(across) > abs(up):
            start, end = self.shown_range()
            self._move(start - across * _PAN_A_NOTCH * (end - start), end - start)
        elif up:
            self._zoom_at(ev.position(), _ZOOM_A_NOTCH**up)
        ev.accept()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # the chart around offers the menu
        event.ignore()

    def _zoom_at(self, place: QPointF, factor: float) -> None:
        start, end = self.shown_range()
        time = self.getViewBox().mapSceneToView(self.mapToScene(place.toPoint())).x()
        least, most = self.getViewBox().state["limits"]["xRange"]
        width = min(max((end - start) * factor, least), most)
        self._move(time - (time - start) * width / (end - start), width)

    def _move(self, start: float, width: float) -> None:
        self.show_range(start, start + width)
        self.getViewBox().sigRangeChangedManually.emit([True, False])

    def _lay_out_strips(self) -> None:
        """Events and wind stand between the curves and the time axis, the second axis beyond the limits."""
        item, box = self.getPlotItem(), self.getViewBox()
        self.events, self.wind = EventStrip(box), WindStrip(box)
        time_axis = self.getAxis("bottom")
        item.layout.removeItem(time_axis)
        for row, part in enumerate((self.events, self.wind, time_axis), start=3):
            item.layout.addItem(part, row, 1)
        self._second_axis = pg.AxisItem("right")
        self._second_axis.hide()
        item.layout.addItem(self._second_axis, 2, 3)

    def strip_at(self, scene: QPointF) -> Strip | None:
        """The strip under a scene position."""
        strips = (strip for strip in (self.events, self.wind) if strip.isVisible())
        return next((strip for strip in strips if strip.sceneBoundingRect().contains(scene)), None)

    def _size_axes(self) -> None:
        look, second = theme.current(), self.has_second_axis()
        sides = zip((self.getAxis("left"), self._second_axis), (*self._units, "", "")[:2], strict=True)
        for axis, unit in sides:
            style = {"color": look.muted, "font-size": f"{look.small_px}px"}
            axis.setLabel(unit if second else "", **style)
            axis.showLabel(second)
            axis.setWidth(look.px(4.2 if second else 2.8))
        if not second:
            self._second_axis.setWidth(0)

    def _style_lines(self) -> None:
        look = theme.current()
        width = max(1.0, look.pen_width / 2) * self.devicePixelRatioF()
        for line in self._lines:
            line.setPen(pg.mkPen(look.muted, width=width, style=Qt.PenStyle.DashLine))
        self._cross.setPen(pg.mkPen(look.muted, width=width))


def _height(found: tuple[float, float], limits: list[float], zero_based: bool) -> tuple[float, float]:
    """Lowest and highest value of an axis for what is found in view."""
    low, high = found
    near = [value for value in limits if value <= _LIMIT_REACH * high]
    if zero_based and low >= 0:
        return 0.0, max([high, *near, 1.0]) * 1.06
    room = max((high - low) * 0.06, 0.5)
    return low - room, high + room
