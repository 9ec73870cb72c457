"""Store readings: idempotent, merged column by column, never operations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.commands.intake import count
from db.errors import NotFoundError
from db.partitions import ensure_months
from db.schema import Station
from db.schema.readings import ROW_COLUMNS, VALUES, Observation

ReadingRow = tuple[Any, ...]
"""A plain tuple in the order of `db.schema.readings.ROW_COLUMNS`."""

_KEY = ("shard_code", "station_code", "period", "time")
_MERGED = (*VALUES, "flags")


_PLACEHOLDERS = {"sqlite": "?", "postgresql": "%s"}


@cache
def _statement(dialect: str, columns: tuple[str, ...]) -> str:
    """Insert; a row that exists takes the new values that are there and keeps the others.

    The WHERE leaves untouched rows out of the row count, so that "changed" is true.
    """
    names = (*_KEY, *columns)
    merged = {c: f"COALESCE(excluded.{c}, observation.{c})" for c in columns}
    insert = (
        f"INSERT INTO observation ({', '.join(names)}) "
        f"VALUES ({', '.join([_PLACEHOLDERS[dialect]] * len(names))}) ON CONFLICT ({', '.join(_KEY)}) DO "
    )
    if not columns:
        return insert + "NOTHING"
    return (
        insert
        + f"UPDATE SET {', '.join(f'{c} = {value}' for c, value in merged.items())} WHERE "
        + " OR ".join(f"observation.{c} IS DISTINCT FROM {value}" for c, value in merged.items())
    )


@dataclass(frozen=True, slots=True)
class StoredReadings:
    """How many rows were new, changed an existing row, or said nothing new."""

    added: int
    changed: int
    unchanged: int
    station_codes: frozenset[str] = field(default_factory=frozenset)
    """Stations whose record moved."""


def store(session: Session, rows: Sequence[ReadingRow]) -> StoredReadings:
    """Add or merge readings.

    Args:
        rows: tuples in the order of `ROW_COLUMNS`; None where there is no value.

    Raises:
        NotFoundError: a station is not registered; nothing of this call is stored.
    """
    if not rows:
        return StoredReadings(0, 0, 0)
    codes = {row[0] for row in rows}
    shards = _shards(session, codes)
    ensure_months(session, {row[2] for row in rows})
    before = _count(session, rows, shards)
    touched = _write(session, rows, shards)
    added = _count(session, rows, shards) - before
    if touched:
        count(session, {"readings": touched})
    moved = frozenset(codes) if touched else frozenset()
    return StoredReadings(added, touched - added, len(rows) - touched, moved)


def _shards(session: Session, codes: set[str]) -> dict[str, str]:
    found: dict[str, str] = dict(session.execute(select(Station.code, Station.shard_code)).all())
    missing = sorted(codes - found.keys())
    if missing:
        raise NotFoundError(what="station", key=", ".join(missing[:5]))
    return found


def _write(session: Session, rows: Sequence[ReadingRow], shards: dict[str, str]) -> int:
    """Run the statement over all rows; the number of rows inserted or changed.

    Columns that no row fills are left out: the merge keeps what is there, and the SQLite driver takes longer
    to bind a None than a number (a list of hours without humidity and flags is stored in half the time).
    """
    filled = [i for i, name in enumerate(ROW_COLUMNS) if name in _MERGED and _is_filled(rows, i)]
    pick = itemgetter(0, 1, 2, *filled)
    connection = session.connection()
    statement = _statement(connection.dialect.name, tuple(ROW_COLUMNS[i] for i in filled))
    result = connection.exec_driver_sql(statement, [(shards[row[0]], *pick(row)) for row in rows])
    return int(result.rowcount)


def _is_filled(rows: Sequence[ReadingRow], index: int) -> bool:
    return any(row[index] is not None for row in rows)


def _count(session: Session, rows: Sequence[ReadingRow], shards: dict[str, str]) -> int:
    """Rows present in the range of this batch, by key; the difference before and after is what was added."""
    codes = sorted({row[0] for row in rows})
    times = [row[2] for row in rows]
    return int(
        session.scalar(
            select(func.count())
            .select_from(Observation)
            .where(
                Observation.shard_code.in_(sorted({shards[code] for code in codes})),
                Observation.station_code.in_(codes),
                Observation.period.in_(sorted({row[1] for row in rows})),
                Observation.time.between(min(times), max(times)),
            )
        )
        or 0
    )
