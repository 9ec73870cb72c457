"""Naming who answers for a site, on its page."""

import pytest
from PySide6.QtCore import Qt

from db.changes import Changes
from db.commands import pairings
from db.commands.pairings import Official
from db.queries.pairings import chain
from db.queries.sites import site
from desktop.context import Context
from desktop.screens.campaigns.screen import CampaignsScreen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot, context: Context) -> CampaignsScreen:
    screen = CampaignsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 690)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    return screen


@pytest.fixture
def page(qtbot, screen, context):
    """The page of 柏寺安置房 in 成安镇."""
    screen.show_site("CA-YC-0001")
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page and context.jobs.pending == 0)
    return screen.view.page


@pytest.fixture
def editor(qtbot, page):
    qtbot.mouseClick(page.pairing_button, LEFT)
    assert page.pairing.isVisible()
    return page.pairing


def choose(editor, unit):
    editor.unit.setCurrentIndex(editor.unit.findData(unit))


def named(database, campaign="dust"):
    with database.reading() as session:
        row = site(session, "CA-YC-0001")[0]
        return {one.unit_code: (one.name, one.is_own) for one in chain(session, row.id, campaign) if one.name}


def save(qtbot, editor, context, name, phone=""):
    editor.name.setText(name)
    editor.phone.setText(phone)
    qtbot.mouseClick(editor.save_button, LEFT)
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


def test_that_the_page_says_where_nobody_answers(page):
    shown = page.facts.texts()
    assert (shown["成安县"], shown["成安镇"]) == ("nobody named", "nobody named")


def test_that_somebody_is_named_for_the_site_and_stands_on_its_page(
    qtbot, page, editor, context, sqlite_database
):
    choose(editor, "130424100")
    save(qtbot, editor, context, "钱镇长", "13100000000")
    assert named(sqlite_database) == {"130424100": ("钱镇长", True)}
    qtbot.waitUntil(lambda: page.facts.texts()["成安镇"] == "钱镇长 13100000000")
    assert editor.isVisible(), "the next level may follow at once"


def test_that_a_units_official_answers_for_all_its_sites_of_the_campaign(
    qtbot, editor, context, sqlite_database
):
    choose(editor, "130424")
    editor.reach.setCurrentIndex(1)
    save(qtbot, editor, context, "赵县长")
    assert named(sqlite_database) == {"130424": ("赵县长", False)}
    assert named(sqlite_database, "loose-coal") == {}


def test_that_a_department_of_the_county_can_be_named_for_this_site_only(
    qtbot, editor, context, sqlite_database
):
    choose(editor, "130424-ZJ")
    assert not editor.reach.isEnabled()
    save(qtbot, editor, context, "李科长")
    assert named(sqlite_database) == {"130424-ZJ": ("李科长", True)}
    qtbot.waitUntil(lambda: editor.nobody_button.isEnabled())
    qtbot.mouseClick(editor.nobody_button, LEFT)
    qtbot.waitUntil(lambda: context.jobs.pending == 0)
    assert named(sqlite_database) == {}


def test_that_nothing_is_saved_without_a_name_and_escape_closes_only_the_editor(qtbot, screen, page, editor):
    editor.name.setText(" ")
    assert not editor.save_button.isEnabled()
    page.leave()
    assert not editor.isVisible()
    assert screen.view.current() is page


def test_that_what_is_being_typed_stays_when_the_page_is_read_again(
    qtbot, page, editor, context, sqlite_database
):
    choose(editor, "130424")
    editor.name.setText("赵")
    with sqlite_database.writing() as session:
        row = site(session, "CA-YC-0001")[0]
        pairings.pair_site(session, context.actor(), row.id, "130424100", Official("钱镇长"))
    context.jobs.changed.emit(Changes(sites=True), None)
    qtbot.waitUntil(lambda: page.facts.texts()["成安镇"] == "钱镇长")
    assert (editor.unit.currentData(), editor.name.text()) == ("130424", "赵")
