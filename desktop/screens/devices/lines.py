"""What the right side says of a device or of an unregistered number, as plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from db.queries.device_page import RefusedFrame, RegisteredDevice
from db.queries.devices import DeviceStateRecord, UnknownDeviceRecord
from db.rules.devices import UNITS
from db.schema.readings import VALUES
from db.times import CHINA
from desktop.feeds.plausible import Judgement, in_our_unit, judge, usual_unit
from desktop.screens.devices import words
from desktop.screens.devices.columns import Reading
from desktop.screens.devices.judging import number
from desktop.screens.devices.parts import RefusedLine, ValueLine
from desktop.screens.devices.proposing import Proposal, Why, sample_values
from desktop.screens.devices.states import clock_text
from desktop.screens.devices.station_field import label
from desktop.screens.sync.detail import Fact
from desktop.sync_words import when_text
from desktop.texts import level_text, reason_text

translate = QCoreApplication.translate

_LONGEST_RAW = 600


def facts(one: RegisteredDevice, read: Reading) -> list[Fact]:
    """What is known of a device."""
    heard = one.heard if one.heard and one.heard.frames else None
    return [
        (translate("Devices", "Station"), label(one.station) if one.station else ""),
        (translate("Devices", "Level"), level_text(one.station.level) if one.station else ""),
        (translate("Devices", "Type"), words.system_text(heard.st) if heard else ""),
        (translate("Devices", "Last frame"), _last(heard, read) if heard else ""),
        (translate("Devices", "Last data"), read.when(heard.last_data_time) if heard else ""),
        (translate("Devices", "Frames/h"), _rate(heard, read) if heard else ""),
        (translate("Devices", "Clock"), clock_text(heard.clock_off_s) if heard else ""),
        (translate("Devices", "Secrets"), words.secrets_text(one)),
        (translate("Devices", "Interval of minute data"), _interval(one)),
    ]


def value_lines(one: RegisteredDevice, judged: Sequence[Judgement]) -> list[ValueLine]:
    """The last value of every factor of a device; columns of the readings first."""
    if one.heard is None:
        return []
    by_column = {item.column: item for item in judged}
    sent = sorted(one.heard.last_values.items(), key=lambda pair: (_rank(pair[1].get("column")), pair[0]))
    return [_value_line(code, last, by_column.get(last.get("column") or "")) for code, last in sent]


def sample_lines(one: UnknownDeviceRecord) -> list[ValueLine]:
    """The factors of an unregistered number's last frame, as if its units were the usual ones."""
    lines = []
    for item in sample_values(one.sample, one.st):
        unit = usual_unit(item.column) if item.column else ""
        ours = _ours(item.column or "", item.text, unit) if item.column else ""
        sent = " ".join(part for part in (item.text, words.unit_text(unit)) if part)
        line = ValueLine(words.factor_text(item.code), sent, ours)
        value = number(item.text)
        if item.column and value is not None:
            # nothing to take it in yet: the unit is set once it is registered
            line = replace(_judged(line, item.column, judge(item.column, [value])), offer="")
        lines.append(line)
    return lines


def refused_lines(frames: Sequence[RefusedFrame], read: Reading) -> list[RefusedLine]:
    """The newest refused frames."""
    return [
        RefusedLine(
            head=f"{one.at.astimezone(CHINA):%m-%d %H:%M:%S} · {reason_text(one.reason)} · {one.peer}",
            detail=one.detail,
            raw=one.raw[:_LONGEST_RAW] + ("…" if len(one.raw) > _LONGEST_RAW else ""),
        )
        for one in frames
    ]


def unknown_facts(one: UnknownDeviceRecord, read: Reading) -> list[Fact]:
    """What is known of an unregistered number."""
    when = translate("Devices", "{when} ({age} ago)")
    return [
        (translate("Devices", "Type"), words.system_text(one.st)),
        (
            translate("Devices", "First heard"),
            when.format(when=when_text(one.first_at, read.now), age=read.age(one.first_at)),
        ),
        (
            translate("Devices", "Last heard"),
            when.format(when=when_text(one.last_at, read.now), age=read.age(one.last_at)),
        ),
        (translate("Devices", "Frames"), f"{one.frames:,}"),
        (translate("Devices", "Address"), one.peer),
    ]


def proposal_text(proposal: Proposal) -> str:
    """Which station a number probably belongs to, and why."""
    if proposal.station is None:
        return translate(
            "Devices", "No station is likely for it. Choose one, or register a new station with it."
        )
    texts = {
        Why.REMOVED: translate("Devices", "It was registered for {station} before."),
        Why.SAME_CODE: translate("Devices", "{station} has this number as its code."),
        Why.ONLY_ONE: translate("Devices", "{station} is the only station without a device."),
    }
    return texts[proposal.why].format(station=label(proposal.station))


def _rank(column: str | None) -> int:
    return VALUES.index(column) if column in VALUES else len(VALUES)


def _value_line(code: str, last: Mapping[str, str | None], judgement: Judgement | None) -> ValueLine:
    column, unit, text = last.get("column"), last.get("unit"), last.get("value") or ""
    sent = " ".join(part for part in (text, words.unit_text(unit)) if part)
    if not column:
        return ValueLine(words.factor_text(code), sent)
    line = ValueLine(words.factor_text(code), sent, _ours(column, text, unit or usual_unit(column)))
    return _judged(line, column, judgement) if judgement else line


def _judged(line: ValueLine, column: str, one: Judgement) -> ValueLine:
    line = replace(line, word=words.judgement_text(one), is_suspicious=one.is_suspicious)
    if not one.is_suspicious:
        return line
    line = replace(line, tip=words.judgement_reason(one))
    if one.proposed in UNITS.get(column, ()):
        text = translate("Devices", "Take {factor} in {unit} from now on")
        offered = text.format(factor=words.column_text(column), unit=words.unit_text(one.proposed))
        return replace(line, column=column, offer=str(one.proposed), offer_text=offered)
    if one.proposed is None:
        return line
    # it cannot be converted here
    advice = translate("Devices", "{word}. Set the device to send {unit}.")
    ours = words.unit_text(usual_unit(column))
    return replace(line, word=advice.format(word=line.word, unit=ours))


def _ours(column: str, text: str, unit: str) -> str:
    value = number(text)
    ours = in_our_unit(column, value, unit) if value is not None else None
    return f"= {words.ours_text(column, ours)}" if ours is not None else ""


def _last(heard: DeviceStateRecord, read: Reading) -> str:
    text = translate("Devices", "{when} ({age} ago) from {peer}")
    when, age = when_text(heard.last_frame_at, read.now), read.age(heard.last_frame_at)
    return text.format(when=when, age=age, peer=heard.peer)


def _rate(heard: DeviceStateRecord, read: Reading) -> str:
    text = translate("Devices", "{before} in the hour before, {now} in this one")
    before, running = words.rates(heard, read.now)
    return text.format(before=before, now=running)


def _interval(one: RegisteredDevice) -> str:
    if one.minute_seconds is None:
        return ""
    return translate("Devices", "{minutes} min").format(minutes=one.minute_seconds // 60)
