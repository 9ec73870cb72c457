"""A field replica brings itself up to date from a shared database, reading with its own login."""

import uuid
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.changes import Changes
from db.engine import Database, upsert
from db.identity import own_chains
from db.queries.status import all_counters
from db.schema import Counter, PeerRoot, Station
from db.sync import blobs, readings, visible
from db.sync.batch import Batch, Identity
from db.sync.divisions import lend_divisions
from db.sync.give import identity
from db.sync.outcome import CancelledError, Direction, Progress
from db.sync.scope import chunks, present_roots, roots_in
from db.sync.take import take

_ROOTS_AT_ONCE = 200
_READING_DAYS = 500


class Fetch:
    """From an office's database into ours. Each step is a transaction; the next fetch goes on after it."""

    def __init__(
        self,
        mine: Database,
        office: Database,
        now: Callable[[], datetime],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._mine, self._office = mine, office
        self._now, self._progress, self._cancelled = now, progress, cancelled
        self.result = Direction()

    def run(self, me: Identity, them: Identity) -> Direction:
        """Operations, whole histories of roots new in our scope, photos, readings."""
        self._me, self._them = me, them
        lend_divisions(self._office, self._mine, self._now())
        self._increments()
        self._roots()
        self._photos()
        self._readings()
        return self.result

    def stop_if_cancelled(self) -> None:
        """Between two steps the user may stop it."""
        if self._cancelled():
            raise CancelledError()

    def _increments(self) -> None:
        """What happened to roots that are here."""
        log = mark("log", self._them)
        with self._mine.reading() as session:
            given, own = _given(session, self._me), own_chains(session)
            reached = all_counters(session).get(log, 0)
        with self._office.reading() as session:
            end = visible.end(session)
        while reached < end:
            self.stop_if_cancelled()
            with self._office.reading() as session:
                batch, is_last = visible.increment(session, self._them, given, own, reached + 1)
            self._take(batch, {log: batch.position})
            self._progress(Progress("receiving", batch.position, max(batch.position, end)))
            if is_last:
                break
            reached = batch.position

    def _roots(self) -> None:
        """Roots come and go with our scope, and with the units of their rows."""
        with self._mine.reading() as session:
            scope, given = identity(session).scope, _given(session, self._me).keys()
        with self._office.reading() as session:
            seen = visible.roots(session)
            wanted = roots_in(session, scope, self._me.id) & seen if scope else seen
        for part in chunks(sorted(wanted - given), _ROOTS_AT_ONCE):
            self.stop_if_cancelled()
            with self._office.reading() as session:
                batch = visible.histories(session, self._them, part)
            self._take(batch)
        gone = sorted(given - wanted)
        if gone:
            self._take(Batch(self._them, [], [], {}, {}, is_complete=False, dropped=gone))

    def _take(self, batch: Batch, marks: Mapping[str, int] | None = None) -> None:
        """Take a batch, and note in the same transaction how far we are, and which roots came and went."""
        with self._mine.writing() as session:
            # the office's own database gave it, over a connection that proved to be the office's
            taken = take(session, batch, self._now(), vouched=True)
            _note_roots(session, self._me, batch)
            keep(session, marks or {})
        self.result.add(taken)

    def _photos(self) -> None:
        with self._mine.reading() as session:
            wanted = blobs.missing(session)
        with self._office.reading() as session:
            available = blobs.sizes(session, wanted)
        for group in blobs.portions(available):
            self.stop_if_cancelled()
            with self._office.reading() as session:
                contents = blobs.read(session, group)
            with self._mine.writing() as session:
                kept, _wrong = blobs.store(session, contents)
            self.result.photos += kept
            self.result.changes |= Changes(attachments=True)
            self._progress(Progress("photos", self.result.photos, len(available)))
        self.result.photos_missing = len(wanted) - self.result.photos

    def _readings(self) -> None:
        """Days past the one reached last."""
        codes, after = self._stations()
        while True:
            self.stop_if_cancelled()
            with self._office.reading() as session:
                found = readings.give_days(
                    session, after=after, exclude_source=self._me.id, station_codes=codes, limit=_READING_DAYS
                )
            if found is None:
                return
            with self._mine.writing() as session:
                taken = readings.take_days(session, found, source=self._them.id, now=self._now())
                keep(session, {mark("days", self._them): taken.upto})
            self.result.reading_rows += taken.rows_added + taken.rows_changed
            self.result.changes |= taken.changes
            self._progress(Progress("readings", taken.upto, found.upto))
            if taken.upto <= after:
                return
            after = taken.upto

    def _stations(self) -> tuple[frozenset[str], int]:
        """The stations that we hold, and the day reached: none when they are others than last time."""
        days = mark("days", self._them)
        with self._mine.writing() as session:
            codes = frozenset(session.scalars(select(Station.code)))
            stations = {mark("stations", self._them): zlib.crc32(" ".join(sorted(codes)).encode())}
            if not stations.items() <= all_counters(session).items():
                keep(session, {**stations, days: 0})
            return codes, all_counters(session)[days]


def mark(name: str, office: Identity) -> str:
    """Name of the counter in which we note how far we have come with an office."""
    return f"{name}.of.{office.id}"


def keep(session: Session, marks: Mapping[str, int]) -> None:
    """Note them."""
    rows = [{"name": name, "value": value} for name, value in marks.items()]
    upsert(session, Counter, rows, key=("name",), update=("value",))


def _given(session: Session, me: Identity) -> dict[uuid.UUID, int]:
    """Roots that this record was given whole: the office cannot note it, so it is noted here."""
    statement = select(PeerRoot.root_id, PeerRoot.position).where(PeerRoot.replica_id == me.id)
    return {row[0]: row[1] for row in session.execute(statement)}


def _note_roots(session: Session, me: Identity, batch: Batch) -> None:
    """Roots with unsent work have not gone although they left the scope: they are asked about again."""
    gone = set(batch.dropped) - present_roots(session, batch.dropped)
    for part in chunks([*batch.roots, *gone]):
        session.execute(delete(PeerRoot).where(PeerRoot.replica_id == me.id, PeerRoot.root_id.in_(part)))
    rows = [{"replica_id": me.id, "root_id": root, "position": batch.position} for root in batch.roots]
    if rows:
        session.execute(insert(PeerRoot), rows)
