"""Devices: the registry that the listener asks, and what was last heard."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Device, DeviceState


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """A registered device. `units`: column -> unit it sends, where it is not the usual one."""

    mn: str
    password: str | None
    station_code: str | None
    units: dict[str, str]


@dataclass(frozen=True, slots=True)
class DeviceStateRecord:
    """What was last heard of a device."""

    mn: str
    last_frame_at: datetime
    last_data_time: int | None
    frames: int
    peer: str


def registry(session: Session) -> dict[str, DeviceRecord]:
    """All devices by MN."""
    rows = session.execute(
        select(Device.mn, Device.password, Device.station_code, Device.units).where(
            Device.deleted_at.is_(None)
        )
    )
    return {row.mn: DeviceRecord(row.mn, row.password, row.station_code, dict(row.units)) for row in rows}


def states(session: Session) -> dict[str, DeviceStateRecord]:
    """Last frame, last data time and count of every device that was ever heard, by MN."""
    rows = session.execute(
        select(
            DeviceState.mn,
            DeviceState.last_frame_at,
            DeviceState.last_data_time,
            DeviceState.frames,
            DeviceState.peer,
        )
    )
    return {row.mn: DeviceStateRecord(*row) for row in rows}
