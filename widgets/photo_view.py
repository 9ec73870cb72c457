"""Photos large: one, or two side by side with one zoom for both, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import icons, theme
from widgets.theme import set_role

_LARGEST_ZOOM = 16.0
_STEP = 1.25


@dataclass(frozen=True, slots=True)
class ViewItem:
    """A photo and what is said of it, in a line or two."""

    key: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Zoom:
    """How large, against fitting the pane, and which point of the photo (0 to 1) is in the middle."""

    factor: float = 1.0
    x: float = 0.5
    y: float = 0.5


class PhotoView(QWidget):
    """← → go through the photos, + − and the wheel zoom, 0 fits, B puts two side by side, Esc leaves."""

    picture_wanted = Signal(str)
    """A photo is to be shown that has not been asked for."""
    left = Signal()
    """Esc or the close button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ViewItem, ...] = ()
        self._at = [0, 0]
        self._active = 0
        self._zoom = Zoom()
        self._pictures: dict[str, QImage | None] = {}
        self._asked: set[str] = set()
        self.panes = (_Pane(self, 0), _Pane(self, 1))
        self.position = QLabel()
        self.compare_button = QPushButton(self.tr("Side by side"))
        self.compare_button.setCheckable(True)
        self.fit_button = QPushButton(self.tr("Fit"))
        self.close_button = QToolButton()
        self.close_button.setToolTip(self.tr("Back (Esc)"))
        self.close_button.setAccessibleName(self.tr("Back"))
        self.previous_button, self.next_button = QToolButton(), QToolButton()
        self.previous_button.setAccessibleName(self.tr("Photo before"))
        self.next_button.setAccessibleName(self.tr("Next photo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self._build()
        self._measure()
        self._connect()

    def show_photos(self, items: Sequence[ViewItem], key: str) -> None:
        """Open with this photo; the second pane will begin with the newest other one."""
        self._items = tuple(items)
        keys = [item.key for item in self._items]
        at = keys.index(key) if key in keys else 0
        other = len(keys) - 1 if at != len(keys) - 1 else max(0, at - 1)
        self._at, self._active, self._zoom = [at, other], 0, Zoom()
        self._pictures.clear()  # a site's photos at full size are not kept for the next one
        self._asked.clear()
        self.compare_button.setChecked(False)
        self.compare_button.setEnabled(len(keys) > 1)
        self._update()
        self.setFocus()

    def set_picture(self, key: str, picture: QImage | None) -> None:
        """The photo has come; None: it cannot be shown."""
        self._pictures[key] = picture
        self._update()

    def shown(self) -> tuple[str, ...]:
        """Keys of the photos in front, left to right."""
        if not self._items:
            return ()
        return tuple(self._items[at].key for at in (self._at if self.is_comparing() else self._at[:1]))

    def is_comparing(self) -> bool:
        """Two photos are side by side."""
        return bool(self.compare_button.isChecked())

    @property
    def zoom(self) -> Zoom:
        """The same for both photos."""
        return self._zoom

    def set_zoom(self, factor: float, x: float | None = None, y: float | None = None) -> None:
        """Never smaller than fitting, never so that a pane shows only what is beside the photo."""
        factor = min(max(factor, 1.0), _LARGEST_ZOOM)
        margin = 0.5 / factor
        x, y = self._zoom.x if x is None else x, self._zoom.y if y is None else y
        self._zoom = Zoom(factor, min(max(x, margin), 1 - margin), min(max(y, margin), 1 - margin))
        for pane in self.panes:
            pane.update()

    def go(self, step: int) -> None:
        """The next or the last photo, in the pane that was touched last."""
        at = self._at[self._active] + step
        if 0 <= at < len(self._items):
            self._at[self._active] = at
            self._update()

    def activate(self, pane: int) -> None:
        """The arrows move this pane's photo from now on."""
        self._active = pane if self.is_comparing() else 0
        self._update()

    def is_active(self, pane: int) -> bool:
        """Which of two the arrows move."""
        return self.is_comparing() and self._active == pane

    def item_in(self, pane: int) -> ViewItem | None:
        """The photo in a pane."""
        return self._items[self._at[pane]] if self._items else None

    def picture_in(self, pane: int) -> tuple[QImage | None, bool]:
        """The photo's pixels, and whether it is known that there are none."""
        item = self.item_in(pane)
        if item is None:
            return None, False
        return self._pictures.get(item.key), item.key in self._pictures and self._pictures[item.key] is None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom.factor * _STEP)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom.factor / _STEP)
        elif key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        elif key == Qt.Key.Key_B and self.compare_button.isEnabled():
            self.compare_button.toggle()
        elif key == Qt.Key.Key_Space:
            self.activate(1 - self._active)
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "close_button"):
            self._measure()

    def _build(self) -> None:
        set_role(self.position, "muted")
        for button in (self.close_button, self.previous_button, self.next_button):
            set_role(button, "plain")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for word in (self.compare_button, self.fit_button):
            word.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys belong to the photo
        self._bar = QHBoxLayout()
        for widget in (self.close_button, self.previous_button, self.next_button, self.position):
            self._bar.addWidget(widget)
        self._bar.addStretch(1)
        self._bar.addWidget(self.fit_button)
        self._bar.addWidget(self.compare_button)
        sides = QHBoxLayout()
        sides.setSpacing(2)
        for pane in self.panes:
            sides.addWidget(pane, 1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._bar)
        self._box.addLayout(sides, 1)

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.unit, look.unit, look.unit, look.unit)
        self._bar.setSpacing(look.unit)
        names = ("close", "chevron-left", "chevron-right")
        for button, name in zip(
            (self.close_button, self.previous_button, self.next_button), names, strict=True
        ):
            button.setIcon(icons.icon(name, look.text))
            button.setIconSize(QSize(look.px(1.4), look.px(1.4)))

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.left)
        self.previous_button.clicked.connect(lambda: self.go(-1))
        self.next_button.clicked.connect(lambda: self.go(1))
        self.fit_button.clicked.connect(lambda: self.set_zoom(1.0))
        self.compare_button.toggled.connect(self._on_compared)

    def _on_compared(self, comparing: bool) -> None:
        self._active = 1 if comparing else 0
        self._update()

    def _update(self) -> None:
        self.panes[1].setVisible(self.is_comparing())
        at = self._at[self._active]
        text = self.tr("{number} of {count}")
        self.position.setText(text.format(number=at + 1, count=len(self._items)) if self._items else "")
        self.previous_button.setEnabled(at > 0)
        self.next_button.setEnabled(at + 1 < len(self._items))
        for key in self.shown():
            if key not in self._asked:
                self._asked.add(key)
                self.picture_wanted.emit(key)
        item = self.item_in(self._active)
        self.setAccessibleName(item.title if item else "")
        for pane in self.panes:
            pane.update()


class _Pane(QWidget):
    """One photo; dragging moves both."""

    def __init__(self, view: PhotoView, number: int) -> None:
        super().__init__()
        self._view, self._number = view, number
        self._grip: QPointF | None = None
        self.setMinimumSize(120, 90)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(look.neutral_soft))
        area = self._area()
        picture, is_missing = self._view.picture_in(self._number)
        if picture is not None:
            painter.setClipRect(area)
            painter.drawImage(self._target(picture), picture)
            painter.setClipping(False)
        else:
            text = self.tr("This photo cannot be shown.") if is_missing else self.tr("Loading…")
            painter.setPen(QColor(look.alarm if is_missing else look.muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        self._draw_words(painter)
        if self._view.is_active(self._number):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position()
        self._view.setFocus()
        self._view.activate(self._number)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        picture, _ = self._view.picture_in(self._number)
        if self._grip is None or picture is None:
            return
        target, zoom = self._target(picture), self._view.zoom
        moved, self._grip = event.position() - self._grip, event.position()
        self._view.set_zoom(
            zoom.factor, zoom.x - moved.x() / target.width(), zoom.y - moved.y() / target.height()
        )

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._view.set_zoom(1.0 if self._view.zoom.factor > 1 else 3.0)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The point under the pointer stays where it is."""
        picture, _ = self._view.picture_in(self._number)
        if picture is None or not event.angleDelta().y():
            return
        before = self._point(event.position(), picture)
        self._view.set_zoom(self._view.zoom.factor * _STEP ** (event.angleDelta().y() / 120))
        after, zoom = self._point(event.position(), picture), self._view.zoom
        self._view.set_zoom(zoom.factor, zoom.x + before.x() - after.x(), zoom.y + before.y() - after.y())

    def _area(self) -> QRect:
        """Without the lines of words below."""
        return self.rect().adjusted(0, 0, 0, -self._words_height())

    def _words_height(self) -> int:
        return 2 * self.fontMetrics().height() + theme.current().unit

    def _target(self, picture: QImage) -> QRectF:
        """Where the whole photo lies; more than the pane when it is zoomed."""
        area, zoom = self._area(), self._view.zoom
        fit = min(area.width() / picture.width(), area.height() / picture.height())
        width, height = picture.width() * fit * zoom.factor, picture.height() * fit * zoom.factor
        left = area.center().x() - width * zoom.x
        return QRectF(left, area.center().y() - height * zoom.y, width, height)

    def _point(self, at: QPointF, picture: QImage) -> QPointF:
        """The point of the photo, 0 to 1, at a point of the pane."""
        target = self._target(picture)
        return QPointF((at.x() - target.left()) / target.width(), (at.y() - target.top()) / target.height())

    def _draw_words(self, painter: QPainter) -> None:
        item = self._view.item_in(self._number)
        if item is None:
            return
        look, metrics = theme.current(), self.fontMetrics()
        band = QRect(0, self.height() - self._words_height(), self.width(), self._words_height())
        painter.fillRect(band, QColor(look.surface))
        top = band.top() + look.unit // 2
        for text, colour in ((item.title, look.text), (item.note, look.muted)):
            painter.setPen(QColor(colour))
            line = QRect(look.unit, top, self.width() - 2 * look.unit, metrics.height())
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
            top += metrics.height()
