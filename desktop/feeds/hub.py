"""The middle of the listener, on its loop: connections on one side, batches to the sink on the other."""

import asyncio
import contextlib
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from desktop.clock import Clock
from desktop.feeds.connection import Connection
from desktop.feeds.hj212 import Frame, Rejected, answer
from desktop.feeds.listener_status import Tally

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Received:
    """A frame or a refused piece, the address it came from and when (aware, UTC)."""

    peer: str
    at: datetime
    item: Frame | Rejected


Sink = Callable[[Sequence[Received]], Future[list[bool]]]
"""Stores a batch; its future says for each item whether it was stored, so that it may be answered."""

_Batch = list[tuple[Connection, Received]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in items, times in seconds."""

    batch: int = 500
    waiting: int = 5_000
    """No connection is read while so many items wait; half of it opens them again."""
    retry_first: float = 1.0
    retry_longest: float = 30.0
    stop_seconds: float = 5.0
    """How long a stop waits for the sink, and then for peers to take their answers."""


class Hub:
    """Collects what connections receive, offers it in batches, answers what was stored."""

    def __init__(
        self,
        sink: Sink,
        clock: Clock,
        stop: asyncio.Event,
        tally: Tally,
        limits: Limits,
        max_connections: int,
        idle_seconds: float,
        flush_seconds: float,
    ) -> None:
        self._sink, self._clock, self._stop, self._tally, self._limits = sink, clock, stop, tally, limits
        self._max, self.idle_seconds, self._flush = max_connections, idle_seconds, flush_seconds
        self._connections: set[Connection] = set()
        self._waiting: deque[tuple[Connection, Received]] = deque()
        self._nudge = asyncio.Event()
        self._empty = asyncio.Event()
        self._paused = False

    def connection(self) -> Connection:
        """A protocol for a new socket."""
        return Connection(self)

    def admit(self, connection: Connection) -> bool:
        """Take a new connection, unless too many are open."""
        if len(self._connections) >= self._max or self._stop.is_set():
            self._tally.add("turned_away")
            return False
        self._connections.add(connection)
        self._tally.add("connections")
        if self._paused:
            connection.pause()
        return True

    def leave(self, connection: Connection) -> None:
        """A connection is gone."""
        if connection in self._connections:
            self._connections.remove(connection)
            self._tally.add("connections", -1)
        if not self._connections:
            self._empty.set()

    def take(self, connection: Connection, items: Sequence[Frame | Rejected]) -> None:
        """Queue what a connection received."""
        at = self._clock.now()
        self._tally.received(items, at)
        was_empty = not self._waiting
        self._waiting.extend((connection, Received(connection.peer, at, item)) for item in items)
        # the collector sleeps until there is something, and then until there is enough
        if was_empty or len(self._waiting) >= self._limits.batch:
            self._nudge.set()
        if len(self._waiting) >= self._limits.waiting and not self._paused:
            self._paused = True
            for each in self._connections:
                each.pause()

    async def run(self, server: asyncio.Server) -> None:
        """Work until the stop event, then store what is left, answer and hang up.

        A bug in here would otherwise leave a port that accepts and never stores: it ends the listener and
        reaches the thread's excepthook.
        """
        storing = asyncio.create_task(self._store_until_stopped())
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait({storing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        self._stop.set()
        server.close()
        for connection in list(self._connections):
            connection.pause()
            connection.end()
        self._nudge.set()
        await asyncio.wait({storing}, timeout=self._limits.stop_seconds)
        storing.cancel()
        await self._hang_up()
        self._give_up()
        with contextlib.suppress(asyncio.CancelledError):
            await storing

    async def _store_until_stopped(self) -> None:
        while batch := await self._collect():
            verdicts = await self._store(batch)
            if verdicts is None:
                return
            # leaves the queue, and is counted, when it is stored: not before, and not after the answer
            for _ in batch:
                self._waiting.popleft()
            self._tally.stored(len(batch))
            self._answer(batch, verdicts)
            self._open_again()

    async def _collect(self) -> _Batch:
        """The next batch, still in the queue; empty when stopped and nothing is left."""
        loop = asyncio.get_running_loop()
        while not self._waiting and not self._stop.is_set():
            await self._nudged(None)
        until = loop.time() + self._flush
        while len(self._waiting) < self._limits.batch and not self._stop.is_set() and loop.time() < until:
            await self._nudged(until - loop.time())
        return list(islice(self._waiting, self._limits.batch))

    async def _nudged(self, seconds: float | None) -> None:
        self._nudge.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._nudge.wait(), seconds)

    async def _store(self, batch: _Batch) -> list[bool] | None:
        """Offer until the sink takes it; None when it fails once more after the stop."""
        pause = self._limits.retry_first
        while True:
            last = self._stop.is_set()
            try:
                verdicts = await _finished(self._sink([received for _, received in batch]))
                if len(verdicts) != len(batch):
                    raise ValueError(f"the sink gave {len(verdicts)} verdicts for {len(batch)} items")
                return verdicts
            except Exception as error:
                self._tally.sink_failed(error)
                log.warning("received frames could not be stored and are kept", exc_info=error)
            if last:
                return None
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)
            pause = min(2 * pause, self._limits.retry_longest)

    def _answer(self, batch: _Batch, verdicts: list[bool]) -> None:
        answers: dict[Connection, list[bytes]] = defaultdict(list)
        settled: dict[Connection, int] = defaultdict(int)
        for (connection, received), stored in zip(batch, verdicts, strict=True):
            settled[connection] += 1
            if stored and isinstance(received.item, Frame) and received.item.needs_answer:
                answers[connection].append(answer(received.item))
        self._tally.add("answered", sum(map(len, answers.values())))
        for connection, items in settled.items():
            connection.settle(items, b"".join(answers[connection]))

    def _open_again(self) -> None:
        if self._paused and len(self._waiting) <= self._limits.waiting // 2 and not self._stop.is_set():
            self._paused = False
            for connection in self._connections:
                connection.resume()

    async def _hang_up(self) -> None:
        for connection in list(self._connections):
            connection.transport.close()
        if self._connections:
            self._empty.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._empty.wait(), self._limits.stop_seconds)
        for connection in list(self._connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # aborted transports tell their protocols in the next round

    def _give_up(self) -> None:
        if self._waiting:
            log.error("stopped with %d received items that could not be stored", len(self._waiting))
            self._tally.add("unstored", len(self._waiting))
            self._tally.add("waiting", -len(self._waiting))
            self._waiting.clear()


async def _finished(future: "Future[list[bool]]") -> list[bool]:
    # not asyncio.wrap_future: cancelling that would cancel the sink's own future under its hands
    loop, done = asyncio.get_running_loop(), asyncio.Event()

    def wake(_: "Future[list[bool]]") -> None:
        with contextlib.suppress(RuntimeError):  # the listener ended while the sink was still at work
            loop.call_soon_threadsafe(done.set)

    future.add_done_callback(wake)
    await done.wait()
    return future.result()
