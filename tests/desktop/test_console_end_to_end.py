"""The whole console: a real window on a real record, a device on a real socket, orders by real clicks."""

import contextlib
import json
import logging
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

import desktop.compose
import desktop.console
from db import places
from db.actor import Actor
from db.check import check
from db.commands import tasks
from db.commands.divisions import load_campaigns
from db.commands.sites import SiteData, edit
from db.commands.tasks import NewTask
from db.engine import Database, open_database
from db.identity import Founding
from db.places import Kind, Place
from db.queries import sites as site_queries
from db.queries import tasks as queries
from db.queries.log import operations
from db.rules.tasks import Step
from db.setup import prepare
from db.sync.exchange import exchange
from desktop import app as application
from desktop.app import Program, Start, install_excepthook
from desktop.context import Context
from desktop.refused import RefusedDialog
from desktop.settings import EDITION, SCREEN, THEME
from widgets import theme
from widgets.tiles import Tile

LEFT = Qt.MouseButton.LeftButton
LOADING = 30_000
"""Milliseconds for the first start of a run, which imports the charts."""

# STANDARDS §1.7, HJ 633-2026: PM2.5 100 is 137, PM10 89 is 70 or 78; the others lie far below
POLLUTED = "a34004-Avg=100,a34004-Flag=N;a34002-Avg=89,a34002-Flag=N;a21026-Avg=13,a21026-Flag=N"
GASES = "a21004-Avg=14,a21004-Flag=N;a21005-Avg=0.349,a21005-Flag=N;a05024-Avg=122,a05024-Flag=N"
QN = "20260320160130000"


def crc(data: bytes) -> int:
    """HJ 212 appendix A, bit by bit."""
    register = 0xFFFF
    for byte in data:
        register = (register >> 8) ^ byte
        for _ in range(8):
            odd = register & 1
            register >>= 1
            if odd:
                register ^= 0xA001
    return register


def frame(mn: str, *, wrong: int = 0) -> bytes:
    """The hour from 15:00 to 16:00 on 2026-03-20, labelled by its start as devices do."""
    data = (
        f"QN={QN};ST=22;CN=2061;PW=123456;MN={mn};Flag=5;CP=&&DataTime=20260320150000;{POLLUTED};{GASES}&&"
    ).encode()
    return b"##%04d%s%04X\r\n" % (len(data), data, crc(data) ^ wrong)


class Device:
    """A data logger: a plain socket."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def answer(self) -> str:
        received = b""
        while b"\r\n" not in received:
            more = self._socket.recv(4096)
            assert more, "the listener hung up"
            received += more
        return received.decode("ascii")

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """A program changes the application's look and language: other tests get them back."""
    style, palette, font, sheet = qapp.style().name(), qapp.palette(), qapp.font(), qapp.styleSheet()
    tokens, locale = theme.current(), QLocale()
    yield
    theme._current = tokens
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)
    qapp.setStyleSheet(sheet)
    QLocale.setDefault(locale)


@pytest.fixture
def make_program(qtbot, qapp: QApplication, look: None, monkeypatch) -> Iterator[Callable[..., Program]]:
    monkeypatch.setattr(desktop.console, "POLL_MS", 50)
    made: list[Program] = []

    def make(url: str, **options) -> Program:
        options = {"listen": ("127.0.0.1", 0), "language": "en", "remember": False} | options
        program = Program(qapp, Start(url=url, **options))
        made.append(program)
        return program

    yield make
    for program in made:
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()


@pytest.fixture
def open_program(qtbot, make_program, clock, monkeypatch) -> Callable[..., Program]:
    """Shown, opened, every screen made and loaded; its clock stands."""
    clock.value += timedelta(minutes=6)
    monkeypatch.setattr(desktop.compose, "Clock", lambda: clock)

    def open_(url: str, **options) -> Program:
        program = make_program(url, **options)
        program.show()
        qtbot.waitUntil(lambda: program.console is not None, timeout=LOADING)
        names = program.window.names
        qtbot.waitUntil(lambda: all(program.window.page(key) is not None for key in names))
        qtbot.waitUntil(lambda: program.console.is_ready(program.window.current_key()))
        return program

    return open_


@pytest.fixture
def program(open_program, context: Context, sqlite_url: str) -> Program:
    """On the record of `fill`, with a database connection of its own."""
    return open_program(sqlite_url)


@pytest.fixture
def device(program: Program) -> Iterator[Device]:
    device = Device(program.console.listener.port)
    yield device
    device.close()


def tile(program: Program, code: str) -> Tile:
    return program.window.page("duty").view.wall._tiles[code]


def show(qtbot, program: Program, key: str):
    """Go to a screen by the rail."""
    qtbot.mouseClick(program.window.rail.button(key), LEFT)
    qtbot.waitUntil(lambda: program.window.current_key() == key and program.console.is_ready(key))
    return program.window.page(key)


def curves(program: Program) -> list[list[tuple[float, float]]]:
    """The points that are drawn, known values only."""
    drawn = program.window.page("duty").view.chart.plot.drawn()
    return [[(float(a), float(b)) for a, b in zip(x, y, strict=True) if b == b] for x, y in drawn if len(x)]


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def refused_count(program: Program) -> str:
    with contextlib.suppress(KeyError):
        return program.window.status.item("refused").text
    return ""


def messages(program: Program) -> str:
    return "\n".join(program.window.messages.texts())


def our_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("qingkong")]


def test_that_a_devices_hour_is_answered_and_shown_in_its_tile_and_on_the_chart(
    qtbot, program, device, clock
):
    assert tile(program, "CA-01").aqi is None
    device.send(frame("M1"))
    answer = device.answer()
    assert "CN=9014" in answer
    assert f"QN={QN}" in answer
    assert "MN=M1" in answer

    qtbot.waitUntil(lambda: tile(program, "CA-01").aqi == 137)
    shown = tile(program, "CA-01")
    assert (shown.primary, shown.level_word, shown.stale) == ("PM2.5", "Light", False)
    assert shown.spark[-1] == 137
    assert tile(program, "SX-01").aqi is None

    wall = program.window.page("duty").view.wall
    qtbot.mouseClick(wall.viewport(), LEFT, pos=wall.tile_rect("CA-01").center())
    hour = clock.now().timestamp() // 3600 * 3600
    qtbot.waitUntil(lambda: any(points and points[-1] == (hour, 100.0) for points in curves(program)))
    qtbot.waitUntil(lambda: "1 devices, last frame" in program.window.status.item("feed").text)


def test_that_a_repeated_hour_is_answered_again_and_stored_once(qtbot, program, device, sqlite_database):
    for _ in range(2):
        device.send(frame("M2"))
        assert "CN=9014" in device.answer()
    with sqlite_database.reading() as session:
        from db.queries.readings import recent

        found = recent(session, 0, 2_000_000_000)
    assert len(found.time) == 1


def test_that_refused_frames_are_counted_and_shown_with_their_reasons(qtbot, program, device):
    device.send(frame("M1", wrong=1))
    device.send(frame("NOBODY"))
    device.send(frame("M1"))
    assert "MN=M1" in device.answer(), "the connection goes on"
    qtbot.waitUntil(lambda: refused_count(program) == "Refused 2")

    qtbot.mouseClick(program.window.status.button("refused"), LEFT)
    dialog = program.window.findChild(RefusedDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    cells = [[dialog.model.index(row, column).data() for column in range(5)] for row in range(2)]
    assert [row[2] for row in cells] == ["unknown device", "wrong checksum"]
    assert "NOBODY" in cells[0][3]
    assert cells[0][4].startswith(f"##0{len(frame('NOBODY')) - 12}QN={QN}")
    assert all(row[0] == "03-20 16:06:00" for row in cells)

    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy rows")
    qtbot.mouseClick(copy, LEFT)
    assert QGuiApplication.clipboard().text().count("\n") == 1
    dialog.close()


def begin_order(qtbot, program: Program):
    """From the first site of the list: its page, the button there, and the form."""
    campaigns = show(qtbot, program, "campaigns")
    table = campaigns.view.overview.table
    index = table.model().index(1, 0)
    assert index.data() == "商城供热管网"
    place = table.visualRect(index).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(table.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: campaigns.view.current() is campaigns.view.page)
    qtbot.mouseClick(campaigns.view.page.order_button, LEFT)
    qtbot.waitUntil(lambda: program.window.current_key() == "dispatch")
    form = program.window.page("dispatch").form
    qtbot.waitUntil(form.isVisible)
    return form


def test_that_an_order_lives_from_a_site_to_its_end_and_the_log_has_every_step(
    qtbot, program, sqlite_database: Database
):
    before = _operations(sqlite_database)[-1].position
    form = begin_order(qtbot, program)
    assert "商城供热管网" in form.title.text()
    qtbot.mouseClick(form.send, LEFT)
    assert form.isVisible(), "an order without a unit is not sent"

    units = form.units.list
    qtbot.waitUntil(lambda: units.count() > 0)
    assert units.item(0).text() == "成安县住建局", "departments of the site's county come first"
    qtbot.mouseClick(units.viewport(), LEFT, pos=units.visualItemRect(units.item(0)).center())
    qtbot.keyClick(units, Qt.Key.Key_Space)
    assert form.units.codes() == ["130424-ZJ"]
    qtbot.keyClicks(form.title, " 2")
    qtbot.mouseClick(form.send, LEFT)
    qtbot.waitUntil(lambda: not form.isVisible())

    screen = program.window.page("dispatch")
    detail = screen.view.detail
    qtbot.waitUntil(lambda: detail.task is not None and detail.task.title.endswith(" 2"))
    number = detail.task.number
    assert f"Order {number} was dispatched" in messages(program)
    for step in (Step.RECEIVE, Step.REPORT, Step.VERIFY, Step.CLOSE):
        # a step is offered once the one before it has been written and read again
        qtbot.waitUntil(lambda step=step: step in detail.buttons and detail.buttons[step].isEnabled())
        qtbot.keyClicks(detail.note, f"note {step}")
        qtbot.mouseClick(detail.buttons[step], LEFT)
    # a closed order leaves the open ones; it is found among those that ended
    board = screen.view
    qtbot.mouseClick(board.groups, LEFT, pos=board.groups.option_rect("closed").center())
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 1)
    place = board.table.visualRect(screen.rows.index(0, 0)).center()
    qtbot.mouseClick(board.table.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: detail.task.number == number and list(detail.buttons) == [Step.REOPEN])
    assert [part.state for part in detail.task.parts] == ["closed"]

    life = ["dispatch", "receive", "report", "verify", "close"]
    with sqlite_database.reading() as session:
        task = queries.task(session, number)
        assert [step.step for step in task.steps] == life
        assert [step.note for step in task.steps][1:] == [f"note {step}" for step in life[1:]]
        assert task.site_code == "CA-YC-0002"
    written = [op for op in _operations(sqlite_database) if op.position > before]
    assert [json.loads(op.changes)["step"][1] for op in written if op.entity == "task_step"] == life
    states = [json.loads(op.changes).get("state") for op in written if op.entity == "assignment"]
    assert states == [
        [None, "draft"],
        ["draft", "dispatched"],
        ["dispatched", "received"],
        ["received", "reported"],
        ["reported", "verified"],
        ["verified", "closed"],
    ]
    assert check(sqlite_database) == []

    # the site's page was read again behind the dispatch screen
    campaigns = show(qtbot, program, "campaigns")
    orders = campaigns.view.page.order_model
    qtbot.waitUntil(lambda: orders.rowCount() == 1)
    assert orders.index(0, 0).data() == number
    assert orders.index(0, 4).data() == "closed"


def _operations(database: Database) -> list:
    with database.reading() as session:
        return list(operations(session))


def test_that_a_report_without_a_sentence_is_not_sent(qtbot, program):
    screen = show(qtbot, program, "dispatch")
    detail = screen.view.detail
    qtbot.waitUntil(lambda: Step.REPORT in detail.buttons)
    number = detail.task.number
    qtbot.mouseClick(detail.buttons[Step.REPORT], LEFT)
    assert "report" in detail.error.text()
    assert detail.task.number == number
    assert Step.REPORT in detail.buttons


def test_that_an_order_of_the_command_line_appears_in_the_window(qtbot, program, sqlite_url):
    show(qtbot, program, "dispatch")
    command = [sys.executable, "-m", "desktop", "--db", sqlite_url, "--lang", "en", "task", "new"]
    options = ["--title", "from outside", "--to", "130426-CG", "--deadline", "2026-03-21T18:00"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    number = done.stdout.split()[-1]
    model = program.window.page("dispatch").model
    qtbot.waitUntil(lambda: bool(model.rows_of(number)))
    qtbot.waitUntil(lambda: program.window.rail.button("dispatch").accessibleDescription() == "3")


def test_that_what_another_program_writes_appears_on_hidden_screens_too(qtbot, program, sqlite_url, actor):
    other = open_database(sqlite_url)
    with other.writing() as session:
        number = tasks.new(
            session, actor, NewTask("written beside it", ["130424-ZJ"], site_code="CA-YC-0002")
        )
    other.close()
    screen = show(qtbot, program, "dispatch")
    qtbot.waitUntil(lambda: bool(screen.model.rows_of(number)))
    orders = program.window.page("duty").lists
    show(qtbot, program, "duty")
    qtbot.waitUntil(lambda: number in orders.order_numbers())


def test_that_a_step_that_somebody_else_took_first_is_refused_with_a_sentence(
    qtbot, program, sqlite_database, actor, monkeypatch
):
    program.console._poll.stop()
    screen = show(qtbot, program, "dispatch")
    detail = screen.view.detail
    qtbot.waitUntil(lambda: Step.REPORT in detail.buttons)
    with sqlite_database.writing() as session:
        tasks.step(session, actor, detail.task.number, Step.REPORT, note="done elsewhere")
    qtbot.keyClicks(detail.note, "mine")
    qtbot.mouseClick(detail.buttons[Step.REPORT], LEFT)
    qtbot.waitUntil(lambda: "somebody else" in detail.error.text())
    assert detail.note.toPlainText() == "mine", "what was typed stays"
    qtbot.waitUntil(lambda: Step.VERIFY in detail.buttons)


def test_that_closing_the_window_stops_every_thread_and_the_listener(qtbot, program):
    assert {"qingkong-db", "qingkong-listener"} <= set(our_threads())
    port = program.console.listener.port
    program.window.close()
    # `context` has a database thread of its own
    assert our_threads().count("qingkong-db") == 1
    assert "qingkong-listener" not in our_threads()
    with pytest.raises(OSError, match=r"refused|reset|actively"):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_that_a_window_closed_while_the_record_opens_leaves_nothing_behind(
    qtbot, make_program, sqlite_url, monkeypatch
):
    inside, gate = threading.Event(), threading.Event()
    real = application._open

    def slow(start: Start):
        inside.set()
        gate.wait(10)
        return real(start)

    monkeypatch.setattr(application, "_open", slow)
    program = make_program(sqlite_url)
    program.show()
    qtbot.waitUntil(inside.is_set)
    gate.set()
    program.window.close()
    assert "qingkong-loader" not in our_threads()
    # what the loader had to say arrives now, when nobody waits any more
    fired = []
    QTimer.singleShot(0, lambda: fired.append(True))
    qtbot.waitUntil(lambda: bool(fired))
    assert program.console is None
    assert our_threads() == []


def test_that_a_window_closed_at_once_does_not_open_the_record(qtbot, make_program, sqlite_url):
    program = make_program(sqlite_url)
    program.show()
    program.window.close()
    fired = []
    QTimer.singleShot(1, lambda: fired.append(True))
    qtbot.waitUntil(lambda: bool(fired))
    assert our_threads() == []


def test_that_a_record_of_a_newer_program_is_told_in_a_sentence(
    qtbot, make_program, sqlite_url, sqlite_database, caplog
):
    from sqlalchemy import text

    with sqlite_database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'z999'"))
    program = make_program(sqlite_url)
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(program.failed, timeout=LOADING):
        program.show()
    shown = texts(program.window.stack)
    assert "The record cannot be opened" in shown
    assert "was made by a newer version of the program (schema z999" in shown
    assert "Traceback" not in shown
    assert "Error" not in shown
    assert program.console is None


def test_that_a_file_that_is_no_database_is_told_in_a_sentence(qtbot, make_program, tmp_path, caplog):
    path = tmp_path / "letter.db"
    path.write_text("Dear office, " * 200)
    program = make_program(f"sqlite:///{path}")
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(program.failed, timeout=LOADING):
        program.show()
    shown = texts(program.window.stack)
    assert "The record cannot be opened" in shown
    assert "letter.db" in shown
    assert path.read_text().startswith("Dear office"), "it was not touched"


def test_that_a_record_on_a_share_is_told_in_a_sentence_and_an_override_warns(
    qtbot, make_program, open_program, context, sqlite_url, monkeypatch, caplog
):
    monkeypatch.setattr(places, "examine", lambda _path: Place(Kind.NETWORK, "cifs, /mnt/share"))
    program = make_program(sqlite_url)
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(program.failed, timeout=LOADING):
        program.show()
    assert "lies on a network share (cifs, /mnt/share)" in texts(program.window.stack)
    assert "qingkong sync" in texts(program.window.stack)
    monkeypatch.setenv(places.ALLOW, "1")
    program = open_program(sqlite_url)
    assert f"Opened because {places.ALLOW}=1 is set" in messages(program)
    assert "lies on a network share (cifs, /mnt/share)" in messages(program)


def test_that_a_taken_port_is_told_in_the_status_line_and_the_rest_works(
    qtbot, open_program, context, sqlite_url
):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        program = open_program(sqlite_url, listen=("127.0.0.1", port))
        qtbot.waitUntil(lambda: "feed" in program.window.status._items)
        assert f"Port {port}" in program.window.status.item("feed").text
        show(qtbot, program, "dispatch")


@pytest.fixture
def themes(tmp_path, monkeypatch) -> Path:
    """A copy of the shipped themes that may be broken."""
    place = tmp_path / "themes"
    real = application._path
    shutil.copytree(real("themes"), place)
    monkeypatch.setattr(application, "_path", lambda name: place if name == "themes" else real(name))
    return place


def test_that_a_broken_theme_keeps_the_old_look(qtbot, program, qapp, themes):
    (themes / "dark.toml").write_text("ground = [", encoding="utf-8")
    sheet, ground = qapp.styleSheet(), theme.current().ground
    actions = {action.text(): action for action in program.window.top.menu.actions()}
    actions["Dark"].trigger()
    assert (qapp.styleSheet(), theme.current().ground) == (sheet, ground)
    assert program.theme_name == "light"
    assert actions["Light"].isChecked(), "the menu says what is in force"
    assert 'The theme "dark" could not be read' in messages(program)
    (themes / "dark.toml").write_bytes((Path(str(themes)) / "light.toml").read_bytes())
    actions["Dark"].trigger()
    assert program.theme_name == "dark"
    assert actions["Dark"].isChecked()


def test_that_a_theme_broken_at_the_start_gives_the_light_look_and_a_message(
    qtbot, make_program, sqlite_url, themes, qapp
):
    (themes / "dark.toml").unlink()
    program = make_program(sqlite_url, theme="dark")
    assert (program.theme_name, theme.current().name) == ("light", "light")
    assert qapp.styleSheet()
    program.show()
    assert 'The theme "dark" could not be read' in messages(program)
    qtbot.waitUntil(lambda: program.console is not None, timeout=LOADING)


def test_that_settings_that_name_nothing_do_not_stop_the_program(qtbot, open_program, context, sqlite_url):
    real = application.Settings.get

    def stale(self, option):
        wrong = {THEME.name: "sepia", SCREEN.name: "map", EDITION.name: "1996"}
        return wrong.get(option.name) or real(self, option)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application.Settings, "get", stale)
        program = open_program(sqlite_url)
    assert program.window.current_key() == "duty"
    assert program.theme_name == "light"
    assert program.console.context.forced_edition is None


def test_that_a_bug_in_a_slot_is_told_with_details_to_copy(qtbot, program, monkeypatch, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back at the end
    install_excepthook(program.tell_of_bug)
    with caplog.at_level(logging.CRITICAL + 1):
        for _ in range(2):
            QTimer.singleShot(0, lambda: 1 // 0)
        qtbot.waitUntil(lambda: "Something unexpected went wrong" in messages(program))
    bar = program.window.messages
    assert "Traceback" not in messages(program)
    assert "ZeroDivision" not in texts(bar)
    copy = [b for b in bar.findChildren(QPushButton) if b.text() == "Copy details" and b.isVisible()][-1]
    qtbot.mouseClick(copy, LEFT)
    details = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError" in details
    assert "Traceback" in details
    assert details.splitlines()[2].startswith("qingkong 0.1.0 · Python")
    # the window goes on
    show(qtbot, program, "dispatch")


def test_that_a_failing_read_is_told_and_the_next_one_works(qtbot, program, monkeypatch, caplog):
    def fail(_session, *_args, **_more):
        raise RuntimeError("no such thing")

    with monkeypatch.context() as patch, caplog.at_level(logging.CRITICAL + 1):
        patch.setattr("desktop.screens.dispatch.screen.queries.parts", fail)
        show(qtbot, program, "dispatch")
        qtbot.waitUntil(lambda: "Something unexpected went wrong" in messages(program))
    assert "no such thing" not in messages(program)


def test_that_tiles_are_clicked_where_they_are_painted(program):
    wall = program.window.page("duty").view.wall
    visible = wall.viewport().rect()
    for code in ("CA-01", "SX-01"):
        assert visible.contains(wall.tile_rect(code).center())
        assert wall._key_at(wall.tile_rect(code).center() + QPoint(1, 1)) == code


@pytest.fixture
def laptop(tmp_path, context: Context) -> Iterator[Database]:
    """A township's laptop with everything of the record, after its first exchange."""
    path = tmp_path / "laptop.db"
    database = open_database(f"sqlite:///{path}")
    prepare(database, context.now(), Founding("field", "130424100", "成安镇笔记本"))
    with database.writing() as session:
        load_campaigns(session, context.campaigns.values(), source="test", now=context.now())
    yield database
    database.close()


def test_that_the_status_line_leads_to_the_sync_screen_and_ctrl_7_too(qtbot, program):
    qtbot.waitUntil(lambda: "sync" in program.window.status._items)
    item = program.window.status.item("sync")
    assert (item.text, item.tone) == ("Only on this computer", "neutral")
    qtbot.mouseClick(program.window.status.button("sync"), LEFT)
    qtbot.waitUntil(lambda: program.window.current_key() == "sync" and program.console.is_ready("sync"))
    show(qtbot, program, "duty")
    qtbot.keyClick(program.window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert program.window.current_key() == "sync"


def test_that_an_exchange_with_conflicts_is_told_once_with_the_way_to_them(
    qtbot, program, laptop, sqlite_database, context, actor
):
    exchange(laptop, sqlite_database, now=context.now)
    for database, minutes, person in ((sqlite_database, 1, "路涛"), (laptop, 2, "张大勇")):
        with database.writing() as session:
            site = site_queries.site(session, "CA-YC-0001")[0]
            data = SiteData(site.name, site.unit_code, "dust", site.code, person=person, fields=site.fields)
            edit(session, Actor(actor.now + timedelta(minutes=minutes)), site.id, data, seen=site.hlc)
    assert program.console.syncing.exchange_with(str(laptop.path))
    qtbot.waitUntil(lambda: "1 conflicts wait for a decision" in messages(program))
    qtbot.waitUntil(lambda: program.window.status.item("sync").text.endswith("1 conflicts"))
    assert program.window.rail.button("sync").accessibleDescription() == "1"
    bar = program.window.messages
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == "Show" and b.isVisible())
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: program.window.current_key() == "sync" and program.console.is_ready("sync"))
    assert "1 conflicts" not in messages(program)
    screen = program.window.page("sync")
    assert screen.view.card.conflict.field == "person"
    # another exchange finds nothing new to tell
    with qtbot.waitSignal(program.console.syncing.exchanged):
        program.console.syncing.exchange_with(str(laptop.path))
    assert "conflicts wait" not in messages(program)


def test_that_closing_the_window_during_an_exchange_leaves_no_thread(qtbot, program, laptop):
    program.console.syncing.exchange_with(str(laptop.path))
    program.window.close()
    assert "qingkong-sync" not in our_threads()
