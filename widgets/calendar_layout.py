"""Where the days of a year stand: weeks side by side in one, two or four strips, weekdays in rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

_STRIPS = (1, 2, 4)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class CalendarGrid:
    """Cells of one year in a rectangle."""

    year: int
    strips: int
    side: float
    left: float
    top: float
    pitch: float
    """From one strip to the next."""

    def rect(self, day: date) -> QRectF:
        """The cell of a day."""
        strip, column, row = self._place(day)
        x, y = self.left + column * self.side, self.top + strip * self.pitch + row * self.side
        return QRectF(x, y, self.side, self.side)

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point, None beside the year."""
        return next((day for day in days_of(self.year) if self.rect(day).contains(point)), None)

    def head(self, month: int) -> QPointF:
        """Where a month's name begins: over its first whole week, unless nothing stands before it."""
        first = date(self.year, month, 1)
        strip, column, row = self._place(first)
        column += row > 0 and (month - 1) % (12 // self.strips) > 0
        return QPointF(self.left + column * self.side, self.top + strip * self.pitch)

    def month_outline(self, month: int) -> QPainterPath:
        """The border of a month's cells."""
        path = QPainterPath()
        for day in days_of(self.year):
            if day.month == month:
                cell = QPainterPath()
                cell.addPolygon(QPolygonF(self.rect(day).adjusted(-0.01, -0.01, 0.01, 0.01)))
                path = path.united(cell)
        return path.simplified()

    def _place(self, day: date) -> tuple[int, int, int]:
        """Strip, column and row."""
        months = 12 // self.strips
        strip = (day.month - 1) // months
        first = _monday(date(self.year, strip * months + 1, 1))
        return strip, (day - first).days // _WEEK, day.weekday()


def layout(year: int, width: float, height: float, head: float, side_room: float) -> CalendarGrid:
    """The division that gives the largest cells; `head` is the room for months, `side_room` for weekdays."""
    return max((_grid(year, n, width, height, head, side_room) for n in _STRIPS), key=lambda grid: grid.side)


def days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))


def _grid(year: int, strips: int, width: float, height: float, head: float, side_room: float) -> CalendarGrid:
    columns = max(_columns(year, strips, strip) for strip in range(strips))
    gap = head / 2 if strips > 1 else 0.0
    rows = (height - strips * head - (strips - 1) * gap) / (strips * _WEEK)
    side = float(int(max(1.0, min((width - side_room - 1) / columns, rows))))
    left = side_room + max(0.0, (width - side_room - columns * side) // 2)
    return CalendarGrid(year, strips, side, left, head, _WEEK * side + head + gap)


def _columns(year: int, strips: int, strip: int) -> int:
    months = 12 // strips
    first = date(year, strip * months + 1, 1)
    last_month = (strip + 1) * months
    last = date(year, 12, 31) if last_month == 12 else date(year, last_month + 1, 1) - timedelta(days=1)
    return (last - _monday(first)).days // _WEEK + 1


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
