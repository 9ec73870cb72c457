"""A hundred writers on the orders of one shared database: no update lost, no order taken twice."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace

import pytest

from db.actor import Actor
from db.check import check
from db.commands import tasks
from db.commands.tasks import NewTask
from db.engine import Database, open_database
from db.errors import DomainError, StaleError, StepNotAllowedError
from db.queries import tasks as queries
from db.rules.tasks import Step

WRITERS, AT_ONCE = 100, 12
"""Writers in all, and connections that may be open at one moment: a test server allows few."""
UNIT = "130424100"


@pytest.fixture
def shared(chengan: Database) -> Database:
    """The shared case is PostgreSQL; on SQLite the same holds with one writer at a time."""
    return chengan


def all_together(database: Database, work: Callable[[Database, int], None]) -> list[Exception]:
    """Run the work of every writer on a connection of its own, all let go at one moment."""
    url = database.url.render_as_string(hide_password=False)
    gate, problems, room = threading.Event(), list[Exception](), threading.Semaphore(AT_ONCE)

    @contextmanager
    def connection():
        with room:
            own = open_database(url)
            try:
                yield own
            finally:
                own.close()

    def run(number: int) -> None:
        gate.wait(30)
        try:
            with connection() as own:
                work(own, number)
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads)
    return problems


def seen_of(database: Database, number: str) -> int:
    with database.reading() as session:
        return max(part.hlc for part in queries.parts(session, number=number))


def test_that_an_order_is_taken_once_whoever_is_quick(shared: Database, actor: Actor):
    with shared.writing() as session:
        number = tasks.new(session, actor, NewTask(title="覆盖裸土", unit_codes=[UNIT]))
    seen, taken, told = seen_of(shared, number), list[int](), list[DomainError]()

    def take(own: Database, writer: int) -> None:
        try:
            with own.writing() as session:
                tasks.step(session, actor, number, Step.RECEIVE, note=str(writer), seen=seen)
            taken.append(writer)
        except (StaleError, StepNotAllowedError) as error:
            told.append(error)

    assert all_together(shared, take) == []
    assert (len(taken), len(told)) == (1, WRITERS - 1)
    with shared.reading() as session:
        order = queries.task(session, number)
    assert [step.note for step in order.steps if step.step == Step.RECEIVE] == [str(taken[0])]
    assert check(shared) == []


def test_that_no_word_of_a_hundred_is_lost_and_no_number_given_twice(shared: Database, actor: Actor):
    with shared.writing() as session:
        common = tasks.new(session, actor, NewTask(title="覆盖裸土", unit_codes=[UNIT]))
    numbers: list[str] = []

    def work(own: Database, writer: int) -> None:
        with own.writing() as session:
            mine = tasks.new(session, actor, NewTask(title=f"第 {writer} 件", unit_codes=[UNIT]))
            tasks.step(session, actor, common, Step.NOTE, note=str(writer))
        with own.writing() as session:
            tasks.step(session, replace(actor), mine, Step.RECEIVE)
        numbers.append(mine)

    assert all_together(shared, work) == []
    assert len(set(numbers)) == WRITERS
    with shared.reading() as session:
        notes = Counter(step.note for step in queries.task(session, common).steps if step.step == Step.NOTE)
        states = Counter(part.state for part in queries.parts(session))
    assert notes == Counter(str(writer) for writer in range(WRITERS))
    assert states == {"received": WRITERS, "dispatched": 1}
    assert check(shared) == []
