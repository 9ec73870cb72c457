"""What lies around a station: the demonstration zone 示范区, computed from coordinates."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from db.errors import DomainError, NotFoundError, OutOfRangeError
from db.queries import sites, stations
from db.queries.sites import Box, SiteRecord
from db.queries.stations import StationRecord
from desktop import geo

LARGEST = 50_000.0
"""Metres; a county is 40 km wide."""
_METRES_A_DEGREE = geo.EARTH * np.pi / 180


class NoPlaceError(DomainError):
    """A station without coordinates has no zone."""

    template = (
        "Station {name} ({code}) has no coordinates, so nobody can say what lies around it. Load them with "
        "“qingkong load stations”, then try again."
    )


@dataclass(frozen=True, slots=True)
class ZoneSite:
    """A site in the zone, seen from the station. A site in two campaigns stands twice."""

    site: SiteRecord
    metres: float
    bearing: float


@dataclass(frozen=True, slots=True)
class Zone:
    """A circle around a station and what is known to lie in it, nearest first."""

    station: StationRecord
    radius: float
    sites: tuple[ZoneSite, ...]
    without_place: int
    """Sites of the whole record that have no coordinates: some of them may lie inside as well."""


def inside(session: Session, station_code: str, radius: float) -> Zone:
    """All sites of all campaigns at most `radius` metres from a station.

    Raises:
        NotFoundError: no such station.
        NoPlaceError: it has no coordinates.
        OutOfRangeError: the radius is no distance of a zone.
    """
    if not 0 < radius <= LARGEST:
        raise OutOfRangeError(field="radius", value=radius, low=0, high=LARGEST)
    station = next((one for one in stations.stations(session) if one.code == station_code), None)
    if station is None:
        raise NotFoundError(what="station", key=station_code)
    if station.lon is None or station.lat is None:
        raise NoPlaceError(name=station.name, code=station.code)
    found = sites.sites(session, box=_box(station.lon, station.lat, radius))
    near = _near(found, station.lon, station.lat, radius)
    return Zone(station, radius, tuple(near), sites.without_place(session))


def _near(found: list[SiteRecord], lon: float, lat: float, radius: float) -> list[ZoneSite]:
    places = np.array([(one.lon, one.lat) for one in found], np.float64).reshape(-1, 2)
    pairs = geo.within(places[:, 0], places[:, 1], [lon], [lat], radius)
    near = [
        ZoneSite(found[at], metres, geo.bearing(lon, lat, *map(float, places[at])))
        for at, metres in zip(pairs.place.tolist(), pairs.metres.tolist(), strict=True)
    ]
    return sorted(near, key=lambda one: (one.metres, one.site.code, one.site.campaign_key))


def _box(lon: float, lat: float, radius: float) -> Box:
    """A little more than the circle, for the database to look in."""
    high = radius / _METRES_A_DEGREE * 1.001
    wide = high / float(np.cos(np.radians(min(abs(lat) + high, 89.0))))
    return Box(lon - wide, lat - high, lon + wide, lat + high)
