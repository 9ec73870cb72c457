"""One calm line above the steps: which rung of the ladder lateness calls for. Nothing is done by itself."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from widgets import theme
from widgets.elided import ElidedLabel


class ProposalLine(QWidget):
    """Hidden while nothing is proposed."""

    pressed = Signal()
    """The form of the ladder is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self.button = ElidedLabel(), QPushButton()
        self.button.clicked.connect(self.pressed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.button)
        self._measure()
        self.hide()

    def propose(self, text: str, rung: str, tip: str) -> None:
        """Say what is called for; "" takes it back."""
        self.text.setText(text)
        self.text.setToolTip(f"{text}\n{tip}")
        self.button.setText(self.tr("{rung}…").format(rung=rung))
        self.setVisible(bool(text))

    def _measure(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.edge, look.unit // 2, look.edge, look.unit // 2)
        self._row.setSpacing(look.unit)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.neutral_soft))
        painter.fillRect(0, 0, look.unit // 2, self.height(), QColor(look.alarm))
