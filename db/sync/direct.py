"""The exchange of two databases that both may be written."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.members import approve
from db.engine import Database
from db.queries.status import all_counters
from db.schema import Member, Peer, Replica
from db.sync import blobs, readings
from db.sync.batch import Head, Identity
from db.sync.confirmed import raised
from db.sync.divisions import lend_divisions
from db.sync.drop import drop_rest
from db.sync.give import collect, heads, identity, peer_row, remaining
from db.sync.glance import glance
from db.sync.outcome import (
    CancelledError,
    Direction,
    Exchanged,
    PartsOnlyError,
    Progress,
    SameReplicaError,
    Stage,
)
from db.sync.scope import roots_in
from db.sync.standing import note_taken, standing
from db.sync.take import take

CONTACT_SECONDS = 60
"""A peer's note that we called is renewed no oftener when there was nothing to give."""
_READING_DAYS = 500


def exchange_directly(
    mine: Database,
    theirs: Database,
    now: Callable[[], datetime],
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Exchanged:
    """Give and take in both directions; see `db.sync.exchange.exchange`."""
    return _Exchange(mine, theirs, now, progress, cancelled).run()


@dataclass(slots=True)
class _Side:
    """One database with what it says of itself."""

    database: Database
    who: Identity
    heads: dict[uuid.UUID, Head]
    position: int
    readings: int


class _Exchange:
    def __init__(
        self,
        mine: Database,
        theirs: Database,
        now: Callable[[], datetime],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._databases = mine, theirs
        self._now, self._progress, self._cancelled = now, progress, cancelled

    def run(self) -> Exchanged:
        nothing_new = self._glance()
        if nothing_new is not None:
            return nothing_new
        mine, theirs = self._look()
        done = Exchanged(theirs.who, clock_offset_ms=self._clock_offset(theirs.database))
        self._introduce(mine, theirs)
        lend_divisions(theirs.database, mine.database, self._now())
        mine, theirs = self._look()
        self._operations(mine, theirs, done.sent, "sending")
        self._operations(theirs, mine, done.received, "receiving")
        if theirs.who.scope:  # what came from there may bring more into its scope
            self._operations(mine, theirs, done.sent, "sending")
        mine, theirs = self._look()
        self._photos(mine, theirs, done.sent)
        self._photos(theirs, mine, done.received)
        self._readings(mine, theirs, done.sent)
        self._readings(theirs, mine, done.received)
        self._readings(mine, theirs, done.sent)  # past what has just come from there
        self._finish(mine, theirs, done)
        return done

    def _glance(self) -> Exchanged | None:
        """One statement a side; None when there may be something to give."""
        mine, theirs = self._databases
        with mine.reading() as session:
            own = identity(session)
        with theirs.reading() as session:
            there = glance(session, own.id)
        if there is None or not there.is_done:
            return None
        with mine.reading() as session:
            here = glance(session, there.who.id)
        if here is None or not here.is_done or not _met_together(here.contact_at, there.contact_at):
            return None
        done = Exchanged(there.who, clock_offset_ms=self._offset(there.clock), nothing_new=True)
        now = self._now()
        self._note_contact(mine, there.who, now, done)
        if there.contact_at is None or abs((now - there.contact_at).total_seconds()) >= CONTACT_SECONDS:
            self._note_contact(theirs, own, now, None)
        return done

    def _note_contact(self, database: Database, who: Identity, now: datetime, done: Exchanged | None) -> None:
        with database.writing() as session:
            peer = peer_row(session, who)
            peer.contact_at = peer.confirmed_at = now
            peer.problem = peer.problem_at = None
            if done is not None:
                peer.url, peer.clock_offset_ms = self._databases[1].where, done.clock_offset_ms

    def _look(self) -> tuple[_Side, _Side]:
        mine, theirs = self._databases
        with mine.reading() as here, theirs.reading() as there:
            me, them = identity(here), identity(there)
            if me.id == them.id:
                raise SameReplicaError(where=theirs.where)
            if me.scope and them.scope:
                raise PartsOnlyError(mine=me.name, theirs=them.name)
            return _side(mine, here, me), _side(theirs, there, them)

    def _introduce(self, mine: _Side, theirs: _Side) -> None:
        """Whoever holds the keys to both databases vouches for both; an office writes it down for all."""
        office, other = (mine, theirs) if mine.who.side == "office" else (theirs, mine)
        if office.who.side != "office":
            return
        with other.database.reading() as session:  # the other may have been told already
            known = session.get(Member, office.who.id) and session.get(Member, other.who.id)
        with office.database.reading() as session:
            is_member = session.get(Member, other.who.id) is not None
        if not is_member and not known:
            with office.database.writing() as session:
                approve(session, Actor(now=self._now()), other.who)

    def _operations(self, giver: _Side, taker: _Side, result: Direction, stage: Stage) -> None:
        who, has = standing(giver.database, taker.database)
        with giver.database.reading() as session:
            total = remaining(session, has)
        done = 0
        while True:
            self._stop_if_cancelled()
            with giver.database.reading() as session:
                batch = collect(session, who, has)
            if batch is None:
                break
            with taker.database.writing() as session:
                taken = take(session, batch, self._now(), vouched=True)
                scope = identity(session).scope
            with giver.database.writing() as session:  # only now: the taker has it on its disk
                note_taken(session, who, batch, taken)
            result.add(taken)
            done += len(batch.operations)
            self._progress(Progress(stage, done, max(done, total)))
            if scope != who.scope:  # its new scope came with this batch
                who, has = standing(giver.database, taker.database)
            elif not batch.roots and not batch.dropped and batch.heads.items() <= has.items():
                break  # nothing moved: asking again would bring the same
            else:
                has |= batch.heads  # also where it was refused or held: what lies behind it must get through

    def _photos(self, giver: _Side, taker: _Side, result: Direction) -> None:
        with taker.database.reading() as session:
            wanted = blobs.missing(session)
        with giver.database.reading() as session:
            available = blobs.sizes(session, wanted)
        for group in blobs.portions(available):
            self._stop_if_cancelled()
            with giver.database.reading() as session:
                contents = blobs.read(session, group)
            with taker.database.writing() as session:
                kept, _wrong = blobs.store(session, contents)
            result.photos += kept
            result.changes |= Changes(attachments=True)
            self._progress(Progress("photos", result.photos, len(available)))
        result.photos_missing = len(wanted) - result.photos

    def _readings(self, giver: _Side, taker: _Side, result: Direction) -> None:
        with giver.database.reading() as session:
            peer = session.get(Peer, taker.who.id)
            after = peer.readings_given if peer else 0
            codes = _station_codes(session, taker.who)
        waiting: int | None = None  # days of a station that is not there yet must not hold up the others
        while True:
            self._stop_if_cancelled()
            with giver.database.reading() as session:
                days = readings.give_days(
                    session, after=after, exclude_source=taker.who.id, station_codes=codes,
                    limit=_READING_DAYS,
                )  # fmt: skip
            if days is None:
                break
            with taker.database.writing() as session:
                taken = readings.take_days(session, days, source=giver.who.id, now=self._now())
            if waiting is None and taken.waiting is not None:
                waiting = taken.upto
            with giver.database.writing() as session:
                peer_row(session, taker.who).readings_given = days.upto if waiting is None else waiting
            result.reading_rows += taken.rows_added + taken.rows_changed
            result.changes |= taken.changes
            self._progress(Progress("readings", days.upto, max(days.upto, giver.readings)))
            after = days.upto

    def _finish(self, mine: _Side, theirs: _Side, done: Exchanged) -> None:
        now = self._now()
        for giver, taker, result in ((mine, theirs, done.sent), (theirs, mine, done.received)):
            position = self._position_given(giver, taker)
            with giver.database.writing() as session:
                result.changes |= drop_rest(session, now)  # its work is sent by now
                peer = peer_row(session, taker.who)
                own = {r: h for r, h in taker.heads.items() if r == taker.who.id or not taker.who.scope}
                peer.given = raised(peer.given, own)
                peer.position_given = position
                peer.blobs_missing = result.photos_missing
                peer.contact_at = peer.confirmed_at = now
                peer.problem = peer.problem_at = None
                if giver is mine:
                    peer.url = theirs.database.where
                    peer.clock_offset_ms = done.clock_offset_ms

    def _position_given(self, giver: _Side, taker: _Side) -> int:
        """Up to where the taker has all of our log; 0 while something is refused, held or newly written."""
        who, has = standing(giver.database, taker.database)
        with giver.database.reading() as session:
            if collect(session, who, has, limit=1) is not None:
                return 0
            return session.scalar(select(Replica.position).where(Replica.is_self)) or 0

    def _clock_offset(self, theirs: Database) -> int | None:
        """Our clock minus the server's; a file has no clock of its own."""
        if theirs.is_sqlite:
            return None
        with theirs.reading() as session:
            return self._offset(session.scalar(select(func.clock_timestamp())))

    def _offset(self, there: datetime | None) -> int | None:
        return None if there is None else int((self._now() - there).total_seconds() * 1000)

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise CancelledError()


def _met_together(here: datetime | None, there: datetime | None) -> bool:
    """Whether both remember the same last meeting: one that does not was restored from a backup."""
    if here is None or there is None:
        return False
    return abs((here - there).total_seconds()) <= CONTACT_SECONDS


def _side(database: Database, session: Session, own: Identity) -> _Side:
    position = session.scalar(select(Replica.position).where(Replica.is_self)) or 0
    counted = all_counters(session).get("readings", 0)
    return _Side(database, own, heads(session), position, counted)


def _station_codes(session: Session, taker: Identity) -> frozenset[str] | None:
    """Codes of the stations in a replica's scope; None: all."""
    if not taker.scope:
        return None
    from db.schema import Station

    roots = roots_in(session, taker.scope, taker.id)
    rows = session.execute(select(Station.id, Station.code))
    return frozenset(code for row_id, code in rows if row_id in roots)
