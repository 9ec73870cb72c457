"""The office service in this process: duties, lease, health page; real ones: test_service_processes.py."""

import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import make_url, update

from db.backup import back_up
from db.drill import drill, note
from db.engine import Database, open_database
from db.errors import UnreachableError
from db.rotation import Keep
from db.schema import Lease
from desktop.clock import Clock
from desktop.feeds.listener import PortTakenError
from desktop.service.backing_up import BackingUp, NoRoomError
from desktop.service.duties import DUE_SOON, Exchanging, KeptPacks, Merging, Watching
from desktop.service.duty import DutyRecord, Plain, pause
from desktop.service.health import HealthPage
from desktop.service.holding import Holding, NotHeldError
from desktop.service.scheduler import Scheduler, at_once
from desktop.service.service import Options, Service, Tell
from tests.desktop.conftest import FixedClock, fill

WAIT = 20
LEASE = 60.0


class Steady:
    """A monotonic clock that stands where a test puts it."""

    def __init__(self) -> None:
        self.value = 1000.0

    def __call__(self) -> float:
        return self.value


class Work(Plain):
    """A duty that does what `plan` says: an exception to raise or a result."""

    def __init__(self, name: str, every: float, *plan: Exception | str) -> None:
        self.name, self.every, self.plan = name, every, list(plan)
        self.ran: list[datetime] = []
        self.closed = False

    def run(self, now: datetime) -> str:
        self.ran.append(now)
        step = self.plan.pop(0) if self.plan else "done"
        if isinstance(step, Exception):
            raise step
        return step

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def told() -> list[DutyRecord]:
    return []


def scheduler(duties, clock, steady, told, **options) -> Scheduler:
    options = {"start": at_once} | options
    guard = options.pop("guard", lambda: None)
    return Scheduler(duties, clock, guard, told.append, monotonic=steady, **options)


# Duties


def test_that_duties_run_at_their_intervals(clock, steady, told):
    often, seldom = Work("often", 10), Work("seldom", 3600)
    works = scheduler([often, seldom], clock, steady, told)
    for _ in range(361):
        assert works.step() <= 10
        steady.value += 10
    assert (len(often.ran), len(seldom.ran)) == (361, 2)
    assert told == []


def test_that_a_failing_duty_is_told_once_stops_no_other_and_recovers(clock, steady, told, now):
    bad = Work("bad", 10, OSError("disk gone"), OSError("disk gone"), OSError("still"), "well")
    good = Work("good", 10)
    works = scheduler([bad, good], clock, steady, told)
    for _ in range(8):  # 0, 10, 20 … 70 s: bad at 0, 10, 30 and 70
        works.step()
        clock.value += timedelta(seconds=10)
        steady.value += 10
    assert [at - now for at in bad.ran] == [timedelta(seconds=s) for s in (0, 10, 30, 70)]
    assert len(good.ran) == 8
    assert [(r.problem, r.failures, r.failing_since) for r in told] == [
        ("OSError: disk gone", 1, now),
        ("OSError: still", 3, now),
        ("", 0, None),
    ]
    assert told[-1].result == "well"


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (5, [5, 5, 10, 20, 40, 80, 160, 300, 300]),  # backs off to five minutes
        (3600, [3600, 60, 120, 240, 480, 960, 1920, 3600, 3600]),  # an hourly one is tried again soon
        (300, [300, 60, 120, 240, 300, 300, 300, 300, 300]),
    ],
)
def test_that_retries_back_off(every, expected):
    assert [pause(every, failures) for failures in range(9)] == expected
    assert pause(every, 10_000) == expected[-1]


def test_that_nothing_begins_without_the_lease_and_that_is_no_failure(clock, steady, told):
    held = False

    def guard() -> None:
        if not held:
            raise NotHeldError

    work = Work("backup", 3600)
    works = scheduler([work], clock, steady, told, guard=guard)
    works.step()
    assert work.ran == []
    assert works.records() == [DutyRecord("backup", 3600)]
    held = True
    steady.value += 10
    works.step()
    assert len(work.ran) == 1, "it does not wait for another hour"


def test_that_a_duty_at_work_is_not_begun_again_and_hanging_is_seen(clock, steady, told):
    begun: list[Callable[[], None]] = []
    work = Work("long", 10)
    works = scheduler([work], clock, steady, told, start=lambda _name, run: begun.append(run))
    works.step()
    steady.value += 3000
    works.step()
    assert len(begun) == 1
    (record,) = works.records()
    assert (record.running_for, record.is_hanging) == (3000, False)
    steady.value += 1000
    assert works.records()[0].is_bad
    begun[0]()
    assert not works.records()[0].is_bad
    steady.value += 10
    works.step()
    assert len(begun) == 2


def test_that_closing_waits_for_work_and_lets_all_go(clock, told):
    release, entered = threading.Event(), threading.Event()

    class Slow(Work):
        def run(self, now: datetime) -> str:
            entered.set()
            release.wait(WAIT)
            return super().run(now)

    slow, other = Slow("slow", 10), Work("other", 10)
    works = Scheduler([slow, other], clock, lambda: None, told.append)
    works.step()
    assert entered.wait(WAIT)
    release.set()
    works.close(WAIT)
    assert len(slow.ran) == 1
    assert slow.closed
    assert other.closed


# The lease


@pytest.fixture
def two(database: Database, clock: FixedClock, steady: Steady) -> tuple[Holding, Holding]:
    return tuple(Holding(database, clock, LEASE, monotonic=steady) for _ in range(2))


def let_pass(database: Database, seconds: float) -> None:
    with database.writing() as session:
        until = session.get_one(Lease, "serve").until
        session.execute(update(Lease).values(until=until - timedelta(seconds=seconds)))


def test_that_the_second_waits_and_takes_over_when_the_first_is_dead(database: Database, two, steady, clock):
    first, second = two
    assert first.turn()
    assert not second.turn()
    assert (second.record.state, second.record.other) == ("standby", first.record.me)
    steady.value += LEASE / 3 + 1
    assert not second.turn()
    let_pass(database, LEASE + 1)
    steady.value += LEASE / 3 + 1
    assert second.turn()
    assert second.record.state == "holding"


def test_that_a_suspended_holder_learns_that_it_lost_the_lease_before_it_does_anything(
    database: Database, two, steady
):
    first, second = two
    assert first.turn()
    first.guard()
    let_pass(database, LEASE + 1)
    assert second.turn()
    with pytest.raises(NotHeldError):
        first.guard()
    steady.value += LEASE
    assert not first.turn()
    assert (first.record.state, first.record.other) == ("lost", second.record.me)


def test_that_a_holder_whose_lease_ran_out_does_nothing_until_it_is_renewed(database: Database, two, steady):
    first, _ = two
    assert first.turn()
    let_pass(database, LEASE + 1)
    with pytest.raises(NotHeldError):
        first.guard()
    steady.value += LEASE
    assert first.turn()
    first.guard()


def test_that_giving_back_lets_the_standby_in_at_once(two, steady):
    first, second = two
    assert first.turn()
    assert not second.turn()
    first.give_back()
    steady.value += LEASE / 3 + 1
    assert second.turn()
    second.give_back()
    first.give_back()


def test_that_a_holder_that_cannot_ask_gives_up_when_its_lease_must_have_run_out(
    sqlite_database: Database, clock, steady, monkeypatch
):
    holding = Holding(sqlite_database, clock, LEASE, monotonic=steady)
    assert holding.turn()

    @contextmanager
    def away() -> Iterator[None]:
        raise UnreachableError(where="office", reason="connection refused")
        yield

    monkeypatch.setattr(sqlite_database, "writing", away)
    steady.value += LEASE - 1
    assert holding.turn(), "it is still ours"
    assert "connection refused" in holding.record.problem
    steady.value += LEASE / 3 + 1
    assert not holding.turn()
    assert holding.record.state == "lost"
    monkeypatch.undo()
    steady.value += LEASE
    assert holding.turn()
    assert (holding.record.state, holding.record.problem) == ("holding", "")


# What the duties do


def test_that_the_clocks_of_orders_are_counted(sqlite_database, actor, now):
    fill(sqlite_database, actor)  # two orders: one overdue since an hour, one due in five hours
    watching = Watching(sqlite_database)
    assert watching.run(now) == "2 orders open, 0 due within 2 h, 1 overdue"
    assert watching.run(now + timedelta(hours=5) - DUE_SOON) == "2 orders open, 1 due within 2 h, 1 overdue"
    assert watching.run(now + timedelta(hours=6)) == "2 orders open, 0 due within 2 h, 2 overdue"
    assert watching.summary is not None
    with sqlite_database.reading() as session:
        from db.queries.status import status

        assert watching.summary.unsent == status(session).position, "nobody has confirmed anything"


def test_that_the_clocks_of_an_empty_record_are_zero(database: Database, now):
    assert Watching(database).run(now) == "0 orders open, 0 due within 2 h, 0 overdue"


def test_that_a_backup_is_made_and_rotated_and_a_restart_makes_no_more(sqlite_database, tmp_path, now):
    def backing_up() -> BackingUp:
        return BackingUp(sqlite_database, tmp_path / "b", 3600, Keep(2, 1, 1), lambda: False)

    duty = backing_up()
    assert duty.first_after(now) == 0
    for hour in range(4):
        said = duty.run(now + timedelta(hours=hour))
    assert "2 backups kept, 1 old ones removed" in said
    after = now + timedelta(hours=3, minutes=10)
    assert backing_up().first_after(after) == 3000
    assert backing_up().first_after(now + timedelta(days=2)) == 0
    assert backing_up().first_after(now - timedelta(days=2)) == 3600, "a clock put back makes no gap of days"


def test_that_a_full_disk_is_told_before_anything_is_written(sqlite_database, tmp_path, now, monkeypatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("desktop.service.backing_up.shutil.disk_usage", lambda _path: usage)
    duty = BackingUp(sqlite_database, tmp_path / "b", 3600, Keep(), lambda: False)
    with pytest.raises(NoRoomError, match="earlier backups are untouched"):
        duty.run(now)
    assert not (tmp_path / "b").exists()


def test_that_the_service_exchanges_by_itself(sqlite_database, tmp_path, actor, clock):
    from db.setup import prepare

    fill(sqlite_database, actor)
    url = f"sqlite:///{tmp_path / 'peer.db'}"
    peer = open_database(url)
    prepare(peer, actor.now)
    duty = Exchanging(sqlite_database, url, 300, clock, lambda: False)
    assert "changes to" in duty.run(clock.now())
    assert "hold the same" in duty.run(clock.now())
    with sqlite_database.reading() as here, peer.reading() as there:
        from db.sync.give import heads

        assert heads(here) == heads(there)
    peer.close()


def test_that_what_others_take_is_told_in_figures(sqlite_database, now):
    done = type("Merged", (), {"merged": 3, "refused": 1, "waiting": 2})
    assert (
        Merging(sqlite_database, lambda _db, _now: done).run(now) == "3 deliveries merged, 1 refused, 2 wait"
    )
    assert KeptPacks(sqlite_database, lambda _db, _now: 2).run(now) == "2 kept packs taken"


# The whole, with its health page


@pytest.fixture
def quiet() -> Tell:
    return Tell(lambda _url: None, lambda _record: None, lambda _record: None)


class Running:
    """A service on a thread."""

    def __init__(self, database: Database, options: Options) -> None:
        self.stop, self.started = threading.Event(), threading.Event()
        self.problems: list[str] = []
        self.url = ""
        tell = Tell(self._page, lambda _record: None, lambda record: self.problems.append(record.problem))
        self.service = Service(database, Clock(), options, tell)
        self._thread = threading.Thread(target=self.service.run, args=[self.stop])

    def __enter__(self) -> "Running":
        self._thread.start()
        assert self.started.wait(WAIT)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._thread.join(WAIT)
        assert not self._thread.is_alive()

    def _page(self, url: str) -> None:
        self.url = url
        self.started.set()

    def ask(self, path: str = "/health", method: str = "GET", **headers: str) -> tuple[int, str]:
        """Status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", make_url(self.url).port, timeout=WAIT)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def until(self, is_so: Callable[[dict], bool]) -> tuple[int, dict]:
        """Ask until it is so; asking takes its time, and a test that hangs is ended by its deadline."""
        deadline = threading.Event()
        timer = threading.Timer(WAIT, deadline.set)
        timer.start()
        try:
            while not deadline.is_set():
                status, body = self.ask()
                if is_so(found := json.loads(body)):
                    return status, found
        finally:
            timer.cancel()
        raise AssertionError(f"not in {WAIT} s: {found}")


def all_ran(found: dict) -> bool:
    return bool(found["duties"]) and all(duty["last_run_at"] for duty in found["duties"])


def test_that_the_health_page_says_what_the_service_does(database: Database, tmp_path, now):
    folder = tmp_path / "b"
    made = back_up(database, folder, now) if database.is_sqlite else None
    if made is not None:
        note(drill(made.path, None, now))
    with Running(database, Options(port=0, health_port=0, backup_folder=folder if made else None)) as running:
        status, found = running.until(all_ran)
        page_status, page = running.ask("/")
    assert (status, page_status, found["status"]) == (200, 200, "ok")
    assert found["lease"]["state"] == "holding"
    assert found["database"] == database.where
    assert found["feeds"]["port"] > 0
    assert found["record"]["unsent"] == 0
    assert {duty["name"] for duty in found["duties"]} == {
        "listen",
        "clocks",
        "merge",
        "packs",
        "roll-ups",
        *(["backup"] if made else []),
    }
    if made is not None:
        assert found["backup"]["last"].startswith("qingkong-record-")
        assert found["backup"]["drill"]["good"]
        assert found["disks"][0]["free_bytes"] > 0
    assert "all is well" in page
    assert "HJ 212 listener" in page


def test_that_the_health_page_is_503_and_says_why_when_a_duty_fails(sqlite_database, tmp_path):
    (tmp_path / "file").write_text("no folder")
    options = Options(port=0, health_port=0, backup_folder=tmp_path / "file")
    with Running(sqlite_database, options) as running:
        status, found = running.until(all_ran)
        page_status, page = running.ask("/")
        assert (status, page_status, found["status"]) == (503, 503, "failing")
        (backup,) = [duty for duty in found["duties"] if duty["name"] == "backup"]
        assert "file" in backup["problem"]
        assert backup["failing_since"]
        others = [duty for duty in found["duties"] if duty["name"] != "backup"]
        assert all(duty["problem"] is None for duty in others)
        assert "something fails" in page
        assert "Failing since" in page
    assert len([problem for problem in running.problems if problem]) == 1


def test_that_a_taken_port_for_devices_fails_one_duty_and_is_tried_again(sqlite_database):
    with socket.create_server(("127.0.0.1", 0)) as other:
        options = Options(port=other.getsockname()[1], health_port=0)
        with Running(sqlite_database, options) as running:
            status, found = running.until(all_ran)
    (listen,) = [duty for duty in found["duties"] if duty["name"] == "listen"]
    assert (status, found["status"]) == (503, "failing")
    assert "taken by another program" in listen["problem"]


def test_that_a_standby_is_well_and_a_lost_lease_is_503(sqlite_database):
    quick = Options(port=0, health_port=0, lease_seconds=9)
    with Running(sqlite_database, quick) as first, Running(sqlite_database, quick) as second:
        first.until(lambda found: found["lease"]["state"] != "starting")
        second.until(lambda found: found["lease"]["state"] != "starting")
        states = {json.loads(r.ask()[1])["lease"]["state"]: r for r in (first, second)}
        assert set(states) == {"holding", "standby"}
        assert states["standby"].ask()[0] == 200
        with sqlite_database.writing() as session:  # as if the holder had slept and a third had come
            session.execute(update(Lease).values(holder="a third"))
        gone = states["holding"].until(
            lambda found: found["lease"]["state"] == "lost" and found["duties"] == []
        )
        assert (gone[0], gone[1]["lease"]["holder"]) == (503, "a third")


def test_that_the_page_shows_no_password(postgres_url):
    url = make_url(postgres_url).set(password="geheim-1")
    database = open_database(url.render_as_string(hide_password=False))
    with Running(database, Options(port=0, health_port=0)) as running:
        running.until(all_ran)
        pages = running.ask()[1] + running.ask("/")[1]
    assert "***" in pages
    assert "geheim" not in pages
    database.close()


@pytest.mark.parametrize(
    ("method", "path", "headers", "expected"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/health", {"Host": "localhost:9280"}, 200),
        ("GET", "/health/", {}, 404),
        ("GET", "/../../etc/passwd", {}, 404),
        ("POST", "/health", {}, 405),
        ("HEAD", "/", {}, 405),
        ("DELETE", "/", {}, 405),
        ("GET", "/health", {"Host": "evil.example"}, 403),
        ("BREW", "/", {}, 501),
    ],
)
def test_that_only_two_paths_answer_to_get_from_here(sqlite_database, method, path, headers, expected):
    service = Service(
        sqlite_database, Clock(), Options(), Tell(lambda _u: None, lambda _r: None, lambda _r: None)
    )
    page = HealthPage(service.report, 0)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", make_url(page.url).port, timeout=WAIT)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        assert answer.status == expected
        assert bool(answer.read()) == (expected in (200, 501))
        assert answer.getheader("Server") == "qingkong "
        connection.close()
    finally:
        page.close()


def test_that_a_client_that_says_nothing_does_not_keep_the_page_from_others(sqlite_database, monkeypatch):
    monkeypatch.setattr("desktop.service.health._Handler.timeout", 0.2)
    with Running(sqlite_database, Options(port=0, health_port=0)) as running:
        port = make_url(running.url).port
        with socket.create_connection(("127.0.0.1", port), timeout=WAIT):
            assert running.ask()[0] == 200


def test_that_a_taken_health_port_is_a_sentence(sqlite_database, quiet):
    with socket.create_server(("127.0.0.1", 0)) as other:
        options = Options(port=0, health_port=other.getsockname()[1])
        with pytest.raises(PortTakenError, match="taken by another program"):
            Service(sqlite_database, Clock(), options, quiet).run(threading.Event())
