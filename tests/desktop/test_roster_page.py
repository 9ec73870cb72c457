"""The roster through real events: planned, gaps filled, signed, handed over, swapped, replaced."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from db.commands import rosters, sites
from db.commands.sites import SiteData
from db.queries.rosters import shifts
from db.rules.rosters import Planned, ShiftEventKind
from desktop.screens.campaigns.screen import CampaignsScreen

LEFT = Qt.MouseButton.LeftButton
MIDNIGHT = datetime(2026, 3, 19, 16, tzinfo=UTC)
"""00:00 on 20 March in China; the tests' clock says 16:00 there."""
WATCH = "enterprise-watch"


def at(hour: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


@pytest.fixture
def plant(sqlite_database, context, actor):
    """Somebody must be in the plant; nobody in the second one."""
    with sqlite_database.writing() as session:
        needed = {"industry": "cement", "in_plant": True, "post": "门岗", "crew": 1}
        data = SiteData("成安水泥厂", "130424100", WATCH, code="CA-QY-1", fields=needed)
        sites.add(session, actor, SiteData("成安砖厂", "130424100", WATCH, fields={"in_plant": False}))
        return sites.add(session, actor, data).id


@pytest.fixture
def screen(qtbot, context, plant):
    screen = CampaignsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 690)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    with qtbot.waitSignal(screen.listing.shown):
        screen.view.overview.picker.chosen.emit(WATCH)
    return screen


@pytest.fixture
def page(qtbot, screen, context):
    roster_line(screen).trigger()
    settle(qtbot, context)
    assert screen.view.current() is screen.view.roster
    return screen.view.roster


def roster_line(screen):
    lines = screen.view.overview.more_button.menu().actions()
    return next(one for one in lines if one.text() == "Roster")


def possible(page):
    return {key for key, button in page.deeds.items() if button.isVisible()}


def settle(qtbot, context):
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


def put(database, actor, plant, *turns):
    planned = [Planned(at(start), at(end), name) for name, start, end in turns]
    with database.writing() as session:
        return rosters.add_shifts(session, actor, plant, WATCH, planned)


def listed(database):
    with database.reading() as session:
        return shifts(session, WATCH, at(0), at(48))


def click(qtbot, page, key):
    place = page.chart.bar_rect(str(key)).center().toPoint()
    qtbot.mouseClick(page.chart, LEFT, pos=place)


def test_that_the_menu_offers_a_roster_only_where_people_are_on_duty(qtbot, screen):
    assert roster_line(screen).isVisible()
    with qtbot.waitSignal(screen.listing.shown):
        screen.view.overview.picker.chosen.emit("dust")
    assert not roster_line(screen).isVisible()


def test_that_a_day_without_anybody_is_one_gap_that_can_be_filled(qtbot, page, context, sqlite_database):
    gap = page.chart.gap_rect(0, 0)
    qtbot.mouseClick(page.chart, LEFT, pos=gap.center().toPoint())
    page.form.crews.setText("张三 / 李四 / 王五")
    assert page.form.add_button.text() == "Add 3 shifts"
    qtbot.mouseClick(page.form.add_button, LEFT)
    settle(qtbot, context)
    assert [(one.name, one.starts_at, one.ends_at) for one in listed(sqlite_database)] == [
        ("张三", at(0), at(8)), ("李四", at(8), at(16)), ("王五", at(16), at(24))
    ]  # fmt: skip
    settle(qtbot, context)
    assert not page.form.isVisible()
    assert not page.chart._rows[0].gaps


def test_that_only_sites_where_somebody_must_be_have_gaps(page):
    assert [(row.title, len(row.gaps)) for row in page.chart._rows] == [("成安水泥厂", 1)]


def test_that_nothing_is_added_when_somebody_would_be_there_twice_and_what_was_typed_stays(
    qtbot, screen, page, context, sqlite_database, actor, plant
):
    put(sqlite_database, actor, plant, ("张三", 0, 8))
    page.form.start(str(plant), at(4), at(12))
    page.form.crews.setText("张三")
    qtbot.mouseClick(page.form.add_button, LEFT)
    settle(qtbot, context)
    assert "already" in page.form.note.text()
    assert (page.form.isVisible(), page.form.crews.text()) == (True, "张三")
    assert len(listed(sqlite_database)) == 1


def test_that_a_shift_is_signed_in_and_handed_over_with_a_note(
    qtbot, page, context, sqlite_database, actor, plant
):
    first, _ = put(sqlite_database, actor, plant, ("张三", 12, 20), ("李四", 20, 24))
    page.moved.emit(0)
    settle(qtbot, context)
    click(qtbot, page, first)
    assert possible(page) == {
        "in",
        "replace",
        "swap",
        "remove",
    }
    qtbot.mouseClick(page.deeds["in"], LEFT)
    settle(qtbot, context)
    assert possible(page) == {"out", "handover"}
    page.words.setText("2号炉停炉")
    qtbot.mouseClick(page.deeds["handover"], LEFT)
    settle(qtbot, context)
    rows = listed(sqlite_database)
    assert [(e.kind, e.to_name, e.note) for e in rows[0].events] == [
        ("in", None, None),
        ("handover", "李四", "2号炉停炉"),
    ]
    assert [e.kind for e in rows[1].events] == [ShiftEventKind.IN]


def test_that_two_people_swap_by_two_clicks(qtbot, page, context, sqlite_database, actor, plant):
    first, second = put(sqlite_database, actor, plant, ("张三", 17, 20), ("李四", 20, 24))
    page.moved.emit(0)
    settle(qtbot, context)
    click(qtbot, page, first)
    qtbot.mouseClick(page.deeds["swap"], LEFT)
    click(qtbot, page, second)
    settle(qtbot, context)
    assert [one.name for one in listed(sqlite_database)] == ["李四", "张三"]


def test_that_somebody_is_replaced_or_taken_off(qtbot, page, context, sqlite_database, actor, plant):
    (shift,) = put(sqlite_database, actor, plant, ("张三", 17, 20))
    page.moved.emit(0)
    settle(qtbot, context)
    click(qtbot, page, shift)
    qtbot.mouseClick(page.deeds["replace"], LEFT)
    assert [one.name for one in listed(sqlite_database)] == ["张三"], "nobody was named yet"
    page.words.setText("赵六")
    qtbot.mouseClick(page.deeds["replace"], LEFT)
    settle(qtbot, context)
    assert [one.name for one in listed(sqlite_database)] == ["赵六"]
    settle(qtbot, context)
    qtbot.mouseClick(page.deeds["remove"], LEFT)
    settle(qtbot, context)
    assert listed(sqlite_database) == []
    page.undone.emit()
    settle(qtbot, context)
    assert [one.name for one in listed(sqlite_database)] == ["赵六"]


def test_that_a_week_shows_seven_days_and_the_arrows_go_on_from_there(
    qtbot, page, context, sqlite_database, actor, plant
):
    put(sqlite_database, actor, plant, ("张三", 24, 48))
    page.span.set_current("week")
    page.span.chosen.emit("week")
    settle(qtbot, context)
    assert [(gap.start, gap.end) for gap in page.chart._rows[0].gaps] == [(0, 24), (48, 168)]
    page.moved.emit(1)
    settle(qtbot, context)
    assert [(gap.start, gap.end) for gap in page.chart._rows[0].gaps] == [(0, 168)]


def test_that_a_campaign_without_sites_says_what_to_do(qtbot, screen, context):
    with qtbot.waitSignal(screen.listing.shown):
        screen.view.overview.picker.chosen.emit("through-trucks")
    roster_line(screen).trigger()
    settle(qtbot, context)
    page = screen.view.roster
    assert page.empty.isVisible()
    assert not page.plan_button.isEnabled()


def test_that_escape_closes_the_form_first_then_the_page(qtbot, screen, page):
    qtbot.mouseClick(page.plan_button, LEFT)
    assert page.form.isVisible()
    page.leave()
    assert (page.form.isVisible(), screen.view.current() is page) == (False, True)
    page.leave()
    assert screen.view.current() is screen.view.overview
