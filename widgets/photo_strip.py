"""Small pictures in a row: photos by date, documents with an icon; pictures come when they are seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QToolTip, QWidget
from typing_extensions import override

from widgets import icons, theme
from widgets.fonts import sized

_WIDTH, _PICTURE = 11.5, 7.4
"""Of a tile and of the picture in it, in multiples of the base font."""


@dataclass(frozen=True, slots=True)
class StripItem:
    """A file: two short lines below its picture, all of it in the tip."""

    key: str
    first: str
    second: str
    tip: str = ""
    icon: str = "photo"
    """Stands there until the picture comes, and instead of it."""
    has_picture: bool = True
    is_doubtful: bool = False
    """The second line is said in the alarm colour."""


class PhotoStrip(QAbstractScrollArea):
    """Arrows move, Enter opens, Delete removes, Ctrl+V pastes; files can be dropped on it."""

    picture_wanted = Signal(str)
    """A tile came into view whose picture was never asked for."""
    opened = Signal(str)
    """Double click or Enter."""
    remove_wanted = Signal(str)
    """Delete, or from the menu."""
    files_dropped = Signal(object)
    """A list of paths, dropped or pasted."""
    image_pasted = Signal(object)
    """A QImage from the clipboard or from another program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[StripItem, ...] = ()
        self._pictures: dict[str, QPixmap | None] = {}
        self._asked: set[str] = set()
        self._current = 0
        self._empty_text = ""
        self._dropping = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Photos and documents"))

    def set_empty_text(self, text: str) -> None:
        """What it says when there is nothing."""
        self._empty_text = text
        self.viewport().update()

    def set_items(self, items: Sequence[StripItem]) -> None:
        """Pictures that are already here stay; the current file stays current if it is still there."""
        current = self.current()
        self._items = tuple(items)
        keys = [item.key for item in self._items]
        self._current = keys.index(current) if current in keys else min(self._current, max(0, len(keys) - 1))
        self._pictures = {key: picture for key, picture in self._pictures.items() if key in keys}
        self._asked &= set(keys)
        self._fit()

    def items(self) -> tuple[StripItem, ...]:
        """What it shows."""
        return self._items

    def current(self) -> str:
        """Key of the file that Enter opens; "" without any."""
        return self._items[self._current].key if self._items else ""

    def set_picture(self, key: str, picture: QPixmap | None) -> None:
        """The picture has come; None: it cannot be shown."""
        self._pictures[key] = picture
        self.viewport().update()

    def is_damaged(self, key: str) -> bool:
        """Its picture was asked for and cannot be shown."""
        return key in self._pictures and self._pictures[key] is None

    def forget_picture(self, key: str) -> None:
        """Ask for it again when it is seen: its bytes have come meanwhile."""
        self._pictures.pop(key, None)
        self._asked.discard(key)
        self.viewport().update()

    def tile_rect(self, key: str) -> QRect:
        """Where a file stands, in the viewport."""
        keys = [item.key for item in self._items]
        return self._rect(keys.index(key)) if key in keys else QRect()

    def take(self, data: QMimeData) -> bool:
        """Files or a picture from the clipboard or a drag; False where there is neither."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
        elif data.hasImage():
            self.image_pasted.emit(data.imageData())
        return bool(paths) or data.hasImage()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._step() * 3, self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._step(), self._height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._items:
            self._draw_empty(painter)
        for at, item in enumerate(self._items):
            rect = self._rect(at)
            if rect.intersects(event.rect()):
                self._draw(painter, rect, item, at == self._current)
        if self._dropping:
            look = theme.current()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 2, Qt.PenStyle.DashLine))
            painter.drawRect(self.viewport().rect().adjusted(2, 2, -2, -2))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() in moves:
            self._go(self._current + moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self._go(0)
        elif event.key() == Qt.Key.Key_End:
            self._go(len(self._items) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._items:
            self.opened.emit(self.current())
        elif event.key() == Qt.Key.Key_Delete and self._items:
            self.remove_wanted.emit(self.current())
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (at := self._at(event.position().toPoint())) is not None:
            self._go(at)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._at(event.position().toPoint()) is not None:
            self.opened.emit(self.current())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self._at(event.pos())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if at is not None:
            key = self._items[at].key
            self._add(menu, self.tr("Open"), lambda: self.opened.emit(key))
            self._add(menu, self.tr("Remove"), lambda: self.remove_wanted.emit(key))
        self._add(menu, self.tr("Paste"), self._paste)
        menu.popup(event.globalPos())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        turned = event.angleDelta()
        bar.setValue(bar.value() - (turned.y() or turned.x()))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            self._set_dropping(True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_dropping(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dropping(False)
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self._items[at].tip if at is not None else "", self)
            return True
        return bool(super().viewportEvent(event))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_items"):
            self.updateGeometry()
            self._fit()

    def _paste(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.take(QGuiApplication.clipboard().mimeData())

    @staticmethod
    def _add(menu: QMenu, text: str, deed: object) -> None:
        action = QAction(text, menu)
        action.triggered.connect(deed)
        menu.addAction(action)

    def _set_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.viewport().update()

    def _go(self, at: int) -> None:
        if not 0 <= at < len(self._items):
            return
        self._current = at
        bar, step = self.horizontalScrollBar(), self._step()
        left = at * step
        if left < bar.value():
            bar.setValue(left)
        elif left + step > bar.value() + self.viewport().width():
            bar.setValue(left + step - self.viewport().width())
        self.setAccessibleDescription(self._items[at].tip or self._items[at].first)
        self.viewport().update()

    def _fit(self) -> None:
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, len(self._items) * self._step() - self.viewport().width()))
        bar.setPageStep(self.viewport().width())
        bar.setSingleStep(self._step())
        self.viewport().update()

    def _step(self) -> int:
        return theme.current().px(_WIDTH) + theme.current().unit

    def _height(self) -> int:
        look = theme.current()
        lines = 2 * QFontMetrics(self._small()).height()
        return look.px(_PICTURE) + lines + 3 * look.unit + self.horizontalScrollBar().sizeHint().height()

    def _small(self) -> QFont:
        return sized(self.font(), theme.current().small_px)

    def _rect(self, at: int) -> QRect:
        look = theme.current()
        left = look.unit + at * self._step() - self.horizontalScrollBar().value()
        return QRect(left, look.unit, look.px(_WIDTH), self._height() - 2 * look.unit)

    def _at(self, point: QPoint) -> int | None:
        for at in range(len(self._items)):
            if self._rect(at).contains(point):
                return at
        return None

    def _draw_empty(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setPen(QColor(look.muted))
        area = self.viewport().rect().adjusted(look.edge, 0, -look.edge, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)

    def _draw(self, painter: QPainter, rect: QRect, item: StripItem, is_current: bool) -> None:
        look = theme.current()
        frame = QRect(rect.left(), rect.top(), rect.width(), look.px(_PICTURE))
        painter.fillRect(frame, QColor(look.neutral_soft))
        picture = self._pictures.get(item.key)
        if picture is not None:
            self._draw_picture(painter, frame, picture)
        else:
            self._draw_icon(painter, frame, item)
        if is_current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.setFont(self._small())
        metrics = painter.fontMetrics()
        top = frame.bottom() + look.unit // 2
        second = look.alarm if item.is_doubtful else look.muted
        for text, colour in ((item.first, look.text), (item.second, second)):
            painter.setPen(QColor(colour))
            line = QRect(rect.left(), top, rect.width(), metrics.height())
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
            top += metrics.height()

    def _draw_picture(self, painter: QPainter, frame: QRect, picture: QPixmap) -> None:
        """The middle of the photo, so that all tiles are alike."""
        scale = max(frame.width() / picture.width(), frame.height() / picture.height())
        width, height = frame.width() / scale, frame.height() / scale
        source = QRectF((picture.width() - width) / 2, (picture.height() - height) / 2, width, height)
        painter.drawPixmap(frame.toRectF(), picture, source)

    def _draw_icon(self, painter: QPainter, frame: QRect, item: StripItem) -> None:
        look = theme.current()
        damaged = self.is_damaged(item.key)
        side = look.px(2)
        box = QRectF(0, 0, side, side)
        box.moveCenter(frame.toRectF().center())
        icons.draw(painter, box, "warning" if damaged else item.icon, look.alarm if damaged else look.muted)
        if damaged:
            painter.setFont(self._small())
            painter.setPen(QColor(look.alarm))
            words = QRect(frame.left(), int(box.bottom()), frame.width(), frame.bottom() - int(box.bottom()))
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.tr("Cannot be shown"))
        elif item.has_picture and item.key not in self._asked:
            self._asked.add(item.key)
            self.picture_wanted.emit(item.key)
