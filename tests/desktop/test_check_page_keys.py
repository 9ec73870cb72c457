"""The checklist with one hand on the keys, as a draft, and what becomes of failed items."""

import pytest
from PySide6.QtCore import Qt

from db.commands.attachments import NewFile
from db.engine import Database
from db.queries import sites as queries
from db.queries.sites import SiteRecord
from desktop.context import Context
from desktop.screens.campaigns.check_page import CheckPage
from desktop.screens.campaigns.drafts import failed_draft, task_draft
from tests.desktop.conftest import CAMPAIGNS

DUST = CAMPAIGNS["dust"]
KEYS = [item.key for item in DUST.checklist]
NAMES = {item.key: item.name("en") for item in DUST.checklist}


@pytest.fixture
def records(context: Context, sqlite_database: Database) -> tuple[SiteRecord, SiteRecord]:
    with sqlite_database.reading() as session:
        return queries.site(session, "CA-YC-0001")[0], queries.site(session, "CA-YC-0002")[0]


@pytest.fixture
def page(qtbot, records: tuple[SiteRecord, SiteRecord]) -> CheckPage:
    page = CheckPage()
    qtbot.addWidget(page)
    page.resize(1300, 690)
    page.show()
    page.activateWindow()
    page.begin(DUST, records[0], "en")
    return page


def press(qtbot, page: CheckPage, key: str, keys: str) -> None:
    for one in keys:
        qtbot.keyClick(page.items[key], one)


def test_1_2_3_answer_and_go_on_to_the_next_item(qtbot, page: CheckPage):
    page.items[KEYS[0]].setFocus()
    for at, key in enumerate("123"):
        assert page.items[KEYS[at]].hasFocus()
        press(qtbot, page, KEYS[at], key)
    assert page.items[KEYS[3]].hasFocus()
    assert page.results() == {KEYS[0]: True, KEYS[1]: False}
    left = len(KEYS) - 3
    assert page.score.text() == f"1 passed, 1 failed, {left} not looked at, 1 not applicable"


def test_j_and_k_move_and_space_goes_round(qtbot, page: CheckPage):
    page.items[KEYS[0]].setFocus()
    press(qtbot, page, KEYS[0], "j")
    assert page.items[KEYS[1]].hasFocus()
    seen = []
    for _ in range(4):
        press(qtbot, page, KEYS[1], " ")
        seen.append(page.items[KEYS[1]].current())
    assert seen == ["pass", "fail", "na", ""]
    press(qtbot, page, KEYS[1], "k")
    assert page.items[KEYS[0]].hasFocus()
    press(qtbot, page, KEYS[0], "k")
    assert page.items[KEYS[0]].hasFocus()


def test_zero_takes_an_answer_back_and_stays(qtbot, page: CheckPage):
    page.items[KEYS[0]].setFocus()
    press(qtbot, page, KEYS[0], "1")
    press(qtbot, page, KEYS[0], "0")
    assert page.results() == {}
    assert not page.save_button.isEnabled()


def test_notes_and_what_does_not_apply_go_into_the_note_of_the_check(qtbot, page: CheckPage):
    press(qtbot, page, KEYS[0], "2")
    page.rows[KEYS[0]].note.setText("east side open")
    press(qtbot, page, KEYS[2], "3")
    page.note.setPlainText("spoke with the builder")
    assert page.note_text().splitlines() == [
        "spoke with the builder",
        f"{NAMES[KEYS[0]]}: east side open",
        f"Not applicable: {NAMES[KEYS[2]]}",
    ]
    with qtbot.waitSignal(page.save_requested) as sent:
        qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert sent.args == [{KEYS[0]: False}, page.note_text()]


def test_only_a_failed_item_asks_for_words_and_n_opens_any_note(qtbot, page: CheckPage):
    note = page.rows[KEYS[1]].note
    press(qtbot, page, KEYS[1], "1")
    assert not note.isVisible()
    press(qtbot, page, KEYS[1], "2")
    assert note.isVisible()
    page.items[KEYS[2]].setFocus()
    press(qtbot, page, KEYS[2], "n")
    assert page.rows[KEYS[2]].note.hasFocus()
    qtbot.keyClick(page.rows[KEYS[2]].note, Qt.Key.Key_Return)
    assert page.items[KEYS[2]].hasFocus()


def test_a_check_that_is_left_is_a_draft_of_its_site_alone(qtbot, page: CheckPage, records):
    press(qtbot, page, KEYS[0], "2")
    page.rows[KEYS[0]].note.setText("east side open")
    page.add_photo(NewFile("前.jpg", "image/jpeg", b"x"))
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.has_draft(records[0])
    page.begin(DUST, records[1], "en")
    assert not page.is_touched()
    page.begin(DUST, records[0], "en")
    assert page.results() == {KEYS[0]: False}
    assert page.rows[KEYS[0]].note_text() == "east side open"
    assert [photo.name for photo in page.photos] == ["前.jpg"]


def test_a_draft_is_discarded_only_when_it_is_meant(qtbot, page: CheckPage, records):
    press(qtbot, page, KEYS[0], "1")
    qtbot.mouseClick(page.discard_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.confirm, Qt.Key.Key_Escape)
    assert page.results() == {KEYS[0]: True}
    qtbot.mouseClick(page.discard_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.confirm.accept_button, Qt.MouseButton.LeftButton)
    assert not page.has_draft(records[0])


def test_what_was_sent_is_no_draft_any_more(qtbot, page: CheckPage, records):
    press(qtbot, page, KEYS[0], "1")
    page.clear()
    page.leave()
    assert not page.has_draft(records[0])


def test_order_button_stands_there_only_when_something_failed(qtbot, page: CheckPage):
    press(qtbot, page, KEYS[0], "1")
    assert not page.order_button.isVisible()
    press(qtbot, page, KEYS[1], "2")
    assert page.order_button.isVisible()
    with qtbot.waitSignal(page.order_requested):
        qtbot.mouseClick(page.order_button, Qt.MouseButton.LeftButton)
    assert not page.save_button.isEnabled(), "the save is under way"


def test_failed_items_become_one_order(records):
    failed = ["Covering: east side open", "Washing"]
    draft = failed_draft(DUST, records[0], "成安镇", "en", failed)
    plain = task_draft(DUST, records[0], "成安镇", "en")
    assert draft.found.startswith(plain.found)
    assert draft.found.endswith("Failed in the check:\n1. Covering: east side open\n2. Washing")
    assert (draft.site_code, draft.title, draft.hours) == ("CA-YC-0001", plain.title, plain.hours)
