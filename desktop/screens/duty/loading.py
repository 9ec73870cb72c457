"""What the duty screen reads: plain operations for the database thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from db.queries import air, readings, stations, tasks
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
    return grade(stations.stations(session), found, request.now, request.editions, request.forced)


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
