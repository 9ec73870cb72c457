"""Which column of a table is what: by its header, and where that says nothing, by its cells."""

import re
from collections.abc import Callable, Sequence

from db.schema.readings import VALUES
from desktop.feeds.cells import BadCellError
from desktop.feeds.tables import times as table_times
from desktop.feeds.tables.flags import is_flag
from desktop.feeds.tables.head import Head
from desktop.feeds.tables.stations import StationBook
from desktop.feeds.tables.units import MISSING, Missing
from desktop.feeds.tables.words import meaning, named_item

_CODE = re.compile(r"\d{3,12}[A-Za-z]{1,3}", re.ASCII)
_DROPPED = {
    "rows": ("item", "value", "unit", "station_values"),
    "long": (*VALUES, "station_values"),
    "stations": (*VALUES, "station", "value", "unit", "flag"),
}
"""Fields that a layout has no use for."""
_MOST = 0.8
_lacks = Missing(MISSING)


class Roles:
    """The part that each column plays.

    Args:
        rows: cells of the first rows below the header.
        around: what else names things: titles above, the sheet, the file.
    """

    def __init__(
        self, top: Head, rows: Sequence[Sequence[str]], book: StationBook | None, around: Sequence[str]
    ) -> None:
        self.names, self.book, self._around = top.names, book, around
        self.cells = [[row[i] if i < len(row) else "" for row in rows] for i in range(len(top.names))]
        self.filled = [[text for text in column if not _lacks(text)] for column in self.cells]
        self.said = [meaning(name, lines=parts) for name, parts in zip(top.names, top.lines, strict=True)]
        self.fields: list[str | None] = [one.field for one in self.said]
        self.by_cells: set[int] = set()
        """Columns whose header says nothing."""
        self._name_times()
        self._name_stations()
        self._name_only_value()
        self.layout = self._layout()
        self.chosen = self._chosen()

    def of(self, field: str) -> list[int]:
        """Numbers of the columns that could be a field."""
        return [i for i, found in enumerate(self.fields) if found == field]

    def has(self, field: str) -> bool:
        return field in self.fields

    @property
    def station(self) -> str:
        """Code of the only station of a table without a column of stations."""
        if self.layout == "stations" or self.has("station") or self.book is None:
            return ""
        parts = [part for text in self._around for part in (text, *re.split(r"[:：\s_\-]+", text))]
        found = {
            code for part in parts if part and len(codes := self.book.codes_of(part)) == 1 for code in codes
        }
        return found.pop() if len(found) == 1 else ""

    @property
    def item(self) -> str:
        """The only item of a table that names none in a column."""
        return "" if self.has("item") else named_item(self._around)

    def _name_times(self) -> None:
        if not any(map(self.has, ("time", "date", "year"))):
            for i, field in enumerate(self.fields):
                if field is None and _share(self.filled[i], is_time) >= _MOST:
                    self.fields[i] = "time"
                    self.by_cells.add(i)
                    break
        for i in self.of("date"):
            if not self.has("hour") and any(map(has_hour, self.filled[i])):
                self.fields[i] = "time"
        for i in self.of("time"):
            is_hour = _share(self.filled[i], _is_hour) >= _MOST and _share(self.filled[i], is_time) < _MOST
            if is_hour and self.has("date"):
                self.fields[i] = "hour"
            elif self.has("hour") and not any(map(has_hour, self.filled[i])):
                self.fields[i] = "date"

    def _name_stations(self) -> None:
        if not self.has("station"):
            for i, field in enumerate(self.fields):
                if field is None and _share(self.filled[i], self._is_station) >= _MOST:
                    self.fields[i] = "station"
                    self.by_cells.add(i)
                    break
        for i, field in enumerate(self.fields):
            if field is None and self._is_station(self.names[i]):
                self.fields[i] = "station_values"

    def _name_only_value(self) -> None:
        """A column 浓度 under a title that speaks of one pollutant is that pollutant's."""
        if self.has("value") and not self.has("item") and not any(map(self.has, VALUES)) and self.item:
            place = self.of("value")[0]
            self.fields[place] = self.item
            self.by_cells.add(place)

    def _is_station(self, text: str) -> bool:
        if _CODE.fullmatch(text.strip()):
            return True
        return self.book is not None and len(self.book.codes_of(text.strip())) == 1

    def _layout(self) -> str:
        if any(map(self.has, VALUES)):
            return "rows"
        if self.has("item") and self.has("value"):
            return "long"
        return "stations" if self.has("station_values") else "rows"

    def _chosen(self) -> set[int]:
        """One column for each field; of stations, those that the layout needs."""
        dropped = _DROPPED[self.layout]
        chosen: dict[tuple[str, str], int] = {}
        for i, field in sorted(enumerate(self.fields), key=lambda one: self._rank(*one)):
            if field and field not in dropped and (field != "flag" or self._are_flags(i)):
                key = (field, str(i) if field == "station_values" else self.said[i].of)
                chosen.setdefault(key, i)
        fields = {field for field, _ in chosen}
        surplus = {"date", "year", "month", "day", "hour"} if "time" in fields else set[str]()
        surplus |= {"year", "month", "day"} if "date" in fields else set()
        orphans = {of for field, of in chosen if field == "flag" and of and of not in fields}
        return {i for (field, of), i in chosen.items() if field not in surplus and of not in orphans}

    def _rank(self, place: int, field: str | None) -> tuple[int, int]:
        """Of several columns: the end of an interval before its start, codes before names."""
        if field == "time":
            return int(self.said[place].label == "start"), place
        if field == "station":
            return int(_share(self.filled[place], self._is_station) < _MOST), place
        return 0, place

    def _are_flags(self, place: int) -> bool:
        return all(map(is_flag, self.filled[place]))


def _share(texts: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, texts)) / len(texts) if texts else 0.0


def is_time(text: str) -> bool:
    """Whether a text can hardly be anything but a date or time."""
    plain = text.strip()
    try:
        moment = table_times.parse(plain)
    except BadCellError:
        return False
    return not plain.replace(".", "").isdecimal() or (len(plain) in (8, 10, 12, 14) and moment.offset is None)


def has_hour(text: str) -> bool:
    """Whether a time of day stands there other than the midnight that spreadsheets give to dates."""
    try:
        moment = table_times.parse(text)
    except BadCellError:
        return False
    return moment.has_hour and (moment.local.hour, moment.local.minute) != (0, 0)


def _is_hour(text: str) -> bool:
    try:
        table_times.parse_hour(text)
    except BadCellError:
        return False
    return True
