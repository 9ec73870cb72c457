"""The rail of screens at the left edge of the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import icons, theme
from widgets.fonts import sized
from widgets.theme import Tone


@dataclass(frozen=True, slots=True)
class RailItem:
    """One screen: key, label, icon name, and a tooltip (the shortcut, usually)."""

    key: str
    label: str
    icon: str
    tip: str = ""


class Rail(QWidget):
    """Exclusive, vertical; arrows move inside it."""

    chosen = Signal(str)
    """Fires with the key when the user chooses a screen."""

    def __init__(self, items: Sequence[RailItem] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, theme.current().unit // 2, 1, theme.current().unit // 2)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Screens"))
        self.set_items(items)

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Replaces the screens; the first is chosen, without a signal."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._box.removeWidget(button)
            button.deleteLater()
        self._buttons = {item.key: self._add(index, item) for index, item in enumerate(items)}
        if items:
            self.set_current(items[0].key)

    def current(self) -> str:
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Chooses without a signal."""
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int, tone: Tone = "accent") -> None:
        """A number at the icon; 0 takes it away."""
        self._buttons[key].set_badge(count, tone)

    def button(self, key: str) -> QAbstractButton:
        return self._buttons[key]

    def _add(self, index: int, item: RailItem) -> "_RailButton":
        button = _RailButton(item)
        button.clicked.connect(lambda: self.chosen.emit(item.key))
        self._group.addButton(button)
        self._box.insertWidget(index, button)
        return button

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(theme.current().line))


class _RailButton(QAbstractButton):
    """Icon over label."""

    def __init__(self, item: RailItem) -> None:
        super().__init__()
        self._icon_name = item.icon
        self._badge = 0
        self._tone: Tone = "accent"
        self._by_keys = False
        self.setText(item.label)
        self.setToolTip(item.tip)
        self.setCheckable(True)
        self.setAccessibleName(item.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_badge(self, count: int, tone: Tone) -> None:
        self._badge, self._tone = count, tone
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = theme.current()
        text = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(max(look.px(4.4), text + 2 * look.unit), look.px(4.0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        if on or self.underMouse():
            painter.fillRect(self.rect(), QColor(look.accent_soft if on else look.hover))
        if on:
            painter.fillRect(0, 0, max(3, look.px(0.2)), self.height(), QColor(look.accent))
        ink = look.accent if on else look.muted
        side, font = look.px(1.5), self._font()
        text_height = QFontMetrics(font).height()
        top = (self.height() - side - text_height - look.unit // 4) / 2
        box = QRectF((self.width() - side) / 2, top, side, side)
        icons.draw(painter, box, self._icon_name, ink)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        text = QRect(0, int(top + side + look.unit // 4), self.width(), text_height)
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter, box)
        if self.hasFocus() and self._by_keys:
            painter.setPen(QPen(QColor(look.accent), 1))
            painter.drawRect(self.rect().adjusted(2, 2, -3, -3))

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        font = sized(self.font(), look.px(0.72), QFont.Weight.Bold)
        text = str(self._badge) if self._badge < 100 else "99+"
        height = QFontMetrics(font).height()
        width = max(height, QFontMetrics(font).horizontalAdvance(text) + look.unit)
        left = min(box.right() - look.unit // 2, self.width() - width - 3.0)
        pill = QRectF(left, box.top() - look.unit // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.surface), 1.5))
        painter.setBrush(QColor(getattr(look, self._tone) if self._tone != "neutral" else look.muted))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(look.surface))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # A frame at start-up or after a click would only say what the user knows
        self._by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)

    def _font(self) -> QFont:
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        return sized(self.font(), theme.current().small_px, weight)
