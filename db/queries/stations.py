"""Stations, for lists, pickers and the wall."""

from dataclasses import dataclass

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from db.schema import Device, Station, Unit


@dataclass(frozen=True, slots=True)
class StationRecord:
    """A station with its place in the tree. `shard_code` is part of its readings' key."""

    code: str
    name: str
    level: str
    unit_code: str | None
    shard_code: str
    county_name: str | None
    lon: float | None
    lat: float | None
    datum: str | None
    mn: str | None
    password: str | None
    """None as well where it was not asked for."""


def stations(session: Session, *, passwords: bool = False) -> list[StationRecord]:
    """All stations by county and code.

    Args:
        passwords: with those of the devices, which only logins of the office may read.
    """
    counties: dict[str, str] = {
        code: short or name
        for code, name, short in session.execute(
            select(Unit.code, Unit.name, Unit.short_name).where(Unit.kind == "county")
        )
    }
    rows = session.execute(
        select(
            Station.code,
            Station.name,
            Station.level,
            Station.unit_code,
            Station.shard_code,
            Station.lon,
            Station.lat,
            Station.datum,
            Device.mn,
            Device.password if passwords else null(),
        )
        .outerjoin(Device, (Device.station_code == Station.code) & Device.deleted_at.is_(None))
        .where(Station.deleted_at.is_(None))
        .order_by(Station.shard_code, Station.code, Device.mn)
    )
    records: dict[str, StationRecord] = {}
    for code, name, level, unit, shard, *rest in rows:
        # a station with two devices stands once, with the first
        records.setdefault(code, StationRecord(code, name, level, unit, shard, counties.get(shard), *rest))
    return list(records.values())
