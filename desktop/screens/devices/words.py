"""Words of the page: system types, factors, units, rates, shares, judgements."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.queries.device_page import RegisteredDevice
from db.queries.devices import DeviceStateRecord
from desktop.feeds.hj212.columns import COLUMN_OF
from desktop.feeds.plausible import Judgement, Reason
from desktop.texts import reason_text

translate = QCoreApplication.translate

_SYSTEMS = {
    "21": QT_TRANSLATE_NOOP("Devices", "surface water"),
    "22": QT_TRANSLATE_NOOP("Devices", "ambient air"),
    "23": QT_TRANSLATE_NOOP("Devices", "noise"),
    "27": QT_TRANSLATE_NOOP("Devices", "VOC in air"),
    "31": QT_TRANSLATE_NOOP("Devices", "waste gas source"),
    "32": QT_TRANSLATE_NOOP("Devices", "waste water source"),
    "36": QT_TRANSLATE_NOOP("Devices", "noise source"),
    "39": QT_TRANSLATE_NOOP("Devices", "site dust"),
    "44": QT_TRANSLATE_NOOP("Devices", "electricity meters"),
    "45": QT_TRANSLATE_NOOP("Devices", "process state"),
    "51": QT_TRANSLATE_NOOP("Devices", "flue gas process"),
    "52": QT_TRANSLATE_NOOP("Devices", "sewage process"),
    "91": QT_TRANSLATE_NOOP("Devices", "system"),
}
_COLUMNS = {
    "pm25": "PM2.5",
    "pm10": "PM10",
    "so2": "SO₂",
    "no2": "NO₂",
    "co": "CO",
    "o3": "O₃",
    "temperature": QT_TRANSLATE_NOOP("Devices", "temperature"),
    "humidity": QT_TRANSLATE_NOOP("Devices", "humidity"),
    "pressure": QT_TRANSLATE_NOOP("Devices", "air pressure"),
    "wind_speed": QT_TRANSLATE_NOOP("Devices", "wind speed"),
    "wind_direction": QT_TRANSLATE_NOOP("Devices", "wind direction"),
}
_HOUR = 3600
_HEARD = ("value", "unbound_device")
"""Reasons to refuse what a good frame says: it is counted among the frames."""
_UNITS = {"ug/m3": "µg/m³", "mg/m3": "mg/m³", "ng/m3": "ng/m³"}
_OURS = {
    **dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), "µg/m³"),
    "co": "mg/m³",
    "temperature": "°C",
    "humidity": "%",
    "pressure": "hPa",
    "wind_speed": "m/s",
    "wind_direction": "°",
}


def system_text(st: str | None) -> str:
    """A system code (ST) with its word; one that is not in the list keeps its number."""
    if not st:
        return "—"
    return translate("Devices", str(_SYSTEMS[st])) if st in _SYSTEMS else st


def column_text(column: str) -> str:
    """A column of the readings as people call it."""
    return translate("Devices", str(_COLUMNS[column]))


def factor_text(code: str) -> str:
    """A factor code with the name of its column, if it has one."""
    column = COLUMN_OF.get(code)
    return f"{column_text(column)} {code}" if column else code


def unit_text(unit: str | None) -> str:
    """A unit as it is printed."""
    return _UNITS.get(unit, unit) if unit else ""


def ours_text(column: str, value: float) -> str:
    """A value in our unit, with it."""
    digits = f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"
    return f"{digits} {_OURS[column]}"


def rates(heard: DeviceStateRecord | None, now: datetime) -> tuple[int, int]:
    """Frames of the last full hour and of the running one, at the program's time."""
    if heard is None or heard.hour is None:
        return 0, 0
    hours = int(now.timestamp()) // _HOUR - heard.hour // _HOUR
    if hours <= 0:
        return heard.hour_frames_before, heard.hour_frames
    return (heard.hour_frames if hours == 1 else 0), 0


def bad_share(heard: DeviceStateRecord | None) -> float:
    """Pieces that were refused, whole or in part, per piece that came; 0 to 1."""
    if heard is None:
        return 0.0
    refused = sum(heard.bad.values())
    came = heard.frames + sum(count for reason, count in heard.bad.items() if reason not in _HEARD)
    return min(1.0, refused / came) if came else 0.0


def share_text(share: float) -> str:
    """`0.4 %`; nothing bad is said by nothing, little by `< 0.1 %`."""
    if not share:
        return ""
    return "< 0.1 %" if share < 0.001 else f"{share * 100:.1f} %"


def bad_text(bad: Mapping[str, int]) -> str:
    """Reasons with their numbers, the most frequent first, a line each."""
    return "\n".join(f"{reason_text(reason)}: {count:,}" for reason, count in by_count(bad))


def by_count(bad: Mapping[str, int]) -> list[tuple[str, int]]:
    """Reasons by how often they were, those that never were left out."""
    return sorted(((r, n) for r, n in bad.items() if n), key=lambda pair: (-pair[1], pair[0]))


def secrets_text(device: RegisteredDevice) -> str:
    """Which secrets are set; they are never shown."""
    if device.has_password is None:
        return translate("Devices", "not for this login")
    names = []
    if device.has_password:
        names.append(translate("Devices", "password"))
    if device.has_key:
        names.append("SM4")
    return " + ".join(names) or translate("Devices", "none")


def judgement_text(one: Judgement) -> str:
    """`fits`, or what looks wrong and which unit would fit."""
    if one.reason is Reason.TOO_FEW:
        return translate("Devices", "nothing to judge by")
    if one.reason is Reason.FITS:
        return translate("Devices", "fits")
    if one.proposed and one.instead is not None:
        text = translate("Devices", "looks like {unit}: then {value}")
        return text.format(unit=unit_text(one.proposed), value=ours_text(one.column, one.instead))
    return {
        Reason.BEYOND: translate("Devices", "impossible, and no other unit explains it"),
        Reason.UNUSUAL: translate("Devices", "unusual, and no other unit explains it"),
        Reason.UNLIKE_NEIGHBOURS: translate("Devices", "far from the neighbours; no other unit explains it"),
    }[one.reason]


def judgement_reason(one: Judgement) -> str:
    """What led to a suspicion, for the tooltip."""
    value = ours_text(one.column, one.value) if one.value is not None else "—"
    if one.reason is Reason.UNLIKE_NEIGHBOURS and one.neighbours is not None:
        text = translate("Devices", "Middle value {value}, the neighbours have {neighbours}.")
        return text.format(value=value, neighbours=ours_text(one.column, one.neighbours))
    text = translate("Devices", "Taken in {unit}, the middle value is {value}.")
    return text.format(unit=unit_text(one.unit), value=value)


def suspicious_text(judged: Sequence[Judgement]) -> str:
    """`PM2.5, air pressure`: the columns whose unit looks wrong."""
    names = [column_text(one.column) for one in judged if one.is_suspicious]
    return translate("Devices", ", ").join(names)
