"""Rows of readings as `store` and the exchange need them: read, written whole, noted by station and day."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Table, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from db.commands.intake import count
from db.engine import insert_or
from db.engine import write_rows as write_table
from db.rules.stamps import STAMPED_COLUMNS, StampedRow, merged
from db.schema import Counter, ReadingDay, Station
from db.schema.readings import Observation, Period

Key: TypeAlias = tuple[str, int, int]
"""Station, period and time: the first three of a row."""
DayKey: TypeAlias = tuple[str, int, int]
"""Station, period and day since 1970-01-01 UTC; a day's rows end after 0:00 and until 24:00."""

EXCHANGED = frozenset({Period.HOUR, Period.DAY})
"""Periods that travel between replicas; samples and minutes stay where they were received."""
KEY = ("shard_code", "station_code", "period", "time")
PLACEHOLDERS = {"sqlite": "?", "postgresql": "%s"}

_DAY = 86400
_DAY_KEY = ("station_code", "period", "day")
_DAYS = cast(Table, ReadingDay.__table__)
_COLUMNS = [getattr(Observation, name) for name in STAMPED_COLUMNS]


def stand_in_line(session: Session) -> int:
    """Hold off others who write readings until the end of the transaction; the counter of changed rows.

    What is stored is read before it is written; and the stamps of days must be committed in their order, for
    a peer that asks for those after the last it saw would never be given one that comes late. The months are
    made before (`ensure_months`): with two locks in two orders, two writers would wait for each other.
    """
    held = select(Counter.value).where(Counter.name == "readings").with_for_update()
    counted = session.scalar(held)
    if counted is None:
        first = session.scalar(select(func.max(ReadingDay.stamp))) or 0
        new = insert_or(session, Counter).values(name="readings", value=first)
        session.execute(new.on_conflict_do_nothing())
        counted = session.scalars(held).one()
    return counted


def note(session: Session, counted: int, rows: int, days: Mapping[DayKey, uuid.UUID | None]) -> None:
    """Count changed rows on from `counted`; the days they lie in get the last of these numbers as stamps.

    No two days share a stamp, for there is at least one changed row in each.

    Args:
        days: each with the peer that holds all that is here of it, None if no one is known to.
    """
    count(session, {"readings": rows})
    stamps = range(counted + rows - len(days) + 1, counted + rows + 1)
    noted = [
        dict(zip((*_DAY_KEY, "stamp", "source"), (*key, stamp, days[key]), strict=True))
        for stamp, key in zip(stamps, sorted(days), strict=True)
    ]
    write_table(session, _DAYS, noted, key=_DAY_KEY)


def days_of(keys: Iterable[tuple[Any, ...]]) -> set[DayKey]:
    """The days in which keys (or rows) of the exchanged periods lie."""
    return {(key[0], key[1], (key[2] - 1) // _DAY) for key in keys if key[1] in EXCHANGED}


def shards(session: Session) -> dict[str, str]:
    """Every station's part of the key."""
    return dict(session.execute(select(Station.code, Station.shard_code)).all())


def rows_where(session: Session, *where: ColumnElement[bool]) -> list[StampedRow]:
    """Stored rows in the order of time."""
    found = session.connection().execute(select(*_COLUMNS).where(*where).order_by(Observation.time))
    return list(map(tuple, found))


def rows_of_days(
    session: Session, days: Collection[DayKey], known: Mapping[str, str]
) -> dict[DayKey, list[StampedRow]]:
    """Stored rows by day, in the order of time. One statement for each run of days of a station.

    Args:
        known: stations' shards; without its shard a station is found as well, only slowly.
    """
    found: dict[DayKey, list[StampedRow]] = {key: [] for key in days}
    for code, period, first, last in _runs(days):
        rows = rows_where(
            session,
            *([Observation.shard_code == known[code]] if code in known else []),
            Observation.station_code == code,
            Observation.period == period,
            Observation.time > first * _DAY,
            Observation.time <= (last + 1) * _DAY,
        )
        for row in rows:
            found[code, period, (row[2] - 1) // _DAY].append(row)
    return found


def _runs(days: Collection[DayKey]) -> Iterator[tuple[str, int, int, int]]:
    """Days that follow each other put together: station, period, first and last day."""
    run: tuple[str, int, int, int] | None = None
    for code, period, day in sorted(days):
        if run is not None and run[:2] == (code, period) and day == run[3] + 1:
            run = (code, period, run[2], day)
            continue
        if run is not None:
            yield run
        run = (code, period, day, day)
    if run is not None:
        yield run


def write_rows(session: Session, rows: Collection[StampedRow], known: Mapping[str, str]) -> None:
    """Put whole rows in the place of what is there."""
    if not rows:
        return
    connection = session.connection()
    names = (*KEY, *STAMPED_COLUMNS[3:])
    connection.exec_driver_sql(
        f"INSERT INTO observation ({', '.join(names)}) "
        f"VALUES ({', '.join([PLACEHOLDERS[connection.dialect.name]] * len(names))}) "
        f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in STAMPED_COLUMNS[3:]),
        [(known[row[0]], *row) for row in rows],
    )


def rehouse(session: Session, station_code: str, old: str, new: str) -> int:
    """Move a station's readings from the shard `old` to `new`; the number of rows that moved or merged.

    Two replicas may register a station before they meet, under different shards, of which one then stands for
    both: the readings of the other would not be found any more. Where both shards have a row, the one under
    `new` takes what stands; its twin stays behind, since readings are never deleted, and nobody reads it.
    """
    counted = stand_in_line(session)
    leaving = (Observation.shard_code == old, Observation.station_code == station_code)
    moving = (*leaving, ~_is_also_under(new))
    rows = rows_where(session, *moving)
    statement = update(Observation).where(*moving).values(shard_code=new)
    session.execute(statement.execution_options(synchronize_session=False))
    twins = (Observation.shard_code == new, Observation.station_code == station_code, _is_also_under(old))
    here = {row[:3]: row for row in rows_where(session, *twins)}
    stands = [merged(here[row[:3]], row) for row in rows_where(session, *leaving)]
    changed = [row for row in stands if row != here[row[:3]]]
    write_rows(session, changed, {station_code: new})
    touched = [*rows, *changed]
    if touched:
        note(session, counted, len(touched), dict.fromkeys(days_of(touched)))
    return len(touched)


def _is_also_under(shard_code: str) -> ColumnElement[bool]:
    twin = aliased(Observation)
    return exists().where(
        twin.shard_code == shard_code,
        twin.station_code == Observation.station_code,
        twin.period == Observation.period,
        twin.time == Observation.time,
    )
