"""How fast two replicas come together, against the least that could be done with the same rows.

The baseline of the first exchange reads the same rows (sites, memberships, attachments, operations, seals,
bytes of the photos) from the giver's file with the plain driver and inserts them with `executemany` into a
taker of the same schema, one durable transaction, no checks.

What goes over the line is counted by a relay on loopback between the program and PostgreSQL.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run that compares the outcome.
"""

import os
import random
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter, process_time

import pytest
from sqlalchemy import make_url, select, text

from db.actor import Actor
from db.commands import attachments, divisions, sites
from db.commands.sites import SiteData
from db.engine import Database, open_database, sqlite_module
from db.identity import Founding
from db.log import Journal
from db.queries.status import marks
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.schema import Site
from db.setup import prepare
from db.sync.exchange import exchange
from resources import folder

DIVISIONS = [
    DivisionRow("130400", "邯郸市", "city", None, None, None),
    DivisionRow("130424", "成安县", "county", "130400", None, None),
    DivisionRow("130424100", "成安镇", "township", "130424", None, None),
]
CAMPAIGNS = load_folder(folder("campaigns"))[0]
TABLES = ("site", "membership", "attachment", "operation", "seal", "blob")
PHOTO_BYTES = 100_000


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


def _prepare(url: str, actor: Actor, founding: Founding | None = None) -> Database:
    database = open_database(url)
    prepare(database, actor.now, founding)
    with database.writing() as session:
        divisions.load_divisions(session, DIVISIONS, {}, source="test", now=actor.now)
        divisions.load_campaigns(session, CAMPAIGNS.values(), source="test", now=actor.now)
    return database


@pytest.fixture
def laptop(tmp_path: Path, actor: Actor, full: bool) -> Iterator[Database]:
    """10,000 operations of a township's season: new sites, photos, corrections; 500 photos of 100 KB."""
    count, photos, edited = (3_500, 500, 2_500) if full else (20, 3, 10)
    database = _prepare(f"sqlite:///{tmp_path / 'laptop.db'}", actor, Founding("field"))
    dice = random.Random(20260320)
    with database.writing() as session, Journal(session, actor, "sites.add") as journal:
        for number in range(count):
            fields = {"kind": "construction", "area": number}
            sites.add(session, actor, SiteData(f"点位{number}", "130424100", "dust", fields=fields), journal)
    with database.reading() as session:
        ids = list(session.scalars(select(Site.id)))
    for number in range(photos):
        with database.writing() as session:
            content = dice.randbytes(PHOTO_BYTES)
            attachments.add(session, actor, "site", ids[number], f"{number}.jpg", "image/jpeg", content)
    for start in range(0, edited, 10):
        with database.writing() as session, Journal(session, actor, "sites.edit") as journal:
            for row in session.scalars(select(Site).where(Site.id.in_(ids[start : start + 10]))):
                with journal.changing(row):
                    row.phone = str(dice.randrange(10**10))
    yield database
    database.close()


def _bare(giver: Database, taker: Path) -> float:
    """Read the rows and insert them, nothing else."""
    module = sqlite_module()
    start = perf_counter()
    with closing(module.connect(giver.path)) as source, closing(module.connect(taker)) as target:
        target.execute("PRAGMA synchronous = FULL")
        target.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            cursor = source.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            places = ", ".join("?" * len(names))
            target.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", cursor)
        target.commit()
    return perf_counter() - start


def test_first_exchange_with_an_empty_office(benchmark, laptop: Database, actor: Actor, full, tmp_path):
    empty = _prepare(f"sqlite:///{tmp_path / 'empty.db'}", actor)
    empty.close()
    rounds = 5 if full else 1
    bare_seconds = []
    for number in range(rounds):
        shutil.copy(tmp_path / "empty.db", target := tmp_path / f"bare{number}.db")
        bare_seconds.append(_bare(laptop, target))
    opened: list[Database] = []

    def setup():
        for database in opened:
            database.close()
        shutil.copy(tmp_path / "empty.db", target := tmp_path / f"office{len(opened)}.db")
        opened.append(open_database(f"sqlite:///{target}"))
        with laptop.writing() as session:
            session.execute(text("DELETE FROM peer"))
        return (laptop, opened[-1]), {"now": lambda: actor.now}

    done = benchmark.pedantic(exchange, setup=setup, rounds=rounds)
    for database in opened:
        database.close()
    # a later round also brings the members that an earlier office has written down
    assert 0 <= done.sent.operations - (10_000 if full else 53) <= 2 * rounds
    assert done.sent.photos == (500 if full else 3)
    if full:
        seconds, bare = benchmark.stats.stats.median, sorted(bare_seconds)[rounds // 2]
        print(f"\nexchange {seconds:.2f} s, bare {bare:.2f} s, {seconds / bare:.2f} ×")


class Relay:
    """A port that passes bytes on to PostgreSQL and counts them. One thread a direction."""

    def __init__(self, target: str | tuple[str, int]) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._target, self.bytes = target, 0
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True, name="relay").start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            server = self._connect()
            self._sockets += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=(source, sink), daemon=True, name="relay").start()

    def _connect(self) -> socket.socket:
        if isinstance(self._target, tuple):
            return socket.create_connection(self._target)
        server = socket.socket(socket.AF_UNIX)
        server.connect(self._target)
        return server

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65_536):
                self.bytes += len(data)
                sink.sendall(data)
        except OSError:
            return

    def close(self) -> None:
        for each in (self._server, *self._sockets):
            each.close()


@pytest.fixture
def listening(postgres_url: str) -> str | tuple[str, int]:
    """Where the test's PostgreSQL listens: a Unix socket or a port on loopback."""
    url = make_url(postgres_url)
    place = url.query.get("host")
    port = url.port or int(str(url.query.get("port", 5432)))
    return f"{place}/.s.PGSQL.{port}" if place else (url.host or "127.0.0.1", port)


def test_exchange_with_nothing_new(benchmark, sqlite_database: Database, postgres_url: str, actor, full):
    office = open_database(postgres_url)
    for _ in range(3):
        done = exchange(sqlite_database, office, now=lambda: actor.now)
    assert done.nothing_new
    done = benchmark(exchange, sqlite_database, office, now=lambda: actor.now)
    office.close()
    assert done.nothing_new
    if full:
        print(f"\nnothing new: {benchmark.stats.stats.median * 1000:.1f} ms")


def test_bytes_of_an_exchange_with_nothing_new(sqlite_database, postgres_url, listening, actor, full):
    relay = Relay(listening)
    url = make_url(postgres_url).set(host="127.0.0.1", port=relay.port, query={})
    office = open_database(url.render_as_string(hide_password=False))
    for _ in range(3):
        exchange(sqlite_database, office, now=lambda: actor.now)
    before = relay.bytes
    assert exchange(sqlite_database, office, now=lambda: actor.now).nothing_new
    used = relay.bytes - before
    office.close()
    relay.close()
    assert used > 0
    if full:
        print(f"\nnothing new: {used} bytes both ways")


def test_what_polling_consoles_cost_the_server(postgres_url: str, actor: Actor, full: bool):
    """300 consoles every 3 s are 100 polls a second: the server's processor time for so many polls."""
    office = open_database(postgres_url)
    polls = 1_000 if full else 10
    with office.reading() as session:
        marks(session)
        pid = session.scalar(text("SELECT pg_backend_pid()"))
    before, mine, start = _cpu(pid), process_time(), perf_counter()
    for _ in range(polls):
        with office.reading() as session:
            found = marks(session)
    used, own, wall = _cpu(pid) - before, process_time() - mine, perf_counter() - start
    office.close()
    assert found[0] >= 0
    if full:
        share = used / polls * 100
        print(f"\n{polls} polls: server {used:.2f} s, client {own:.2f} s, wall {wall:.2f} s; ", end="")
        print(f"100 polls a second take {share:.1%} of one core of the server")


def _cpu(pid: int) -> float:
    """Processor seconds of a server process (Linux)."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        pytest.skip("the server's processor time can be read on Linux only")
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
