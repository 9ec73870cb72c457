"""What the air screen reads: plain operations for the database thread."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from db.queries import air, stations, units
from db.queries.stations import StationRecord
from db.queries.units import UnitRecord
from desktop.air.periods import Period
from desktop.station_days import StationDays, load_days


@dataclass(frozen=True, slots=True)
class Grounds:
    """What every page stands on: stations, units, the office's rules."""

    stations: Sequence[StationRecord] = ()
    units: Sequence[UnitRecord] = ()
    rules: dict[str, Any] = field(default_factory=dict)


def load_grounds(session: Session) -> Grounds:
    """Stations with the whole tree above them."""
    return Grounds(stations.stations(session), units.units(session), air.rules(session))


def load_period(session: Session, period: Period) -> StationDays:
    """Days of all stations."""
    return load_days(session, period)
