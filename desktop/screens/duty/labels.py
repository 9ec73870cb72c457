"""Labels of hours in China time."""

from datetime import date, datetime

from db.times import CHINA


def hour_text(label: int, now: int) -> str:
    """`13:00`, with the date where it is not today's, with the year where it is not this year's."""
    then, today = (datetime.fromtimestamp(time, CHINA) for time in (label, now))
    if then.date() == today.date():
        return f"{then:%H:%M}"
    return f"{then:%m-%d %H:%M}" if then.year == today.year else f"{then:%Y-%m-%d %H:%M}"


def china_day(label: int) -> date:
    """The day that the hour ending at `label` lies in: 00:00 ends the day before."""
    return datetime.fromtimestamp(label - 1, CHINA).date()
