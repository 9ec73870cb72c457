"""Working days of China: weekends, holidays, and the days that are worked instead.

The end of a period of working days follows the Civil Code: the day on which it begins does not count
(article 201), and its last day lasts to its end (article 203).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Protocol

from db.errors import RuleError
from db.times import CHINA

_DAY = timedelta(days=1)
_LAST = time(23, 59)
"""A day that is named without an hour lasts to this minute, as everywhere in the program."""
_LONGEST = 1_000
"""Days that are looked through at most; no office gives four years."""


class CalendarYearError(RuleError):
    """Nobody can know yet which days of a year are worked."""

    template = (
        "The holidays of {year} are not known to this program; the State Council publishes them in the "
        "autumn before. Choose a time limit without working days, or name the day."
    )


class WorkCalendar(Protocol):
    """Which days are worked."""

    def is_workday(self, day: date) -> bool:
        """Whether offices work on a day.

        Raises:
            CalendarYearError: its year is not known.
        """
        ...


class ChinaCalendar:
    """The State Council's yearly notices, as `chinesecalendar` carries them (2004 to the last published)."""

    def is_workday(self, day: date) -> bool:
        """See `WorkCalendar`."""
        from chinese_calendar import is_workday

        try:
            return bool(is_workday(day))
        except NotImplementedError as error:
            raise CalendarYearError(year=day.year) from error


def end_of_workday(start: datetime, count: int, calendar: WorkCalendar) -> datetime:
    """The last minute, in China, of the `count`-th working day after the day of `start`.

    Raises:
        CalendarYearError: it lies in a year whose holidays are not known.
        ValueError: `count` is less than one or beyond what anybody gives.
    """
    if count < 1:
        raise ValueError(count)
    for number, day in enumerate(_workdays_after(start, calendar), 1):
        if number == count:
            return datetime.combine(day, _LAST, CHINA)
    raise ValueError(count)


def workdays_left(at: datetime, due: datetime, calendar: WorkCalendar) -> int:
    """Working days after the day of `at`, the last one being that of `due`; 0 if there is none.

    Raises:
        CalendarYearError: a year in between is not known.
    """
    last = due.astimezone(CHINA).date()
    count = 0
    for day in _workdays_after(at, calendar):
        if day > last:
            break
        count += 1
    return count


def _workdays_after(start: datetime, calendar: WorkCalendar) -> Iterator[date]:
    first = start.astimezone(CHINA).date()
    for number in range(1, _LONGEST):
        day = first + number * _DAY
        if calendar.is_workday(day):
            yield day
