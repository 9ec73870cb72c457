"""Where in a CP the values stand: worked out once for all frames of one form."""

import re
from functools import lru_cache
from typing import NamedTuple

from desktop.feeds.hj212.columns import COLUMN_OF

_PAIR = re.compile(r"([^=,;]*)=([^,;]*)")
_NOT_VALUES = frozenset({"Flag", "EFlag", "SampleTime"})
EXTREMES = frozenset({"Min", "Max", "Cou", "ZsMin", "ZsMax"})
_LONGEST_NAME = 40  # what the record keeps of a channel's name


class ColumnPlace(NamedTuple):
    """A column of an observation; positions in the list of values, -1 where the frame has none."""

    column: str
    code: str
    value: int
    flag: int


class ChannelPlace(NamedTuple):
    """A value that is no column. `name`: the code, with its field unless that is the kind's own."""

    name: str
    code: str
    field: str
    value: int
    flag: int


class Layout(NamedTuple):
    """What stands where, and the codes that cannot be kept under their name."""

    time: int
    columns: tuple[ColumnPlace, ...]
    channels: tuple[ChannelPlace, ...]
    unusable: tuple[str, ...]


@lru_cache(1024)  # the frames of a batch are looked at twice
def pairs(cp: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys and values of a CP in their order; a bare key has an empty value."""
    found = _PAIR.findall(cp)
    if len(found) != cp.count(",") + cp.count(";") + 1:
        found = [tuple(part.partition("=")[::2]) for part in cp.replace(";", ",").split(",")]
    keys, values = zip(*found, strict=True)
    return keys, values


@lru_cache(2048)
def layout_of(keys: tuple[str, ...], own_field: str, has_columns: bool, extremes: bool) -> Layout:
    """The layout of a frame with these keys.

    Args:
        own_field: Rtd or Avg, as the command has it.
        has_columns: codes of pollutants and weather are columns of an observation, not channels.
        extremes: keep Min, Max and Cou as well.
    """
    places, time = _places(keys)
    columns, channels, unusable = list[ColumnPlace](), list[ChannelPlace](), list[str]()
    for code, fields in places.items():
        flag = fields.get("Flag", -1)
        own = _NOT_VALUES
        if has_columns and code in COLUMN_OF:
            columns.append(ColumnPlace(COLUMN_OF[code], code, fields.get(own_field, -1), flag))
            own = _NOT_VALUES | {own_field}
        for field, at in fields.items():
            if field not in own and (extremes or field not in EXTREMES):
                name = code if field == own_field else f"{code}-{field}"
                if code and name.isprintable() and len(name) <= _LONGEST_NAME:
                    channels.append(ChannelPlace(name, code, field, at, flag))
                else:
                    unusable.append(name)
    return Layout(time, tuple(columns), tuple(channels), tuple(unusable))


@lru_cache(2048)
def main_places(keys: tuple[str, ...], own_field: str) -> tuple[tuple[str, int], ...]:
    """By factor code, where its own field stands, or whatever it has instead."""
    places, _ = _places(keys)
    return tuple(
        (code, fields.get(own_field, next(iter(fields.values())))) for code, fields in places.items()
    )


def _places(keys: tuple[str, ...]) -> tuple[dict[str, dict[str, int]], int]:
    """Positions by code and field, and that of DataTime; the rules are those of `content`."""
    places, last, time = dict[str, dict[str, int]](), dict[str, int](), -1
    for at, key in enumerate(keys):
        code, dash, field = key.rpartition("-")
        if dash:
            last = places.setdefault(code, {})
            last[field] = at
        elif key == "Flag" and places:
            last.setdefault("Flag", at)
        elif key == "DataTime":
            time = at
    return places, time
