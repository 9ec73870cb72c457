"""What is known of devices from what they sent: one row each, of registered ones and of strangers."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, or_, select, update
from sqlalchemy.orm import Session

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
    rows = [row for mn, item in sorted(seen.items()) for row in _rows(mn, item)]
    if rows:
        # by the connection: the session would look at every row as at an object
        session.connection().execute(_statement(session), rows)
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


def _rows(mn: str, item: DeviceSeen) -> list[dict[str, Any]]:
    """One row for each hour in which frames came; for refused pieces alone, one that changes nothing."""
    off = item.clock_off_s
    fixed = {
        "mn": mn,
        "last_frame_at": item.at,
        "last_data_time": item.data_time,
        "peer": item.peer[:200],
        "st": _text(item.st, 24) if item.st else None,
        "clock_off_s": None if off is None else max(-_MOST_SECONDS, min(off, _MOST_SECONDS)),
        "last_values": _NOTHING if item.last_values is None else item.last_values,
    }
    hours: list[tuple[int | None, int]] = [*sorted(item.hours.items())] or [(None, 0)]
    return [{**fixed, "frames": number, "hour": hour, "hour_frames": number} for hour, number in hours]


def _statement(session: Session) -> Any:
    """A new state, or what it adds to the one that is there.

    The hour that runs goes on counting, also when our clock was set back; a later one puts it aside.
    """
    statement = insert_or(session, DeviceState)
    old, new = DeviceState, statement.excluded
    is_heard, is_later = new.frames > 0, or_(old.hour.is_(None), new.hour > old.hour)
    changes = {
        "last_frame_at": case((is_heard, new.last_frame_at), else_=old.last_frame_at),
        "peer": case((is_heard, new.peer), else_=old.peer),
        "st": func.coalesce(new.st, old.st),
        "last_data_time": func.coalesce(new.last_data_time, old.last_data_time),
        "clock_off_s": func.coalesce(new.clock_off_s, old.clock_off_s),
        "frames": old.frames + new.frames,
        "hour": case((is_later, new.hour), else_=old.hour),
        "hour_frames": case((is_later, new.hour_frames), else_=old.hour_frames + new.hour_frames),
        "hour_frames_before": case(
            (new.hour == old.hour + _HOUR, old.hour_frames), (is_later, 0), else_=old.hour_frames_before
        ),
        "last_values": case((new.last_values != _NOTHING, new.last_values), else_=old.last_values),
    }
    return statement.on_conflict_do_update(index_elements=["mn"], set_=changes)


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
