"""Small signs that are told apart by shape as well as by colour: on maps, in tables, in legends."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from widgets import theme

SHAPES = ("square", "triangle", "circle", "diamond", "ring")
_CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    "diamond": ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
}


def draw(painter: QPainter, at: QPointF, radius: float, shape: str, color: str) -> None:
    """A filled sign with a rim of the ground's colour; a ring is not filled."""
    look = theme.current()
    if shape == "ring":
        painter.setPen(QPen(QColor(color), max(2.0, radius / 2)))
        painter.setBrush(QColor(look.surface))
        painter.drawEllipse(at, radius * 0.8, radius * 0.8)
        return
    painter.setPen(QPen(QColor(look.surface), 1.5))
    painter.setBrush(QColor(color))
    corners = _CORNERS.get(shape)
    if corners is None:
        painter.drawEllipse(at, radius, radius)
    else:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * radius for x, y in corners]))


def icon(shape: str, color: str) -> QIcon:
    """The sign for a table's cell, as large as the theme's small text."""
    side = theme.current().px(1.0)
    picture = QPixmap(QSize(2 * side, 2 * side))
    picture.setDevicePixelRatio(2.0)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, QPointF(side / 2, side / 2), side * 0.36, shape, color)
    painter.end()
    return QIcon(picture)
