"""Change one's own password: the old one, and the new one twice."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.commands import accounts
from db.commands.accounts import SignIn
from desktop.context import Context
from desktop.texts import error_text
from widgets.form import FormGrid
from widgets.theme import current, set_role


class NewPasswordDialog(QDialog):
    """Opened from the menu; problems are told at their fields."""

    def __init__(self, context: Context, account: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._account = context, account
        self.setWindowTitle(self.tr("Change password"))
        self.form = FormGrid()
        self.fields = {key: QLineEdit() for key in ("old", "new", "again")}
        labels = {
            "old": self.tr("Password so far"),
            "new": self.tr("New password, 8 characters at least"),
            "again": self.tr("Once more"),
        }
        for key, field in self.fields.items():
            field.setEchoMode(QLineEdit.EchoMode.Password)
            self.form.add_field(key, labels[key], field, required=True)
        self.change, self.cancel = QPushButton(self.tr("Change")), QPushButton(self.tr("Close"))
        self.change.setDefault(True)
        set_role(self.change, "primary")
        self.change.clicked.connect(self._on_change)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()

    @Slot()
    def _on_change(self) -> None:
        old, new, again = (field.text() for field in self.fields.values())
        if new != again:
            self.form.set_errors({"again": self.tr("The two are not the same.")})
            return
        self.form.clear_errors()
        self.change.setEnabled(False)
        work = partial(
            accounts.change_password, now=self._context.now(), name=self._account, old=old, new=new
        )
        self._context.jobs.write(work, self._on_done, error=self._on_failed)

    def _on_done(self, done: SignIn) -> None:
        self.change.setEnabled(True)
        if done.refused is not None:
            self.form.set_errors({"old": error_text(done.refused)})
            return
        self._context.navigator.message.emit(self.tr("Your password is changed."), "info", "")
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.change.setEnabled(True)
        self.form.set_errors({"new": error_text(error)})

    def _lay_out(self) -> None:
        look = current()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel, self.change):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * look.unit, 2 * look.unit, 2 * look.unit, 2 * look.unit)
        box.setSpacing(2 * look.unit)
        box.addWidget(self.form)
        box.addLayout(buttons)
        self.setMinimumWidth(look.px(24))
