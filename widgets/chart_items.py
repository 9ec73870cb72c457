"""Painted parts of a chart: level bands behind it, the legend above it."""

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_data import Band
from widgets.fonts import sized

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BandItem(pg.GraphicsObject):
    """Very pale tints over the plot's width, with a narrow scale in full colour at its left edge."""

    def __init__(self) -> None:
        super().__init__()
        self._bands: list[Band] = []
        self.setZValue(-100)

    def set_bands(self, bands: list[Band]) -> None:
        self._bands = list(bands)
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    @override
    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()

    @override
    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        view, look = self.boundingRect(), theme.current()
        scale = self.pixelWidth() * max(3, look.px(0.25))
        for band in self._bands:
            low, high = max(band.lo, view.top()), min(band.hi, view.bottom())
            if low >= high:
                continue
            rect = QRectF(view.left(), low, view.width(), high - low)
            tint = QColor(band.colour)
            tint.setAlphaF(look.band_alpha)
            painter.fillRect(rect, tint)
            painter.fillRect(QRectF(view.left(), low, scale, high - low), QColor(band.colour))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A curve's colour, name and value as text."""

    label: str
    value: str
    colour: str
    dashed: bool = False


def draw_swatch(painter: QPainter, rect: QRect, entry: LegendEntry) -> None:
    """A piece of the curve."""
    pen = QPen(QColor(entry.colour), max(2, theme.current().px(0.2)))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if entry.dashed:
        pen.setDashPattern([2, 1])
    painter.setPen(pen)
    y = rect.center().y() + 1
    painter.drawLine(rect.left(), y, rect.right(), y)


class ChartLegend(QWidget):
    """Colour, name and latest value of every curve, in as many rows as it takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[LegendEntry] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_entries(self, entries: list[LegendEntry]) -> None:
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleName(", ".join(f"{entry.label} {entry.value}" for entry in entries))
            self.updateGeometry()
            self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(20), self.heightForWidth(max(self.width(), theme.current().px(20))))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(12), 0)

    def _fonts(self) -> tuple[QFont, QFont]:
        size = theme.current().px(0.93)
        return sized(self.font(), size), sized(self.font(), size, QFont.Weight.Bold)

    def _boxes(self, width: int) -> list[QRect]:
        look = theme.current()
        plain, bold = (QFontMetrics(font) for font in self._fonts())
        row = plain.height() + look.unit // 2
        x = y = 0
        boxes = []
        for entry in self._entries:
            room = look.px(2.0) + plain.horizontalAdvance(entry.label) + bold.horizontalAdvance(entry.value)
            if x and x + room > width:
                x, y = 0, y + row
            boxes.append(QRect(x, y, min(room, width), row))
            x += room + 2 * look.unit
        return boxes

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        plain, bold = self._fonts()
        for entry, box in zip(self._entries, self._boxes(self.width()), strict=True):
            draw_swatch(painter, QRect(box.left(), box.top(), look.px(1.1), box.height()), entry)
            value_room = QFontMetrics(bold).horizontalAdvance(entry.value)
            label = box.adjusted(look.px(1.5), 0, -value_room - look.px(0.4), 0)
            painter.setPen(QColor(look.text))
            painter.setFont(plain)
            cut = QFontMetrics(plain).elidedText(entry.label, Qt.TextElideMode.ElideRight, label.width())
            painter.drawText(label, _LEFT, cut)
            painter.setFont(bold)
            painter.drawText(box, _RIGHT, entry.value)
