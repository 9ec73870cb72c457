"""The HJ 212 listener: sockets on a thread of its own, batches to a sink, answers for what it stored."""

import asyncio
import contextlib
import errno
import logging
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from db.errors import DomainError
from desktop.clock import Clock
from desktop.feeds.gaps import Asked, Asker
from desktop.feeds.guard import Guard
from desktop.feeds.hub import Hub, Limits, Received, Sink
from desktop.feeds.journal import Journal
from desktop.feeds.listener_status import Status, Tally

__all__ = [
    "Asked",
    "Guard",
    "Journal",
    "Limits",
    "ListenError",
    "Listener",
    "PortTakenError",
    "Received",
    "Sink",
    "Status",
]

log = logging.getLogger(__name__)

_BACKLOG = 1024  # after a power cut all devices of a county connect at once
_OTHER_FILES = 500


class ListenError(DomainError, OSError):
    """The listener cannot open its port."""

    template = "Cannot listen on {host}:{port}: {reason}"


class PortTakenError(ListenError):
    """Another program has the port."""

    template = "Port {port} on {host} is taken by another program. Stop that program or choose another port."


class Listener:
    """Listens until `stop()`; connections, damaged frames and a failing sink never end it.

    Args:
        sink: called on the listener's thread, one batch at a time. While it fails, the batch is kept and
            offered again (with growing pauses), nothing is answered, and devices are made to wait.
        host, port: where to listen; port 0 picks a free one.
        clock: stamps what was received.
        guard: who may connect, how often, and what a connection may cost.
        flush_seconds: longest that a frame waits for company before its batch is offered.
        limits: sizes and times that only tests and large offices change.
        journal: keeps what came and what was answered; started and stopped with the listener.
    """

    def __init__(
        self,
        sink: Sink,
        host: str,
        port: int,
        *,
        clock: Clock,
        guard: Guard | None = None,
        flush_seconds: float = 0.2,
        limits: Limits | None = None,
        journal: Journal | None = None,
    ) -> None:
        self._sink, self._host, self._port, self._clock = sink, host, port, clock
        self._limits = limits or Limits()
        self._guard, self._flush, self._journal = guard or Guard(), flush_seconds, journal
        self._tally = Tally()
        self._asker = Asker(clock, self._limits.answer_seconds)
        self._thread: threading.Thread | None = None
        self._bound: int | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    @property
    def host(self) -> str:
        """The address listened on."""
        return self._host

    @property
    def port(self) -> int:
        """The port listened on; before `start()` the one asked for."""
        return self._bound or self._port

    @property
    def running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread is not None and self._thread.is_alive()

    def status(self) -> Status:
        """Counters at this moment; callable from any thread."""
        seen = self._tally.snapshot()
        if self._journal is None:
            return seen
        return replace(seen, journal_problem=self._journal.problem, journal_lost=self._journal.lost)

    def ask_for(self, mn: str, begin: datetime, end: datetime, *, cn: str = "2061") -> Asked:
        """Ask a connected device for what it recorded from `begin` to `end`; callable from any thread.

        Returns at once; `asked()` tells what becomes of it. A request that is still open stays as it is.

        Args:
            begin, end: aware.
            cn: 2061 hours, 2051 minutes, 2031 days.
        """
        asked = self._asker.ask(mn, begin, end, cn)
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed, so nobody is connected
                self._loop.call_soon_threadsafe(self._asker.send, mn)
        return asked

    def asked(self) -> Mapping[str, Asked]:
        """The last request to each device, by MN; callable from any thread."""
        return self._asker.asked()

    def start(self) -> None:
        """Open the port and return once it accepts connections.

        Raises:
            PortTakenError: another program listens there.
            ListenError: the host or port cannot be used for another reason.
        """
        if self.running:
            return
        _allow_files(self._guard.connections)
        if self._journal is not None:
            self._journal.start()
        ready: Future[int] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._main(ready)), name="qingkong-listener", daemon=True
        )
        self._thread.start()
        try:
            self._bound = ready.result()
        except Exception:
            self._thread.join()
            self._thread = None
            self._stop_journal()
            raise

    def stop(self) -> None:
        """Close the port, offer the sink what is left, answer, hang up. Bounded, and harmless when repeated.

        Do not call it on a thread that the sink's future needs in order to resolve.
        """
        thread, self._thread = self._thread, None
        if thread is None:
            return
        if self._loop is not None and self._stop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: it ended by itself
                self._loop.call_soon_threadsafe(self._stop.set)
        thread.join(2 * self._limits.stop_seconds + 5)
        if thread.is_alive():
            log.error("the listener on %s:%s did not stop in time", self._host, self.port)
        self._stop_journal()

    def _stop_journal(self) -> None:
        if self._journal is not None:
            self._journal.stop()

    async def _main(self, ready: "Future[int]") -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        hub = Hub(
            self._sink,
            self._clock,
            self._stop,
            self._tally,
            self._limits,
            self._guard,
            self._flush,
            self._asker,
            self._journal,
        )
        try:
            server = await self._loop.create_server(hub.connection, self._host, self._port, backlog=_BACKLOG)
        except Exception as error:
            ready.set_exception(self._listen_error(error) if isinstance(error, OSError) else error)
            return
        ready.set_result(server.sockets[0].getsockname()[1])
        await hub.run(server)

    def _listen_error(self, error: OSError) -> ListenError:
        kind = PortTakenError if error.errno == errno.EADDRINUSE else ListenError
        return kind(host=self._host, port=self._port, reason=error.strerror or str(error))


def _allow_files(connections: int) -> None:
    """Let the program have so many sockets, as far as the system allows; Windows has no such limit."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
