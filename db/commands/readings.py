"""Store readings: idempotent, merged column by column, never operations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, func, select
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
_FLAGS = ROW_COLUMNS.index("flags")


_PLACEHOLDERS = {"sqlite": "?", "postgresql": "%s"}


@cache
def _statement(dialect: str, columns: tuple[str, ...], *, keep: bool = True) -> str:
    """Insert; a row that exists takes the new values that are there and, with `keep`, keeps the others.

    The WHERE leaves untouched rows out of the row count, so that "changed" is true.
    """
    names = (*_KEY, *columns)
    form = "COALESCE(excluded.{c}, observation.{c})" if keep else "excluded.{c}"
    merged = {c: form.format(c=c) for c in columns}
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
    flagged = _stored_with_flags(session, rows, shards)
    plain = [row for row in rows if row[_FLAGS] is None and row[:3] not in flagged]
    touched = _write(session, plain, shards) if plain else 0
    if len(plain) < len(rows):
        special = [row for row in rows if row[_FLAGS] is not None or row[:3] in flagged]
        touched += _write_flagged(session, special, shards)
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


def _write_flagged(session: Session, rows: Sequence[ReadingRow], shards: dict[str, str]) -> int:
    """Rows with flags, or onto rows that have some: merged here, because a flag speaks of one column.

    A letter takes the column's value away; a good value takes its letter away.
    """
    stored = {row[:3]: row for row in _stored(session, rows, shards)}
    merged = dict[tuple[Any, ...], ReadingRow]()
    for row in rows:
        merged[row[:3]] = _merge(merged.get(row[:3]) or stored.get(row[:3]), row)
    connection = session.connection()
    statement = _statement(connection.dialect.name, _MERGED, keep=False)
    values = [(shards[row[0]], *row) for row in merged.values()]
    return int(connection.exec_driver_sql(statement, values).rowcount)


def _merge(old: ReadingRow | None, new: ReadingRow) -> ReadingRow:
    if old is None:
        return new
    letters = _letters(old[_FLAGS])
    fresh = _letters(new[_FLAGS])
    values = list[Any]()
    for name, before, after in zip(VALUES, old[3:_FLAGS], new[3:_FLAGS], strict=True):
        if name in fresh:
            letters[name] = fresh[name]
            values.append(None)
        elif after is not None:
            letters.pop(name, None)
            values.append(after)
        else:
            values.append(before)
    flags = " ".join(f"{name}:{letters[name]}" for name in VALUES if name in letters)
    return (*new[:3], *values, flags or None)


def _letters(flags: str | None) -> dict[str, str]:
    """`pm25:C co:T` by column."""
    pairs = (item.partition(":") for item in (flags or "").split())
    return {name: letter for name, _, letter in pairs}


def _stored_with_flags(
    session: Session, rows: Sequence[ReadingRow], shards: dict[str, str]
) -> set[tuple[Any, ...]]:
    """Keys of stored rows in the range of this batch that carry flags; usually none."""
    columns = (Observation.station_code, Observation.period, Observation.time)
    found = session.execute(select(*columns).where(*_range(rows, shards), Observation.flags.is_not(None)))
    return {tuple(row) for row in found}


def _stored(session: Session, rows: Sequence[ReadingRow], shards: dict[str, str]) -> list[ReadingRow]:
    columns = [getattr(Observation, name) for name in ROW_COLUMNS]
    return [tuple(row) for row in session.execute(select(*columns).where(*_range(rows, shards)))]


def _is_filled(rows: Sequence[ReadingRow], index: int) -> bool:
    return any(row[index] is not None for row in rows)


def _count(session: Session, rows: Sequence[ReadingRow], shards: dict[str, str]) -> int:
    """Rows present in the range of this batch, by key; the difference before and after is what was added."""
    statement = select(func.count()).select_from(Observation).where(*_range(rows, shards))
    return session.scalar(statement) or 0


def _range(rows: Sequence[ReadingRow], shards: dict[str, str]) -> tuple[ColumnElement[bool], ...]:
    """The stations, periods and times that a batch spans."""
    codes = sorted({row[0] for row in rows})
    times = [row[2] for row in rows]
    return (
        Observation.shard_code.in_(sorted({shards[code] for code in codes})),
        Observation.station_code.in_(codes),
        Observation.period.in_(sorted({row[1] for row in rows})),
        Observation.time.between(min(times), max(times)),
    )
