"""Where a paged wall stands: a dot a page, and whether it turns."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets import theme
from widgets.fonts import sized

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class PageDots(QWidget):
    """A dot a page, the present one long; two bars while the page is held. Many pages are counted instead."""

    page_clicked = Signal(int)
    """Fires with the number of a clicked dot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = self._page = 0
        self._held = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, count: int, page: int, held: bool) -> None:
        if (count, page, held) != (self._count, self._page, self._held):
            self._count, self._page, self._held = count, page, held
            text = self.tr("Page {page} of {count}").format(page=page + 1, count=count)
            self.setAccessibleName(self.tr("{page}, held").format(page=text) if held else text)
            self.update()

    def dot_rect(self, page: int) -> QRect:
        """Where a page's dot can be clicked."""
        step = self._step()
        left = (self.width() - step * self._count) // 2
        return QRect(left + page * step, 0, step, self.height())

    def _step(self) -> int:
        return theme.current().px(1.4)

    def _as_text(self) -> bool:
        return self._count * self._step() > self.width() // 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._count > 1:
            self._paint_text(painter) if self._as_text() else self._paint_dots(painter)
        if self._held:
            self._paint_bars(painter)

    def _paint_dots(self, painter: QPainter) -> None:
        look, side = theme.current(), theme.current().px(0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        for page in range(self._count):
            on = page == self._page
            painter.setBrush(QColor(look.text if on else look.line_strong))
            dot = QRect(0, 0, 2 * side if on else side, side)
            dot.moveCenter(self.dot_rect(page).center())
            painter.drawRoundedRect(dot, side / 2, side / 2)

    def _paint_text(self, painter: QPainter) -> None:
        painter.setFont(sized(self.font(), theme.current().small_px))
        painter.setPen(QColor(theme.current().text))
        painter.drawText(self.rect(), _CENTRE, f"{self._page + 1} / {self._count}")

    def _paint_bars(self, painter: QPainter) -> None:
        look, word = theme.current(), self.tr("held")
        painter.setFont(sized(self.font(), look.small_px))
        painter.setPen(QColor(look.muted))
        room = self.rect().adjusted(0, 0, -look.edge, 0)
        painter.drawText(room, _RIGHT, word)
        bar = QRect(0, 0, max(2, look.px(0.15)), look.px(0.7))
        left = room.right() - painter.fontMetrics().horizontalAdvance(word) - look.px(1.1)
        bar.moveCenter(QPoint(left, room.center().y() + 1))
        for rect in (bar, bar.translated(look.px(0.35), 0)):
            painter.fillRect(rect, QColor(look.muted))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._as_text():
            for page in range(self._count):
                if self.dot_rect(page).contains(event.position().toPoint()):
                    self.page_clicked.emit(page)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(10), theme.current().px(1.7))
