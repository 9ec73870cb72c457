"""The ledger of accountability: filters, totals, bars, proposals, the way to the order, exports."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.actor import Actor
from db.commands import tasks
from db.commands.escalations import NewEscalation, escalate
from db.commands.tasks import NewTask
from db.engine import Database
from db.rules.ladder import Level
from db.times import CHINA
from desktop.context import Context
from desktop.models.figures import FigureOrder, record_at
from desktop.screens.dispatch.accountability_page import AccountabilityPage
from desktop.screens.dispatch.accountability_reading import by_unit, since_of
from desktop.screens.dispatch.escalation_words import rungs_of_steps
from desktop.screens.dispatch.screen import DispatchScreen
from widgets.stacked_bars import StackedBars, StackedRow

LEFT = Qt.MouseButton.LeftButton
HOUSING, CITY = "130424-ZJ", "130426-CG"


@pytest.fixture
def order(sqlite_database: Database, actor: Actor, context: Context) -> str:
    """Thirty hours late for both departments."""
    new = NewTask("联合整治", [HOUSING, CITY], deadline=actor.now - timedelta(hours=30))
    with sqlite_database.writing() as session:
        return tasks.new(session, actor, new)


@pytest.fixture
def ledger(order: str, sqlite_database: Database, actor: Actor) -> str:
    """2026-03-20: two entries of this month, one of January, one of the year before."""
    entries = [
        (400, NewEscalation(Level.SUPERVISE, HOUSING, note="上一年")),
        (60, NewEscalation(Level.SUPERVISE, HOUSING, "张某")),
        (2, NewEscalation(Level.BULLETIN, HOUSING, "张某", "通报1号", 200_050)),
        (1, NewEscalation(Level.SUPERVISE, CITY, penalty_fen=50, note="=多次")),
    ]
    for days, rung in entries:
        with sqlite_database.writing() as session:
            escalate(session, Actor(now=actor.now - timedelta(days=days)), order, rung)
    return order


@pytest.fixture
def open_page(qtbot) -> Callable[[Context], AccountabilityPage]:
    def show(context: Context) -> AccountabilityPage:
        screen = DispatchScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        screen.show_part("accountability")
        page = screen.pages.page("accountability")
        assert isinstance(page, AccountabilityPage)
        qtbot.waitUntil(lambda: page.shown is not None)
        return page

    return show


def shown(order: FigureOrder) -> list:
    return [record_at(order.index(row, 0)) for row in range(order.rowCount())]


def test_that_the_year_is_listed_newest_first_with_its_totals(qtbot, open_page, context, ledger):
    page = open_page(context)
    assert [(one.level, one.unit_code) for one in shown(page.order)] == [
        ("supervise", CITY),
        ("bulletin", HOUSING),
        ("supervise", HOUSING),
    ]
    assert page.view.totals.text() == (
        "3 entries: 督办 2 · 通报 1 · 约谈 0 · 问责 0 · penalties 2,001.00 yuan"
    )
    assert by_unit(page.shown.records) == [
        StackedRow("县住建局", (1, 1, 0, 0)),
        StackedRow("县城管局", (1, 0, 0, 0)),
    ]


@pytest.mark.parametrize(
    ("period", "count"), [("month", 2), ("quarter", 3), ("year", 3), ("all", 4)], ids=lambda value: str(value)
)
def test_that_periods_are_those_of_china(qtbot, open_page, context, ledger, period, count):
    page = open_page(context)
    page.view.period.set_current(period)
    page.view.period.chosen.emit(period)
    qtbot.waitUntil(lambda: page.order.rowCount() == count)
    page.reload()
    assert open_page(context).view.period.current() == period


def test_that_a_period_begins_at_midnight_in_china(now):
    assert since_of("quarter", datetime(2026, 12, 31, 16, 30, tzinfo=now.tzinfo)) == datetime(
        2027, 1, 1, tzinfo=CHINA
    )
    assert since_of("quarter", datetime(2026, 6, 1, tzinfo=CHINA)) == datetime(2026, 4, 1, tzinfo=CHINA)
    assert since_of("all", now) is None


def test_that_unit_rung_and_words_filter_rows_and_totals(qtbot, open_page, context, ledger):
    page = open_page(context)
    view = page.view
    view.unit.setCurrentIndex(view.unit.findData(HOUSING))
    view.unit.activated.emit(view.unit.currentIndex())
    assert [one.level for one in shown(page.order)] == ["bulletin", "supervise"]
    view.level.setCurrentIndex(view.level.findData("bulletin"))
    view.level.activated.emit(view.level.currentIndex())
    assert view.totals.text().startswith("1 entries: 督办 0 · 通报 1")
    view.search.setText("张某 通报1")
    assert page.order.rowCount() == 1
    view.search.setText("没有的")
    assert view.table().isHidden()
    assert view.totals.text().startswith("0 entries")


def test_that_what_the_ladder_proposes_leads_to_the_form(qtbot, open_page, context, ledger):
    """The joint order is 30 h late: 通报 for the city's bureau; the housing bureau has had it.

    The small record's own order is an hour late: 督办.
    """
    page = open_page(context)
    view = page.view
    view.lists.set_current("proposed")
    view.lists.chosen.emit("proposed")
    found = shown(page.proposed_order)
    assert [(one.part.unit_code, one.rung.level) for one in found] == [
        (CITY, Level.BULLETIN),
        (HOUSING, Level.SUPERVISE),
    ]
    assert view.period.isHidden()
    view.proposed.row_activated.emit(page.proposed_order.index(0, 0))
    screen = page.window()
    assert isinstance(screen, DispatchScreen)
    qtbot.waitUntil(lambda: not screen.view.detail.escalation.isHidden())
    assert screen.pages.current() == "orders"
    form = screen.view.detail.escalation
    assert screen.view.detail.task.number == ledger
    assert (form.unit.currentData(), form.level.currentData()) == (CITY, Level.BULLETIN)


def test_that_pressing_a_number_opens_its_order(qtbot, open_page, context, ledger):
    page = open_page(context)
    table = page.view.ledger
    with qtbot.waitSignal(context.navigator.show_task) as asked:
        qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(page.order.index(0, 1)).center())
    assert asked.args == [ledger]


def test_that_the_table_is_copied_and_written_with_what_it_stands_on(
    qtbot, open_page, context, ledger, tmp_path
):
    page = open_page(context)
    page.view.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert "通报1号" in lines[2]
    path = Path(tmp_path / "台账.xlsx")
    with qtbot.waitSignal(context.navigator.written):
        page._save(page.sheet(), path)
    rows = list(load_workbook(path).active.values)
    assert rows[0][0] == "Ledger of accountability"
    heads = list(rows[4])
    bulletin = rows[6]
    assert bulletin[heads.index("Penalty (yuan)")] == 2000.5
    assert rows[5][heads.index("Words")] == "'=多次"


def test_that_a_folder_that_is_not_there_is_told(qtbot, open_page, context, ledger, tmp_path):
    page = open_page(context)
    with qtbot.waitSignal(context.navigator.message) as told:
        page._save(page.sheet(), tmp_path / "nowhere" / "x.csv")
    assert told.args[1] == "error"


def test_that_a_written_rung_appears_when_the_page_is_opened_again(
    qtbot, open_page, context, ledger, sqlite_database, actor
):
    page = open_page(context)
    page.window().show_part("orders")
    context.jobs.write(
        lambda s: escalate(s, actor, ledger, NewEscalation(Level.INTERVIEW, CITY, document="约谈2号"))
    )
    qtbot.waitUntil(lambda: "accountability" in page.window().pages._dirty)
    page.window().show_part("accountability")
    qtbot.waitUntil(lambda: page.order.rowCount() == 4)


def test_that_an_empty_ledger_says_so(qtbot, open_page, empty_context):
    page = open_page(empty_context)
    assert not page.view.none_taken.isHidden()
    assert page.sheet().rows == ()


def test_that_the_models_are_sound(qtbot, open_page, context, ledger, qtmodeltester):
    page = open_page(context)
    models = (page.model, page.order, page.proposals, page.proposed_order)
    for model in models:
        qtmodeltester.check(model)
    page.view.search.setText("通报")
    page.model.show([])
    page.proposals.show([])
    for model in models:
        qtmodeltester.check(model)


def test_that_bars_are_as_long_as_their_counts(qtbot):
    bars = StackedBars()
    qtbot.addWidget(bars)
    bars.resize(400, 200)
    bars.set_rows(("督办", "通报"), [StackedRow("甲", (3, 1)), StackedRow("乙", (0, 2))])
    first, second = bars.pieces(0), bars.pieces(1)
    assert first[0].width() == pytest.approx(3 * first[1].width())
    assert second[0].width() == 0
    assert second[1].width() == pytest.approx(2 * first[1].width())
    assert bars.accessibleDescription() == "甲: 督办 3, 通报 1; 乙: 通报 2"
    bars.grab()
    bars.set_rows((), [])
    bars.grab()


def test_that_two_rungs_of_one_moment_are_told_apart_by_unit(ledger, sqlite_database, actor):
    from db.queries import tasks as queries
    from db.queries.escalations import escalations

    with sqlite_database.writing() as session:
        escalate(session, actor, ledger, NewEscalation(Level.SUPERVISE, CITY))
        escalate(session, actor, ledger, NewEscalation(Level.ACCOUNTABILITY, HOUSING))
    with sqlite_database.reading() as session:
        steps = queries.task(session, ledger).steps
        rungs = rungs_of_steps(steps, escalations(session, number=ledger))
    newest = [(step.unit_name, rung.level) for step, rung in zip(steps, rungs, strict=True) if rung][-2:]
    assert newest == [("县城管局", "supervise"), ("县住建局", "accountability")]
    assert rungs[0] is None
