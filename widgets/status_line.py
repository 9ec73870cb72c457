"""One line at the foot of the window that always tells what is unsent, how old, and confirmed when."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from widgets import theme
from widgets.fonts import sized
from widgets.theme import Tone


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One fact; a tone other than neutral gets a dot, alarms their colour too."""

    key: str
    text: str
    tone: Tone = "neutral"
    tip: str = ""
    clickable: bool = False


class StatusLine(QWidget):
    """Facts in a left and a right group; long ones give way with an ellipsis."""

    item_clicked = Signal(str)
    """Fires with the key of a clickable item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, _StatusButton] = {}
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * theme.current().unit, 1, 2 * theme.current().unit, 0)
        box.addLayout(self._left)
        box.addStretch(1)
        box.addLayout(self._right)
        for group in (self._left, self._right):
            group.setSpacing(2 * theme.current().unit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Status"))

    def set_items(self, left: Sequence[StatusItem], right: Sequence[StatusItem] = ()) -> None:
        """Replaces all facts; the same keys again only change their texts, so that focus and hover stay."""
        if [item.key for item in (*left, *right)] == list(self._items):
            for item in (*left, *right):
                self._items[item.key].set_item(item)
            return
        for button in self._items.values():
            button.hide()
            button.deleteLater()
        self._items = {}
        for layout, items in ((self._left, left), (self._right, right)):
            for item in items:
                self._items[item.key] = self._add(layout, item)

    def set_item(self, item: StatusItem) -> None:
        """Changes one fact in place; unknown keys join the left group."""
        if item.key in self._items:
            self._items[item.key].set_item(item)
        else:
            self._items[item.key] = self._add(self._left, item)

    def item(self, key: str) -> StatusItem:
        return self._items[key].item

    def button(self, key: str) -> QAbstractButton:
        return self._items[key]

    def _add(self, layout: QHBoxLayout, item: StatusItem) -> "_StatusButton":
        button = _StatusButton(item)
        button.clicked.connect(lambda: self.item_clicked.emit(item.key))
        layout.addWidget(button)
        return button

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.current().line))


class _StatusButton(QAbstractButton):
    """A fact that may be pressed."""

    def __init__(self, item: StatusItem) -> None:
        super().__init__()
        self.item = item
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_item(item)

    def set_item(self, item: StatusItem) -> None:
        self.item = item
        self.setText(item.text)
        self.setToolTip(item.tip or item.text)
        self.setAccessibleName(item.text)
        self.setEnabled(item.clickable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if item.clickable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if item.clickable else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return sized(self.font(), theme.current().small_px)

    def _dot(self) -> int:
        return theme.current().px(0.9) if self.item.tone != "neutral" else 0

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + self._dot() + 2
        return QSize(width, theme.current().px(2.0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.current().px(4)), theme.current().px(2.0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, tone = theme.current(), self.item.tone
        painter = QPainter(self)
        if tone != "neutral":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(look, tone)))
            radius = look.px(0.27)
            painter.drawEllipse(QPointF(radius, self.height() / 2), radius, radius)
        lively = self.item.clickable and (self.underMouse() or self.hasFocus())
        painter.setPen(QColor(look.alarm if tone == "alarm" else look.accent if lively else look.muted))
        font = self._font()
        font.setUnderline(lively)
        painter.setFont(font)
        rect = QRect(self._dot(), 0, self.width() - self._dot(), self.height())
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
