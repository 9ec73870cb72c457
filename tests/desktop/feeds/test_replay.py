"""Recorded hours to the real listener and back."""

import queue
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

import pytest

from db.times import from_epoch
from desktop.clock import Clock, DemoClock
from desktop.feeds.hj212 import FrameStream, answer, decode
from desktop.feeds.listener import Limits, Listener
from desktop.feeds.replay import HourRow, Replayer, Sent, plan, send

START = int(datetime(2015, 12, 7, 16, tzinfo=UTC).timestamp())
DEVICES = {f"S{n:02d}": (f"MN{n:02d}", "123456") for n in range(12)}
WAIT = 10


def recorded(hours, stations=12):
    return [
        HourRow(
            f"S{station:02d}",
            START + 3600 * hour,
            {"pm25": 10.0 * hour + station, "o3": None, "pressure": 1019.4},
        )
        for hour in range(hours)
        for station in range(stations)
    ]


class Store:
    """Takes everything but the devices in `deaf`."""

    def __init__(self, *deaf):
        self.deaf, self.frames = deaf, []

    def __call__(self, batch):
        future: Future[list[bool]] = Future()
        verdicts = [received.item.mn not in self.deaf for received in batch]
        self.frames += [r.item for r, stored in zip(batch, verdicts, strict=True) if stored]
        future.set_result(verdicts)
        return future

    def readings(self):
        decoded = {(f.mn, f.pw): [] for f in self.frames}
        for frame in self.frames:
            decoded[frame.mn, frame.pw].append(decode(frame, now=datetime(2016, 1, 1, tzinfo=UTC)).reading)
        return decoded


def listener_on(sink, port=0):
    limits = Limits(stop_seconds=1)
    listener = Listener(sink, "127.0.0.1", port, clock=Clock(), flush_seconds=0.001, limits=limits)
    listener.start()
    return listener


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def listener(store) -> Iterator[Listener]:
    listener = listener_on(store)
    yield listener
    listener.stop()


class ManualClock(DemoClock):
    """Stands until moved; tells each time it is asked."""

    def __init__(self):
        super().__init__(from_epoch(START), 1.0)
        self.time, self.asked = from_epoch(START), queue.Queue()

    def now(self):
        if hasattr(self, "asked"):
            self.asked.put(None)
            return self.time
        return super().now()

    def advance(self, hours):
        self.time += timedelta(hours=hours)


class Running:
    """A replayer at the manual clock."""

    def __init__(self, port, hours=5, **options):
        self.clock, self.progress = ManualClock(), queue.Queue()
        self.replayer = Replayer(
            recorded(hours),
            DEVICES,
            "127.0.0.1",
            port,
            clock=self.clock,
            on_progress=self.progress.put,
            **options,
        )
        self.result = self.replayer.start()

    def hour(self):
        return (self.progress.get(timeout=WAIT).time - START) // 3600

    def is_still_waiting(self):
        """The replayer looked at the clock once more and sent nothing."""
        while not self.clock.asked.empty():
            self.clock.asked.get()
        self.replayer.retime()
        self.clock.asked.get(timeout=WAIT)
        return self.progress.empty()


def test_that_hours_arrive_complete_and_as_recorded(store, listener):
    progress = []
    sent = send(recorded(48), DEVICES, "127.0.0.1", listener.port, speed=None, on_progress=progress.append)
    assert (sent.hours, sent.frames, sent.answers, sent.skipped) == (48, 576, 576, 0)
    assert sent.time == START + 47 * 3600
    assert [item.time for item in progress] == [START + 3600 * n for n in range(48)]
    readings = store.readings()
    assert set(readings) == set(DEVICES.values())
    for station, (mn, password) in enumerate(DEVICES.values()):
        assert [(r.period, r.time, r.values) for r in readings[mn, password]] == [
            (3600, START + 3600 * n, {"pm25": 10.0 * n + station, "pressure": 1019.4}) for n in range(48)
        ]


def test_that_a_small_window_loses_nothing(store, listener):
    replayer = Replayer(recorded(20), DEVICES, "127.0.0.1", listener.port, window=0)
    sent = replayer.start().result(WAIT)
    replayer.stop()
    assert sent.answers == sent.frames == len(store.frames) == 240


def test_that_rows_without_device_are_counted_and_rows_without_value_stay_gaps():
    rows = [
        HourRow("S00", START, {"pm25": 1.0}),
        HourRow("S01", START, {"pm25": None}),
        HourRow("S02", START, {"pm25": None}, {"pm25": "C"}),
        HourRow("X", START, {"pm25": 1.0}),
    ]
    (hour,) = plan(rows, DEVICES)
    assert (hour.time, list(hour.frames), hour.skipped) == (START, ["MN00", "MN02"], 1)


def test_that_unsorted_rows_are_refused(listener):
    rows = recorded(2, stations=1)[::-1]
    with pytest.raises(ValueError, match="not sorted"):
        send(rows, DEVICES, "127.0.0.1", listener.port, speed=None)


def test_that_nothing_to_send_is_no_error():
    assert send([], DEVICES, "127.0.0.1", 1, speed=None) == Sent()


def test_that_nobody_listening_is_an_oserror():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        send(recorded(1), DEVICES, "127.0.0.1", port, speed=None)


def test_that_frames_nobody_answers_are_given_up():
    listener = listener_on(Store("MN03"))
    replayer = Replayer(recorded(3), DEVICES, "127.0.0.1", listener.port, window=0, answer_seconds=0.05)
    sent = replayer.start().result(WAIT)
    replayer.stop()
    listener.stop()
    assert (sent.frames, sent.answers) == (36, 33)


def test_that_a_high_speed_is_kept_up_with(listener):
    sent = send(recorded(10), DEVICES, "127.0.0.1", listener.port, speed=3600 * 1000)
    assert sent.answers == 120


def test_that_an_hour_is_sent_when_the_clock_reaches_it(listener):
    running = Running(listener.port)
    assert running.hour() == 0
    assert running.is_still_waiting()
    running.clock.advance(1)
    running.replayer.retime()
    assert running.hour() == 1
    assert running.is_still_waiting()
    running.clock.advance(2)
    running.replayer.retime()
    assert [running.hour(), running.hour()] == [2, 3]
    running.clock.advance(1)
    running.replayer.retime()
    assert running.result.result(WAIT).answers == 60
    running.replayer.stop()


def test_that_the_waiting_time_follows_the_speed(listener):
    running = Running(listener.port)
    replayer = running.replayer
    running.hour()
    assert replayer._left(START + 3600) == 3600
    replayer.set_speed(240)
    assert replayer._left(START + 3600) == 15
    replayer.set_speed(0)
    assert replayer._left(START + 3600) == float("inf")
    assert replayer._left(START) == 0
    replayer.stop()


def test_that_a_paused_replay_sends_nothing_and_goes_on(listener):
    running = Running(listener.port)
    running.hour()
    running.replayer.pause()
    running.clock.advance(1)
    running.replayer.retime()
    assert running.replayer._left(START + 3600) == float("inf")
    assert running.progress.empty()
    running.replayer.resume()
    assert running.hour() == 1
    running.replayer.stop()


def test_that_a_stop_ends_the_wait_and_tells_what_was_sent(listener):
    running = Running(listener.port)
    running.hour()
    running.replayer.stop()
    sent = running.result.result(WAIT)
    assert (sent.hours, sent.frames) == (1, 12)
    running.replayer.stop()


def test_that_a_listener_which_was_restarted_gets_every_hour():
    store = Store()
    first = listener_on(store)
    running = Running(first.port)
    running.hour()
    first.stop()
    second = listener_on(store, first.port)
    running.clock.advance(4)
    running.replayer.retime()
    running.result.result(WAIT)
    running.replayer.stop()
    second.stop()
    assert {(f.mn, f.qn) for f in store.frames} >= {
        (mn, f"20151208{hour:02d}0000000") for mn, _ in DEVICES.values() for hour in range(1, 5)
    }


def rude_listener(server, hang_ups):
    """Reads a frame and hangs up, so many times; then answers everything of one more connection."""
    for _ in range(hang_ups):
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
    connection, _ = server.accept()
    stream = FrameStream()
    with connection:
        while data := connection.recv(65536):
            connection.sendall(b"".join(answer(item) for item in stream.feed(data)))


@pytest.mark.parametrize(("hang_ups", "answers"), [(1, 1), (3, 1), (4, 0)])
def test_that_a_frame_whose_connection_broke_is_sent_again_three_times(hang_ups, answers):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(WAIT)
        thread = threading.Thread(target=rude_listener, args=(server, hang_ups))
        thread.start()
        port = server.getsockname()[1]
        devices = {"S00": DEVICES["S00"]}
        sent = send(recorded(1, stations=1), devices, "127.0.0.1", port, speed=None)
        if not answers:
            socket.create_connection(("127.0.0.1", port), WAIT).close()  # nobody came for the last one
        thread.join()
    assert (sent.frames, sent.answers) == (1, answers)
