"""The database as the database thread finds it: here or away, and whether others wrote. Knows no Qt."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from db.changes import EVERYTHING, Changes
from db.engine import Database
from db.errors import AwayError, NotWrittenError, UncertainError, UnreachableError
from db.queries import status
from desktop.texts import moment_text

log = logging.getLogger(__name__)
T = TypeVar("T")
Operation = Callable[[Session], T]
"""A plain function from `db/`, closed over its arguments."""

_NEW_READINGS = Changes(readings=True, devices=True, refused=True)


@dataclass(frozen=True, slots=True)
class Away:
    """The database does not answer."""

    since: datetime
    """When it was heard last."""
    reason: str
    """The driver's own words, for the details."""


class Reach:
    """Work on the database, on its one thread. `told` and `news` are called there.

    Work whose connection was cut is done once more. Where the database does not answer then either, it is
    away: reads end at once with an `AwayError`, writes with a `NotWrittenError`, until `look_again` finds it.
    """

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        *,
        told: Callable[[Away | None], None],
        news: Callable[[Changes], None],
    ) -> None:
        self._database, self._now = database, now
        self._told, self._news = told, news
        self._away: Away | None = None
        self._heard_at = now()
        self._marks: tuple[int, int] | None = None

    def read(self, operation: Operation[T]) -> T:
        """One snapshot."""
        return self._reach(lambda: self._read(operation), AwayError)

    def write(self, operation: Operation[T]) -> T:
        """One transaction; its marks tell our own writes from those of others."""
        return self._reach(lambda: self._write(operation), NotWrittenError)

    def poll(self) -> bool:
        """Whether another program has written since we last looked; `news` says what."""
        return self._compare(self.read(status.marks))

    def look_again(self) -> None:
        """While it is away: try once, and tell what came of it."""
        try:
            marks = self._read(status.marks)
        except Exception as error:
            # whatever it is (starting up, restored without our tables): it is not what we left
            self._told(Away(self._heard_at, str(error)))
            raise
        # the screens read everything again after this: what is written from now on is news
        self._away, self._marks, self._heard_at = None, marks, self._now()
        log.warning("the database answers again")
        self._told(None)

    def _reach(self, work: Callable[[], T], refusal: type[AwayError]) -> T:
        """Work that failed has written nothing and may be done again; an `UncertainError` leaves it open."""
        if self._away is not None:
            raise self._refused(refusal, self._away)
        try:
            result = work()
        except (UnreachableError, UncertainError) as error:
            self._look_for_it()
            if isinstance(error, UncertainError):
                raise
            if self._away is not None:
                raise self._refused(refusal, self._away) from error
            result = work()
        self._heard_at = self._now()
        return result

    def _look_for_it(self) -> None:
        """Was only one connection cut? If the database does not answer a new one either, it is away."""
        try:
            self._read(status.marks)
        except UnreachableError as error:
            self._away = Away(self._heard_at, str(error.params["reason"]))
            log.warning("the database does not answer: %s", self._away.reason)
            self._told(self._away)

    def _refused(self, refusal: type[AwayError], away: Away) -> AwayError:
        since = moment_text(away.since, self._now())
        return refusal(where=self._database.where, reason=away.reason, since=since)

    def _read(self, operation: Operation[T]) -> T:
        with self._database.reading() as session:
            if self._marks is None:  # whatever is written after the first thing that is shown is news
                self._marks = status.marks(session)
            return operation(session)

    def _write(self, operation: Operation[T]) -> T:
        with self._database.writing() as session:
            before = status.marks(session)
            result = operation(session)
            session.flush()
            after = status.marks(session)
        self._compare(before)
        self._marks = after
        return result

    def _compare(self, found: tuple[int, int]) -> bool:
        """Marks that moved without us were moved by another program."""
        known, self._marks = self._marks, found
        if known is None or found == known:
            return False
        only_readings = found[0] == known[0]
        self._news(_NEW_READINGS if only_readings else EVERYTHING)
        return True
