"""An exclusive choice in one row: pollutants, ranges, sort orders."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets import theme
from widgets.fonts import sized


class Segmented(QWidget):
    """Labels side by side, one of them chosen; arrows and click choose."""

    chosen = Signal(str)
    """Fires with the key when the user chooses another one."""

    def __init__(self, options: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[tuple[str, str]] = []
        self._current = ""
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """(key, label) pairs; the choice stays if its key does, otherwise the first is chosen."""
        self._options = list(options)
        if self._current not in (key for key, _ in self._options):
            self._current = self._options[0][0] if self._options else ""
        self._changed()

    def current(self) -> str:
        """The chosen key, "" when there are no options."""
        return self._current

    def set_current(self, key: str) -> None:
        """Chooses without a signal; an unknown key is ignored."""
        if key in (known for known, _ in self._options):
            self._current = key
            self._changed()

    def option_rect(self, key: str) -> QRect:
        """Where an option is."""
        left = 0
        for (known, _), width in zip(self._options, self._widths(), strict=True):
            if known == key:
                return QRect(left, 0, width, self.height())
            left += width
        return QRect()

    def _changed(self) -> None:
        label = dict(self._options).get(self._current, "")
        self.setAccessibleDescription(label)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return sized(self.font(), theme.current().px(0.93))

    def _widths(self) -> list[int]:
        # Measured bold, so that choosing never moves the neighbours
        bold = QFontMetrics(sized(self._font(), self._font().pixelSize(), QFont.Weight.DemiBold))
        pad = theme.current().px(0.72)
        return [bold.horizontalAdvance(label) + 2 * pad for _, label in self._options]

    def _index_at(self, x: float) -> int:
        left = 0
        for index, width in enumerate(self._widths()):
            left += width
            if x < left:
                return index
        return -1

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._options) and self._options[index][0] != self._current:
            self._current = self._options[index][0]
            self._changed()
            self.chosen.emit(self._current)

    @override
    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 1, theme.current().px(2.0))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, look.px(0.3), look.px(0.3))
        painter.fillPath(path, QColor(look.surface))
        painter.setClipPath(path)
        for index, (key, label) in enumerate(self._options):
            self._paint_option(painter, index, key, label)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(look.accent if self.hasFocus() else look.line_strong), 1))
        painter.drawPath(path)

    def _paint_option(self, painter: QPainter, index: int, key: str, label: str) -> None:
        look, rect, on = theme.current(), self.option_rect(key), key == self._current
        if on or index == self._hover:
            painter.fillRect(rect, QColor(look.accent_soft if on else look.hover))
        weight = QFont.Weight.DemiBold if on else QFont.Weight.Normal
        painter.setFont(sized(self._font(), self._font().pixelSize(), weight))
        painter.setPen(QColor(look.accent if on else look.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)
        if index:
            painter.fillRect(QRect(rect.left(), 0, 1, rect.height()), QColor(look.line))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._index_at(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._index_at(event.position().x())
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = [key for key, _ in self._options].index(self._current) if self._options else 0
        if event.key() == Qt.Key.Key_Left:
            self._choose(index - 1)
        elif event.key() == Qt.Key.Key_Right:
            self._choose(index + 1)
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
