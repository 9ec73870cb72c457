"""The group chat at the dispatch screen: copy an order, paste replies, say yes or not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.commands import tasks
from db.commands.tasks import NewTask
from db.queries.tasks import task
from db.rules.tasks import State, Step
from desktop.group_chat import short_code
from desktop.screens.dispatch.screen import DispatchScreen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def number(context, sqlite_database, actor):
    with sqlite_database.writing() as session:
        order = NewTask("围挡破损", ["130424100", "130424-ZJ"], found="北侧围挡倒了", required="今日修复")
        return tasks.new(session, actor, order)


@pytest.fixture
def screen(qtbot, number, context):
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 700)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    screen.show_task(number)
    qtbot.waitUntil(lambda: screen.view.detail.task is not None and screen.view.detail.task.number == number)
    return screen


@pytest.fixture
def bar(screen):
    return screen.view.group


def settle(qtbot, context):
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


def paste(qtbot, screen, context, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.mouseClick(screen.view.paste, LEFT)
    settle(qtbot, context)


def press(qtbot, context, button):
    qtbot.mouseClick(button, LEFT)
    settle(qtbot, context)


def states(database, number):
    with database.reading() as session:
        found = task(session, number)
    return {part.unit_code: part.state for part in found.parts}


def notes(database, number):
    with database.reading() as session:
        return [(step.step, step.note) for step in task(session, number).steps if step.note]


def test_that_an_order_goes_to_the_group_with_its_code_and_how_to_answer(qtbot, screen, number):
    qtbot.mouseClick(screen.view.detail.copy, LEFT)
    text = QGuiApplication.clipboard().text()
    code = short_code(number)
    assert text.splitlines()[0] == f"[Order] {number} #{code}"
    assert "Found: 北侧围挡倒了" in text
    assert "Required: 今日修复" in text
    assert text.splitlines()[-1].count(f"#{code}") == 1


def test_the_whole_way_from_the_clipboard_to_the_step(qtbot, screen, bar, number, context, sqlite_database):
    paste(qtbot, screen, context, f"成安镇王镇长：#{short_code(number)} 收到，马上去")
    assert bar.isVisible()
    assert number in bar.title.text()
    assert bar.unit.currentData() == "130424100"
    assert bar.steps() == (Step.RECEIVE,)
    assert states(sqlite_database, number) == {"130424100": State.DISPATCHED, "130424-ZJ": State.DISPATCHED}
    press(qtbot, context, bar.accept_button)
    assert states(sqlite_database, number)["130424100"] == State.RECEIVED
    assert states(sqlite_database, number)["130424-ZJ"] == State.DISPATCHED
    assert notes(sqlite_database, number) == [("receive", "成安镇王镇长：收到，马上去")]
    assert not bar.isVisible()


def test_that_a_report_signs_for_it_first_in_one_deed(qtbot, screen, bar, number, context, sqlite_database):
    paste(qtbot, screen, context, f"#{short_code(number)} 县住建局：已整改完成")
    assert bar.steps() == (Step.RECEIVE, Step.REPORT)
    press(qtbot, context, bar.accept_button)
    assert states(sqlite_database, number)["130424-ZJ"] == State.REPORTED


def test_that_the_step_and_the_words_can_be_changed_before(
    qtbot, screen, bar, number, context, sqlite_database
):
    paste(qtbot, screen, context, f"#{short_code(number)} 成安镇收到")
    bar.step.setCurrentIndex(bar.step.findText("note"))
    bar.words.setPlainText("电话里说收到了")
    press(qtbot, context, bar.accept_button)
    assert set(states(sqlite_database, number).values()) == {State.DISPATCHED}
    assert notes(sqlite_database, number) == [("note", "电话里说收到了")]


def test_that_several_replies_are_asked_one_after_the_other_and_one_left_out(
    qtbot, screen, bar, number, context, sqlite_database
):
    code = short_code(number)
    paste(qtbot, screen, context, f"甲：#{code} 成安镇收到\n乙：#{code} 县住建局收到")
    assert "1 more" in bar.title.text()
    press(qtbot, context, bar.skip_button)
    assert bar.unit.currentData() == "130424-ZJ"
    press(qtbot, context, bar.accept_button)
    found = states(sqlite_database, number)
    assert (found["130424100"], found["130424-ZJ"]) == (State.DISPATCHED, State.RECEIVED)


def test_that_a_reply_that_the_record_refuses_stays_with_the_reason(
    qtbot, screen, bar, number, context, sqlite_database, actor
):
    paste(qtbot, screen, context, f"#{short_code(number)} 成安镇收到")
    with sqlite_database.writing() as session:
        tasks.step(session, actor, number, Step.RECEIVE, unit_code="130424100")
    press(qtbot, context, bar.accept_button)
    assert bar.isVisible()
    assert "not possible" in bar.why.text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no text"),
        ("收到", "No order's code"),
        (f"#{short_code('没有这单')} 收到", "No order of this"),
    ],
    ids=["empty", "no code", "unknown code"],
)
def test_that_what_cannot_be_read_is_said(qtbot, screen, bar, context, text, said):
    with qtbot.waitSignal(context.navigator.message) as message:
        paste(qtbot, screen, context, text)
    assert said in message.args[0]
    assert not bar.isVisible()


def test_that_keys_copy_and_paste_and_escape_leaves_it_out(qtbot, screen, bar, number, context):
    screen.view.table.setFocus()
    qtbot.keyClick(screen.view.table, Qt.Key.Key_G)
    assert short_code(number) in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().setText(f"#{short_code(number)} 收到")
    qtbot.keyClick(screen.view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, context)
    assert bar.isVisible()
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
