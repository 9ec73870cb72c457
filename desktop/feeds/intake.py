"""What the listener received into the record: rows, quarantine, counters. Runs inside one transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands import intake, readings
from db.commands.intake import DeviceSeen, Refusal
from db.queries import devices
from db.queries.devices import DeviceRecord
from db.schema.readings import ROW_COLUMNS, VALUES
from desktop.feeds.hj212 import Decoded, Frame, FrameReading, Rejected, carries_readings, decode
from desktop.feeds.hub import Received

_DETAIL = 500  # characters; a frame with every value wrong would repeat itself


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch did.

    `verdicts`: for each item whether it is stored or needs no storing; only then may it be answered.
    """

    verdicts: list[bool]
    changes: Changes
    added: int = 0
    changed: int = 0
    refused: int = 0


@dataclass(slots=True)
class _Batch:
    """Gathered before anything is written."""

    now: datetime
    devices: Mapping[str, DeviceRecord]
    rows: dict[tuple[str, int, int], FrameReading] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seen: dict[str, DeviceSeen] = field(default_factory=dict)


def store(session: Session, received: Sequence[Received], *, now: datetime) -> Stored:
    """Store the good values, keep what was refused with its reason, count all of it.

    Args:
        session: in a writing transaction; the caller commits.
        now: aware; data more than a day ahead of it are refused.
    """
    batch = _Batch(now, devices.registry(session) if received else {})
    verdicts = [_take(batch, item) for item in received]
    rows = [_row(*key, reading) for key, reading in batch.rows.items()]
    result = readings.store(session, rows, now=now)
    intake.refuse(session, batch.refusals)
    intake.count(session, batch.counts)
    intake.seen(session, batch.seen)
    changes = Changes(
        devices=bool(batch.seen),
        readings=result.added + result.changed > 0,
        refused=bool(batch.counts),
        station_codes=result.station_codes,
    )
    return Stored(verdicts, changes, result.added, result.changed, len(batch.refusals))


def _take(batch: _Batch, received: Received) -> bool:
    item = received.item
    if isinstance(item, Rejected):
        return _refuse(batch, received, item.reason.value, item.detail)
    device = batch.devices.get(item.mn)
    if device is None:
        return _refuse(batch, received, "unknown_device", f"no device has the number {item.mn[:40]}")
    if device.password and item.pw != device.password:
        return _refuse(batch, received, "password", f"device {item.mn} sent another password")
    decoded = decode(item, device.units, now=batch.now)
    batch.seen[item.mn] = _seen(batch.seen.get(item.mn), received, decoded.reading)
    if decoded.ignored:
        batch.counts["factors.ignored"] += decoded.ignored
    if not carries_readings(item):
        batch.counts["frames.other"] += 1
        return True
    return _take_reading(batch, received, item, device, decoded)


def _take_reading(
    batch: _Batch, received: Received, frame: Frame, device: DeviceRecord, decoded: Decoded
) -> bool:
    if device.station_code is None:
        return _refuse(batch, received, "unbound_device", f"device {frame.mn} belongs to no station")
    if decoded.problems:
        _refuse(batch, received, "value", "; ".join(decoded.problems))
    if decoded.reading is None and decoded.problems:
        return False
    batch.counts["frames.accepted"] += 1
    if decoded.reading is not None:
        _merge(batch, device.station_code, decoded.reading)
    return True


def _merge(batch: _Batch, station: str, new: FrameReading) -> None:
    """Several frames of one moment make one row: split ones, and several devices of one station."""
    key = (station, new.period, new.time)
    old = batch.rows.get(key)
    if old is None:
        batch.rows[key] = new
        return
    values = {column: value for column, value in old.values.items() if column not in new.flags}
    flags = {column: letter for column, letter in old.flags.items() if column not in new.values}
    batch.rows[key] = FrameReading(new.period, new.time, values | new.values, flags | new.flags)


def _row(station: str, period: int, time: int, reading: FrameReading) -> tuple[object, ...]:
    flags = " ".join(f"{column}:{reading.flags[column]}" for column in VALUES if column in reading.flags)
    fixed = {"station_code": station, "period": period, "time": time, "flags": flags or None}
    return tuple(fixed[name] if name in fixed else reading.values.get(name) for name in ROW_COLUMNS)


def _refuse(batch: _Batch, received: Received, reason: str, detail: str) -> bool:
    raw = received.item.raw.decode("utf-8", "backslashreplace")
    # PostgreSQL has no text with a NUL in it, and the detail quotes what the device sent
    text = detail[:_DETAIL].replace("\x00", "\\0")
    batch.refusals.append(Refusal(received.at, f"hj212 {received.peer}", reason, text, raw))
    batch.counts[f"frames.{reason}"] += 1
    return False


def _seen(old: DeviceSeen | None, received: Received, reading: FrameReading | None) -> DeviceSeen:
    times = [old.data_time] if old and old.data_time is not None else []
    if reading:
        times.append(reading.time)
    frames = old.frames + 1 if old else 1
    return DeviceSeen(received.at, max(times, default=None), frames, received.peer)
