"""Columns of the two lists: what each says of its record, at the program's time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from db.queries.device_page import RegisteredDevice
from db.queries.devices import UnknownDeviceRecord
from db.times import from_epoch
from desktop.models.records import Column
from desktop.screens.devices import words
from desktop.screens.devices.judging import Judged
from desktop.screens.devices.states import ORDER, State, clock_text, state_of, state_text, state_tone
from desktop.sync_words import age_text, when_text
from desktop.texts import level_text

translate = QCoreApplication.translate

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NEVER = -1.0

Tips = Mapping[int, Callable[[Any], str]]
"""Column -> its tooltip."""


@dataclass(slots=True)
class Reading:
    """The time and the judgements of the last look; columns ask here each time."""

    now: datetime
    judged: Judged
    _states: dict[str, tuple[RegisteredDevice, datetime, State]] = field(default_factory=dict)

    def state(self, device: RegisteredDevice) -> State:
        """Remembered: sorting and filtering ask for it many times a row."""
        found = self._states.get(device.mn)
        if found is None or found[0] is not device or found[1] is not self.now:
            found = self._states[device.mn] = device, self.now, state_of(device, self.now)
        return found[2]

    def age(self, moment: datetime | None) -> str:
        """How long ago; a dash for never."""
        return age_text(moment, self.now) if moment is not None else "—"

    def when(self, epoch: int | None) -> str:
        """Epoch seconds as a moment; a dash for never."""
        return when_text(from_epoch(epoch), self.now) if epoch is not None else "—"

    def looks_wrong(self, device: RegisteredDevice) -> str:
        """Columns whose unit looks wrong."""
        return words.suspicious_text(self.judged.get(device.mn, ()))


def device_columns(read: Reading) -> Sequence[Column[RegisteredDevice]]:
    return (
        Column(
            lambda: translate("Devices", "State"),
            lambda one: state_text(read.state(one)),
            lambda one: float(ORDER[read.state(one)]),
            tone=lambda one: state_tone(read.state(one)),
        ),
        Column(lambda: translate("Devices", "Station"), station_text),
        Column(
            lambda: translate("Devices", "Level"),
            lambda one: level_text(one.station.level) if one.station else "",
        ),
        Column(lambda: translate("Devices", "Number (MN)"), lambda one: one.mn),
        Column(
            lambda: translate("Devices", "Type"),
            lambda one: words.system_text(one.heard.st if one.heard else None),
        ),
        Column(lambda: translate("Devices", "Last frame"), lambda one: read.age(_last(one)), _last_sort),
        Column(
            lambda: translate("Devices", "Last data"),
            lambda one: read.when(one.heard.last_data_time if one.heard else None),
            lambda one: float((one.heard and one.heard.last_data_time) or _NEVER),
        ),
        Column(
            lambda: translate("Devices", "Frames/h"),
            lambda one: rate_text(one, read.now),
            lambda one: float(words.rates(one.heard, read.now)[0]) if one.heard else _NEVER,
            _RIGHT,
        ),
        Column(
            lambda: translate("Devices", "Refused"),
            lambda one: words.share_text(words.bad_share(one.heard)),
            lambda one: words.bad_share(one.heard),
            _RIGHT,
        ),
        Column(
            lambda: translate("Devices", "Clock"),
            lambda one: clock_text(one.heard.clock_off_s if one.heard else None),
            lambda one: float(abs((one.heard and one.heard.clock_off_s) or 0)),
        ),
        Column(lambda: translate("Devices", "Secrets"), words.secrets_text),
        Column(lambda: translate("Devices", "Unit looks wrong"), read.looks_wrong),
    )


def device_tips(read: Reading) -> Tips:
    """The rate in words, reasons of refusals, why units look wrong."""
    return {
        7: lambda one: _rate_tip(read, one),
        8: lambda one: words.bad_text(one.heard.bad) if one.heard else "",
        11: lambda one: _units_tip(read, one),
    }


def unknown_columns(read: Reading) -> Sequence[Column[UnknownDeviceRecord]]:
    return (
        Column(lambda: translate("Devices", "Number (MN)"), lambda one: one.mn),
        Column(lambda: translate("Devices", "Type"), lambda one: words.system_text(one.st)),
        Column(
            lambda: translate("Devices", "Last heard"),
            lambda one: read.age(one.last_at),
            lambda one: one.last_at.timestamp(),
        ),
        Column(
            lambda: translate("Devices", "First heard"),
            lambda one: when_text(one.first_at, read.now),
            lambda one: one.first_at.timestamp(),
        ),
        Column(
            lambda: translate("Devices", "Frames"),
            lambda one: f"{one.frames:,}",
            lambda one: float(one.frames),
            _RIGHT,
        ),
        Column(lambda: translate("Devices", "Address"), lambda one: one.peer),
    )


def station_text(device: RegisteredDevice) -> str:
    """`成安 县政府站`; that there is none."""
    station = device.station
    if station is None:
        return translate("Devices", "no station")
    return " ".join(part for part in (station.county_name, station.name) if part)


def rate_text(device: RegisteredDevice, now: datetime) -> str:
    """`60 · 23`: frames of the last full hour and of the running one."""
    if device.heard is None or not device.heard.frames:
        return ""
    return "{} · {}".format(*words.rates(device.heard, now))


def matches(one: RegisteredDevice | UnknownDeviceRecord, text: str) -> bool:
    """Whether every word typed is somewhere in the row."""
    if isinstance(one, UnknownDeviceRecord):
        parts = [one.mn, one.peer, words.system_text(one.st)]
    else:
        station = one.station.code if one.station else ""
        peer = one.heard.peer if one.heard else ""
        level = level_text(one.station.level) if one.station else ""
        system = words.system_text(one.heard.st if one.heard else None)
        parts = [one.mn, station_text(one), station, level, peer, system]
    row = " ".join(parts).casefold()
    return all(word in row for word in text.casefold().split())


def _last(one: RegisteredDevice) -> datetime | None:
    return one.heard.last_frame_at if one.heard and one.heard.frames else None


def _last_sort(one: RegisteredDevice) -> float:
    moment = _last(one)
    return moment.timestamp() if moment else _NEVER


def _rate_tip(read: Reading, one: RegisteredDevice) -> str:
    if one.heard is None or not one.heard.frames:
        return ""
    text = translate("Devices", "{before} frames in the hour before, {now} in this one, {all} in all")
    before, running = words.rates(one.heard, read.now)
    return text.format(before=before, now=running, all=f"{one.heard.frames:,}")


def _units_tip(read: Reading, one: RegisteredDevice) -> str:
    suspicious = [item for item in read.judged.get(one.mn, ()) if item.is_suspicious]
    lines = [
        f"{words.column_text(item.column)}: {words.judgement_text(item)}. {words.judgement_reason(item)}"
        for item in suspicious
    ]
    return "\n".join(lines)
