"""The usual time limits of orders, as data: which there are, and which are one click away."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.errors import InvalidValueError
from db.rules.clocks import Limit, Measure
from db.rules.definition_problem import Text

_MOST = {Measure.MINUTES: 1_440, Measure.HOURS: 720, Measure.DAYS: 366, Measure.WORKDAYS: 250}


class BadLimitError(InvalidValueError):
    """What somebody typed is no time limit."""

    template = (
        "“{text}” is no time limit. Write an amount with min, h, d or wd (working days): 30min, 24h, 3d, 7wd."
    )


@dataclass(frozen=True, slots=True)
class UsualLimit:
    """A time limit with its name."""

    key: str
    limit: Limit
    text: Text
    is_usual: bool


def parse_limits(text: str) -> Mapping[str, UsualLimit]:
    """The limits of a file, in order, by key.

    Raises:
        ValueError: it is no TOML, or a limit is wrong; the message says which and what.
    """
    found: dict[str, UsualLimit] = {}
    for number, data in enumerate(tomllib.loads(text)["limits"], 1):
        one = _limit(data, number)
        if one.key in found:
            raise ValueError(f"limit {number}: the key {one.key} is there twice")
        found[one.key] = one
    return found


def read_limit(text: str, known: Mapping[str, UsualLimit]) -> Limit:
    """A limit as somebody types it: the key of a usual one, or any amount with min, h, d or wd.

    Raises:
        BadLimitError: it is neither.
    """
    plain = text.strip().lower()
    if plain in known:
        return known[plain].limit
    for end, measure in _ENDS:
        amount = plain.removesuffix(end)
        if plain.endswith(end) and amount.isascii() and amount.isdecimal():
            if 1 <= int(amount) <= _MOST[measure]:
                return Limit(int(amount), measure)
            break
    raise BadLimitError(text=text)


def limit_named(key: str | None, known: Mapping[str, UsualLimit]) -> Limit:
    """The limit that an order's key means: a usual one, or as somebody typed it.

    Without one, or when the office has dropped it, clocks count on the 24-hour clock.
    """
    try:
        return read_limit(key, known) if key else _PLAIN
    except BadLimitError:
        return _PLAIN


_PLAIN = Limit(24, Measure.HOURS)
_ENDS = (
    ("min", Measure.MINUTES),
    ("wd", Measure.WORKDAYS),
    ("h", Measure.HOURS),
    ("d", Measure.DAYS),
)


def _limit(data: dict[str, Any], number: int) -> UsualLimit:
    try:
        measure, amount = Measure(data["measure"]), data["amount"]
        name = Text(str(data["zh"]), str(data["en"]))
        key = str(data["key"])
    except (KeyError, ValueError) as error:
        raise ValueError(f"limit {number}: {error}") from error
    if type(amount) is not int or not 1 <= amount <= _MOST[measure]:
        raise ValueError(f"limit {number} ({key}): amount {amount} is not from 1 to {_MOST[measure]}")
    return UsualLimit(key, Limit(amount, measure), name, bool(data.get("usual", False)))
