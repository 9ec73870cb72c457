"""How a table of readings is to be read: which column is what, in which unit, and what a time means."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone

from PySide6.QtCore import QCoreApplication

from db.errors import DomainError
from db.schema.readings import VALUES, Period
from db.times import CHINA
from desktop.feeds.tables.units import DEFAULT, MISSING, REFERENCES, units_of

translate = QCoreApplication.translate

LAYOUTS = ("rows", "stations", "long")
"""A row a station and time; a column a station; a row a single value, with its item beside it."""
PERIODS = {"minute": Period.MINUTE, "hour": Period.HOUR, "day": Period.DAY}
LABELS = ("end", "start")
NEW_STATIONS = ("refuse", "register")
CLOCK = ("time", "date", "year", "month", "day", "hour")
PLACES = ("station", "item", "value", "unit", "flag", "station_values")
FIELDS = (*CLOCK, *PLACES, *VALUES)
"""What a column can be: a part of the time, a key or companion of values, or a column of the record."""
MOST_HEADER_ROW, MOST_HEADER_LINES = 200, 3
_OFFSET = re.compile(r"(?:UTC)?([+-])(\d{1,2}):?(\d{2})?", re.ASCII)


class ProfileError(DomainError):
    """A profile that contradicts itself or lacks something."""

    template = "The profile “{name}” cannot be used: {problem}"


class IncompleteProfileError(ProfileError):
    template = (
        "{file}: it cannot be told {lacks}. Name the columns in a profile (write the proposed one with "
        "--save-profile, complete it, and give it with --profile) or on the import page."
    )


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is. `of`: the column of the record that a flag speaks of, "" for the whole row."""

    header: str
    field: str
    unit: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class ItemUse:
    """What a word in the item column stands for."""

    word: str
    field: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TableProfile:
    """A mapping from a table to the record.

    `header_row` counts from 1, 0 is a table without a header; its columns are then `#1`, `#2` …
    `station` names the only station of the file, `item` the only item of a table with a column a station.
    """

    name: str = ""
    layout: str = "rows"
    sheet: str = ""
    header_row: int = 1
    header_lines: int = 1
    columns: tuple[ColumnUse, ...] = ()
    items: tuple[ItemUse, ...] = ()
    station: str = ""
    item: str = ""
    item_unit: str = ""
    period: str = "hour"
    label: str = "end"
    zone: str = "Asia/Shanghai"
    reference: str = "298.15 K"
    missing: tuple[str, ...] = MISSING
    fill_down: bool = False
    new_stations: str = "refuse"
    stations: tuple[tuple[str, str], ...] = ()
    """What the table calls a station, and its code in the record."""

    def used(self, field: str) -> list[ColumnUse]:
        """Columns of one field."""
        return [use for use in self.columns if use.field == field]

    def has(self, field: str) -> bool:
        return any(use.field == field for use in self.columns)

    @property
    def tz(self) -> timezone:
        """The zone of times that do not name their own."""
        return zone_of(self.zone) or CHINA

    @property
    def lacks(self) -> str:
        """What is still to be named before anything can be read, in words; "" if nothing."""
        return next(_lacking(self), "")

    def check(self) -> None:
        """Make sure that the profile makes sense.

        Raises:
            ProfileError: it does not; the message says where.
        """
        if problem := next(_problems(self), None):
            raise ProfileError(name=self.name, problem=problem)


def zone_of(text: str) -> timezone | None:
    """`Asia/Shanghai`, `UTC`, `+08:00`; None for anything else: other places have summer time."""
    if text in ("Asia/Shanghai", "UTC"):
        return CHINA if text == "Asia/Shanghai" else UTC
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(size if found[1] == "+" else -size) if size < timedelta(hours=15) else None


def _lacking(profile: TableProfile) -> Iterator[str]:
    if not (profile.has("time") or profile.has("date") or all(map(profile.has, ("year", "month", "day")))):
        yield translate("table", "which column has the time")
    elif profile.period != "day" and not (profile.has("time") or profile.has("hour")):
        yield translate("table", "which column has the hour")
    if profile.layout == "stations":
        yield from _lacking_of_stations(profile)
        return
    if not (profile.has("station") or profile.station):
        yield translate("table", "which column names the station, or which one station the file is of")
    if profile.layout == "long":
        if not (profile.has("item") and profile.has("value")):
            yield translate("table", "which columns have the item and its value")
        elif not profile.items:
            yield translate("table", "what the words in the item column stand for")
    elif not any(map(profile.has, VALUES)):
        yield translate("table", "which column has a pollutant or weather")


def _lacking_of_stations(profile: TableProfile) -> Iterator[str]:
    if not profile.has("station_values"):
        yield translate("table", "which columns are stations")
    if not profile.item and not profile.has("item"):
        yield translate("table", "which item the stations' columns hold")
    elif not profile.item and not profile.items:
        yield translate("table", "what the words in the item column stand for")


def _problems(profile: TableProfile) -> Iterator[str]:
    yield from _wrong_choices(profile)
    if not 0 <= profile.header_row <= MOST_HEADER_ROW:
        text = translate("table", "header_row is not between 0 and {most}")
        yield text.format(most=MOST_HEADER_ROW)
    if not 1 <= profile.header_lines <= MOST_HEADER_LINES:
        text = translate("table", "header_lines is not between 1 and {most}")
        yield text.format(most=MOST_HEADER_LINES)
    if zone_of(profile.zone) is None:
        text = translate("table", "“{zone}” is no time zone; write Asia/Shanghai, UTC or +08:00")
        yield text.format(zone=profile.zone)
    for use in profile.columns:
        yield from _wrong_use(use)
    yield from _wrong_items(profile)
    yield from _doubles(profile)
    if any(not word or not code for word, code in profile.stations):
        yield translate("table", "a station without a name or code under [stations]")


def _wrong_choices(profile: TableProfile) -> Iterator[str]:
    choices = {
        "layout": (profile.layout, LAYOUTS),
        "period": (profile.period, tuple(PERIODS)),
        "label": (profile.label, LABELS),
        "reference": (profile.reference, tuple(REFERENCES)),
        "new_stations": (profile.new_stations, NEW_STATIONS),
    }
    for key, (value, known) in choices.items():
        if value not in known:
            yield _not_one_of(key, value, known)


def _wrong_use(use: ColumnUse) -> Iterator[str]:
    if use.field not in FIELDS:
        yield _not_one_of(
            translate("table", "field of “{header}”").format(header=use.header), use.field, FIELDS
        )
    elif use.unit and use.field in VALUES and use.unit not in units_of(use.field):
        name = translate("table", "unit of “{header}”").format(header=use.header)
        yield _not_one_of(name, use.unit, units_of(use.field))
    elif use.unit and use.field not in (*VALUES, "value", "station_values"):
        yield translate("table", "“{header}” has a unit, but no values").format(header=use.header)
    if use.of and (use.field != "flag" or use.of not in VALUES):
        yield translate("table", "“{header}” speaks of nothing that is known").format(header=use.header)


def _wrong_items(profile: TableProfile) -> Iterator[str]:
    for item in profile.items:
        if item.field not in DEFAULT:
            yield _not_one_of(translate("table", "item “{word}”").format(word=item.word), item.field, VALUES)
        elif item.unit and item.unit not in units_of(item.field):
            name = translate("table", "unit of item “{word}”").format(word=item.word)
            yield _not_one_of(name, item.unit, units_of(item.field))
    if profile.item and profile.item not in VALUES:
        yield _not_one_of("item", profile.item, VALUES)
    elif profile.item_unit and (not profile.item or profile.item_unit not in units_of(profile.item)):
        yield _not_one_of("item_unit", profile.item_unit, units_of(profile.item) if profile.item else ())


def _doubles(profile: TableProfile) -> Iterator[str]:
    headers = Counter(use.header for use in profile.columns)
    if twice := next((header for header, count in headers.items() if count > 1), None):
        yield translate("table", "the column “{header}” stands there twice").format(header=twice)
    fields = Counter((use.field, use.of) for use in profile.columns if use.field != "station_values")
    if double := next((field for (field, _), count in fields.items() if count > 1), None):
        text = translate("table", "two columns are “{field}”; leave one of them out")
        yield text.format(field=double)
    words = Counter(item.word for item in profile.items)
    if again := next((word for word, count in words.items() if count > 1), None):
        yield translate("table", "the item “{word}” stands there twice").format(word=again)


def _not_one_of(key: str, value: str, known: object) -> str:
    text = translate("table", "{key} is “{value}”, not one of {known}")
    names = ", ".join(known) if isinstance(known, tuple | list) else str(known)
    return text.format(key=key, value=value, known=names)
