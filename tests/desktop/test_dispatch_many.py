"""Several orders chosen at the dispatch screen: one step for all that allow it."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from db.commands import tasks
from db.commands.tasks import NewTask
from db.queries.tasks import parts, task
from db.rules.tasks import State, Step
from desktop.screens.dispatch.screen import DispatchScreen

LEFT = Qt.MouseButton.LeftButton
ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def numbers(context, sqlite_database, actor):
    with sqlite_database.writing() as session:
        return [tasks.new(session, actor, NewTask(f"第{n}件", ["130424100"])) for n in (1, 2, 3)]


@pytest.fixture
def screen(qtbot, numbers, context):
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 700)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    settle(qtbot, context)
    return screen


@pytest.fixture
def bar(screen):
    return screen.view.many


def settle(qtbot, context):
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


def choose(screen, numbers):
    table = screen.view.table
    table.clearSelection()
    for number in numbers:
        table.selectionModel().select(screen.rows.index(screen.rows.row_of(number), 0), ADD)


def press(qtbot, context, button):
    qtbot.mouseClick(button, LEFT)
    settle(qtbot, context)
    qtbot.waitUntil(button.isEnabled)  # what was written has been read again


def states(database, numbers):
    with database.reading() as session:
        found = {part.number: part.state for part in parts(session)}
    return [found[number] for number in numbers]


def test_that_one_order_needs_no_bar(screen, bar, numbers):
    choose(screen, numbers[:1])
    assert bar.isHidden()


def test_that_all_that_are_chosen_take_the_step(qtbot, screen, bar, numbers, context, sqlite_database):
    choose(screen, numbers[:2])
    assert bar.chosen.text() == "2 chosen"
    assert bar.buttons[Step.RECEIVE].text() == "receive (2)"
    press(qtbot, context, bar.buttons[Step.RECEIVE])
    assert states(sqlite_database, numbers) == [State.RECEIVED, State.RECEIVED, State.DISPATCHED]


def test_that_only_steps_that_some_allow_are_offered_with_their_number(
    qtbot, screen, bar, numbers, context, sqlite_database, actor
):
    with sqlite_database.writing() as session:
        tasks.step(session, actor, numbers[0], Step.RECEIVE)
    screen.show_task(numbers[0])
    settle(qtbot, context)
    choose(screen, numbers)
    assert bar.buttons[Step.RECEIVE].text() == "receive (2)"
    assert bar.buttons[Step.REPORT].text() == "report (1)"
    assert bar.buttons[Step.CLOSE].isHidden()


def test_that_a_report_wants_a_sentence_which_stands_in_each(
    qtbot, screen, bar, numbers, context, sqlite_database
):
    choose(screen, numbers[:2])
    press(qtbot, context, bar.buttons[Step.RECEIVE])
    choose(screen, numbers[:2])
    press(qtbot, context, bar.buttons[Step.REPORT])
    assert "sentence" in bar.error.text()
    assert states(sqlite_database, numbers[:2]) == [State.RECEIVED, State.RECEIVED]
    bar.note.setText("统一苫盖完毕")
    press(qtbot, context, bar.buttons[Step.REPORT])
    assert states(sqlite_database, numbers[:2]) == [State.REPORTED, State.REPORTED]
    with sqlite_database.reading() as session:
        notes = {task(session, number).steps[-1].note for number in numbers[:2]}
    assert notes == {"统一苫盖完毕"}
    assert bar.note.text() == ""


def test_that_who_was_faster_is_named_and_the_others_take_it(
    qtbot, screen, bar, numbers, context, sqlite_database, actor
):
    choose(screen, numbers)
    with sqlite_database.writing() as session:
        tasks.step(session, actor, numbers[1], Step.NOTE, note="别人写了一句")
        tasks.step(session, actor, numbers[1], Step.RECEIVE)
    with qtbot.waitSignal(context.navigator.message) as said:
        press(qtbot, context, bar.buttons[Step.RECEIVE])
    assert numbers[1] in said.args[0]
    assert "1 stayed as they are" in said.args[0]
    assert states(sqlite_database, numbers) == [State.RECEIVED] * 3


def test_that_a_choice_of_several_survives_what_others_write(
    qtbot, screen, bar, numbers, context, sqlite_database, actor
):
    choose(screen, numbers[:2])
    with sqlite_database.writing() as session:
        tasks.new(session, actor, NewTask("又一件", ["130424100"]))
    screen._on_reload_due()
    settle(qtbot, context)
    assert {part.number for part in screen.chosen()} == set(numbers[:2])
    assert bar.isVisible()
