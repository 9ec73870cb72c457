"""What the page of devices shows. Passwords and keys never leave the record: only whether they are set."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, null, select
from sqlalchemy.orm import Session

from db.queries.access import may_read
from db.queries.devices import DeviceStateRecord, UnknownDeviceRecord, states, unknown
from db.queries.stations import StationRecord, stations
from db.schema import Device, Refused, Replica, UnknownDevice
from db.schema.readings import VALUES, Observation, Period

REFUSING = ("password", "unbound_device", "sm4_key")
"""Reasons for which all frames of a device are refused until somebody changes something."""

_WINDOW = timedelta(hours=1)
_NEWEST = 2_000
"""Refusals looked at for states: strangers that resend write thousands."""
_SEARCHED = 10_000
"""Refusals searched for those of one device."""
_HEAD = 200
"""Characters of a frame in which its number stands."""
_MN = re.compile(r"(?:^|[;#0-9])MN=([^;&#]+)")
_SECRET = re.compile(r"((?:PW|Key)=)[^;,&#]*", re.IGNORECASE)
_MASK = r"\1••••••"


@dataclass(frozen=True, slots=True)
class RegisteredDevice:
    """A device, its station and what was last heard of it. `hlc` is the token of its row."""

    id: uuid.UUID
    hlc: int
    mn: str
    station: StationRecord | None
    units: Mapping[str, str]
    minute_seconds: int | None
    has_password: bool | None
    """None: this login may not know."""
    has_key: bool | None
    is_removed: bool
    heard: DeviceStateRecord | None
    refusing: str | None = None
    """Why its frames are refused since it was last changed, in the last hour; None if they are taken."""

    @property
    def changed_at(self) -> float:
        """When somebody last changed it, epoch seconds."""
        return _moment(self.hlc)


@dataclass(frozen=True, slots=True)
class DevicePage:
    """One look at the record. `position` is the log's, for edits."""

    devices: list[RegisteredDevice]
    unknown: list[UnknownDeviceRecord]
    stations: list[StationRecord]
    position: int


@dataclass(frozen=True, slots=True)
class RefusedFrame:
    """A frame that was not taken, without its secrets."""

    id: int
    at: datetime
    peer: str
    reason: str
    detail: str
    raw: str


@dataclass(frozen=True, slots=True, eq=False)
class StationHours:
    """Hours of all stations. `values`: (stations, columns of `VALUES`, hours), NaN where there is none."""

    codes: tuple[str, ...] = ()
    shards: tuple[str, ...] = ()
    first: int = 0
    """Label of the first hour, epoch seconds."""
    values: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, len(VALUES), 0)))


def page(session: Session, now: datetime) -> DevicePage:
    """Devices (removed ones too), numbers that nobody registered, stations."""
    listed = stations(session)
    by_code = {one.code: one for one in listed}
    heard, refusing = states(session), _refusing(session, now)
    devices = [
        _device(row, by_code.get(row.station_code), heard.get(row.mn), refusing.get(row.mn))
        for row in _devices(session)
    ]
    position = session.scalar(select(Replica.position).where(Replica.is_self)) or 0
    strangers = unknown(session) if may_read(session, UnknownDevice) else []
    return DevicePage(devices, strangers, listed, position)


def waiting(session: Session, now: datetime) -> int:
    """Unregistered numbers that send, and devices whose frames are refused: what the rail counts."""
    if not may_read(session, UnknownDevice):
        return 0
    there = {row.mn: row.hlc for row in session.execute(_registered())}
    refusing = sum(
        1 for mn, one in _refusing(session, now).items() if mn in there and one.is_after(there[mn])
    )
    return len(unknown(session)) + refusing


def refused_frames(session: Session, mn: str, limit: int = 20) -> list[RefusedFrame]:
    """The newest refused frames of one number; nothing where this login may not see them."""
    if not _may_see(session, "refused", "raw"):
        return []
    newest = session.scalar(select(func.max(Refused.id))) or 0
    rows = session.execute(
        select(Refused.id, Refused.at, Refused.source, Refused.reason, Refused.detail, Refused.raw)
        .where(Refused.id > newest - _SEARCHED, Refused.raw.contains(f"MN={mn};", autoescape=True))
        .order_by(Refused.id.desc())
        .limit(limit)
    )
    return [
        RefusedFrame(number, at, source.removeprefix("hj212 "), reason, masked(detail), masked(raw))
        for number, at, source, reason, detail, raw in rows
    ]


def recent_hours(session: Session, now: datetime, hours: int = 24) -> StationHours:
    """The last full hours of all stations, to compare each with its neighbours."""
    last = int(now.timestamp()) // 3600 * 3600
    first = last - (hours - 1) * 3600
    listed = stations(session)
    place = {one.code: number for number, one in enumerate(listed)}
    values = np.full((len(listed), len(VALUES), hours), np.nan)
    columns = (Observation.station_code, Observation.time, *(getattr(Observation, name) for name in VALUES))
    for shard in {one.shard_code for one in listed}:
        wanted = (Observation.shard_code == shard, Observation.station_code.in_(_codes(listed, shard)))
        times = (Observation.period == Period.HOUR, Observation.time.between(first, last))
        for code, time, *row in session.execute(select(*columns).where(*wanted, *times)):
            values[place[code], :, (time - first) // 3600] = row
    return StationHours(tuple(place), tuple(one.shard_code for one in listed), first, values)


def masked(raw: str) -> str:
    """A frame without its password and key."""
    return _SECRET.sub(_MASK, raw)


def _codes(listed: list[StationRecord], shard: str) -> list[str]:
    return [one.code for one in listed if one.shard_code == shard]


def _devices(session: Session) -> Any:
    may_see = _may_see(session, "device", "password")
    secrets: tuple[Any, ...] = (null().label("has_password"), null().label("has_key"))
    if may_see:
        secrets = (
            Device.password.is_not(None).label("has_password"),
            Device.sm4_key.is_not(None).label("has_key"),
        )
    columns = (Device.id, Device.hlc, Device.mn, Device.station_code, Device.units, Device.minute_seconds)
    return session.execute(select(*columns, Device.deleted_at, *secrets).order_by(Device.mn))


@dataclass(frozen=True, slots=True)
class _Refusal:
    at: datetime
    reason: str

    def is_after(self, hlc: int) -> bool:
        """Whether it was refused as it is now; after a change the next frame will tell."""
        return self.at.timestamp() > _moment(hlc)


def _moment(hlc: int) -> float:
    """What a row's clock says, epoch seconds."""
    return (hlc >> 16) / 1000


def _registered() -> Select[str, int]:
    return select(Device.mn, Device.hlc).where(Device.deleted_at.is_(None))


def _refusing(session: Session, now: datetime) -> dict[str, _Refusal]:
    """By number: when and why its newest frame was refused as a whole, within the last hour."""
    if not _may_see(session, "refused", "raw"):
        return {}
    rows = session.execute(
        select(Refused.at, Refused.reason, func.substr(Refused.raw, 1, _HEAD))
        .where(Refused.at > now - _WINDOW, Refused.reason.in_(REFUSING))
        .order_by(Refused.id.desc())
        .limit(_NEWEST)
    )
    found: dict[str, _Refusal] = {}
    for at, reason, head in rows:
        if number := _MN.search(head):
            found.setdefault(number[1], _Refusal(at, reason))
    return found


def _device(
    row: Any, station: StationRecord | None, heard: DeviceStateRecord | None, refused: "_Refusal | None"
) -> RegisteredDevice:
    found = RegisteredDevice(
        id=row.id,
        hlc=row.hlc,
        mn=row.mn,
        station=station,
        units=dict(row.units),
        minute_seconds=row.minute_seconds,
        has_password=row.has_password,
        has_key=row.has_key,
        is_removed=row.deleted_at is not None,
        heard=heard,
    )
    is_so = refused is not None and refused.is_after(row.hlc)
    return replace(found, refusing=refused.reason) if refused is not None and is_so else found


def _may_see(session: Session, table: str, column: str) -> bool:
    """Whether this login may read a column; asking is no error, reading it without the right would be."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.has_column_privilege(table, column, "SELECT"))))
