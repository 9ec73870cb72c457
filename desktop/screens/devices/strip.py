"""The hours of the last days as a strip a day: those that are there, and those that are missing."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from db.times import CHINA, from_epoch
from widgets import theme
from widgets.colors import mix
from widgets.fonts import sized

translate = QCoreApplication.translate

_HOUR, _DAY = 3600, 86400
_CHINA_S = 8 * _HOUR


def day_of(label: int) -> int:
    """The China day of an hour by its label; 00:00 ends the day before."""
    return (label - 1 + _CHINA_S) // _DAY


def missing_since(labels: Iterable[int], until: int, days: int) -> list[int]:
    """Those of the last `days` × 24 hours up to the label `until`."""
    return [label for label in labels if until - days * _DAY < label <= until]


class HourStrip(QWidget):
    """A row a day, a cell an hour. A missing hour is framed, one that is there is filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing: frozenset[int] = frozenset()
        self._until, self._days = 0, 7
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hours(self, missing: Iterable[int], until: int, days: int) -> None:
        """Labels without data among the `days` × 24 hours up to the label `until`, epoch seconds."""
        self._missing, self._until, self._days = frozenset(missing), until, days
        self.updateGeometry()
        self.update()

    def cell(self, label: int) -> QRect:
        """Where an hour is."""
        row = day_of(label) - self._first_day()
        hour = (label - 1 + _CHINA_S) % _DAY // _HOUR
        left, width = self._left(), self._width()
        begin = left + width * hour // 24
        end = left + width * (hour + 1) // 24
        return QRect(begin, self._top() + row * self._height(), end - begin, self._height())

    def label_at(self, place: QPoint) -> int | None:
        """The hour at a place; None beside the strip."""
        hour = (place.x() - self._left()) * 24 // max(1, self._width())
        row = (place.y() - self._top()) // self._height()
        label = (self._first_day() + row) * _DAY - _CHINA_S + (hour + 1) * _HOUR
        return label if 0 <= hour < 24 and self._is_shown(label) else None

    @override
    def sizeHint(self) -> QSize:
        rows = day_of(self._until) - self._first_day() + 1 if self._until else 0
        return QSize(theme.current().px(20), rows * self._height() + 2 * self._top())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._until:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = mix(look.accent, look.surface, 0.45)
        label = self._until - self._days * _DAY + _HOUR
        while label <= self._until:
            inside = QRectF(self.cell(label)).adjusted(0.5, 0.5, -0.5, -0.5)
            if label in self._missing:
                painter.setPen(QPen(QColor(look.alarm), 1))
                painter.setBrush(QColor(look.alarm_soft))
                painter.drawRect(inside)
            else:
                painter.fillRect(inside, filled)
            label += _HOUR
        self._paint_days(painter)

    def _paint_days(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setPen(QColor(look.muted))
        painter.setFont(sized(self.font(), look.small_px))
        every = -(-self._line() // self._height())
        for number in range(0, day_of(self._until) - self._first_day() + 1, every):
            middle = from_epoch((self._first_day() + number) * _DAY - _CHINA_S + _DAY // 2)
            line = QRect(0, number * self._height(), self._left(), self._height() + 2 * self._top())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, middle.astimezone(CHINA).strftime("%m-%d"))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            label = self.label_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(label) if label else "", self)
            return True
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def _tip(self, label: int) -> str:
        missing, there = translate("Devices", "{hours}: missing"), translate("Devices", "{hours}: there")
        begin = from_epoch(label - _HOUR).astimezone(CHINA)
        end = from_epoch(label).astimezone(CHINA)
        hours = f"{begin:%m-%d %H:%M}-{end:%H:%M}"
        return (missing if label in self._missing else there).format(hours=hours)

    def _is_shown(self, label: int) -> bool:
        return self._until - self._days * _DAY < label <= self._until

    def _first_day(self) -> int:
        return day_of(self._until - self._days * _DAY + _HOUR)

    def _line(self) -> int:
        return theme.current().px(1.2)

    def _height(self) -> int:
        return theme.current().px(1.2 if self._days <= 7 else 0.55)

    def _top(self) -> int:
        """Room for the day beside the first row, where rows are lower than letters."""
        return max(0, (self._line() - self._height() + 1) // 2)

    def _left(self) -> int:
        return theme.current().px(3.6)

    def _width(self) -> int:
        return self.width() - self._left()
