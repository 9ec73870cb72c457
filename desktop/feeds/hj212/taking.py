"""Texts of a frame to numbers in our units, and to channels."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from desktop.feeds.hj212.columns import FEED_UNITS, LIMITS, POWERS
from desktop.feeds.hj212.layout import ChannelPlace, ColumnPlace
from desktop.feeds.hj212.records import Channel, Policy

# Two digits of exponent are plenty, and keep a hostile 1e999999999 out of the decimal arithmetic.
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)
_LONGEST_TEXT = 40


@dataclass(slots=True)
class Draft:
    """What is gathered from one frame."""

    texts: Sequence[str]
    policy: Policy
    units: Mapping[str, str]
    is_plain: bool
    values: dict[str, float] = field(default_factory=dict)
    flags: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def take_usual(draft: Draft, places: Sequence[ColumnPlace]) -> list[ColumnPlace]:
    """Take good values flagged N, as nearly all are; the places that need a second look."""
    if not draft.is_plain or "N" not in draft.policy.letters:
        return list(places)
    texts, values, left = draft.texts, draft.values, list[ColumnPlace]()
    powers = _SUFFIXES if draft.units is FEED_UNITS else _suffixes(draft.units)
    for place in places:
        column, _, value_at, flag_at = place
        suffix = powers[column]
        try:
            # as text, so that 101.94 kPa is 1019.4 hPa and not 1019.4000000000001
            value = float(texts[value_at] + suffix if suffix else texts[value_at])
        except ValueError:
            left.append(place)
            continue
        low, high = LIMITS[column]
        if low <= value <= high and value_at >= 0 and (flag_at < 0 or texts[flag_at] == "N"):
            values[column] = value
        else:
            left.append(place)
    return left


def _suffixes(units: Mapping[str, str]) -> dict[str, str]:
    """What to write behind a number for it to be in our unit; behind one in an unknown unit, nonsense."""
    powers = {column: _power(column, units) for column in LIMITS}
    return {name: "?" if power is None else f"e{power}" if power else "" for name, power in powers.items()}


def _power(column: str, units: Mapping[str, str]) -> int | None:
    unit = units.get(column) or FEED_UNITS.get(column, "")
    return POWERS[column].get(unit) if column in POWERS else 0


_SUFFIXES = _suffixes(FEED_UNITS)


def take(draft: Draft, place: ColumnPlace, name: str) -> None:
    column, code, value_at, flag_at = place
    letter = draft.texts[flag_at] if flag_at >= 0 else "N"
    if letter != "N":
        letter = letter.strip().upper() or "N"
    if not (len(letter) == 1 and letter.isascii() and letter.isalnum()):
        draft.problems.append(f"{code}-Flag={letter[:40]} is no flag")
    elif letter not in draft.policy.letters:
        draft.flags[column] = letter
    elif value_at < 0:
        draft.problems.append(f"{code} has no {name}")
    else:
        _take_number(draft, column, f"{code}-{name}", draft.texts[value_at])


def _take_number(draft: Draft, column: str, key: str, text: str) -> None:
    value = _exactly(text, column, draft.units)
    if isinstance(value, str):
        draft.problems.append(f"{key}={text[:40]} {value}")
    else:
        draft.values[column] = value


def _exactly(text: str, column: str, units: Mapping[str, str]) -> float | str:
    """The value in our unit, or what is wrong with it."""
    power = _power(column, units)
    if power is None:
        return f"has the unknown unit {units.get(column)}"
    if not _NUMBER.fullmatch(text.strip()):
        return "is no number"
    value = float(Decimal(text.strip()).scaleb(power))
    low, high = LIMITS[column]
    return value if low <= value <= high else f"is outside {low:g} to {high:g} ({column})"


def channel(place: ChannelPlace, draft: Draft) -> Channel:
    text = draft.texts[place.value].strip()
    letter = draft.texts[place.flag].strip().upper()[:8] if place.flag >= 0 else "N"
    flag = None if letter in ("", "N") else letter
    value = _number(text) if draft.is_plain else None
    shown = text[:_LONGEST_TEXT] if value is None else None
    return Channel(place.name, place.code, place.field, value, shown, flag)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None
