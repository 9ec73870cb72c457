"""The HJ 212 listener as a duty: opened when the lease is ours, watched, closed when it is not."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from db.engine import Database
from db.errors import DomainError
from desktop.clock import Clock
from desktop.feeds import intake
from desktop.feeds.guard import Guard
from desktop.feeds.hub import Received
from desktop.feeds.journal import Journal
from desktop.feeds.listener import Listener
from desktop.feeds.listener_status import Status
from desktop.service.duty import Plain
from desktop.service.holding import Holding

translate = QCoreApplication.translate


class NotStoredError(DomainError):
    """Devices are made to wait because their frames cannot be stored."""

    template = (
        "{count} received frames cannot be stored and are kept; devices get no answer meanwhile: {reason}"
    )


class Listening(Plain):
    """Receives frames. Nothing is stored, and so nothing answered, without the lease."""

    name = "listen"
    every = 10.0

    def __init__(
        self,
        database: Database,
        holding: Holding,
        clock: Clock,
        host: str,
        port: int,
        guard: Guard,
        journal: Journal | None = None,
    ) -> None:
        self._database, self._holding, self._clock = database, holding, clock
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="qingkong-store")
        self._listener = Listener(self._sink, host, port, clock=clock, guard=guard, journal=journal)
        self._host = host
        self._last: Future[list[bool]] | None = None

    @property
    def port(self) -> int | None:
        """The open port."""
        return self._listener.port if self._listener.running else None

    def status(self) -> Status:
        """The listener's counters."""
        return self._listener.status()

    def run(self, now: datetime) -> str:
        """Open the port if it is not open; say what came."""
        self._listener.start()
        seen = self._listener.status()
        if seen.last_error:
            raise NotStoredError(count=seen.waiting, reason=seen.last_error)
        text = translate(
            "service", "{host}:{port}: {connections} connections, {frames} frames, {refused} refused"
        )
        return text.format(
            host=self._host,
            port=self._listener.port,
            connections=seen.connections,
            frames=seen.frames,
            refused=sum(seen.rejected.values()),
        )

    @override
    def close(self) -> None:
        self._listener.stop()
        # a database that hangs must not keep the service from ending
        is_idle = self._last is None or self._last.done()
        self._pool.shutdown(wait=is_idle, cancel_futures=True)

    def _sink(self, batch: Sequence[Received]) -> "Future[list[bool]]":
        self._last = self._pool.submit(self._store, batch)
        return self._last

    def _store(self, batch: Sequence[Received]) -> list[bool]:
        with self._database.writing() as session:
            self._holding.guard_in(session)
            return intake.store(session, batch, now=self._clock.now()).verdicts
