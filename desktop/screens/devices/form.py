"""Registering, binding and editing a device: what was typed stays until it is saved or given up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.errors import DomainError
from db.queries.device_page import RegisteredDevice
from db.queries.stations import StationRecord
from desktop.confirm_bar import ConfirmBar
from desktop.screens.campaigns.directory import Directory
from desktop.screens.devices.fields import DeviceFields, field_of
from widgets import theme
from widgets.elided import ElidedLabel
from widgets.theme import set_role


class DeviceForm(QWidget):
    """The page. `device` is the one that is edited, None for one that is registered."""

    save_requested = Signal(str, object)
    """Number and `DeviceEdit`: the fields are in order."""
    left = Signal()
    """The user goes back; nothing is to be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: DeviceFields | None = None
        self.title = ElidedLabel()
        self.sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.save_button, self.back_button = QPushButton(self.tr("Save")), QPushButton(self.tr("Cancel"))
        self.confirm = ConfirmBar()
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self.leave)
        self.confirm.accepted.connect(self._give_up)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Save, self, self._save, context=within)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave, context=within)

    @property
    def device(self) -> RegisteredDevice | None:
        """The device that is edited."""
        return self.fields.base if self.fields else None

    def begin(
        self, stations: Sequence[StationRecord], directory: Directory, device: RegisteredDevice | None
    ) -> DeviceFields:
        """A new device, or the one that is to be edited."""
        self.fields = DeviceFields(stations, directory, device)
        title = self.tr("Register a device")
        if device is not None:
            title = self.tr("Edit {mn}").format(mn=device.mn)
        self.title.setText(title)
        self._area.setWidget(self.fields)
        self.fields.setContentsMargins(theme.current().edge, 0, theme.current().edge, theme.current().edge)
        self.say("")
        self.confirm.hide()
        self.set_busy(False)
        return self.fields

    def is_touched(self) -> bool:
        """Something typed would be lost."""
        return self.fields is not None and self.fields.is_touched()

    @Slot()
    def leave(self) -> None:
        """Go back; ask first when something would be lost."""
        if self.confirm.refuse():
            return
        if not self.is_touched():
            self._give_up()
            return
        question = self.tr("What was typed has not been saved.")
        self.confirm.ask(question, self.tr("Discard it"), self.tr("Go on editing"), "danger")

    def end(self) -> None:
        """What was typed, secrets among it, is let go."""
        if self.fields is not None:
            self._area.takeWidget()
            self.fields.deleteLater()
            self.fields = None

    def set_busy(self, busy: bool) -> None:
        """While a save is under way, a second one is not begun."""
        self.save_button.setEnabled(not busy)

    def refuse(self, error: DomainError, text: str) -> None:
        """The record refused: at the field where there is one, else above; nothing typed is lost."""
        self.set_busy(False)
        key = field_of(error)
        if self.fields is not None and key in self.fields.keys():  # noqa: SIM118
            self.fields.show_errors({str(key): text})
        else:
            self.say(text)

    def rebase(self, device: RegisteredDevice) -> None:
        """Somebody was faster."""
        self.set_busy(False)
        if self.fields is not None:
            self.fields.rebase(device)
            self.say(
                self.tr(
                    "Somebody else changed this device meanwhile. The fields that you did not touch show the "
                    "new values; look at them, then save again."
                )
            )

    def say(self, text: str) -> None:
        """A sentence above the fields; empty hides it."""
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))

    @Slot()
    def _give_up(self) -> None:
        self.end()
        self.left.emit()

    @Slot()
    def _save(self) -> None:
        fields = self.fields
        if fields is None or not self.save_button.isEnabled():
            return
        problems = fields.problems()
        fields.show_errors(problems)
        self.say("")
        if not problems:
            self.set_busy(True)
            mn = fields.base.mn if fields.base else fields.mn.text().strip()
            self.save_requested.emit(mn, fields.edit())

    def _build(self) -> None:
        look = theme.current()
        set_role(self.title, "title")
        set_role(self.save_button, "primary")
        set_role(self.sentence, "error")
        self._row = QHBoxLayout()
        self._row.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._row.setSpacing(look.unit)
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.back_button)
        self._row.addWidget(self.save_button)
        self.sentence.setContentsMargins(look.edge, 0, look.edge, look.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._row)
        box.addWidget(self.confirm)
        box.addWidget(self.sentence)
        box.addWidget(self._area, 1)
