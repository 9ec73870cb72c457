"""The listener on real sockets of 127.0.0.1, with sinks in memory."""

import queue
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest

from db.errors import DomainError
from desktop.clock import Clock
from desktop.feeds.hj212 import Frame, FrameStream, Reason, Rejected, encode
from desktop.feeds.listener import Limits, Listener, ListenError, PortTakenError, Received

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
WAIT = 10  # seconds until a test that hangs fails


class Watched(Clock):
    """A standing clock that tells each time it is asked: the listener asks once for every piece it reads."""

    def __init__(self):
        self.asked = queue.Queue()

    def now(self):
        self.asked.put(None)
        return NOW


class Sink:
    """Keeps batches. `plan`: what the next calls do, an exception, "hold", or a function of the batch."""

    def __init__(self, *plan):
        self.plan = list(plan)
        self.batches = queue.Queue()
        self.items = []

    def __call__(self, batch):
        step = self.plan.pop(0) if self.plan else None
        future: Future[list[bool]] = Future()
        if isinstance(step, Exception):
            self.batches.put((batch, future))
            raise step
        if step != "hold":
            self.items.extend(received.item for received in batch)
            future.set_result(step(batch) if step else [isinstance(r.item, Frame) for r in batch])
        self.batches.put((batch, future))
        return future


Listen = Callable[..., Listener]


@pytest.fixture
def listen() -> Iterator[Listen]:
    started = []

    def start(sink, **options):
        limits = Limits(**{"retry_first": 0.01, **options.pop("limits", {})})
        options = {"clock": Watched(), "flush_seconds": 0.01, "limits": limits, **options}
        listener = Listener(sink, "127.0.0.1", 0, **options)
        listener.start()
        started.append(listener)
        return listener

    yield start
    for listener in started:
        listener.stop()


class Client:
    def __init__(self, listener):
        self.socket = socket.create_connection(("127.0.0.1", listener.port), WAIT)
        self._stream = FrameStream()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, *frames):
        self.socket.sendall(b"".join(frames))

    def answers(self, number):
        found = []
        while len(found) < number:
            data = self.socket.recv(65536)
            assert data, "the listener hung up"
            found += [item.qn for item in self._stream.feed(data)]
        return found

    def nothing_came(self):
        self.socket.setblocking(False)
        try:
            return not self.socket.recv(1)
        except BlockingIOError:
            return True
        finally:
            self.socket.settimeout(WAIT)

    def is_hung_up(self):
        try:
            return self.socket.recv(65536) == b""
        except ConnectionError:
            return True


def frame(number, flag=5):
    return encode(
        "DataTime=20260320080000;a34004-Avg=1", st="22", cn="2061", mn="M1", qn=f"Q{number}", flag=flag
    )


def test_that_a_frame_is_answered_only_after_it_is_stored(listen):
    sink, clock = Sink("hold"), Watched()
    listener = listen(sink, clock=clock)
    with Client(listener) as client:
        client.send(frame(1))
        clock.asked.get(timeout=WAIT)
        batch, future = sink.batches.get(timeout=WAIT)
        client.send(frame(2))  # the loop goes on reading while the first batch is out
        clock.asked.get(timeout=WAIT)
        assert client.nothing_came()
        assert sink.batches.empty()
        future.set_result([True])
        assert client.answers(2) == ["Q1", "Q2"]
    (received,) = batch
    assert received == Received("127.0.0.1", NOW, received.item)
    assert received.item.qn == "Q1"


def test_that_only_stored_frames_that_ask_are_answered(listen):
    sink = Sink(lambda batch: [r.item.qn != "Q2" for r in batch])
    with Client(listen(sink, flush_seconds=5, limits={"batch": 4})) as client:
        client.send(frame(1), frame(2), frame(3, flag=4), frame(4))
        assert client.answers(2) == ["Q1", "Q4"]


def test_that_a_failing_sink_is_asked_again_and_nothing_is_answered_before(listen):
    sink = Sink(OSError("busy"), lambda batch: [True] * 7)
    listener = listen(sink)
    with Client(listener) as client:
        client.send(frame(1))
        assert client.answers(1) == ["Q1"]
    offered = [sink.batches.get(timeout=WAIT)[0] for _ in range(3)]
    assert offered[0] == offered[1] == offered[2]
    status = listener.status()
    assert (status.sink_failures, status.frames, status.answered) == (2, 1, 1)
    assert status.last_error == ""
    assert status.last_frame == NOW


def test_that_a_future_that_fails_is_a_failure_of_the_sink(listen):
    sink = Sink("hold")
    listener = listen(sink)
    with Client(listener) as client:
        client.send(frame(1))
        sink.batches.get(timeout=WAIT)[1].set_exception(RuntimeError("disk full"))
        assert client.answers(1) == ["Q1"]
    assert listener.status().sink_failures == 1


def test_that_a_taken_port_is_named(listen):
    taken = listen(Sink()).port
    other = Listener(Sink(), "127.0.0.1", taken, clock=Clock())
    with pytest.raises(PortTakenError, match=f"Port {taken} on 127.0.0.1 is taken") as caught:
        other.start()
    assert isinstance(caught.value, OSError)
    assert isinstance(caught.value, DomainError)
    assert not other.running
    other.stop()


@pytest.mark.parametrize(("host", "port"), [("203.0.113.1", 0), ("127.0.0.1", 70000)])
def test_that_an_impossible_address_is_an_error_at_the_start(host, port):
    listener = Listener(Sink(), host, port, clock=Clock())
    with pytest.raises((ListenError, OverflowError)):
        listener.start()
    assert not listener.running


def test_that_damaged_pieces_reach_the_sink_and_the_connection_goes_on(listen):
    sink = Sink()
    listener = listen(sink)
    with Client(listener) as client:
        client.send(b"noise", frame(1).replace(b"Avg=1", b"Avg=2"), frame(2))
        assert client.answers(1) == ["Q2"]
    assert listener.status().rejected == {"garbage": 1, "crc": 1}
    assert [item.reason for item in sink.items if isinstance(item, Rejected)] == [Reason.GARBAGE, Reason.CRC]


def test_that_stopping_stores_and_answers_what_was_received_and_hangs_up(listen):
    sink, clock = Sink(), Watched()
    listener = listen(sink, clock=clock, flush_seconds=3600)
    with Client(listener) as client, Client(listener) as silent:
        client.send(frame(1), b"##0100QN=1")
        clock.asked.get(timeout=WAIT)
        listener.stop()
        assert client.answers(1) == ["Q1"]
        assert client.is_hung_up()
        assert silent.is_hung_up()
    assert [type(item) for item in sink.items] == [Frame, Rejected]
    assert listener.status().connections == listener.status().waiting == listener.status().unstored == 0
    listener.stop()
    assert not listener.running


def test_that_a_stopped_listener_can_start_again(listen):
    listener = listen(Sink())
    listener.stop()
    listener.start()
    with Client(listener) as client:
        client.send(frame(1))
        assert client.answers(1) == ["Q1"]


@pytest.mark.parametrize("late", ["result", "exception"])
def test_that_stopping_does_not_wait_for_ever_for_a_sink_that_hangs(listen, late):
    sink = Sink("hold")
    listener = listen(sink, limits={"stop_seconds": 0.05})
    with Client(listener) as client:
        client.send(frame(1))
        future = sink.batches.get(timeout=WAIT)[1]
        listener.stop()
        assert client.is_hung_up()
    assert not listener.running
    assert (listener.status().unstored, listener.status().answered) == (1, 0)
    if late == "result":
        future.set_result([True])
    else:
        future.set_exception(RuntimeError("too late"))


def test_that_stopping_tries_a_failing_sink_once_more(listen):
    sink = Sink(*[OSError("busy")] * 1000)
    listener = listen(sink, limits={"retry_first": 3600})
    with Client(listener) as client:
        client.send(frame(1))
        sink.batches.get(timeout=WAIT)
        listener.stop()
    assert sink.batches.qsize() == 1
    assert listener.status().unstored == 1


@pytest.mark.parametrize("sent", [b"", b"no frame in here"])
def test_that_a_connection_without_frames_is_closed_as_idle(listen, sent):
    with Client(listen(Sink(), idle_seconds=0.05)) as client:
        client.send(sent)
        assert client.is_hung_up()


def test_that_too_many_connections_are_turned_away_and_counted(listen):
    listener = listen(Sink(), max_connections=1)
    with Client(listener) as first:
        first.send(frame(1))
        first.answers(1)
        with Client(listener) as second:
            assert second.is_hung_up()
        first.send(frame(2))
        assert first.answers(1) == ["Q2"]
    assert listener.status().turned_away == 1


def test_that_a_reset_connection_does_not_end_the_listener(listen):
    listener = listen(Sink())
    with Client(listener) as rude, Client(listener) as polite:
        rude.send(frame(1))
        rude.answers(1)
        rude.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        rude.socket.close()
        polite.send(frame(2))
        assert polite.answers(1) == ["Q2"]


def test_that_a_peer_which_closed_its_sending_side_still_gets_its_answers(listen):
    with Client(listen(Sink())) as client:
        client.send(frame(1))
        client.socket.shutdown(socket.SHUT_WR)
        assert client.answers(1) == ["Q1"]
        assert client.is_hung_up()


def test_that_devices_are_made_to_wait_while_the_sink_is_behind(listen):
    number, most = 20_000, []

    class Slow(Sink):
        def __call__(self, batch):
            most.append(listener.status().waiting)
            return super().__call__(batch)

    sink = Slow()
    listener = listen(sink, limits={"batch": 20, "waiting": 100})
    one = frame(0, flag=4)
    with Client(listener) as client:
        sender = threading.Thread(target=client.send, args=([one * (number - 1) + frame(1)]))
        sender.start()
        assert client.answers(1) == ["Q1"]
        sender.join()
    assert len(sink.items) == number
    assert max(most) < 100 + 262_144 // len(one) + 2  # one read of asyncio is at most 256 KB
