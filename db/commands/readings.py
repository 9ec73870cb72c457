"""Store readings: idempotent, merged column by column, never operations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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

_MERGED = (*VALUES, "flags")


def _statement(placeholder: str) -> str:
    """Insert; a row that exists takes the new values that are there and keeps the others.

    The WHERE leaves untouched rows out of the row count, so that "changed" is true.
    """
    columns = ("shard_code", *ROW_COLUMNS)
    merged = {c: f"COALESCE(excluded.{c}, observation.{c})" for c in _MERGED}
    return (
        f"INSERT INTO observation ({', '.join(columns)}) VALUES ({', '.join([placeholder] * len(columns))}) "
        "ON CONFLICT (shard_code, station_code, period, time) DO UPDATE SET "
        + ", ".join(f"{c} = {value}" for c, value in merged.items())
        + " WHERE "
        + " OR ".join(f"observation.{c} IS DISTINCT FROM {value}" for c, value in merged.items())
    )


_STATEMENTS = {"sqlite": _statement("?"), "postgresql": _statement("%s")}


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
    touched = _write(session, [(shards[row[0]], *row) for row in rows])
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


def _write(session: Session, rows: list[tuple[Any, ...]]) -> int:
    """Run the statement over all rows; the number of rows inserted or changed."""
    connection = session.connection()
    result = connection.exec_driver_sql(_STATEMENTS[connection.dialect.name], rows)
    return int(result.rowcount)


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
