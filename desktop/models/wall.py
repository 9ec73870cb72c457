"""What the wall knows of every station: a day of hours graded at once, what is missing, how old it is."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from db.queries.readings import Recent
from db.queries.stations import StationRecord
from db.times import CHINA
from desktop.air.aqi import CODES, hourly, primary_codes
from desktop.air.standards import Edition, Level, edition_for

HOUR = 3600

WINDOW = 25
"""Hours read for the wall: the day that a tile draws, and the hour before it."""

EXPECTED = (WINDOW - 1) * len(CODES)
"""Values that a station owes for a day."""

GRACE = 15 * 60
"""Seconds after an hour's end in which its reading is on the way: devices send in the first minutes and
repeat what was not answered for about ten."""

DUE_AFTER = HOUR + GRACE
"""The newest reading stays good until the one after it is due: the hour that follows its label has to pass
and be sent. HJ 633-2026 asks for publication within an hour; the wall is for acting and warns earlier."""


@dataclass(frozen=True, slots=True)
class StationNow:
    """A station's newest hour and the day before it. Times are epoch seconds, labels at the hour's end."""

    record: StationRecord
    edition: Edition
    newest: int | None
    """Label of the newest hour with any pollutant; None if it never had one."""
    aqi: int | None = None
    level: Level | None = None
    primary: str = ""
    change: int | None = None
    """AQI against the hour before; None if either is missing or another edition graded it."""
    values: tuple[float | None, ...] = (None,) * len(CODES)
    before: tuple[float | None, ...] = (None,) * len(CODES)
    """Concentrations of the newest hour and of the hour before it."""
    history: tuple[int | None, ...] = (None,) * WINDOW
    history_end: int = 0
    valid: int = 0
    """Values present of the `EXPECTED` ones in the 24 hours that were due."""
    doubts: tuple[tuple[str, str], ...] = ()
    """Pollutants of the newest hour that look wrong, and how; what people dismissed is not among them."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Pollutants without a value in the newest hour."""
        return tuple(code for code, value in zip(CODES, self.values, strict=True) if value is None)

    def age(self, now: int) -> int | None:
        """Seconds since the newest hour ended; a clock that is a little behind makes no negative age."""
        return None if self.newest is None else max(0, now - self.newest)

    def stale(self, now: int) -> bool:
        """The reading after the newest one is overdue."""
        return self.newest is None or now - self.newest > DUE_AFTER

    def believed(self, now: int) -> bool:
        """Has an AQI that is not out of date: only such stations are coloured, ranked and averaged."""
        return self.aqi is not None and not self.stale(now)

    def spark(self, now: int) -> tuple[int | None, ...]:
        """AQI of the 24 hours that are due by now: silence grows at the right end."""
        shift = (max(due_hour(now), self.newest or 0) - self.history_end) // HOUR
        stop = min(max(WINDOW + shift, WINDOW - 1), 2 * WINDOW)
        return (self.history + (None,) * WINDOW)[stop - WINDOW + 1 : stop]


@dataclass(frozen=True, slots=True)
class CountyNow:
    """Stations of one county in the order of the wall."""

    code: str
    name: str
    stations: tuple[StationNow, ...]

    def believed(self, now: int) -> tuple[StationNow, ...]:
        return tuple(station for station in self.stations if station.believed(now))

    def mean_aqi(self, now: int) -> int | None:
        """Mean of the stations' AQI as a whole number; None if no station has one."""
        found = [station.aqi for station in self.believed(now) if station.aqi is not None]
        return round(sum(found) / len(found)) if found else None

    def mean(self, pollutant: int, now: int) -> float | None:
        """Mean concentration of the stations that have one and are not out of date."""
        rows = [station.values[pollutant] for station in self.stations if not station.stale(now)]
        found = [value for value in rows if value is not None]
        return sum(found) / len(found) if found else None


def edition_at(editions: Iterable[Edition], forced: Edition | None, label: int) -> Edition:
    """The edition that grades the hour ending at `label`: that of the day the hour lies in.

    Raises:
        LookupError: none is in force then.
    """
    return forced or edition_for(editions, datetime.fromtimestamp(label - 1, CHINA).date())


def last_hour(now: int) -> int:
    """Label of the last hour that has ended."""
    return now // HOUR * HOUR


def due_hour(now: int) -> int:
    """Label of the last hour whose reading should have come."""
    return last_hour(now - GRACE)


def grade(
    stations: Sequence[StationRecord],
    recent: Recent,
    now: int,
    editions: Sequence[Edition],
    forced: Edition | None = None,
) -> dict[str, StationNow]:
    """Every station's present, by code, from its last hours, all graded in one go."""
    end = last_hour(now)
    grid = _grid(recent, end)
    found = [edition_at(editions, forced, end - (WINDOW - 1 - column) * HOUR) for column in range(WINDOW)]
    aqi, primary, level = _graded(grid, found)
    index = {code: row for row, code in enumerate(recent.station_codes)}
    first = 0 if due_hour(now) < end else 1
    valid = np.isfinite(grid[:, :, first : first + WINDOW - 1]).sum(axis=(1, 2))
    result: dict[str, StationNow] = {}
    for record in stations:
        if (row := index.get(record.code)) is not None:
            hours = _Hours(grid[row], aqi[row], primary[row], level[row], end, found, int(valid[row]))
            result[record.code] = _station(record, hours, recent.last_before.get(record.code))
    return result


def counties(stations: Iterable[StationNow], now: int, order: str = "aqi") -> list[CountyNow]:
    """Stations by county; the one to look at first stands first, in its county and with its county."""
    groups: dict[str, list[StationNow]] = {}
    for station in sorted(stations, key=lambda one: _urgency(one, now, order)):
        groups.setdefault(station.record.shard_code, []).append(station)
    return [CountyNow(code, rows[0].record.county_name or "", tuple(rows)) for code, rows in groups.items()]


def ranks(stations: Iterable[StationNow], now: int) -> dict[str, int]:
    """Place of each believed station, 1 for the highest AQI; equal AQI share a place."""
    found = [(-(station.aqi or 0), station.record.code) for station in stations if station.believed(now)]
    first: dict[int, int] = {}
    return {code: first.setdefault(aqi, place) for place, (aqi, code) in enumerate(sorted(found), 1)}


@dataclass(frozen=True, slots=True, eq=False)
class _Hours:
    """One station's window."""

    values: NDArray[np.float64]
    aqi: NDArray[np.int16]
    primary: NDArray[np.uint8]
    level: NDArray[np.int8]
    end: int
    editions: Sequence[Edition]
    valid: int


def places_moved(stations: Iterable[StationNow], now: int) -> dict[str, int]:
    """Places gained since the hour before, by code, among the stations graded in both; positive: upwards."""
    both = [
        (station.record.code, station.aqi, station.aqi - station.change)
        for station in stations
        if station.believed(now) and station.aqi is not None and station.change is not None
    ]
    after, before = sorted(row[1] for row in both), sorted(row[2] for row in both)
    return {code: _place(then, before) - _place(own, after) for code, own, then in both}


def _place(own: int, everybody: list[int]) -> int:
    """1 is the highest AQI of a sorted list; equal ones share a place."""
    return 1 + len(everybody) - bisect_right(everybody, own)


def _grid(recent: Recent, end: int) -> NDArray[np.float64]:
    """(stations, 6, WINDOW), NaN where there is no row."""
    grid = np.full((len(recent.station_codes), len(CODES), WINDOW), np.nan)
    column = WINDOW - 1 - (end - recent.time) // HOUR
    inside = (column >= 0) & (column < WINDOW)
    grid[recent.station[inside], :, column[inside]] = recent.values[:, inside].T
    # a negative concentration is a fault of the device, not air
    grid[grid < 0] = np.nan
    return grid


def _graded(
    grid: NDArray[np.float64], editions: Sequence[Edition]
) -> tuple[NDArray[np.int16], NDArray[np.uint8], NDArray[np.int8]]:
    """AQI, primary mask and level, each (stations, WINDOW)."""
    shape = (len(grid), WINDOW)
    aqi, primary, level = np.empty(shape, np.int16), np.empty(shape, np.uint8), np.empty(shape, np.int8)
    for edition in {edition.key: edition for edition in editions}.values():
        columns = [column for column, one in enumerate(editions) if one.key == edition.key]
        part = hourly(grid[:, :, columns].transpose(1, 0, 2).reshape(len(CODES), -1), edition)
        size = (len(grid), len(columns))
        aqi[:, columns] = part.aqi.reshape(size)
        primary[:, columns] = part.primary.reshape(size)
        level[:, columns] = part.level.reshape(size)
    return aqi, primary, level


def _station(record: StationRecord, hours: _Hours, last_before: int | None) -> StationNow:
    known = np.flatnonzero(np.isfinite(hours.values).any(axis=0))
    history = tuple(int(value) if value >= 0 else None for value in hours.aqi)
    if not len(known):
        edition = hours.editions[-1]
        return StationNow(
            record, edition, last_before, history=history, history_end=hours.end, valid=hours.valid
        )
    at = int(known[-1])
    edition = hours.editions[at]
    same = at > 0 and hours.editions[at - 1].key == edition.key
    return StationNow(
        record,
        edition,
        hours.end - (WINDOW - 1 - at) * HOUR,
        history[at],
        edition.level(int(hours.level[at])),
        primary_codes(int(hours.primary[at])),
        _difference(history[at], history[at - 1]) if same else None,
        _numbers(hours.values[:, at]),
        _numbers(hours.values[:, at - 1]) if at else (None,) * len(CODES),
        history,
        hours.end,
        hours.valid,
    )


def _difference(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _numbers(values: NDArray[np.float64]) -> tuple[float | None, ...]:
    return tuple(float(value) if np.isfinite(value) else None for value in values)


def _urgency(station: StationNow, now: int, order: str) -> tuple[float, str]:
    """Ascending: what comes first. Silent stations stand last, but first where age is asked for."""
    value: float | None
    if order == "age":
        age = station.age(now)
        value = float("inf") if age is None else age
    elif not station.believed(now):
        value = None
    else:
        value = station.aqi if order == "aqi" else station.change
    return (float("inf") if value is None else -value, station.record.code)
