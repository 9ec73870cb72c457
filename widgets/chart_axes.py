"""Axes: China time under the plot, limits at its right edge."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics
from typing_extensions import override

from widgets import theme
from widgets.fonts import sized

# The whole country keeps one time without summer time, whatever the machine is set to
_OFFSET = 8 * 3600
_CHINA = timezone(timedelta(seconds=_OFFSET))
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_STEPS = (
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 5, 10)),
)


def china_time(seconds: float) -> datetime:
    """Epoch seconds as local time of the stations."""
    return datetime.fromtimestamp(seconds, _CHINA)


class ChinaTimeAxis(pg.AxisItem):
    """Hours as 12:00, the first of each day as 12-18, January as the year."""

    def __init__(self) -> None:
        super().__init__(orientation="bottom")
        self.enableAutoSIPrefix(False)

    @override
    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        font = sized(_application_font(), theme.current().small_px)
        room = QFontMetrics(font).horizontalAdvance("12-30") * 2.2
        least = (maxVal - minVal) / max(1.0, size / room)
        step = next((step for step in _STEPS if step >= least), None)
        if step is None:
            return [(float(30 * _DAY), _months(minVal, maxVal, least))]
        first = -(-(minVal + _OFFSET) // step) * step - _OFFSET
        count = int((maxVal - first) // step) + 1
        return [(float(step), [first + index * step for index in range(max(0, count))])]

    @override
    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [_label(china_time(value), spacing) for value in values]


class LimitAxis(pg.AxisItem):
    """Names limit lines outside the plot, where no curve can run through them."""

    def __init__(self) -> None:
        super().__init__(orientation="right")
        self._limits: list[tuple[float, str]] = []

    def set_limits(self, limits: list[tuple[float, str]]) -> None:
        self._limits = sorted(limits)
        self.remeasure()

    def remeasure(self) -> None:
        """Takes just the width its labels need."""
        metrics = QFontMetrics(sized(_application_font(), theme.current().small_px))
        widest = max((metrics.horizontalAdvance(label) for _, label in self._limits), default=0)
        self.setWidth(widest + theme.current().unit if widest else theme.current().unit)
        self.picture = None
        self.update()

    @override
    def generateDrawSpecs(self, p: Any) -> tuple[Any, list[Any], list[Any]]:
        low, high = self.range
        rect = self.mapRectFromParent(self.geometry())
        height = QFontMetrics(p.font()).height()
        texts: list[Any] = []
        below = rect.bottom() + height
        for value, label in self._limits:
            if not low <= value <= high:
                continue
            # Limits close to each other push the upper label up
            y = min(rect.bottom() - (value - low) / (high - low) * rect.height(), below - height)
            below = y
            box = QRectF(rect.left() + theme.current().unit / 2, y - height / 2, rect.width(), height)
            texts.append((box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label))
        return (pg.mkPen(None), rect.topLeft(), rect.topLeft()), [], texts

    @override
    def drawPicture(self, p: Any, axisSpec: Any, tickSpecs: Any, textSpecs: list[Any]) -> None:
        p.setPen(self.textPen())
        for box, flags, label in textSpecs:
            p.drawText(box, int(flags), label)


def _months(low: float, high: float, least: float) -> list[float]:
    """First days of months, every n-th so that labels keep apart."""
    every = next((n for n in (1, 2, 3, 6) if n * 30 * _DAY >= least), 12)
    start = china_time(low)
    number = start.year * 12 + start.month - 1
    number += -number % every
    ticks = []
    while (tick := datetime(number // 12, number % 12 + 1, 1, tzinfo=_CHINA).timestamp()) <= high:
        if tick >= low:
            ticks.append(tick)
        number += every
    return ticks


def _label(time: datetime, spacing: float) -> str:
    if spacing > 10 * _DAY:
        return f"{time:%Y-%m}"
    return f"{time:%m-%d}" if time.hour == time.minute == 0 else f"{time:%H:%M}"


def _application_font() -> Any:
    return pg.QtWidgets.QApplication.font()
