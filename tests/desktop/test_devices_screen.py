"""The page of devices through real events, over what frames really leave in the record."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from db.actor import Actor
from db.changes import Changes
from db.commands import devices, readings, stations
from db.commands.devices import DeviceEdit
from db.commands.intake import Refusal, refuse
from db.commands.stations import StationRow
from db.engine import Database
from db.queries import device_page
from db.schema import Device, Station, UnknownDevice
from db.schema.readings import ROW_COLUMNS
from desktop.context import Context
from desktop.feeds.gaps import Asked, AskState
from desktop.feeds.hj212 import FrameStream, encode
from desktop.feeds.intake import store
from desktop.feeds.listener import Received
from desktop.feeds.plausible import Reason
from desktop.screens.devices import detail, states, words
from desktop.screens.devices.columns import Reading
from desktop.screens.devices.gaps import spans
from desktop.screens.devices.judging import judge_all
from desktop.screens.devices.proposing import Why, propose, sample_values
from desktop.screens.devices.screen import DevicesScreen
from desktop.screens.devices.states import State, clock_text, state_of
from desktop.screens.devices.strip import HourStrip, missing_since
from desktop.screens.devices.tables import DEVICES, PLANS, UNKNOWN, Table
from resources import folder
from widgets import fonts, icons, theme

LEFT = Qt.MouseButton.LeftButton
HOUR = 3600


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    family = fonts.install_fonts(Path(str(folder("fonts"))), always=True)
    icons.set_folder(Path(str(folder("icons"))))
    theme.apply_theme(qapp, theme.load_theme("light", Path(str(folder("themes")))), family)


@pytest.fixture
def send(sqlite_database: Database, context: Context):
    """Frames as a device would send them, stored as the listener stores them."""

    def send(mn="M1", items="a34004-Rtd=35,a34004-Flag=N", pw="123456", *, at=None, qn=None, **more):
        at = at or context.now()
        local = at + timedelta(hours=8)
        said = {"st": "22", "cn": "2011", "data_time": f"{local:%Y%m%d%H%M%S}", **more}
        raw = encode(
            f"DataTime={said['data_time']};{items}",
            st=said["st"],
            cn=said["cn"],
            mn=mn,
            pw=pw,
            qn=qn or f"{local:%Y%m%d%H%M%S}000",
            flag=5,
        )
        stream = FrameStream()
        received = [Received("10.0.0.7", at, item) for item in stream.feed(raw) + stream.close()]
        with sqlite_database.writing() as s:
            store(s, received, now=context.now())

    return send


@pytest.fixture
def open_screen(qtbot, context: Context) -> Callable[..., DevicesScreen]:
    def show(**options) -> DevicesScreen:
        screen = DevicesScreen(context, pause_ms=0, look_ms=10, **options)
        qtbot.addWidget(screen)
        screen.resize(1500, 900)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        qtbot.waitUntil(lambda: context.jobs.pending == 0)
        return screen

    return show


@pytest.fixture
def said(context: Context) -> list[str]:
    messages: list[str] = []
    context.navigator.message.connect(lambda text, _tone, _details: messages.append(text))
    return messages


@pytest.fixture
def told(context: Context) -> list[Exception]:
    errors: list[Exception] = []
    context.report_error = errors.append
    return errors


class FakeListener:
    """The outside world: devices that are connected, or not."""

    host, port = "0.0.0.0", 9212

    def __init__(self, now, state=AskState.DONE) -> None:
        self.now, self.state, self.calls, self._asked = now, state, [], {}

    def ask_for(self, mn, begin, end):
        self.calls.append((mn, begin, end))
        self._asked[mn] = Asked(mn, "2061", begin, end, self.now, self.state, got=4)
        return self._asked[mn]

    def asked(self):
        return dict(self._asked)


def page(database: Database, now):
    with database.reading() as s:
        return device_page.page(s, now)


def one(database: Database, now, mn="M1"):
    return next(found for found in page(database, now).devices if found.mn == mn)


def column(screen: DevicesScreen, key: str, number: int) -> list[str]:
    order = screen.lists.tables[key].order
    return [order.index(row, number).data() for row in range(order.rowCount())]


def labels(widget) -> list[str]:
    return [
        label.text().replace("\u200b", "")
        for label in widget.findChildren(QLabel)
        if label.isVisibleTo(widget)
    ]


def press(qtbot, screen: DevicesScreen, page, key: str) -> None:
    qtbot.mouseClick(page.buttons[key], LEFT)
    qtbot.waitUntil(lambda: screen.context.jobs.pending == 0)


def choose_list(qtbot, screen: DevicesScreen, key: str) -> None:
    qtbot.mouseClick(screen.view.choice, LEFT, pos=screen.view.choice.option_rect(key).center())
    assert screen.lists.current == key


def hours(database: Database, actor: Actor, station: str, count: int, *, skip=(), **values) -> None:
    last = int(actor.now.timestamp()) // HOUR * HOUR
    rows = []
    for back in range(count):
        if back not in skip:
            row = dict.fromkeys(ROW_COLUMNS) | values
            row |= {"station_code": station, "period": HOUR, "time": last - back * HOUR}
            rows.append(tuple(row[name] for name in ROW_COLUMNS))
    with database.writing() as s:
        readings.store(s, rows, now=actor.now)


# states


def test_that_a_device_goes_from_never_heard_over_sending_and_late_to_silent(
    sqlite_database, context, actor, send
):
    assert state_of(one(sqlite_database, actor.now), actor.now) is State.NEVER
    send()
    device = one(sqlite_database, actor.now)
    # once an hour is the usual interval as long as nothing else is known
    for minutes, state in ((0, State.SENDING), (75, State.SENDING), (76, State.LATE), (181, State.SILENT)):
        assert state_of(device, actor.now + timedelta(minutes=minutes)) is state


def test_that_a_device_that_sends_every_minute_is_late_after_a_quarter_of_an_hour(
    sqlite_database, context, actor, send
):
    before = actor.now - timedelta(minutes=60)
    for minute in range(61):
        send(at=before + timedelta(minutes=minute))
    device = one(sqlite_database, actor.now)
    assert words.rates(device.heard, actor.now) == (60, 1)
    for minutes, state in ((16, State.SENDING), (17, State.LATE), (61, State.SILENT)):
        assert state_of(device, actor.now + timedelta(minutes=minutes)) is state
    assert words.rates(device.heard, actor.now + timedelta(hours=1)) == (1, 0)
    assert words.rates(device.heard, actor.now + timedelta(hours=2)) == (0, 0)


def test_that_a_wrong_clock_is_a_state_of_its_own_and_is_said_in_words(sqlite_database, context, actor, send):
    local = actor.now + timedelta(hours=8)
    send(qn=f"{local + timedelta(minutes=3):%Y%m%d%H%M%S}000")
    device = one(sqlite_database, actor.now)
    assert state_of(device, actor.now) is State.CLOCK
    assert clock_text(device.heard.clock_off_s) == "3 min fast"
    assert [clock_text(s) for s in (None, 0, -4, -40, 119, -7200)] == [
        "—",
        "right",
        "right",
        "40 s slow",
        "1 min fast",
        "2 h slow",
    ]


@pytest.mark.parametrize("reason", device_page.REFUSING)
def test_that_every_reason_to_refuse_all_frames_has_its_advice(sqlite_database, context, actor, reason):
    with sqlite_database.writing() as s:
        refuse(
            s, [Refusal(actor.now + timedelta(seconds=1), "hj212 x", reason, "", "##0100ST=22;MN=M1;CP=&&&&")]
        )
    device = one(sqlite_database, actor.now + timedelta(minutes=1))
    assert device.refusing == reason
    assert state_of(device, actor.now) is State.REFUSING
    assert states.sentence(device, actor.now).count(".") >= 2


def test_that_a_refusal_counts_until_the_device_is_changed_or_an_hour_has_passed(
    sqlite_database, context, actor, send
):
    later = actor.now + timedelta(minutes=5)
    context.clock.value = later
    send(pw="wrong", at=later)
    assert one(sqlite_database, later).refusing == "password"
    with sqlite_database.reading() as s:
        assert device_page.waiting(s, later) == 1
    assert one(sqlite_database, later + timedelta(minutes=61)).refusing is None
    with sqlite_database.writing() as s:
        devices.change(s, Actor(later + timedelta(minutes=1)), "M1", DeviceEdit(password="wrong"))
    assert one(sqlite_database, later + timedelta(minutes=2)).refusing is None
    with sqlite_database.reading() as s:
        assert device_page.waiting(s, later + timedelta(minutes=2)) == 0


# the lists


def test_that_the_table_says_what_is_known_and_never_a_secret(
    qtbot, open_screen, context, sqlite_database, send
):
    with sqlite_database.writing() as s:
        devices.change(s, context.actor(), "M1", DeviceEdit(sm4_key="0123456789ABCDEF0123456789ABCDEF"))
    send()
    send(items="a34004-Rtd=abc")
    screen = open_screen()
    names = "state station level mn type last data rate bad clock secrets units"
    shown = {name: column(screen, DEVICES, number)[1] for number, name in enumerate(names.split())}
    assert shown == {
        "state": "sending",
        "station": "成安 县政府站",
        "level": "provincial",
        "mn": "M1",
        "type": "ambient air",
        "last": "under 1 min",
        "data": "16:00",
        "rate": "0 · 2",
        "bad": "50.0 %",
        "clock": "right",
        "secrets": "password + SM4",
        "units": "",
    }
    order = screen.lists.tables[DEVICES].order
    assert order.index(1, 8).data(Qt.ItemDataRole.ToolTipRole) == "impossible value: 1"
    assert column(screen, DEVICES, 0) == ["never heard", "sending"], "what needs a look comes first"
    everything = [order.index(r, c).data(role) for r in range(2) for c in range(12) for role in (0, 3)]
    assert not any("123456" in str(text) or "ABCDEF" in str(text) for text in everything)


def test_that_typing_filters_and_chips_count_and_filter_by_state(qtbot, open_screen, context, send):
    send()
    screen = open_screen()
    screen.view.search.setText("县政府 涉县")
    assert column(screen, DEVICES, 3) == ["M2"]
    assert screen.view.device.mn == "M2", "the one on the right is one of those on the left"
    qtbot.keyClicks(screen.view.search, " M7")
    assert "Nothing fits the filter" in labels(screen.view.no_rows)
    assert screen.view.shown is screen.view.none_chosen
    screen.view.search.clear()
    qtbot.mouseClick(screen.view.states, LEFT, pos=screen.view.states.option_rect("sending").center())
    assert column(screen, DEVICES, 3) == ["M1"]


def test_that_both_lists_are_sound_models(qtmodeltester, qtbot, context, sqlite_database, send):
    send(mn="STRANGER")
    found = page(sqlite_database, context.now())
    for plan, records in zip(PLANS, (found.devices, found.unknown), strict=True):
        table = Table(plan, Reading(context.now(), {}), context.jobs)
        qtbot.addWidget(table.view)
        for shown in ([], records, records[:1]):
            table.show(shown)
            qtmodeltester.check(table.model)
            qtmodeltester.check(table.order)


def test_that_the_choice_stays_when_other_devices_come_in(qtbot, open_screen, context, sqlite_database, send):
    screen = open_screen()
    assert screen.lists.tables[DEVICES].choose("M2")
    send(mn="M1")
    with sqlite_database.writing() as s:
        devices.register(s, context.actor(), "A-NEW")
    with qtbot.waitSignal(screen.ready):
        context.jobs.changed.emit(Changes(devices=True), None)
    assert screen.lists.chosen().mn == "M2"
    assert screen.view.device.mn == "M2"


def test_that_without_devices_the_first_steps_are_named(qtbot, empty_context, sqlite_database):
    listener = FakeListener(empty_context.now())
    screen = DevicesScreen(empty_context, lambda: listener, pause_ms=0)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    text = " ".join(labels(screen.view.nothing))
    for part in ("No devices yet", "port 9212", "0.0.0.0", "qingkong load stations"):
        assert part in text
    screen.view.nothing.button_clicked.emit()
    qtbot.waitUntil(lambda: screen.view.form.isVisible())
    screen.view.form.leave()
    assert screen.view.nothing.isVisible()


# deeds


def test_that_an_unregistered_number_is_bound_with_one_click_and_unbound_with_another(
    qtbot, open_screen, context, sqlite_database, send, said
):
    with sqlite_database.writing() as s:
        stations.save(s, context.actor(), [StationRow("CA-02", "柏寺营", unit_code="130424100")])
    send(mn="88888", items="a34004-Rtd=35;a01006-Rtd=1013.2")
    screen = open_screen()
    assert screen.badge_count() == 1
    choose_list(qtbot, screen, UNKNOWN)
    shown = labels(screen.view.unknown)
    assert "成安 柏寺营 · CA-02 is the only station without a device." in shown
    assert "air pressure a01006" in shown
    assert "looks like hPa: then 1013 hPa" in shown
    with qtbot.waitSignal(screen.badge_changed) as changed:
        press(qtbot, screen, screen.view.unknown, detail.BIND)
    assert changed.args == [0]
    assert said == ["88888 reports for 成安 柏寺营 · CA-02 now. “Unbind” takes it back."]
    with sqlite_database.reading() as s:
        assert s.scalar(select(Device.station_code).where(Device.mn == "88888")) == "CA-02"
        assert s.scalars(select(UnknownDevice.mn)).all() == []
    assert (screen.lists.current, screen.view.device.mn) == (DEVICES, "88888"), "it is shown at once"
    press(qtbot, screen, screen.view.device, detail.UNBIND)
    with sqlite_database.reading() as s:
        assert s.scalar(select(Device.station_code).where(Device.mn == "88888")) is None


def test_that_a_number_nobody_expects_is_registered_with_a_new_station_in_one_step(
    qtbot, open_screen, context, sqlite_database, send
):
    send(mn="88888")
    screen = open_screen()
    choose_list(qtbot, screen, UNKNOWN)
    press(qtbot, screen, screen.view.unknown, detail.BIND)
    fields = screen.view.form.fields
    assert fields is not None
    assert (fields.mn.text(), fields.mn.isReadOnly(), fields.station.is_new) == ("88888", True, True)
    fields.name.clear()
    qtbot.mouseClick(screen.view.form.save_button, LEFT)
    assert fields.main.error("name") == "A station needs a name."
    fields.name.setText("房寨微站")
    fields.place.set_code("130424100")
    qtbot.mouseClick(screen.view.form.save_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.device.mn == "88888")
    with sqlite_database.reading() as s:
        station = s.scalars(select(Station).where(Station.code == "88888")).one()
        assert (station.name, station.level, station.shard_code) == ("房寨微站", "micro", "130424")


def test_that_an_edit_saves_only_what_was_changed_and_secrets_stay_unless_taken_away(
    qtbot, open_screen, context, sqlite_database
):
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    press(qtbot, screen, screen.view.device, detail.EDIT)
    fields = screen.view.form.fields
    assert fields is not None
    assert (fields.password.line.text(), fields.is_touched()) == ("", False)
    fields.units["pm25"].setCurrentIndex(fields.units["pm25"].findData("mg/m3"))
    fields.minutes.setCurrentIndex(fields.minutes.findData(300))
    assert fields.edit() == DeviceEdit(units={"pm25": "mg/m3"}, minute_seconds=300)
    qtbot.keyClicks(fields.key.line, "12")
    qtbot.mouseClick(screen.view.form.save_button, LEFT)
    qtbot.waitUntil(lambda: bool(fields.main.error("sm4_key")))
    assert fields.main.error("sm4_key").startswith("An SM4 key has 32 hexadecimal digits")
    fields.key.line.clear()
    qtbot.mouseClick(screen.view.form.save_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.form.fields is None)
    device = one(sqlite_database, context.now())
    assert (device.units, device.minute_seconds) == ({"pm25": "mg/m3"}, 300)
    assert (device.has_password, device.has_key) == (True, False)


def test_that_what_is_typed_is_kept_when_another_device_is_chosen_until_it_is_given_up(qtbot, open_screen):
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    press(qtbot, screen, screen.view.device, detail.EDIT)
    qtbot.keyClicks(screen.view.form.fields.password.line, "secret")
    screen.lists.tables[DEVICES].choose("M2")
    assert screen.view.form.confirm.text() == "What was typed has not been saved."
    assert screen.view.form.fields.password.line.text() == "secret"
    qtbot.mouseClick(screen.view.form.confirm.accept_button, LEFT)
    assert screen.view.form.fields is None
    assert (screen.view.shown, screen.view.device.mn) == (screen.view.device, "M2")


def test_that_a_faster_edit_of_somebody_else_is_shown_and_nothing_typed_is_lost(
    qtbot, open_screen, context, sqlite_database
):
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    press(qtbot, screen, screen.view.device, detail.EDIT)
    form = screen.view.form
    qtbot.keyClicks(form.fields.password.line, "mine")
    with sqlite_database.writing() as s:
        devices.change(s, context.actor(), "M1", DeviceEdit(station="SX-01", units={"co": "ug/m3"}))
    qtbot.mouseClick(form.save_button, LEFT)
    qtbot.waitUntil(lambda: form.sentence.text().startswith("Somebody else changed this device"))
    assert form.fields.password.line.text() == "mine"
    assert (form.fields.station.code(), form.fields.units["co"].currentData()) == ("SX-01", "ug/m3")
    qtbot.mouseClick(form.save_button, LEFT)
    qtbot.waitUntil(lambda: form.fields is None)
    with sqlite_database.reading() as s:
        row = s.execute(select(Device.password, Device.station_code).where(Device.mn == "M1")).one()
    assert tuple(row) == ("mine", "SX-01")


def test_that_a_removed_device_is_found_under_its_chip_and_restored(
    qtbot, open_screen, context, sqlite_database, said
):
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    press(qtbot, screen, screen.view.device, detail.REMOVE)
    assert "M1" in screen.view.confirm.text()
    qtbot.keyClick(screen.view.confirm.refuse_button, Qt.Key.Key_Escape)
    assert not screen.view.confirm.isVisible()
    assert not one(sqlite_database, context.now()).is_removed
    press(qtbot, screen, screen.view.device, detail.REMOVE)
    qtbot.mouseClick(screen.view.confirm.accept_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.states.current() == State.REMOVED)
    assert column(screen, DEVICES, 3) == ["M1"]
    assert not screen.view.device.buttons[detail.EDIT].isVisible()
    press(qtbot, screen, screen.view.device, detail.RESTORE)
    qtbot.waitUntil(lambda: column(screen, DEVICES, 3) == ["M1", "M2"])
    assert screen.lists.chosen().mn == "M1"
    assert not one(sqlite_database, context.now()).is_removed


def test_that_a_failed_deed_is_told_and_the_buttons_work_again(
    qtbot, open_screen, context, sqlite_database, told
):
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    with sqlite_database.writing() as s:
        devices.remove(s, context.actor(), "M1")
    press(qtbot, screen, screen.view.device, detail.UNBIND)
    assert [str(error) for error in told] == ["There is no device M1. Check the code and try again."]
    assert screen.view.device.buttons[detail.UNBIND].isEnabled()


def test_that_enter_opens_what_one_would_do_next(qtbot, open_screen, send):
    send(mn="88888")
    screen = open_screen()
    view = screen.lists.tables[DEVICES].view
    assert view.hasFocus()
    screen.lists.tables[DEVICES].choose("M2")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.view.form.device is not None and screen.view.form.device.mn == "M2")
    qtbot.keyClick(screen.view.form.fields.station, Qt.Key.Key_Escape)
    assert screen.view.shown is screen.view.device
    choose_list(qtbot, screen, UNKNOWN)
    qtbot.keyClick(screen.lists.tables[UNKNOWN].view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.view.form.fields is not None)
    assert screen.view.form.fields.mn.text() == "88888"


def test_that_a_device_is_registered_by_hand_and_a_taken_number_is_refused_at_its_field(
    qtbot, open_screen, context, sqlite_database
):
    screen = open_screen()
    qtbot.mouseClick(screen.view.new_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.form.fields is not None)
    form = screen.view.form
    qtbot.mouseClick(form.save_button, LEFT)
    assert form.fields.main.error("mn") == "Enter the number that the device sends after MN=."
    qtbot.keyClicks(form.fields.mn, "M1")
    qtbot.mouseClick(form.save_button, LEFT)
    qtbot.waitUntil(lambda: form.fields.main.error("mn") == "device M1 exists already.")
    qtbot.keyClicks(form.fields.mn, "23")
    form.fields.station.setEditText("no such station")
    qtbot.mouseClick(form.save_button, LEFT)
    assert form.fields.main.error("station") == "No station has this name. Choose one from the list."
    form.fields.station.choose("SX-01")
    qtbot.mouseClick(form.save_button, LEFT)
    qtbot.waitUntil(lambda: screen.view.device.mn == "M123")
    assert one(sqlite_database, context.now(), "M123").station.code == "SX-01"


# the right side


def test_that_refused_frames_are_shown_without_their_password(
    qtbot, open_screen, context, sqlite_database, send
):
    send(pw="topsecret")
    send(mn="M10", pw="other")
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    qtbot.waitUntil(lambda: screen.view.device.refused.isVisibleTo(screen))
    shown = labels(screen.view.device.refused)
    assert any("wrong password · 10.0.0.7" in text for text in shown)
    assert any("PW=••••••;MN=M1;" in text for text in shown)
    assert not any("topsecret" in text or "M10" in text for text in shown)
    assert screen.view.device.bars.rows() == (("wrong password", 1),)


def test_that_a_wrong_unit_is_marked_and_taken_over_with_one_click(
    qtbot, open_screen, context, sqlite_database, send
):
    send(items="a01006-Rtd=1013.2,a01006-Flag=N;a34004-Rtd=35")
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    qtbot.waitUntil(lambda: column(screen, DEVICES, 11)[-1] == "air pressure")
    assert "looks like hPa: then 1013 hPa" in labels(screen.view.device.values)
    button = screen.view.device.values.findChildren(type(screen.view.new_button))[0]
    assert button.text() == "Take air pressure in hPa from now on"
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: one(sqlite_database, context.now()).units == {"pressure": "hPa"})


def test_that_missing_hours_are_counted_and_asked_for_span_by_span(
    qtbot, open_screen, context, sqlite_database, actor, send
):
    # M1 has all hours of 30 days but the 3 to 5 hours ago, 50 hours ago, 200 hours ago
    hours(sqlite_database, actor, "CA-01", 720, skip=(3, 4, 5, 50, 200), pm25=35.0)
    send()
    listener = FakeListener(context.now())
    screen = open_screen(listener=lambda: listener)
    screen.lists.tables[DEVICES].choose("M1")
    gaps = screen.view.device.gaps
    qtbot.waitUntil(gaps.isVisible)
    assert gaps.count.text() == "4 of 168 hours are missing"
    qtbot.mouseClick(gaps.choice, LEFT, pos=gaps.choice.option_rect("30").center())
    assert gaps.count.text() == "5 of 720 hours are missing"
    qtbot.mouseClick(gaps.choice, LEFT, pos=gaps.choice.option_rect("7").center())
    qtbot.mouseClick(gaps.button, LEFT)
    qtbot.waitUntil(lambda: len(listener.calls) == 2)
    ago = [(actor.now - begin, actor.now - end) for _, begin, end in listener.calls]
    # an hour is asked for by its beginning and its end
    assert ago == [
        (timedelta(hours=51), timedelta(hours=50)),
        (timedelta(hours=6), timedelta(hours=3)),
    ]
    assert gaps.word.text() == "03-20 10:00-13:00: done, 4 hours came."


def test_that_a_device_that_is_away_is_asked_once_and_that_is_said(
    qtbot, open_screen, context, sqlite_database, actor, send
):
    hours(sqlite_database, actor, "CA-01", 168, skip=(3, 50), pm25=35.0)
    send()
    listener = FakeListener(context.now(), AskState.AWAY)
    screen = open_screen(listener=lambda: listener)
    screen.lists.tables[DEVICES].choose("M1")
    qtbot.waitUntil(screen.view.device.gaps.isVisible)
    qtbot.mouseClick(screen.view.device.gaps.button, LEFT)
    assert len(listener.calls) == 1
    assert "the device is not connected" in screen.view.device.gaps.word.text()
    assert screen.view.device.gaps.button.isEnabled()


def test_that_without_a_listener_nothing_can_be_asked_and_the_reason_is_said(qtbot, open_screen, send):
    send()
    screen = open_screen()
    screen.lists.tables[DEVICES].choose("M1")
    qtbot.waitUntil(screen.view.device.gaps.isVisible)
    assert not screen.view.device.gaps.button.isEnabled()
    assert screen.view.device.gaps.word.text().startswith("Devices are not connected to this program")


def test_that_the_strip_knows_its_hours(qtbot):
    strip = HourStrip()
    qtbot.addWidget(strip)
    strip.resize(600, strip.sizeHint().height())
    until = 1_773_993_600  # 2026-03-20 16:00 in China
    strip.show_hours([until], until, 7)
    assert strip.label_at(strip.cell(until).center()) == until
    first = until - 167 * HOUR
    assert strip.label_at(strip.cell(first).center()) == first
    assert strip.label_at(strip.cell(until + HOUR).center()) is None, "it is not over yet"
    assert strip.label_at(QPoint(0, 0)) is None
    midnight = until - 16 * HOUR
    assert strip.cell(midnight).top() < strip.cell(until).top(), "00:00 ends the day before"
    assert strip.cell(midnight).right() > strip.cell(until).right()


# pure parts


def test_that_close_spans_are_asked_for_at_once():
    hour = [1_773_990_000 + n * HOUR for n in range(40)]
    found = spans([hour[2], hour[3], hour[9], hour[30]])
    # 3 to 8 are there: five hours apart are fetched again, twenty are not
    assert [(int(a.timestamp()), int(b.timestamp())) for a, b in found] == [
        (hour[1], hour[9]),
        (hour[29], hour[30]),
    ]
    assert missing_since(hour, hour[10], 1) == hour[:11]


def test_that_a_station_is_proposed_for_good_reasons_in_their_order(sqlite_database, context, actor):
    found = page(sqlite_database, actor.now)
    assert propose("X", found.stations, found.devices).why is Why.NEW
    with sqlite_database.writing() as s:
        stations.save(s, actor, [StationRow("X", "丙"), StationRow("Y", "丁")])
        devices.remove(s, actor, "M1")
    found = page(sqlite_database, actor.now)
    assert propose("M1", found.stations, found.devices).station.code == "CA-01"
    assert propose("X", found.stations, found.devices).why is Why.SAME_CODE
    assert propose("Z", found.stations, found.devices).why is Why.NEW, "three stations have none"


def test_that_a_sample_is_read_as_far_as_it_goes():
    values = sample_values("DataTime=20260320160000;a34004-Rtd=35,a34004-Flag=N;a99054-Rtd=0.3;junk;=;", "22")
    assert [(v.code, v.column, v.text) for v in values] == [("a34004", "pm25", "35"), ("a99054", None, "0.3")]
    assert sample_values("a34004-Rtd=35", "31")[0].column is None, "a chimney's particles are no PM2.5 here"
    assert sample_values("{0xE4,0x3E}g=N", "22") == []


def test_that_units_are_judged_by_the_stations_hours_and_its_neighbours(
    sqlite_database, context, actor, send
):
    rows = [StationRow(f"N{n}", f"邻{n}", unit_code="130424100") for n in range(3)]
    with sqlite_database.writing() as s:
        stations.save(s, Actor(actor.now - timedelta(days=2)), rows)
    # the record is of this moment; the hours came after the device was registered
    later = Actor(actor.now + timedelta(hours=26))
    hours(sqlite_database, later, "CA-01", 24, pm25=0.035)
    for n in range(3):
        hours(sqlite_database, later, f"N{n}", 24, pm25=30.0 + n)
    send(items="a34004-Rtd=0.035")
    with sqlite_database.reading() as s:
        judged = judge_all(page(sqlite_database, later.now).devices, device_page.recent_hours(s, later.now))
    (found,) = judged["M1"]
    assert (found.reason, found.proposed) == (Reason.UNLIKE_NEIGHBOURS, "mg/m3")
    assert (found.instead, found.neighbours) == (pytest.approx(35), 31)
    assert judged["M2"] == ()


def test_that_hours_of_before_a_change_say_nothing_of_the_new_unit(sqlite_database, context, actor, send):
    later = Actor(actor.now + timedelta(hours=26))
    hours(sqlite_database, later, "CA-01", 24, pm25=0.035)
    send(items="a34004-Rtd=0.035")
    with sqlite_database.writing() as s:
        devices.change(s, later, "M1", DeviceEdit(units={"pm25": "mg/m3"}))
    with sqlite_database.reading() as s:
        judged = judge_all(page(sqlite_database, later.now).devices, device_page.recent_hours(s, later.now))
    assert judged["M1"][0].reason is Reason.FITS
