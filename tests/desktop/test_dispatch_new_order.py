"""A new order through its form: what is missing is said, what was typed is kept, what is sent is chosen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from db.commands.tasks import NewTask
from db.engine import Database
from db.errors import NotFoundError
from db.queries import tasks as queries
from desktop.context import Context, TaskDraft
from desktop.screens.dispatch.drafts import Drafts
from desktop.screens.dispatch.new_task import NewTaskForm
from desktop.screens.dispatch.notes import Notes
from desktop.screens.dispatch.screen import DispatchScreen
from desktop.screens.dispatch.spot import read_degrees
from desktop.settings import Option

LEFT = Qt.MouseButton.LeftButton
DRAFT = TaskDraft(
    title="围挡破损",
    campaign_key="dust",
    site_code="CA-YC-0002",
    site_name="商城供热管网",
    unit_code="130424100",
    found="北侧围挡倒了",
    hours=24.0,
)


@pytest.fixture
def screen(qtbot, context: Context) -> DispatchScreen:
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 900)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    qtbot.waitUntil(lambda: screen.view.detail.task is not None)
    return screen


@pytest.fixture
def begin(qtbot, screen: DispatchScreen, context: Context) -> Callable[[TaskDraft], NewTaskForm]:
    def open_form(draft: TaskDraft = DRAFT) -> NewTaskForm:
        context.navigator.new_task.emit(draft)
        form = screen.orders.form
        qtbot.waitUntil(lambda: form.isVisible() and form.view.units.list.count() > 0)
        qtbot.waitUntil(lambda: context.jobs.pending == 0)
        return form

    return open_form


@pytest.fixture
def said(context: Context) -> list[tuple[str, str]]:
    messages: list[tuple[str, str]] = []
    context.navigator.message.connect(lambda text, tone, _details: messages.append((tone, text)))
    return messages


def write(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def tick(qtbot, form: NewTaskForm, name: str) -> None:
    """Click the box of a unit, as a hand does."""
    units = form.view.units.list
    item = next(units.item(row) for row in range(units.count()) if name in units.item(row).text())
    units.scrollToItem(item)
    rect = units.visualItemRect(item)
    before = item.checkState()
    place = rect.topLeft()
    # the box stands at the left, its place is the style's affair
    for x in range(2, 40, 3):
        place.setX(rect.left() + x)
        place.setY(rect.center().y())
        qtbot.mouseClick(units.viewport(), LEFT, pos=place)
        if item.checkState() is not before:
            return
    pytest.fail(f"no box at {name}")


def orders(database: Database) -> list[str]:
    with database.reading() as session:
        return [part.title for part in queries.parts(session)]


def preset(qtbot, form: NewTaskForm, key: str) -> None:
    choice = form.view.due.preset
    qtbot.mouseClick(choice, LEFT, pos=choice.option_rect(key).center())


def test_an_order_from_a_site_is_written_and_chosen(qtbot, screen, begin, said, sqlite_database, clock):
    form = begin()
    tick(qtbot, form, "成安县住建局")
    preset(qtbot, form, "3d")
    qtbot.mouseClick(form.view.send, LEFT)
    qtbot.waitUntil(lambda: screen.view.detail.task.title == "围挡破损")
    assert not form.isVisible()
    task = screen.view.detail.task
    assert [tone for tone, _ in said] == ["info"]
    assert f"Order {task.number} was dispatched" in said[0][1]
    assert screen.number() == task.number
    assert (task.site_code, task.campaign_key, task.found) == ("CA-YC-0002", "dust", "北侧围挡倒了")
    assert [(part.unit_code, part.state) for part in task.parts] == [("130424-ZJ", "dispatched")]
    assert task.parts[0].deadline == clock.value + timedelta(days=3)
    assert orders(sqlite_database).count("围挡破损") == 1
    # a pause of it goes on in the measure that was chosen
    assert screen.view.detail.task.limit_key == "3d"


def test_an_order_written_from_nothing_is_shown_whatever_the_filters_say(qtbot, screen, begin):
    qtbot.keyClicks(screen.view.search, "nothing like it")
    form = begin(TaskDraft())
    qtbot.keyClicks(form.view.title, "smoke")
    tick(qtbot, form, "涉县城管局")
    qtbot.mouseClick(form.view.send, LEFT)
    qtbot.waitUntil(lambda: screen.view.detail.task.title == "smoke")
    assert screen.view.search.text() == ""
    assert screen.number() == screen.view.detail.task.number


def test_what_is_missing_is_said_at_its_field_and_nothing_is_written(qtbot, begin, sqlite_database):
    before = orders(sqlite_database)
    form = begin(TaskDraft())
    qtbot.mouseClick(form.view.send, LEFT)
    fields = form.view.form
    assert fields.error("title") == "Say in a few words what the matter is."
    assert fields.error("units") == "Tick at least one receiving unit."
    qtbot.keyClicks(form.view.title, "smoke")
    qtbot.mouseClick(form.view.send, LEFT)
    assert (fields.error("title"), bool(fields.error("units"))) == ("", True)
    assert form.isVisible()
    assert orders(sqlite_database) == before


def test_blanks_are_no_title(qtbot, begin):
    form = begin(TaskDraft())
    qtbot.keyClicks(form.view.title, "   ")
    tick(qtbot, form, "成安县住建局")
    qtbot.mouseClick(form.view.send, LEFT)
    assert form.view.form.error("title")
    assert form.isVisible()


def test_what_was_typed_survives_closing_the_form(qtbot, begin):
    form = begin(TaskDraft())
    write(form.view.title, "焚烧秸秆")
    write(form.view.found, "地头三处")
    tick(qtbot, form, "涉县城管局")
    preset(qtbot, form, "2h")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    form = begin(TaskDraft())
    assert (form.view.title.text(), form.view.found.toPlainText()) == ("焚烧秸秆", "地头三处")
    assert form.view.units.codes() == ["130426-CG"]
    assert form.view.due.key() == "2h"


def test_another_site_has_a_form_of_its_own(qtbot, begin):
    form = begin()
    write(form.view.required, "两小时内修好")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    form = begin(TaskDraft(title="另一件", site_code="CA-YC-0001"))
    assert (form.view.title.text(), form.view.required.toPlainText().count("两小时")) == ("另一件", 0)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    form = begin()
    assert "两小时内修好" in form.view.required.toPlainText()


def test_after_sending_the_form_is_empty_again(qtbot, screen, begin):
    form = begin(TaskDraft())
    qtbot.keyClicks(form.view.title, "smoke")
    write(form.view.found, "烟")
    tick(qtbot, form, "成安县住建局")
    qtbot.mouseClick(form.view.send, LEFT)
    qtbot.waitUntil(lambda: screen.view.detail.task.title == "smoke")
    form = begin(TaskDraft())
    assert (form.view.title.text(), form.view.found.toPlainText(), form.view.units.codes()) == ("", "", [])


def test_an_order_that_the_record_refuses_keeps_the_form(qtbot, begin, monkeypatch, said, sqlite_database):
    before = orders(sqlite_database)
    form = begin()
    tick(qtbot, form, "成安县住建局")

    def refuse(session: object, actor: object, order: NewTask) -> str:
        raise NotFoundError(what="unit", key=order.unit_codes[0])

    monkeypatch.setattr("desktop.screens.dispatch.new_orders.commands.new", refuse)
    qtbot.mouseClick(form.view.send, LEFT)
    qtbot.waitUntil(lambda: form.view.problem.isVisible())
    assert form.view.problem.text() == "There is no unit 130424-ZJ. Check the code and try again."
    assert (form.isVisible(), form.view.title.text()) == (True, "围挡破损")
    assert form.view.send.isEnabled()
    assert (orders(sqlite_database), said) == (before, [])


def test_an_order_is_written_once_however_often_it_is_sent(qtbot, screen, begin, sqlite_database, context):
    form = begin()
    tick(qtbot, form, "成安县住建局")
    qtbot.mouseClick(form.view.send, LEFT)
    qtbot.mouseClick(form.view.send, LEFT)
    form.submit()
    qtbot.waitUntil(lambda: not form.isVisible() and context.jobs.pending == 0)
    assert orders(sqlite_database).count("围挡破损") == 1


def test_enter_in_a_field_sends_nothing(qtbot, begin, sqlite_database, context):
    before = orders(sqlite_database)
    form = begin()
    tick(qtbot, form, "成安县住建局")
    qtbot.keyClick(form.view.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: context.jobs.pending == 0)
    assert (form.isVisible(), orders(sqlite_database)) == (True, before)


def test_typing_narrows_the_units_and_enter_ticks_the_first(qtbot, begin):
    form = begin(TaskDraft())
    units = form.view.units
    write(units.line, "城管")
    qtbot.keyClick(units.line, Qt.Key.Key_Return)
    assert (units.codes(), units.line.text()) == (["130426-CG"], "")
    assert "涉县城管局" in units.summary.text()


def test_a_deadline_that_has_passed_is_refused_at_its_field(qtbot, begin, sqlite_database):
    before = orders(sqlite_database)
    form = begin()
    tick(qtbot, form, "成安县住建局")
    preset(qtbot, form, "other")
    form.view.due.edit.setDateTime(form.view.due.edit.dateTime().addDays(-3))
    qtbot.mouseClick(form.view.send, LEFT)
    assert form.view.form.error("due")
    assert orders(sqlite_database) == before


def test_working_days_stand_in_the_menu_and_count_from_the_sending(qtbot, begin, clock):
    form = begin()
    clock.value = datetime(2020, 4, 30, 2, tzinfo=UTC)
    menu = form.view.due.more.menu()
    next(one for one in menu.actions() if one.text() == "3 个工作日").trigger()
    # 1 to 5 May are free; 6, 7 and 8 May are worked (国办发明电〔2019〕16号)
    assert form.view.due.value() == datetime.fromisoformat("2020-05-08T23:59+08:00")
    assert form.view.due.edit_value() == form.view.due.value()
    form.view.due.edit.setDateTime(form.view.due.edit.dateTime().addDays(1))
    assert form.view.due.key() == ""


def test_working_days_of_a_year_that_is_not_known_are_refused_at_the_field(qtbot, begin, clock):
    form = begin()
    clock.value = datetime(2099, 3, 2, 2, tzinfo=UTC)
    preset(qtbot, form, "24h")
    menu = form.view.due.more.menu()
    next(one for one in menu.actions() if one.text() == "7 个工作日").trigger()
    assert "2099" in form.view.form.error("due")
    assert form.view.due.key() == "24h"


def choose(qtbot, box, data: str) -> None:
    """Take an entry of a box by the keyboard."""
    box.setFocus()
    while box.currentData() != data:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        if box.currentIndex() == before:
            pytest.fail(f"no {data}")


def test_a_free_place_contacts_and_the_other_clocks_go_into_the_order(qtbot, screen, begin, clock):
    form = begin(TaskDraft())
    view = form.view
    qtbot.keyClicks(view.title, "dust on the road")
    write(view.spot, "成峰路与建设街交叉口")
    qtbot.keyClicks(view.degrees, "114.68, 36.44")
    write(view.contacts, "张三 0310-1234567")
    tick(qtbot, form, "成安县住建局")
    choose(qtbot, view.clocks.boxes["receive"], "30min")
    choose(qtbot, view.clocks.boxes["verify"], "3d")
    qtbot.mouseClick(view.send, LEFT)
    qtbot.waitUntil(lambda: screen.view.detail.task.title == "dust on the road")
    task = screen.view.detail.task
    assert (task.place, task.lon, task.lat) == ("成峰路与建设街交叉口", 114.68, 36.44)
    assert task.contacts == "张三 0310-1234567"
    part = task.parts[0]
    assert part.receive_by == clock.value + timedelta(minutes=30)
    assert part.arrive_by is None
    assert part.verify_by == clock.value + timedelta(days=3)


def test_of_several_units_one_leads(qtbot, screen, begin):
    form = begin(DRAFT)
    assert form.view.lead.isHidden() or not form.view.lead.isVisible()
    tick(qtbot, form, "成安县住建局")
    tick(qtbot, form, "涉县城管局")
    assert form.view.lead.isVisible()
    choose(qtbot, form.view.lead, "130424-ZJ")
    form.view.lead.activated.emit(form.view.lead.currentIndex())
    qtbot.mouseClick(form.view.send, LEFT)
    qtbot.waitUntil(lambda: screen.view.detail.task.title == "围挡破损")
    roles = {part.unit_code: part.role for part in screen.view.detail.task.parts}
    assert roles["130424-ZJ"] == "lead"
    assert set(roles.values()) == {"lead", "support"}


def test_degrees_that_are_none_are_said_at_their_field(qtbot, begin):
    form = begin(TaskDraft(title="smoke"))
    tick(qtbot, form, "成安县住建局")
    qtbot.keyClicks(form.view.degrees, "somewhere")
    qtbot.mouseClick(form.view.send, LEFT)
    assert form.view.form.error("degrees") == "Write longitude and latitude like 114.68, 36.44."
    assert form.isVisible()


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("114.68, 36.44", (114.68, 36.44)),
        ("东经114.68°，北纬36.44°", (114.68, 36.44)),
        ("114.68 36.44", (114.68, 36.44)),
        ("36.44, 114.68", None),  # the wrong way round: no latitude goes beyond 90
        ("114.68", None),
        ("", None),
    ],
    ids=["comma", "words", "blank", "swapped", "one", "nothing"],
)
def test_degrees_are_read_as_maps_write_them(text, pair):
    assert read_degrees(text) == pair


def test_what_was_typed_outlives_the_window(qtbot, begin, context, screen):
    form = begin(TaskDraft())
    write(form.view.title, "焚烧秸秆")
    write(form.view.contacts, "李四")
    tick(qtbot, form, "成安县住建局")
    qtbot.mouseClick(form.view.cancel, LEFT)
    again = NewTaskForm(
        context.campaigns, "en", context.now, screen, drafts=Drafts(context.settings, context.record_key)
    )
    again.begin(TaskDraft(), screen.orders._units)
    assert again.view.title.text() == "焚烧秸秆"
    assert again.view.contacts.text() == "李四"
    assert again.view.units.codes() == ["130424-ZJ"]
    again.reject()


def test_what_was_kept_damaged_is_as_if_it_were_not_there(context):
    context.settings.set(Option("orders/typed/x", ""), '{"form": 1, "data": [{"title": 3}]}')
    assert Drafts(context.settings, "x").take(TaskDraft()) is None


def test_a_note_that_was_begun_outlives_the_window(qtbot, screen, context):
    number = screen.number()
    write(screen.view.detail.note, "已到现场")
    qtbot.waitUntil(lambda: Notes(context.settings).change(None, "", number) == "已到现场", timeout=3000)


def test_a_campaign_may_begin_orders_with_clocks(qtbot, begin):
    form = begin(TaskDraft())
    view = form.view
    view.campaign.setCurrentIndex(view.campaign.findData("burning-ban"))
    assert view.clocks.keys() == {"receive": "10min"}
    view.campaign.setCurrentIndex(view.campaign.findData("dust"))
    assert view.clocks.keys() == {}
