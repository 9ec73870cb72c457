"""Reminding from the list: what is written, what is on the clipboard, who is not reminded again."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.commands import tasks
from db.commands.tasks import NewTask
from db.queries.tasks import task
from db.rules.tasks import Step
from desktop.group_chat import short_code
from desktop.screens.dispatch.screen import DispatchScreen


@pytest.fixture
def number(context, sqlite_database, actor):
    with sqlite_database.writing() as session:
        late = actor.now - timedelta(hours=2)
        return tasks.new(session, actor, NewTask("围挡破损", ["130424100"], deadline=late))


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


def test_a_key_reminds_and_gives_the_text(qtbot, screen, context, sqlite_database, number):
    said: list[str] = []
    context.navigator.message.connect(lambda text, _tone, _details: said.append(text))
    screen.view.table.setFocus()
    qtbot.keyClick(screen.view.table, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: len(said) == 1)
    text = QGuiApplication.clipboard().text()
    assert f"{number} #{short_code(number)}" in text
    assert "围挡破损" in text
    assert said == ["1 reminded; the text for the group is on the clipboard."]
    with sqlite_database.reading() as session:
        notes = [step.note for step in task(session, number).steps if step.step == Step.NOTE]
    assert len(notes) == 1
    assert notes[0].startswith("Reminder: ")
    qtbot.keyClick(screen.view.table, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1] == f"Reminded within the last hour, not again: {number}."


def test_several_are_reminded_at_once(qtbot, screen, context):
    screen.view.table.selectAll()
    qtbot.waitUntil(lambda: screen.view.many.isVisible())
    bar = screen.view.many
    owing = int(bar.remind.text().split("(")[1].rstrip(")"))
    assert owing >= 2
    with qtbot.waitSignal(screen.reminding.done):
        qtbot.mouseClick(bar.remind, Qt.MouseButton.LeftButton)
    assert len(QGuiApplication.clipboard().text().splitlines()) == owing + 2
    qtbot.waitUntil(lambda: context.jobs.pending == 0)
