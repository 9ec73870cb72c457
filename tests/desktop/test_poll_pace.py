"""How often other programs' writes are looked for, and how a console learns of them."""

from collections.abc import Callable, Iterator

import pytest

from db.actor import Actor
from db.changes import Changes
from db.commands.units import NewPerson, add_people
from db.engine import Database, open_database
from db.rules.roles import Role
from desktop.jobs import Jobs
from desktop.neighbours import Neighbours
from desktop.poll_pace import PollPace

COARSE = 1.05
"""Qt's coarse timers take five per cent more or less."""


@pytest.fixture
def elapsed() -> list[float]:
    return [100.0]


@pytest.fixture
def make_pace(qtbot, elapsed) -> Iterator[Callable[..., PollPace]]:
    made: list[PollPace] = []

    def make(spread: float = 0.5, least: int = 2000, most: int = 5000) -> PollPace:
        pace = PollPace(least, most, spread=lambda: spread, elapsed=lambda: elapsed[0])
        made.append(pace)
        pace.start()
        return pace

    yield make
    for pace in made:
        pace.stop()


def near(value: int, wanted: float) -> bool:
    return wanted / COARSE - 50 <= value <= wanted * COARSE


def test_that_quiet_polls_grow_from_two_to_five_seconds(make_pace):
    pace = make_pace()
    waits = []
    for _ in range(6):
        pace.ended(False)
        waits.append(pace.wait_ms)
    # 2.0 s, each a third longer: 2.6, 3.38, 4.394, then the most
    wanted = [2600, 3380, 4394, 5000, 5000, 5000]
    assert all(near(wait, goal) for wait, goal in zip(waits, wanted, strict=True)), waits


def test_that_news_brings_the_pace_back(make_pace):
    pace = make_pace()
    for _ in range(5):
        pace.ended(False)
    pace.ended(True)
    assert near(pace.wait_ms, 2000)


@pytest.mark.parametrize(("spread", "wanted"), [(0.0, 2340), (1.0, 2860)])
def test_that_consoles_drift_apart_by_a_tenth(make_pace, spread, wanted):
    pace = make_pace(spread)
    pace.ended(False)
    assert near(pace.wait_ms, wanted)


def test_that_jitter_stays_between_least_and_most(make_pace):
    early, late = make_pace(0.0), make_pace(1.0)
    early.ended(True)
    assert near(early.wait_ms, 2000)
    for _ in range(9):
        late.ended(False)
    assert near(late.wait_ms, 5000)


def test_that_a_notice_after_a_quiet_time_is_answered_within_a_moment(qtbot, make_pace, elapsed):
    pace = make_pace(0.5)
    pace.ended(False)
    elapsed[0] += 10
    pace.wake()
    assert near(pace.wait_ms, 200)
    pace.wake()
    assert near(pace.wait_ms, 200), "merged"


def test_that_many_notices_make_nobody_poll_faster_than_the_least_pace(qtbot, make_pace, elapsed):
    pace = make_pace(0.5)
    for _ in range(5):
        pace.ended(False)
    elapsed[0] += 0.5  # half a second after the last look
    pace.wake()
    assert near(pace.wait_ms, 1500)


def test_that_a_stopped_pace_plans_nothing(make_pace):
    pace = make_pace()
    pace.stop()
    pace.ended(True)
    pace.wake()
    assert pace.wait_ms == -1


class Watcher:
    """A console's way to learn of others' writes, with what it heard."""

    def __init__(self, url: str, least_ms: int) -> None:
        self.database = open_database(url)
        self.jobs = Jobs(self.database)
        self.neighbours = Neighbours(self.database, self.jobs, least_ms)
        self.heard = self.looks = 0
        self.jobs.changed.connect(self._on_changed)
        self.jobs.polled.connect(self._on_polled)
        self.neighbours.start()

    def _on_changed(self, _changes: object, initiator: object) -> None:
        self.heard += initiator is None

    def _on_polled(self, _has_news: bool) -> None:
        self.looks += 1

    def write(self, actor: Actor) -> None:
        self.jobs.write(
            lambda session: add_people(session, actor, [NewPerson("张某", Role.DUTY)]),
            changes=Changes(people=True),
            initiator=self,
        )

    def close(self) -> None:
        self.neighbours.close()
        self.jobs.close()
        self.database.close()


@pytest.fixture
def watch(qtbot, database: Database) -> Iterator[Callable[[int], Watcher]]:
    made: list[Watcher] = []

    def make(least_ms: int) -> Watcher:
        made.append(Watcher(database.url.render_as_string(hide_password=False), least_ms))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_that_each_console_hears_of_the_others_write(qtbot, watch, actor):
    first, second = watch(50), watch(50)
    qtbot.waitUntil(lambda: first.looks > 0 and second.looks > 0)
    first.write(actor)
    qtbot.waitUntil(lambda: second.heard == 1)
    second.write(actor)
    qtbot.waitUntil(lambda: first.heard == 1)


def test_that_what_is_written_after_the_first_read_is_news(qtbot, watch, database, actor):
    """A screen may be filled before anybody has looked for others' writes."""
    jobs, writer = Jobs(database), watch(600_000)
    try:
        jobs.read(lambda _session: None, lambda _none: None)
        qtbot.waitUntil(lambda: jobs.pending == 0)
        writer.write(actor)
        qtbot.waitUntil(lambda: writer.jobs.pending == 0)
        with qtbot.waitSignal(jobs.changed):
            jobs.poll()
    finally:
        jobs.close()


def test_that_on_a_shared_server_a_notice_comes_before_the_next_turn(qtbot, postgres_url, actor):
    first, second = Watcher(postgres_url, 20), Watcher(postgres_url, 20)
    try:
        for one in (first, second):
            qtbot.waitUntil(lambda one=one: one.looks > 0)
        # a turn that would not come within the test
        second.neighbours.pace._most_ms = second.neighbours.pace._wait_ms = 600_000
        second.neighbours.pace.ended(False)
        with qtbot.waitSignal(second.jobs.polled):
            second.neighbours.pace.wake()
        second.neighbours.pace.ended(False)
        assert second.neighbours.pace.wait_ms > 100_000
        first.write(actor)
        qtbot.waitUntil(lambda: second.heard == 1)
    finally:
        first.close()
        second.close()


def test_that_a_local_file_is_polled_at_one_pace_without_a_thread_that_listens(watch, database):
    if not database.is_sqlite:
        pytest.skip("a shared server has a listening thread")
    watcher = watch(2000)
    assert watcher.neighbours._wakeup is None
    for _ in range(5):
        watcher.neighbours.pace.ended(False)
    assert near(watcher.neighbours.pace.wait_ms, 2000)
