"""Register devices, bind them to stations, change what is known of them, remove and restore them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.stations import LEVELS
from db.commands.units import require_unit
from db.errors import DuplicateError, EmptyFieldError, InvalidValueError, NotFoundError, StaleError
from db.log import Journal
from db.queries.units import county_of
from db.rules import devices as rules
from db.rules.devices import BoundElsewhereError
from db.schema import Device, Station, UnknownDevice
from db.schema.stations import NO_SHARD


class Kept(Enum):
    """A field that an edit leaves as it is: None would take its value away."""

    KEPT = "kept"


KEPT = Kept.KEPT
_Keep = Literal[Kept.KEPT]


@dataclass(frozen=True, slots=True)
class NewStation:
    """A station that is made for a device. Its county is fixed by `unit_code` for good."""

    code: str
    name: str
    level: str = "unknown"
    unit_code: str | None = None


@dataclass(frozen=True, slots=True)
class DeviceEdit:
    """What is to change of a device; a field that is not given stays, None takes its value away.

    Args:
        units: column -> unit it is sent in, None for the usual one; columns that are not named stay.
        minute_seconds: interval of its minute data.
    """

    station: str | NewStation | _Keep | None = KEPT
    password: str | _Keep | None = KEPT
    sm4_key: str | _Keep | None = KEPT
    units: Mapping[str, str | None] | _Keep = KEPT
    minute_seconds: int | _Keep | None = KEPT


_NOTHING = DeviceEdit()


def register(session: Session, actor: Actor, mn: str, edit: DeviceEdit = _NOTHING) -> Changes:
    """Register a device; one that was removed comes back with what was known of it, changed by `edit`.

    Raises:
        DuplicateError: it is registered already.
        InvalidValueError: number, password, key, unit or interval cannot be used (`db.rules.devices`).
        NotFoundError: no such station.
    """
    with Journal(session, actor, "devices.register") as journal:
        return _register(session, journal, mn, edit)


def bind(session: Session, actor: Actor, mn: str, station: str | NewStation) -> Changes:
    """Let a number report for a station, registering it if nobody has.

    Raises:
        BoundElsewhereError: it reports for another station already.
        InvalidValueError, NotFoundError, DuplicateError: as `register`.
    """
    with Journal(session, actor, "devices.bind") as journal:
        device = _find(session, mn)
        if device is None or device.deleted_at is not None:
            return _register(session, journal, mn, DeviceEdit(station=station))
        if device.station_code not in (None, station):
            raise BoundElsewhereError(mn=mn, station=device.station_code)
        return _apply(session, journal, device, DeviceEdit(station=station))


def unbind(session: Session, actor: Actor, mn: str) -> Changes:
    """Take a device off its station: its frames are refused until it is bound again; readings stay.

    Raises:
        NotFoundError: no such device.
    """
    with Journal(session, actor, "devices.unbind") as journal:
        return _apply(session, journal, _require(session, mn), DeviceEdit(station=None))


def change(session: Session, actor: Actor, mn: str, edit: DeviceEdit, *, seen: int | None = None) -> Changes:
    """Change station, password, key, units or interval of a device.

    Args:
        seen: the device's `hlc` when it was shown; a newer one means somebody else was faster.

    Raises:
        StaleError: as said.
        NotFoundError: no such device or station.
        InvalidValueError, DuplicateError: as `register`.
    """
    with Journal(session, actor, "devices.change") as journal:
        device = _require(session, mn)
        if seen is not None and device.hlc > seen:
            raise StaleError(what=mn)
        return _apply(session, journal, device, edit)


def remove(session: Session, actor: Actor, mn: str) -> Changes:
    """Take a device out of the registry: its frames count as an unknown number's; `restore` brings it back.

    Raises:
        NotFoundError: no such device.
    """
    with Journal(session, actor, "devices.remove") as journal:
        device = _require(session, mn)
        with journal.changing(device):
            device.deleted_at = actor.now
    return Changes(devices=True, stations=True)


def restore(session: Session, actor: Actor, mn: str) -> Changes:
    """Bring a removed device back as it was.

    Raises:
        NotFoundError: no such device was ever registered.
    """
    with Journal(session, actor, "devices.restore") as journal:
        device = _find(session, mn)
        if device is None:
            raise NotFoundError(what="device", key=mn)
        return _apply(session, journal, device, _NOTHING)


def _register(session: Session, journal: Journal, mn: str, edit: DeviceEdit) -> Changes:
    rules.check_number(mn)
    device = _find(session, mn)
    if device is not None:
        if device.deleted_at is None:
            raise DuplicateError(what="device", key=mn)
        return _apply(session, journal, device, edit)
    _check(edit)
    device = Device(mn=mn, units={})
    _set(device, edit, _station_code(session, journal, edit))
    journal.insert(device)
    return _changed(session, mn, edit)


def _apply(session: Session, journal: Journal, device: Device, edit: DeviceEdit) -> Changes:
    _check(edit)
    station = _station_code(session, journal, edit)
    with journal.changing(device):
        device.deleted_at = None
        _set(device, edit, station)
    return _changed(session, device.mn, edit)


def _set(device: Device, edit: DeviceEdit, station: str | _Keep | None) -> None:
    if station is not KEPT:
        device.station_code = station
    if edit.password is not KEPT:
        device.password = edit.password
    if edit.sm4_key is not KEPT:
        device.sm4_key = edit.sm4_key.upper() if edit.sm4_key is not None else None
    if edit.minute_seconds is not KEPT:
        device.minute_seconds = edit.minute_seconds
    if edit.units is not KEPT:
        merged = {**device.units, **edit.units}
        device.units = {column: unit for column, unit in merged.items() if unit is not None}


def _check(edit: DeviceEdit) -> None:
    if edit.password is not KEPT:
        rules.check_password(edit.password)
    if edit.sm4_key is not KEPT:
        rules.check_key(edit.sm4_key)
    if edit.units is not KEPT:
        rules.check_units(edit.units)
    if edit.minute_seconds is not KEPT:
        rules.check_interval(edit.minute_seconds)


def _station_code(session: Session, journal: Journal, edit: DeviceEdit) -> str | _Keep | None:
    """The station that is meant, made if it is a new one."""
    if isinstance(edit.station, NewStation):
        return _add_station(session, journal, edit.station)
    if isinstance(edit.station, str):
        wanted = (Station.code == edit.station, Station.deleted_at.is_(None))
        if session.scalar(select(Station.id).where(*wanted)) is None:
            raise NotFoundError(what="station", key=edit.station)
    return edit.station


def _add_station(session: Session, journal: Journal, new: NewStation) -> str:
    for name in ("code", "name"):
        if not getattr(new, name).strip():
            raise EmptyFieldError(field=name)
    if new.level not in LEVELS:
        raise InvalidValueError(field="level", problem=new.level)
    if new.unit_code is not None:
        require_unit(session, new.unit_code)
    if session.scalar(select(Station.id).where(Station.code == new.code)) is not None:
        raise DuplicateError(what="station", key=new.code)
    shard = county_of(session, new.unit_code) if new.unit_code else None
    journal.insert(
        Station(
            code=new.code,
            name=new.name,
            level=new.level,
            unit_code=new.unit_code,
            shard_code=shard or NO_SHARD,
        )
    )
    session.flush()  # the device that points to it follows
    return new.code


def _find(session: Session, mn: str) -> Device | None:
    return session.scalar(select(Device).where(Device.mn == mn))


def _require(session: Session, mn: str) -> Device:
    device = _find(session, mn)
    if device is None or device.deleted_at is not None:
        raise NotFoundError(what="device", key=mn)
    return device


def _changed(session: Session, mn: str, edit: DeviceEdit) -> Changes:
    """It is known now; lists of stations show their device's number."""
    session.execute(delete(UnknownDevice).where(UnknownDevice.mn == mn))
    return Changes(devices=True, stations=edit.station is not KEPT)
