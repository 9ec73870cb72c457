"""Spans and hours in words, short enough for a tile."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.times import CHINA

translate = QCoreApplication.translate
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def span_text(seconds: float) -> str:
    """`6 min`, `2 h 6 min`, `3 d 4 h`: two units at most."""
    whole = int(max(0.0, seconds))
    if whole < _HOUR:
        return translate("DutyAges", "{minutes} min").format(minutes=whole // _MINUTE)
    if whole < _DAY:
        return translate("DutyAges", "{hours} h {minutes} min").format(hours=whole // _HOUR, minutes=whole % _HOUR // _MINUTE)
    return translate("DutyAges", "{days} d {hours} h").format(days=whole // _DAY, hours=whole % _DAY // _HOUR)


def hour_text(label: int, now: int) -> str:
    """`13:00`, with the date where it is not today's, with the year where it is not this year's."""
    then, today = (datetime.fromtimestamp(time, CHINA) for time in (label, now))
    if then.date() == today.date():
        return f"{then:%H:%M}"
    return f"{then:%m-%d %H:%M}" if then.year == today.year else f"{then:%Y-%m-%d %H:%M}"

