"""The HJ 212 listener: sockets on a thread of its own, batches to a sink, answers for what it stored."""

import asyncio
import contextlib
import errno
import logging
import threading
from concurrent.futures import Future

from db.errors import DomainError
from desktop.clock import Clock
from desktop.feeds.hub import Hub, Limits, Received, Sink
from desktop.feeds.listener_status import Status, Tally

__all__ = ["Limits", "ListenError", "Listener", "PortTakenError", "Received", "Sink", "Status"]

log = logging.getLogger(__name__)


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
        idle_seconds: a connection without a good frame for so long is closed.
        flush_seconds: longest that a frame waits for company before its batch is offered.
        max_connections: further ones are turned away and counted.
        limits: sizes and times that only tests and large offices change.
    """

    def __init__(
        self,
        sink: Sink,
        host: str,
        port: int,
        *,
        clock: Clock,
        idle_seconds: float = 600,
        flush_seconds: float = 0.2,
        max_connections: int = 2000,
        limits: Limits | None = None,
    ) -> None:
        self._sink, self._host, self._port, self._clock = sink, host, port, clock
        self._limits = limits or Limits()
        self._idle, self._flush, self._max = idle_seconds, flush_seconds, max_connections
        self._tally = Tally()
        self._thread: threading.Thread | None = None
        self._bound: int | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

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
        return self._tally.snapshot()

    def start(self) -> None:
        """Open the port and return once it accepts connections.

        Raises:
            PortTakenError: another program listens there.
            ListenError: the host or port cannot be used for another reason.
        """
        if self.running:
            return
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

    async def _main(self, ready: "Future[int]") -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        hub = Hub(
            self._sink, self._clock, self._stop, self._tally, self._limits, self._max, self._idle, self._flush
        )
        try:
            server = await self._loop.create_server(hub.connection, self._host, self._port)
        except Exception as error:
            ready.set_exception(self._listen_error(error) if isinstance(error, OSError) else error)
            return
        ready.set_result(server.sockets[0].getsockname()[1])
        await hub.run(server)

    def _listen_error(self, error: OSError) -> ListenError:
        kind = PortTakenError if error.errno == errno.EADDRINUSE else ListenError
        return kind(host=self._host, port=self._port, reason=error.strerror or str(error))
