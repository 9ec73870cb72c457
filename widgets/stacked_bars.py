"""How many of which kind each one has: a bar a row, its kinds side by side with their numbers, painted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from widgets import theme
from widgets.colors import mix
from widgets.fonts import sized

_LABEL_SHARE = 0.38
_FAINTEST = 0.22
_DARK_ENOUGH = 0.6
"""Share of the accent from which letters on it are the accent's own."""


@dataclass(frozen=True, slots=True)
class StackedRow:
    """A name, and how many it has of each kind."""

    label: str
    counts: tuple[int, ...]


class StackedBars(QWidget):
    """Kinds go from faint to strong in one colour; the number stands in each piece, the sum behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[str, ...] = ()
        self._rows: tuple[StackedRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_rows(self, kinds: Sequence[str], rows: Sequence[StackedRow]) -> None:
        """Names of the kinds, the faintest first, and the rows from top to bottom."""
        self._kinds, self._rows = tuple(kinds), tuple(rows)
        self.setAccessibleDescription("; ".join(self.tip_of(row) for row in self._rows))
        self.updateGeometry()
        self.update()

    def tip_of(self, row: StackedRow) -> str:
        """A row in words."""
        said = [f"{kind} {count}" for kind, count in zip(self._kinds, row.counts, strict=True) if count]
        return f"{row.label}: {', '.join(said)}"

    def pieces(self, number: int) -> list[QRectF]:
        """Where each kind of a row is; an absent kind has no width."""
        counts, line = self._rows[number].counts, self._line()
        most = max((sum(row.counts) for row in self._rows), default=0)
        left = float(self._label_width())
        room = self.width() - left - theme.current().px(2.4)  # the sum stands behind
        top, height = (number + 1) * line + line * 0.16, line * 0.68
        found = []
        for count in counts:
            width = room * count / most if most else 0.0
            found.append(QRectF(left, top, width, height))
            left += width
        return found

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(18), self._line() * (len(self._rows) + 1))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(12), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(self.font(), theme.current().small_px))
        if self._rows:
            self._paint_legend(painter)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, number, row)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = event.pos().y() // self._line() - 1
            text = self.tip_of(self._rows[number]) if 0 <= number < len(self._rows) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return bool(super().event(event))

    def _paint_legend(self, painter: QPainter) -> None:
        look, left, line = theme.current(), 0, self._line()
        side, metrics = look.px(0.7), painter.fontMetrics()
        for kind, name in enumerate(self._kinds):
            painter.fillRect(QRectF(left, (line - side) / 2, side, side), self._colour(kind))
            width = metrics.horizontalAdvance(name)
            painter.setPen(QColor(look.muted))
            box = QRectF(left + side + look.unit / 2, 0, width + 2, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            left += side + width + 2 * look.unit

    def _paint_row(self, painter: QPainter, number: int, row: StackedRow) -> None:
        look, line, pieces = theme.current(), self._line(), self.pieces(number)
        room = self._label_width() - look.unit
        name = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(look.text))
        painter.drawText(QRectF(0, (number + 1) * line, room, line), Qt.AlignmentFlag.AlignVCenter, name)
        for kind, (piece, count) in enumerate(zip(pieces, row.counts, strict=True)):
            painter.fillRect(piece, self._colour(kind))
            text = str(count)
            if count and painter.fontMetrics().horizontalAdvance(text) < piece.width():
                painter.setPen(QColor(look.on_accent if self._share(kind) > _DARK_ENOUGH else look.text))
                painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(QColor(look.muted))
        behind = QRectF(pieces[-1].right() + look.unit / 2, (number + 1) * line, look.px(2.4), line)
        painter.drawText(behind, Qt.AlignmentFlag.AlignVCenter, str(sum(row.counts)))

    def _share(self, kind: int) -> float:
        last = max(1, len(self._kinds) - 1)
        return _FAINTEST + (1 - _FAINTEST) * kind / last

    def _colour(self, kind: int) -> QColor:
        look = theme.current()
        return mix(look.accent, look.surface, self._share(kind))

    def _label_width(self) -> int:
        metrics = QFontMetrics(sized(self.font(), theme.current().small_px))
        widest = max((metrics.horizontalAdvance(row.label) for row in self._rows), default=0)
        return min(widest + theme.current().unit, int(self.width() * _LABEL_SHARE))

    def _line(self) -> int:
        return theme.current().px(2.0)
