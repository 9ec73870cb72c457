"""A place among its neighbours: outline, rings, a scale and north, painted; no tiles, no network."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import icons, shapes, theme
from widgets.colors import mix
from widgets.empty import EmptyState
from widgets.fonts import sized

_METRES_A_DEGREE = math.pi * 6_371_008.8 / 180
_SCALES = tuple(one * ten for ten in (10, 100, 1_000, 10_000, 100_000) for one in (1, 2, 5))
_NEAREST, _FARTHEST = 100.0, 100_000.0
"""Metres from the middle to the nearer edge, zoomed in and out."""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A named point; `tip` is said when the pointer rests on it."""

    key: str
    name: str
    lon: float
    lat: float
    tip: str = ""
    color: str = ""
    """Without one, the accent."""
    shape: str = "circle"
    """As `widgets.shapes` draws it, because colours alone are not told apart by everybody."""


@dataclass(frozen=True, slots=True)
class MapScene:
    """What the map shows around `place`: points with rings, outlines as rings of (lon, lat)."""

    place: MapPoint
    points: tuple[MapPoint, ...] = ()
    radii: tuple[float, ...] = ()
    """Rings around every point, in metres; around the place itself where `is_zone`."""
    outlines: tuple[tuple[tuple[float, float], ...], ...] = ()
    reach: float = 2000.0
    """Metres from the place to the nearer edge when the map opens."""
    is_zone: bool = False
    """The place is a station and the points are what lies about it."""


class SmallMap(QWidget):
    """The map, or what to do where there are no coordinates."""

    point_activated = Signal(str)
    """A point was clicked, or chosen with ← → and Enter."""
    place_wanted = Signal()
    """The button where there are no coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = _Canvas()
        self.empty = EmptyState("", icon="pin")
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(inner)
        self.canvas.point_activated.connect(self.point_activated)
        self.empty.button_clicked.connect(self.place_wanted)

    def show_scene(self, scene: MapScene) -> None:
        """Zoom stays as the user has it while the place stays the same."""
        self.canvas.show_scene(scene)
        self._stack.setCurrentWidget(self.canvas)

    def show_nothing(self, title: str, hint: str, button: str) -> None:
        """There are no coordinates: why, and what to do."""
        self.empty.set_texts(title, hint, button)
        self._stack.setCurrentWidget(self.empty)

    def mark(self, key: str) -> None:
        """Ring one of the points; "" for none."""
        self.canvas.mark(key)

    def is_empty(self) -> bool:
        """No map is shown."""
        return self._stack.currentWidget() is self.empty


class _Canvas(QWidget):
    """North is up; east-west is drawn as long as north-south at the place's latitude."""

    point_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._scene: MapScene | None = None
        self._reach = 2000.0
        self._current = -1
        self._marked = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map"))

    def show_scene(self, scene: MapScene) -> None:
        if self._scene is None or self._scene.place.key != scene.place.key:
            self._reach = scene.reach
        if self._scene is None or scene.points != self._scene.points:
            self._current = -1
        self._scene = scene
        self.setAccessibleDescription(", ".join(point.tip or point.name for point in scene.points))
        self.update()

    def mark(self, key: str) -> None:
        self._marked = key
        self.update()

    @property
    def reach(self) -> float:
        """Metres from the middle to the nearer edge."""
        return self._reach

    def scale(self) -> float:
        """Pixels a metre."""
        return min(self.width(), self.height()) / 2 / self._reach

    def where(self, lon: float, lat: float) -> QPointF:
        """The point of the widget where a place lies."""
        if self._scene is None:
            return QPointF()
        place = self._scene.place
        wide = math.cos(math.radians(place.lat))
        x = (lon - place.lon) * wide * _METRES_A_DEGREE * self.scale()
        y = (lat - place.lat) * _METRES_A_DEGREE * self.scale()
        return QPointF(self.width() / 2 + x, self.height() / 2 - y)

    def bar(self) -> tuple[float, float]:
        """Metres of the scale bar and its length in pixels: the longest round one in a third."""
        fitting = [metres for metres in _SCALES if metres * self.scale() <= self.width() / 3]
        metres = fitting[-1] if fitting else _SCALES[0]
        return metres, metres * self.scale()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(20), theme.current().px(14))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(10), theme.current().px(9))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None or not self.width() or not self.height():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), theme.current().small_px))
        # the card around it has rounded corners
        painter.setClipRect(self.rect().adjusted(1, 0, -1, -1))
        self._draw_outlines(painter, self._scene)
        self._draw_rings(painter, self._scene)
        taken = self._draw_place(painter, self._scene.place)
        self._draw_points(painter, self._scene, taken)
        self._draw_bar(painter)
        self._draw_north(painter)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(1.25 ** (-event.angleDelta().y() / 120))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        points = self._scene.points if self._scene else ()
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and points:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._current = (self._current + step) % len(points) if self._current >= 0 else 0
            self.setAccessibleDescription(points[self._current].tip or points[self._current].name)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._current < len(points):
            self.point_activated.emit(points[self._current].key)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(0.8)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1.25)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.point_activated.emit(at.key)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return bool(super().event(event))

    def tip_at(self, at: QPointF) -> str:
        """What is said of the point there."""
        found = self._at(at)
        if found is None and self._scene is not None and self._is_near(at, self._scene.place):
            found = self._scene.place
        return (found.tip or found.name) if found else ""

    def _zoom(self, factor: float) -> None:
        self._reach = min(max(self._reach * factor, _NEAREST), _FARTHEST)
        self.update()

    def _away(self, at: QPointF, point: MapPoint) -> float:
        away = self.where(point.lon, point.lat) - at
        return math.hypot(away.x(), away.y())

    def _is_near(self, at: QPointF, point: MapPoint) -> bool:
        return self._away(at, point) <= theme.current().px(0.9)

    def _at(self, at: QPointF) -> MapPoint | None:
        points = self._scene.points if self._scene else ()
        near = (point for point in points if self._is_near(at, point))
        return min(near, key=lambda point: self._away(at, point), default=None)

    def _draw_outlines(self, painter: QPainter, scene: MapScene) -> None:
        look = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.line_strong), max(1.0, look.px(0.1))))
        for outline in scene.outlines:
            painter.drawPolygon(QPolygonF([self.where(lon, lat) for lon, lat in outline]))

    def _draw_rings(self, painter: QPainter, scene: MapScene) -> None:
        look = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(mix(look.accent, look.surface, 0.55), max(1.0, look.px(0.07)), Qt.PenStyle.DashLine)
        )
        for point in (scene.place,) if scene.is_zone else scene.points:
            for radius in scene.radii:
                away = radius * self.scale()
                painter.drawEllipse(self.where(point.lon, point.lat), away, away)

    def _draw_place(self, painter: QPainter, place: MapPoint) -> QRectF:
        look = theme.current()
        at, side = self.where(place.lon, place.lat), look.px(1.7)
        # the tip of the pin is the place
        box = QRectF(at.x() - side / 2, at.y() - side * 0.92, side, side)
        icons.draw(painter, box, "pin", look.alarm)
        return box

    def _draw_points(self, painter: QPainter, scene: MapScene, taken: QRectF) -> None:
        """Nearest first; a name that would cross another or a point is left to the tip."""
        look = theme.current()
        radius = look.px(0.38)
        spots = [self.where(point.lon, point.lat) for point in scene.points]
        boxes = [taken, *(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius) for at in spots)]
        for point, at in zip(scene.points, spots, strict=True):
            box = self._name_box(painter.fontMetrics(), point.name, at)
            if box is not None and not any(box.intersects(other) for other in boxes):
                boxes.append(box)
                painter.fillRect(box, QColor(look.surface))
                painter.setPen(QColor(look.text))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, point.name)
        for number, (point, at) in enumerate(zip(scene.points, spots, strict=True)):
            shapes.draw(painter, at, radius, point.shape, point.color or look.accent)
            if point.key == self._marked or (number == self._current and self.hasFocus()):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(look.accent), 2))
                painter.drawEllipse(at, 2 * radius, 2 * radius)

    def _name_box(self, metrics: QFontMetrics, name: str, at: QPointF) -> QRectF | None:
        """Beside the point, to the side where there is room; None outside the map."""
        look = theme.current()
        width, height = metrics.horizontalAdvance(name) + look.unit / 2, metrics.height()
        if not self.rect().contains(at.toPoint()):
            return None
        left = at.x() + look.px(0.6)
        if left + width > self.width() - look.unit:
            left = at.x() - look.px(0.6) - width
        return QRectF(left, at.y() - height / 2, width, height)

    def _draw_bar(self, painter: QPainter) -> None:
        look = theme.current()
        metres, length = self.bar()
        left, bottom = look.edge, self.height() - look.unit
        painter.setPen(QPen(QColor(look.text), max(1, look.px(0.1))))
        tick = look.unit / 2
        painter.drawPolyline(
            QPolygonF([
                QPointF(left, bottom - tick), QPointF(left, bottom),
                QPointF(left + length, bottom), QPointF(left + length, bottom - tick),
            ])
        )  # fmt: skip
        text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        painter.drawText(QPointF(left + length + tick, bottom), text)

    def _draw_north(self, painter: QPainter) -> None:
        look = theme.current()
        x, top, side = self.width() - look.edge - look.px(0.4), look.unit, look.px(1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.muted))
        painter.drawPolygon(
            QPolygonF([
                QPointF(x, top), QPointF(x + side * 0.35, top + side),
                QPointF(x, top + side * 0.75), QPointF(x - side * 0.35, top + side),
            ])
        )  # fmt: skip
        painter.setPen(QColor(look.muted))
        box = QRectF(x - side, top + side, 2 * side, painter.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, self.tr("N"))
