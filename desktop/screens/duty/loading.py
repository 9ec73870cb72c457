"""What the duty screen reads: plain operations for the database thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.queries import readings, stations, tasks
from db.queries.readings import Series
from db.queries.tasks import PartRecord
from db.rules.tasks import OPEN_STATES
from desktop.air.standards import Edition
from desktop.models.wall import HOUR, WINDOW, StationNow, grade, last_hour


@dataclass(frozen=True, slots=True)
class WallRequest:
    """Which stations to read (None: all), and what to grade them with."""

    now: int
    editions: tuple[Edition, ...]
    forced: Edition | None
    station_codes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """Hours in (since, until] of some stations. `serial` tells whether somebody still waits for them."""

    serial: int
    station_codes: tuple[str, ...]
    since: int
    until: int


def load_wall(session: Session, request: WallRequest) -> dict[str, StationNow]:
    """The stations asked for, graded here: a day of hours costs less than a trip to the pool."""
    until = last_hour(request.now)
    codes = None if request.station_codes is None else sorted(request.station_codes)
    found = readings.recent(session, until - WINDOW * HOUR, until, codes)
    return grade(stations.stations(session), found, request.now, request.editions, request.forced)


def load_series(session: Session, request: ChartRequest) -> dict[str, Series]:
    """All six pollutants, so that another one is shown without a query."""
    return readings.series(session, request.station_codes, request.since, request.until)


def load_orders(session: Session, shown: frozenset[str]) -> Sequence[PartRecord]:
    """Parts of orders that still wait for somebody, and of those `shown` (by number) that no longer do."""
    found = tasks.parts(session, states=OPEN_STATES)
    for number in sorted(shown - {part.number for part in found}):
        found += tasks.parts(session, number=number)
    return found
