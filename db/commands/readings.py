"""Store readings: idempotent, merged column by column, never operations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from db.commands.reading_rows import (
    DayKey,
    Key,
    days_of,
    note,
    rows_where,
    shards,
    stand_in_line,
    write_rows,
)
from db.commands.reading_statement import write_plain
from db.errors import NotFoundError
from db.partitions import ensure_months
from db.rules.stamps import FLAGS, STAMP, ReadingRow, StampedRow, changed, stamp_of
from db.schema.readings import Observation


@dataclass(frozen=True, slots=True)
class StoredReadings:
    """How many rows were new, changed an existing row, or said nothing new."""

    added: int
    changed: int
    unchanged: int
    station_codes: frozenset[str] = field(default_factory=frozenset)
    """Stations whose record moved."""


def store(session: Session, rows: Sequence[ReadingRow], *, now: datetime) -> StoredReadings:
    """Add or merge readings; what changes is stamped later than all that its row held.

    Hours and days that change are noted for the exchange between replicas. Samples and minutes are not: they
    stay in the database that received them.

    Args:
        rows: tuples in the order of `ROW_COLUMNS`; None where there is no value.
        now: when they are stored.

    Raises:
        NotFoundError: a station is not registered; nothing of this call is stored.
    """
    if not rows:
        return StoredReadings(0, 0, 0)
    batch = _Batch(session, rows, stamp_of(now))
    ensure_months(session, (row[2] for row in rows))
    counted = stand_in_line(session)
    added, touched, days = batch.write()
    if touched:
        note(session, counted, touched, dict.fromkeys(days))
    moved = frozenset(batch.codes) if touched else frozenset[str]()
    return StoredReadings(added, touched - added, len(rows) - touched, moved)


class _Batch:
    """Rows on their way into the record: plain ones by one statement, special ones merged here."""

    def __init__(self, session: Session, rows: Sequence[ReadingRow], stamp: int) -> None:
        self._session, self._rows, self._stamp = session, rows, stamp
        self._times, self._shards = _times(rows), shards(session)
        self.codes = self._times.keys()
        missing = sorted(self.codes - self._shards.keys())
        if missing:
            raise NotFoundError(what="station", key=", ".join(missing[:5]))
        self._spans = _spans(rows, self._times, self._shards)

    def _count(self) -> int:
        """Rows present in the range of this batch; the difference before and after is what was added."""
        counts = (select(func.count()).select_from(Observation).where(span) for span in self._spans)
        return sum(self._session.scalar(statement) or 0 for statement in counts)

    def write(self) -> tuple[int, int, set[DayKey]]:
        """Store all rows: how many were added, added or changed, and the days in which they lie."""
        before = self._count()
        special = self._special(is_any_stored=before > 0)
        touched, days = self._write_all(special)
        # as nearly always: nothing was there, and each row is another one
        if not before and not special:
            return touched, touched, days
        return self._count() - before, touched, days

    def _write_all(self, special: set[Key]) -> tuple[int, set[DayKey]]:
        plain = [row for row in self._rows if row[:3] not in special] if special else self._rows
        touched = write_plain(self._session, plain, self._shards, self._stamp) if plain else 0
        if touched == len(plain):
            days = days_of(plain)
        else:
            days = days_of(self._keys(Observation.stamp == self._stamp) - special) if touched else set()
        if special:
            touched_here, rows = self._write_special([row for row in self._rows if row[:3] in special])
            touched += touched_here
            days |= days_of(rows)
        return touched, days

    def _special(self, *, is_any_stored: bool) -> set[Key]:
        """Rows that the statement cannot merge; usually none.

        They have flags, which speak of one column, or are there already with flags, with stamps by column or
        with a stamp that is not before this one; or the batch has them more than once.
        """
        stored = or_(
            Observation.flags.is_not(None), Observation.older.is_not(None), Observation.stamp >= self._stamp
        )
        found = self._keys(stored) if is_any_stored else set()
        found.update(row[:3] for row in self._rows if row[FLAGS] is not None)
        if any(len(set(times)) < len(times) for times in self._times.values()):
            seen = Counter(row[:3] for row in self._rows)
            found.update(key for key, number in seen.items() if number > 1)
        return found

    def _keys(self, condition: ColumnElement[bool]) -> set[Key]:
        """Keys of stored rows in the range of this batch."""
        columns = (Observation.station_code, Observation.period, Observation.time)
        return {
            (code, period, time)
            for span in self._spans
            for code, period, time in self._session.execute(select(*columns).where(span, condition))
        }

    def _write_special(self, rows: Sequence[ReadingRow]) -> tuple[int, list[StampedRow]]:
        """Merge in the order of the rows; how many of them changed something, and the changed rows."""
        spans = _spans(rows, _times(rows), self._shards)
        stored = {row[:3]: row for span in spans for row in rows_where(self._session, span)}
        written: dict[Key, StampedRow] = {}
        touched = 0
        for row in rows:
            key = row[:3]
            base = stored.get(key)
            old = written.get(key, base)
            stamp = self._stamp if base is None else max(self._stamp, base[STAMP] + 1)
            new = changed(old, row, stamp)
            if new is not old:
                written[key] = new
                touched += 1
        write_rows(self._session, written.values(), self._shards)
        return touched, list(written.values())


_MOST_SPANS = 30


def _times(rows: Sequence[ReadingRow]) -> dict[str, list[int]]:
    """Times by station."""
    times: dict[str, list[int]] = {}
    for row in rows:
        times.setdefault(row[0], []).append(row[2])
    return times


def _spans(
    rows: Sequence[ReadingRow], times: dict[str, list[int]], known: dict[str, str]
) -> list[ColumnElement[bool]]:
    """Conditions that hold all rows of a batch and little else.

    Stations with the same first and last time go together: a batch of all stations by hour is one span, one
    that ends a station's years and begins the next one's is two. A motley batch is one wide span.
    """
    alike: dict[tuple[int, int], list[str]] = {}
    for code, found in times.items():
        alike.setdefault((min(found), max(found)), []).append(code)
    if len(alike) > _MOST_SPANS:
        ends = min(first for first, _ in alike), max(last for _, last in alike)
        alike = {ends: list(times)}
    periods = sorted({row[1] for row in rows})
    return [
        and_(
            Observation.shard_code.in_(sorted({known[code] for code in codes})),
            Observation.station_code.in_(sorted(codes)),
            Observation.period.in_(periods),
            Observation.time.between(*ends),
        )
        for ends, codes in alike.items()
    ]
