"""Exchange with a shared database by a login that may not write in it (a township's, see `db/security`).

What is in its scope is read through row-level security; what was done here is put into `inbound`, signed, and
counts when the office has merged it. Cut anywhere, the next exchange goes on: the office's heads say what it
has merged, its mailbox what it has received, and this record keeps for itself which roots it was given.
"""

import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.engine import Database
from db.errors import RuleError
from db.queries.status import all_counters
from db.sync import blobs, visible
from db.sync.batch import Head, Identity
from db.sync.confirmed import raised
from db.sync.deliver import Receipt, deliveries, own_heads, put, put_photos, receipt, without_others
from db.sync.fetch import Fetch, keep, mark
from db.sync.give import identity, peer_row
from db.sync.inbound import REFUSED, Merged, merge_inbound
from db.sync.outcome import Direction, Exchanged, Progress, SameReplicaError, never
from db.sync.take import BadChainError

__all__ = ["Merged", "NothingVisibleError", "exchange_by_mailbox", "may_write", "merge_inbound"]


class NothingVisibleError(RuleError):
    """A login without scope would take everything away from the laptop."""

    template = (
        "The login at {where} sees nothing: it is disabled, or its unit is not known there. Nothing was "
        "changed here; ask the office (qingkong admin user list)."
    )


def may_write(session: Session) -> bool:
    """Whether this login may write operations itself; otherwise it exchanges by mailbox."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.has_table_privilege("operation", "INSERT"))))


def exchange_by_mailbox(
    mine: Database,
    office: Database,
    *,
    now: Callable[[], datetime],
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Exchanged:
    """Take what is new in the login's scope, and deliver what was done here for the office to merge.

    Raises:
        SameReplicaError, NothingVisibleError, MailboxFullError, CancelledError, UpgradeNeededError
        KnownDbError
    """
    return _Mailing(mine, office, now, progress or (lambda _progress: None), cancelled).run()


@dataclass(frozen=True, slots=True)
class _Look:
    """Both sides at the start."""

    me: Identity
    them: Identity
    own: dict[uuid.UUID, Head]
    """Where our own chains end."""
    office: Receipt
    """What the office has of them."""
    position: int
    readings: int
    scope: int
    """Checksum of the units that the login sees."""

    def marks(self) -> dict[str, int]:
        """What stays as it is while the office has nothing new for us; kept among our counters."""
        values = {"position": self.position, "readings": self.readings, "scope": self.scope}
        return {mark(name, self.them): value for name, value in values.items()}


class _Mailing:
    def __init__(
        self,
        mine: Database,
        office: Database,
        now: Callable[[], datetime],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._mine, self._office = mine, office
        self._now, self._progress = now, progress
        self._fetch = Fetch(mine, office, now, progress, cancelled)

    def run(self) -> Exchanged:
        look = self._look()
        self._note_confirmed(look)
        done = Exchanged(look.them, clock_offset_ms=self._clock_offset())
        after = look.office.after(look.own)
        if after is None and self._is_known(look):
            done.nothing_new = not look.office.unmerged(look.own)
        else:
            if after is not None:
                self._deliver(look, after, done.sent)
            done.received = self._fetch.run(look.me, look.them)
            self._keep({**look.marks(), mark("photos", look.them): done.received.photos_missing})
        self._tell_standing(look, done.sent)
        self._finish(look, done)
        return done

    def _look(self) -> _Look:
        with self._mine.reading() as here, self._office.reading() as there:
            me, them = identity(here), identity(there)
            if me.id == them.id:
                raise SameReplicaError(where=self._office.where)
            units = there.scalar(text("SELECT qk_scope()"))
            if not units:
                raise NothingVisibleError(where=self._office.where)
            return _Look(
                me=me,
                them=them,
                own=own_heads(here),
                office=without_others(receipt(there, me), here),
                position=visible.end(there),
                readings=all_counters(there).get("readings", 0),
                scope=zlib.crc32(" ".join(sorted(units)).encode()),
            )

    def _note_confirmed(self, look: _Look) -> None:
        """What the office has merged is sent: rows that it concerns may leave our scope with what follows."""
        with self._mine.writing() as session:
            peer = peer_row(session, look.them)
            peer.given = raised(peer.given, look.office.merged)

    def _is_known(self, look: _Look) -> bool:
        """Whether the office is as it was after the last complete exchange."""
        with self._mine.reading() as session:
            counters = all_counters(session)
            lacking = counters.get(mark("photos", look.them), 0)
            return look.marks().items() <= counters.items() and len(blobs.missing(session)) == lacking

    def _deliver(self, look: _Look, after: dict[uuid.UUID, Head], result: Direction) -> None:
        for batch in deliveries(self._mine, look.them, after):
            self._fetch.stop_if_cancelled()
            result.photos += put_photos(self._mine, self._office, batch)
            put(self._office, look.me, batch, self._now())
            result.operations += len(batch.operations)
            total = max(result.operations, look.office.unmerged(look.own))
            self._progress(Progress("sending", result.operations, total))

    def _tell_standing(self, look: _Look, result: Direction) -> None:
        """What lies in the mailbox unmerged, and what the office would not take."""
        office, unmerged = look.office, look.office.unmerged(look.own)
        result.needs_approval = office.waits_for_approval
        if office.status == REFUSED and not result.operations:
            name = f"{look.me.name} ({look.me.tag})"
            result.refused.append(BadChainError(count=unmerged, name=name, reason=office.reason))
        else:
            result.delivered = unmerged

    def _finish(self, look: _Look, done: Exchanged) -> None:
        now = self._now()
        with self._mine.writing() as session:
            peer = peer_row(session, look.them)
            peer.blobs_missing = 0
            peer.contact_at = peer.confirmed_at = now
            peer.problem = peer.problem_at = None
            peer.url, peer.clock_offset_ms = self._office.where, done.clock_offset_ms

    def _keep(self, marks: dict[str, int]) -> None:
        with self._mine.writing() as session:
            keep(session, marks)

    def _clock_offset(self) -> int | None:
        """Our clock minus the server's; a file has no clock of its own."""
        if self._office.is_sqlite:
            return None
        with self._office.reading() as session:
            there = session.scalar(select(func.clock_timestamp()))
        return None if there is None else int((self._now() - there).total_seconds() * 1000)
