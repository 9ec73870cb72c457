"""Who is at the console: signs in, locks when nobody is there, and tells the screens."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.changes import Changes
from db.commands import accounts
from db.commands.accounts import SignIn
from db.queries.accounts import Who, is_required, login_of, parents
from desktop.context import Context
from desktop.settings import Option
from desktop.signing_in.page import SignInPage
from desktop.signing_in.permits import Permits
from desktop.texts import error_text
from widgets import theme

IDLE_MINUTES = Option("signing_in/idle_minutes", 15.0)
"""Without a key or a click for so long, the console locks; 0: never."""
LAST = Option("signing_in/last", "")
"""Account that signed in last on this machine."""
_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)

Found = tuple[bool, Who | None, dict[str, str | None]]


class SigningIn(QObject):
    """Puts its page over the window while somebody must sign in first; what was typed stays below it."""

    changed = Signal()
    """Somebody else is at the console, or nobody."""

    def __init__(self, context: Context, window: QWidget, cover: QWidget, parent: QObject) -> None:
        """`cover`: the part of the window that is hidden and shut."""
        super().__init__(parent)
        self._context, self._window, self._cover = context, window, cover
        self._actions: list[QAction] = []
        self._parents: dict[str, str | None] = {}
        self._hidden: list[QWidget] = []
        self._is_required = False
        self.page = SignInPage(window)
        self.page.hide()
        self.page.asked.connect(self._try)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._on_idle)
        context.jobs.changed.connect(self._on_changed)
        window.installEventFilter(self)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    @property
    def is_required(self) -> bool:
        """Whether this record asks who is there."""
        return self._is_required

    @property
    def is_locked(self) -> bool:
        """Whether the page stands before everything."""
        return not self.page.isHidden()

    def start(self) -> None:
        """Look whether somebody must sign in; until that is known the window stands as it is."""
        self._context.jobs.read(_look, self._on_looked, key="signing_in")

    def lock(self, hint: str = "") -> None:
        """Cover the window; the same person finds it as it was."""
        if not self._is_required or self.is_locked:
            return
        for widget in QApplication.topLevelWidgets():
            if widget is not self._window and widget.isVisible():
                self._hidden.append(widget)
                widget.hide()
        self._cover.setEnabled(False)
        self._actions = [action for action in self._window.actions() if action.isEnabled()]
        for action in self._actions:
            action.setEnabled(False)
        self._fit()
        self.page.show()
        self.page.raise_()
        who, name = self._context.permits.who, self._context.settings.get(LAST)
        title = self.tr("Sign in") if who is None else self.tr("Locked: {name}").format(name=who.name)
        self.page.ask_for(name, title, hint)
        self._idle.stop()

    def sign_out(self) -> None:
        """Nobody is there any more."""
        if self._is_required:
            self._take(None)
            self.lock()

    def close(self) -> None:
        """The window closes: nothing is watched any more."""
        self._idle.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def _on_looked(self, found: Found) -> None:
        self._is_required, login, self._parents = found
        if not self._is_required:
            self._take(login)
            if self.is_locked:
                self._uncover()
            return
        self._take(self._context.permits.who)
        if self._context.permits.who is None:
            self.lock()

    @Slot(str, str)
    def _try(self, name: str, password: str) -> None:
        work = partial(accounts.sign_in, name=name, password=password, now=self._context.now())
        self._context.jobs.write(
            work, partial(self._on_tried, name), error=lambda error: self.page.refuse(error_text(error))
        )

    def _on_tried(self, name: str, done: SignIn) -> None:
        if done.who is None:
            assert done.refused is not None
            self.page.refuse(error_text(done.refused))
            return
        self._context.settings.set(LAST, name)
        self._take(done.who)
        self._uncover()

    def _take(self, who: Who | None) -> None:
        before = self._context.permits
        self._context.permits = Permits(who, self._parents)
        if who is not None or before.who is not None:
            self.changed.emit()
        self._wait()

    def _uncover(self) -> None:
        self.page.hide()
        self._cover.setEnabled(True)
        for action in self._actions:
            action.setEnabled(True)
        for widget in self._hidden:
            widget.show()
        self._hidden.clear()
        self._wait()

    def _wait(self) -> None:
        minutes = self._context.settings.get(IDLE_MINUTES)
        if self._is_required and not self.is_locked and self._context.permits.who and minutes > 0:
            self._idle.start(int(minutes * 60_000))

    @Slot()
    def _on_idle(self) -> None:
        if theme.current().name == "projection":  # the wall is read, nobody touches it for hours
            self._wait()
            return
        minutes = self._context.settings.get(IDLE_MINUTES)
        self.lock(self.tr("Nobody was here for {minutes} minutes.").format(minutes=f"{minutes:g}"))

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.units or changes.people:
            self.start()

    def _fit(self) -> None:
        self.page.setGeometry(self._window.rect())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS_OF_LIFE and self._idle.isActive():
            self._idle.start()
        elif kind == QEvent.Type.Resize and watched is self._window:
            self._fit()
        return False


def _look(session: Session) -> Found:
    return is_required(session), login_of(session), parents(session)
