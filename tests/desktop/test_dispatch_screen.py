"""The dispatch screen through real events: choosing, the whole life of an order, what others write."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from db.actor import Actor
from db.changes import EVERYTHING
from db.commands import tasks
from db.commands.tasks import NewTask
from db.engine import Database, open_database
from db.queries import log
from db.queries import tasks as queries
from db.queries.units import people
from db.rules.tasks import Step
from desktop.context import Context
from desktop.models.tasks import RECORD_ROLE, Column
from desktop.screens.dispatch.screen import DispatchScreen
from resources import folder
from widgets import fonts, icons, theme

LEFT = Qt.MouseButton.LeftButton
LATE, FRESH = "裸土未覆盖", "道路积尘"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """The program's own look: its style sheet decides colours of selected rows."""
    family = fonts.install_fonts(Path(str(folder("fonts"))), always=True)
    icons.set_folder(Path(str(folder("icons"))))
    theme.apply_theme(qapp, theme.load_theme("light", Path(str(folder("themes")))), family)


@pytest.fixture
def open_screen(qtbot) -> Callable[[Context], DispatchScreen]:
    def show(context: Context) -> DispatchScreen:
        screen = DispatchScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        return screen

    return show


@pytest.fixture
def screen(qtbot, context: Context, open_screen) -> DispatchScreen:
    """With the first order in the detail."""
    screen = open_screen(context)
    wait_for(qtbot, screen, LATE)
    return screen


@pytest.fixture
def elsewhere(sqlite_url: str) -> Iterator[Database]:
    """The same file as another program has it open."""
    database = open_database(sqlite_url)
    yield database
    database.close()


@pytest.fixture
def said(context: Context) -> list[tuple[str, str]]:
    messages: list[tuple[str, str]] = []
    context.navigator.message.connect(lambda text, tone, _details: messages.append((tone, text)))
    return messages


def foot(screen: DispatchScreen):
    return screen.view.detail.foot


def shown(screen: DispatchScreen) -> str | None:
    task = screen.view.detail.task
    return task.title if task else None


def states(screen: DispatchScreen) -> list[str]:
    return [part.state for part in screen.view.detail.task.parts]


def titles(screen: DispatchScreen) -> list[str]:
    return [screen.rows.index(row, Column.TITLE).data() for row in range(screen.rows.rowCount())]


def selected(screen: DispatchScreen) -> list[str]:
    return [screen.rows.index(row, Column.TITLE).data() for row in screen.view.table.selected_rows()]


def wait_for(qtbot, screen: DispatchScreen, title: str) -> None:
    qtbot.waitUntil(lambda: shown(screen) == title)


def choose(qtbot, screen: DispatchScreen, title: str) -> None:
    table = screen.view.table
    index = screen.rows.index(titles(screen).index(title), Column.TITLE)
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    wait_for(qtbot, screen, title)


def group(qtbot, screen: DispatchScreen, key: str) -> None:
    groups = screen.view.groups
    qtbot.mouseClick(groups, LEFT, pos=groups.option_rect(key).center())
    assert groups.current() == key


def labels(screen: DispatchScreen) -> dict[str, str]:
    return dict(screen.view.groups._options)


def write(widget: QWidget, text: str) -> None:
    """As an input method does: QTest's key clicks know no Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def press(qtbot, screen: DispatchScreen, step: Step) -> None:
    """Click the step's button as soon as it can be clicked."""
    qtbot.waitUntil(lambda: step in foot(screen).buttons and foot(screen).buttons[step].isEnabled())
    qtbot.mouseClick(foot(screen).buttons[step], LEFT)


def key(qtbot, screen: DispatchScreen, letter: str) -> None:
    screen.view.table.setFocus()
    qtbot.keyClick(screen.view.table, letter)


def activate(qtbot, screen: DispatchScreen) -> None:
    with qtbot.waitActive(screen):
        screen.activateWindow()


def number_of(database: Database, title: str) -> str:
    with database.reading() as session:
        return next(part.number for part in queries.parts(session) if part.title == title)


def logged_steps(database: Database, number: str) -> list[tuple[str, str | None]]:
    """Steps as the log has them: what and with which note."""
    with database.reading() as session:
        task = queries.task(session, number)
        facts = []
        for operation in log.operations(session):
            changes = json.loads(operation.changes)
            if operation.entity == "task_step" and changes["task_id"][1] == str(task.id):
                facts.append((changes["step"][1], changes["note"][1] if "note" in changes else None))
    return facts


def take_elsewhere(database: Database, actor: Actor, title: str, step: Step, **more) -> None:
    number = number_of(database, title)
    with database.writing() as session:
        tasks.step(session, actor, number, step, **more)


def test_the_most_urgent_order_is_chosen_and_shown_at_start(screen):
    assert titles(screen) == [LATE, FRESH]
    assert selected(screen) == [LATE]
    assert list(foot(screen).buttons)[:2] == [Step.ARRIVE, Step.REPORT]


def test_an_order_asked_for_before_the_first_reading_is_the_one_shown(qtbot, context, sqlite_database):
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    context.navigator.show_task.emit(number_of(sqlite_database, FRESH))
    qtbot.waitUntil(lambda: screen.is_ready and context.jobs.pending == 0)
    assert (shown(screen), selected(screen)) == (FRESH, [FRESH])


def test_counts_stand_at_their_groups_and_in_the_title(screen):
    assert labels(screen) == {
        "open": "Open 2",
        "overdue": "Overdue 1",
        "to_receive": "To receive 1",
        "working": "In work 1",
        "to_verify": "Verify or close 0",
        "returned": "Returned 0",
        "draft": "Drafts 0",
        "closed": "Ended 0",
    }
    assert screen.view.board._note.text() == "2 open · 1 overdue"


def test_groups_narrow_the_list(qtbot, screen):
    group(qtbot, screen, "overdue")
    assert titles(screen) == [LATE]
    group(qtbot, screen, "to_receive")
    assert titles(screen) == [FRESH]
    group(qtbot, screen, "open")
    assert titles(screen) == [LATE, FRESH]


def test_search_finds_by_matter_and_site_and_escape_takes_it_back(qtbot, screen):
    search = screen.view.search
    qtbot.keyClicks(search, "sx-yc")
    assert titles(screen) == [FRESH]
    write(search, " 没有")
    assert titles(screen) == []
    activate(qtbot, screen)
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert (search.text(), titles(screen)) == ("", [LATE, FRESH])
    assert screen.view.table.hasFocus()


def test_a_view_without_orders_says_so(qtbot, screen):
    group(qtbot, screen, "closed")
    assert screen.view._lists.currentWidget().accessibleName() == "No order in this view"


def test_an_empty_record_says_how_to_begin(qtbot, empty_context, open_screen):
    screen = open_screen(empty_context)
    words = screen.view._lists.currentWidget()
    assert words.accessibleName() == "No orders yet"
    assert screen.view._right.currentWidget().accessibleName() == "No order chosen"
    qtbot.mouseClick(words.findChild(QPushButton), LEFT)
    assert screen.orders.form.isVisible()


def test_the_whole_life_through_buttons(qtbot, screen, sqlite_database):
    choose(qtbot, screen, FRESH)
    number = screen.view.detail.task.number
    for step, state in [(Step.RECEIVE, "received"), (Step.ARRIVE, "on_site"), (Step.REPORT, "reported")]:
        if step is Step.REPORT:
            write(foot(screen).note, "已清扫")
        press(qtbot, screen, step)
        qtbot.waitUntil(lambda state=state: states(screen) == [state])
    assert foot(screen).note.toPlainText() == ""
    for step, state in [(Step.VERIFY, "verified"), (Step.CLOSE, "closed")]:
        press(qtbot, screen, step)
        qtbot.waitUntil(lambda state=state: states(screen) == [state])
    assert logged_steps(sqlite_database, number) == [
        ("dispatch", None),
        ("receive", None),
        ("arrive", None),
        ("report", "已清扫"),
        ("verify", None),
        ("close", None),
    ]
    assert shown(screen) == FRESH
    assert "已清扫" in screen.view.detail.timeline.text()
    assert list(foot(screen).buttons) == [Step.REOPEN]


def test_the_whole_life_through_the_keyboard(qtbot, screen, sqlite_database):
    activate(qtbot, screen)
    choose(qtbot, screen, FRESH)
    number = screen.view.detail.task.number
    for letter, state in [("R", "received"), ("A", "on_site")]:
        key(qtbot, screen, letter)
        qtbot.waitUntil(lambda state=state: states(screen) == [state])
    key(qtbot, screen, "P")
    assert foot(screen).note.hasFocus(), "a report wants its sentence"
    qtbot.keyClicks(foot(screen).note, "swept")
    qtbot.keyClick(foot(screen).note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: states(screen) == ["reported"])
    for letter, state in [("V", "verified"), ("C", "closed")]:
        key(qtbot, screen, letter)
        qtbot.waitUntil(lambda state=state: states(screen) == [state])
    assert [step for step, _ in logged_steps(sqlite_database, number)] == [
        "dispatch", "receive", "arrive", "report", "verify", "close",
    ]  # fmt: skip
    assert ("report", "swept") in logged_steps(sqlite_database, number)


def test_letters_typed_in_the_note_are_no_steps(qtbot, screen, sqlite_database):
    activate(qtbot, screen)
    foot(screen).note.setFocus()
    qtbot.keyClicks(foot(screen).note, "rapvc")
    assert foot(screen).note.toPlainText() == "rapvc"
    assert len(logged_steps(sqlite_database, screen.view.detail.task.number)) == 2


def test_ctrl_enter_forgets_the_step_that_once_asked_for_a_note(qtbot, screen):
    """After a return and a new report, the main step is meant again."""
    activate(qtbot, screen)
    note = foot(screen).note
    for letter, state in [("P", "reported"), ("T", "returned")]:
        key(qtbot, screen, letter)
        qtbot.keyClicks(note, "words")
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda state=state: states(screen) == [state])
    note.setFocus()
    qtbot.keyClicks(note, "done now")
    key(qtbot, screen, "P")
    qtbot.waitUntil(lambda: states(screen) == ["reported"])
    note.setFocus()
    qtbot.keyClicks(note, "seen")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: states(screen) == ["verified"])


def test_a_report_without_a_sentence_is_asked_for_it_at_the_note(qtbot, screen, sqlite_database):
    activate(qtbot, screen)
    press(qtbot, screen, Step.REPORT)
    assert "Write a sentence first" in foot(screen).error.text()
    assert foot(screen).error.isVisible()
    assert foot(screen).note.hasFocus()
    assert states(screen) == ["received"]
    assert [step for step, _ in logged_steps(sqlite_database, screen.view.detail.task.number)] == [
        "dispatch",
        "receive",
    ]
    qtbot.keyClicks(foot(screen).note, "done")
    assert not foot(screen).error.isVisible()


def test_return_and_cancel_are_kept_with_their_reasons(qtbot, screen, sqlite_database):
    number = screen.view.detail.task.number
    for step, note, state in [
        (Step.REPORT, "half done", "reported"),
        (Step.RETURN, "not covered yet", "returned"),
        (Step.CANCEL, "written twice", "cancelled"),
    ]:
        qtbot.keyClicks(foot(screen).note, note)
        press(qtbot, screen, step)
        qtbot.waitUntil(lambda state=state: states(screen) == [state])
    assert logged_steps(sqlite_database, number)[2:] == [
        ("report", "half done"),
        ("return", "not covered yet"),
        ("cancel", "written twice"),
    ]
    assert not foot(screen).buttons


def test_a_stale_step_is_refused_and_the_typed_note_stays(qtbot, screen, elsewhere, actor):
    qtbot.keyClicks(foot(screen).note, "mine")
    take_elsewhere(elsewhere, actor, LATE, Step.REPORT, note="theirs")
    press(qtbot, screen, Step.REPORT)
    qtbot.waitUntil(lambda: "changed by somebody else" in foot(screen).error.text())
    qtbot.waitUntil(lambda: states(screen) == ["reported"])
    assert foot(screen).error.isVisible()
    assert foot(screen).note.toPlainText() == "mine"
    assert "theirs" in screen.view.detail.timeline.text()
    press(qtbot, screen, Step.RETURN)
    qtbot.waitUntil(lambda: states(screen) == ["returned"])


def test_a_stale_step_tells_who_changed_what_when(qtbot, screen, elsewhere, actor, clock):
    compare = screen.view.detail.compare
    assert not compare.isVisible()
    with elsewhere.writing() as session:
        zhang = people(session)[0].id
        later = Actor(actor.now + timedelta(minutes=1), zhang)
        number = screen.view.detail.task.number
        tasks.step(session, later, number, Step.REPORT, note="theirs")
        tasks.set_deadline(session, later, number, actor.now + timedelta(days=1))
    clock.value += timedelta(minutes=3)
    write(foot(screen).note, "mine")
    press(qtbot, screen, Step.REPORT)
    qtbot.waitUntil(compare.isVisible)
    who = "张某 changed this 2 min ago"
    assert [compare.texts(key) for key in compare.fields()] == [
        ("received", "", "reported", who),
        ("03-20 15:00", "", "03-21 16:00", who),
    ]
    assert compare.accessibleName() == "The step “report” was not done. What has changed meanwhile:"
    assert compare.undecided() == []
    qtbot.waitUntil(lambda: states(screen) == ["reported"])
    assert compare.isVisible(), "reading the order again does not take it away"
    press(qtbot, screen, Step.VERIFY)
    qtbot.waitUntil(lambda: states(screen) == ["verified"])
    assert not compare.isVisible()


def test_what_happened_to_one_order_is_not_shown_at_another(qtbot, screen, elsewhere, actor):
    take_elsewhere(elsewhere, actor, LATE, Step.REPORT, note="theirs")
    write(foot(screen).note, "mine")
    press(qtbot, screen, Step.REPORT)
    compare = screen.view.detail.compare
    qtbot.waitUntil(compare.isVisible)
    choose(qtbot, screen, FRESH)
    assert not compare.isVisible()


def test_what_another_program_writes_appears_and_the_choice_stays(qtbot, screen, elsewhere, actor, context):
    choose(qtbot, screen, FRESH)
    take_elsewhere(elsewhere, actor, FRESH, Step.RECEIVE)
    with elsewhere.writing() as session:
        tasks.new(session, actor, NewTask("更急的", ["130424-ZJ"], actor.now - timedelta(days=3)))
    with qtbot.assertNotEmitted(screen.model.modelReset), qtbot.waitSignal(screen.ready):
        context.jobs.changed.emit(EVERYTHING, None)
    assert titles(screen) == ["更急的", LATE, FRESH]
    assert (selected(screen), shown(screen), states(screen)) == ([FRESH], FRESH, ["received"])
    assert labels(screen)["open"] == "Open 3"


def test_an_order_that_leaves_the_group_stays_in_the_detail(qtbot, screen):
    group(qtbot, screen, "to_receive")
    choose(qtbot, screen, FRESH)
    press(qtbot, screen, Step.RECEIVE)
    qtbot.waitUntil(lambda: states(screen) == ["received"])
    assert titles(screen) == []
    group(qtbot, screen, "open")
    assert (shown(screen), selected(screen)) == (FRESH, [FRESH])


def test_closing_does_not_jump_to_the_neighbour(qtbot, screen, context, elsewhere, actor):
    for step in (Step.REPORT, Step.VERIFY):
        take_elsewhere(elsewhere, actor, LATE, step)
    with qtbot.waitSignal(screen.ready):
        context.jobs.changed.emit(EVERYTHING, None)
    qtbot.waitUntil(lambda: states(screen) == ["verified"])
    press(qtbot, screen, Step.CLOSE)
    qtbot.waitUntil(lambda: titles(screen) == [FRESH])
    qtbot.waitUntil(lambda: screen.is_ready and context.jobs.pending == 0)
    assert (shown(screen), states(screen)) == (LATE, ["closed"])
    assert selected(screen) == [], "the neighbour is not what the detail shows"
    # and the next reading, whoever asks for it, does not jump either
    with qtbot.waitSignal(screen.ready):
        context.jobs.changed.emit(EVERYTHING, None)
    assert (shown(screen), selected(screen)) == (LATE, [])
    choose(qtbot, screen, FRESH)


def test_showing_an_order_clears_the_filters_that_hide_it(qtbot, screen, context, sqlite_database):
    group(qtbot, screen, "overdue")
    qtbot.keyClicks(screen.view.search, "ca-yc")
    context.navigator.show_task.emit(number_of(sqlite_database, FRESH))
    wait_for(qtbot, screen, FRESH)
    assert screen.view.search.text() == ""
    assert screen.view.groups.current() == "open"
    assert selected(screen) == [FRESH]


def test_showing_an_ended_order_opens_its_group(qtbot, screen, context, elsewhere, actor):
    take_elsewhere(elsewhere, actor, FRESH, Step.CANCEL)
    context.navigator.show_task.emit(number_of(elsewhere, FRESH))
    wait_for(qtbot, screen, FRESH)
    assert (screen.view.groups.current(), selected(screen)) == ("closed", [FRESH])


def test_filters_that_do_not_hide_an_order_stay(qtbot, screen, context, sqlite_database):
    group(qtbot, screen, "to_receive")
    context.navigator.show_task.emit(number_of(sqlite_database, FRESH))
    wait_for(qtbot, screen, FRESH)
    assert screen.view.groups.current() == "to_receive"


def test_an_order_that_is_not_in_the_record_is_said(qtbot, screen, context, said):
    context.navigator.show_task.emit("成安-尘-1999-0001")
    qtbot.waitUntil(lambda: said != [])
    assert said == [("warning", "There is no order 成安-尘-1999-0001 in this record.")]
    assert shown(screen) == LATE


def test_an_order_becomes_overdue_on_the_screen_as_time_goes_by(qtbot, context, clock):
    screen = DispatchScreen(context, clock_ms=20)
    qtbot.addWidget(screen)
    screen.resize(1300, 690)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    choose(qtbot, screen, FRESH)
    assert labels(screen)["overdue"] == "Overdue 1"
    clock.value += timedelta(hours=7)
    qtbot.waitUntil(lambda: labels(screen)["overdue"] == "Overdue 2")
    row = titles(screen).index(FRESH)
    assert screen.rows.index(row, Column.CLOCK).data() == "overdue 2 h"
    said = [
        label.text() for label in screen.view.detail.facts.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert any("overdue 2 h" in text for text in said), "the clock of the detail runs with it"
    assert (shown(screen), selected(screen)) == (FRESH, [FRESH])


def cell_colours(screen: DispatchScreen, title: str, column: Column) -> set[str]:
    table = screen.view.table
    rect = table.visualRect(screen.rows.index(titles(screen).index(title), column))
    picture = table.viewport().grab(rect).toImage()
    return {
        QColor(picture.pixel(x, y)).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_a_late_clock_stays_in_alarm_colour_when_its_row_is_selected(qtbot, screen):
    alarm = theme.current().alarm.upper()
    assert selected(screen) == [LATE]
    assert alarm in cell_colours(screen, LATE, Column.CLOCK)
    assert theme.current().accent_soft.upper() in cell_colours(screen, LATE, Column.CLOCK)
    choose(qtbot, screen, FRESH)
    assert alarm in cell_colours(screen, LATE, Column.CLOCK)
    assert alarm not in cell_colours(screen, FRESH, Column.CLOCK)


def test_a_step_is_written_once_however_often_it_is_pressed(qtbot, screen, sqlite_database, context):
    choose(qtbot, screen, FRESH)
    number = screen.view.detail.task.number
    button = foot(screen).buttons[Step.RECEIVE]
    qtbot.mouseClick(button, LEFT)
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: states(screen) == ["received"])
    qtbot.waitUntil(lambda: context.jobs.pending == 0)
    assert [step for step, _ in logged_steps(sqlite_database, number)] == ["dispatch", "receive"]
    assert foot(screen).error.text() == ""


def test_buttons_cannot_be_pressed_while_a_step_is_being_written(qtbot, screen):
    choose(qtbot, screen, FRESH)
    qtbot.mouseClick(foot(screen).buttons[Step.RECEIVE], LEFT)
    assert not any(button.isEnabled() for button in foot(screen).buttons.values())
    qtbot.waitUntil(lambda: states(screen) == ["received"])
    qtbot.waitUntil(lambda: foot(screen).buttons[Step.ARRIVE].isEnabled())


def test_the_second_press_of_a_double_click_is_no_second_step(qtbot, screen, sqlite_database, context):
    choose(qtbot, screen, FRESH)
    number = screen.view.detail.task.number
    press(qtbot, screen, Step.RECEIVE)
    qtbot.waitUntil(lambda: states(screen) == ["received"])
    # the next main button stands where the pointer still is
    qtbot.mouseClick(foot(screen).buttons[Step.ARRIVE], LEFT)
    qtbot.waitUntil(lambda: context.jobs.pending == 0)
    assert [step for step, _ in logged_steps(sqlite_database, number)] == ["dispatch", "receive"]


def test_a_note_typed_while_a_step_is_written_is_not_lost(qtbot, screen):
    qtbot.keyClicks(foot(screen).note, "first")
    press(qtbot, screen, Step.REPORT)
    qtbot.keyClicks(foot(screen).note, " and more")
    qtbot.waitUntil(lambda: states(screen) == ["reported"])
    assert foot(screen).note.toPlainText() == "first and more"


def test_each_order_keeps_the_note_that_was_begun(qtbot, screen):
    qtbot.keyClicks(foot(screen).note, "begun")
    choose(qtbot, screen, FRESH)
    assert foot(screen).note.toPlainText() == ""
    choose(qtbot, screen, LATE)
    assert foot(screen).note.toPlainText() == "begun"


def test_keys_do_nothing_to_the_order_before_while_the_chosen_one_is_read(
    qtbot, screen, sqlite_database, context
):
    activate(qtbot, screen)
    number = screen.view.detail.task.number
    screen.view.table.setFocus()
    qtbot.keyClick(screen.view.table, Qt.Key.Key_Down)
    # the answer has not been delivered yet: the detail still shows the first order
    assert (selected(screen), shown(screen)) == ([FRESH], LATE)
    qtbot.keyClick(screen.view.table, "A")
    wait_for(qtbot, screen, FRESH)
    qtbot.waitUntil(lambda: context.jobs.pending == 0)
    assert [step for step, _ in logged_steps(sqlite_database, number)] == ["dispatch", "receive"]


def test_the_site_of_an_order_is_one_click_away(qtbot, screen, context):
    with qtbot.waitSignal(context.navigator.show_site) as asked:
        screen.view.detail.site_asked.emit(screen.view.detail.task.site_code)
    assert asked.args == ["CA-YC-0001"]


def test_selected_record_is_the_part_of_the_row(screen):
    part = screen.rows.index(screen.view.table.selected_rows()[0], 0).data(RECORD_ROLE)
    assert (part.title, part.unit_code) == (LATE, "130424-ZJ")
