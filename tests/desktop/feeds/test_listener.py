"""The listener on real sockets of 127.0.0.1, with sinks in memory."""

import contextlib
import queue
import socket
import struct
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest

from db.errors import DomainError
from desktop.clock import Clock
from desktop.feeds.guard import networks
from desktop.feeds.hj212 import Frame, FrameStream, Reason, Rejected, encode
from desktop.feeds.listener import (
    Guard,
    Limits,
    Listener,
    ListenError,
    PortTakenError,
    Received,
    _allow_files,
)

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
    with Client(listen(Sink(), guard=Guard(idle_seconds=0.05))) as client:
        client.send(sent)
        assert client.is_hung_up()


def test_that_too_many_connections_are_turned_away_and_counted(listen):
    listener = listen(Sink(), guard=Guard(connections=1))
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


# What a listener that stands open on a network must bear.


def only(**limits):
    return Guard(**{"trusted": (), **limits})


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"per_address": 1}, "address"),
        ({"new_per_minute": 1}, "rate"),
        ({"connections": 1}, "full"),
    ],
)
def test_that_a_second_connection_is_turned_away_for_its_reason(listen, limits, reason):
    listener = listen(Sink(), guard=only(**limits))
    with Client(listener) as first, Client(listener) as second:
        assert second.is_hung_up()
        first.send(frame(1))
        assert first.answers(1) == ["Q1"]
    assert listener.status().turned_away_why == {reason: 1}


def test_that_an_address_outside_the_listed_networks_is_turned_away(listen):
    listener = listen(Sink(), guard=only(networks=networks("10.0.0.0/8")))
    with Client(listener) as client:
        assert client.is_hung_up()
    assert listener.status().turned_away_why == {"network": 1}
    listener = listen(Sink(), guard=only(networks=networks("10.0.0.0/8,127.0.0.0/8")))
    with Client(listener) as client:
        client.send(frame(1))
        assert client.answers(1) == ["Q1"]


def test_that_a_connection_of_nothing_but_damage_is_closed_after_so_many_pieces(listen):
    sink = Sink()
    listener = listen(sink, guard=Guard(bad_in_a_row=20))
    with Client(listener) as client, Client(listener) as other:
        client.send(b"##0001" * 21)
        client.send(frame(1))
        assert client.answers(1) == ["Q1"]  # 21 pieces, the last of them ended by the frame: not too many
        client.send(b"##0001" * 40)
        assert client.is_hung_up()
        other.send(frame(2))
        assert other.answers(1) == ["Q2"]
    assert listener.status().given_up == 1
    assert sum(isinstance(item, Frame) for item in sink.items) == 2


def test_that_a_frame_over_the_size_limit_is_refused_and_the_next_one_taken(listen):
    sink = Sink()
    listener = listen(sink, guard=Guard(frame_bytes=1024))
    long = encode("i-Info=" + "x" * 1100, st="22", cn="3020", mn="M1", qn="Q0", flag=5)
    with Client(listener) as client:
        client.send(long, frame(1))
        assert client.answers(1) == ["Q1"]
    refused = [item for item in sink.items if isinstance(item, Rejected)]
    assert [item.reason for item in refused] == [Reason.TOO_LONG, Reason.GARBAGE]  # its end is between frames
    assert len(refused[0].raw) == len("##0000") + 1024 + len("2F80")


def parts(*numbers, count=3, flag=7):
    return [
        encode(f"DataTime=20260320080000;a{n}-Avg={n}", st="22", cn="2061", mn="M1", qn="Q9", flag=flag,
               pnum=count, pno=n)
        for n in numbers
    ]  # fmt: skip


def test_that_parts_reach_the_sink_as_one_message_and_each_is_answered(listen):
    sink = Sink()
    listener = listen(sink)
    with Client(listener) as client, Client(listener) as other:
        client.send(*parts(3, 1))
        other.send(*parts(2), frame(1))  # another connection is another message
        assert other.answers(1) == ["Q1"]
        client.send(*parts(2))
        assert client.answers(3) == ["Q9"] * 3
    (message,) = [item for item in sink.items if isinstance(item, Frame) and item.parts]
    assert [part.pno for part in message.parts] == [1, 2, 3]


def test_that_a_device_which_waits_for_each_parts_answer_gets_it_when_it_sends_again(listen):
    with Client(listen(Sink())) as client:
        client.send(*parts(1, count=2))
        client.send(*parts(1, count=2))
        assert client.answers(1) == ["Q9"]
        client.send(*parts(2, count=2))
        assert client.answers(2) == ["Q9"] * 2


def test_that_parts_without_the_others_are_refused_after_their_time(listen):
    sink = Sink()
    listener = listen(sink, guard=Guard(join_seconds=0.02))
    with Client(listener) as client:
        client.send(*parts(1, 2))
        batch, _ = sink.batches.get(timeout=WAIT)
        assert [received.item.reason for received in batch] == [Reason.PARTS] * 2
        client.send(frame(1))
        assert client.answers(1) == ["Q1"]


def test_that_two_thousand_connections_are_served_at_once(listen):
    number = 2000
    sink = Sink()
    listener = listen(sink, guard=Guard(connections=number))
    _allow_files(2 * number)
    clients = []
    try:
        for n in range(number):
            clients.append(Client(listener))
            clients[-1].send(frame(n))
        with Client(listener) as late:
            assert late.is_hung_up()
        assert [client.answers(1) for client in clients] == [[f"Q{n}"] for n in range(number)]
        assert listener.status().connections == number
    finally:
        for client in clients:
            client.socket.close()
    listener.stop()
    assert len(sink.items) == number
    assert listener.status().connections == 0


GARBAGE = [
    pytest.param(b"\x00\xff#&&=;" * 8192, 48, id="noise"),
    pytest.param(b"#" * 65536, 48, id="hashes"),
    pytest.param(b"##9999" + b"x" * 65530, 48, id="long frames"),
    pytest.param(b"##0900ST=22;CN=2061;MN=M1;CP=&&{0x" + b"AA,0x" * 13000, 48, id="sealed without end"),
    pytest.param(b"##0200QN=1;ST=22;CN=2061;MN=M1;CP=&&" * 1800, 6, id="heads"),
    pytest.param(b"".join(parts(1, count=99, flag=6)) * 600, 6, id="the same part"),
]


@pytest.mark.parametrize(("flood", "times"), GARBAGE)
def test_that_floods_of_garbage_take_bounded_memory(listen, flood, times):
    """Eight connections send up to 3 MB each, as bytes or as a hundred times as many small objects."""
    sink = Sink()
    sink.items = Forgetful()
    sink.batches = Forgetful()
    listener = listen(sink, guard=Guard(bad_in_a_row=10**9), limits={"batch": 500, "waiting": 2000})

    def pour():
        with contextlib.suppress(OSError), Client(listener) as client:
            client.send(*[flood] * times)
            client.send(b"\r\n", frame(1))
            client.answers(1)

    with Client(listener) as warm:
        warm.send(frame(1))
        warm.answers(1)
    tracemalloc.start()
    try:
        threads = [threading.Thread(target=pour) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 24_000_000
    assert held < 8_000_000
    with Client(listener) as client:
        client.send(frame(5))
        assert client.answers(1) == ["Q5"]


class Forgetful:
    """Takes everything and keeps nothing."""

    def extend(self, items):
        pass

    def put(self, item):
        pass
