"""Orders to several units, and a choice that moves while the record is still being written."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from db.actor import Actor
from db.commands import sites, tasks
from db.commands.sites import SiteData
from db.commands.tasks import NewTask
from db.engine import Database
from db.queries import tasks as queries
from db.rules.tasks import Step
from desktop.context import Context
from desktop.models.tasks import RECORD_ROLE
from desktop.screens.dispatch.screen import DispatchScreen

LEFT = Qt.MouseButton.LeftButton
HOUSING, CITY = "130424-ZJ", "130426-CG"


@pytest.fixture
def open_screen(qtbot, context: Context) -> Callable[[], DispatchScreen]:
    def show() -> DispatchScreen:
        screen = DispatchScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        qtbot.waitUntil(lambda: screen.view.detail.task is not None)
        return screen

    return show


@pytest.fixture
def joint(sqlite_database: Database, actor: Actor, context: Context) -> str:
    """An order to two units."""
    with sqlite_database.writing() as session:
        return tasks.new(session, actor, NewTask("联合整治", [HOUSING, CITY], campaign_key="dust"))


def choose(qtbot, screen: DispatchScreen, number: str, unit_code: str) -> None:
    row = screen.rows.row_of(number, unit_code)
    index = screen.rows.index(row, 0)
    table = screen.view.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    qtbot.waitUntil(lambda: screen.view.detail.task.number == number)
    assert index.data(RECORD_ROLE).unit_code == unit_code


def press(qtbot, screen: DispatchScreen, step: Step) -> None:
    detail = screen.view.detail
    qtbot.waitUntil(lambda: step in detail.buttons and detail.buttons[step].isEnabled())
    qtbot.mouseClick(detail.buttons[step], LEFT)


def states(database: Database, number: str) -> dict[str, str]:
    with database.reading() as session:
        return {part.unit_code: part.state for part in queries.parts(session, number=number)}


def test_that_a_step_moves_only_the_unit_of_the_chosen_row(qtbot, open_screen, joint, sqlite_database):
    screen = open_screen()
    choose(qtbot, screen, joint, CITY)
    assert screen.view.detail.foot.unit.currentData() == CITY
    press(qtbot, screen, Step.RECEIVE)
    qtbot.waitUntil(lambda: states(sqlite_database, joint)[CITY] == "received")
    assert states(sqlite_database, joint)[HOUSING] == "dispatched"


def test_that_the_row_decides_for_whom_the_next_step_is(qtbot, open_screen, joint):
    screen = open_screen()
    choose(qtbot, screen, joint, CITY)
    choose(qtbot, screen, joint, HOUSING)
    assert screen.view.detail.foot.unit.currentData() == HOUSING


def test_that_the_office_can_step_for_all_units_at_once(qtbot, open_screen, joint, sqlite_database):
    screen = open_screen()
    choose(qtbot, screen, joint, HOUSING)
    unit = screen.view.detail.foot.unit
    assert unit.isVisible()
    unit.setCurrentIndex(unit.findData(""))
    press(qtbot, screen, Step.RECEIVE)
    qtbot.waitUntil(lambda: set(states(sqlite_database, joint).values()) == {"received"})


def test_that_another_units_step_does_not_make_this_ones_stale(
    qtbot, open_screen, joint, sqlite_database, actor
):
    screen = open_screen()
    choose(qtbot, screen, joint, HOUSING)
    with sqlite_database.writing() as session:
        tasks.step(session, actor, joint, Step.RECEIVE, unit_code=CITY)
    press(qtbot, screen, Step.RECEIVE)
    qtbot.waitUntil(lambda: states(sqlite_database, joint)[HOUSING] == "received")
    assert screen.view.detail.error.text() == ""


def test_that_an_order_chosen_again_after_its_step_is_not_shown_as_it_was_before(qtbot, open_screen):
    """The view is changed before the step is written, to one where the order will only then appear."""
    screen = open_screen()
    number = screen.view.detail.task.number
    qtbot.keyClicks(screen.view.detail.note, "done")
    press(qtbot, screen, Step.REPORT)
    groups = screen.view.groups
    qtbot.mouseClick(groups, LEFT, pos=groups.option_rect("to_verify").center())
    assert screen.rows.rowCount() == 0
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 1)
    qtbot.waitUntil(lambda: screen.number() == number)
    qtbot.waitUntil(lambda: [part.state for part in screen.view.detail.task.parts] == ["reported"])
    assert Step.VERIFY in screen.view.detail.buttons


def test_that_a_site_name_that_looks_like_markup_is_shown_as_text(
    qtbot, open_screen, context, sqlite_database
):
    with sqlite_database.writing() as session:
        actor = context.actor()
        sites.add(session, actor, SiteData("<b>一号</b> & 二号", "130424100", "dust", code="CA-X"))
        number = tasks.new(session, actor, NewTask("核查", [HOUSING], site_code="CA-X"))
    screen = open_screen()
    choose(qtbot, screen, number, HOUSING)
    words = [label.text() for label in screen.view.detail.facts.findChildren(type(screen.view.detail.title))]
    link = next(text for text in words if "CA-X" in text)
    assert "&lt;b&gt;一号&lt;/b&gt; &amp; 二号" in link
