"""The sync screen through real events: decisions, exchanges and packs with a real second record."""

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import insert, select, update

from db.actor import Actor
from db.check import check
from db.commands import divisions, sites, tasks
from db.commands.sites import SiteData
from db.engine import Database, open_database
from db.identity import Founding
from db.queries import sites as site_queries
from db.queries import sync as queries
from db.queries import tasks as task_queries
from db.rules.tasks import Step
from db.schema import Conflict, Member, Peer, Replica, Site
from db.setup import prepare
from db.sync.exchange import exchange
from db.sync.outcome import CancelledError
from desktop import syncing as syncing_module
from desktop.context import Context
from desktop.screens.dispatch.screen import DispatchScreen
from desktop.screens.sync import sections
from desktop.screens.sync.file_dialogs import PackDialog
from desktop.screens.sync.screen import SyncScreen
from desktop.settings import SYNC_BY_ITSELF, Settings
from desktop.syncing import Syncing
from resources import folder
from widgets import fonts, icons, theme

LEFT = Qt.MouseButton.LeftButton
TOWN = "130424100"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    family = fonts.install_fonts(Path(str(folder("fonts"))), always=True)
    icons.set_folder(Path(str(folder("icons"))))
    theme.apply_theme(qapp, theme.load_theme("light", Path(str(folder("themes")))), family)


@pytest.fixture
def laptop(tmp_path: Path, context: Context) -> Iterator[Database]:
    """A township's laptop that has never met the office; `context` is the office."""
    database = open_database(f"sqlite:///{tmp_path / 'laptop.db'}")
    prepare(database, context.now(), Founding("field", TOWN, "成安镇笔记本"))
    with database.writing() as s:
        divisions.load_campaigns(s, context.campaigns.values(), source="test", now=context.now())
    yield database
    database.close()


@pytest.fixture
def office(sqlite_database: Database, context: Context) -> Database:
    """The record that the screen shows."""
    return sqlite_database


@pytest.fixture
def make_syncing(context: Context, sqlite_database: Database) -> Iterator[Callable[..., Syncing]]:
    made: list[Syncing] = []

    def make(**options: Any) -> Syncing:
        settings = options.pop("settings", Settings(None))
        one = Syncing(sqlite_database, context.jobs, context.clock, settings, **options)
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


@pytest.fixture
def open_screen(qtbot, context: Context, make_syncing) -> Callable[..., SyncScreen]:
    def show(**options: Any) -> SyncScreen:
        screen = SyncScreen(context, make_syncing(**options))
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        return screen

    return show


@pytest.fixture
def said(context: Context) -> list[tuple[str, str]]:
    messages: list[tuple[str, str]] = []
    context.navigator.message.connect(lambda text, tone, _details: messages.append((tone, text)))
    return messages


@pytest.fixture
def told(context: Context) -> list[Exception]:
    """Errors that the screen reported."""
    errors: list[Exception] = []
    context.report_error = errors.append
    return errors


def meet(laptop: Database, office: Database, context: Context) -> None:
    exchange(laptop, office, now=context.now)


def edit_person(database: Database, actor: Actor, code: str, person: str) -> None:
    with database.writing() as s:
        site = site_queries.site(s, code)[0]
        data = SiteData(site.name, site.unit_code, site.campaign_key, site.code, person=person,
                        deadline=site.deadline, fields=site.fields)  # fmt: skip
        sites.edit(s, actor, site.id, data, seen=site.hlc)


def person_of(database: Database, code: str) -> str | None:
    with database.reading() as s:
        return s.scalars(select(Site.person).where(Site.code == code)).one()


@pytest.fixture
def conflict(laptop: Database, office: Database, context: Context, actor: Actor) -> None:
    """Both sides named somebody else for one site, the laptop an hour later."""
    edit_person(office, actor, "CA-YC-0001", "旧人")
    meet(laptop, office, context)
    edit_person(office, Actor(actor.now + timedelta(hours=1)), "CA-YC-0001", "路涛")
    edit_person(laptop, Actor(actor.now + timedelta(hours=2)), "CA-YC-0001", "张大勇")
    context.clock.value = actor.now + timedelta(hours=3)
    meet(laptop, office, context)


def conflicts(database: Database) -> list[str]:
    with database.reading() as s:
        return list(s.scalars(select(Conflict.kind).where(Conflict.dismissed_at.is_(None))))


def rows(screen: SyncScreen, key: str, column: int = 1) -> list[str]:
    order = screen.lists.sections[key].order
    return [order.index(row, column).data() for row in range(order.rowCount())]


def labels(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def choose(qtbot, screen: SyncScreen, key: str) -> None:
    place = screen.view.choice.option_rect(key).center()
    qtbot.mouseClick(screen.view.choice, LEFT, pos=place)
    assert screen.lists.current == key


def headline(screen: SyncScreen) -> str:
    return screen.view.head.headline.text()


def test_that_a_record_of_its_own_says_so_and_every_empty_list_has_its_words(qtbot, open_screen):
    screen = open_screen()
    assert headline(screen) == "Only on this computer: never exchanged with another one"
    for key in ("conflicts", "unsettled", "peers", "packs", "clocks"):
        choose(qtbot, screen, key)
        assert screen.view.lists.currentWidget() is screen.lists.sections[key].empty
        assert sections.nothing(key)[0] in labels(screen.lists.sections[key].empty)
        assert screen.view.right.currentWidget() is screen.view.none_chosen
    assert screen.lists.current == "clocks"


def test_that_unsent_work_is_shown_field_by_field(qtbot, open_screen, context, office, laptop, actor):
    meet(laptop, office, context)
    with office.writing() as s:
        number = task_queries.parts(s)[0].number
        tasks.set_deadline(s, actor, number, actor.now + timedelta(hours=4), note="先办")
    context.clock.value = actor.now + timedelta(days=2, hours=3)
    screen = open_screen()
    # the part's deadline and the note
    assert headline(screen) == "2 changes not sent yet, the oldest from Friday 16:00 (2 d 3 h)"
    assert screen.lists.current == "outbox"
    assert rows(screen, "outbox", 1) == ["Deadline moved"]
    shown = labels(screen.view.detail)
    assert "deadline: 03-20 15:00 → 03-20 20:00" in shown
    assert "note: 先办" in shown
    asked: list[str] = []
    context.navigator.show_task.connect(asked.append)
    qtbot.mouseClick(screen.view.detail.buttons["task"], LEFT)
    assert asked == [number]


def test_that_the_second_key_and_enter_take_the_other_side_everywhere(
    qtbot, open_screen, conflict, context, office, laptop, said
):
    screen = open_screen()
    assert screen.lists.current == "conflicts"
    assert person_of(office, "CA-YC-0001") == "张大勇", "the later one stands meanwhile"
    card, table = screen.view.card, screen.lists.sections["conflicts"].table
    assert [one.side.value for one in card.cards] == ["张大勇", "路涛"]
    assert "Before: 旧人" in labels(card)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert conflicts(office) == ["decide"], "Enter alone takes nothing"
    qtbot.keyClick(table, "2")
    assert [one.is_marked for one in card.cards] == [False, True]
    with qtbot.waitSignal(screen.deciding.written):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(screen, "conflicts") == [])
    assert person_of(office, "CA-YC-0001") == "路涛"
    assert "Decided: responsible person of CA-YC-0001 柏寺安置房 is 路涛" in said[-1][1]
    meet(laptop, office, context)
    assert person_of(laptop, "CA-YC-0001") == "路涛"
    assert (conflicts(office), conflicts(laptop)) == ([], [])
    assert check(office) == check(laptop) == []


def test_that_another_value_can_be_named(qtbot, open_screen, conflict, office):
    screen = open_screen()
    editor = screen.view.card.other.editor
    assert editor.text() == "张大勇"
    editor.setText("王敏")
    with qtbot.waitSignal(screen.deciding.written):
        qtbot.mouseClick(screen.view.card.other.button, LEFT)
    assert person_of(office, "CA-YC-0001") == "王敏"


def test_that_digits_typed_elsewhere_mark_nothing(qtbot, open_screen, conflict):
    screen = open_screen()
    qtbot.keyClicks(screen.view.card.other.editor, "12")
    assert screen.view.card.marked == -1
    assert screen.view.card.other.editor.text() == "张大勇12"


def test_that_a_reload_keeps_what_was_marked_and_typed(qtbot, open_screen, conflict):
    screen = open_screen()
    qtbot.keyClick(screen.lists.sections["conflicts"].table, "1")
    qtbot.keyClicks(screen.view.card.other.editor, "x")
    with qtbot.waitSignal(screen.ready):
        screen.exchange.done.emit()
    assert screen.view.card.marked == 0
    assert screen.view.card.other.editor.text().endswith("x")


def test_that_a_decision_that_somebody_else_took_first_is_told(qtbot, open_screen, conflict, office, told):
    screen = open_screen()
    with office.writing() as s:
        s.execute(Conflict.__table__.delete())
    with qtbot.waitSignal(screen.deciding.refused):
        qtbot.mouseClick(screen.view.card.cards[0].button, LEFT)
    assert len(told) == 1
    qtbot.waitUntil(lambda: rows(screen, "conflicts") == [])


def order_conflict(laptop: Database, office: Database, context: Context, actor: Actor) -> str:
    """Both sides moved the deadline of one order."""
    with office.writing() as s:
        number = tasks.new(s, actor, tasks.NewTask("裸土", [TOWN], deadline=actor.now + timedelta(hours=1)))
    meet(laptop, office, context)
    with office.writing() as s:
        tasks.set_deadline(s, Actor(actor.now + timedelta(minutes=1)), number, actor.now + timedelta(hours=5))
    with laptop.writing() as s:
        tasks.set_deadline(s, Actor(actor.now + timedelta(minutes=2)), number, actor.now + timedelta(hours=9))
    context.clock.value = actor.now + timedelta(minutes=10)
    meet(laptop, office, context)
    return number


def test_that_a_note_goes_into_the_orders_timeline_with_the_decision(
    qtbot, open_screen, laptop, office, context, actor
):
    number = order_conflict(laptop, office, context, actor)
    screen = open_screen()
    card = screen.view.card
    assert card.conflict.field == "deadline"
    # of two, the office's stands meanwhile
    assert [one.side.value for one in card.cards] == ["03-20 21:00", "03-21 01:00"]
    assert any("成安镇笔记本" in line for line in card.cards[1].side.lines)
    assert any("received 03-20 16:10" in line for line in card.cards[1].side.lines)
    qtbot.keyClicks(card.note, "agreed")
    with qtbot.waitSignal(screen.deciding.written):
        qtbot.mouseClick(card.cards[1].button, LEFT)
    with office.reading() as s:
        task = task_queries.task(s, number)
    assert task.parts[0].deadline == actor.now + timedelta(hours=9)
    assert [step.note for step in task.steps][-1] == "agreed"


def test_that_another_deadline_can_be_named(qtbot, open_screen, laptop, office, context, actor):
    number = order_conflict(laptop, office, context, actor)
    screen = open_screen()
    other = screen.view.card.other
    other.editor.setDateTime(other.editor.dateTime().addSecs(3600))
    with qtbot.waitSignal(screen.deciding.written):
        qtbot.mouseClick(other.button, LEFT)
    with office.reading() as s:
        assert task_queries.task(s, number).parts[0].deadline == actor.now + timedelta(hours=6)


def test_that_a_step_that_came_too_late_is_kept_shown_and_can_be_marked_as_read(
    qtbot, open_screen, laptop, office, context, actor
):
    with office.writing() as s:
        number = tasks.new(s, actor, tasks.NewTask("裸土", [TOWN]))
    meet(laptop, office, context)
    with office.writing() as s:
        tasks.step(s, Actor(actor.now + timedelta(minutes=1)), number, Step.CANCEL, note="doubled")
    with laptop.writing() as s:
        tasks.step(s, Actor(actor.now + timedelta(minutes=2)), number, Step.RECEIVE)
    meet(laptop, office, context)
    screen = open_screen()
    assert rows(screen, "conflicts", 0) == ["too late"]
    shown = " ".join(labels(screen.view.card))
    assert "成安镇笔记本's step “Received” came when the order was cancelled already." in shown
    card = screen.view.card
    assert all(not one.button.isVisibleTo(card) for one in card.cards), "there is nothing to decide"
    with qtbot.waitSignal(screen.deciding.written):
        qtbot.mouseClick(card.read, LEFT)
    qtbot.waitUntil(lambda: rows(screen, "conflicts") == [])
    qtbot.waitUntil(lambda: screen.view.with_read.isVisible())
    qtbot.mouseClick(screen.view.with_read, LEFT, pos=QPoint(8, screen.view.with_read.height() // 2))
    assert screen.view.with_read.isChecked()
    assert rows(screen, "conflicts", 0) == ["too late"]


def test_that_the_button_exchanges_with_the_address_and_tells_what_came(
    qtbot, open_screen, laptop, office, context, actor
):
    meet(laptop, office, context)
    with laptop.writing() as s:
        site = site_queries.site(s, "CA-YC-0001")[0]
        sites.add_check(s, actor, site.id, "dust", {"fence": True})
    context.clock.value = actor.now + timedelta(hours=1, minutes=41)
    screen = open_screen()
    head = screen.view.head
    head.peer.setEditText(str(laptop.path))
    with qtbot.waitSignal(screen.exchange.done):
        qtbot.mouseClick(head.sync, LEFT)
    assert "Received: 1 changes." in head.report.text()
    assert "成安镇笔记本" in head.report.text()
    qtbot.waitUntil(lambda: headline(screen) == "Everything is confirmed by 成安镇笔记本, last at 17:41")
    assert head.sync.isEnabled()
    assert check(office) == []
    qtbot.waitUntil(lambda: head.peer.itemText(0) == f"sqlite:///{laptop.path}")


def test_that_an_address_that_leads_nowhere_is_told_and_nothing_changes(qtbot, open_screen, tmp_path, office):
    screen = open_screen()
    head = screen.view.head
    qtbot.mouseClick(head.sync, LEFT)
    assert head.report.text() == "Name the other record first: the office tells its address."
    head.peer.setEditText(str(tmp_path / "nothing.db"))
    with qtbot.waitSignal(screen.exchange.done):
        qtbot.mouseClick(head.sync, LEFT)
    assert "is not set up" in head.report.text()
    assert not (tmp_path / "nothing.db").exists(), "looking makes no file"


def test_that_a_known_peer_that_is_away_is_named_with_the_reason_at_the_head(
    qtbot, open_screen, laptop, office, context, actor
):
    exchange(office, laptop, now=context.now)
    laptop.close()
    laptop.path.unlink()
    context.clock.value = actor.now + timedelta(minutes=30)
    screen = open_screen()
    assert screen.view.head.peer.currentText() == f"sqlite:///{laptop.path}"
    with qtbot.waitSignal(screen.exchange.done):
        qtbot.mouseClick(screen.view.head.sync, LEFT)
    qtbot.waitUntil(lambda: "The last try, 16:30, failed" in screen.view.head.failure.text())
    choose(qtbot, screen, "peers")
    assert rows(screen, "peers", 0) == ["not reached"]


def test_that_exchanges_begin_by_themselves_and_fail_in_silence(
    qtbot, open_screen, laptop, office, context, said, told
):
    exchange(office, laptop, now=context.now)
    screen = open_screen()
    with qtbot.waitSignal(screen.syncing.exchanged):
        screen.syncing.look_for_peers()
    laptop.close()
    laptop.path.unlink()
    with qtbot.waitSignal(screen.syncing.changed):
        screen.syncing.look_for_peers()
    qtbot.waitUntil(lambda: not screen.syncing.is_busy and problem(office) is not None)
    assert (said, told) == ([], [])


def problem(database: Database) -> str | None:
    with database.reading() as s:
        return queries.summary(s).standing.problem


def test_that_exchanges_do_not_begin_by_themselves_where_nobody_wants_it(
    qtbot, make_syncing, laptop, office, context
):
    exchange(office, laptop, now=context.now)
    settings = Settings(None)
    wanted = make_syncing(settings=settings)
    assert wanted.by_itself
    wanted.set_by_itself(False)
    assert not wanted.by_itself
    assert settings.get(SYNC_BY_ITSELF) is False
    demo = make_syncing(by_itself=False)
    assert not demo.by_itself
    for one in (wanted, demo):
        one.look_for_peers()
        assert not one.is_busy


def test_that_an_exchange_can_be_stopped(qtbot, open_screen, laptop, monkeypatch, told):
    begun = threading.Event()

    def endless(_mine, _theirs, *, now, progress, cancelled):
        begun.set()
        stop = threading.Event()
        while not cancelled():
            stop.wait(0.005)
        raise CancelledError()

    monkeypatch.setattr(syncing_module, "exchange", endless)
    screen = open_screen()
    head = screen.view.head
    head.peer.setEditText(str(laptop.path))
    qtbot.mouseClick(head.sync, LEFT)
    qtbot.waitUntil(begun.is_set)
    assert head.cancel.isVisible()
    assert not head.sync.isEnabled()
    assert not screen.syncing.exchange_with(str(laptop.path)), "one at a time"
    with qtbot.waitSignal(screen.exchange.done):
        qtbot.mouseClick(head.cancel, LEFT)
    assert "The exchange was stopped." in head.report.text()
    assert head.sync.isEnabled()
    assert told == []


def test_that_closing_the_window_ends_an_exchange(qtbot, make_syncing, laptop, monkeypatch):
    begun = threading.Event()

    def endless(_mine, _theirs, *, cancelled, **_more):
        begun.set()
        while not cancelled():
            threading.Event().wait(0.005)
        raise CancelledError()

    monkeypatch.setattr(syncing_module, "exchange", endless)
    syncing = make_syncing()
    answers: list[object] = []
    syncing.failed.connect(answers.append)
    assert syncing.exchange_with(str(laptop.path))
    assert begun.wait(5)
    syncing.close()
    assert [t.name for t in threading.enumerate() if t.name == "qingkong-sync"] == []
    assert answers == []


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("duty@10.0.0.5/office", "postgresql+psycopg://duty@10.0.0.5/office"),
        ("postgresql+psycopg://duty:secret@10.0.0.5/office", "postgresql+psycopg://duty@10.0.0.5/office"),
        ("postgresql+psycopg://duty:***@10.0.0.5/office", "postgresql+psycopg://duty@10.0.0.5/office"),
        ("/data/office.db", "sqlite:////data/office.db"),
        (" sqlite:////data/office.db ", "sqlite:////data/office.db"),
    ],
)
def test_that_addresses_are_understood_and_kept_without_passwords(text, url):
    assert syncing_module.without_password(syncing_module.as_url(text)) == url


def test_that_only_servers_are_asked_a_password_for(qtbot, open_screen):
    head = open_screen().view.head
    head.peer.setEditText("duty@10.0.0.5/office")
    assert head.password.isVisible()
    head.peer.setEditText("/data/office.db")
    assert not head.password.isVisible()


@pytest.fixture
def places(monkeypatch) -> dict[str, Path]:
    """What is chosen in the file dialogs."""
    chosen: dict[str, Path] = {}
    monkeypatch.setattr(PackDialog, "ask_new", lambda _parent, _name, done: done(chosen["new"]))
    monkeypatch.setattr(PackDialog, "ask_existing", lambda _parent, done: done(chosen["existing"]))
    return chosen


def test_that_a_pack_goes_there_and_its_answer_comes_back(
    qtbot, open_screen, laptop, office, context, actor, places, tmp_path
):
    from db.sync.pack.ack import acknowledge
    from db.sync.pack.read import take_pack

    meet(laptop, office, context)
    with office.writing() as s:
        number = tasks.new(s, actor, tasks.NewTask("用 U 盘", [TOWN]))
    screen = open_screen()
    places["new"] = tmp_path / "stick" / "a.qkpack"
    places["new"].parent.mkdir()
    qtbot.mouseClick(screen.view.head.write, LEFT)
    form = screen.view.form
    assert form.to.currentText().startswith("成安镇笔记本")
    qtbot.keyClicks(form.first, "x")
    qtbot.mouseClick(form.write, LEFT)
    assert "not alike" in form.grid.error("second")
    form.first.clear()
    with qtbot.waitSignal(screen.packs.done):
        qtbot.mouseClick(form.write, LEFT)
    assert places["new"].is_file()
    assert screen.view.pack.page.title == "Pack written"
    qtbot.waitUntil(lambda: rows(screen, "packs", 0) == ["not confirmed yet"])

    take_pack(laptop, places["new"], now=context.now())
    with laptop.reading() as s:
        assert task_queries.task(s, number) is not None
    places["existing"] = acknowledge(laptop, places["new"], to=None, now=context.now()).path
    before = headline(screen)
    assert "not sent yet" in before
    qtbot.mouseClick(screen.view.head.read, LEFT)
    qtbot.waitUntil(lambda: screen.view.pack.page.title == "A pack from 成安镇笔记本")
    assert headline(screen) == before, "looking changes nothing"
    with qtbot.waitSignal(screen.packs.done):
        qtbot.mouseClick(screen.view.pack.buttons["take"], LEFT)
    qtbot.waitUntil(lambda: "Everything is confirmed by 成安镇笔记本" in headline(screen))
    qtbot.waitUntil(lambda: "confirmed" in rows(screen, "packs", 0))


def test_that_an_encrypted_pack_asks_for_its_passphrase(
    qtbot, open_screen, laptop, office, context, actor, places, tmp_path
):
    from db.sync.pack.write import write_pack

    meet(laptop, office, context)
    with laptop.writing() as s:
        site = site_queries.site(s, "CA-YC-0001")[0]
        sites.add_check(s, actor, site.id, "dust", {"fence": True})
    places["existing"] = tmp_path / "b.qkpack"
    write_pack(laptop, places["existing"], to=None, now=context.now(), passphrase="secret")
    screen = open_screen()
    qtbot.mouseClick(screen.view.head.read, LEFT)
    form = screen.view.passphrase
    qtbot.waitUntil(form.isVisible)
    qtbot.mouseClick(form.open, LEFT)
    assert form.grid.error("edit")
    qtbot.keyClicks(form.edit, "wrong")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "another one" in form.grid.error("edit"))
    qtbot.keyClicks(form.edit, "secret")
    qtbot.mouseClick(form.open, LEFT)
    qtbot.waitUntil(lambda: "take" in screen.view.pack.buttons)
    with qtbot.waitSignal(screen.packs.done):
        qtbot.mouseClick(screen.view.pack.buttons["take"], LEFT)
    assert screen.view.pack.page.title == "Pack taken"
    places["answer"] = tmp_path / "b.ack.qkpack"
    with qtbot.waitSignal(screen.packs.done):
        qtbot.mouseClick(screen.view.pack.buttons["answer"], LEFT)
    assert places["answer"].is_file()


def test_that_a_damaged_pack_is_told_and_nothing_is_taken(qtbot, open_screen, places, tmp_path, told):
    places["existing"] = tmp_path / "c.qkpack"
    places["existing"].write_bytes(b"not a pack")
    screen = open_screen()
    with qtbot.waitSignal(screen.packs.done):
        qtbot.mouseClick(screen.view.head.read, LEFT)
    assert len(told) == 1
    assert "Nothing was taken" in str(told[0])


def add_replica(office: Database, context: Context, name: str = "漳河店笔记本") -> uuid.UUID:
    """A laptop whose operations are here without an approval."""
    replica = uuid.UUID(int=77)
    values = {
        "id": replica, "is_self": False, "name": name, "tag": "ZHD1", "created_at": context.now(), "seq": 0,
        "hlc": 0, "last_hash": "0" * 64, "position": 0, "side": "field", "scope": TOWN,
        "public_key": "ab" * 32,
    }  # fmt: skip
    with office.writing() as s:
        s.execute(insert(Replica), [values])
    return replica


def test_that_a_replica_is_approved_and_revoked_after_a_second_look(qtbot, open_screen, context, office):
    replica = add_replica(office, context)
    screen = open_screen()
    choose(qtbot, screen, "replicas")
    assert rows(screen, "replicas", 0) == ["not approved", "this one"]
    qtbot.mouseClick(screen.view.detail.buttons["approve"], LEFT)
    confirm = screen.view.confirm
    assert "ABAB ABAB ABAB ABAB" in confirm.text()
    qtbot.mouseClick(confirm.refuse_button, LEFT)
    assert member(office, replica) is None
    qtbot.mouseClick(screen.view.detail.buttons["approve"], LEFT)
    with qtbot.waitSignal(screen.circle.written):
        qtbot.mouseClick(confirm.accept_button, LEFT)
    qtbot.waitUntil(lambda: "approved" in rows(screen, "replicas", 0))
    assert member(office, replica).scope == TOWN
    qtbot.waitUntil(lambda: "revoke" in screen.view.detail.buttons)
    qtbot.mouseClick(screen.view.detail.buttons["revoke"], LEFT)
    with qtbot.waitSignal(screen.circle.written):
        qtbot.mouseClick(confirm.accept_button, LEFT)
    assert member(office, replica).revoked_at == context.now()


def member(database: Database, replica: uuid.UUID) -> Member | None:
    with database.reading() as s:
        found = s.get(Member, replica)
        if found is not None:
            s.expunge(found)
        return found


def test_that_a_laptop_offers_no_approval(qtbot, open_screen, context, office):
    with office.writing() as s:
        s.execute(update(Replica).where(Replica.is_self).values(side="field"))
    add_replica(office, context)
    screen = open_screen()
    choose(qtbot, screen, "replicas")
    assert screen.view.detail.buttons == {}


def add_conflicts(office: Database, context: Context, count: int) -> None:
    """Items that only inform, as merging would have left them."""
    with office.writing() as s:
        site_id = s.scalars(select(Site.id)).first()
        own = s.scalars(select(Replica.id).where(Replica.is_self)).one()
        side = {"replica": str(own), "seq": 1, "value": "x", "person_id": None, "claimed_ms": 0,
                "command": "sites.edit", "side": "office", "with": {}}  # fmt: skip
        values = {
            "entity": "site", "row_id": site_id, "kind": "overruled", "base": "null", "current": "null",
            "sides": json.dumps([side, side | {"value": "y"}]), "found_at": context.now(),
            "dismissed_at": None,
        }  # fmt: skip
        s.execute(insert(Conflict), [values | {"field": f"fields.f{i}"} for i in range(count)])


def test_that_the_next_item_takes_the_place_of_one_that_left(qtbot, open_screen, context, office):
    add_conflicts(office, context, 500)
    screen = open_screen()
    section = screen.lists.sections["conflicts"]
    assert section.order.rowCount() == 500
    section.choose(3)
    gone, following = section.chosen(), section.order.index(4, 2).data()
    with qtbot.assertNotEmitted(section.model.modelReset), qtbot.waitSignal(screen.deciding.written):
        qtbot.mouseClick(screen.view.card.read, LEFT)
    qtbot.waitUntil(lambda: section.order.rowCount() == 499)
    qtbot.waitUntil(lambda: screen.view.card.conflict.id != gone.id)
    assert section.order.index(section.table.selected_rows()[0], 2).data() == following


def test_that_every_list_is_a_proper_model(
    qtbot, qtmodeltester, open_screen, conflict, context, office, laptop, actor
):
    screen = open_screen()
    for section in screen.lists.sections.values():
        qtmodeltester.check(section.model)
        qtmodeltester.check(section.order)
    edit_person(office, Actor(context.now()), "CA-YC-0002", "新人")
    add_replica(office, context)
    with qtbot.waitSignal(screen.ready):
        screen.exchange.done.emit()
    assert "CA-YC-0002 商城供热管网" in rows(screen, "outbox", 2)
    with office.writing() as s:
        s.execute(update(Peer).values(given=json.dumps({})))
    with qtbot.waitSignal(screen.ready):
        screen.exchange.done.emit()
    for section in screen.lists.sections.values():
        qtmodeltester.check(section.model)
        qtmodeltester.check(section.order)


def test_that_what_another_program_exchanged_appears_by_itself(
    qtbot, context, make_syncing, laptop, office, actor
):
    screen = SyncScreen(context, make_syncing(), clock_ms=20)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    assert headline(screen).startswith("Only on this computer")
    meet(laptop, office, context)
    qtbot.waitUntil(lambda: "Everything is confirmed by 成安镇笔记本" in headline(screen))


def test_that_every_theme_and_the_wall_fit_a_small_screen(qtbot, qapp, open_screen, conflict):
    screen = open_screen()
    family = fonts.install_fonts(Path(str(folder("fonts"))), always=True)
    for name in ("dark", "projection"):
        theme.apply_theme(qapp, theme.load_theme(name, Path(str(folder("themes"))), 768), family)
        screen.apply_theme()
        screen.resize(1278, 660)
        assert screen.minimumSizeHint().width() <= 1278, name
        assert screen.minimumSizeHint().height() <= 660, name
        assert [one.side.value for one in screen.view.card.cards] == ["张大勇", "路涛"]
    offered = [key for key, _ in screen.view.choice._options]
    assert offered == ["conflicts", "outbox", "peers"], "few and large on the wall"


def test_that_an_orders_timeline_marks_times_that_need_an_explanation(qtbot, context, laptop, office, actor):
    with office.writing() as s:
        number = tasks.new(s, actor, tasks.NewTask("裸土", [TOWN]))
    meet(laptop, office, context)
    with laptop.writing() as s:
        tasks.step(s, Actor(actor.now + timedelta(minutes=5)), number, Step.RECEIVE)
        tasks.step(s, Actor(actor.now + timedelta(days=366)), number, Step.ARRIVE)
    context.clock.value = actor.now + timedelta(hours=1)
    meet(laptop, office, context)
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    screen.show_task(number)
    timeline = screen.view.detail.timeline
    qtbot.waitUntil(lambda: len(timeline._items) == 3 and "裸土" in labels(screen.view.detail))
    assert [(item.time_tip, item.time_tone) for item in timeline._items] == [
        ("", "neutral"),
        ("Written 03-20 16:05, received 03-20 17:00", "neutral"),
        (
            "Claimed 2027-03-21 16:00, by a clock that was 365 d ahead; received 03-20 17:00",
            "alarm",
        ),
    ]
    marks = [label for label in timeline.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(marks) == 2


def test_that_of_two_sites_with_one_code_the_second_gets_another(
    qtbot, open_screen, laptop, office, context, actor
):
    meet(laptop, office, context)
    for minutes, database, name in ((1, office, "东关工地"), (2, laptop, "西关工地")):
        data = SiteData(name, TOWN, "dust", code="CA-YC-0009", fields={"kind": "construction"})
        with database.writing() as s:
            sites.add(s, Actor(actor.now + timedelta(minutes=minutes)), data)
    meet(laptop, office, context)
    screen = open_screen()
    assert rows(screen, "conflicts", 0) == ["doubled"]
    card = screen.view.card
    values = [one.side.value for one in card.cards]
    assert values[0] == "CA-YC-0009"
    assert values[1].startswith("CA-YC-0009~"), "both are kept, the later one with a mark"
    assert card.cards[1].side.lines == ("西关工地",)
    assert card.other.editor.text() == values[1]
    card.other.editor.setText("CA-YC-0010")
    with qtbot.waitSignal(screen.deciding.written):
        qtbot.mouseClick(card.other.button, LEFT)
    qtbot.waitUntil(lambda: rows(screen, "conflicts") == [])
    meet(laptop, office, context)
    for database in (office, laptop):
        with database.reading() as s:
            codes = dict(s.execute(select(Site.name, Site.code)).all())
        assert (codes["东关工地"], codes["西关工地"]) == ("CA-YC-0009", "CA-YC-0010")
        assert conflicts(database) == []
        assert check(database) == []
