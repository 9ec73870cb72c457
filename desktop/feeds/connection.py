"""One device's connection, on the listener's loop."""

import asyncio
from collections.abc import Sequence
from typing import Protocol, cast

from typing_extensions import override

from desktop.feeds.hj212 import Frame, FrameStream, Rejected

# a device that asks for answers and never reads them; a 9014 has about 90 bytes
_UNREAD_ANSWERS = 65_536


class Receiver(Protocol):
    """Where connections hand what they received."""

    idle_seconds: float

    def admit(self, connection: "Connection") -> bool: ...
    def leave(self, connection: "Connection") -> None: ...
    def take(self, connection: "Connection", items: Sequence[Frame | Rejected]) -> None: ...


class Connection(asyncio.Protocol):
    """Bytes of one device to frames, and its answers.

    Closed when no good frame came for `idle_seconds`: a line that only sends garbage is idle as well. A peer
    that closed its sending side stays until what it sent is stored and answered.
    """

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._stream = FrameStream()
        self._unsettled = 0
        self._ended = False
        self._timer: asyncio.TimerHandle | None = None
        self.peer = "?"

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
            self.transport.abort()

    @override
    def data_received(self, data: bytes) -> None:
        if self._ended:
            return
        items = self._stream.feed(data)
        if any(isinstance(item, Frame) for item in items):
            self._last = self._loop.time()
        self._hand_over(items)

    @override
    def eof_received(self) -> bool:
        self.end()
        return self._unsettled > 0

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer:
            self._timer.cancel()
        self.end()
        self._receiver.leave(self)

    def end(self) -> None:
        """Nothing more is read: what is incomplete is refused. Answers can still be sent."""
        if not self._ended:
            self._ended = True
            self._hand_over(self._stream.close())

    def pause(self) -> None:
        """Let the peer wait: TCP slows it down."""
        self.transport.pause_reading()

    def resume(self) -> None:
        """Read again."""
        if not self._ended:
            self.transport.resume_reading()

    def settle(self, items: int, answers: bytes) -> None:
        """`items` of this connection are stored or refused; send the answers."""
        self._unsettled -= items
        if answers and not self.transport.is_closing():
            if self.transport.get_write_buffer_size() > _UNREAD_ANSWERS:
                self.transport.abort()
            else:
                self.transport.write(answers)
        if self._ended and not self._unsettled:
            self.transport.close()

    def _hand_over(self, items: Sequence[Frame | Rejected]) -> None:
        if items:
            self._unsettled += len(items)
            self._receiver.take(self, items)

    def _watch(self) -> None:
        left = self._last + self._receiver.idle_seconds - self._loop.time()
        if left <= 0 and not self.transport.is_reading():
            left = self._receiver.idle_seconds  # made to wait by us: not the device's silence
        if left > 0:
            # one timer a connection, moved only when it fires: a busy line costs nothing
            self._timer = self._loop.call_later(left, self._watch)
        else:
            self.transport.close()
