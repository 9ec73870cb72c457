"""Signing in at the window: wrong and right passwords, locks, what was typed stays, another person comes."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from db.actor import Actor
from db.commands.accounts import end, set_account
from db.commands.units import NewPerson, add_people
from db.engine import Database
from db.rules.roles import Role
from desktop.context import Context
from desktop.main_window import MainWindow
from desktop.signing_in.new_password import NewPasswordDialog
from desktop.signing_in.session import IDLE_MINUTES, LAST, SigningIn
from desktop.signing_in.who_menu import WhoMenu

PASSWORD = "right password"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def accounts(context: Context, sqlite_database: Database, actor: Actor) -> None:
    with sqlite_database.writing() as session:
        new = [NewPerson("王主任", Role.DIRECTOR, "130424"), NewPerson("李四", Role.GRID_MEMBER, "130424100")]
        boss, member = add_people(session, actor, new)
        set_account(session, actor.now, boss, "wang", PASSWORD)
        set_account(session, actor.now, member, "li", PASSWORD)


class Room:
    """A window with a field to type in, and its sign-in."""

    def __init__(self, qtbot, context: Context) -> None:
        self.qtbot, self.context = qtbot, context
        self.window = QMainWindow()
        body = QWidget()
        self.field = QLineEdit()
        QVBoxLayout(body).addWidget(self.field)
        self.window.setCentralWidget(body)
        self.window.resize(800, 600)
        qtbot.addWidget(self.window)
        self.window.show()
        self.signing = SigningIn(context, self.window, body, self.window)
        self.page = self.signing.page

    def start(self) -> None:
        self.signing.start()
        self.qtbot.waitUntil(lambda: self.context.jobs.pending == 0)

    def enter(self, name: str, password: str) -> None:
        self.page.name.setText(name)
        self.page.password.clear()
        self.qtbot.keyClicks(self.page.password, password)
        self.qtbot.keyClick(self.page.password, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.context.jobs.pending == 0)


@pytest.fixture
def room(qtbot, context: Context):
    room = Room(qtbot, context)
    yield room
    room.signing.close()


def test_that_a_record_without_accounts_asks_nobody(room):
    room.start()
    assert not room.signing.is_locked
    assert room.context.actor().role is None
    room.signing.lock()
    assert not room.signing.is_locked


@pytest.mark.usefixtures("accounts")
def test_that_the_page_covers_the_window_until_somebody_signs_in(room):
    room.start()
    assert room.signing.is_locked
    assert room.page.geometry() == room.window.rect()
    assert not room.field.isEnabled()
    room.window.resize(900, 700)
    assert room.page.geometry() == room.window.rect()
    room.enter("wang", PASSWORD)
    assert not room.signing.is_locked
    assert room.field.isEnabled()
    actor = room.context.actor()
    assert (actor.role, actor.unit_code) == (Role.DIRECTOR, "130424")
    assert actor.person_id is not None


@pytest.mark.usefixtures("accounts")
def test_that_a_wrong_password_is_said_and_typed_again(room):
    room.start()
    room.enter("wang", "wrong password")
    assert room.page.problem.text() == "Name or password is wrong."
    assert room.page.password.text() == ""
    assert room.page.enter.isEnabled()
    assert room.signing.is_locked
    assert room.context.permits.who is None
    room.qtbot.keyClicks(room.page.password, "x")
    assert room.page.problem.text() == ""


@pytest.mark.usefixtures("accounts")
def test_that_five_wrong_passwords_are_told_with_the_moment_until_when(room, clock):
    room.start()
    for _ in range(5):
        room.enter("wang", "wrong password")
    assert "Too many wrong passwords" in room.page.problem.text()
    room.enter("wang", PASSWORD)
    assert room.signing.is_locked
    clock.value += timedelta(minutes=15)
    room.enter("wang", PASSWORD)
    assert not room.signing.is_locked


@pytest.mark.usefixtures("accounts")
def test_that_locking_keeps_what_was_typed_and_the_dialogs_behind_it(room):
    room.start()
    room.enter("wang", PASSWORD)
    room.qtbot.keyClicks(room.field, "half a sent")
    dialog = QWidget(room.window, Qt.WindowType.Dialog)
    dialog.show()
    room.signing.lock()
    assert room.signing.is_locked
    assert not dialog.isVisible()
    assert room.page.title.text() == "Locked: 王主任"
    assert room.page.name.text() == "wang"
    room.enter("wang", PASSWORD)
    assert room.field.text() == "half a sent"
    assert dialog.isVisible()


@pytest.mark.usefixtures("accounts")
def test_that_somebody_else_may_sign_in_where_it_is_locked(room):
    room.start()
    room.enter("wang", PASSWORD)
    room.signing.lock()
    with room.qtbot.waitSignal(room.signing.changed):
        room.enter("li", PASSWORD)
    assert room.context.actor().role is Role.GRID_MEMBER
    assert room.context.settings.get(LAST) == "li"


@pytest.mark.usefixtures("accounts")
def test_that_nobody_is_there_after_signing_out(room):
    room.start()
    room.enter("wang", PASSWORD)
    room.signing.sign_out()
    assert room.signing.is_locked
    assert room.context.permits.who is None


@pytest.mark.usefixtures("accounts")
def test_that_an_idle_console_locks_and_says_why(room, context):
    context.settings.set(IDLE_MINUTES, 0.002)  # an eighth of a second
    room.start()
    room.enter("wang", PASSWORD)
    room.qtbot.waitUntil(lambda: room.signing.is_locked, timeout=5000)
    assert "0.002 minutes" in room.page.hint.text()


@pytest.mark.usefixtures("accounts")
def test_that_a_console_whose_idle_time_is_nothing_never_locks(room, context):
    context.settings.set(IDLE_MINUTES, 0.0)
    room.start()
    room.enter("wang", PASSWORD)
    assert not room.signing._idle.isActive()


@pytest.mark.usefixtures("accounts")
def test_that_the_last_account_shut_opens_the_window(room, sqlite_database, actor):
    room.start()
    with sqlite_database.writing() as session:
        end(session, actor.now)
    room.start()
    assert not room.signing.is_locked
    assert room.field.isEnabled()


@pytest.mark.usefixtures("accounts")
def test_that_the_top_bar_says_who_is_there_and_offers_to_lock(qtbot, context):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    signing = SigningIn(context, window, window.centralWidget(), window)
    menu = WhoMenu(signing, context, window)
    signing.start()
    qtbot.waitUntil(lambda: signing.is_locked)
    signing.page.asked.emit("wang", PASSWORD)
    qtbot.waitUntil(lambda: not signing.is_locked)
    assert window.top.who.text().startswith("王主任")
    assert [action.text().split("\t")[0] for action in menu.actions if action.text()] == [
        "Lock", "Change password…", "Sign out",
    ]  # fmt: skip
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: signing.is_locked)
    signing.close()


@pytest.mark.usefixtures("accounts")
def test_that_ones_password_is_changed_with_the_old_one(qtbot, room, context):
    room.start()
    room.enter("li", PASSWORD)
    dialog = NewPasswordDialog(context, "li", room.window)
    qtbot.addWidget(dialog)
    dialog.open()

    def change(old: str, new: str, again: str) -> None:
        for field, text in zip(dialog.fields.values(), (old, new, again), strict=True):
            field.setText(text)
        qtbot.mouseClick(dialog.change, LEFT)
        qtbot.waitUntil(lambda: context.jobs.pending == 0)

    change(PASSWORD, "a new password", "a new passwort")
    assert dialog.form.error("again") == "The two are not the same."
    change("wrong password", "a new password", "a new password")
    assert dialog.form.error("old") == "Name or password is wrong."
    change(PASSWORD, "short", "short")
    assert "needs 8 to 200" in dialog.form.error("new")
    change(PASSWORD, "a new password", "a new password")
    assert not dialog.isVisible()
    room.signing.lock()
    room.enter("li", "a new password")
    assert not room.signing.is_locked
