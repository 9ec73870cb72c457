"""A question inside the page: nothing is covered, the page stays readable while one decides."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from widgets import theme
from widgets.theme import set_role


class ConfirmBar(QWidget):
    """A sentence with two answers; hidden until something is asked."""

    accepted = Signal()
    """The deed is meant."""
    refused = Signal()
    """It is not; also by Esc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.accept_button = QPushButton()
        self.refuse_button = QPushButton()
        self.accept_button.clicked.connect(lambda: self._answer(True))
        self.refuse_button.clicked.connect(lambda: self._answer(False))
        box = QHBoxLayout(self)
        unit = theme.current().unit
        box.setContentsMargins(2 * unit, unit, 2 * unit, unit)
        box.setSpacing(unit)
        box.addWidget(self._label, 1)
        box.addWidget(self.refuse_button)
        box.addWidget(self.accept_button)
        self.hide()

    def ask(self, text: str, accept: str, refuse: str, role: str = "primary") -> None:
        """Ask; the harmless answer has the focus."""
        self._label.setText(text)
        self.accept_button.setText(accept)
        self.refuse_button.setText(refuse)
        set_role(self.accept_button, role)
        self.setAccessibleName(text)
        self.show()
        self.refuse_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What is asked."""
        return self._label.text()

    def refuse(self) -> bool:
        """Esc while something is asked: not meant. False if nothing is."""
        asking = not self.isHidden()
        if asking:
            self._answer(False)
        return asking

    def _answer(self, accept: bool) -> None:
        self.hide()
        (self.accepted if accept else self.refused).emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.accent_soft))
        painter.fillRect(0, 0, look.unit // 2, self.height(), QColor(look.accent))
