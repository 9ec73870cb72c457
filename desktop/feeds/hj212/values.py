"""What stands in CP, and the readings of ambient air (ST 22) in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from db.times import CHINA
from desktop.feeds.hj212.columns import CODE_OF, COLUMN_OF, FEED_UNITS, LIMITS, POWERS
from desktop.feeds.hj212.frame import Frame, encode

AIR = "22"
# Two digits of exponent are plenty, and keep a hostile 1e999999999 out of the decimal arithmetic.
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)
_DATA_TIME = re.compile(
    r"(\d{4})" + r"(\d\d)" * 5 + r"(\d{3})?", re.ASCII
)  # some devices append milliseconds
_EARLIEST = datetime(2006, 2, 1, tzinfo=CHINA)  # HJ/T 212-2005 came into force: an older clock was reset
_AHEAD = timedelta(days=1)


class _Kind(NamedTuple):
    period: int
    field: str


_KINDS = {"2011": _Kind(0, "Rtd"), "2051": _Kind(60, "Avg"), "2061": _Kind(3600, "Avg")}


@dataclass(frozen=True, slots=True)
class Content:
    """CP taken apart: parameters such as DataTime, and `{factor code: {field: text}}`."""

    params: dict[str, str]
    factors: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class FrameReading:
    """One station's reading in our units (µg/m³, CO mg/m³, °C, %, hPa, m/s, degrees).

    `time` is epoch seconds: the moment of a sample (period 0), the **end** of a minute or hour. A column
    whose flag is not N stands in `flags` with its letter, and not in `values`.
    """

    period: int
    time: int
    values: dict[str, float]
    flags: dict[str, str]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A frame's reading, what was wrong in it, and how many factors have no column."""

    reading: FrameReading | None = None
    problems: tuple[str, ...] = ()
    ignored: int = 0


@dataclass(slots=True)
class _Draft:
    values: dict[str, float] = field(default_factory=dict)
    flags: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def content(cp: str) -> Content:
    """Take CP apart. A bare `Flag=N` belongs to the factor just before it."""
    params, factors = dict[str, str](), dict[str, dict[str, str]]()
    last: dict[str, str] | None = None
    for part in cp.replace(";", ",").split(","):
        key, _, value = part.partition("=")
        code, dash, name = key.rpartition("-")
        if dash:
            last = factors.setdefault(code, {})
            last[name] = value
        elif key == "Flag" and last is not None:
            last.setdefault("Flag", value)
        elif key:
            params[key] = value
    return Content(params, factors)


def factors(cp: str) -> dict[str, dict[str, str]]:
    """`{"a34004": {"Avg": "14", "Flag": "N"}}` of a CP."""
    return content(cp).factors


def carries_readings(frame: Frame) -> bool:
    """Ambient air, real-time, minute or hour: what `decode` makes a reading of."""
    return frame.st == AIR and frame.cn in _KINDS


def decode(
    frame: Frame, units: Mapping[str, str] | None = None, *, now: datetime, minute_seconds: int = 60
) -> Decoded:
    """The reading in a frame; other commands and station types give none and no problem.

    Args:
        units: the device's unit by column where it differs from FEED_UNITS: ng/m3, ug/m3, mg/m3, kPa, hPa.
        now: aware; a DataTime more than a day after it is refused.
        minute_seconds: the device's interval of 2051 data, seconds (CN 1063).

    Source: HJ 212-2017 (Table B.2 for the codes); DataTime is China time, and of minutes and hours the start.
    """
    parts = content(frame.cp)
    if not carries_readings(frame):
        return Decoded(ignored=len(parts.factors))
    ignored = sum(code not in COLUMN_OF for code in parts.factors)
    sent = _data_time(parts.params.get("DataTime", ""))
    if sent is None or not _EARLIEST <= sent <= now + _AHEAD:
        problem = f"DataTime={parts.params.get('DataTime', '')[:40]} is no possible time"
        return Decoded(None, (problem,), ignored)
    kind = _KINDS[frame.cn]
    draft = _draft(parts.factors, kind.field, {**FEED_UNITS, **(units or {})})
    label = _label(int(sent.timestamp()), kind.period, minute_seconds)
    reading = FrameReading(kind.period, label, draft.values, draft.flags)
    return Decoded(reading if draft.values or draft.flags else None, tuple(draft.problems), ignored)


def hour_frame(
    mn: str,
    pw: str | None,
    st: str,
    end_epoch: int,
    values: Mapping[str, float | None],
    flags: Mapping[str, str],
    *,
    answer: bool = True,
) -> bytes:
    """An hour as a device would send it at its end: CN 2061, DataTime the hour's start, FEED_UNITS.

    Args:
        end_epoch: the hour's end, our label, epoch seconds.
        values: in our units; None and NaN are left out.
        flags: letters other than N by column.
        answer: ask for a 9014.

    Raises:
        KeyError: a column has no factor code.
    """
    items = [f"DataTime={_china(end_epoch - 3600)}"]
    for column in [*values, *(column for column in flags if column not in values)]:
        value, letter = values.get(column), flags.get(column, "N")
        code = CODE_OF[column]
        known = value is not None and value == value
        if value is not None and known:
            items.append(f"{code}-Avg={_text(value, column)},{code}-Flag={letter}")
        elif column in flags:
            items.append(f"{code}-Flag={letter}")
    return encode(
        ";".join(items), st=st, cn="2061", mn=mn, qn=hour_qn(end_epoch), pw=pw, flag=5 if answer else 4
    )


def hour_qn(end_epoch: int) -> str:
    """The QN that `hour_frame` gives: the hour's end as China time, to the millisecond."""
    return f"{_china(end_epoch)}000"


def _draft(found: Mapping[str, dict[str, str]], name: str, units: Mapping[str, str]) -> _Draft:
    draft = _Draft()
    for code, fields in found.items():
        if column := COLUMN_OF.get(code):
            _take(draft, column, code, fields, name, units.get(column, ""))
    return draft


def _take(draft: _Draft, column: str, code: str, fields: dict[str, str], name: str, unit: str) -> None:
    letter = fields.get("Flag", "N").strip().upper() or "N"
    if not (len(letter) == 1 and letter.isascii() and letter.isalnum()):
        draft.problems.append(f"{code}-Flag={letter} is no flag")
    elif letter != "N":
        draft.flags[column] = letter
    elif name not in fields:
        draft.problems.append(f"{code} has no {name}")
    else:
        value = _number(fields[name], column, unit)
        if isinstance(value, str):
            draft.problems.append(f"{code}-{name}={fields[name][:40]} {value}")
        else:
            draft.values[column] = value


def _number(text: str, column: str, unit: str) -> float | str:
    """The value in our unit, or what is wrong with it."""
    power = POWERS.get(column, {}).get(unit) if column in POWERS else 0
    if power is None:
        return f"has the unknown unit {unit}"
    if not _NUMBER.fullmatch(text.strip()):
        return "is no number"
    # decimal, so that 101.94 kPa is 1019.4 hPa and not 1019.4000000000001
    value = float(Decimal(text.strip()).scaleb(power))
    low, high = LIMITS[column]
    return value if low <= value <= high else f"is outside {low:g} to {high:g} ({column})"


def _data_time(text: str) -> datetime | None:
    found = _DATA_TIME.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
    except ValueError:
        return None


def _label(start: int, period: int, minute_seconds: int) -> int:
    if not period:
        return start
    # devices stamp 08:00:07 as well as 08:00:00: the interval is the one that holds the stamp
    return start - start % period + (minute_seconds if period == 60 else period)


def _china(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, CHINA).strftime("%Y%m%d%H%M%S")


def _text(value: float, column: str) -> str:
    power = POWERS[column][FEED_UNITS[column]] if column in POWERS else 0
    return format(Decimal(repr(float(value))).scaleb(-power).normalize(), "f")
