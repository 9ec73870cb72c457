"""A year of orders, 50,000 with 400,000 facts: opening the panel, the clocks, the statistics, a step.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run.
"""

import random
import uuid
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import QEventLoop

from db.actor import Actor
from db.commands import divisions, tasks
from db.commands.tasks import NewTask
from db.engine import Database, sqlite_module
from db.queries import deadlines, task_statistics
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.tasks import OPEN_STATES, State, Step
from desktop.clock import DemoClock
from desktop.context import Context
from desktop.jobs import Jobs
from desktop.models.records import RECORD_ROLE
from desktop.models.tasks import TasksModel
from desktop.screens.dispatch.loading import load
from desktop.screens.dispatch.screen import DispatchScreen
from resources import folder

_STEPS = ("dispatch", "receive", "arrive", "report", "return", "report", "verify", "close")
_SHOWN = """
    SELECT a.id, t.number, t.title, t.source, t.campaign_key, a.unit_code, u.name, a.state, a.deadline,
           a.dispatched_at, a.state_since, t.created_at, a.hlc
    FROM assignment a JOIN task t ON t.id = a.task_id JOIN unit u ON u.code = a.unit_code
    WHERE t.deleted_at IS NULL AND a.deleted_at IS NULL ORDER BY t.number, a.unit_code
"""
_OPEN_SHARE = 0.04
"""Of a year's orders, those that are still open."""


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture
def record(sqlite_database: Database, actor: Actor, full: bool) -> Database:
    """A city of twenty counties with twelve townships each."""
    rows = [DivisionRow("130400", "邯郸市", "city", None, None, None)]
    for county in range(20):
        code = f"1304{county + 20}"
        rows.append(DivisionRow(code, f"第{county}县", "county", "130400", None, None))
        rows += [
            DivisionRow(f"{code}{100 + at}", f"第{at}镇", "township", code, None, None) for at in range(12)
        ]
    with sqlite_database.writing() as session:
        divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
        definitions = load_folder(folder("campaigns"))[0].values()
        divisions.load_campaigns(session, definitions, source="test", now=actor.now)
    _insert(sqlite_database, actor, 50_000 if full else 200)
    return sqlite_database


def _insert(database: Database, actor: Actor, count: int) -> None:
    """One unit an order, eight facts each; the newest are open."""
    dice, origin = random.Random(20260320), uuid.uuid4().hex

    def key() -> str:
        return uuid.UUID(int=dice.getrandbits(128)).hex

    def text(at: datetime) -> str:
        return f"{at:%Y-%m-%d %H:%M:%S}.000000"

    sheets, parts, facts = [], [], []
    for at in range(count):
        sent = actor.now - timedelta(days=360 * (1 - at / count))
        task, part = key(), key()
        state = dice.choice(OPEN_STATES[1:]) if at > count * (1 - _OPEN_SHARE) else "closed"
        unit = f"1304{20 + at % 20}{100 + at % 12}"
        sheets.append(
            (task, origin, at, f"市-尘-2026-{at:06}", "道路积尘未冲洗", "patrol", "dust", text(sent))
        )
        clocks = [text(sent + timedelta(hours=hours)) for hours in (0.5, 2, dice.randrange(6, 72))]
        moments = [text(sent), text(sent)]
        parts.append((part, origin, at, task, unit, state, *clocks, *moments))
        for number, step in enumerate(_STEPS):
            done = text(sent + timedelta(hours=3 * number * dice.random()))
            facts.append((key(), origin, at, task, part, step, done, "已冲洗，照片见群"))
    with closing(sqlite_module().connect(database.path)) as connection:
        connection.executemany(
            "INSERT INTO task(id, origin, hlc, number, title, source, campaign_key, created_at)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            sheets,
        )
        connection.executemany(
            "INSERT INTO assignment(id, origin, hlc, task_id, unit_code, state, receive_by, arrive_by,"
            " deadline, dispatched_at, state_since) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            parts,
        )
        connection.executemany(
            "INSERT INTO task_step(id, origin, hlc, task_id, assignment_id, step, at, note)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            facts,
        )
        connection.commit()


def _seconds(work, rounds: int) -> float:
    """The best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def test_a_year_of_orders(qtbot, record: Database, actor: Actor, full: bool):
    rounds = 3 if full else 1
    models: list[TasksModel] = []

    def bare() -> None:
        with closing(sqlite_module().connect(record.path)) as connection:
            connection.execute(_SHOWN).fetchall()

    def open_panel() -> None:
        with record.reading() as session:
            found = load(session, None, actor.now)
        model = TasksModel({}, actor.now)
        model.show_parts(found.parts, actor.now)
        model.counts()
        models[:] = [model]

    def count_clocks() -> None:
        with record.reading() as session:
            assert deadlines.clocks(session, actor.now, timedelta(hours=2)).open

    def count_year() -> None:
        with record.reading() as session:
            since = actor.now - timedelta(days=365)
            assert task_statistics.by_unit(session, since, actor.now, actor.now)

    base, opening = _seconds(bare, rounds), _seconds(open_panel, rounds)
    tick = _seconds(lambda: models[0].tick(actor.now), rounds)
    clocks, year = _seconds(count_clocks, rounds), _seconds(count_year, rounds)
    if full:
        print(f"\n50,000 orders: panel {opening * 1000:.0f} ms, bare sqlite3 {base * 1000:.0f} ms,", end=" ")
        print(f"{opening / base:.1f} ×; clocks read anew {tick * 1000:.0f} ms;", end=" ")
        print(f"overdue counted {clocks * 1000:.0f} ms; the year by unit {year * 1000:.0f} ms")


def test_a_step_to_its_repainted_row(qtbot, record: Database, actor: Actor, full: bool):
    """From the press of a button in the real screen to the row that reads and is painted anew."""
    jobs = Jobs(record)
    context = Context(jobs, DemoClock(actor.now, 0), {}, {}, person_id=actor.person_id)
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 700)
    with qtbot.waitSignal(screen.ready, timeout=60_000):
        screen.show()
    qtbot.waitUntil(lambda: jobs.pending == 0, timeout=60_000)
    waiting = [part for part in screen.model.records() if part.state == State.DISPATCHED]
    took = sorted(_press(qtbot, screen, jobs, part.number) for part in waiting[: 20 if full else 2])
    jobs.close()
    if full:
        middle, longest = took[len(took) // 2] * 1000, took[-1] * 1000
        print(f"\na step to its repainted row: median {middle:.0f} ms, longest {longest:.0f} ms")


def _press(qtbot, screen: DispatchScreen, jobs: Jobs, number: str) -> float:
    """One step of an order that is to be received."""
    screen.show_task(number)
    shown = screen.view.detail
    qtbot.waitUntil(lambda: shown.task is not None and shown.task.number == number, timeout=60_000)
    qtbot.waitUntil(lambda: jobs.pending == 0, timeout=60_000)
    row = screen.rows.row_of(number)
    assert row is not None
    loop, start = QEventLoop(), perf_counter()
    screen.rows.dataChanged.connect(loop.quit)
    screen.press(Step.RECEIVE)
    loop.exec()
    screen.view.table.viewport().repaint()
    took = perf_counter() - start
    screen.rows.dataChanged.disconnect(loop.quit)
    found = screen.rows.row_of(number)
    assert found is not None
    assert screen.rows.index(found, 0).data(RECORD_ROLE).state == State.RECEIVED
    qtbot.waitUntil(lambda: jobs.pending == 0, timeout=60_000)
    return took


def test_a_step_against_its_bare_inserts(record: Database, actor: Actor, full: bool):
    """The same rows written by sqlite3 alone: what the log, the rules and the ORM cost."""
    count = 40 if full else 2
    with record.writing() as session:
        numbers = [
            tasks.new(session, actor, NewTask(title="覆盖裸土", unit_codes=["130420100"]))
            for _ in range(2 * count)
        ]
    later = replace(actor, now=actor.now + timedelta(minutes=5))

    def step(number: str) -> float:
        start = perf_counter()
        with record.writing() as session:
            tasks.step(session, later, number, Step.RECEIVE)
        return perf_counter() - start

    took = sorted(step(number) for number in numbers[:count])
    bare = sorted(_bare_step(record, number) for number in numbers[count:])
    if full:
        mine, theirs = took[count // 2], bare[count // 2]
        print(f"\na step {mine * 1000:.1f} ms, its bare rows {theirs * 1000:.1f} ms: {mine / theirs:.1f} ×")


def _bare_step(database: Database, number: str) -> float:
    """Update the part, insert the fact and the two rows of the log, in one transaction of its own."""
    with closing(sqlite_module().connect(database.path)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(operation)")]
        kept = [name for name in columns if name not in ("position", "seq", "hash", "row_id")]
        start = perf_counter()
        (task,) = connection.execute("SELECT id FROM task WHERE number = ?", (number,)).fetchone()
        connection.execute(
            "UPDATE assignment SET state = 'received', hlc = hlc + 1 WHERE task_id = ?", (task,)
        )
        connection.execute(
            "INSERT INTO task_step(id, origin, hlc, task_id, step, at)"
            " SELECT ?, origin, hlc, id, 'receive', ? FROM task WHERE id = ?",
            (uuid.uuid4().hex, "2026-03-20 08:05:00.000000", task),
        )
        for _ in range(2):
            top = connection.execute("SELECT max(position), max(seq) FROM operation").fetchone()
            connection.execute(
                f"INSERT INTO operation(position, seq, hash, row_id, {', '.join(kept)})"
                f" SELECT ?, ?, ?, ?, {', '.join(kept)} FROM operation WHERE position = ?",
                (top[0] + 1, top[1] + 1, uuid.uuid4().hex * 2, uuid.uuid4().hex, top[0]),
            )
        connection.commit()
        return perf_counter() - start
