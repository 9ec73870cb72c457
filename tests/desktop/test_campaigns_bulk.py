"""Many sites changed from the list: what is asked, what is said, and the way back."""

from datetime import datetime

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from db.commands import sites
from db.commands.sites import SiteData
from db.queries.known_sites import known_sites
from db.rules.sites import SiteState
from db.times import CHINA
from desktop.screens.campaigns.screen import CampaignsScreen

LEFT = Qt.MouseButton.LeftButton
FIELDS = {"kind": "yard", "filed": True}
EXTRA = ("甲工地", "乙工地", "丙工地")


@pytest.fixture
def screen(qtbot, context, sqlite_database, actor):
    with sqlite_database.writing() as session:
        for name in EXTRA:
            sites.add(session, actor, SiteData(name, "130424100", "dust", fields=FIELDS))
    screen = CampaignsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 690)
    with qtbot.waitSignal(screen.listing.shown):
        screen.show()
    return screen


@pytest.fixture
def view(screen):
    return screen.view.overview


def settle(qtbot, context):
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


def known(database):
    with database.reading() as session:
        return {one.name: one for one in known_sites(session, "dust")}


def select(qtbot, context, view, names=EXTRA):
    codes = [
        view.model.view.table.key(at)
        for at in range(len(view.model.view.table))
        if view.model.view.table.rows[at][2] in names
    ]
    view.table.select_keys(codes)
    settle(qtbot, context)


def press(qtbot, context, button):
    qtbot.mouseClick(button, LEFT)
    settle(qtbot, context)


def test_that_nothing_is_asked_without_a_selection(qtbot, screen, view):
    view.table.clearSelection()
    assert view.foot.change_button.isHidden()
    screen.bulk.open()
    assert view.bulk.isHidden()


def test_the_whole_way_from_a_selection_to_undo_and_redo(qtbot, screen, view, context, sqlite_database):
    select(qtbot, context, view)
    press(qtbot, context, view.foot.change_button)
    view.bulk.put("person", "王某")
    settle(qtbot, context)
    assert view.bulk.sentence.text() == "“Responsible” becomes 王某."
    assert view.bulk.accept_button.text() == "Change 3 sites"
    press(qtbot, context, view.bulk.accept_button)
    assert {known(sqlite_database)[name].person for name in EXTRA} == {"王某"}
    assert view.bulk.result.text() == "Changed for 3 sites: Responsible."
    press(qtbot, context, view.bulk.undo_button)
    assert {known(sqlite_database)[name].person for name in EXTRA} == {None}
    assert view.bulk.undo_button.text() == "Redo"
    press(qtbot, context, view.bulk.undo_button)
    assert {known(sqlite_database)[name].person for name in EXTRA} == {"王某"}


def test_that_keys_do_it_all(qtbot, screen, view, context, sqlite_database):
    select(qtbot, context, view)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert view.bulk.is_asking()
    view.bulk.put("phone", "13100000000")
    settle(qtbot, context)
    qtbot.keyClick(view.bulk._editor.widget, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert {known(sqlite_database)[name].phone for name in EXTRA} == {"13100000000"}
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, context)
    assert {known(sqlite_database)[name].phone for name in EXTRA} == {None}
    qtbot.keyClick(view.bulk.close_button, Qt.Key.Key_Escape)
    assert view.bulk.isHidden()


def test_that_several_deeds_go_back_one_after_the_other(qtbot, screen, view, context, sqlite_database):
    for value in ("甲某", "乙某"):
        select(qtbot, context, view)
        screen.bulk.open()
        view.bulk.put("person", value)
        settle(qtbot, context)
        press(qtbot, context, view.bulk.accept_button)
    for value in ("甲某", None):
        screen.bulk.undo()
        settle(qtbot, context)
        assert {known(sqlite_database)[name].person for name in EXTRA} == {value}
    screen.bulk.undo()
    assert context.jobs.pending == 0


def test_that_a_day_is_a_deadline_to_its_end(qtbot, screen, view, context, sqlite_database):
    select(qtbot, context, view)
    screen.bulk.open()
    view.bulk.put("deadline", "2020.12.20")
    settle(qtbot, context)
    press(qtbot, context, view.bulk.accept_button)
    due = datetime(2020, 12, 20, 23, 59, tzinfo=CHINA)
    assert {known(sqlite_database)[name].deadline for name in EXTRA} == {due}


def test_that_a_value_of_the_wrong_kind_is_said_and_cannot_be_put(qtbot, screen, view, context):
    select(qtbot, context, view)
    screen.bulk.open()
    view.bulk.put("deadline", "年底")
    assert "not a date" in view.bulk.sentence.text()
    assert not view.bulk.accept_button.isEnabled()
    view.bulk.put("fields.area", "很大")
    assert "not a number" in view.bulk.sentence.text()


def test_that_what_all_have_already_is_not_offered(qtbot, screen, view, context):
    select(qtbot, context, view)
    screen.bulk.open()
    view.bulk.put("fields.kind", "yard")
    settle(qtbot, context)
    assert "3 have it already" in view.bulk.sentence.text()
    assert not view.bulk.accept_button.isEnabled()


def test_that_closing_says_what_stands_against_it(qtbot, screen, view, context, sqlite_database):
    select(qtbot, context, view)
    screen.bulk.open()
    view.bulk.put("state", SiteState.CLOSED)
    settle(qtbot, context)
    assert "3 were never checked" in view.bulk.sentence.text()
    assert view.bulk.accept_button.text() == "Close 3 sites"
    press(qtbot, context, view.bulk.accept_button)
    assert {known(sqlite_database)[name].state for name in EXTRA} == {SiteState.CLOSED}


def test_that_who_moved_meanwhile_is_named_and_can_be_selected(
    qtbot, screen, view, context, sqlite_database, actor
):
    select(qtbot, context, view)
    screen.bulk.open()
    view.bulk.put("person", "王某")
    settle(qtbot, context)
    with sqlite_database.writing() as session:
        sites.set_state(session, actor, known(sqlite_database)["乙工地"].id, "dust", SiteState.RECTIFYING)
    press(qtbot, context, view.bulk.accept_button)
    assert "1 were changed by somebody else meanwhile and left: 乙工地." in view.bulk.result.text()
    press(qtbot, context, view.bulk.left_out_button)
    at = view.table.selected_sites().tolist()
    assert [view.model.view.table.rows[one][2] for one in at] == ["乙工地"]


def test_that_stopping_leaves_everything_as_it_was(qtbot, screen, view, context, sqlite_database):
    select(qtbot, context, view)
    screen.bulk.open()
    view.bulk.put("person", "王某")
    settle(qtbot, context)
    view.bulk.accept_button.click()
    assert not view.bulk.stop_button.isHidden()
    screen.bulk._watch.stop()
    settle(qtbot, context)
    text = view.bulk.result.text()
    people = {known(sqlite_database)[name].person for name in EXTRA}
    # the database thread may have been faster than the hand; then it is done, and said so
    assert (text, people) in (
        ("Stopped: nothing was changed.", {None}),
        ("Changed for 3 sites: Responsible.", {"王某"}),
    )


def test_that_another_campaign_closes_the_question(qtbot, screen, view, context):
    select(qtbot, context, view)
    screen.bulk.open()
    view.picker.chosen.emit("loose-coal")
    settle(qtbot, context)
    assert view.bulk.isHidden()


def test_that_another_selection_is_what_the_deed_is_of(qtbot, screen, view, context):
    select(qtbot, context, view)
    screen.bulk.open()
    view.bulk.put("person", "王某")
    select(qtbot, context, view, EXTRA[:1])
    assert view.bulk.accept_button.text() == "Change 1 sites"
    view.table.selectionModel().clearSelection()
    settle(qtbot, context)
    assert not view.bulk.accept_button.isEnabled()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.table.selectionModel().select(view.model.index(0, 0), flags)
    assert view.bulk.accept_button.isEnabled()
