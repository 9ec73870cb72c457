"""What the zone page asks of the record, as one operation on the database thread."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from db.queries import places, sites, stations
from db.queries.sites import SiteRecord
from db.queries.stations import StationRecord
from desktop import geo, zones
from desktop.zones import Zone

MOST_UNPLACED = 500
"""Sites without coordinates that are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class ZoneQuestion:
    """A campaign's zone; without a station, round the one that has most sites about it."""

    campaign: str
    station: str
    radius: float


@dataclass(frozen=True, slots=True)
class ZoneAnswer:
    """The record as it was at one moment; no zone where no station has coordinates."""

    question: ZoneQuestion
    stations: tuple[StationRecord, ...]
    """Those with coordinates."""
    zone: Zone | None
    members: tuple[SiteRecord, ...]
    """All sites of the campaign, wherever they lie."""
    unplaced: tuple[SiteRecord, ...]
    without_station_place: int
    """Stations that cannot have a zone."""


def read(session: Session, question: ZoneQuestion) -> ZoneAnswer:
    """In one go, so that the map and the lists agree."""
    known = stations.stations(session)
    placed = tuple(one for one in known if one.lon is not None and one.lat is not None)
    members = tuple(sites.sites(session, question.campaign))
    station = next((one for one in placed if one.code == question.station), None)
    if station is None and placed:
        station = _busiest(session, placed, members, question.radius)
    zone = zones.inside(session, station.code, question.radius) if station else None
    near = station.unit_code if station else None
    lost = places.unplaced(session, near, MOST_UNPLACED) if zone and zone.without_place else []
    return ZoneAnswer(question, placed, zone, members, tuple(lost), len(known) - len(placed))


def _busiest(
    session: Session, placed: Sequence[StationRecord], members: Sequence[SiteRecord], radius: float
) -> StationRecord:
    """The station with most of the campaign's sites about it; where it has none, of any campaign."""
    own = [(one.lon, one.lat) for one in members if one.lon is not None and one.lat is not None]
    found = _counts(np.array(own, np.float64).reshape(-1, 2), placed, radius)
    if not found.any():
        every = places.places(session)
        found = _counts(np.column_stack((every["lon"], every["lat"])), placed, radius)
    return placed[int(found.argmax())]


def _counts(at: geo.Floats, placed: Sequence[StationRecord], radius: float) -> geo.Ints:
    centres = np.array([(one.lon, one.lat) for one in placed], np.float64)
    pairs = geo.within(at[:, 0], at[:, 1], centres[:, 0], centres[:, 1], radius)
    return np.bincount(pairs.centre, minlength=len(placed)).astype(np.int64)
