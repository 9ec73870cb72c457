"""What stands beside a site's own rows on its page: files, stations around it, the county's outline."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.queries import attachments, readings, stations
from db.queries.attachments import FileRecord
from db.queries.sites import SiteRecord
from db.queries.stations import StationRecord
from db.schema import UnitArea
from desktop import geo
from desktop.air.standards import Edition
from desktop.models.wall import HOUR, WINDOW, StationNow, grade, last_hour

RINGS = (1000.0,)
"""Metres, for campaigns whose definition names none."""
_AROUND = 12
"""Stations that the map shows; more would hide each other."""
_FAR = 50_000.0
"""Metres beyond which a station says nothing of a site."""

Outline = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Nearby:
    """A station as seen from the site. `bearing` is degrees from north."""

    station: StationRecord
    metres: float
    bearing: float


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be read, and how hours are graded."""

    site: SiteRecord
    now: int
    editions: tuple[Edition, ...]
    forced: Edition | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it, for one site."""

    site_id: uuid.UUID
    files: tuple[FileRecord, ...]
    nearby: tuple[Nearby, ...] = ()
    """Nearest first; empty as well where the site has no coordinates."""
    air: StationNow | None = None
    """The nearest station's present."""
    outlines: tuple[Outline, ...] = ()


def read(session: Session, question: Question) -> Beside:
    """In one go, so that the parts of the page agree."""
    site = question.site
    files = tuple(attachments.site_files(session, site.id))
    if site.lon is None or site.lat is None:
        return Beside(site.id, files)
    nearby = around(stations.stations(session), site.lon, site.lat)
    air = _air(session, question, nearby[0].station) if nearby else None
    return Beside(site.id, files, tuple(nearby), air, _outlines(session, site.county_code))


def around(records: Iterable[StationRecord], lon: float, lat: float) -> list[Nearby]:
    """The nearest stations of those that have coordinates."""
    placed = [one for one in records if one.lon is not None and one.lat is not None]
    if not placed:
        return []
    lons, lats = np.array([(one.lon, one.lat) for one in placed], np.float64).T
    metres = geo.distance(lon, lat, lons, lats)
    return [
        Nearby(placed[at], float(metres[at]), geo.bearing(lon, lat, float(lons[at]), float(lats[at])))
        for at in np.argsort(metres, kind="stable")[:_AROUND].tolist()
        if metres[at] <= _FAR
    ]


def _air(session: Session, question: Question, station: StationRecord) -> StationNow | None:
    """A day of one station's hours, by key: a few rows."""
    until = last_hour(question.now)
    found = readings.recent(session, until - WINDOW * HOUR, until, [station.code])
    graded = grade([station], found, question.now, question.editions, question.forced)
    return graded.get(station.code)


def _outlines(session: Session, county: str) -> tuple[Outline, ...]:
    text = session.scalar(select(UnitArea.geometry).where(UnitArea.unit_code == county))
    return outlines(json.loads(text)) if text else ()


def outlines(geometry: dict[str, Any]) -> tuple[Outline, ...]:
    """The rings of a GeoJSON Polygon or MultiPolygon."""
    parts: Sequence[Any] = geometry.get("coordinates", ())
    polygons = parts if geometry.get("type") == "MultiPolygon" else (parts,)
    return tuple(tuple((float(p[0]), float(p[1])) for p in ring) for polygon in polygons for ring in polygon)
