"""Devices: the registry that the listener asks, what was last heard, and which hours are missing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Device, DeviceState, Station, UnknownDevice
from db.schema.readings import ChannelValue, Observation, Period

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """A registered device. `units`: column -> unit it sends, where it is not the usual one."""

    mn: str
    password: str | None
    station_code: str | None
    units: dict[str, str]
    sm4_key: str | None = None
    """Of the encrypted data area: 32 hexadecimal digits."""
    minute_seconds: int | None = None
    """Interval of its 2051 data where it is not a minute."""


@dataclass(frozen=True, slots=True)
class DeviceStateRecord:
    """What was last heard of a device. Without a good frame yet (`frames` 0) only `bad` says something."""

    mn: str
    last_frame_at: datetime
    last_data_time: int | None
    frames: int
    peer: str
    st: str | None = None
    clock_off_s: int | None = None
    """Its clock minus ours, seconds."""
    hour: int | None = None
    hour_frames: int = 0
    hour_frames_before: int = 0
    bad: Mapping[str, int] = field(default_factory=dict)
    """Refused frames and values by reason."""
    last_values: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    """Factor code -> `value` as text, `column` and `unit` in which it was taken, None for channels."""


@dataclass(frozen=True, slots=True)
class UnknownDeviceRecord:
    """A number that sends and that nobody registered; `sample` is CP of its last frame."""

    mn: str
    st: str | None
    first_at: datetime
    last_at: datetime
    frames: int
    peer: str
    sample: str


def registry(session: Session) -> dict[str, DeviceRecord]:
    """All devices by MN."""
    rows = session.execute(
        select(
            Device.mn,
            Device.password,
            Device.station_code,
            Device.units,
            Device.sm4_key,
            Device.minute_seconds,
        ).where(Device.deleted_at.is_(None))
    )
    return {
        mn: DeviceRecord(mn, password, station, dict(units), key, minute)
        for mn, password, station, units, key, minute in rows
    }


def states(session: Session) -> dict[str, DeviceStateRecord]:
    """What was last heard of every device that ever sent something, by MN."""
    rows = session.execute(select(DeviceState.__table__))
    return {row.mn: _state(dict(row._mapping)) for row in rows}


def unknown(session: Session) -> list[UnknownDeviceRecord]:
    """Numbers that nobody registered, the last heard first."""
    registered = select(Device.mn).where(Device.deleted_at.is_(None))
    rows = session.execute(
        select(UnknownDevice.__table__)
        .where(UnknownDevice.mn.not_in(registered))
        .order_by(UnknownDevice.last_at.desc(), UnknownDevice.mn)
    )
    return [UnknownDeviceRecord(**row._mapping) for row in rows]


def missing_hours(session: Session, station_code: str, *, days: int, now: datetime) -> list[int]:
    """Labels (ends, epoch seconds) of the hours without data in the last `days`, oldest first.

    An hour counts when it is over at `now`. Hours with flags only are not missing: the device has said that
    it has nothing.
    """
    last = int(now.timestamp()) // _HOUR * _HOUR
    first = last - days * 24 * _HOUR + _HOUR
    # channels are sorted by their names first, so only stations without observations are looked up there
    here = _hours(session, Observation, station_code, first, last) or _hours(
        session, ChannelValue, station_code, first, last
    )
    return [time for time in range(first, last + _HOUR, _HOUR) if time not in here]


def _hours(
    session: Session, table: type[Observation] | type[ChannelValue], station_code: str, first: int, last: int
) -> set[int]:
    shard = select(Station.shard_code).where(Station.code == station_code).scalar_subquery()
    found = select(table.time).where(
        table.shard_code == shard,
        table.station_code == station_code,
        table.period == Period.HOUR,
        table.time.between(first, last),
    )
    return set(session.scalars(found))


def _state(row: dict[str, Any]) -> DeviceStateRecord:
    row["bad"], row["last_values"] = json.loads(row["bad"]), json.loads(row["last_values"])
    return DeviceStateRecord(**row)
