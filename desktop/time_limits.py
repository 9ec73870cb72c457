"""The time limits that ship with the program, read once."""

from collections.abc import Mapping
from functools import cache

import resources
from db.rules.limits import UsualLimit, parse_limits


@cache
def time_limits() -> Mapping[str, UsualLimit]:
    """By key, in the order of the file."""
    return parse_limits((resources.folder("orders") / "limits.toml").read_text(encoding="utf-8"))
