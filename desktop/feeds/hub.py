"""The middle of the listener, on its loop: connections on one side, batches to the sink on the other."""

import asyncio
import contextlib
import logging
from collections import defaultdict, deque
from collections.abc import Sequence
from concurrent.futures import Future
from itertools import islice

from desktop.clock import Clock
from desktop.feeds.connection import Connection
from desktop.feeds.gaps import Asker
from desktop.feeds.guard import Gate, Guard
from desktop.feeds.hj212 import Frame, Rejected, answer
from desktop.feeds.journal import Entry, Journal
from desktop.feeds.listener_status import Tally
from desktop.feeds.received import Limits, Received, Sink

__all__ = ["Hub", "Limits", "Received", "Sink"]

log = logging.getLogger(__name__)


_Batch = list[tuple[Connection, Received]]


class Hub:
    """Collects what connections receive, offers it in batches, answers what was stored."""

    def __init__(
        self,
        sink: Sink,
        clock: Clock,
        stop: asyncio.Event,
        tally: Tally,
        limits: Limits,
        guard: Guard,
        flush_seconds: float,
        asker: Asker,
        journal: Journal | None,
    ) -> None:
        self._sink, self._clock, self._stop, self._tally, self._limits = sink, clock, stop, tally, limits
        self.guard, self._flush, self._asker, self._journal = guard, flush_seconds, asker, journal
        self._gate = Gate(guard)
        self._connections: set[Connection] = set()
        self._waiting: deque[tuple[Connection, Received]] = deque()
        self._nudge = asyncio.Event()
        self._empty = asyncio.Event()
        self._paused = False

    def connection(self) -> Connection:
        """A protocol for a new socket."""
        return Connection(self)

    def admit(self, connection: Connection) -> bool:
        """Take a new connection, unless the guard objects."""
        objection = "full" if self._stop.is_set() else self._gate.admit(connection.peer, connection.time())
        if objection is not None:
            self._tally.turned_away(objection)
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
            self._gate.leave(connection.peer)
            self._asker.leave(connection)
            self._tally.add("connections", -1)
        if not self._connections:
            self._empty.set()

    def gave_up(self, connection: Connection) -> None:
        """A connection sends nothing but refused pieces and is closed."""
        self._tally.add("given_up")
        log.warning("hung up on %s: only damaged frames or garbage came", connection.peer)

    def came(self, connection: Connection, items: Sequence[Frame | Rejected]) -> None:
        """Into the journal, before parts of a message are joined."""
        if self._journal is not None:
            at = self._clock.now()
            for item in items:
                kind = "frame" if isinstance(item, Frame) else item.reason.value
                self._journal.add(Entry(at, connection.peer, "in", kind, item.raw))

    def went(self, connection: Connection, kind: str, frames: Sequence[bytes]) -> None:
        """Into the journal: what is sent to a device."""
        if self._journal is not None:
            at = self._clock.now()
            for raw in frames:
                self._journal.add(Entry(at, connection.peer, "out", kind, raw.rstrip()))

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
            if stored and isinstance(received.item, Frame):
                frame = received.item
                answers[connection] += [answer(part) for part in frame.parts or (frame,) if part.needs_answer]
                self._asker.heard(connection, frame)
        self._tally.add("answered", sum(map(len, answers.values())))
        for connection, items in settled.items():
            self.went(connection, "answer", answers[connection])
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
