"""What to replay: recorded hours as frames, hour by hour."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from desktop.feeds.hj212 import AIR, hour_frame

Devices = Mapping[str, tuple[str, str | None]]
"""Station code to the MN and password of its device."""


@dataclass(frozen=True, slots=True)
class HourRow:
    """One station's hour in our units; `time` is the hour's end, epoch seconds."""

    station_code: str
    time: int
    values: Mapping[str, float | None]
    flags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hour:
    """What is sent at one time: `{mn: frame}`, and how many rows had no device."""

    time: int
    frames: Mapping[str, bytes]
    skipped: int


def plan(rows: Iterable[HourRow], devices: Devices) -> Iterator[Hour]:
    """Frames by hour, made as they are asked for. Rows without any value stay gaps: nothing is sent.

    Raises:
        ValueError: the rows are not sorted by time.
    """
    last: int | None = None
    for time, group in groupby(rows, lambda row: row.time):
        if last is not None and time < last:
            raise ValueError("the hours to replay are not sorted by time")
        last = time
        frames, skipped = dict[str, bytes](), 0
        for row in group:
            if device := devices.get(row.station_code):
                if row.flags or any(value is not None for value in row.values.values()):
                    frames[device[0]] = hour_frame(device[0], device[1], AIR, time, row.values, row.flags)
            else:
                skipped += 1
        yield Hour(time, frames, skipped)
