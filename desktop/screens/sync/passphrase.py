"""The passphrase of an encrypted pack, asked where the pack will be shown."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.screens.sync.detail import words_label
from widgets import theme
from widgets.form import FormGrid
from widgets.theme import set_role


class PassphraseForm(QWidget):
    """One field and two buttons."""

    given = Signal(str)
    """The passphrase."""
    left = Signal()
    """The pack is not opened after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = words_label("", "muted")
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.grid = FormGrid()
        self.grid.add_field("edit", self.tr("Passphrase"), self.edit)
        self.open = QPushButton(self.tr("Open"))
        set_role(self.open, "primary")
        self.leave = QPushButton(self.tr("Cancel"))
        self.open.clicked.connect(self._on_open)
        self.edit.returnPressed.connect(self._on_open)
        self.leave.clicked.connect(self.left)
        self._lay_out()

    def ask(self, name: str, problem: str = "") -> None:
        """Ask for the passphrase of a file; `problem` says what was wrong with the last one."""
        self.name.setText(name)
        self.edit.clear()
        self.grid.set_error("edit", problem)

    def _on_open(self) -> None:
        if self.edit.text():
            self.given.emit(self.edit.text())
        else:
            self.grid.set_error("edit", self.tr("Type the passphrase that the pack was written with."))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.name)
        self._column.addWidget(words_label(self.tr("This pack is encrypted"), "title"))
        self._column.addWidget(self.grid)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addWidget(self.leave)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.edge, look.unit, look.edge, look.edge)
        self._column.setSpacing(look.unit)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._measure()
