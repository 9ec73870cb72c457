"""What stands beside the curves: the same time yesterday or a year ago, wind, orders, what looks wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum

import numpy as np
from sqlalchemy.orm import Session

from db.queries import readings
from db.queries.air import FindingRecord
from db.queries.chart_events import OrderEvent, order_events
from db.queries.readings import Series
from db.schema.readings import Period
from desktop.models.wall import HOUR
from desktop.screens.duty.loading import ChartRequest, doubts, load_series
from desktop.screens.duty.stretch import DAY, Stretch

MOST_GHOSTS = 4
"""Curves that are compared with themselves: more could not be told apart."""
_WIND = ("wind_speed", "wind_direction")


class Comparing(Enum):
    """What the curves are compared with; the value is how far back it lies, seconds."""

    NOTHING = 0
    YESTERDAY = DAY
    LAST_WEEK = 7 * DAY
    LAST_YEAR = 365 * DAY


@dataclass(frozen=True, slots=True)
class BesideRequest:
    """What to read beside a request for curves."""

    curves: ChartRequest
    comparing: Comparing
    wind: bool
    orders: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found. `ghosts` keep their own times, `shift` seconds before the curves'."""

    ghosts: Mapping[str, Series] = field(default_factory=dict)
    shift: int = 0
    wind: Series | None = None
    events: Sequence[OrderEvent] = ()
    doubts: Sequence[FindingRecord] = ()
    """Findings that nobody has dismissed."""


def load_beside(session: Session, request: BesideRequest) -> Beside:
    """Read it; wind is that of the first station that has any."""
    curves, shift = request.curves, request.comparing.value
    codes, stretch = curves.station_codes, curves.stretch
    return Beside(
        ghosts=_ghosts(session, curves, shift) if shift else {},
        shift=shift,
        wind=_wind(session, codes, stretch) if request.wind else None,
        events=order_events(session, codes, _at(stretch.since), _at(stretch.until)) if request.orders else (),
        doubts=doubts(session, stretch.since, stretch.until, codes) if stretch.step == HOUR else (),
    )


def _ghosts(session: Session, curves: ChartRequest, shift: int) -> dict[str, Series]:
    then = replace(curves.stretch, since=curves.stretch.since - shift, until=curves.stretch.until - shift)
    codes = curves.station_codes[:MOST_GHOSTS]
    return load_series(session, replace(curves, station_codes=codes, stretch=then))


def _wind(session: Session, codes: Sequence[str], stretch: Stretch) -> Series | None:
    """By the hour also under minutes; months of it would be a blur."""
    if stretch.step == DAY:
        return None
    found = readings.series(session, codes, stretch.since, stretch.until, columns=_WIND, period=Period.HOUR)
    return next((one for one in found.values() if np.isfinite(one.values).any()), None)


def _at(time: int) -> datetime:
    return datetime.fromtimestamp(time, UTC)
