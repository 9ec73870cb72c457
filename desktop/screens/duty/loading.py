"""What the duty screen reads: plain operations for the database thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from db.queries import air, readings, stations, tasks
from db.queries.air import FindingRecord
from db.queries.readings import Series
from db.queries.tasks import PartRecord
from db.rules.tasks import OPEN_STATES
from db.schema.readings import POLLUTANTS
from desktop.air.periods import china_day, first_label
from desktop.air.standards import Edition
from desktop.models.wall import HOUR, WINDOW, StationNow, grade, last_hour
from desktop.screens.duty.stretch import DAY, MINUTE, Stretch


@dataclass(frozen=True, slots=True)
class WallRequest:
    """Which stations to read (None: all), and what to grade them with."""

    now: int
    editions: tuple[Edition, ...]
    forced: Edition | None
    station_codes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """Values of some stations. `serial` tells whether somebody still waits for them."""

    serial: int
    station_codes: tuple[str, ...]
    stretch: Stretch


def load_wall(session: Session, request: WallRequest) -> dict[str, StationNow]:
    """The stations asked for, graded here: a day of hours costs less than a trip to the pool."""
    until = last_hour(request.now)
    codes = None if request.station_codes is None else sorted(request.station_codes)
    found = readings.recent(session, until - WINDOW * HOUR, until, codes)
    graded = grade(stations.stations(session), found, request.now, request.editions, request.forced)
    by_station: dict[str, list[FindingRecord]] = {}
    for one in doubts(session, until - WINDOW * HOUR, until, codes):
        by_station.setdefault(one.station_code, []).append(one)
    return {code: _with_doubts(station, by_station.get(code, ())) for code, station in graded.items()}


def _with_doubts(station: StationNow, found: Sequence[FindingRecord]) -> StationNow:
    """With what looks wrong in its newest hour; a gap is seen without a word."""
    newest = station.newest
    if newest is None:
        return station
    now = [
        (one.item, one.kind) for one in found if one.kind != "missing" and one.since <= newest <= one.until
    ]
    now.sort(key=lambda one: POLLUTANTS.index(one[0]))
    return replace(station, doubts=tuple(now)) if now else station


def doubts(
    session: Session, since: int, until: int, station_codes: Sequence[str] | None = None
) -> list[FindingRecord]:
    """What looks wrong in (since, until] and nobody has dismissed."""
    marks = air.marks(session, since, until, station_codes)
    dismissed = {(m.subject, m.item, m.kind, m.since) for m in marks if m.verdict == "dismissed"}
    found = air.findings(session, since, until, station_codes)
    return [one for one in found if (one.station_code, one.item, one.kind, one.since) not in dismissed]


def load_series(session: Session, request: ChartRequest) -> dict[str, Series]:
    """All six pollutants, so that another one is shown without a query.

    Stations that send no minutes are drawn from their hours.
    """
    codes, stretch = request.station_codes, request.stretch
    if stretch.step == DAY:
        return {code: _days(session, code, stretch) for code in codes}
    found = readings.series(session, codes, stretch.since, stretch.until, period=stretch.step)
    silent = [code for code, one in found.items() if not len(one.time)]
    if stretch.step == MINUTE and silent:
        found |= readings.series(session, silent, stretch.since, stretch.until)
    return found


def _days(session: Session, code: str, stretch: Stretch) -> Series:
    """Means of days from the roll-ups, O3 the highest 8-hour mean; labelled by the midnight at their end."""
    first, last = china_day(stretch.since + HOUR), china_day(stretch.until)
    rows = air.days(session, code, first, last)
    time = np.array([first_label(row[1] + 1) - HOUR for row in rows], dtype=np.int64)
    values = np.array([_day_values(row) for row in rows], dtype=np.float64).reshape(-1, len(POLLUTANTS))
    return Series(code, time, POLLUTANTS, np.ascontiguousarray(values.T))


def _day_values(row: tuple[Any, ...]) -> list[float]:
    """Values of a row of `station_day` (`DAY_COLUMNS`) in the order of the pollutants."""
    sums, counts, o3_8h = row[2:7], row[8:13], row[14]
    means = [total / count if count else np.nan for total, count in zip(sums, counts, strict=True)]
    return [*means, np.nan if o3_8h is None else o3_8h]


def load_orders(session: Session, shown: frozenset[str]) -> Sequence[PartRecord]:
    """Parts of orders that still wait for somebody, and of those `shown` (by number) that no longer do."""
    found = tasks.parts(session, states=OPEN_STATES)
    for number in sorted(shown - {part.number for part in found}):
        found += tasks.parts(session, number=number)
    return found
