"""The legend of the map that counts as well: sites by kind and ring, and how far the negative list is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets import shapes, theme
from widgets.badge import Progress, draw_progress
from widgets.fonts import sized

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TallyLine:
    """A kind of source with its sign, its sites by ring, and its exits."""

    name: str
    shape: str
    color: str
    counts: tuple[int, ...]
    exits: Progress


class ZoneTally(QWidget):
    """A few painted lines below the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._lines: tuple[TallyLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, heads: Sequence[str], lines: Sequence[TallyLine]) -> None:
        """Heads of the rings and of the exits, then a line a kind."""
        self._heads, self._lines = tuple(heads), tuple(lines)
        self.setAccessibleDescription("; ".join(self._spoken(line) for line in lines))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says, for those who do not see it."""
        return self.accessibleDescription()

    @override
    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(24), round(look.px(1.9) * (len(self._lines) + 1)) + look.unit)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._heads:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = look.px(1.9)
        columns = self._columns()
        painter.setFont(sized(self.font(), look.small_px))
        painter.setPen(QColor(look.muted))
        for box, head in zip(columns[1:], self._heads, strict=True):
            metrics = QFontMetrics(painter.font())
            shown = metrics.elidedText(head, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRect(box.left(), 0, box.width(), high), _RIGHT, shown)
        painter.setFont(self.font())
        for number, line in enumerate(self._lines, start=1):
            self._draw_line(painter, line, columns, number * high, high)

    def _draw_line(
        self, painter: QPainter, line: TallyLine, columns: Sequence[QRect], top: int, high: int
    ) -> None:
        look = theme.current()
        name, *numbers, exits = (QRect(box.left(), top, box.width(), high) for box in columns)
        shapes.draw(
            painter,
            QPointF(name.left() + look.px(0.5), top + high / 2),
            look.px(0.38),
            line.shape,
            line.color,
        )
        painter.setPen(QColor(look.text))
        painter.drawText(name.adjusted(look.px(1.3), 0, 0, 0), _LEFT, line.name)
        for box, count in zip(numbers, line.counts, strict=True):
            painter.setPen(QColor(look.text if count else look.muted))
            painter.drawText(box, _RIGHT, str(count))
        if line.exits.total:
            draw_progress(painter, exits, line.exits, self.font())

    def _columns(self) -> list[QRect]:
        """The name, a column a ring, and the rest for the exits."""
        look = theme.current()
        edge, name = look.edge, look.px(6.2)
        figures = QFontMetrics(sized(self.font(), look.small_px))
        boxes = [QRect(edge, 0, name, 0)]
        left = edge + name
        for head in self._heads[:-1]:
            width = max(figures.horizontalAdvance(head), look.px(2.5)) + look.unit
            boxes.append(QRect(left, 0, width, 0))
            left += width
        boxes.append(QRect(left + look.unit, 0, max(0, self.width() - edge - left - look.unit), 0))
        return boxes

    def _spoken(self, line: TallyLine) -> str:
        text = self.tr("{name}: {counts}; {done} of {total} out, {late} overdue")
        counts = ", ".join(f"{head} {count}" for head, count in zip(self._heads, line.counts, strict=False))
        done, total, late = line.exits.done, line.exits.total, line.exits.late
        return text.format(name=line.name, counts=counts, done=done, total=total, late=late)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
