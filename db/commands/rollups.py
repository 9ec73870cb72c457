"""Write roll-ups of readings: days as sums and counts, months packed, and how far both have come."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, delete, select, tuple_
from sqlalchemy.orm import Session

from db.engine import insert_or, upsert, write_rows
from db.schema import Counter, Finding, StationDay, StationMonth
from db.schema.readings import POLLUTANTS

DAY_COLUMNS = (
    "station_code",
    "day",
    *(f"{name}_sum" for name in POLLUTANTS),
    *(f"{name}_n" for name in POLLUTANTS),
    "o3_8h",
    "o3_n8",
    "o3_1h",
)
READINGS_MARK, LOG_MARK = "rollups.readings", "rollups.log"
"""Counters: stamp of `reading_day`, and position of the log, up to which roll-ups have followed."""

_AT_ONCE = 400


def stand_in_line(session: Session) -> tuple[int, int]:
    """Hold off others who roll up until the end of the transaction; the marks of readings and log."""
    marks = (READINGS_MARK, LOG_MARK)
    new = insert_or(session, Counter).on_conflict_do_nothing()
    session.execute(new, [{"name": name, "value": 0} for name in marks])
    held = select(Counter.name, Counter.value).where(Counter.name.in_(marks)).order_by(Counter.name)
    found: dict[str, int] = dict(session.execute(held.with_for_update()).all())
    return found[READINGS_MARK], found[LOG_MARK]


def note(session: Session, readings: int, log: int) -> None:
    """Roll-ups have followed so far."""
    marks = [{"name": READINGS_MARK, "value": readings}, {"name": LOG_MARK, "value": log}]
    upsert(session, Counter, marks, key=("name",), update=("value",))


def store_days(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put days in the place of what was there.

    Args:
        rows: by the names of `DAY_COLUMNS`.
    """
    write_rows(session, cast(Table, StationDay.__table__), rows, key=("station_code", "day"))


def remove_days(session: Session, keys: Iterable[tuple[str, int]]) -> None:
    """Days that have no hour any more, because people ruled all of them out."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        key = tuple_(StationDay.station_code, StationDay.day)
        session.execute(delete(StationDay).where(key.in_(wanted[start : start + _AT_ONCE])))


def store_months(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put packed months in the place of what was there.

    Args:
        rows: `station_code`, `month`, `days`.
    """
    write_rows(session, cast(Table, StationMonth.__table__), rows, key=("station_code", "month"))


def replace_findings(
    session: Session, station_code: str, since: int, until: int, rows: Sequence[Mapping[str, Any]]
) -> bool:
    """Put a station's findings that end in (since, until] in the place of those that did; whether any differ.

    Args:
        rows: `station_code`, `item`, `kind`, `since`, `until`, `detail`.
    """
    span = (Finding.station_code == station_code, Finding.until > since, Finding.until <= until)
    columns = (Finding.item, Finding.kind, Finding.since, Finding.until, Finding.detail)
    before = {tuple(row) for row in session.execute(select(*columns).where(*span))}
    after = {tuple(row[column.key] for column in columns) for row in rows}
    if before == after:
        return False
    session.execute(delete(Finding).where(*span))
    key = ("station_code", "item", "kind", "since")
    write_rows(session, cast(Table, Finding.__table__), rows, key=key)
    return True
