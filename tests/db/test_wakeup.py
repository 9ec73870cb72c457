"""NOTIFY as a merged wake-up between programs on one PostgreSQL."""

import threading
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from sqlalchemy import create_engine, text

from db.engine import Database, open_database
from db.wakeup import APART_S, CHANNEL, Wakeup

WAIT = 10


class Ear:
    """Counts how often it was woken."""

    def __init__(self) -> None:
        self._woken = threading.Condition()
        self.times = 0

    def wake(self) -> None:
        with self._woken:
            self.times += 1
            self._woken.notify_all()

    def wait_for(self, times: int, timeout: float = WAIT) -> bool:
        with self._woken:
            return self._woken.wait_for(lambda: self.times >= times, timeout)


Join = Callable[[], tuple[Wakeup, Ear]]


@pytest.fixture
def shared(postgres_url: str) -> Iterator[Database]:
    database = open_database(postgres_url)
    yield database
    database.close()


@pytest.fixture
def join(shared: Database) -> Iterator[Join]:
    made: list[Wakeup] = []

    def make() -> tuple[Wakeup, Ear]:
        ear = Ear()
        made.append(Wakeup(shared, ear.wake, turn=0.02))
        made[-1].start()
        assert ear.wait_for(1), "woken once when it began to listen: what was announced before was missed"
        return made[-1], ear

    yield make
    for one in made:
        one.close()


def execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_that_an_announcement_wakes_the_others_and_not_its_author(join: Join):
    (first, own), (_, other), (_, third) = join(), join(), join()
    first.announce()
    assert other.wait_for(2)
    assert third.wait_for(2)
    assert own.times == 1


def test_that_many_announcements_are_merged_into_one_a_second(join: Join):
    (first, _), (_, other) = join(), join()
    begun = monotonic()
    for _ in range(1000):
        first.announce()
    assert other.wait_for(2)
    first.announce()
    assert other.wait_for(3)
    # the first goes out at once, the merged rest a second later
    assert monotonic() - begun >= APART_S
    assert other.times == 3


def test_that_a_notice_of_any_other_program_wakes(join: Join, postgres_url: str):
    _, ear = join()
    execute(postgres_url, f"NOTIFY {CHANNEL}")
    assert ear.wait_for(2)


def test_that_a_cut_connection_is_made_anew_and_wakes_once(join: Join, postgres_url: str, monkeypatch):
    monkeypatch.setattr("db.wakeup._RETRY_S", 0.05)
    _, ear = join()
    execute(
        postgres_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' "
        "AND datname = current_database()",
    )
    assert ear.wait_for(2), "notices may have been missed"
    execute(postgres_url, f"NOTIFY {CHANNEL}")
    assert ear.wait_for(3)


def test_that_it_holds_one_connection_apart_from_the_pool(join: Join, shared: Database):
    join()
    with shared.reading() as session:
        listening = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = "
        assert session.scalar(text(f"{listening} current_database()")) == 1


def test_that_closing_ends_the_thread_also_when_nobody_answers(postgres_url: str):
    nowhere = open_database("postgresql+psycopg://nobody@/none?host=/nonexistent")
    wakeup = Wakeup(nowhere, lambda: None)
    wakeup.start()
    begun = monotonic()
    wakeup.close()
    assert monotonic() - begun < WAIT
    nowhere.close()


def test_that_one_that_never_began_can_be_closed(shared: Database):
    Wakeup(shared, lambda: None).close()
