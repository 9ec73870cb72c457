"""The part of a table's row that holds values, for each of the layouts."""

from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

from db.schema.readings import VALUES
from desktop.feeds.cells import BadCellError, Column, translate
from desktop.feeds.tables import units as table_units
from desktop.feeds.tables.flags import flags
from desktop.feeds.tables.gather import Reading
from desktop.feeds.tables.profile import ItemUse, TableProfile
from desktop.feeds.tables.stations import StationColumn, UnknownStationError
from desktop.feeds.tables.units import Missing
from desktop.feeds.tables.words import is_unused, plain

WHOLE_ROW = -1
_UNKNOWN = "?"


@dataclass(slots=True)
class Parsed:
    """One row of a table: its readings, and what is wrong with it.

    `problems`: number of the column, or WHOLE_ROW -> kind and reason.
    """

    line: int
    cells: list[str]
    time: int | None = None
    readings: list[Reading] = field(default_factory=list)
    problems: dict[int, tuple[str, str]] = field(default_factory=dict)


class Values:
    """What the layouts have in common."""

    def __init__(self, profile: TableProfile, places: dict[str, int], stations: StationColumn) -> None:
        self._profile, self._places, self._stations = profile, places, stations
        self._missing = Missing(profile.missing)
        self._flags = flags(self._missing)
        self._columns: dict[tuple[str, str], Column] = {}
        self._items = {plain(item.word): item for item in profile.items}
        self._item, self._station = self._place("item"), self._place("station")
        self._row_flag = next((places[use.header] for use in profile.used("flag") if not use.of), None)

    def read(self, time: int, row: Parsed) -> None:
        """Add the readings of a row."""
        raise TypeError(f"{type(self).__name__} does not say it")

    def _place(self, name: str) -> int | None:
        return next((self._places[use.header] for use in self._profile.used(name)), None)

    def _column(self, name: str, unit: str) -> Column:
        key = name, unit
        if key not in self._columns:
            options: dict[str, Any] = {"reference": self._profile.reference, "missing": self._profile.missing}
            self._columns[key] = table_units.values(name, unit, **options)
        return self._columns[key]

    def _code(self, row: Parsed) -> str | None:
        place = WHOLE_ROW if self._station is None else self._station
        text = self._profile.station if self._station is None else row.cells[self._station]
        return self._station_code(row, place, text) if self._is_filled(row) else None

    def _is_filled(self, row: Parsed) -> bool:
        """Whether the row has values at all: a remark under a table names no station."""
        return True

    def _station_code(self, row: Parsed, place: int, text: str) -> str | None:
        try:
            return str(self._stations[text])
        except UnknownStationError as error:
            self._stations.unknown[text.strip()] = None
            row.problems[place] = ("station", str(error))
        except BadCellError as error:
            row.problems[place] = ("station", str(error))
        return None

    def _letter(self, row: Parsed, place: int | None) -> str | None:
        if place is None:
            return None
        try:
            letter: str | None = self._flags[row.cells[place]]
        except BadCellError as error:
            row.problems[place] = ("value", str(error))
            return _UNKNOWN
        return letter

    def _take(
        self, row: Parsed, key: tuple[str, int, int], column: Column, place: int, letter: str | None
    ) -> None:
        """Add the value in a cell, or the letter that stands for it."""
        if letter is not None:
            if letter != _UNKNOWN:
                row.readings.append((*key, None, letter))
            return
        try:
            value = column[row.cells[place]]
        except BadCellError as error:
            row.problems[place] = ("value", str(error))
            return
        if value is not None:
            row.readings.append((*key, value, None))

    def _item_of(self, row: Parsed) -> ItemUse | None:
        """What the item column says; items that the record does not keep are no mistake."""
        assert self._item is not None
        text = row.cells[self._item]
        item = self._items.get(plain(text))
        if item is None and not is_unused(text):
            row.problems[self._item] = ("value", translate("cell", "no item that the profile knows"))
        return item


class RowsValues(Values):
    """A row a station and time, a column a quantity."""

    def __init__(self, profile: TableProfile, places: dict[str, int], stations: StationColumn) -> None:
        super().__init__(profile, places, stations)
        own_flags = {use.of: places[use.header] for use in profile.used("flag") if use.of}
        self._wide = [
            (
                VALUES.index(use.field),
                places[use.header],
                self._column(use.field, use.unit),
                own_flags.get(use.field),
            )
            for use in profile.columns
            if use.field in VALUES
        ]
        self._indices = [index for index, *_ in self._wide]
        self._has_flags = profile.has("flag")

    @override
    def read(self, time: int, row: Parsed) -> None:
        code = self._code(row)
        if code is None:
            return
        if not self._has_flags and self._read_at_once(code, time, row):
            return
        of_row = self._letter(row, self._row_flag)
        for index, place, column, flag_place in self._wide:
            letter = of_row if flag_place is None else self._letter(row, flag_place) or of_row
            self._take(row, (code, time, index), column, place, letter)

    def _read_at_once(self, code: str, time: int, row: Parsed) -> bool:
        """All values of a row that is in order, which most are; several times as fast as one by one."""
        cells = row.cells
        try:
            values = [column[cells[place]] for _, place, column, _ in self._wide]
        except BadCellError:
            return False
        row.readings = [
            (code, time, index, value, None)
            for index, value in zip(self._indices, values, strict=True)
            if value is not None
        ]
        return True

    @override
    def _is_filled(self, row: Parsed) -> bool:
        return any(row.cells[place].strip() for _, place, _, _ in self._wide)


class LongValues(Values):
    """A row a single value, with its item and perhaps its unit beside it."""

    def __init__(self, profile: TableProfile, places: dict[str, int], stations: StationColumn) -> None:
        super().__init__(profile, places, stations)
        (self._use,) = profile.used("value")
        self._unit_place = self._place("unit")

    @override
    def read(self, time: int, row: Parsed) -> None:
        code, item = self._code(row), self._item_of(row)
        if code is None or item is None:
            return
        try:
            column = self._column(item.field, self._unit(row, item))
        except BadCellError as error:
            row.problems[self._unit_place or 0] = ("value", str(error))
            return
        key = code, time, VALUES.index(item.field)
        self._take(row, key, column, self._places[self._use.header], self._letter(row, self._row_flag))

    def _unit(self, row: Parsed, item: ItemUse) -> str:
        """The unit that stands in the row, else the item's own."""
        if self._unit_place is None or self._missing(row.cells[self._unit_place]):
            return item.unit
        found = table_units.unit_named(row.cells[self._unit_place])
        if found is None or found not in table_units.units_of(item.field):
            raise BadCellError(translate("cell", "not a unit of this item that is known"))
        return found


class StationsValues(Values):
    """A column a station; what the row holds is said by its item column, or by the profile."""

    @override
    def read(self, time: int, row: Parsed) -> None:
        if self._profile.item:
            item: ItemUse | None = ItemUse("", self._profile.item, self._profile.item_unit)
        else:
            item = self._item_of(row)
        if item is None:
            return
        index, column = VALUES.index(item.field), self._column(item.field, item.unit)
        for use in self._profile.used("station_values"):
            place = self._places[use.header]
            if not self._missing(row.cells[place]):
                self._one(row, use.header, place, time, index, column)

    def _one(self, row: Parsed, header: str, place: int, time: int, index: int, column: Column) -> None:
        code = self._station_code(row, place, header)
        if code is not None:
            self._take(row, (code, time, index), column, place, None)


OF_LAYOUT = {"rows": RowsValues, "long": LongValues, "stations": StationsValues}
