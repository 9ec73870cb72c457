"""What travels of readings: whole days of stations, as values and as bytes, which are checked before use."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import Any

from db.commands.reading_rows import EXCHANGED, DayKey
from db.rules.stamps import FLAGS, OLDER, STAMP, StampedRow, cells, spelled
from db.spelling import canonical
from db.sync.batch import LARGEST_LINE, BadBatchError

FORMAT = 1
"""Form of the bytes."""
LARGEST_DAYS = 200_000
"""Station-days in one piece: more are not read."""

_DAY = 86400
_LAST_DAY = (date(2200, 1, 1) - date(1970, 1, 1)).days
_LATEST_STAMP = 1 << 53
"""Far beyond any clock, and still exact in every reader of JSON."""
_ROWS_A_LINE = 1_000
_LETTERS = re.compile(r"[a-z0-9_]+:[0-9A-Z]( [a-z0-9_]+:[0-9A-Z])*", re.ASCII)
_STAMPS = re.compile(r"[a-z0-9_]+:\d{1,16}( [a-z0-9_]+:\d{1,16})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class StationDay:
    """All rows of a station's day, in the order of time, and the giver's stamp of the day."""

    station_code: str
    period: int
    day: int
    stamp: int
    rows: list[StampedRow]

    @property
    def key(self) -> DayKey:
        return self.station_code, self.period, self.day


@dataclass(frozen=True, slots=True)
class ReadingDays:
    """Days that one replica gives another, in the order of the giver's stamps, none of them twice."""

    days: list[StationDay]
    upto: int
    """The giver's stamp that the taker has reached when it holds these days."""


def days_to_lines(days: ReadingDays) -> Iterator[bytes]:
    """Days as lines of JSON: one header, then one line a day; a day of very many rows takes several."""
    rows = sum(len(day.rows) for day in days.days)
    header = {"format": FORMAT, "days": len(days.days), "rows": rows, "upto": days.upto}
    yield canonical(header).encode() + b"\n"
    for day in days.days:
        for start in range(0, max(1, len(day.rows)), _ROWS_A_LINE):
            part = [row[2:] for row in day.rows[start : start + _ROWS_A_LINE]]
            yield canonical([*day.key, day.stamp, part]).encode() + b"\n"


def days_from_lines(lines: Iterable[bytes]) -> ReadingDays:
    """The days that `days_to_lines` wrote.

    Raises:
        BadBatchError: anything that it would not have written.
    """
    iterator = iter(lines)
    try:
        header = _parsed(next(iterator, b""))
        if header["format"] != FORMAT:
            raise BadBatchError(what=f"format {header['format']!r}"[:200])
        count, rows = _whole(header["days"], LARGEST_DAYS), _whole(header["rows"], LARGEST_DAYS * _DAY)
        upto = _whole(header["upto"], 1 << 62)
        days = _days(iterator, count)
    except (KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadBatchError(what=f"{type(error).__name__} {error}"[:200]) from error
    found = sum(len(day.rows) for day in days)
    if (len(days), found) != (count, rows):
        raise BadBatchError(what=f"{len(days)} days with {found} readings instead of {count} with {rows}")
    _check_order(days, upto)
    return ReadingDays(days, upto)


def _days(lines: Iterator[bytes], count: int) -> list[StationDay]:
    days: list[StationDay] = []
    for line in lines:
        day = _day(*_parsed(line))
        if days and days[-1].rows and day.rows and (days[-1].key, days[-1].stamp) == (day.key, day.stamp):
            days[-1].rows.extend(day.rows)
        elif len(days) == count:
            raise BadBatchError(what=f"more than {count} days")
        else:
            days.append(day)
    return days


def _check_order(days: list[StationDay], upto: int) -> None:
    if len({day.key for day in days}) < len(days):
        raise BadBatchError(what="a day twice")
    stamps = [*(day.stamp for day in days), upto]
    if any(after < before for before, after in pairwise(stamps)):
        raise BadBatchError(what="days that are not in the order of their stamps")
    for day in days:
        if any(after[2] <= before[2] for before, after in pairwise(day.rows)):
            raise BadBatchError(what=f"readings of {day.station_code} that are not in the order of time")


def _day(code: Any, period: Any, day: Any, stamp: Any, rows: Any) -> StationDay:
    if not isinstance(code, str) or not 0 < len(code) <= 32 or not code.isprintable():
        raise BadBatchError(what=f"station {code!r}"[:200])
    if period not in EXCHANGED or isinstance(period, bool | float):
        raise BadBatchError(what=f"period {period!r}"[:200])
    _whole(day, _LAST_DAY)
    key = code, period
    first, last = day * _DAY + 1, (day + 1) * _DAY
    return StationDay(*key, day, _whole(stamp, 1 << 62), [_row(key, row, first, last) for row in rows])


def _row(key: tuple[str, int], parts: list[Any], first: int, last: int) -> StampedRow:
    time, *values = parts[: FLAGS - 2]
    flags, stamp, older = parts[FLAGS - 2 :]
    if not first <= _whole(time, last):
        raise BadBatchError(what=f"time {time} on another day")
    numbers = [None if value is None else _number(value) for value in values]
    row = (*key, time, *numbers, flags, _whole(stamp, _LATEST_STAMP), older)
    return row if flags is None and older is None else _checked(row)


def _checked(row: StampedRow) -> StampedRow:
    """A row with marks by column: they must be just those that this program would have written."""
    for text, pattern in ((row[FLAGS], _LETTERS), (row[OLDER], _STAMPS)):
        if text is not None and not (isinstance(text, str) and pattern.fullmatch(text)):
            raise BadBatchError(what=f"marks {text!r}"[:200])
    found = cells(row)
    if spelled(row[:3], found, row[STAMP]) != row or any(cell[0] > row[STAMP] for cell in found.values()):
        raise BadBatchError(what=f"marks {row[FLAGS]!r} {row[OLDER]!r}"[:200])
    return row


def _parsed(line: bytes) -> Any:
    if len(line) > LARGEST_LINE:
        raise BadBatchError(what=f"a line of {len(line)} bytes")
    return json.loads(line)


def _number(value: object) -> float:
    # JSON knows no infinity, Python's reader does
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise BadBatchError(what=f"value {value!r}"[:200])
    return float(value)


def _whole(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadBatchError(what=f"number {value!r}"[:200])
    return value
