"""The state of a device: one word, when it holds, what it means, what to do."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.queries.device_page import RegisteredDevice
from db.queries.devices import DeviceStateRecord
from desktop.texts import duration_text, reason_text

if TYPE_CHECKING:
    from widgets.theme import Tone

translate = QCoreApplication.translate

CLOCK_TOLERANCE_S = 120
"""A frame may be on its way so long; beyond it minutes are labelled wrong."""
_GRACE_S = 15 * 60
_HOUR = 3600
_SILENT_INTERVALS = 3


class State(StrEnum):
    """In the order in which somebody should look at them."""

    REFUSING = "refusing"
    SILENT = "silent"
    LATE = "late"
    CLOCK = "clock"
    NEVER = "never"
    SENDING = "sending"
    REMOVED = "removed"


ORDER = {state: number for number, state in enumerate(State)}


def state_of(device: RegisteredDevice, now: datetime) -> State:
    """The worst that is true of a device."""
    if device.is_removed:
        return State.REMOVED
    if device.refusing is not None:
        return State.REFUSING
    if device.heard is None or not device.heard.frames:
        return State.NEVER
    age = (now - device.heard.last_frame_at).total_seconds()
    interval = usual_interval(device.heard)
    if age > max(_HOUR, _SILENT_INTERVALS * interval):
        return State.SILENT
    if age > interval + _GRACE_S:
        return State.LATE
    return State.CLOCK if is_clock_wrong(device.heard) else State.SENDING


def usual_interval(heard: DeviceStateRecord) -> float:
    """Seconds between frames in the last full hour; an hour where nothing is known."""
    return _HOUR / max(1, heard.hour_frames_before)


def is_clock_wrong(heard: DeviceStateRecord) -> bool:
    """Whether its clock differs so much from ours that its data stand at wrong times."""
    return heard.clock_off_s is not None and abs(heard.clock_off_s) > CLOCK_TOLERANCE_S


def state_text(state: State) -> str:
    """The word."""
    return {
        State.REFUSING: translate("Devices", "refused"),
        State.SILENT: translate("Devices", "silent"),
        State.LATE: translate("Devices", "late"),
        State.CLOCK: translate("Devices", "clock wrong"),
        State.NEVER: translate("Devices", "never heard"),
        State.SENDING: translate("Devices", "sending"),
        State.REMOVED: translate("Devices", "removed"),
    }[state]


def state_tone(state: State) -> "Tone":
    """Colour of its pill."""
    if state in (State.REFUSING, State.SILENT):
        return "alarm"
    if state in (State.LATE, State.CLOCK):
        return "accent"
    return "done" if state is State.SENDING else "neutral"


def sentence(device: RegisteredDevice, now: datetime) -> str:
    """What the state means for this device, and what to do."""
    state = state_of(device, now)
    if state is State.REFUSING:
        return _refusing_text(device.refusing or "")
    if state is State.NEVER:
        return _never_text(device.heard)
    if state is State.REMOVED:
        return translate("Devices", "Removed: its frames count as those of an unregistered number.")
    heard = device.heard
    assert heard is not None
    if state is State.CLOCK:
        text = translate(
            "Devices", "Its clock is {off}: data stand at wrong times. Set the clock of the device."
        )
        return text.format(off=clock_text(heard.clock_off_s))
    return _age_sentence(state, heard, now)


def clock_text(off_s: int | None) -> str:
    """`3 min fast`, `40 s slow`, `right`; a dash where no frame has told."""
    if off_s is None:
        return "—"
    if abs(off_s) < 5:
        return translate("Devices", "right")
    amount = duration_text(abs(off_s))
    if abs(off_s) < 60:
        amount = translate("Devices", "{seconds} s").format(seconds=abs(off_s))
    text = translate("Devices", "{time} fast") if off_s > 0 else translate("Devices", "{time} slow")
    return text.format(time=amount)


def _never_text(heard: DeviceStateRecord | None) -> str:
    if heard is None or not any(heard.bad.values()):
        return translate(
            "Devices", "It has never sent a frame here. Check address, port and MN in the device."
        )
    return translate("Devices", "No frame of it could be taken yet; the reasons are listed below.")


def _age_sentence(state: State, heard: DeviceStateRecord, now: datetime) -> str:
    age = duration_text((now - heard.last_frame_at).total_seconds())
    if state is State.SILENT:
        text = translate("Devices", "Nothing for {age}. Check power, network and SIM card of the device.")
    elif state is State.LATE:
        text = translate("Devices", "The last frame is {age} old; it used to send every {interval}.")
    else:
        text = translate("Devices", "Sends as usual; the last frame is {age} old.")
    return text.format(age=age, interval=duration_text(usual_interval(heard)))


def _refusing_text(reason: str) -> str:
    texts = {
        "password": translate(
            "Devices", "It sends another password than the one set here. Correct it here or in the device."
        ),
        "unbound_device": translate(
            "Devices", "It belongs to no station, so its readings have no place. Choose a station."
        ),
        "sm4_key": translate(
            "Devices", "Its data cannot be decrypted: the SM4 key is missing or another one. Set it here."
        ),
    }
    return texts.get(reason, reason_text(reason))
