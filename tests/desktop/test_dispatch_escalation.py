"""The ladder at an order's page: what lateness calls for, the form, the timeline; amounts of money."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from db.actor import Actor
from db.commands import tasks
from db.commands.escalations import NewEscalation, escalate
from db.commands.tasks import NewTask
from db.engine import Database
from db.queries.escalations import EscalationRecord, escalations
from db.rules.ladder import Level
from db.rules.tasks import Step
from desktop.context import Context
from desktop.money import fen_of, yuan_text
from desktop.screens.dispatch.screen import DispatchScreen

LEFT = Qt.MouseButton.LeftButton
HOUSING, CITY = "130424-ZJ", "130426-CG"


@pytest.fixture
def order(sqlite_database: Database, actor: Actor, context: Context) -> Callable[..., str]:
    """An order that became due so many hours ago."""

    def make(hours: float, *units: str) -> str:
        new = NewTask("覆盖裸土", units or (HOUSING,), deadline=actor.now - timedelta(hours=hours))
        with sqlite_database.writing() as session:
            return tasks.new(session, actor, new)

    return make


@pytest.fixture
def open_screen(qtbot, context: Context) -> Callable[[str], DispatchScreen]:
    def show(number: str) -> DispatchScreen:
        screen = DispatchScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        screen.show_task(number)
        qtbot.waitUntil(lambda: screen.view.detail.task is not None)
        qtbot.waitUntil(lambda: screen.view.detail.task.number == number)
        qtbot.waitUntil(lambda: screen.escalation._found is not None)
        return screen

    return show


def taken(database: Database, number: str) -> list[EscalationRecord]:
    with database.reading() as session:
        return escalations(session, number=number)


def test_that_a_bulletin_is_proposed_after_a_day_and_written_with_its_paper(
    qtbot, open_screen, order, sqlite_database
):
    """The ladder: 督办 at once, 通报 from 24 hours, 约谈 from 72, 问责 from 168."""
    number = order(72 - 1)
    screen = open_screen(number)
    detail = screen.view.detail
    qtbot.waitUntil(lambda: not detail.proposal.isHidden())
    assert detail.proposal.text.text() == "Late by 2 d 23 h: 通报 is proposed (县住建局)"
    qtbot.mouseClick(detail.proposal.button, LEFT)
    form = detail.escalation
    assert not form.isHidden()
    assert detail.proposal.isHidden()
    assert (form.level.currentData(), form.unit.currentData()) == (Level.BULLETIN, HOUSING)
    form.penalty.setText("二千")
    qtbot.mouseClick(form.write_button, LEFT)
    assert form.fields.error("document")
    assert form.fields.error("penalty")
    assert taken(sqlite_database, number) == []
    form.document.setText("邯气办〔2026〕7号")
    form.penalty.setText("2,000.5")
    form.person.setEditText("张某")
    form.note.setPlainText("两次未覆盖")
    qtbot.mouseClick(form.write_button, LEFT)
    qtbot.waitUntil(lambda: len(taken(sqlite_database, number)) == 1)
    (rung,) = taken(sqlite_database, number)
    assert (rung.level, rung.name, rung.document, rung.penalty_fen, rung.note) == (
        "bulletin", "张某", "邯气办〔2026〕7号", 200_050, "两次未覆盖",
    )  # fmt: skip
    qtbot.waitUntil(lambda: "通报" in detail.timeline.text())
    assert "张某 · 邯气办〔2026〕7号 · penalty 2,000.50 yuan · 两次未覆盖" in detail.timeline.text()
    assert form.isHidden()
    assert detail.proposal.isHidden()


@pytest.mark.parametrize(
    ("hours", "level"),
    [(-1, None), (1, "督办"), (23, "督办"), (25, "通报"), (73, "约谈"), (169, "问责")],
    ids=["not late", "an hour", "a day less an hour", "a day", "three days", "a week"],
)
def test_that_lateness_decides_what_is_proposed(qtbot, open_screen, order, hours, level):
    proposal = open_screen(order(hours)).view.detail.proposal
    if level is None:
        assert proposal.isHidden()
    else:
        qtbot.waitUntil(lambda: not proposal.isHidden())
        assert proposal.button.text() == f"{level}…"


def test_that_nothing_is_proposed_to_a_unit_that_has_reported(
    qtbot, open_screen, order, sqlite_database, actor
):
    number = order(100)
    with sqlite_database.writing() as session:
        for step in (Step.RECEIVE, Step.REPORT):
            tasks.step(session, actor, number, step, note="已覆盖")
    screen = open_screen(number)
    assert screen.view.detail.proposal.isHidden()


def test_that_of_several_units_the_chosen_one_is_taken_up(qtbot, open_screen, order, sqlite_database, actor):
    number = order(30, HOUSING, CITY)
    with sqlite_database.writing() as session:
        escalate(session, actor, number, NewEscalation(Level.BULLETIN, HOUSING, document="7号"))
    screen = open_screen(number)
    detail = screen.view.detail
    detail.foot.choose_unit(HOUSING)
    assert detail.proposal.isHidden()
    detail.foot.choose_unit(CITY)
    assert "县城管局" in detail.proposal.text.text()
    detail.foot.unit.setCurrentIndex(detail.foot.unit.count() - 1)
    assert "县城管局" in detail.proposal.text.text()


def test_that_the_menu_offers_the_next_rung_before_anything_is_late(
    qtbot, open_screen, order, sqlite_database, actor
):
    number = order(-5)
    with sqlite_database.writing() as session:
        escalate(session, actor, number, NewEscalation(Level.SUPERVISE, HOUSING))
    detail = open_screen(number).view.detail
    detail.foot.aside.fill()
    detail.foot.aside.menu_.actions()[-1].trigger()
    assert not detail.escalation.isHidden()
    assert detail.escalation.level.currentData() == Level.BULLETIN


def test_that_a_form_that_was_begun_waits_for_its_order(qtbot, open_screen, order):
    first, other = order(30), order(40)
    screen = open_screen(first)
    detail = screen.view.detail
    detail.proposal.button.click()
    detail.escalation.document.setText("写到一半")
    screen.show_task(other)
    qtbot.waitUntil(lambda: detail.task.number == other)
    assert detail.escalation.isHidden()
    screen.show_task(first)
    qtbot.waitUntil(lambda: not detail.escalation.isHidden())
    assert detail.escalation.document.text() == "写到一半"


def test_that_a_rung_somebody_else_wrote_meanwhile_is_not_written_twice(
    qtbot, open_screen, order, sqlite_database, actor
):
    number = order(1)
    screen = open_screen(number)
    detail = screen.view.detail
    qtbot.waitUntil(lambda: not detail.proposal.isHidden())
    detail.proposal.button.click()
    with sqlite_database.writing() as session:
        escalate(session, actor, number, NewEscalation(Level.SUPERVISE, HOUSING))
    detail.escalation.submit()
    qtbot.waitUntil(lambda: bool(detail.escalation.error.text()))
    assert len(taken(sqlite_database, number)) == 1
    assert not detail.escalation.isHidden()


def test_that_the_people_of_the_unit_are_offered(qtbot, open_screen, order, context, sqlite_database, actor):
    from db.commands.units import NewPerson, add_people
    from db.rules.roles import Role

    with sqlite_database.writing() as session:
        add_people(session, actor, [NewPerson("孙局", Role.DEPARTMENT, HOUSING)])
    detail = open_screen(order(1)).view.detail
    qtbot.waitUntil(lambda: not detail.proposal.isHidden())
    detail.proposal.button.click()
    form = detail.escalation
    assert [form.person.itemText(row) for row in range(form.person.count())] == ["孙局"]
    assert form.person.currentText() == ""


@pytest.mark.parametrize(
    ("text", "fen"),
    [("", None), ("  ", None), ("2000", 200_000), ("0.01", 1), ("2,000.5", 200_050), ("２０００元", 200_000)],
    ids=["nothing", "blanks", "whole", "a fen", "one decimal", "as written by hand"],
)
def test_that_amounts_are_read_to_the_fen(text, fen):
    assert fen_of(text) == fen


@pytest.mark.parametrize(
    "text",
    ["0", "-5", "1.234", "1e3", "二千", "12.", "9" * 13],
    ids=["zero", "negative", "three decimals", "exponent", "characters", "a point", "too large"],
)
def test_that_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        fen_of(text)


def test_that_amounts_are_written_with_two_decimals():
    assert [yuan_text(fen) for fen in (5, 200_050, 123_456_789)] == ["0.05", "2,000.50", "1,234,567.89"]
