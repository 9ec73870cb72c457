"""What stands where there is nothing: says why, and what to do about it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import icons, theme
from widgets.theme import set_role


class EmptyState(QWidget):
    """Icon, title, hint, and at most two buttons, in the middle."""

    button_clicked = Signal()
    """Fires when the button is pressed."""
    second_clicked = Signal()
    """Fires when the other way out is pressed."""

    def __init__(
        self,
        title: str,
        hint: str = "",
        icon: str = "empty",
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self._title = QLabel(title)
        self._hint = QLabel(hint)
        self._button = QPushButton(button)
        set_role(self._title, "strong")
        set_role(self._hint, "muted")
        set_role(self._button, "primary")
        self._second = QPushButton()
        self._button.clicked.connect(self.button_clicked)
        self._second.clicked.connect(self.second_clicked)
        self._build()
        self.set_texts(title, hint, button)
        self._draw_icon()

    def set_texts(self, title: str, hint: str = "", button: str = "", second: str = "") -> None:
        """Empty hint and buttons are hidden."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self.setAccessibleName(title)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setSpacing(theme.current().unit)
        box.addStretch(1)
        for label in (self._icon, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is self._hint)
            box.addWidget(label)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._button)
        buttons.addWidget(self._second)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addStretch(1)

    def _draw_icon(self) -> None:
        side = theme.current().px(2.6)
        picture = icons.icon(self._icon_name, theme.current().line_strong)
        self._icon.setPixmap(picture.pixmap(QSize(side, side), self.devicePixelRatioF()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_button"):
            self._draw_icon()
