"""The readings in a frame: columns of an observation, and channels for everything else."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from db.times import CHINA
from desktop.feeds.hj212.columns import FEED_UNITS
from desktop.feeds.hj212.content import content
from desktop.feeds.hj212.frame import Frame
from desktop.feeds.hj212.layout import layout_of, main_places, pairs
from desktop.feeds.hj212.records import DEFAULT_POLICY, Decoded, FrameReading, Policy
from desktop.feeds.hj212.taking import Draft, channel, take, take_usual
from desktop.feeds.hj212.times import data_time

AIR, DUST = "22", "39"
_WITH_COLUMNS = frozenset({AIR, DUST})
# HJ/T 212-2005 came into force: an older clock was reset
_EARLIEST = datetime(2006, 2, 1, tzinfo=CHINA).timestamp()
_DAY = 86400
_AHEAD = _DAY
_CHINA_SECONDS = 8 * 3600


class _Kind(NamedTuple):
    period: int
    field: str


_KINDS = {
    "2011": _Kind(0, "Rtd"),
    "2021": _Kind(0, "Rtd"),
    "2051": _Kind(60, "Avg"),
    "2061": _Kind(3600, "Avg"),
    "2031": _Kind(_DAY, "Avg"),
    "2041": _Kind(_DAY, "Avg"),
}


def carries_readings(frame: Frame) -> bool:
    """Real-time, minute, hour, day, state or running time: what `decode` looks into."""
    return frame.cn in _KINDS


def has_columns(frame: Frame) -> bool:
    """Ambient air and site dust: their pollutants and weather are an observation."""
    return frame.st in _WITH_COLUMNS


def last_texts(frame: Frame) -> list[tuple[str, str]]:
    """Factor codes of a frame that carries readings, each with what it says first: its sample or mean."""
    keys, texts = pairs(frame.cp)
    return [(code, texts[at]) for code, at in main_places(keys, _KINDS[frame.cn].field)]


def decode(
    frame: Frame,
    units: Mapping[str, str] | None = None,
    *,
    now: datetime,
    minute_seconds: int = 60,
    policy: Policy = DEFAULT_POLICY,
) -> Decoded:
    """What a frame says of its time; other commands give nothing and no problem.

    Ambient air (ST 22) and site dust (39) have the columns of an observation; of every other station type,
    and of every other factor, the values are channels.

    Args:
        units: the device's unit by column where it differs from FEED_UNITS: ng/m3, ug/m3, mg/m3, kPa, hPa.
        now: aware; a DataTime more than a day after it is refused.
        minute_seconds: the device's interval of 2051 data, seconds (CN 1063).

    Source: HJ 212-2017 (Table B.2 for the codes), HJ 212-2025 for ST 44 and 45; DataTime is China time, and
    of minutes, hours and days the start.
    """
    kind = _KINDS.get(frame.cn)
    if kind is None:
        return Decoded(ignored=len(content(frame.cp).factors))
    keys, texts = pairs(frame.cp)
    layout = layout_of(keys, kind.field, frame.st in _WITH_COLUMNS, policy.extremes)
    sent = _epoch(texts[layout.time]) if layout.time >= 0 else None
    if sent is None or not _EARLIEST <= sent <= now.timestamp() + _AHEAD:
        said = texts[layout.time][:40] if layout.time >= 0 else ""
        return Decoded(None, (f"DataTime={said} is no possible time",))
    is_plain = frame.cp.isascii() and "_" not in frame.cp  # float() reads 1_000 and full-width digits too
    draft = Draft(texts, policy, units or FEED_UNITS, is_plain)
    for place in take_usual(draft, layout.columns):
        take(draft, place, kind.field)
    draft.problems += [f"{name[:40]} is no name of a channel" for name in layout.unusable]
    label = _label(sent, kind.period, minute_seconds)
    reading = FrameReading(kind.period, label, draft.values, draft.flags)
    return Decoded(
        reading if draft.values or draft.flags else None,
        tuple(draft.problems),
        0,
        tuple([channel(place, draft) for place in layout.channels if texts[place.value].strip()]),
        kind.period,
        label,
    )


@lru_cache(4096)
def _epoch(text: str) -> int | None:
    # devices report the same hours, so nearly every text was seen just before
    time = data_time(text)
    return int(time.timestamp()) if time else None


def _label(start: int, period: int, minute_seconds: int) -> int:
    """The end of the interval that holds `start`: devices stamp 08:00:07 as well as 08:00:00."""
    if not period:
        return start
    if period == _DAY:
        return start - (start + _CHINA_SECONDS) % _DAY + _DAY
    return start - start % period + (minute_seconds if period == 60 else period)
