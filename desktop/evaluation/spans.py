"""Which days are looked at: a named period that follows the clock, or any two dates; the one before it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.air.periods import Period, month, year, year_to_date

_DAY = timedelta(days=1)


class Named(StrEnum):
    """Periods that are asked for by name."""

    TODAY = "today"
    MONTH = "month"
    YEAR = "year"
    LAST_MONTH = "last_month"
    LAST_YEAR = "last_year"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Span:
    """Days with the name they were asked for by."""

    name: Named
    period: Period

    def before(self) -> "Span":
        """The one before: the day, month or year before, else as many days."""
        return _free(_whole(self).before())

    def after(self, today: date) -> "Span | None":
        """The one after, cut at today; None when there is none yet."""
        whole = _whole(self)
        first = whole.last + _DAY
        if first > today:
            return None
        if whole.is_month:
            follower = month(first.year, first.month)
        elif whole.is_year:
            follower = year(first.year)
        else:
            follower = Period(first, first + (whole.last - whole.first))
        return _free(_cut(follower, today))


def named(name: Named, today: date) -> Span:
    """A period by its name. A month and a year go to yesterday: today is not over.

    On the first day of a month or year there is only today.
    """
    yesterday = today - _DAY
    if name is Named.LAST_MONTH:
        end = today.replace(day=1) - _DAY
        return Span(name, month(end.year, end.month))
    if name is Named.LAST_YEAR:
        return Span(name, year(today.year - 1))
    if name is Named.MONTH:
        first = today.replace(day=1)
        return Span(name, Period(first, max(first, yesterday)))
    if name is Named.YEAR:
        return Span(name, year_to_date(max(date(today.year, 1, 1), yesterday)))
    return Span(Named.TODAY, Period(today, today))


def free(first: date, last: date) -> Span:
    """Any two days, in whichever order they were given."""
    return _free(Period(min(first, last), max(first, last)))


def _free(period: Period) -> Span:
    return Span(Named.FREE, period)


def _whole(span: Span) -> Period:
    """A month or year to date counts as the whole one when it is left for the one before or after."""
    first = span.period.first
    if span.name is Named.MONTH:
        return month(first.year, first.month)
    return year(first.year) if span.name is Named.YEAR else span.period


def _cut(period: Period, today: date) -> Period:
    return Period(period.first, min(period.last, max(period.first, today - _DAY)))
