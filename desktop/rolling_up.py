"""Hours into days, days into packed months: only what moved since the last time, inside one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands import rollups
from db.queries import air, readings
from db.queries.air import MarkRecord
from db.schema.readings import POLLUTANTS
from desktop.air.days import COUNT_ROWS, DAY_ROWS, day_array
from desktop.air.periods import HOUR, date_of, day_number, first_label, month
from desktop.air.quality_rules import QualityRules
from desktop.grids import on_grid
from desktop.looking import look

LIMIT = 400
"""Station-days of one transaction: a fraction of a second of the write lock."""
_LONGEST_RUN = 62
"""Days of one station read together."""

Floats = NDArray[np.float64]
Key = tuple[str, int]
"""Station and day, or station and month."""


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What one pass did."""

    days: int = 0
    is_all: bool = True
    """Nothing that had moved is left."""
    changes: Changes = field(default_factory=Changes)


def roll_up(session: Session, limit: int = LIMIT, *, rules: QualityRules | None = None) -> RolledUp:
    """Bring days and months up to the hours and the marks; again at once, it finds nothing to do.

    Args:
        rules: what to look for in the hours that moved; None: nothing.
    """
    moved = air.pending(session, *rollups.stand_in_line(session), limit)
    if not moved.days:
        return RolledUp()
    months: set[Key] = set()
    runs = list(_runs(moved.days))
    for code, first, last in runs:
        _roll_days(session, code, first, last)
        months |= {(code, month_of(day)) for day in range(first, last + 1)}
    _roll_months(session, sorted(months))
    doubtful = look(session, runs, rules) if rules is not None else frozenset[str]()
    rollups.note(session, moved.readings, moved.log)
    changes = Changes(air=True, doubts=bool(doubtful), station_codes=doubtful)
    return RolledUp(len(moved.days), moved.is_all, changes)


def month_of(day: int) -> int:
    """Year × 12 + month − 1 of a day since 1970-01-01."""
    when = date_of(day)
    return when.year * 12 + when.month - 1


def days_of(month_number: int) -> range:
    """The days of a month, since 1970-01-01."""
    period = month(month_number // 12, month_number % 12 + 1)
    return range(day_number(period.first), day_number(period.last) + 1)


def _runs(days: Iterable[Key]) -> Iterator[tuple[str, int, int]]:
    """Days of a station that follow each other: code, first and last."""
    for code, keys in groupby(sorted(days), key=lambda key: key[0]):
        run: list[int] = []
        for _, day in keys:
            if run and (day != run[-1] + 1 or len(run) == _LONGEST_RUN):
                yield code, run[0], run[-1]
                run = []
            run.append(day)
        yield code, run[0], run[-1]


def _roll_days(session: Session, code: str, first: int, last: int) -> None:
    since, until = first_label(first) - HOUR, first_label(last + 1) - HOUR
    found = readings.series(session, [code], since, until)
    if code not in found:  # a mark on a unit, or a station that was never registered here
        return
    hours = on_grid(found[code], since, until)
    marks = air.marks(session, since + 1, until, [code])
    leave_out(hours, marks, since)
    rows = _rows(code, first, hours)
    rollups.store_days(session, rows)
    kept = {row["day"] for row in rows}
    rollups.remove_days(session, {(code, day) for day in range(first, last + 1) if day not in kept})


def leave_out(hours: Floats, marks: Sequence[MarkRecord], since: int) -> None:
    """Take away what people have confirmed as wrong. Sand dust is right: statistics decide about it."""
    for mark in marks:
        if mark.verdict != "confirmed" or mark.kind == "sand_dust":
            continue
        rows = list(range(len(POLLUTANTS))) if mark.item == "all" else _row_of(mark.item)
        begin = max(0, (mark.since - since + HOUR - 1) // HOUR - 1)
        hours[rows, begin : max(0, (mark.until - since) // HOUR)] = np.nan


def _row_of(item: str) -> list[int]:
    return [POLLUTANTS.index(item)] if item in POLLUTANTS else []


def _rows(code: str, first: int, hours: Floats) -> list[dict[str, Any]]:
    by_day = hours.reshape(len(POLLUTANTS), -1, 24)
    counts = np.isfinite(by_day).sum(axis=2)
    sums = np.nansum(by_day, axis=2)
    packed = dict(zip(DAY_ROWS, day_array(hours), strict=True))
    return [
        {
            "station_code": code,
            "day": first + at,
            **{f"{name}_sum": float(sums[row, at]) for row, name in enumerate(POLLUTANTS)},
            **{f"{name}_n": int(counts[row, at]) for row, name in enumerate(POLLUTANTS)},
            "o3_8h": _or_none(packed["o3_8h"][at]),
            "o3_n8": int(packed["o3_n8"][at]),
            "o3_1h": _or_none(packed["o3_1h"][at]),
        }
        for at in range(by_day.shape[1])
        if counts[:, at].any()
    ]


def _or_none(value: np.float64) -> float | None:
    return float(value) if np.isfinite(value) else None


def _roll_months(session: Session, months: Sequence[Key]) -> None:
    rows = [
        {"station_code": code, "month": number, "days": _packed(session, code, number)}
        for code, number in months
    ]
    rollups.store_months(session, rows)


def _packed(session: Session, code: str, number: int) -> bytes:
    days = days_of(number)
    packed = np.full((len(DAY_ROWS), len(days)), np.nan)
    packed[COUNT_ROWS] = 0.0
    for row in air.days(session, code, days[0], days[-1]):
        packed[:, row[1] - days[0]] = _day_column(row)
    return packed.astype("<f8").tobytes()


def _day_column(row: Sequence[Any]) -> list[float]:
    """A row of `station_day` in the order of `DAY_ROWS`: five means, O3, six counts, the highest O3 hour."""
    sums, counts = row[2:8], row[8:14]
    o3_8h, o3_n8, o3_1h = (np.nan if value is None else value for value in row[14:17])
    means = [total / count if count else np.nan for total, count in zip(sums[:5], counts[:5], strict=True)]
    return [*means, o3_8h, *counts[:5], o3_n8, o3_1h]
