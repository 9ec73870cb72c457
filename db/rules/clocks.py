"""Clocks of orders: when something is due, what a pause does to it, how it stands. Time is an argument."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from db.rules.working_time import WorkCalendar, end_of_workday, workdays_left


class Measure(StrEnum):
    """What a time limit counts in: the 24-hour clock, or working days."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    """Of 24 hours each."""
    WORKDAYS = "workdays"


_SPANS = {
    Measure.MINUTES: timedelta(minutes=1),
    Measure.HOURS: timedelta(hours=1),
    Measure.DAYS: timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: so many of a measure."""

    amount: int
    measure: Measure

    def due(self, start: datetime, calendar: WorkCalendar) -> datetime:
        """When it ends that begins at `start`.

        Raises:
            CalendarYearError: it counts working days and ends in a year that is not known.
        """
        if self.measure is Measure.WORKDAYS:
            return end_of_workday(start, self.amount, calendar)
        return start + self.amount * _SPANS[self.measure]

    def resumed(self, due: datetime, paused: datetime, now: datetime, calendar: WorkCalendar) -> datetime:
        """When it ends that was due at `due`, stood still from `paused` on, and goes on now.

        What was left stays left: the same time on the 24-hour clock, the same number of working days. What
        was late already is as late as it was.

        Raises:
            CalendarYearError: it counts working days and ends in a year that is not known.
        """
        left = workdays_left(paused, due, calendar) if self.measure is Measure.WORKDAYS else 0
        if left == 0 or due <= paused:
            return due + (now - paused)
        return end_of_workday(now, left, calendar)


class Stand(StrEnum):
    """How a clock stands."""

    NONE = "none"
    """Nothing is due."""
    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    KEPT = "kept"
    """It was done in time."""
    MISSED = "missed"
    """It was done, but late."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clock stands, and by how much: time left, or time late (both positive)."""

    stand: Stand
    by: timedelta = timedelta(0)


def standing(
    due: datetime | None,
    now: datetime,
    *,
    soon: timedelta,
    done: datetime | None = None,
    paused: datetime | None = None,
) -> Standing:
    """How a clock stands at `now`; a moment that is due exactly now is still kept.

    Args:
        soon: less time left than this is said.
        done: when what was due was done.
        paused: since when the clock stands still.
    """
    if due is None:
        return Standing(Stand.NONE)
    if done is not None:
        return Standing(Stand.KEPT, due - done) if done <= due else Standing(Stand.MISSED, done - due)
    if paused is not None:
        return Standing(Stand.PAUSED, max(due - paused, timedelta(0)))
    if now > due:
        return Standing(Stand.LATE, now - due)
    return Standing(Stand.SOON if due - now < soon else Stand.RUNNING, due - now)
