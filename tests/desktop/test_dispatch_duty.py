"""The duty log in the window: lines, a shift handed over and taken over, other days, the clipboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.actor import Actor
from db.commands import duty
from db.engine import Database
from db.queries.duty import DutyRecord, duty_log
from desktop.context import Context
from desktop.screens.dispatch.duty_page import DutyPage
from desktop.screens.dispatch.late_list import LateList
from desktop.screens.dispatch.screen import DispatchScreen

LEFT = Qt.MouseButton.LeftButton
COUNTY, OTHER = "130424", "130426"


@pytest.fixture
def write(sqlite_database: Database, actor: Actor) -> Callable[..., None]:
    """Lines written before the page is opened."""

    def call(deed: Callable[..., object], *arguments: str, days: float = 0.0) -> None:
        earlier = Actor(now=actor.now - timedelta(days=days))
        with sqlite_database.writing() as session:
            deed(session, earlier, *arguments)

    return call


@pytest.fixture
def open_page(qtbot) -> Callable[[Context], DutyPage]:
    def show(context: Context) -> DutyPage:
        screen = DispatchScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        screen.show_part("duty")
        page = screen.pages.page("duty")
        assert isinstance(page, DutyPage)
        qtbot.waitUntil(lambda: page.shown is not None)
        return page

    return show


def lines(database: Database, office: str = COUNTY) -> list[DutyRecord]:
    with database.reading() as session:
        return duty_log(session, office)


def test_that_a_line_is_written_by_name_and_stays(qtbot, open_page, context, write, sqlite_database):
    write(duty.write_line, COUNTY, "王芳", "夜班平稳", days=0.1)
    page = open_page(context)
    foot = page.view.foot
    assert page.shown.office == COUNTY
    foot.words.setPlainText("22 时通知三镇洒水")
    qtbot.mouseClick(foot.write_button, LEFT)
    assert foot.error.text()
    assert len(lines(sqlite_database)) == 1
    foot.name.setText("李强")
    qtbot.keyClick(foot.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.shown.lines) == 2)
    newest = lines(sqlite_database)[0]
    assert (newest.kind, newest.name, newest.note) == ("note", "李强", "22 时通知三镇洒水")
    assert foot.words.toPlainText() == ""
    assert foot.name.text() == "李强"
    text = page.view.lines.text()
    assert text.index("夜班平稳") < text.index("22 时通知三镇洒水")


def test_that_a_shift_is_handed_over_with_the_orders_as_they_stand(
    qtbot, open_page, context, write, sqlite_database
):
    """The small record has two open orders; one was due an hour ago."""
    write(duty.write_line, COUNTY, "王芳", "夜班平稳")
    page = open_page(context)
    foot, card = page.view.foot, page.view.card
    assert card.isHidden()
    foot.name.setText("王芳")
    qtbot.mouseClick(foot.handover_button, LEFT)
    assert "2" in foot.facts.text()
    foot.words.setPlainText("盯住成安镇")
    qtbot.mouseClick(foot.write_button, LEFT)
    assert foot.error.text()
    foot.to_name.setText("李强")
    qtbot.mouseClick(foot.write_button, LEFT)
    qtbot.waitUntil(lambda: not card.isHidden())
    handed = lines(sqlite_database)[0]
    assert (handed.kind, handed.name, handed.to_name) == ("handover", "王芳", "李强")
    assert (handed.open_parts, handed.late_parts, handed.note) == (2, 1, "盯住成安镇")
    assert not foot.is_ending
    assert "王芳" in card.title.text()
    assert card.name.text() == "李强"
    qtbot.mouseClick(card.take_button, LEFT)
    qtbot.waitUntil(card.isHidden)
    taken = lines(sqlite_database)[0]
    assert (taken.kind, taken.name, taken.handover_id) == ("takeover", "李强", handed.id)
    assert foot.name.text() == "李强"


def test_that_a_hand_over_nobody_took_stays_with_its_age(qtbot, open_page, context, write):
    write(duty.hand_over, COUNTY, "王芳", "李强", "盯住", days=3)
    page = open_page(context)
    card = page.view.card
    assert page.shown.lines == []
    assert not card.isHidden()
    assert "3 d" in card.title.text()
    assert card.note.text() == "盯住"


def test_that_whoever_is_late_to_take_over_is_told(qtbot, open_page, context, write, sqlite_database):
    write(duty.hand_over, COUNTY, "王芳", "李强", "", days=0.1)
    page = open_page(context)
    write(duty.take_over, COUNTY, "赵敏")
    with qtbot.waitSignal(context.navigator.message) as told:
        page.view.card.taken.emit("李强")
    assert told.args[1] == "error"
    assert [line.name for line in lines(sqlite_database)] == ["赵敏", "王芳"]
    qtbot.waitUntil(page.view.card.isHidden)


def test_that_other_days_are_read_and_the_future_is_not(qtbot, open_page, context, write):
    write(duty.write_line, COUNTY, "王芳", "昨天的事", days=1)
    page = open_page(context)
    assert page.shown.lines == []
    assert not page.view.later.isEnabled()
    qtbot.mouseClick(page.view.earlier, LEFT)
    qtbot.waitUntil(lambda: [line.note for line in page.shown.lines] == ["昨天的事"])
    screen = page.window()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    page.view.foot.words.setFocus()
    qtbot.keyClick(page.view.foot.words, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.shown.lines == [])
    page.view.stepped.emit(1)
    assert page.shown.day == context.now().astimezone(page.shown.now.tzinfo).date()


def test_that_each_office_has_its_own_log_and_the_choice_is_kept(qtbot, open_page, context, write):
    write(duty.write_line, OTHER, "赵敏", "涉县的事")
    write(duty.write_line, COUNTY, "王芳", "成安的事")
    page = open_page(context)
    assert page.shown.office == COUNTY
    combo = page.view.office
    combo.setCurrentIndex(combo.findData(OTHER))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: [line.note for line in page.shown.lines] == ["涉县的事"])
    assert open_page(context).shown.office == OTHER


def test_that_a_late_order_is_opened_from_the_list(qtbot, open_page, context):
    page = open_page(context)
    table = page.view.late.table
    assert page.view.late.model.rowCount() == 1
    number = page.view.late.model.record(0).number
    with qtbot.waitSignal(context.navigator.show_task) as asked:
        qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(0, 1)).center())
    assert asked.args == [number]
    assert page.window().pages.current() == "orders"


def test_that_a_day_is_copied_as_text_and_as_a_table(qtbot, open_page, context, write):
    write(duty.hand_over, COUNTY, "王芳", "李强", "盯住\t成安镇")
    page = open_page(context)
    page.view.copy.click()
    assert QGuiApplication.clipboard().text().splitlines()[1] == (
        "16:00 Handed over 王芳 → 李强 2 open, 1 late · 盯住\t成安镇"
    )
    page.view.copy_table.click()
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[2] == "Who"
    assert row.split("\t") == ["2026-03-20 16:00", "Handed over", "王芳", "李强", "2", "1", "盯住 成安镇"]


def test_that_words_are_kept_when_the_record_refuses_them(qtbot, open_page, context, write, sqlite_database):
    page = open_page(context)
    foot = page.view.foot
    foot.name.setText("王芳")
    foot.words.setPlainText("写好的话")
    page._office = "999999"
    qtbot.mouseClick(foot.write_button, LEFT)
    qtbot.waitUntil(lambda: bool(foot.error.text()))
    assert foot.words.toPlainText() == "写好的话"
    assert foot.write_button.isEnabled()


def test_that_an_empty_record_says_so(qtbot, open_page, empty_context):
    page = open_page(empty_context)
    assert page.shown.office == ""
    assert page.view.foot.isHidden()


def test_that_the_list_of_the_late_is_sound(qtbot, open_page, context, qtmodeltester):
    page = open_page(context)
    late = page.view.late
    empty = LateList()
    qtbot.addWidget(empty)
    for model in (empty.model, empty.order, late.model, late.order):
        qtmodeltester.check(model)
    late.show_parts((), context.now())
    qtmodeltester.check(late.order)


def test_that_keys_choose_pages_and_unopened_ones_are_not_made(qtbot, context):
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    assert screen.pages.page("duty") is None
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert screen.pages.current() == "duty"
    qtbot.keyClick(screen, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert screen.pages.current() == "orders"
