"""The lease in the hands of one service: taken, renewed, lost, given back."""

import contextlib
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from db import lease
from db.engine import Database
from db.errors import DomainError
from desktop.clock import Clock
from desktop.texts import error_text

NAME = "serve"

State = Literal["starting", "standby", "holding", "lost"]
"""`standby`: somebody else has it; `lost`: it was ours and is not any more, or nobody can tell."""


class NotHeldError(DomainError):
    """Somebody else may be at work by now: nothing is done."""

    template = "Another service has taken over this database. This one does nothing until it is needed again."


@dataclass(frozen=True, slots=True)
class HoldRecord:
    """Where the lease is."""

    state: State
    me: str
    since: datetime
    """Begin of the state."""
    other: str = ""
    """Who else has it."""
    until: datetime | None = None
    problem: str = ""
    """Why the database could not be asked."""


class Holding:
    """Asks the database who may work, every third of the lease's length."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        seconds: float,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database, self._clock, self._monotonic = database, clock, monotonic
        self.seconds = seconds
        self._confirmed = self._due = monotonic()
        # unique for each run: after a restart the old self is somebody else
        me = f"{socket.gethostname()[:150]} · {os.getpid()} · {secrets.token_hex(3)}"
        self._lock = threading.Lock()
        self._record = HoldRecord("starting", me, clock.now())

    @property
    def record(self) -> HoldRecord:
        with self._lock:
            return self._record

    @property
    def is_held(self) -> bool:
        return self.record.state == "holding"

    def turn(self) -> bool:
        """Renew it, or take it if it is free, when it is time to; whether we may work."""
        asked = self._monotonic()
        if asked < self._due:
            return self.is_held
        self._due = asked + self.seconds / 3
        try:
            with self._database.writing() as session:
                held = self._ask(session)
                found = lease.current(session, NAME, self._clock.now())
        except (DomainError, SQLAlchemyError) as error:
            self._doubt(error)
            return self.is_held
        # counted from before the question: the answer may have been long on its way
        self._confirmed = asked if held else self._confirmed
        if held:
            self._become("holding", until=found.until if found else None)
        else:
            other, until = (found.holder, found.until) if found else ("", None)
            self._become(self._not_held(), other=other, until=until)
        return held

    def guard(self) -> None:
        """Ask the database itself: a program that was suspended cannot know by its own clock.

        Raises:
            NotHeldError: it is not ours at this moment.
            KnownDbError: the database cannot be asked.
        """
        with self._database.reading() as session:
            self.guard_in(session)

    def guard_in(self, session: Session) -> None:
        """The same, in the transaction that is about to write."""
        if not lease.holds(session, NAME, self._record.me, self._clock.now()):
            raise NotHeldError

    def give_back(self) -> None:
        """Let a standby take over at once; where the database cannot be reached, the lease runs out."""
        if not self.is_held:
            return
        with contextlib.suppress(DomainError, SQLAlchemyError), self._database.writing() as session:
            lease.release(session, NAME, self._record.me)
        self._become("standby")

    def _ask(self, session: Session) -> bool:
        ask = lease.renew if self.is_held else lease.acquire
        return ask(session, NAME, self._record.me, self._clock.now(), self.seconds)

    def _doubt(self, error: Exception) -> None:
        """The database does not answer: ours until it must have run out, then nobody knows."""
        ran_out = self._monotonic() - self._confirmed >= self.seconds
        state = "lost" if self.is_held and ran_out else self.record.state
        self._become(state, problem=error_text(error))

    def _not_held(self) -> State:
        # once lost it stays so until somebody has looked or it is ours again
        return "lost" if self.record.state in ("holding", "lost") else "standby"

    def _become(
        self, state: State, *, other: str = "", until: datetime | None = None, problem: str = ""
    ) -> None:
        with self._lock:
            since = self._record.since if state == self._record.state else self._clock.now()
            self._record = replace(
                self._record, state=state, since=since, other=other, until=until, problem=problem
            )
