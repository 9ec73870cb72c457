"""A roster drawn on a line of time: a row a place, a bar a shift, and dashed where somebody is missing."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from widgets import theme
from widgets.fonts import sized
from widgets.theme import Tone

_TITLE, _LANE = 12.0, 2.0
"""Width of the names and height of a bar, in multiples of the base font."""


@dataclass(frozen=True, slots=True)
class RosterBar:
    """A shift; hours count from the left edge."""

    key: str
    start: float
    end: float
    text: str
    tone: Tone = "neutral"
    tip: str = ""


@dataclass(frozen=True, slots=True)
class RosterGap:
    """A stretch in which somebody is missing."""

    start: float
    end: float
    text: str
    is_urgent: bool = True
    """In red; otherwise it only shows where somebody could be put."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A place with its shifts and gaps."""

    key: str
    title: str
    note: str = ""
    bars: tuple[RosterBar, ...] = ()
    gaps: tuple[RosterGap, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterSpan:
    """The line of time: its length in hours, marks on it, and where now is."""

    hours: float = 24.0
    ticks: tuple[tuple[float, str], ...] = ()
    now: float | None = None


def lanes(bars: Sequence[RosterBar]) -> list[int]:
    """A lane for each bar, so that those at the same time do not cover each other."""
    ends: list[float] = []
    found = [0] * len(bars)
    for at in sorted(range(len(bars)), key=lambda at: (bars[at].start, bars[at].end)):
        free = next((lane for lane, end in enumerate(ends) if end <= bars[at].start), len(ends))
        ends[free:] = [bars[at].end, *ends[free + 1 :]]
        found[at] = free
    return found


def gap_lanes(row: RosterRow, of_bars: Sequence[int]) -> list[int]:
    """A gap stands in the first lane that is free all the time: a hole in the line of shifts."""
    found = []
    for gap in row.gaps:
        taken = {
            lane
            for bar, lane in zip(row.bars, of_bars, strict=True)
            if bar.start < gap.end and gap.start < bar.end
        }
        found.append(next(lane for lane in range(len(taken) + 1) if lane not in taken))
    return found


class RosterChart(QWidget):
    """Bars are chosen by click or arrow keys; a gap is clicked to fill it."""

    bar_chosen = Signal(str)
    """Key of the bar that is marked now; "" when none is."""
    gap_clicked = Signal(str, float, float)
    """Key of the row, and the gap's hours."""
    row_activated = Signal(str)
    """The name of a row was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RosterRow, ...] = ()
        self._span = RosterSpan()
        self._lanes: list[list[int]] = []
        self._gap_lanes: list[list[int]] = []
        self._tops: list[float] = [0.0]
        """Upper edges of the rows, and the lower one of the last."""
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Roster"))

    def show_rows(self, rows: Sequence[RosterRow], span: RosterSpan) -> None:
        """A mark on a bar that is still there stays."""
        self._rows, self._span = tuple(rows), span
        self._lanes = [lanes(row.bars) for row in self._rows]
        both = zip(self._rows, self._lanes, strict=True)
        self._gap_lanes = [gap_lanes(row, of_bars) for row, of_bars in both]
        self._measure()
        if self._current and self.bar(self._current) is None:
            self._mark("")
        self.updateGeometry()
        self.update()

    @property
    def current(self) -> str:
        """Key of the marked bar; "" where none is."""
        return self._current

    def bar(self, key: str) -> RosterBar | None:
        """The bar of that key."""
        return next((bar for row in self._rows for bar in row.bars if bar.key == key), None)

    def mark(self, key: str) -> None:
        """Mark a bar; "" marks none."""
        if key != self._current and (not key or self.bar(key) is not None):
            self._mark(key)

    def bar_rect(self, key: str) -> QRectF:
        """Where a bar is drawn; empty where there is none."""
        for at, row in enumerate(self._rows):
            for number, bar in enumerate(row.bars):
                if bar.key == key:
                    return self._bar_box(at, number)
        return QRectF()

    def gap_rect(self, row: int, number: int) -> QRectF:
        """Where a row's gap is drawn."""
        gap = self._rows[row].gaps[number]
        return self._box(row, self._gap_lanes[row][number], gap.start, gap.end)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(60), int(self._top(len(self._rows))) + 1)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(40), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), theme.current().small_px))
        self._draw_time(painter)
        self._draw_now(painter)
        for at in self._rows_in(event.rect()):
            self._draw_title(painter, at, self._rows[at])
            self._draw_row(painter, at, self._rows[at])

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        bar = self._bar_at(at)
        if bar is not None:
            self._mark(bar.key)
            return
        found = self._gap_at(at)
        if found is not None:
            row, gap = found
            self.gap_clicked.emit(row.key, gap.start, gap.end)
        elif at.x() < self._left() and (row_at := self._row_at(at)) is not None:
            self.row_activated.emit(self._rows[row_at].key)
        else:
            self._mark("")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        keys = [bar.key for row in self._rows for bar in sorted(row.bars, key=lambda bar: bar.start)]
        step = steps.get(Qt.Key(event.key()))
        if step is not None and keys:
            at = keys.index(self._current) + step if self._current in keys else 0
            self._mark(keys[min(max(at, 0), len(keys) - 1)])
        elif event.key() == Qt.Key.Key_Escape and self._current:
            self._mark("")
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self._bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), bar.tip or bar.text if bar else "", self)
            return True
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self.updateGeometry()
        return bool(super().event(event))

    def _mark(self, key: str) -> None:
        if key == self._current:
            return
        self._current = key
        bar = self.bar(key)
        self.setAccessibleDescription(bar.tip or bar.text if bar else "")
        self.bar_chosen.emit(key)
        self.update()

    def _left(self) -> float:
        return theme.current().px(_TITLE)

    def _x(self, hour: float) -> float:
        room = self.width() - self._left() - theme.current().edge
        return self._left() + room * min(max(hour / self._span.hours, 0.0), 1.0)

    def _between(self, start: float, end: float, top: float, height: float) -> QRectF:
        left, right = self._x(start) + 1, self._x(end) - 1
        return QRectF(left, top, max(right - left, 2.0), height)

    def _head(self) -> float:
        return theme.current().px(1.8)

    def _top(self, row: int) -> float:
        return self._tops[row]

    def _measure(self) -> None:
        heights = (self._height(at) for at in range(len(self._rows)))
        self._tops = list(accumulate(heights, initial=self._head()))

    def _height(self, at: int) -> float:
        look = theme.current()
        high = max([*self._lanes[at], *self._gap_lanes[at]], default=0) + 1
        return high * look.px(_LANE) + look.unit

    def _bar_box(self, row: int, number: int) -> QRectF:
        bar = self._rows[row].bars[number]
        return self._box(row, self._lanes[row][number], bar.start, bar.end)

    def _box(self, row: int, lane: int, start: float, end: float) -> QRectF:
        height = theme.current().px(_LANE)
        top = self._top(row) + theme.current().unit / 2 + lane * height
        return self._between(start, end, top + 1, height - 2)

    def _rows_in(self, area: QRect) -> range:
        """The rows that an area touches: of hundreds, a screen shows twenty."""
        first = max(bisect_right(self._tops, area.top()) - 1, 0)
        return range(first, min(bisect_right(self._tops, area.bottom()), len(self._rows)))

    def _row_at(self, at: QPointF) -> int | None:
        row = bisect_right(self._tops, at.y()) - 1
        return row if 0 <= row < len(self._rows) else None

    def _bar_at(self, at: QPointF) -> RosterBar | None:
        row = self._row_at(at)
        bars = self._rows[row].bars if row is not None else ()
        hits = (bar for n, bar in enumerate(bars) if row is not None and self._bar_box(row, n).contains(at))
        return next(hits, None)

    def _gap_at(self, at: QPointF) -> tuple[RosterRow, RosterGap] | None:
        number = self._row_at(at)
        if number is None:
            return None
        row = self._rows[number]
        hits = (gap for n, gap in enumerate(row.gaps) if self.gap_rect(number, n).contains(at))
        found = next(hits, None)
        return (row, found) if found is not None else None

    def _draw_time(self, painter: QPainter) -> None:
        look = theme.current()
        for hour, text in self._span.ticks:
            x = self._x(hour)
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(x, self._head()), QPointF(x, self.height()))
            painter.setPen(QColor(look.muted))
            width = painter.fontMetrics().horizontalAdvance(text)
            place = min(max(x - width / 2, self._left()), self.width() - width - 2)
            painter.drawText(QPointF(place, self._head() - look.unit / 2), text)

    def _draw_title(self, painter: QPainter, at: int, row: RosterRow) -> None:
        look = theme.current()
        top, height = self._top(at), self._height(at)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        metrics = painter.fontMetrics()
        width = self._left() - look.edge - look.unit
        lines = [(row.title, look.text)]
        if row.note and 2 * metrics.height() <= height:
            lines.append((row.note, look.muted))
        y = top + (look.px(_LANE) + look.unit - len(lines) * metrics.height()) / 2
        for text, colour in lines:
            painter.setPen(QColor(colour))
            box = QRectF(look.edge, y, width, metrics.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            y += metrics.height()

    def _draw_row(self, painter: QPainter, at: int, row: RosterRow) -> None:
        look = theme.current()
        metrics = painter.fontMetrics()
        for number, bar in enumerate(row.bars):
            ink, ground = look.tone(bar.tone)
            box = self._bar_box(at, number)
            painter.setBrush(QColor(ground))
            is_marked = bar.key == self._current
            painter.setPen(QPen(QColor(look.accent if is_marked else ink), 2 if is_marked else 1))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(ink))
            _draw_text(painter, metrics, box, bar.text)
        for number, gap in enumerate(row.gaps):
            box = self.gap_rect(at, number)
            ink, ground = look.tone("alarm" if gap.is_urgent else "neutral")
            painter.setPen(QPen(QColor(ink), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QBrush(QColor(ground)))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(ink))
            _draw_text(painter, metrics, box, gap.text)

    def _draw_now(self, painter: QPainter) -> None:
        if self._span.now is not None and 0 <= self._span.now <= self._span.hours:
            look = theme.current()
            x, top, side = self._x(self._span.now), self._head(), look.unit / 2
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawLine(QPointF(x, top), QPointF(x, self.height()))
            painter.setBrush(QColor(look.accent))
            mark = [QPointF(x - side, top - side), QPointF(x + side, top - side), QPointF(x, top + 1)]
            painter.drawPolygon(QPolygonF(mark))


def _draw_text(painter: QPainter, metrics: QFontMetrics, box: QRectF, text: str) -> None:
    """Elided to the box; left out where not even two characters have room."""
    inner = box.adjusted(4, 0, -2, 0)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
    if inner.width() >= 2 * metrics.height():
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
