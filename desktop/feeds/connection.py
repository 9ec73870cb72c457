"""One device's connection, on the listener's loop."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol, cast

from typing_extensions import override

from desktop.feeds.guard import Guard
from desktop.feeds.hj212 import Frame, FrameStream, Joiner, Rejected

# a device that asks for answers and never reads them; a 9014 has about 90 bytes
_UNREAD_ANSWERS = 65_536
# What is read at once is parsed in pieces: 256 KB of nothing but ## would be 40,000 refused pieces.
_PIECE = 16_384


class Receiver(Protocol):
    """Where connections hand what they received."""

    guard: Guard

    def admit(self, connection: "Connection") -> bool: ...
    def leave(self, connection: "Connection") -> None: ...
    def came(self, connection: "Connection", items: Sequence[Frame | Rejected]) -> None: ...
    def take(self, connection: "Connection", items: Sequence[Frame | Rejected]) -> None: ...
    def went(self, connection: "Connection", kind: str, frames: Sequence[bytes]) -> None: ...
    def gave_up(self, connection: "Connection") -> None: ...


class Connection(asyncio.Protocol):
    """Bytes of one device to frames, and its answers.

    Closed when no good frame came for the guard's `idle_seconds`: a line that only sends garbage is idle as
    well. A peer that closed its sending side stays until what it sent is stored and answered.
    """

    def __init__(self, receiver: Receiver) -> None:
        self._receiver, guard = receiver, receiver.guard
        self._stream = FrameStream(guard.frame_bytes)
        self._joiner = Joiner(guard.join_seconds)
        self._unsettled = self._bad = 0
        self._ended = False
        self._idle_timer: asyncio.TimerHandle | None = None
        self._join_timer: asyncio.TimerHandle | None = None
        self.peer = "?"
        self.devices: set[str] = set()
        """Numbers of the devices that have been heard here and may be asked."""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        address = transport.get_extra_info("peername")
        self.peer = str(address[0]) if address else "?"
        self._loop = asyncio.get_running_loop()
        self._last = self._loop.time()
        if self._receiver.admit(self):
            self._watch()
        else:
            self._ended = True
            self.transport.abort()

    @override
    def data_received(self, data: bytes) -> None:
        for at in range(0, len(data), _PIECE):
            if self._ended:
                return
            self._sort(self._stream.feed(data[at : at + _PIECE] if len(data) > _PIECE else data))
            if self._bad > self._receiver.guard.bad_in_a_row:
                self._receiver.gave_up(self)
                self.pause()
                self.end()

    @override
    def eof_received(self) -> bool:
        self.end()
        return self._unsettled > 0

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._idle_timer, self._join_timer):
            if timer:
                timer.cancel()
        self.end()
        self._receiver.leave(self)

    def time(self) -> float:
        """The loop's clock, seconds."""
        return self._loop.time()

    def call_later(self, seconds: float, what: Callable[[], None]) -> None:
        """Call something on the loop after so long."""
        self._loop.call_later(seconds, what)

    def end(self) -> None:
        """Nothing more is read: what is incomplete is refused. Answers can still be sent."""
        if not self._ended:
            self._ended = True
            self._sort(self._stream.close())
            self._hand_over(self._joiner.close())
            self._close_when_settled()

    def pause(self) -> None:
        """Let the peer wait: TCP slows it down."""
        self.transport.pause_reading()

    def resume(self) -> None:
        """Read again."""
        if not self._ended:
            self.transport.resume_reading()

    def send(self, data: bytes) -> None:
        """Send answers or a request, unless the peer takes none."""
        if data and not self.transport.is_closing():
            if self.transport.get_write_buffer_size() > _UNREAD_ANSWERS:
                self.transport.abort()
            else:
                self.transport.write(data)

    def request(self, frame: bytes) -> None:
        """Ask the device for something."""
        self._receiver.went(self, "request", [frame])
        self.send(frame)

    def settle(self, items: int, answers: bytes) -> None:
        """`items` of this connection are stored or refused; send the answers."""
        self._unsettled -= items
        self.send(answers)
        self._close_when_settled()

    def _close_when_settled(self) -> None:
        if self._ended and not self._unsettled:
            self.transport.close()

    def _sort(self, items: list[Frame | Rejected]) -> None:
        if not items:
            return
        self._receiver.came(self, items)
        whole, bad, last = list[Frame | Rejected](), self._bad, self._last
        for item in items:
            if isinstance(item, Rejected):
                bad += 1
                whole.append(item)
                continue
            bad, last = 0, self._loop.time()
            if item.pnum is None:
                whole.append(item)
            else:
                whole += self._joiner.take(item, last)
        self._bad, self._last = bad, last
        self._hand_over(whole)
        self._watch_parts()

    def _watch_parts(self) -> None:
        deadline = self._joiner.next_deadline
        if deadline is not None and self._join_timer is None:
            self._join_timer = self._loop.call_at(deadline, self._expire)

    def _expire(self) -> None:
        self._join_timer = None
        self._hand_over(self._joiner.expire(self._loop.time()))
        self._watch_parts()

    def _hand_over(self, items: Sequence[Frame | Rejected]) -> None:
        if items:
            self._unsettled += len(items)
            self._receiver.take(self, items)

    def _watch(self) -> None:
        left = self._last + self._receiver.guard.idle_seconds - self._loop.time()
        if left <= 0 and not self.transport.is_reading():
            left = self._receiver.guard.idle_seconds  # made to wait by us: not the device's silence
        if left > 0:
            # one timer a connection, moved only when it fires: a busy line costs nothing
            self._idle_timer = self._loop.call_later(left, self._watch)
        else:
            self.transport.close()
