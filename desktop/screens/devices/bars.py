"""Small bars: how often each reason was."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets import theme


class Bars(QWidget):
    """Words, a bar against the longest, a number; a line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show these, in this order."""
        self._rows = tuple(rows)
        self.setAccessibleDescription("; ".join(f"{words} {count}" for words, count in rows))
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[tuple[str, int], ...]:
        """What is shown."""
        return self._rows

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(16), theme.current().px(1.7) * len(self._rows))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.current().px(1.7)
        most = max((count for _, count in self._rows), default=1)
        for number, (words, count) in enumerate(self._rows):
            line = QRect(0, number * height, self.width(), height)
            self._paint_row(painter, line, words, count, count / most)

    def _paint_row(self, painter: QPainter, line: QRect, words: str, count: int, share: float) -> None:
        look, metrics = theme.current(), self.fontMetrics()
        figures = metrics.horizontalAdvance("000,000")
        middle = Qt.AlignmentFlag.AlignVCenter
        label = QRect(line.left(), line.top(), int(line.width() * 0.45), line.height())
        painter.setPen(QColor(look.text))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignLeft | middle, shown)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, f"{count:,}")
        room = line.width() - label.width() - figures - 2 * look.unit
        thick = max(4, look.px(0.5))
        bar = QRectF(label.right() + look.unit, line.center().y() - thick / 2, room * share, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.muted))
        painter.drawRoundedRect(bar, thick / 4, thick / 4)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
