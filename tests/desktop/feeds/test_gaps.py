"""Missing hours asked of devices: the rules with a manual clock, and the whole way over real sockets."""

import socket
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from db.commands import stations
from db.commands.stations import StationRow
from db.queries import devices
from db.schema.readings import Observation
from db.times import from_epoch
from desktop.clock import Clock, DemoClock
from desktop.feeds import intake
from desktop.feeds.gaps import Asker, AskState, runs
from desktop.feeds.hj212 import Frame, FrameStream, encode
from desktop.feeds.hj212.answers import execution_result, request_answer
from desktop.feeds.listener import Limits, Listener
from desktop.feeds.replay import HourRow, Replayer

BEGIN = datetime(2026, 3, 20, 0, tzinfo=UTC)  # 08:00 in China
END = BEGIN + timedelta(hours=3)
WAIT = 10


class Standing(Clock):
    def now(self):
        return datetime(2026, 3, 20, 4, 0, tzinfo=UTC)


class Wire:
    """A connection whose time is moved by hand."""

    def __init__(self):
        self.seconds, self.sent, self.timers, self.devices = 0.0, [], [], set()

    def time(self):
        return self.seconds

    def call_later(self, seconds, what):
        self.timers.append((self.seconds + seconds, what))

    def request(self, raw):
        self.sent.append(raw)

    def run(self, seconds):
        """Let so much time pass, with all that falls due."""
        until = self.seconds + seconds
        while due := sorted((at for at, _ in self.timers if at <= until)):
            timer = next(timer for timer in self.timers if timer[0] == due[0])
            self.timers.remove(timer)
            self.seconds = max(self.seconds, timer[0])
            timer[1]()
        self.seconds = until


def received(raw) -> Frame:
    (item,) = FrameStream().feed(raw)
    assert isinstance(item, Frame)
    return item


def hello(mn="M1", flag=5, st="22"):
    cp = "DataTime=20260320110000;a34004-Avg=1"
    return received(encode(cp, st=st, cn="2061", mn=mn, pw="P", flag=flag))


def hour(start, mn="M1", cn="2061"):
    return received(encode(f"DataTime={start};a34004-Avg=1", st="22", cn=cn, mn=mn, pw="P", qn="Q", flag=5))


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def asker(wire) -> Asker:
    asker = Asker(Standing())
    asker.heard(wire, hello())
    return asker


@pytest.fixture
def request_(asker, wire) -> Frame:
    asked = asker.ask("M1", BEGIN, END, "2061")
    assert asked.state is AskState.SENT
    asker.send("M1")
    return received(wire.sent[-1])


def state(asker):
    return asker.asked()["M1"].state


def test_that_a_request_has_the_devices_own_heads_and_china_time(asker, wire, request_):
    assert (request_.cn, request_.mn, request_.st, request_.pw, request_.flag) == ("2061", "M1", "22", "P", 5)
    assert request_.cp == "BeginTime=20260320080000,EndTime=20260320110000"
    assert request_.qn == "20260320120000000"


def test_that_the_version_of_the_device_is_used(wire):
    asker = Asker(Standing())
    asker.heard(wire, hello(flag=9))
    asker.ask("M1", BEGIN, END, "2051")
    asker.send("M1")
    assert (received(wire.sent[0]).flag, received(wire.sent[0]).cn) == (9, "2051")


def test_that_a_device_that_is_not_connected_is_away(asker, wire):
    assert asker.ask("M2", BEGIN, END, "2061").state is AskState.AWAY
    asker.send("M2")
    assert wire.sent == []


def test_that_hours_that_come_are_counted_once_and_the_end_is_told(asker, wire, request_):
    asker.heard(wire, received(request_answer(request_, 1)))
    assert state(asker) is AskState.READY
    for start in ("20260320080000", "20260320090000", "20260320090000", "20260320110000"):
        asker.heard(wire, hour(start))  # the last one is the hour that runs now
    asker.heard(wire, hour("20260320100000", cn="2051"))
    assert asker.asked()["M1"].got == 2
    asker.heard(wire, received(execution_result(request_, 1)))
    done = asker.asked()["M1"]
    assert (done.state, done.got, done.code, done.is_open) == (AskState.DONE, 2, 1, False)
    asker.heard(wire, hour("20260320100000"))
    assert asker.asked()["M1"] == done


@pytest.mark.parametrize(
    ("answer", "code", "state"),
    [
        (request_answer, 2, AskState.REFUSED),
        (request_answer, 3, AskState.REFUSED),
        (execution_result, 100, AskState.NO_DATA),
        (execution_result, 5, AskState.FAILED),
    ],
)
def test_that_the_devices_own_reason_is_kept(asker, wire, request_, answer, code, state):
    asker.heard(wire, received(answer(request_, code)))
    asked = asker.asked()["M1"]
    assert (asked.state, asked.code) == (state, code)
    wire.run(100)
    assert len(wire.sent) == 1


def test_that_an_answer_to_something_else_is_none(asker, wire, request_):
    asker.heard(wire, received(request_answer(request_._replace(qn="20260101000000000"), 2)))
    asker.heard(wire, received(request_answer(request_._replace(mn="M2"), 2)))
    assert state(asker) is AskState.SENT


def test_that_a_2005_device_answers_in_cp(asker, wire, request_):
    old = encode(f"QN={request_.qn};QnRtn=1", st="91", cn="9011", mn="M1", pw="P", flag=0)
    asker.heard(wire, received(old))
    assert state(asker) is AskState.READY


def test_that_silence_is_asked_three_times_ten_seconds_apart_and_given_up(asker, wire, request_):
    wire.run(9.9)
    assert len(wire.sent) == 1
    wire.run(0.2)
    assert len(wire.sent) == 2
    wire.run(10)
    assert wire.sent == [wire.sent[0]] * 3  # the same number: it is the same request
    assert asker.asked()["M1"].tries == 3
    wire.run(9.8)
    assert state(asker) is AskState.SENT
    wire.run(0.2)
    assert state(asker) is AskState.TIMEOUT
    wire.run(1000)
    assert len(wire.sent) == 3
    assert wire.timers == []


def test_that_data_keep_a_request_open_until_they_stop(asker, wire, request_):
    asker.heard(wire, received(request_answer(request_, 1)))
    for start in ("20260320080000", "20260320090000"):
        wire.run(29)
        asker.heard(wire, hour(start))
    wire.run(29.9)
    assert state(asker) is AskState.READY
    wire.run(0.2)
    asked = asker.asked()["M1"]
    assert (asked.state, asked.got) == (AskState.TIMEOUT, 2)
    assert len(wire.sent) == 1


def test_that_an_open_request_stays_and_a_finished_one_may_be_followed(asker, wire, request_):
    assert asker.ask("M1", BEGIN - timedelta(days=1), END, "2061").begin == BEGIN
    asker.send("M1")
    assert len(wire.sent) == 1
    asker.heard(wire, received(execution_result(request_, 1)))
    assert asker.ask("M1", BEGIN - timedelta(days=1), END, "2061").state is AskState.SENT
    asker.send("M1")
    assert received(wire.sent[1]).qn != request_.qn


def test_that_a_lost_connection_ends_the_request_and_a_newer_one_is_used(asker, wire, request_):
    newer = Wire()
    asker.leave(wire)
    assert state(asker) is AskState.AWAY
    asker.heard(newer, hello())
    asker.leave(wire)  # the older one ends late
    assert asker.ask("M1", BEGIN, END, "2061").state is AskState.SENT
    asker.send("M1")
    assert len(newer.sent) == 1
    wire.run(100)
    assert len(wire.sent) == 1


def test_that_missing_hours_are_asked_for_in_runs():
    labels = [3600 * n for n in (5, 3, 4, 9)]
    assert runs(labels) == [
        (from_epoch(2 * 3600), from_epoch(5 * 3600)),
        (from_epoch(8 * 3600), from_epoch(9 * 3600)),
    ]
    assert runs([]) == []


def eventually(condition) -> None:
    """Look again and again: the loop, the store and the device are threads of their own."""
    tick, until = threading.Event(), monotonic() + WAIT
    while not condition():
        assert monotonic() < until, "it did not happen"
        tick.wait(0.002)


START = int(datetime(2026, 3, 19, 16, tzinfo=UTC).timestamp())


def test_that_a_gap_is_repaired_over_real_sockets(sqlite_database, actor):
    """A logger lost its line for three hours: they are found missing, asked for, sent and stored."""
    with sqlite_database.writing() as session:
        stations.save(session, actor, [StationRow("S1", "甲", mn="MN1", password="123456")])
    now = from_epoch(START + 9 * 3600)
    clock = DemoClock(now, 0.0)

    with ThreadPoolExecutor(1) as pool:

        def store(batch):
            with sqlite_database.writing() as session:
                return intake.store(session, batch, now=now).verdicts

        def sink(batch) -> Future[list[bool]]:
            return pool.submit(store, batch)

        listener = Listener(sink, "127.0.0.1", 0, clock=clock, flush_seconds=0.001)
        listener.start()
        rows = [HourRow("S1", START + 3600 * n, {"pm25": 10.0 + n}) for n in range(12)]
        lost = {START + 3600 * n for n in (3, 4, 5)}
        replayer = Replayer(
            rows,
            {"S1": ("MN1", "123456")},
            "127.0.0.1",
            listener.port,
            clock=clock,
            holds_back=lambda mn, time: time in lost,
        )
        result = replayer.start()

        def missing():
            with sqlite_database.reading() as session:
                found = devices.missing_hours(session, "S1", days=1, now=now)
            return [label for label in found if label >= START]

        eventually(lambda: listener.status().answered == 7)
        assert missing() == sorted(lost)
        ((begin, end),) = runs(missing())
        assert listener.ask_for("MN1", begin, end).state is AskState.SENT
        eventually(lambda: not listener.asked()["MN1"].is_open)
        asked = listener.asked()["MN1"]
        assert (asked.state, asked.got) == (AskState.DONE, 3)
        assert missing() == []
        with sqlite_database.reading() as session:
            values = session.query(Observation.pm25).order_by(Observation.time).all()
        assert [value for (value,) in values] == [10.0 + n for n in range(10)]

        assert listener.ask_for("MN9", begin, end).state is AskState.AWAY
        listener.ask_for("MN1", begin - timedelta(days=30), begin - timedelta(days=29))
        eventually(lambda: not listener.asked()["MN1"].is_open)
        assert listener.asked()["MN1"].state is AskState.NO_DATA
        replayer.stop()
        assert result.result(WAIT).repaired == 4  # the time asked for ends where the next hour begins
        listener.stop()
    assert listener.ask_for("MN1", begin, end).state is AskState.AWAY


def test_that_a_device_which_does_not_answer_is_asked_three_times():
    def sink(batch):
        future: Future[list[bool]] = Future()
        future.set_result([True] * len(batch))
        return future

    limits = Limits(answer_seconds=0.02)
    listener = Listener(sink, "127.0.0.1", 0, clock=Standing(), flush_seconds=0.001, limits=limits)
    listener.start()
    with socket.create_connection(("127.0.0.1", listener.port), WAIT) as device:
        device.sendall(hello().raw + b"\r\n")
        answered = device.recv(4096)
        assert b"CN=9014" in answered
        assert listener.ask_for("M1", BEGIN, END).state is AskState.SENT
        stream, requests = FrameStream(), []
        while len(requests) < 3:
            requests += stream.feed(device.recv(4096))
        assert len({request.qn for request in requests}) == 1
        eventually(lambda: listener.asked()["M1"].state is AskState.TIMEOUT)
    listener.stop()
