"""The read-out over a chart: every curve's value at one time, in as many columns as it takes."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_items import LegendEntry, draw_swatch
from widgets.fonts import sized

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ReadoutText:
    """What stands at one time: curves, then lines without a colour (wind, events)."""

    title: str = ""
    entries: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        return [self.title, *(f"{entry.label} {entry.value}" for entry in self.entries), *self.notes]


class Readout(QWidget):
    """Lies beside the cross-hair and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ReadoutText()
        self._rows = 1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def text(self) -> str:
        """What it says, as lines."""
        return "\n".join(self._text.lines())

    def show_at(self, point: QPoint, area: QRect, text: ReadoutText) -> None:
        """Shows itself right of a point, or left of it where the right has no room."""
        self._text = text
        gap = 2 * theme.current().unit
        room = area.height() - gap - theme.current().unit
        self._rows = max(1, room // self._row() - 1 - len(text.notes))
        size = self.sizeHint()
        left = point.x() + gap
        if left + size.width() > area.right():
            left = max(area.left(), point.x() - gap - size.width())
        left = max(0, min(left, area.right() - size.width()))
        self.setGeometry(QRect(QPoint(left, area.top() + gap // 2), size))
        self.show()
        self.update()

    def _columns(self) -> list[tuple[LegendEntry, ...]]:
        entries = self._text.entries
        count = -(-len(entries) // self._rows)
        # columns of about the same height
        each = -(-len(entries) // count) if count else 1
        return [entries[at : at + each] for at in range(0, len(entries), each)]

    def _row(self) -> int:
        return QFontMetrics(self._font()).height() + theme.current().unit // 4

    def _font(self) -> QFont:
        return sized(self.font(), theme.current().small_px)

    def _bold(self) -> QFont:
        return sized(self.font(), theme.current().small_px, QFont.Weight.Bold)

    def _width(self, column: tuple[LegendEntry, ...]) -> int:
        metrics = QFontMetrics(self._bold())
        labels = max(metrics.horizontalAdvance(entry.label) for entry in column)
        values = max(metrics.horizontalAdvance(entry.value) for entry in column)
        return labels + values + theme.current().px(2.5)

    @override
    def sizeHint(self) -> QSize:
        look, columns = theme.current(), self._columns()
        metrics = QFontMetrics(self._bold())
        texts = [metrics.horizontalAdvance(line) for line in (self._text.title, *self._text.notes)]
        wide = sum(map(self._width, columns)) + 2 * look.unit * max(0, len(columns) - 1)
        rows = 1 + max((len(column) for column in columns), default=0) + len(self._text.notes)
        return QSize(max(wide, *texts) + 2 * look.unit, self._row() * rows + look.unit)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(look.surface))
        painter.setPen(QColor(look.line_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        row = QRect(look.unit, look.unit // 2, self.width() - 2 * look.unit, self._row())
        painter.setFont(self._bold())
        painter.setPen(QColor(look.muted))
        painter.drawText(row, _LEFT, self._text.title)
        columns = self._columns()
        self._paint_columns(painter, columns, row)
        row.translate(0, self._row() * max((len(column) for column in columns), default=0))
        painter.setFont(self._font())
        painter.setPen(QColor(look.text))
        for note in self._text.notes:
            row.translate(0, self._row())
            painter.drawText(row, _LEFT, note)

    def _paint_columns(self, painter: QPainter, columns: list[tuple[LegendEntry, ...]], top: QRect) -> None:
        left, unit = top.left(), theme.current().unit
        for column in columns:
            width = top.width() if len(columns) == 1 else self._width(column)
            for index, entry in enumerate(column):
                y = top.top() + self._row() * (index + 1)
                self._paint_entry(painter, QRect(left, y, width, self._row()), entry)
            left += width + 2 * unit

    def _paint_entry(self, painter: QPainter, row: QRect, entry: LegendEntry) -> None:
        look = theme.current()
        draw_swatch(painter, QRect(row.left(), row.top(), look.px(0.9), row.height()), entry)
        painter.setPen(QColor(look.text))
        painter.setFont(self._font())
        painter.drawText(row.adjusted(look.px(1.3), 0, 0, 0), _LEFT, entry.label)
        painter.setFont(self._bold())
        painter.drawText(row, _RIGHT, entry.value)
