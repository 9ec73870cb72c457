"""A ranking as a painted list: place, movement, name, value with a bar, rate of change."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget
from typing_extensions import override

from widgets import theme
from widgets.ranking_rows import ROW_EM, RankHeads, RankRow, columns, rank_fonts
from widgets.tile_layout import moved_text

__all__ = ["RankHeads", "RankRow", "RankingList"]

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RankingList(QAbstractScrollArea):
    """Rows in the order given, one of them chosen."""

    chosen = Signal(str)
    """Fires with a row's key when the user chose another one."""
    activated = Signal(str)
    """Fires with a row's key on Enter or double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RankRow] = []
        self._heads = RankHeads()
        self._current = ""
        self._empty_text = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Ranking"))

    def set_rows(self, rows: Sequence[RankRow], heads: RankHeads | None = None) -> None:
        """Replaces everything; the choice stays with its key."""
        self._rows = list(rows)
        self._heads = heads if heads is not None else self._heads
        if self._current not in (row.key for row in rows):
            self._current = ""
        self._measure()
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        self._empty_text = text
        self.viewport().update()

    def current(self) -> str:
        """Key of the chosen row, "" if none is."""
        return self._current

    def set_current(self, key: str) -> None:
        """Chooses without a signal; an unknown key is ignored."""
        if any(row.key == key for row in self._rows):
            self._current = key
            self._reveal()
            self.viewport().update()

    def row_rect(self, key: str) -> QRect:
        """Where a row is, in viewport coordinates."""
        index = [row.key for row in self._rows].index(key)
        top = self._head_height() + index * self._row_height() - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._row_height())

    # Measures

    def _row_height(self) -> int:
        return theme.current().px(ROW_EM)

    def _head_height(self) -> int:
        return theme.current().px(2.2) if self._heads.value or self._heads.rate else 0

    def _measure(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height() - self._head_height()
        bar.setRange(0, max(0, len(self._rows) * self._row_height() - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(self._row_height())
        self._fonts = rank_fonts(self.font(), theme.current())
        width = self.viewport().width()
        self._parts = columns(self._rows, self._heads, width, self._fonts, theme.current())

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if not self._rows:
            painter.setPen(QColor(theme.current().muted))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._empty_text)
            return
        top = max((abs(row.value) for row in self._rows if row.value is not None), default=0.0)
        painter.setClipRect(self.viewport().rect().adjusted(0, self._head_height(), 0, 0))
        for row in self._rows:
            rect = self.row_rect(row.key)
            if rect.intersects(event.rect()):
                self._paint_row(painter, rect, row, top)
        painter.setClipping(False)
        self._paint_heads(painter)

    def _paint_heads(self, painter: QPainter) -> None:
        look, parts, height = theme.current(), self._parts, self._head_height()
        painter.setFont(self._fonts.small)
        painter.setPen(QColor(look.muted))
        for rect, text in ((parts.value, self._heads.value), (parts.rate, self._heads.rate)):
            if rect.width():
                painter.drawText(QRect(rect.left(), 0, rect.width(), height), _RIGHT, text)
        if height:
            painter.fillRect(QRect(0, height - 1, self.viewport().width(), 1), QColor(look.line))

    def _paint_row(self, painter: QPainter, rect: QRect, row: RankRow, top: float) -> None:
        look, parts, fonts = theme.current(), self._parts, self._fonts
        if row.key == self._current:
            painter.fillRect(rect, QColor(look.accent_soft))
            if self.hasFocus():
                mark = QRect(rect.left(), rect.top(), max(2, look.px(0.2)), rect.height())
                painter.fillRect(mark, QColor(look.accent))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.line))
        ink = look.muted if row.value is None else look.text
        moved_ink = look.text if row.moved else look.muted
        for part, text, align, font, colour in (
            (parts.rank, row.rank or "—", _RIGHT, fonts.plain, look.muted),
            (parts.moved, moved_text(row.moved), _LEFT, fonts.small, moved_ink),
            (parts.name, row.name, _LEFT, fonts.plain, ink),
            (parts.value, row.value_text, _RIGHT, fonts.bold, ink),
            (parts.rate, row.rate_text, _RIGHT, fonts.plain, look.text),
        ):
            _paint_text(painter, part.translated(0, rect.top()), text, align, font, colour)
        if row.value is not None and top > 0 and parts.bar.width():
            self._paint_bar(painter, parts.bar.translated(0, rect.top()), abs(row.value) / top, row.colour)

    def _paint_bar(self, painter: QPainter, part: QRect, share: float, colour: str) -> None:
        look, height = theme.current(), max(4, theme.current().px(0.5))
        top = part.center().y() - height // 2
        painter.fillRect(QRect(part.left(), top, part.width(), height), QColor(look.neutral_soft))
        width = max(2, round(part.width() * share))
        painter.fillRect(QRect(part.left(), top, width, height), QColor(colour or look.line_strong))
        # yellow on white has hardly an edge of its own
        painter.fillRect(QRect(part.left(), top + height, width, 1), QColor(look.line_strong))

    # Events

    def describe(self, row: RankRow) -> str:
        """Everything about a row as lines."""
        movement = self.tr("{movement} places").format(movement=moved_text(row.moved)) if row.moved else ""
        value = f"{row.value_text} {row.word}".strip()
        parts = (f"{row.rank} {row.name}".strip(), value, movement, row.rate_text, row.note)
        return "\n".join(part for part in parts if part)

    def _choose(self, index: int) -> None:
        index = min(max(index, 0), len(self._rows) - 1)
        if index >= 0 and self._rows[index].key != self._current:
            self._current = self._rows[index].key
            self._reveal()
            self.viewport().update()
            self.chosen.emit(self._current)
        if index >= 0:
            self.setAccessibleDescription(self.describe(self._rows[index]))

    def _reveal(self) -> None:
        rect, bar = self.row_rect(self._current), self.verticalScrollBar()
        if rect.top() < self._head_height():
            bar.setValue(bar.value() + rect.top() - self._head_height())
        elif rect.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + 1)

    def _index(self) -> int:
        return next((n for n, row in enumerate(self._rows) if row.key == self._current), -1)

    def _index_at(self, y: float) -> int | None:
        if y < self._head_height():
            return None
        index = int(y - self._head_height() + self.verticalScrollBar().value()) // self._row_height()
        return index if index < len(self._rows) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, (self.viewport().height() - self._head_height()) // self._row_height())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        key = Qt.Key(event.key())
        if key in steps:
            self._choose(max(0, self._index() + steps[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if key == Qt.Key.Key_Home else len(self._rows) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.activated.emit(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().y())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(index)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (index := self._index_at(event.position().y())) is not None:
            self.activated.emit(self._rows[index].key)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self._index_at(event.pos().y())
            QToolTip.showText(
                event.globalPos(), "" if index is None else self.describe(self._rows[index]), self
            )
            return True
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_rows"):
            self._measure()
            self.viewport().update()


def _paint_text(painter: QPainter, part: QRect, text: str, align: int, font: QFont, colour: str) -> None:
    if part.width():
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, part.width())
        painter.drawText(part, align, cut)
