"""A password or key: set, kept or taken away, never shown."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from db.commands.devices import KEPT, Kept
from widgets import theme


class SecretField(QWidget):
    """A line for a new value; left empty, the one that is set stays, unless the box takes it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.away = QCheckBox(self.tr("Take it away"))
        self.away.toggled.connect(self._on_away)
        self.line.textChanged.connect(self._on_text)
        self.setFocusProxy(self.line)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit)
        box.addWidget(self.line, 1)
        box.addWidget(self.away)

    def begin(self, *, is_set: bool) -> None:
        """Nothing typed yet."""
        self.line.clear()
        self.away.setChecked(False)
        self.away.setVisible(is_set)
        keep, none = self.tr("Set. Left empty, it stays."), self.tr("Not set")
        self.line.setPlaceholderText(keep if is_set else none)

    def value(self) -> str | Kept | None:
        """What is to be set; None takes it away."""
        if self.away.isChecked():
            return None
        return self.line.text().strip() or KEPT

    @Slot(bool)
    def _on_away(self, away: bool) -> None:
        if away:
            self.line.clear()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        if text:
            self.away.setChecked(False)
