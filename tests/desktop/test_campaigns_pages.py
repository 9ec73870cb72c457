"""What people do on the pages: new site, edit, check, close and reopen; nothing typed is ever lost."""

import json
import uuid
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy import insert, select, update

from db.actor import Actor
from db.commands import sites
from db.commands.sites import SiteData
from db.engine import Database
from db.log import Journal
from db.queries import log
from db.queries import sites as queries
from db.queries.log import OperationRecord
from db.queries.sites import CheckRecord, SiteRecord
from db.queries.units import people
from db.rules.sites import SiteState
from db.schema import Operation, Replica, Site
from db.spelling import canonical
from desktop.context import Context
from desktop.screens.campaigns.form_fields import FormFields
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
def messages(context: Context) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    context.navigator.message.connect(lambda text, tone, _details: said.append((text, tone)))
    return said


def write(widget: QWidget, text: str) -> None:
    """As an input method does: QTest's key clicks know no Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def rewrite(qtbot, widget: QWidget, text: str) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(widget, text)


def answer(qtbot, segmented, key: str) -> None:
    qtbot.mouseClick(segmented, LEFT, pos=segmented.option_rect(key).center())


def form(screen: CampaignsScreen) -> FormFields:
    assert screen.view.current() is screen.view.form
    assert screen.view.form.fields is not None
    return screen.view.form.fields


def open_page(qtbot, screen: CampaignsScreen, code: str = "CA-YC-0001") -> None:
    screen.show_site(code)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)


def begin_edit(qtbot, screen: CampaignsScreen) -> FormFields:
    open_page(qtbot, screen)
    qtbot.mouseClick(screen.view.page.edit_button, LEFT)
    return form(screen)


def save(qtbot, screen: CampaignsScreen) -> None:
    qtbot.mouseClick(screen.view.form.save_button, LEFT)


def record(database: Database, code: str = "CA-YC-0001") -> SiteRecord:
    with database.reading() as session:
        return queries.site(session, code)[0]


def operations(database: Database) -> list[OperationRecord]:
    with database.reading() as session:
        return list(log.operations(session))


def test_new_site_needs_its_required_fields_and_then_is_saved_and_logged(
    qtbot, screen, messages, sqlite_database: Database
):
    qtbot.mouseClick(screen.view.overview.new_button, LEFT)
    fields = form(screen)
    write(fields.editor("name"), "东关新工地")
    save(qtbot, screen)
    assert fields.error("unit_code") == "This must be filled in."
    assert fields.error("fields.kind") == "This must be filled in."
    assert fields.error("fields.filed") == "This must be filled in."
    assert fields.error("name") == ""
    assert fields.editor("unit_code").hasFocus()

    write(fields.editor("unit_code"), "平安街道")
    kind = fields.editor("fields.kind")
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    answer(qtbot, fields.editor("fields.filed"), "no")
    qtbot.keyClicks(fields.editor("fields.area"), "1,200.5")
    qtbot.keyClicks(fields.editor("deadline"), "2026.4.1 18:00")
    save(qtbot, screen)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)

    code = screen.view.page.head.note.text().split(" · ")[1]
    site = record(sqlite_database, code)
    assert code.startswith("130426-尘-")
    assert site.unit_code == "130426100"
    assert site.fields == {"kind": "construction", "filed": False, "area": 1200.5}
    assert site.deadline is not None
    assert site.deadline.isoformat() == "2026-04-01T10:00:00+00:00"
    assert operations(sqlite_database)[-1].command == "sites.add"
    assert messages == [(f"{code} is in the list.", "info")]
    qtbot.waitUntil(lambda: [row.site.code for row in _rows(screen)].count(code) == 1)


def test_values_that_cannot_be_read_are_refused_at_their_fields(qtbot, screen):
    fields = begin_edit(qtbot, screen)
    rewrite(qtbot, fields.editor("fields.area"), "很大")
    rewrite(qtbot, fields.editor("lon"), "14.6")
    rewrite(qtbot, fields.editor("deadline"), "月底前")
    rewrite(qtbot, fields.editor("unit_code"), "某某镇")
    rewrite(qtbot, fields.editor("fields.filed_on"), "2026.2.30")
    save(qtbot, screen)
    assert fields.error("fields.area") == "“很大” is not a number."
    assert fields.error("lon") == "In China this lies between 73 and 136."
    assert fields.error("deadline") == "“月底前” is not a date such as 2020-03-19."
    assert fields.error("unit_code") == "No unit has this name. Choose one from the list."
    assert fields.error("fields.filed_on").endswith("is not a date such as 2020-03-19.")
    assert "fields" in screen.view.form.sentence.text()


def test_code_that_is_taken_is_said_at_the_code(qtbot, screen):
    qtbot.mouseClick(screen.view.overview.new_button, LEFT)
    fields = form(screen)
    write(fields.editor("name"), "重复编号")
    write(fields.editor("unit_code"), "成安镇")
    qtbot.keyClicks(fields.editor("code"), "CA-YC-0001")
    qtbot.keyClick(fields.editor("fields.kind"), Qt.Key.Key_Down)
    answer(qtbot, fields.editor("fields.filed"), "yes")
    save(qtbot, screen)
    qtbot.waitUntil(lambda: fields.error("code") != "")
    assert "CA-YC-0001" in fields.error("code")
    assert fields.values()["name"] == "重复编号"
    assert screen.view.form.save_button.isEnabled()


def test_unit_is_found_by_words_of_its_path_and_chosen_from_the_list(qtbot, screen):
    qtbot.mouseClick(screen.view.overview.new_button, LEFT)
    picker = form(screen).editor("unit_code")
    write(picker, "涉 平安")
    popup = picker.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert picker.code() == "130426100"
    assert picker.text() == "涉县 平安街道"


def test_edit_changes_only_what_was_touched(qtbot, screen, sqlite_database: Database):
    before = record(sqlite_database)
    fields = begin_edit(qtbot, screen)
    rewrite(qtbot, fields.editor("person"), "李建国")
    answer(qtbot, fields.editor("fields.filed"), "yes")
    save(qtbot, screen)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    changed = [json.loads(one.changes) for one in operations(sqlite_database)[-2:]]
    assert changed == [{"person": [None, "李建国"]}, {"fields.filed": [None, True]}]
    assert record(sqlite_database).deadline == before.deadline
    assert "Responsible: empty → 李建国" in screen.view.page.history.text()
    assert "已向大气办报备: empty → Yes" in screen.view.page.history.text()


@pytest.fixture
def overtaken(qtbot, screen, sqlite_database: Database, actor: Actor) -> FormFields:
    """Person, address and deadline were changed by 张某 while person and one field of ours were typed."""
    fields = begin_edit(qtbot, screen)
    rewrite(qtbot, fields.editor("person"), "我写的")
    answer(qtbot, fields.editor("fields.filed"), "yes")
    site = record(sqlite_database)
    theirs = SiteData(
        site.name, site.unit_code, "dust", address="别人写的地址", person="别人写的", fields=site.fields
    )
    with sqlite_database.writing() as session:
        zhang = people(session)[0].id
        sites.edit(session, Actor(actor.now, zhang), site.id, theirs, seen=site.hlc)
    screen.context.clock.value += timedelta(minutes=2)
    save(qtbot, screen)
    qtbot.waitUntil(screen.view.form.compare.isVisible)
    return fields


def choose(qtbot, screen: CampaignsScreen, key: str, choice: str) -> None:
    answer(qtbot, screen.view.form.compare.choice(key), choice)


def test_stale_edit_shows_who_changed_what_when_and_takes_over_the_rest(screen, overtaken: FormFields):
    compare = screen.view.form.compare
    who = "张某 changed this 2 min ago"
    assert compare.fields() == ["person", "address", "deadline"]
    assert compare.texts("person") == ("", "我写的", "别人写的", who)
    assert compare.texts("address") == ("", "", "别人写的地址", who)
    assert compare.texts("deadline") == ("03-18 16:00", "", "", who)
    assert compare.undecided() == ["Responsible"]
    assert overtaken.editor("person").text() == "我写的", "what was typed stays"
    assert overtaken.editor("address").text() == "别人写的地址"
    assert overtaken.editor("deadline").text() == ""


def test_stale_edit_is_not_saved_before_every_field_has_a_choice(
    qtbot, screen, overtaken: FormFields, sqlite_database: Database
):
    save(qtbot, screen)
    assert screen.view.form.sentence.text() == "Choose first which value is to stand: Responsible."
    assert screen.view.form.compare.choice("person").hasFocus()
    assert record(sqlite_database).person == "别人写的"


@pytest.mark.parametrize(("choice", "person"), [("mine", "我写的"), ("theirs", "别人写的")])
def test_stale_edit_is_saved_as_chosen(
    qtbot, screen, overtaken: FormFields, sqlite_database: Database, choice, person
):
    choose(qtbot, screen, "person", choice)
    assert overtaken.editor("person").text() == person, "the field shows what will be saved"
    save(qtbot, screen)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    now = record(sqlite_database)
    assert (now.person, now.address, now.fields["filed"]) == (person, "别人写的地址", True)
    assert now.deadline is None
    begin_edit(qtbot, screen)
    assert not screen.view.form.compare.isVisible()


def test_a_choice_can_be_taken_back(qtbot, screen, overtaken: FormFields):
    choose(qtbot, screen, "person", "theirs")
    choose(qtbot, screen, "person", "mine")
    assert overtaken.editor("person").text() == "我写的"
    assert overtaken.is_touched()
    choose(qtbot, screen, "person", "")
    save(qtbot, screen)
    assert "Choose first" in screen.view.form.sentence.text()


def test_stale_edit_over_other_fields_needs_only_another_save(
    qtbot, screen, sqlite_database: Database, actor: Actor
):
    fields = begin_edit(qtbot, screen)
    answer(qtbot, fields.editor("fields.filed"), "yes")
    site = record(sqlite_database)
    with sqlite_database.writing() as session:
        sites.set_state(session, actor, site.id, "dust", SiteState.RECTIFYING)
    save(qtbot, screen)
    compare = screen.view.form.compare
    qtbot.waitUntil(compare.isVisible)
    assert compare.undecided() == []
    who = "Somebody changed this under 1 min ago"
    assert compare.texts("state") == ("在册", "", "整改中", who)
    save(qtbot, screen)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    assert record(sqlite_database).fields["filed"] is True
    assert record(sqlite_database).state == "rectifying"


def test_an_edit_over_what_a_laptop_wrote_earlier_and_brought_later_is_stale_too(
    qtbot, screen, sqlite_database: Database, actor: Actor
):
    fields = begin_edit(qtbot, screen)
    answer(qtbot, fields.editor("fields.filed"), "yes")
    site = record(sqlite_database)
    _arrive(sqlite_database, site, "138 0000 0000", actor)
    assert record(sqlite_database).hlc == site.hlc, "its clock lies before what was shown"
    save(qtbot, screen)
    compare = screen.view.form.compare
    qtbot.waitUntil(compare.isVisible)
    before, _, theirs, who = compare.texts("phone")
    assert (before, theirs) == ("", "138 0000 0000")
    assert who == "Somebody changed this 1 d ago on 成安镇笔记本"
    save(qtbot, screen)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    assert record(sqlite_database).phone == "138 0000 0000"


def test_a_site_that_is_gone_is_said_and_what_was_typed_stays(
    qtbot, screen, sqlite_database: Database, actor
):
    fields = begin_edit(qtbot, screen)
    rewrite(qtbot, fields.editor("person"), "我写的")
    answer(qtbot, fields.editor("fields.filed"), "yes")
    with sqlite_database.writing() as session, Journal(session, actor, "sites.delete") as journal:
        row = session.get_one(Site, record(sqlite_database).id)
        with journal.changing(row):
            row.deleted_at = actor.now
    save(qtbot, screen)
    qtbot.waitUntil(lambda: "is not in the record any more" in screen.view.form.sentence.text())
    assert fields.editor("person").text() == "我写的"
    assert screen.view.form.save_button.isEnabled()


def _arrive(database: Database, site: SiteRecord, phone: str, actor: Actor) -> None:
    """As the exchange applies what a laptop wrote a day ago: the row's clock does not move."""
    laptop, claimed = uuid.UUID(int=7), actor.now - timedelta(days=1)
    with database.writing() as session:
        head = session.scalars(select(Replica).where(Replica.is_self)).one()
        head.position += 1
        replica = {
            "id": laptop, "is_self": False, "name": "成安镇笔记本", "tag": "L", "created_at": actor.now,
            "seq": 1, "hlc": 1, "last_hash": "0" * 64, "position": 0, "side": "field", "scope": "130424",
        }  # fmt: skip
        operation = {
            "replica": laptop, "seq": 1, "hlc": site.hlc - 1, "person_id": None, "command": "sites.edit",
            "change_id": laptop, "entity": "site", "row_id": site.id, "action": "update", "parents": "[]",
            "changes": canonical({"phone": [None, phone]}), "schema_version": 2, "prev_hash": "0" * 64,
            "hash": "1" * 64, "claimed_ms": int(claimed.timestamp() * 1000), "side": "field",
            "position": head.position, "recorded_at": actor.now,
        }  # fmt: skip
        session.execute(insert(Replica), [replica])
        session.execute(insert(Operation), [operation])
        session.execute(update(Site).where(Site.id == site.id).values(phone=phone))


def test_leaving_a_touched_form_asks_and_keeps_it_until_it_is_discarded(qtbot, screen):
    fields = begin_edit(qtbot, screen)
    rewrite(qtbot, fields.editor("person"), "没存的人")
    screen.context.navigator.show_site.emit("CA-SM-0001")
    confirm = screen.view.form.confirm
    assert confirm.isVisible()
    qtbot.mouseClick(confirm.refuse_button, LEFT)
    assert form(screen).values()["person"] == "没存的人"
    screen.context.navigator.show_site.emit("CA-SM-0001")
    qtbot.mouseClick(confirm.accept_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.page.head.title.text() == "北关散煤点")


def test_untouched_form_is_left_without_a_question(qtbot, screen):
    begin_edit(qtbot, screen)
    qtbot.keyClick(screen.view.form, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)


def test_check_is_saved_and_its_score_is_shown_on_the_page_and_in_the_list(
    qtbot, screen, messages, sqlite_database: Database
):
    open_page(qtbot, screen)
    qtbot.mouseClick(screen.view.page.check_button, LEFT)
    check = screen.view.check
    assert list(check.items) == [item.key for item in screen.context.campaigns["dust"].checklist]
    assert not check.save_button.isEnabled()
    answer(qtbot, check.items["covering"], "fail")
    assert check.score.text() == "0 passed, 1 failed, 7 not looked at"
    qtbot.mouseClick(check.all_button, LEFT)
    write(check.note, "东侧裸土三百平方米未苫盖")
    qtbot.mouseClick(check.save_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)

    assert messages == [("Check of 柏寺安置房 saved: 7/8.", "info")]
    model = screen.view.page.check_model
    assert model.index(0, 1).data() == "7/8"
    assert model.index(0, 2).data() == "裸露土地和细颗粒建筑材料覆盖; 东侧裸土三百平方米未苫盖"
    # the list rereads the site a moment after the page
    qtbot.waitUntil(lambda: next(r for r in _rows(screen) if r.site.code == "CA-YC-0001").passed == 7)
    saved = _checks(sqlite_database)
    assert [one.results["covering"] for one in saved] == [False]
    assert "Checked: 7/8" in screen.view.page.history.text()


def test_items_that_were_not_looked_at_are_not_counted(qtbot, screen, sqlite_database: Database):
    open_page(qtbot, screen)
    qtbot.mouseClick(screen.view.page.check_button, LEFT)
    answer(qtbot, screen.view.check.items["washing"], "pass")
    qtbot.mouseClick(screen.view.check.save_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    assert _checks(sqlite_database)[0].results == {"washing": True}


def test_close_asks_with_the_campaigns_rule_and_reopen_returns_to_the_state_before(
    qtbot, screen, sqlite_database: Database
):
    open_page(qtbot, screen, "CA-YC-0002")
    page = screen.view.page
    qtbot.mouseClick(page.close_button, LEFT)
    assert "整改前后照片齐全" in page.confirm.text()
    assert "It was never checked." in page.confirm.text()
    qtbot.keyClick(page.confirm, Qt.Key.Key_Escape)
    assert not page.confirm.isVisible()
    assert screen.view.current() is page
    qtbot.mouseClick(page.close_button, LEFT)
    qtbot.mouseClick(page.confirm.accept_button, LEFT)
    qtbot.waitUntil(lambda: page.head.pill.text == "已销号")
    assert record(sqlite_database, "CA-YC-0002").state == "closed"
    assert not page.close_button.isVisible()
    assert "State: 整改中 → 已销号" in page.history.text()
    qtbot.mouseClick(page.reopen_button, LEFT)
    qtbot.waitUntil(lambda: page.head.pill.text == "整改中")
    assert record(sqlite_database, "CA-YC-0002").state == "rectifying"


def test_menu_offers_the_other_states_in_the_campaigns_words(qtbot, screen, sqlite_database: Database):
    open_page(qtbot, screen)
    actions = screen.view.page.state_button.menu().actions()
    assert [action.text() for action in actions] == ["整改中", "已撤出"]
    actions[0].trigger()
    qtbot.waitUntil(lambda: screen.view.page.head.pill.text == "整改中")
    assert record(sqlite_database).state == "rectifying"


def _rows(screen: CampaignsScreen):
    model = screen.view.overview.model
    return [model.row(at) for at in range(model.rowCount())]


def _checks(database: Database) -> list[CheckRecord]:
    with database.reading() as session:
        return queries.checks(session, queries.site(session, "CA-YC-0001")[0].id)


def test_failed_items_are_saved_and_become_an_order_in_one_click(qtbot, screen, sqlite_database: Database):
    open_page(qtbot, screen)
    qtbot.mouseClick(screen.view.page.check_button, LEFT)
    check = screen.view.check
    answer(qtbot, check.items["covering"], "fail")
    with qtbot.waitSignal(screen.context.navigator.new_task) as asked:
        qtbot.mouseClick(check.order_button, LEFT)
    draft = asked.args[0]
    assert (draft.site_code, draft.campaign_key) == ("CA-YC-0001", "dust")
    assert "裸露土地和细颗粒建筑材料覆盖" in draft.found
    assert [one.results["covering"] for one in _checks(sqlite_database)] == [False]
