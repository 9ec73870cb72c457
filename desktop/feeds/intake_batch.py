"""One batch of received frames, taken apart before anything is written."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from db.commands.channels import ChannelRow
from db.commands.heard import DeviceSeen, StrangerSeen
from db.commands.intake import Refusal
from db.queries.devices import DeviceRecord
from db.rules.stamps import ReadingRow
from db.schema.readings import VALUES
from desktop.feeds.hj212 import (
    Decoded,
    Frame,
    FrameReading,
    Policy,
    Reason,
    Rejected,
    carries_readings,
    decode,
    key_of,
    unseal,
)
from desktop.feeds.hub import Received
from desktop.feeds.intake_heard import Heard

_DETAIL = 500  # characters; a frame with every value wrong would repeat itself
_MN = re.compile(rb"[;#0-9]MN=([^;&#]{1,64});")


class Batch:
    """Rows, refusals and counts of a batch. `take` says of each item whether it may be answered."""

    def __init__(self, now: datetime, devices: Mapping[str, DeviceRecord], policy: Policy) -> None:
        self._now, self._devices, self._policy = now, devices, policy
        self._rows: dict[tuple[str, int, int], FrameReading] = {}
        self._channels: dict[tuple[str, str, int, int], ChannelRow] = {}
        self._heard: dict[str, Heard] = {}
        self._bad: dict[str, DeviceSeen] = {}
        self.refusals: list[Refusal] = []
        self.counts: Counter[str] = Counter()
        self.strangers: dict[str, StrangerSeen] = {}

    @property
    def has_heard(self) -> bool:
        """Whether the list of devices, or of strangers, shows something new."""
        return bool(self._heard or self._bad or self.strangers)

    def take(self, received: Received) -> bool:
        """Sort one item in."""
        item = received.item
        if isinstance(item, Rejected):
            return self._refuse(received, self._device_in(item.raw), item.reason.value, item.detail)
        device = self._devices.get(item.mn)
        if device is None:
            return self._take_stranger(received, item)
        if device.password and item.pw != device.password:
            return self._refuse(received, item.mn, "password", f"device {item.mn} sent another password")
        if item.is_part:
            self._refuse(received, item.mn, Reason.PARTS.value, f"part {item.pno} of {item.pnum}, sent again")
            return True  # it is kept, and its device waits for the answer before it sends the next part
        opened = _opened(item, device) if item.seal else item
        if isinstance(opened, Rejected):
            return self._refuse(received, item.mn, opened.reason.value, opened.detail)
        return self._take_frame(received, opened, device)

    def observations(self) -> list[ReadingRow]:
        """Rows for `readings.store`."""
        return [_row(*key, reading) for key, reading in self._rows.items()]

    def channel_rows(self) -> list[ChannelRow]:
        """Rows for `channels.store`."""
        return list(self._channels.values())

    def devices_seen(self) -> dict[str, DeviceSeen]:
        """What to add to the states of the devices."""
        seen = {mn: heard.seen() for mn, heard in self._heard.items()}
        for mn, bad in self._bad.items():
            seen.setdefault(mn, bad).bad = bad.bad
        return seen

    def _take_frame(self, received: Received, frame: Frame, device: DeviceRecord) -> bool:
        heard = self._heard.get(frame.mn)
        if heard is None:
            heard = self._heard[frame.mn] = Heard(device.units)
        heard.hear(received, frame)
        if frame.resent:
            self.counts["frames.resent"] += 1
        if frame.parts:
            self.counts["frames.joined"] += 1
        decoded = decode(
            frame,
            device.units,
            now=self._now,
            minute_seconds=device.minute_seconds or 60,
            policy=self._policy,
        )
        if not carries_readings(frame):
            self.counts["frames.other"] += 1
            self.counts["factors.ignored"] += decoded.ignored
            return True
        return self._take_readings(received, frame, device, decoded)

    def _take_readings(
        self, received: Received, frame: Frame, device: DeviceRecord, decoded: Decoded
    ) -> bool:
        station = device.station_code
        if station is None:
            detail = f"device {frame.mn} belongs to no station"
            return self._refuse(received, frame.mn, "unbound_device", detail)
        if decoded.problems:
            self._refuse(received, frame.mn, "value", "; ".join(decoded.problems))
            if decoded.reading is None and not decoded.channels:
                return False
        self.counts["frames.accepted"] += 1
        if decoded.reading is not None:
            self._heard[frame.mn].note_time(decoded.time)
            self._merge(station, decoded.reading)
        if decoded.channels:
            self._heard[frame.mn].note_time(decoded.time)
            self._take_channels(station, decoded)
        return True

    def _take_channels(self, station: str, decoded: Decoded) -> None:
        period, time = decoded.period, decoded.time
        for name, _, _, value, text, flag in decoded.channels:
            key = (station, name, period, time)
            self._channels[key] = (*key, value, text and _clean(text, 40), flag and _clean(flag, 8))

    def _merge(self, station: str, new: FrameReading) -> None:
        """Several frames of one moment make one row: split ones, and several devices of one station."""
        key = (station, new.period, new.time)
        old = self._rows.get(key)
        if old is None:
            self._rows[key] = new
            return
        values = {column: value for column, value in old.values.items() if column not in new.flags}
        flags = {column: letter for column, letter in old.flags.items() if column not in new.values}
        self._rows[key] = FrameReading(new.period, new.time, values | new.values, flags | new.flags)

    def _take_stranger(self, received: Received, frame: Frame) -> bool:
        old = self.strangers.get(frame.mn)
        seen = StrangerSeen(received.at, received.peer, frame.st, frame.cp, old.frames + 1 if old else 1)
        self.strangers[frame.mn] = seen
        return self._refuse(received, None, "unknown_device", f"no device has the number {frame.mn[:40]}")

    def _refuse(self, received: Received, mn: str | None, reason: str, detail: str) -> bool:
        raw = received.item.raw.decode("utf-8", "backslashreplace")
        # the detail quotes what the device sent
        text = _clean(detail, _DETAIL)
        self.refusals.append(Refusal(received.at, f"hj212 {received.peer}", reason, text, raw))
        self.counts[f"frames.{reason}"] += 1
        if mn is not None:
            self._bad.setdefault(mn, DeviceSeen(received.at, received.peer)).bad[reason] += 1
        return False

    def _device_in(self, raw: bytes) -> str | None:
        """The registered number in a damaged piece, where it can be read."""
        found = _MN.search(raw)
        mn = found[1].decode("utf-8", "replace") if found else None
        return mn if mn in self._devices else None


def _opened(frame: Frame, device: DeviceRecord) -> Frame | Rejected:
    try:
        return unseal(frame, key_of(device.sm4_key) if device.sm4_key else None)
    except ValueError as error:
        return Rejected(Reason.KEY, frame.raw, f"the key entered for this device cannot be used: {error}")


def _row(station: str, period: int, time: int, reading: FrameReading) -> ReadingRow:
    flags = None
    if reading.flags:
        flags = " ".join([f"{name}:{reading.flags[name]}" for name in VALUES if name in reading.flags])
    return (station, period, time, *map(reading.values.get, VALUES), flags)


def _clean(text: str, most: int) -> str:
    # PostgreSQL has no text with a NUL in it
    return text.replace("\x00", "\\0")[:most]
