"""Write stations and their devices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.units import require_unit
from db.log import Journal
from db.queries.units import county_of
from db.schema import Device, Station
from db.schema.stations import NO_SHARD

LEVELS = ("national", "provincial", "township", "micro", "site", "mobile", "unknown")


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station as a list has it; `mn` and `password` name the device that reports for it."""

    code: str
    name: str
    level: str = "unknown"
    unit_code: str | None = None
    lon: float | None = None
    lat: float | None = None
    datum: str | None = None
    mn: str | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class SavedStations:
    """What `save` did."""

    added: int
    changed: int
    unchanged: int
    changes: Changes = field(default_factory=Changes)


def save(session: Session, actor: Actor, rows: Sequence[StationRow]) -> SavedStations:
    """Add stations by code, or change those that exist; the same list again changes nothing.

    Raises:
        NotFoundError: a unit does not exist; nothing of this call is stored.
    """
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    with Journal(session, actor, "stations.save") as journal:
        stations = {s.code: s for s in session.scalars(select(Station))}
        devices = {d.mn: d for d in session.scalars(select(Device))}
        for row in rows:
            start = journal.replica.seq
            is_new = row.code not in stations
            stations[row.code] = _save_station(session, journal, stations.get(row.code), row)
            if row.mn:
                devices[row.mn] = _save_device(journal, devices.get(row.mn), row)
            moved = journal.replica.seq > start
            counts["added" if is_new else "changed" if moved else "unchanged"] += 1
    moved = counts["added"] + counts["changed"] > 0
    return SavedStations(**counts, changes=Changes(stations=moved, devices=moved))


def _save_station(session: Session, journal: Journal, station: Station | None, row: StationRow) -> Station:
    if row.unit_code is not None:
        require_unit(session, row.unit_code)
    if station is None:
        shard = county_of(session, row.unit_code) if row.unit_code else None
        station = Station(code=row.code, shard_code=shard or NO_SHARD)
        _set_station(station, row)
        journal.insert(station)
        session.flush()  # a device that points to it may follow
    else:
        with journal.changing(station):
            _set_station(station, row)
    return station


def _set_station(station: Station, row: StationRow) -> None:
    station.name = row.name
    station.level = row.level
    station.unit_code = row.unit_code
    station.lon, station.lat, station.datum = row.lon, row.lat, row.datum


def _save_device(journal: Journal, device: Device | None, row: StationRow) -> Device:
    if device is None:
        device = Device(mn=row.mn, password=row.password, station_code=row.code, units={})
        journal.insert(device)
    else:
        with journal.changing(device):
            device.password, device.station_code = row.password, row.code
    return device


def register_unknown(session: Session, actor: Actor, codes: Iterable[str]) -> list[str]:
    """Register stations that readings name but nobody listed; the codes that were new, sorted."""
    present = set(session.scalars(select(Station.code)))
    new = sorted(set(codes) - present)
    if new:
        with Journal(session, actor, "stations.register") as journal:
            for code in new:
                journal.insert(Station(code=code, name=code, level="unknown", shard_code=NO_SHARD))
    return new
