"""Orders that ended long ago: counted at once, read when somebody looks for them, never shown as open."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from db.actor import Actor
from db.changes import Changes
from db.commands import tasks
from db.commands.tasks import NewTask
from db.engine import Database
from db.rules.tasks import OPEN_STATES, Step
from desktop.context import Context
from desktop.screens.dispatch.screen import DispatchScreen


def end(database: Database, actor: Actor, number: str, days: float) -> None:
    with database.writing() as session:
        tasks.step(
            session, replace(actor, now=actor.now - timedelta(days=days)), number, Step.CANCEL, note="重复"
        )


@pytest.fixture
def old(context: Context, sqlite_database: Database, actor: Actor) -> dict[int, str]:
    """Orders that ended 29 and 31 days ago."""
    numbers = {}
    for days in (29, 31):
        then = replace(actor, now=actor.now - timedelta(days=days + 1))
        with sqlite_database.writing() as session:
            new = NewTask(title=f"{days} 天前", unit_codes=["130424-ZJ"])
            numbers[days] = tasks.new(session, then, new)
        end(sqlite_database, actor, numbers[days], days)
    return numbers


@pytest.fixture
def screen(qtbot, context: Context, old) -> DispatchScreen:
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 900)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    return screen


def settle(qtbot, screen: DispatchScreen) -> None:
    qtbot.waitUntil(lambda: screen.context.jobs.pending == 0)


def test_that_what_ended_long_ago_is_counted_and_not_read(qtbot, screen, old):
    assert screen.model.rows_of(old[29])
    assert not screen.model.rows_of(old[31])
    assert dict(screen.view.groups._options)["closed"] == "Ended 2"


def test_that_it_is_read_when_somebody_looks_among_the_ended(qtbot, screen, old):
    groups = screen.view.groups
    qtbot.mouseClick(groups, Qt.MouseButton.LeftButton, pos=groups.option_rect("closed").center())
    qtbot.waitUntil(lambda: bool(screen.model.rows_of(old[31])))
    assert screen.rows.row_of(old[31]) is not None
    # it stays while others are looked at, and what is read anew does not lose it
    qtbot.mouseClick(groups, Qt.MouseButton.LeftButton, pos=groups.option_rect("open").center())
    screen.reload(Changes(tasks=True))
    settle(qtbot, screen)
    assert screen.model.rows_of(old[31])


def test_that_somebody_who_asks_for_it_by_number_gets_it(qtbot, screen, old):
    screen.show_task(old[31])
    qtbot.waitUntil(lambda: screen.view.detail.task is not None and screen.view.detail.task.number == old[31])
    assert screen.number() == old[31]


def test_that_word_of_an_end_long_ago_closes_what_was_shown_as_open(qtbot, screen, sqlite_database, actor):
    """A laptop that was away for weeks brings it: the moment is the one when it was done there."""
    waiting = {part.number for part in screen.model.records() if part.state in OPEN_STATES}
    (number,) = waiting - {screen.number()}  # the one that is shown would be read in any case
    end(sqlite_database, actor, number, 40)
    screen.reload(Changes(tasks=True))
    settle(qtbot, screen)
    (row,) = screen.model.rows_of(number)
    assert screen.model.record(row).state == "cancelled"
