"""Readings as numpy arrays; NaN where there is no value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.schema import Counter, Station
from db.schema.readings import POLLUTANTS, VALUES, Observation, Period

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One station's readings in order of time. `time`: (n,) epoch seconds; `values`: (columns, n)."""

    station_code: str
    time: Ints
    columns: tuple[str, ...]
    values: Floats

    def column(self, name: str) -> Floats:
        """(n,) values of one column."""
        return self.values[self.columns.index(name)]  # type: ignore[no-any-return]


def series(
    session: Session,
    station_codes: Sequence[str],
    since: int,
    until: int,
    *,
    columns: Sequence[str] = POLLUTANTS,
    period: int = Period.HOUR,
) -> dict[str, Series]:
    """Readings of stations in (since, until], epoch seconds; a station without any has empty arrays."""
    result: dict[str, Series] = {}
    for code, shard in _shards(session, station_codes).items():
        rows = session.connection().execute(
            select(Observation.time, *(getattr(Observation, name) for name in columns))
            .where(
                Observation.shard_code == shard,
                Observation.station_code == code,
                Observation.period == period,
                Observation.time > since,
                Observation.time <= until,
            )
            .order_by(Observation.time)
        )
        result[code] = _series(code, tuple(columns), rows)
    return result


def _series(code: str, columns: tuple[str, ...], rows: Any) -> Series:
    """Flat float64 first: one pass over the driver's tuples; epoch seconds are exact in float64."""
    flat = np.fromiter(
        (np.nan if value is None else value for row in rows.cursor.fetchall() for value in row), np.float64
    )
    table = flat.reshape(-1, len(columns) + 1).T
    return Series(code, table[0].astype(np.int64), columns, np.ascontiguousarray(table[1:]))


def _shards(session: Session, codes: Sequence[str]) -> dict[str, str]:
    statement = select(Station.code, Station.shard_code).where(Station.code.in_(list(codes)))
    found: dict[str, str] = dict(session.execute(statement).all())
    return {code: found[code] for code in codes if code in found}


@dataclass(frozen=True, slots=True, eq=False)
class Recent:
    """Hours of all stations, in no order. `station`: (n,) index into `station_codes`; `values`: (6, n)."""

    station_codes: tuple[str, ...]
    station: Ints
    time: Ints
    values: Floats
    last_before: dict[str, int]
    """Newest hour of stations that have none in the period; those that never reported are absent."""


def recent(session: Session, since: int, until: int, station_codes: Sequence[str] | None = None) -> Recent:
    """Hours in (since, until] of all stations, or of some, in one statement."""
    wanted = [Station.deleted_at.is_(None)]
    if station_codes is not None:
        wanted.append(Station.code.in_(list(station_codes)))
    # an outer join, although rows without a reading are dropped below: it makes every planner go from the
    # station to its readings by key; SQLite would else read the hours of all years (ten times slower)
    found: Any = session.connection().execute(
        select(Station.code, Observation.time, *(getattr(Observation, name) for name in POLLUTANTS))
        .outerjoin(Observation, _hours_of_station(until) & (Observation.time > since))
        .where(*wanted)
    )
    rows = found.cursor.fetchall()
    index = {code: number for number, code in enumerate(dict.fromkeys(row[0] for row in rows))}
    flat = np.fromiter(
        (
            np.nan if value is None else value
            for code, time, *values in rows
            if time is not None
            for value in (index[code], time, *values)
        ),
        np.float64,
    )
    table = flat.reshape(-1, len(POLLUTANTS) + 2).T
    silent = [code for code, time, *_ in rows if time is None]
    return Recent(
        station_codes=tuple(index),
        station=table[0].astype(np.int64),
        time=table[1].astype(np.int64),
        values=np.ascontiguousarray(table[2:]),
        last_before=_last_before(session, silent, until) if silent else {},
    )


def _last_before(session: Session, codes: Sequence[str], until: int) -> dict[str, int]:
    last = select(func.max(Observation.time)).where(_hours_of_station(until)).scalar_subquery()
    found = session.execute(select(Station.code, last).where(Station.code.in_(list(codes)))).all()
    return {code: time for code, time in found if time is not None}


def _hours_of_station(until: int) -> ColumnElement[bool]:
    return (
        (Observation.shard_code == Station.shard_code)
        & (Observation.station_code == Station.code)
        & (Observation.period == Period.HOUR)
        & (Observation.time <= until)
    )


def last_before(session: Session, station_code: str, time: int) -> int | None:
    """Label of a station's newest hour at or before a time; None where there is none."""
    newest = select(func.max(Observation.time)).where(_hours_of_station(time)).scalar_subquery()
    return session.scalar(select(newest).where(Station.code == station_code))


def flagged(session: Session, station_code: str, since: int, until: int) -> list[tuple[int, str]]:
    """Hours in (since, until] with flags: label and letters by column (`pm25:C co:T`)."""
    rows = session.execute(
        select(Observation.time, Observation.flags)
        .join(Station, Station.code == station_code)
        .where(_hours_of_station(until), Observation.time > since, Observation.flags.is_not(None))
    )
    return [(time, flags) for time, flags in rows if flags is not None]


def last_time(session: Session, period: int = Period.HOUR) -> int | None:
    """Epoch seconds of the newest reading of any station."""
    newest = [
        session.scalar(
            select(func.max(Observation.time)).where(
                Observation.shard_code == shard,
                Observation.station_code == code,
                Observation.period == period,
            )
        )
        for code, shard in session.execute(select(Station.code, Station.shard_code))
    ]
    return max((time for time in newest if time is not None), default=None)


def mark(session: Session) -> int:
    """A number that grows whenever readings are stored by anybody; pollers compare it."""
    return session.scalar(select(Counter.value).where(Counter.name == "readings")) or 0


ROW_FIELDS = ("station_code", "period", "time", *VALUES, "flags")


def rows(
    session: Session,
    *,
    since: int | None = None,
    until: int | None = None,
    station_codes: Sequence[str] | None = None,
    period: int = Period.HOUR,
) -> Iterator[tuple[Any, ...]]:
    """Rows in the order station, time, with the columns of `ROW_FIELDS`, streamed.

    Args:
        since, until: epoch seconds, both included; None is open.
    """
    statement = (
        select(*(getattr(Observation, name) for name in ROW_FIELDS))
        .where(Observation.period == period)
        .order_by(Observation.shard_code, Observation.station_code, Observation.time)
        .execution_options(yield_per=10_000)
    )
    if since is not None:
        statement = statement.where(Observation.time >= since)
    if until is not None:
        statement = statement.where(Observation.time <= until)
    if station_codes is not None:
        statement = statement.where(Observation.station_code.in_(list(station_codes)))
    with session.execute(statement) as found:
        for row in found:
            yield tuple(row)
