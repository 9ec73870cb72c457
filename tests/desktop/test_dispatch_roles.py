"""What each role is offered at an order of the own unit, of one below, of somebody else."""

import uuid
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from db.actor import Actor
from db.commands import tasks
from db.engine import Database
from db.queries import tasks as queries
from db.queries.accounts import Who, parents
from db.queries.units import people
from db.rules.roles import Role
from db.rules.tasks import Step
from desktop.context import Context, TaskDraft
from desktop.screens.dispatch.screen import DispatchScreen
from desktop.signing_in.permits import Permits

OWN, LOWER, FOREIGN = "130424-ZJ", "130424", "130426"
"""Where the person belongs, seen from the part of 130424-ZJ."""

ANSWER = {"arrive", "report", "note"}
OFFICE = ANSWER | {"cancel"}
RECEIVED = {
    # the office writes down what units answer by telephone, and may call an order off
    Role.DIRECTOR: {OWN: OFFICE, LOWER: OFFICE},
    Role.DUTY: {OWN: OFFICE, LOWER: OFFICE},
    Role.DEPARTMENT: {OWN: ANSWER, LOWER: ANSWER},
    # a township calls off what it has handed down, never what it was sent itself
    Role.TOWNSHIP: {OWN: ANSWER, LOWER: OFFICE},
    Role.GRID_MEMBER: {OWN: ANSWER, LOWER: ANSWER},
    Role.ADMINISTRATOR: {},
    Role.AUDITOR: {},
    Role.VIEWER: {},
}
JUDGE = {"verify", "return", "cancel", "note"}
REPORTED = {
    Role.DIRECTOR: {OWN: JUDGE, LOWER: JUDGE},
    Role.DUTY: {OWN: JUDGE, LOWER: JUDGE},
    Role.DEPARTMENT: {OWN: {"note"}, LOWER: {"note"}},
    # nobody judges what his own unit reported
    Role.TOWNSHIP: {OWN: {"note"}, LOWER: JUDGE},
    Role.GRID_MEMBER: {OWN: {"note"}, LOWER: {"note"}},
    Role.ADMINISTRATOR: {},
    Role.AUDITOR: {},
    Role.VIEWER: {},
}
TIME = {
    Role.DIRECTOR: {"ask", "pause"},
    Role.DUTY: {"ask", "pause"},
    Role.DEPARTMENT: {"ask"},
    Role.TOWNSHIP: {"ask"},
    Role.GRID_MEMBER: {"ask"},
}
"""What the menu of time limits offers of a received part."""
SENDERS = {Role.DIRECTOR, Role.DUTY, Role.TOWNSHIP}


@pytest.fixture
def screen(qtbot, context: Context) -> DispatchScreen:
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 900)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    qtbot.waitUntil(lambda: screen.view.detail.task is not None)
    return screen


def come(screen: DispatchScreen, database: Database, role: Role, unit: str) -> None:
    """Somebody of this role and unit sits down at the console."""
    with database.reading() as session:
        tree = parents(session)
    screen.context.permits = Permits(Who(uuid.uuid4(), "某某", role, unit), tree)
    screen.show_permits()


def received(qtbot, screen: DispatchScreen, database: Database) -> str:
    """The order that 130424-ZJ has received, shown."""
    with database.reading() as session:
        number = next(part.number for part in queries.parts(session) if part.unit_code == OWN)
    screen.show_task(number)
    qtbot.waitUntil(lambda: screen.view.detail.task.number == number)
    return number


def offered(screen: DispatchScreen) -> set[str]:
    return {step.value for step in screen.view.detail.foot.buttons}


@pytest.mark.parametrize("unit", [OWN, LOWER, FOREIGN])
@pytest.mark.parametrize("role", list(Role))
def test_that_a_role_is_offered_what_it_may_do_of_a_received_order(
    qtbot, screen, sqlite_database, role: Role, unit: str
):
    received(qtbot, screen, sqlite_database)
    come(screen, sqlite_database, role, unit)
    wanted = RECEIVED[role].get(unit, set())
    assert offered(screen) == wanted
    foot = screen.view.detail.foot
    assert foot.barred.isVisibleTo(foot) is not bool(wanted)
    assert {step.value for step in foot.aside.steps()} == (TIME.get(role, set()) if wanted else set())


@pytest.mark.parametrize("unit", [OWN, LOWER, FOREIGN])
@pytest.mark.parametrize("role", list(Role))
def test_that_a_role_is_offered_what_it_may_do_of_a_reported_order(
    qtbot, screen, sqlite_database, actor: Actor, role: Role, unit: str
):
    number = received(qtbot, screen, sqlite_database)
    with sqlite_database.writing() as session:
        tasks.step(session, actor, number, Step.REPORT, note="已覆盖")
    screen.show_task(number)
    qtbot.waitUntil(lambda: screen.view.detail.task.parts[0].state == "reported")
    come(screen, sqlite_database, role, unit)
    assert offered(screen) == REPORTED[role].get(unit, set())


@pytest.mark.parametrize("role", list(Role))
def test_that_only_those_who_send_orders_are_offered_to_write_one(qtbot, screen, sqlite_database, role: Role):
    said: list[str] = []
    screen.context.navigator.message.connect(lambda text, *_rest: said.append(text))
    come(screen, sqlite_database, role, LOWER)
    assert screen.view.new.isVisibleTo(screen) is (role in SENDERS)
    screen.begin(TaskDraft())
    assert screen.orders.form.isVisible() is (role in SENDERS)
    assert bool(said) is (role not in SENDERS)


def test_that_an_auditor_is_not_asked_to_escalate_or_paste(qtbot, screen, sqlite_database, clock):
    received(qtbot, screen, sqlite_database)
    clock.value += timedelta(days=9)
    come(screen, sqlite_database, Role.DIRECTOR, LOWER)
    proposal = screen.view.detail.proposal
    qtbot.waitUntil(lambda: proposal.isVisibleTo(screen))
    assert screen.view.paste.isVisibleTo(screen)
    come(screen, sqlite_database, Role.AUDITOR, LOWER)
    assert not proposal.isVisibleTo(screen)
    assert not screen.view.paste.isVisibleTo(screen)


def test_that_a_key_does_nothing_that_the_role_may_not(qtbot, screen, sqlite_database):
    number = received(qtbot, screen, sqlite_database)
    come(screen, sqlite_database, Role.VIEWER, LOWER)
    screen.view.table.setFocus()
    qtbot.keyClick(screen.view.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: screen.context.jobs.pending == 0)
    with sqlite_database.reading() as session:
        assert queries.task(session, number).parts[0].state == "received"


def test_that_a_step_is_written_in_the_name_of_whoever_is_there(qtbot, screen, sqlite_database, actor: Actor):
    received(qtbot, screen, sqlite_database)
    with sqlite_database.reading() as session:
        tree, zhang = parents(session), people(session)[0]
    screen.context.permits = Permits(Who(zhang.id, zhang.name, Role.DUTY, "130424"), tree)
    screen.show_permits()
    qtbot.mouseClick(screen.view.detail.foot.buttons[Step.ARRIVE], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.view.detail.task.parts[0].state == "on_site")
    assert screen.view.detail.task.steps[-1].person == "张某"


def test_that_many_orders_count_only_those_that_the_role_may_move(qtbot, screen, sqlite_database):
    come(screen, sqlite_database, Role.DUTY, "130424")
    screen.view.table.selectAll()
    bar = screen.view.many
    shown = {step.value: button.text() for step, button in bar.buttons.items() if button.isVisibleTo(bar)}
    # of the two orders one is another county's
    assert shown["arrive"].endswith("(1)")
    assert "receive" not in shown
