"""Readings travel between replicas by station and day; value by value the later stamp stands."""

import uuid
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands.reading_rows import DayKey, note, rows_of_days, shards, stand_in_line, write_rows
from db.partitions import ensure_months
from db.rules.stamps import STAMP, StampedRow, merged, stamp_of
from db.schema import Counter, ReadingDay
from db.sync.reading_days import ReadingDays, StationDay, days_from_lines, days_to_lines

__all__ = [
    "ReadingDays", "StationDay", "TakenDays", "days_from_lines", "days_to_lines", "give_days", "take_days",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TakenDays:
    """What taking days did."""

    rows_added: int
    rows_changed: int
    """Rows in which a value of the giver's stood, or only its later stamp."""
    upto: int
    """The giver's stamp up to which everything is here: its watermark may move so far and no further."""
    waiting: int | None = None
    """The lowest stamp of a day that could not be taken, its station being unknown here; None: all were."""
    unknown: frozenset[str] = frozenset()
    """Codes of the stations that days are waiting for."""
    ahead_ms: int = 0
    """How far the latest stamp among these days is ahead of our clock: one of the clocks is wrong."""
    changes: Changes = field(default_factory=Changes)


def give_days(
    session: Session,
    *,
    after: int,
    exclude_source: uuid.UUID | None,
    station_codes: AbstractSet[str] | None,
    limit: int,
) -> ReadingDays | None:
    """The next days whose readings moved after the stamp `after`; None if none did.

    Days are left out, while the stamp moves on past them, if their readings came from `exclude_source` or are
    of other stations. Samples and minutes are not given at all.

    Args:
        after: the stamp the taker has reached; 0 for the beginning.
        exclude_source: the taker, which has what came from it.
        station_codes: stations of the taker's scope; None: all.
        limit: station-days at a time, at least 1; more where days share a stamp, which are never parted.
    """
    newest = _newest(session)
    if newest <= after:
        return None
    wanted = [ReadingDay.stamp > after, ReadingDay.stamp <= newest]
    if exclude_source is not None:
        wanted.append(ReadingDay.source.is_distinct_from(exclude_source))
    if station_codes is not None:
        wanted.append(ReadingDay.station_code.in_(sorted(station_codes)))
    in_order = select(ReadingDay.stamp).where(*wanted).order_by(ReadingDay.stamp)
    last = session.scalar(in_order.offset(limit - 1).limit(1))
    upto = newest if last is None else last
    return ReadingDays(_days(session, *wanted, ReadingDay.stamp <= upto), upto)


def take_days(session: Session, days: ReadingDays, *, source: uuid.UUID, now: datetime) -> TakenDays:
    """Merge days that `source` gave into the record; taken twice or late they change nothing.

    Days of stations that are not known here are not taken: see `TakenDays.waiting`.
    """
    known = shards(session)
    here = [day for day in days.days if day.station_code in known]
    ensure_months(session, (row[2] for day in here for row in day.rows))
    counted = stand_in_line(session)
    taking = _Taking(source)
    stored = rows_of_days(session, [day.key for day in here], known)
    for day in here:
        taking.merge(day, stored[day.key])
    write_rows(session, taking.rows, known)
    if taking.rows:
        note(session, counted, len(taking.rows), taking.sources)
    away = [day for day in days.days if day.station_code not in known]
    waiting = min((day.stamp for day in away), default=None)
    return TakenDays(
        rows_added=taking.added,
        rows_changed=len(taking.rows) - taking.added,
        upto=days.upto if waiting is None else waiting - 1,
        waiting=waiting,
        unknown=frozenset(day.station_code for day in away),
        ahead_ms=_ahead(days, now),
        changes=Changes(
            readings=bool(taking.rows), station_codes=frozenset(code for code, *_ in taking.sources)
        ),
    )


class _Taking:
    """What is to be written of the days taken."""

    def __init__(self, source: uuid.UUID) -> None:
        self.rows: list[StampedRow] = []
        self.added = 0
        self.sources: dict[DayKey, uuid.UUID | None] = {}
        """Changed days; with the giver only where it holds all that is here now and need not get it back."""
        self._source = source

    def merge(self, day: StationDay, mine: list[StampedRow]) -> None:
        """Add the rows of a day that change what is stored."""
        stands = {row[2]: row for row in mine}
        before = len(self.rows)
        for row in day.rows:
            old = stands.get(row[2])
            new = row if old is None else merged(old, row)
            if new != old:
                self.rows.append(new)
                self.added += old is None
                stands[row[2]] = new
        if len(self.rows) > before:
            is_theirs = len(stands) == len(day.rows) and all(stands[row[2]] == row for row in day.rows)
            self.sources[day.key] = self._source if is_theirs else None


def _newest(session: Session) -> int:
    """No day has a later stamp. Samples and minutes count on, so that a taker without gaps reaches it too."""
    counted = session.scalar(select(Counter.value).where(Counter.name == "readings")) or 0
    return max(counted, session.scalar(select(func.max(ReadingDay.stamp))) or 0)


def _days(session: Session, *wanted: ColumnElement[bool]) -> list[StationDay]:
    columns = (ReadingDay.station_code, ReadingDay.period, ReadingDay.day)
    in_order = select(*columns, ReadingDay.stamp).where(*wanted).order_by(ReadingDay.stamp, *columns)
    found = {(code, period, day): stamp for code, period, day, stamp in session.execute(in_order)}
    rows = rows_of_days(session, found.keys(), shards(session))
    return [StationDay(*key, stamp, rows[key]) for key, stamp in found.items()]


def _ahead(days: ReadingDays, now: datetime) -> int:
    latest = max((row[STAMP] for day in days.days for row in day.rows), default=0)
    return max(0, latest - stamp_of(now))
