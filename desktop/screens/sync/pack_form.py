"""What a pack shall be, before a place is chosen for it: for whom, with files or not, encrypted or not."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.screens.sync.detail import words_label
from widgets import theme
from widgets.form import FormGrid
from widgets.theme import set_role


@dataclass(frozen=True, slots=True)
class PackWish:
    """A pack as the form describes it."""

    to: uuid.UUID | None
    with_attachments: bool
    passphrase: str | None


class PackForm(QWidget):
    """Asks for a place only when what was typed fits together."""

    asked = Signal(object)
    """The place is to be chosen: `PackWish`."""
    left = Signal()
    """No pack after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.to = QComboBox()
        self.files = QCheckBox(self.tr("With photos and documents"))
        self.files.setChecked(True)
        self.first, self.second = QLineEdit(), QLineEdit()
        for edit in (self.first, self.second):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.grid = FormGrid()
        self.grid.add_field("to", self.tr("For"), self.to)
        self.grid.add_field("files", self.tr("Files"), self.files)
        self.grid.add_field(
            "first",
            self.tr("Passphrase"),
            self.first,
            hint=self.tr("Empty: not encrypted. A lost stick can then be read by anybody."),
        )
        self.grid.add_field("second", self.tr("Passphrase again"), self.second)
        self.write = QPushButton(self.tr("Choose a place and write…"))
        set_role(self.write, "primary")
        self.leave = QPushButton(self.tr("Cancel"))
        self.write.clicked.connect(self._on_write)
        self.leave.clicked.connect(self.left)
        self._lay_out()

    def offer(self, replicas: Sequence[tuple[str, uuid.UUID]], chosen: uuid.UUID | None) -> None:
        """Whom the pack may be for; anybody only while no replica is known."""
        self.to.clear()
        for name, replica_id in replicas:
            self.to.addItem(name, replica_id)
        if not replicas:
            self.to.addItem(self.tr("Anybody"), None)
        found = next((i for i, (_, replica_id) in enumerate(replicas) if replica_id == chosen), 0)
        self.to.setCurrentIndex(found)
        self.first.clear()
        self.second.clear()
        self.grid.clear_errors()

    def _on_write(self) -> None:
        if self.first.text() != self.second.text():
            self.grid.set_errors({"second": self.tr("The two are not alike. Type the passphrase again.")})
            return
        self.grid.clear_errors()
        to: uuid.UUID | None = self.to.currentData()
        self.asked.emit(PackWish(to, self.files.isChecked(), self.first.text() or None))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(words_label(self.tr("Write a pack"), "title"))
        text = self.tr("A file for a stick with what the other record lacks and what is confirmed to it.")
        self._column.addWidget(words_label(text))
        self._column.addWidget(self.grid)
        row = QHBoxLayout()
        row.addWidget(self.write)
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
