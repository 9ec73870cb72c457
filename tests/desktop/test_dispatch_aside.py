"""More time and pauses through the window's menu, and how the page tells them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from db.actor import Actor
from db.commands import tasks
from db.commands.tasks import NewTask
from db.engine import Database
from db.queries import tasks as queries
from db.rules.tasks import Step
from desktop.context import Context
from desktop.screens.dispatch.screen import DispatchScreen

LEFT = Qt.MouseButton.LeftButton
HOUSING, CITY = "130424-ZJ", "130426-CG"


@pytest.fixture
def open_screen(qtbot, context: Context) -> Callable[[str], DispatchScreen]:
    def show(number: str) -> DispatchScreen:
        screen = DispatchScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        screen.show_task(number)
        qtbot.waitUntil(lambda: screen.view.detail.foot.task is not None)
        qtbot.waitUntil(lambda: screen.view.detail.foot.task.number == number)
        return screen

    return show


@pytest.fixture
def order(sqlite_database: Database, actor: Actor, context: Context) -> str:
    new = NewTask("覆盖裸土", [HOUSING], deadline=context.now() + timedelta(hours=24), limit="24h")
    with sqlite_database.writing() as session:
        return tasks.new(session, actor, new)


def part(database: Database, number: str):
    with database.reading() as session:
        return queries.parts(session, number=number)[0]


def actions(screen: DispatchScreen) -> list[QAction]:
    screen.view.detail.foot.aside.fill()
    return screen.view.detail.foot.aside.menu_.actions()


def choose(qtbot, screen: DispatchScreen, step: Step) -> None:
    aside = screen.view.detail.foot.aside
    qtbot.waitUntil(lambda: step in aside.steps() and aside.isEnabled())
    actions(screen)[aside.steps().index(step)].trigger()


def test_that_a_pause_wants_a_reason_and_can_be_ended(qtbot, open_screen, order, sqlite_database):
    screen = open_screen(order)
    detail = screen.view.detail
    choose(qtbot, screen, Step.PAUSE)
    assert detail.error.text()
    assert part(sqlite_database, order).paused_at is None
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    detail.note.setFocus()
    qtbot.keyClicks(detail.note, "stop")
    qtbot.keyClick(detail.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: part(sqlite_database, order).paused_at is not None)
    qtbot.waitUntil(lambda: detail.task.parts[0].paused_at is not None)
    assert detail.note.toPlainText() == ""
    choose(qtbot, screen, Step.RESUME)
    qtbot.waitUntil(lambda: part(sqlite_database, order).paused_at is None)
    with sqlite_database.reading() as session:
        steps = [(step.step, step.note) for step in queries.task(session, order).steps]
    assert steps[-2:] == [("pause", "stop"), ("resume", None)]


def test_that_time_is_asked_for_and_granted_by_the_menu(qtbot, open_screen, order, sqlite_database):
    screen = open_screen(order)
    before = part(sqlite_database, order).deadline
    qtbot.waitUntil(lambda: Step.ASK in screen.view.detail.foot.aside.steps())
    menu = actions(screen)[0].menu()
    (day,) = [action for action in menu.actions() if action.text().startswith("24 小时")]
    day.trigger()
    qtbot.waitUntil(lambda: part(sqlite_database, order).asked_until == before + timedelta(hours=24))
    choose(qtbot, screen, Step.GRANT)
    qtbot.waitUntil(lambda: part(sqlite_database, order).deadline == before + timedelta(hours=24))


def test_that_units_are_answered_one_by_one(qtbot, open_screen, sqlite_database, actor, context):
    new = NewTask("联合整治", [HOUSING, CITY], deadline=context.now() + timedelta(hours=24))
    with sqlite_database.writing() as session:
        joint = tasks.new(session, actor, new)
    screen = open_screen(joint)
    foot = screen.view.detail.foot
    foot.choose_unit("")
    foot.unit.setCurrentIndex(foot.unit.count() - 1)
    assert not foot.unit.currentData()
    assert (foot.unit.count(), foot.aside.steps()) == (3, (Step.PAUSE,))
    foot.unit.setCurrentIndex(0)
    assert foot.aside.steps() == (Step.ASK, Step.PAUSE)


def test_that_a_closed_order_offers_to_be_reopened_only(qtbot, open_screen, order, sqlite_database, actor):
    with sqlite_database.writing() as session:
        for step in (Step.RECEIVE, Step.REPORT, Step.VERIFY, Step.CLOSE):
            tasks.step(session, actor, order, step)
    screen = open_screen(order)
    detail = screen.view.detail
    qtbot.waitUntil(lambda: list(detail.buttons) == [Step.REOPEN])
    assert detail.foot.aside.isHidden()
    detail.note.setPlainText("复查发现未落实")
    qtbot.mouseClick(detail.buttons[Step.REOPEN], LEFT)
    qtbot.waitUntil(lambda: part(sqlite_database, order).state == "returned")
