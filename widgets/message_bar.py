"""Messages in a stack that pushes the content down: nothing is covered, nothing has to be dismissed first."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import icons, theme
from widgets.theme import set_role

MessageTone = Literal["info", "warning", "error"]

_SHOWN_AT_ONCE = 4


class MessageBar(QWidget):
    """Stack of messages, newest on top; only plain information goes away by itself."""

    action_triggered = Signal(str)
    """Fires with the message's key when its action button is pressed."""
    closed = Signal(str)
    """Fires with the message's key when it was closed by hand or by time."""

    def __init__(self, parent: QWidget | None = None, info_ms: int = 6000) -> None:
        super().__init__(parent)
        self._info_ms = info_ms
        self._rows: dict[str, _Message] = {}
        self._count = 0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)
        self._more = QLabel()
        set_role(self._more, "muted")
        self._box.addWidget(self._more)
        # Maximum would cap wrapped text at the height it has unwrapped
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Messages"))
        self._refresh()

    def show_message(
        self,
        text: str,
        tone: MessageTone = "info",
        details: str | None = None,
        key: str | None = None,
        action: str = "",
    ) -> str:
        """Shows a message and returns its key; one with the same key is replaced."""
        self._count += 1
        key = key or f"message-{self._count}"
        self._remove(key)
        row = _Message(text, tone, details, action)
        row.close_clicked.connect(lambda: self.close_message(key))
        row.action_clicked.connect(lambda: self.action_triggered.emit(key))
        self._rows[key] = row
        self._box.insertWidget(sum(other.is_standing for other in self._rows.values()), row)
        if tone == "info":
            row.start(self._info_ms, lambda: self.close_message(key))
        self._refresh()
        return key

    def show_standing(
        self, key: str, text: str, tone: MessageTone = "error", details: str | None = None
    ) -> None:
        """Shows above all others what stays true until `close_message`; again, it only changes its words."""
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = _Message(text, tone, details, "", is_standing=True)
            self._box.insertWidget(0, row)
            self._refresh()
        row.set_words(text, details)

    def close_message(self, key: str) -> None:
        """Takes a message away; an unknown key is ignored."""
        if self._remove(key):
            self._refresh()
            self.closed.emit(key)

    def texts(self) -> list[str]:
        """What is said at present, newest first."""
        return [row.text for row in reversed(self._rows.values())]

    def _remove(self, key: str) -> bool:
        row = self._rows.pop(key, None)
        if row is None:
            return False
        row.stop()
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
        return True

    def _refresh(self) -> None:
        # Information never pushes an error out of sight
        newest_first = list(self._rows.values())[::-1]
        ranked = sorted(newest_first, key=lambda row: (not row.is_standing, row.tone == "info"))
        for index, row in enumerate(ranked):
            row.setVisible(index < _SHOWN_AT_ONCE)
        hidden = len(self._rows) - _SHOWN_AT_ONCE
        self._more.setText(self.tr("{count} more messages").format(count=hidden))
        self._more.setVisible(hidden > 0)
        # Without a parent it would open as a window of its own
        self.setVisible(bool(self._rows) and self.parentWidget() is not None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange and hasattr(self, "_more"):
            self._refresh()


class _Message(QWidget):
    """One row: tone bar, icon, text, buttons."""

    close_clicked = Signal()
    """Fires when the cross is pressed."""
    action_clicked = Signal()
    """Fires when the action button is pressed."""

    def __init__(
        self, text: str, tone: MessageTone, details: str | None, action: str, *, is_standing: bool = False
    ) -> None:
        super().__init__()
        self.text = text
        self.tone: MessageTone = tone
        self.is_standing = is_standing
        self._details = details
        self._timer: QTimer | None = None
        self._icon = QLabel()
        self._label = QLabel(text)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        set_role(self._close, "plain")
        self._close.setAccessibleName(self.tr("Close message"))
        self._close.setToolTip(self.tr("Close message"))
        self._close.clicked.connect(self.close_clicked)
        self.setAccessibleName(text)
        self._build(action)
        self._draw_icons()

    def set_words(self, text: str, details: str | None) -> None:
        self._details = details
        if text != self.text:
            self.text = text
            self._label.setText(text)
            self.setAccessibleName(text)

    def start(self, interval: int, done: Callable[[], None]) -> None:
        self._timer = QTimer(self, singleShot=True, interval=interval)
        self._timer.timeout.connect(done)
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    def _build(self, action: str) -> None:
        unit = theme.current().unit
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * unit, unit // 2, unit, unit // 2)
        box.setSpacing(unit)
        box.addWidget(self._icon)
        box.addWidget(self._label, 1)
        if action:
            box.addWidget(self._button(action, self.action_clicked.emit))
        if self._details:
            box.addWidget(self._button(self.tr("Copy details"), self._copy))
        box.addWidget(self._close)
        self._close.setHidden(self.is_standing)

    def _button(self, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: pressed())
        return button

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text}\n\n{self._details}")

    def _colours(self) -> tuple[str, str, str]:
        """Bar, ground and icon; warnings stay neutral because amber is a colour of HJ 633."""
        look = theme.current()
        return {
            "info": (look.accent, look.accent_soft, look.accent),
            "warning": (look.text, look.neutral_soft, look.text),
            "error": (look.alarm, look.alarm_soft, look.alarm),
        }[self.tone]

    def _draw_icons(self) -> None:
        look, name = theme.current(), "info" if self.tone == "info" else "warning"
        size = QSize(look.px(1.3), look.px(1.3))
        self._icon.setPixmap(icons.icon(name, self._colours()[2]).pixmap(size, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("close", look.muted))
        self._close.setIconSize(QSize(look.px(1.1), look.px(1.1)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        bar, ground, _ = self._colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(0, 0, theme.current().unit // 2, self.height(), QColor(bar))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_close"):
            self._draw_icons()
