"""The page that stands before everything until somebody has signed in."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import theme
from widgets.theme import set_role


class SignInPage(QWidget):
    """Name, password, and in words what went wrong. It covers what must not be seen."""

    asked = Signal(str, str)
    """Somebody wants in: name and password."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.hint = QLabel(), QLabel()
        self.name, self.password = QLineEdit(), QLineEdit()
        self.problem = QLabel()
        self.enter = QPushButton(self.tr("Sign in"))
        self.enter.setDefault(True)
        self._card = QFrame()
        self._lay_out()
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._ask)
        self.enter.clicked.connect(self._ask)
        for field in (self.name, self.password):
            field.textEdited.connect(lambda: self.refuse(""))

    def ask_for(self, name: str, title: str, hint: str) -> None:
        """Stand there empty, with the name of whoever was here last."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.name.setText(name)
        self.password.clear()
        self.refuse("")
        self.set_busy(False)
        (self.password if name else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, text: str) -> None:
        """Say why it did not work; the password is to be typed again."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            self.set_busy(False)
            self.password.clear()
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, is_busy: bool) -> None:
        """A password is being checked."""
        for widget in (self.enter, self.name, self.password):
            widget.setEnabled(not is_busy)

    @Slot()
    def _ask(self) -> None:
        name, password = self.name.text().strip(), self.password.text()
        if not name or not password:
            (self.password if name else self.name).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.set_busy(True)
        self.asked.emit(name, password)

    def _lay_out(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for label, role in ((self.title, "title"), (self.hint, "hint"), (self.problem, "error")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            set_role(label, role)
        set_role(self.enter, "primary")
        column = QVBoxLayout(self._card)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        for caption, field in ((self.tr("Account"), self.name), (self.tr("Password"), self.password)):
            label = QLabel(caption)
            label.setBuddy(field)
            set_role(label, "strong")
            field.setAccessibleName(caption)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.problem)
        column.addWidget(self.enter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addLayout(across)
        box.addStretch(3)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._card.setFixedWidth(look.px(24))
        column = self._card.layout()
        assert column is not None
        edge = 3 * look.unit
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.unit)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_card"):
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Opaque, with the card as a quiet sheet."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), QColor(look.ground))
        painter.setPen(QColor(look.line))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(self._card.geometry(), look.unit, look.unit)
