"""Times in tables, in the spellings that people and platforms use: text to epoch seconds of the label."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, NamedTuple

from db.schema.readings import Period
from desktop.feeds.cells import FIRST_YEAR, LAST_YEAR, BadCellError, Column, translate
from desktop.feeds.tables.profile import PERIODS, TableProfile

_OFFSET_PART = r"\s*(Z|[+-]\d{2}:?\d{2})?"
_SPLIT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]*(\d{1,2})(?:\s*[:时点]\s*(?:(\d{1,2})\s*分?(?:\s*:?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?)?)?)?"
    + _OFFSET_PART,
    re.ASCII,
)
_PACKED = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:[\sT]*(\d{2})(?::?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?)?" + _OFFSET_PART, re.ASCII
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
_EPOCH = re.compile(r"(?:/Date\()?(\d{10}|\d{12,13})(?:[+-]\d{4})?(?:\)/)?", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})(?:\.0+)?(?:\s*[:时点]\s*(?:(\d{1,2}).*)?)?", re.ASCII)
_FIRST_SERIAL = datetime(1899, 12, 30)
_CHINA_SECONDS = 8 * 3600
BETWEEN = "\ue000"
"""Stands between the parts of a time that comes from several cells; nobody's letter, and no space."""


class Moment(NamedTuple):
    """A time as it was written; `offset` where it named its zone."""

    local: datetime
    offset: timezone | None
    has_hour: bool


def parse(text: str) -> Moment:
    """A date, or a date and a time of day.

    Raises:
        BadCellError: it is none.
    """
    text = text.strip()
    found = _SPLIT.fullmatch(text) or _PACKED.fullmatch(text)
    if found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return _moment(found.groups())
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text))
    if (epoch := _EPOCH.fullmatch(text)) is not None:
        seconds = int(epoch[1]) / (1 if len(epoch[1]) == 10 else 1000)
        return Moment(_rounded(datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)), UTC, True)
    if found is not None:
        raise BadCellError(_not_between())
    raise BadCellError(translate("cell", "not a date like 2026-03-01 or 2026年3月1日, nor one with an hour"))


def parse_hour(text: str) -> tuple[int, int]:
    """`13`, `13:00`, `13时`: hour 0 to 24, and minute.

    Raises:
        BadCellError: it is none.
    """
    found = _HOUR.fullmatch(text.strip())
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        raise BadCellError(translate("cell", "not an hour from 0 to 24"))
    return int(found[1]), int(found[2] or 0)


class Clock:
    """Turns the cells of a row that say when into the label of the interval's end."""

    def __init__(self, profile: TableProfile, places: dict[str, int]) -> None:
        self._profile = profile
        self._period = PERIODS[profile.period]
        self._shift = self._period.value if profile.label == "start" else 0
        names = _parts(places)
        self.places = [places[name] for name in names]
        self.text = _joined(self.places)
        """The cells of a row that say when, as one text."""
        self.labels = Column(self._label(names))
        """That text -> epoch seconds."""

    def _label(self, names: Sequence[str]) -> Callable[[str], int]:
        def label(text: str) -> int:
            return self._end(_assembled(names, text.split(BETWEEN, len(names) - 1)))

        return label

    def _end(self, moment: Moment) -> int:
        if self._period is not Period.DAY and not moment.has_hour:
            raise BadCellError(translate("cell", "no hour"))
        zone = moment.offset or self._profile.tz
        try:
            seconds = int(moment.local.replace(tzinfo=zone).timestamp())
        except (OverflowError, ValueError):
            raise BadCellError(_not_between()) from None
        return self._aligned(seconds + self._shift)

    def _aligned(self, seconds: int) -> int:
        if self._period is Period.DAY and (seconds + _CHINA_SECONDS) % Period.DAY:
            raise BadCellError(translate("cell", "not a whole day of China's clock"))
        if self._period is Period.HOUR and seconds % Period.HOUR:
            raise BadCellError(translate("cell", "not a full hour"))
        if seconds % Period.MINUTE:
            raise BadCellError(translate("cell", "not a full minute"))
        return seconds


def _parts(places: dict[str, int]) -> list[str]:
    """The columns that make the time, the fewest that do."""
    if "time" in places:
        return ["time"]
    hour = ["hour"] if "hour" in places else []
    return (["date"] if "date" in places else ["year", "month", "day"]) + hour


def _joined(places: Sequence[int]) -> Callable[[Sequence[str]], str]:
    if len(places) == 1:
        (place,) = places
        return lambda cells: cells[place]
    return lambda cells: BETWEEN.join([cells[place] for place in places])


def _assembled(names: Sequence[str], texts: Sequence[str]) -> Moment:
    by_name = dict(zip(names, texts, strict=True))
    if "year" in by_name:
        parts = [_whole(by_name[name]) for name in ("year", "month", "day")]
        day = parse("-".join(parts))
    else:
        day = parse(texts[0])
    if "hour" not in by_name:
        return day
    hour, minute = parse_hour(by_name["hour"])
    start = day.local.replace(hour=0, minute=0, second=0)
    return Moment(start + timedelta(hours=hour, minutes=minute), day.offset, True)


def _whole(text: str) -> str:
    """`3月` and `3.0` are 3."""
    return re.sub(r"\.0+$|[年月日]$", "", text.strip())


def _moment(parts: Sequence[Any]) -> Moment:
    year, month, day, hour, minute, second, offset = parts
    try:
        start = datetime(int(year), int(month), int(day))
    except ValueError:
        raise BadCellError(translate("cell", "no such date or hour")) from None
    of_day = timedelta(hours=int(hour or 0), minutes=int(minute or 0), seconds=int(second or 0))
    if int(minute or 0) > 59 or int(second or 0) > 59 or of_day > timedelta(days=1):
        raise BadCellError(translate("cell", "no such date or hour"))
    return Moment(start + of_day, _zone(offset), hour is not None)


def _zone(text: str | None) -> timezone | None:
    if text is None or text == "Z":
        return UTC if text else None
    plain = text.replace(":", "")
    size = timedelta(hours=int(plain[1:3]), minutes=int(plain[3:5]))
    if size >= timedelta(days=1):
        raise BadCellError(translate("cell", "no such date or hour"))
    return timezone(size if plain[0] == "+" else -size)


def _from_serial(days: float) -> Moment:
    """A spreadsheet's number of a day."""
    moment = _rounded(_FIRST_SERIAL + timedelta(days=days))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadCellError(_not_between())
    return Moment(moment, None, True)


def _rounded(moment: datetime) -> datetime:
    """To the second: spreadsheets keep 13:00 as 12:59:59.9999."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _not_between() -> str:
    text = translate("cell", "not between {first} and {last}")
    return text.format(first=FIRST_YEAR, last=LAST_YEAR)
