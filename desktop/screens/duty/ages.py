"""Spans and hours in words, short enough for a tile."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from db.times import CHINA

translate = QCoreApplication.translate
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def span_text(seconds: float) -> str:
    """`6 min`, `2 h 6 min`, `2 h`, `3 d 4 h`: two units at most."""
    whole = int(max(0.0, seconds))
    if whole < _HOUR:
        return translate("DutyAges", "{minutes} min").format(minutes=whole // _MINUTE)
    if whole < _DAY:
        hours, minutes = whole // _HOUR, whole % _HOUR // _MINUTE
        text = (
            translate("DutyAges", "{hours} h {minutes} min")
            if minutes
            else translate("DutyAges", "{hours} h")
        )
        return text.format(hours=hours, minutes=minutes)
    days, hours = whole // _DAY, whole % _DAY // _HOUR
    text = translate("DutyAges", "{days} d {hours} h") if hours else translate("DutyAges", "{days} d")
    return text.format(days=days, hours=hours)


def hour_text(label: int, now: int) -> str:
    """`13:00`, with the date where it is not today's, with the year where it is not this year's."""
    then, today = (datetime.fromtimestamp(time, CHINA) for time in (label, now))
    if then.date() == today.date():
        return f"{then:%H:%M}"
    return f"{then:%m-%d %H:%M}" if then.year == today.year else f"{then:%Y-%m-%d %H:%M}"


def china_day(label: int) -> date:
    """The day that the hour ending at `label` lies in: 00:00 ends the day before."""
    return datetime.fromtimestamp(label - 1, CHINA).date()
