"""In the top bar: who is at the console; lock, change the password, sign out."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from desktop.context import Context
from desktop.main_window import MainWindow
from desktop.signing_in.new_password import NewPasswordDialog
from desktop.signing_in.session import LAST, SigningIn
from desktop.texts import role_text


class WhoMenu(QObject):
    """There only where people sign in."""

    def __init__(self, signing_in: SigningIn, context: Context, window: MainWindow) -> None:
        super().__init__(window)
        self._signing_in, self._context, self._window = signing_in, context, window
        self.actions: list[QAction] = []
        lock = QShortcut(QKeySequence("Ctrl+L"), window, context=Qt.ShortcutContext.WindowShortcut)
        lock.activated.connect(signing_in.lock)
        signing_in.changed.connect(self._show)

    @Slot()
    def _show(self) -> None:
        who = self._context.permits.who
        text = f"{who.name} · {role_text(who.role)}" if who else ""
        self._window.top.who.set_text(text)
        if who is not None and self._signing_in.is_required and not self.actions:
            self._add_lines()
        for action in self.actions:
            action.setVisible(who is not None)

    def _add_lines(self) -> None:
        menu = self._window.top.menu
        self.actions.append(menu.addSeparator())
        for text, deed in (
            (self.tr("Lock") + "\tCtrl+L", self._signing_in.lock),
            (self.tr("Change password…"), self._change_password),
            (self.tr("Sign out"), self._signing_in.sign_out),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, deed=deed: deed())
            self.actions.append(action)

    def _change_password(self) -> None:
        NewPasswordDialog(self._context, self._context.settings.get(LAST), self._window).open()
