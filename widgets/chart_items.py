"""Painted parts of a chart: level bands behind it, the legend above it, the read-out over it."""

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
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


class Readout(QWidget):
    """All values at the hovered time; lies beside the cross-hair and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ""
        self._entries: list[LegendEntry] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def text(self) -> str:
        """What it says, as lines."""
        return "\n".join([self._title, *(f"{entry.label} {entry.value}" for entry in self._entries)])

    def show_at(self, point: QPoint, area: QRect, title: str, entries: list[LegendEntry]) -> None:
        """Shows itself right of a point, or left of it where the right has no room."""
        self._title, self._entries = title, entries
        size, gap = self.sizeHint(), 2 * theme.current().unit
        left = point.x() + gap
        if left + size.width() > area.right():
            left = max(area.left(), point.x() - gap - size.width())
        self.setGeometry(QRect(QPoint(left, area.top() + gap // 2), size))
        self.show()
        self.update()

    def _row(self) -> int:
        return QFontMetrics(self._font()).height() + theme.current().unit // 4

    def _font(self) -> QFont:
        return sized(self.font(), theme.current().small_px)

    @override
    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetrics(sized(self._font(), look.small_px, QFont.Weight.Bold))
        labels = max((metrics.horizontalAdvance(entry.label) for entry in self._entries), default=0)
        values = max((metrics.horizontalAdvance(entry.value) for entry in self._entries), default=0)
        width = max(labels + values + look.px(2.5), metrics.horizontalAdvance(self._title))
        return QSize(width + 2 * look.unit, self._row() * (len(self._entries) + 1) + look.unit)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(look.surface))
        painter.setPen(QColor(look.line_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        row = QRect(look.unit, look.unit // 2, self.width() - 2 * look.unit, self._row())
        painter.setFont(sized(self._font(), look.small_px, QFont.Weight.Bold))
        painter.setPen(QColor(look.muted))
        painter.drawText(row, _LEFT, self._title)
        for entry in self._entries:
            row.translate(0, self._row())
            draw_swatch(painter, QRect(row.left(), row.top(), look.px(0.9), row.height()), entry)
            painter.setPen(QColor(look.text))
            painter.setFont(self._font())
            painter.drawText(row.adjusted(look.px(1.3), 0, 0, 0), _LEFT, entry.label)
            painter.setFont(sized(self._font(), look.small_px, QFont.Weight.Bold))
            painter.drawText(row, _RIGHT, entry.value)
