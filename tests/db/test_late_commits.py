"""Rows are never skipped by late commits: whoever reads “position > n” sees every operation once, in order.

Positions are given under the lock of the head row. On PostgreSQL a writer takes it with its first operation:
one that began earlier may commit later and then gets the later positions. SQLite lets the second writer wait.
"""

import itertools
import random
import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.check import check
from db.commands.units import NewPerson, add_people
from db.engine import Database, open_database
from db.queries import log, status
from db.rules.roles import Role
from db.schema import Person, Replica

WAIT = 20
STEPS = ("begin", "write", "commit")


class Writer:
    """A program with one transaction whose steps a test orders one by one."""

    def __init__(self, database: Database, actor: Actor, name: str) -> None:
        self._database = open_database(database.url.render_as_string(hide_password=False))
        self._actor, self.name = actor, name
        self._orders: SimpleQueue[str] = SimpleQueue()
        self._done: dict[str, threading.Event] = {step: threading.Event() for step in STEPS}
        self.problem: Exception | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def order(self, step: str) -> None:
        """Ask for the next step; it may have to wait for another writer."""
        self._orders.put(step)

    def has_done(self, step: str, timeout: float = WAIT) -> bool:
        return self._done[step].wait(timeout)

    def end(self) -> None:
        self._orders.put("stop")
        self._thread.join(WAIT)
        self._database.close()
        assert self.problem is None

    def _run(self) -> None:
        try:
            if self._orders.get() == "stop":
                return
            with self._database.writing() as session:
                session.execute(select(Person.id)).all()  # a snapshot, on PostgreSQL no lock
                self._done["begin"].set()
                if self._orders.get() == "stop":
                    return
                add_people(session, self._actor, [NewPerson(f"{self.name}{n}", Role.VIEWER) for n in (1, 2)])
                session.flush()
                self._done["write"].set()
                self._orders.get()
            self._done["commit"].set()
        except Exception as error:
            self.problem = error


class Reader:
    """A console: remembers the last position it has seen and asks for what lies past it."""

    def __init__(self, database: Database) -> None:
        self._database, self.seen = database, 0
        self.rows: list[str] = []

    def poll(self) -> None:
        with self._database.reading() as session:
            for operation in log.operations(session, after=self.seen):
                assert operation.position == self.seen + 1, "no gap: nothing can come in between later"
                self.seen = operation.position
                self.rows.append(operation.changes)
            assert status.marks(session)[0] == self.seen


@pytest.fixture
def writer(database: Database, actor: Actor) -> Iterator[Callable[[str], Writer]]:
    made: list[Writer] = []

    def make(name: str) -> Writer:
        made.append(Writer(database, actor, name))
        return made[-1]

    yield make
    for one in made:
        one.end()


def names(reader: Reader) -> list[str]:
    return [name for row in reader.rows for name in ("early1", "early2", "late1", "late2") if name in row]


def test_that_the_writer_that_began_first_and_commits_last_is_not_skipped(database, writer):
    reader, early, late = Reader(database), writer("early"), writer("late")
    early.order("begin")
    assert early.has_done("begin")
    late.order("begin")
    late.order("write")
    late.order("commit")
    reader.poll()
    if database.is_sqlite:
        assert not late.has_done("begin", timeout=0.2), "one writer at a time from its BEGIN on"
        early.order("write")
        early.order("commit")
        assert early.has_done("commit")
        assert late.has_done("commit")
        reader.poll()
        assert names(reader) == ["early1", "early2", "late1", "late2"]
    else:
        assert late.has_done("commit"), "an early BEGIN holds nobody off"
        reader.poll()
        assert names(reader) == ["late1", "late2"]
        early.order("write")
        early.order("commit")
        assert early.has_done("commit")
        reader.poll()
        assert names(reader) == ["late1", "late2", "early1", "early2"]
    assert check(database) == []


def test_that_a_writer_with_operations_holds_back_those_after_it_until_it_commits(database, writer):
    reader, early, late = Reader(database), writer("early"), writer("late")
    early.order("begin")
    early.order("write")
    assert early.has_done("write")
    late.order("begin")
    late.order("write")
    assert not late.has_done("write", timeout=0.2), "positions are given one writer after the other"
    reader.poll()
    assert reader.rows == []
    early.order("commit")
    assert late.has_done("write")
    reader.poll()
    assert names(reader) == ["early1", "early2"]
    late.order("commit")
    assert late.has_done("commit")
    reader.poll()
    assert names(reader) == ["early1", "early2", "late1", "late2"]


@pytest.mark.parametrize("seed", range(4))
def test_that_no_order_of_steps_makes_a_reader_skip(database, writer, seed):
    """Four writers, their steps shuffled: after every step a reader polls."""
    chance = random.Random(seed)
    writers = [writer(f"w{number}-") for number in range(4)]
    steps = [one for one in writers for _ in STEPS]
    chance.shuffle(steps)
    taken = dict.fromkeys(writers, 0)
    reader = Reader(database)
    for one in steps:
        one.order(STEPS[taken[one]])
        taken[one] += 1
        reader.poll()
    assert all(one.has_done("commit") for one in writers)
    reader.poll()
    expected = {f"w{number}-{n}" for number, n in itertools.product(range(4), (1, 2))}
    assert len(reader.rows) == len(expected)
    assert {name for name in expected if any(name in row for row in reader.rows)} == expected
    assert check(database) == []


def test_that_a_head_that_was_read_before_the_lock_is_read_again_under_it(
    database: Database, actor: Actor, postgres_only: None
):
    """A session that has looked at the head early must not go on from the stale one."""
    with database.writing() as session:
        stale = session.scalar(select(Replica).where(Replica.is_self))
        assert stale is not None
        _write_elsewhere(database, actor)
        add_people(session, actor, [NewPerson("mine", Role.VIEWER)])
    with database.reading() as session:
        assert [operation.position for operation in log.operations(session)] == [1, 2]
    assert check(database) == []


@pytest.fixture
def postgres_only(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite's BEGIN IMMEDIATE reads the head under the lock")


def _write_elsewhere(database: Database, actor: Actor) -> None:
    other = open_database(database.url.render_as_string(hide_password=False))

    def write(session: Session) -> None:
        add_people(session, actor, [NewPerson("theirs", Role.VIEWER)])

    with other.writing() as session:
        write(session)
    other.close()
