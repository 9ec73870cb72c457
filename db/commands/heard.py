"""What is known of devices from what they sent: one row each, of registered ones and of strangers."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Dialect, delete, select, update
from sqlalchemy.orm import Session

from db.commands.reading_rows import PLACEHOLDERS
from db.engine import insert_or
from db.schema import DeviceState, UnknownDevice

KEEP_UNKNOWN = 1_000
"""Strangers kept; those not heard for longest make room."""

_HOUR = 3600
_MOST_SECONDS = 2_000_000_000  # a clock may say any year, the column has 32 bits
_SAMPLE = 1_000
_NOTHING = "{}"


@dataclass(slots=True)
class DeviceSeen:
    """What one batch says of a registered device.

    `at`: when its last frame came, or the first refused piece if there was no frame. `data_time`: epoch
    seconds of its newest reading. `hours`: frames by the epoch second at which their hour began. `bad`:
    refused frames and values by reason. `last_values`: of its last frame, as the column of the state has
    them, None if it had none.
    """

    at: datetime
    peer: str
    data_time: int | None = None
    frames: int = 0
    st: str | None = None
    clock_off_s: int | None = None
    hours: Counter[int] = field(default_factory=Counter)
    bad: Counter[str] = field(default_factory=Counter)
    last_values: str | None = None


@dataclass(slots=True)
class StrangerSeen:
    """What one batch says of a number that nobody registered. `sample`: CP of its last frame."""

    at: datetime
    peer: str
    st: str
    sample: str
    frames: int = 1


def devices_heard(session: Session, seen: Mapping[str, DeviceSeen]) -> None:
    """Add what was heard to the state of each device (by MN); a device heard for the first time gets one."""
    connection = session.connection()
    time = _time_of(connection.dialect)
    rows = [row for mn, item in sorted(seen.items()) for row in _rows(mn, item, time)]
    if rows:
        connection.exec_driver_sql(_statement(connection.dialect.name), rows)
    _add_bad(session, {mn: item.bad for mn, item in seen.items() if item.bad})


def strangers_heard(session: Session, seen: Mapping[str, StrangerSeen]) -> None:
    """Note numbers that nobody registered, so that they can be bound."""
    if not seen:
        return
    rows = [
        {
            "mn": _text(mn, 64),
            "st": _text(item.st, 24),
            "first_at": item.at,
            "last_at": item.at,
            "frames": item.frames,
            "peer": item.peer[:200],
            "sample": _text(item.sample, _SAMPLE),
        }
        for mn, item in sorted(seen.items())
    ]
    statement = insert_or(session, UnknownDevice)
    new = statement.excluded
    changes = {name: new[name] for name in ("st", "last_at", "peer", "sample")}
    changes["frames"] = UnknownDevice.frames + new.frames
    session.execute(statement.on_conflict_do_update(index_elements=["mn"], set_=changes), rows)
    _keep_newest(session)


def _keep_newest(session: Session) -> None:
    newest = select(UnknownDevice.mn).order_by(UnknownDevice.last_at.desc(), UnknownDevice.mn)
    beyond = session.scalars(newest.offset(KEEP_UNKNOWN)).all()
    if beyond:
        session.execute(delete(UnknownDevice).where(UnknownDevice.mn.in_(beyond)))


def _rows(mn: str, item: DeviceSeen, time: Callable[[datetime], Any]) -> list[tuple[Any, ...]]:
    """One row for each hour in which frames came; for refused pieces alone, one that changes nothing.

    Args:
        time: a moment as the driver takes it.
    """
    off = item.clock_off_s
    before = (mn, time(item.at), item.data_time)
    between = (
        item.peer[:200],
        _text(item.st, 24) if item.st else None,
        None if off is None else max(-_MOST_SECONDS, min(off, _MOST_SECONDS)),
    )
    values = _NOTHING if item.last_values is None else item.last_values
    hours: list[tuple[int | None, int]] = [*sorted(item.hours.items())] or [(None, 0)]
    return [(*before, number, *between, hour, number, values) for hour, number in hours]


_COLUMNS = (
    "mn",
    "last_frame_at",
    "last_data_time",
    "frames",
    "peer",
    "st",
    "clock_off_s",
    "hour",
    "hour_frames",
    "last_values",
)
"""In the order of `_rows`."""
_IS_HEARD = "excluded.frames > 0"
_IS_LATER = "old.hour IS NULL OR excluded.hour > old.hour"
_CHANGES = {
    "last_frame_at": f"CASE WHEN {_IS_HEARD} THEN excluded.last_frame_at ELSE old.last_frame_at END",
    "peer": f"CASE WHEN {_IS_HEARD} THEN excluded.peer ELSE old.peer END",
    "st": "COALESCE(excluded.st, old.st)",
    "last_data_time": "COALESCE(excluded.last_data_time, old.last_data_time)",
    "clock_off_s": "COALESCE(excluded.clock_off_s, old.clock_off_s)",
    "frames": "old.frames + excluded.frames",
    "hour": f"CASE WHEN {_IS_LATER} THEN excluded.hour ELSE old.hour END",
    "hour_frames": (
        f"CASE WHEN {_IS_LATER} THEN excluded.hour_frames ELSE old.hour_frames + excluded.hour_frames END"
    ),
    "hour_frames_before": (
        f"CASE WHEN excluded.hour = old.hour + {_HOUR} THEN old.hour_frames "
        f"WHEN {_IS_LATER} THEN 0 ELSE old.hour_frames_before END"
    ),
    "last_values": (
        f"CASE WHEN excluded.last_values <> '{_NOTHING}' THEN excluded.last_values ELSE old.last_values END"
    ),
}


@cache
def _statement(dialect: str) -> str:
    """A new state, or what it adds to the one that is there.

    The hour that runs goes on counting, also when our clock was set back; a later one puts it aside. As text
    for the driver: a province's devices are as many rows as their readings.
    """
    places = ", ".join([PLACEHOLDERS[dialect]] * len(_COLUMNS))
    changes = ", ".join(f"{name} = {value}" for name, value in _CHANGES.items())
    return (
        f"INSERT INTO device_state AS old ({', '.join(_COLUMNS)}) VALUES ({places}) "
        f"ON CONFLICT (mn) DO UPDATE SET {changes}"
    )


def _time_of(dialect: Dialect) -> Callable[[datetime], Any]:
    """Makes of a moment what the driver takes; the frames of a batch came in few moments."""
    process = DeviceState.__table__.c.last_frame_at.type.dialect_impl(dialect).bind_processor(dialect)
    return cache(process) if process is not None else _same


def _same(time: datetime) -> datetime:
    return time


def _add_bad(session: Session, more: Mapping[str, Mapping[str, int]]) -> None:
    """Count refusals by reason; rare, so that they may be read and written one by one."""
    if not more:
        return
    found = session.execute(
        select(DeviceState.mn, DeviceState.bad).where(DeviceState.mn.in_(more)).with_for_update()
    )
    for mn, text in found.all():
        old: dict[str, int] = json.loads(text)
        names = sorted(old.keys() | more[mn].keys())
        counts = {name: old.get(name, 0) + more[mn].get(name, 0) for name in names}
        session.execute(update(DeviceState).where(DeviceState.mn == mn).values(bad=json.dumps(counts)))


def _text(text: str, most: int) -> str:
    # PostgreSQL has no text with a NUL in it
    return text.replace("\x00", "\\0")[:most]
