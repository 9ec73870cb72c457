"""The time limits that ship with the program, read once."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache

import resources
from db.rules.clocks import Limit, Measure
from db.rules.limits import UsualLimit, limit_named, parse_limits
from db.rules.working_time import CalendarYearError, ChinaCalendar


@cache
def time_limits() -> Mapping[str, UsualLimit]:
    """By key, in the order of the file."""
    return parse_limits((resources.folder("orders") / "limits.toml").read_text(encoding="utf-8"))


def limit_of(key: str | None) -> Limit:
    """The limit that an order's key means."""
    return limit_named(key, time_limits())


def extensions(start: datetime, language: str) -> list[tuple[str, datetime]]:
    """Later deadlines by the usual limits of an hour and more: name and moment.

    Those that end in a year whose working days are not published are left out.
    """
    calendar, found = ChinaCalendar(), list[tuple[str, datetime]]()
    for usual in time_limits().values():
        if usual.limit.measure is Measure.MINUTES:
            continue
        with suppress(CalendarYearError):
            found.append((usual.text.name(language), usual.limit.due(start, calendar)))
    return found
