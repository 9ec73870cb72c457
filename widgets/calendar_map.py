"""Calendar heat map: a year of days in the colours of their levels, each with its letter or number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLineF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from widgets import theme
from widgets.calendar_layout import CalendarGrid, days_of, layout
from widgets.colors import contrast
from widgets.fonts import sized

_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_BLACK, _WHITE = "#000000", "#FFFFFF"
_LEAST_PX = 12
"""Below this size Chinese strokes run together."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day's level: colour, one letter for it, its word, and the number where there is room."""

    colour: str
    letter: str
    word: str
    number: str = ""
    note: str = ""


class CalendarMap(QWidget):
    """Weeks by weekdays; months outlined, today ringed, days without data hatched."""

    day_clicked = Signal(object)
    """Fires with the `date` on click or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: dict[date, DayCell] = {}
        self._today = self._cursor = date(2000, 1, 1)
        self._year = 2000
        self._months = (
            self.tr("Jan"), self.tr("Feb"), self.tr("Mar"), self.tr("Apr"), self.tr("May"), self.tr("Jun"),
            self.tr("Jul"), self.tr("Aug"), self.tr("Sep"), self.tr("Oct"), self.tr("Nov"), self.tr("Dec"),
        )  # fmt: skip
        self._weekdays = (
            self.tr("Mo"), self.tr("Tu"), self.tr("We"), self.tr("Th"),
            self.tr("Fr"), self.tr("Sa"), self.tr("Su"),
        )  # fmt: skip
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Calendar of the year"))

    def set_year(self, year: int, days: Mapping[date, DayCell], today: date) -> None:
        """Shows a year. Days up to today that are not given have no data; later ones are blank."""
        self._year, self._days, self._today = year, dict(days), today
        if self._cursor.year != year:
            self._cursor = today if today.year == year else date(year, 1, 1)
        self._describe()
        self.update()

    def cursor_day(self) -> date:
        """The day the keys stand on."""
        return self._cursor

    def day_rect(self, day: date) -> QRect:
        """Where a day is."""
        return self._grid().rect(day).toRect()

    def day_text(self, day: date) -> str:
        """Everything about a day as lines."""
        weekday = self._weekdays[day.weekday()]
        title = self.tr("{date} {weekday}").format(date=day.isoformat(), weekday=weekday)
        if day == self._today:
            title = self.tr("{date} (today)").format(date=title)
        cell = self._days.get(day)
        if cell is None:
            return f"{title}\n{self.tr('to come') if day > self._today else self.tr('no data')}"
        return "\n".join(part for part in (title, f"{cell.number} {cell.word}".strip(), cell.note) if part)

    def _grid(self) -> CalendarGrid:
        look = theme.current()
        room = QFontMetrics(self._small()).horizontalAdvance(max(self._weekdays, key=len)) + look.unit
        head = QFontMetrics(self._small()).height() + look.unit // 2
        return layout(self._year, self.width(), self.height() - 2, head, room)

    def _small(self) -> QFont:
        return sized(self.font(), theme.current().small_px)

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, grid = QPainter(self), self._grid()
        self._paint_heads(painter, grid)
        font = self._cell_font(grid)
        for day in days_of(self._year):
            self._paint_day(painter, grid.rect(day), day, font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.current().text), 1.5))
        for month in range(1, 13):
            painter.drawPath(grid.month_outline(month))
        if self._today.year == self._year:
            self._ring(painter, grid.rect(self._today), theme.current().text)
        if self.hasFocus():
            self._ring(painter, grid.rect(self._cursor), theme.current().accent)

    def _paint_heads(self, painter: QPainter, grid: CalendarGrid) -> None:
        look = theme.current()
        painter.setFont(self._small())
        painter.setPen(QColor(look.muted))
        height = painter.fontMetrics().height()
        for month, name in enumerate(self._months, start=1):
            place = grid.head(month)
            painter.drawText(
                QRectF(place.x(), place.y() - height - look.unit / 4, 6 * grid.side, height), name
            )
        # all seven where there is room, else every second
        step = 1 if grid.side >= 1.1 * look.small_px else 2
        for strip in range(grid.strips):
            for row in range(0, 7, step):
                y = grid.top + strip * grid.pitch + row * grid.side
                rect = QRectF(0, y, grid.left - look.unit / 2, grid.side)
                painter.drawText(rect, _RIGHT, self._weekdays[row])

    def _paint_day(self, painter: QPainter, rect: QRectF, day: date, font: QFont | None) -> None:
        cell = self._days.get(day)
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        if cell is None:
            if day <= self._today:
                _hatch(painter, inner)
            return
        painter.fillRect(inner, QColor(cell.colour))
        if font is None:
            return
        painter.setFont(font)
        painter.setPen(QColor(max((_BLACK, _WHITE), key=lambda ink: contrast(ink, cell.colour))))
        fits = QFontMetrics(font).horizontalAdvance("000") <= rect.width() - 2
        painter.drawText(rect, _CENTRE, cell.number if fits and cell.number else cell.letter)

    def _cell_font(self, grid: CalendarGrid) -> QFont | None:
        """As large as the cells allow; None where nothing could be read."""
        size = min(theme.current().base_px, int(grid.side * 0.78))
        return sized(self.font(), size) if size >= min(_LEAST_PX, theme.current().small_px) - 2 else None

    def _ring(self, painter: QPainter, rect: QRectF, colour: str) -> None:
        look, width = theme.current(), max(2, theme.current().px(0.15))
        painter.setPen(QPen(QColor(look.surface), width + 2))
        painter.drawRect(rect)
        painter.setPen(QPen(QColor(colour), width))
        painter.drawRect(rect)

    # Events

    def _go(self, day: date) -> None:
        self._cursor = min(max(day, date(self._year, 1, 1)), date(self._year, 12, 31))
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.day_text(self._cursor))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._go(self._cursor + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(_month_step(self._cursor, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(date(self._year, 1, 1) if key == Qt.Key.Key_Home else date(self._year, 12, 31))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_clicked.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._grid().day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(day)
            self.day_clicked.emit(day)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._grid().day_at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), self.day_text(day) if day else "", self)
            return True
        return super().event(event)

    @override
    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(64), look.px(12))

    @override
    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(24), look.px(11))


def _month_step(day: date, step: int) -> date:
    """The same day a month on, or the month's last."""
    number = day.year * 12 + day.month - 1 + step
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _hatch(painter: QPainter, rect: QRectF) -> None:
    look = theme.current()
    painter.save()
    painter.setClipRect(rect)
    painter.fillRect(rect, QColor(look.neutral_soft))
    painter.setPen(QPen(QColor(look.line_strong), 1))
    step, height = max(4.0, rect.width() / 3), rect.height()
    starts = [rect.left() - height + n * step for n in range(int((rect.width() + height) / step) + 1)]
    painter.drawLines([QLineF(x, rect.bottom(), x + height, rect.top()) for x in starts])
    painter.restore()
