"""PostgreSQL's NOTIFY as a merged wake-up: consoles that poll look at once instead of at their next turn.

A NOTIFY in every commit would make all commits stand in line for one lock, so it is sent beside them, at most
one a second from each program, on the connection that listens. Losing one costs nothing: polling goes on.
"""

import contextlib
import random
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

import psycopg

from db.engine import Database
from db.errors import DomainError

CHANNEL = "qingkong"
"""Channels are each database's own."""
TURN_S = 0.5
"""So long one look at the connection lasts."""
APART_S = 1.0
"""Least time between two notices of ours."""
_RETRY_S = 3.0


class Wakeup:
    """One listening connection on a thread of its own, made anew whenever it breaks.

    Args:
        woken: called on that thread when another program announced a change, and after each connecting,
            because notices may have been missed before.
    """

    def __init__(self, database: Database, woken: Callable[[], None], *, turn: float = TURN_S) -> None:
        self._database, self._woken, self._turn = database, woken, turn
        self._wanted, self._stopped = threading.Event(), threading.Event()
        self._announced_at = -APART_S
        self._thread = threading.Thread(target=self._run, name="qingkong-wakeup", daemon=True)

    def start(self) -> None:
        """Begin to listen; a server that does not answer is tried again and again."""
        self._thread.start()

    def announce(self) -> None:
        """We have committed something: tell the others soon. From any thread, as often as one likes."""
        self._wanted.set()

    def close(self) -> None:
        """Stop listening and wait for the thread."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(DomainError, psycopg.Error):
                self._serve(self._database.detached_connection())
            self._stopped.wait(_RETRY_S * random.uniform(0.5, 1.0))

    def _serve(self, connection: "psycopg.Connection[Any]") -> None:
        with contextlib.closing(connection):
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._woken()
            while not self._stopped.is_set():
                self._take_turn(connection)

    def _take_turn(self, connection: "psycopg.Connection[Any]") -> None:
        own = connection.info.backend_pid
        for notice in connection.notifies(timeout=self._turn, stop_after=1):
            if notice.pid != own:
                self._woken()
        if self._wanted.is_set() and monotonic() - self._announced_at >= APART_S:
            self._wanted.clear()
            self._announced_at = monotonic()
            connection.execute(f"NOTIFY {CHANNEL}")
