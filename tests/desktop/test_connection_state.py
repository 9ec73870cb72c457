"""Here, away and back: what is tried, what is refused, what is read again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session
from typing_extensions import override

from db.actor import Actor
from db.changes import EVERYTHING, Changes
from db.commands.units import NewPerson, add_people
from db.engine import Database, open_database
from db.errors import AwayError, BusyError, NotWrittenError, UncertainError, UnreachableError
from db.queries.units import people
from db.rules.roles import Role
from desktop.clock import Clock
from desktop.connection_banner import ConnectionBanner
from desktop.connection_state import ConnectionState
from desktop.jobs import Jobs
from desktop.reach import Away
from desktop.texts import error_text
from widgets.message_bar import MessageBar

NOON = datetime(2026, 3, 20, 4, 0, tzinfo=UTC)
AWAY = Away(NOON, "connection refused")


class SetClock(Clock):
    """Stands where a test puts it."""

    value = NOON

    @override
    def now(self) -> datetime:
        return self.value


class Flaky(Database):
    """A real database behind a cable that a test pulls: the next `cuts` sessions break."""

    cuts = 0
    error: type[Exception] = UnreachableError
    after_commit = False

    @override
    @contextmanager
    def reading(self) -> Iterator[Session]:
        with super().reading() as session:
            self._cut()
            yield session

    @override
    @contextmanager
    def writing(self) -> Iterator[Session]:
        with super().writing() as session:
            yield session
            if not self.after_commit:
                self._cut()
        if self.after_commit:
            self._cut()

    def _cut(self) -> None:
        if self.cuts:
            self.cuts -= 1
            raise self.error(where="here", reason="cable pulled")


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Flaky]:
    real = open_database(sqlite_url)
    yield Flaky(real.url, real._reader, real._writer)
    real.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def jobs(qtbot, database: Flaky, clock: SetClock) -> Iterator[Jobs]:
    jobs = Jobs(database, clock=clock)
    yield jobs
    jobs.close()


class Caught:
    """Where answers and errors of jobs arrive."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []

    def __len__(self) -> int:
        return len(self.results) + len(self.errors)


def add(actor: Actor, name: str = "张某") -> Callable[[Session], object]:
    return lambda session: add_people(session, actor, [NewPerson(name, Role.DUTY)])


def write(qtbot, jobs: Jobs, actor: Actor, name: str = "张某") -> Caught:
    caught = Caught()
    jobs.write(
        add(actor, name), caught.results.append, error=caught.errors.append, changes=Changes(people=True)
    )
    qtbot.waitUntil(lambda: len(caught) == 1)
    return caught


def read(qtbot, jobs: Jobs) -> Caught:
    caught = Caught()
    jobs.read(people, caught.results.append, error=caught.errors.append)
    qtbot.waitUntil(lambda: len(caught) == 1)
    return caught


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return [person.name for person in people(session)]


def lose(qtbot, jobs: Jobs, database: Flaky) -> None:
    """Pull the cable for good."""
    database.cuts = 1_000_000
    with qtbot.waitSignal(jobs.connection.changed):
        jobs.poll()


def test_that_one_cut_connection_is_not_noticed_by_a_reader(qtbot, jobs, database):
    database.cuts = 1
    with qtbot.assertNotEmitted(jobs.connection.changed):
        assert read(qtbot, jobs).errors == []


def test_that_a_write_that_was_cut_before_its_commit_is_done_again_once(qtbot, jobs, database, actor):
    database.cuts = 1
    assert write(qtbot, jobs, actor).errors == []
    assert names(database) == ["张某"]
    assert jobs.connection.away is None


def test_that_a_write_of_which_nobody_knows_is_not_done_again_and_says_so(qtbot, jobs, database, actor):
    database.cuts, database.error, database.after_commit = 1, UncertainError, True
    caught = write(qtbot, jobs, actor)
    assert isinstance(caught.errors[0], UncertainError)
    assert "may or may not have been written" in error_text(caught.errors[0])
    assert names(database) == ["张某"], "done once"
    assert jobs.connection.away is None, "a new connection answers"


def test_that_other_errors_do_not_mean_away(qtbot, jobs, database):
    database.cuts, database.error = 1, lambda **_: BusyError()
    assert isinstance(read(qtbot, jobs).errors[0], BusyError)
    assert jobs.connection.away is None


def test_that_away_is_told_once_with_the_time_it_was_heard_last(qtbot, jobs, database, clock):
    read(qtbot, jobs)
    clock.value += timedelta(minutes=3)
    lose(qtbot, jobs, database)
    assert jobs.connection.away == Away(NOON, "cable pulled")
    with qtbot.assertNotEmitted(jobs.connection.changed):
        read(qtbot, jobs)


def test_that_writes_and_reads_are_refused_at_once_while_away(qtbot, jobs, database, actor):
    lose(qtbot, jobs, database)
    before = database.cuts
    not_written, not_read = write(qtbot, jobs, actor).errors[0], read(qtbot, jobs).errors[0]
    assert database.cuts == before, "the database was not tried"
    assert isinstance(not_written, NotWrittenError)
    sentence = error_text(not_written)
    assert sentence.startswith("Not done: the database could not be reached (away since 03-20 12:00)")
    assert "still here" in sentence
    assert isinstance(not_read, AwayError)
    assert not isinstance(not_read, NotWrittenError)
    assert error_text(not_read).startswith("Not read: the database could not be reached (away since 03-20")


def test_that_the_listeners_batch_is_refused_too_so_that_it_is_kept(qtbot, jobs, database, actor):
    lose(qtbot, jobs, database)
    future = jobs.write_from_anywhere(add(actor), lambda _ids: Changes())
    assert isinstance(future.exception(timeout=5), NotWrittenError)


def test_that_computation_goes_on_while_away(qtbot, jobs, database):
    lose(qtbot, jobs, database)
    seen: list[str] = []
    jobs.compute(lambda: threading.current_thread().name, seen.append)
    qtbot.waitUntil(lambda: bool(seen))


def test_that_it_comes_back_by_itself_and_everything_is_read_again(qtbot, jobs, database, actor):
    lose(qtbot, jobs, database)
    heard: list[tuple[Changes, object]] = []
    jobs.changed.connect(lambda changes, initiator: heard.append((changes, initiator)))
    database.cuts = 0
    with qtbot.waitSignal(jobs.connection.changed, timeout=3000):
        pass
    assert jobs.connection.away is None
    qtbot.waitUntil(lambda: heard == [(EVERYTHING, None)])
    assert write(qtbot, jobs, actor).errors == []


def test_that_a_try_that_fails_is_followed_by_another(qtbot, jobs, database):
    lose(qtbot, jobs, database)
    database.cuts = 1
    jobs.connection.hurry()
    qtbot.waitUntil(lambda: database.cuts == 0)
    assert jobs.connection.away is not None
    qtbot.waitUntil(lambda: jobs.connection.wait_ms > 0)
    jobs.connection.hurry()
    qtbot.waitUntil(lambda: jobs.connection.away is None)


def test_that_what_others_wrote_meanwhile_is_no_news_after_everything_was_read(
    qtbot, jobs, database, sqlite_url, actor
):
    read(qtbot, jobs)
    lose(qtbot, jobs, database)
    other = open_database(sqlite_url)
    with other.writing() as session:
        add(actor, "李某")(session)
    other.close()
    heard: list[Changes] = []
    jobs.changed.connect(lambda changes, _initiator: heard.append(changes))
    database.cuts = 0
    jobs.connection.hurry()
    qtbot.waitUntil(lambda: len(heard) == 1)
    with qtbot.waitSignal(jobs.polled) as polled:
        jobs.poll()
    assert polled.args == [False]
    assert len(heard) == 1


@pytest.fixture
def elapsed() -> list[float]:
    return [100.0]


@pytest.fixture
def state(qtbot, elapsed) -> Iterator[ConnectionState]:
    state = ConnectionState(retry_ms=2000, spread=lambda: 1.0, elapsed=lambda: elapsed[0])
    yield state
    state.stop()


def test_that_the_next_try_is_a_quarter_later_at_most(state):
    state.lose(AWAY)
    # Qt's coarse timers take five per cent more or less
    assert 2300 < state.wait_ms <= 2500 * 1.05


def test_that_a_try_that_took_long_is_followed_at_once(qtbot, state, elapsed):
    state.lose(AWAY)
    state.hurry()
    with qtbot.waitSignal(state.due):
        pass
    elapsed[0] += 5  # a cut cable: the connection was waited for
    state.lose(AWAY)
    assert 0 < state.wait_ms <= 200 * 1.05


def test_that_away_stays_what_it_was_when_it_was_noticed(qtbot, state):
    state.lose(AWAY)
    with qtbot.assertNotEmitted(state.changed):
        state.lose(Away(NOON + timedelta(minutes=1), "starting up"))
    assert state.away == AWAY


def test_that_nothing_is_tried_while_it_is_here(state):
    state.hurry()
    assert state.wait_ms == -1
    state.lose(AWAY)
    state.find()
    assert state.wait_ms == -1
    assert state.away is None


@pytest.fixture
def bar(qtbot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_that_the_banner_is_one_message_whose_words_follow_the_clock(bar, state, clock):
    banner = ConnectionBanner(bar, state, clock.now, "Shared record qk")
    state.lose(AWAY)
    assert len(bar.texts()) == 1
    assert bar.texts()[0].startswith("Shared record qk has not answered since 03-20 12:00 (under 1 min).")
    assert "nothing can be opened or saved" in bar.texts()[0]
    assert "Whatever you type stays" in bar.texts()[0]
    clock.value = NOON + timedelta(minutes=7)
    banner.tick()
    assert len(bar.texts()) == 1
    assert "(7 min)" in bar.texts()[0]
    assert banner.status_text() == "Shared record qk: no answer since 03-20 12:00"


def test_that_the_banner_goes_when_the_database_is_back(bar, state, clock):
    banner = ConnectionBanner(bar, state, clock.now, "Shared record qk")
    state.lose(AWAY)
    clock.value = NOON + timedelta(minutes=7)
    state.find()
    assert bar.texts() == ["The database is back after 7 min. Everything was read again."]
    assert banner.status_text() == ""
    state.lose(AWAY)
    assert len(bar.texts()) == 1, "what was said of the last time is gone"
