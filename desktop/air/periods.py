"""Days and periods of China time, and hours on their grid.

An hour is labelled by its end, in epoch seconds; the label 00:00 ends the day before, so that the hours of a
day are those labelled 01 to 24. A day is numbered from 1970-01-01.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

HOUR = 3600
DAY_HOURS = 24
_DAY = 86_400
_CHINA = 8 * HOUR
_EPOCH = date(1970, 1, 1).toordinal()


def china_day(label: int) -> int:
    """The number of the day that an hour lies in."""
    return (label - 1 + _CHINA) // _DAY


def hour_of_day(label: int) -> int:
    """1 to 24: how many hours of its day have ended with this one."""
    return (label - HOUR + _CHINA) % _DAY // HOUR + 1


def first_label(day: int) -> int:
    """The label of a day's first hour, 01:00."""
    return day * _DAY - _CHINA + HOUR


def day_number(day: date) -> int:
    """The number of a day of China."""
    return day.toordinal() - _EPOCH


def date_of(number: int) -> date:
    """The day of China with a number."""
    return date.fromordinal(number + _EPOCH)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of China from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"period: {self.last} is before {self.first}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def is_month(self) -> bool:
        """Whether it is a whole calendar month."""
        return self == month(self.first.year, self.first.month)

    @property
    def is_year(self) -> bool:
        """Whether it is a whole calendar year."""
        return self == year(self.first.year)

    def months(self) -> Iterator["Period"]:
        """Its parts by calendar month; the first and the last may be cut."""
        start = self.first
        while start <= self.last:
            end = min(month(start.year, start.month).last, self.last)
            yield Period(start, end)
            start = end + timedelta(days=1)

    def before(self) -> "Period":
        """The period before it: the month before a month, the year before a year, else as many days."""
        end = self.first - timedelta(days=1)
        if self.is_month:
            return month(end.year, end.month)
        if self.is_year:
            return year(end.year)
        return Period(end - timedelta(days=self.days - 1), end)

    def last_year(self) -> "Period":
        """The same days a year earlier; 29 February becomes the 28th, a whole February a whole one."""
        if self.is_month:
            return month(self.first.year - 1, self.first.month)
        return Period(_year_before(self.first), _year_before(self.last))


def month(year: int, month: int) -> Period:
    """A calendar month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def year_to_date(day: date) -> Period:
    """From New Year to a day."""
    return Period(date(day.year, 1, 1), day)


def _year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
