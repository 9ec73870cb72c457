"""Guesses about the columns of a table, whose parts are known: units, items, times."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from db.schema.readings import VALUES
from desktop.feeds.cells import BadCellError
from desktop.feeds.tables.guess import Guess, Note, UnitGuess, numbers, unit
from desktop.feeds.tables.profile import CLOCK, ItemUse, TableProfile, translate
from desktop.feeds.tables.roles import Roles, has_hour
from desktop.feeds.tables.times import Clock
from desktop.feeds.tables.units import MISSING, Missing, units_of
from desktop.feeds.tables.words import field_of_item

_SAMPLES = 4
_STANDARD_ITEMS = {"PM2.5": "pm25", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3"}
_lacks = Missing(MISSING)


class Columns:
    """What the cells say of columns whose parts are known."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._fields = {field: i for i, field in enumerate(roles.fields) if i in roles.chosen and field}

    def guesses(self) -> tuple[Guess, ...]:
        """A guess for each column, in their order."""
        return tuple(map(self._guess, range(len(self._roles.names))))

    def items(self) -> tuple[ItemUse, ...]:
        """What the words in the item column stand for: those met, then the usual ones."""
        if "item" not in self._fields or self._roles.layout == "rows":
            return ()
        met = dict.fromkeys(text.strip() for text in self._roles.filled[self._fields["item"]])
        words = dict.fromkeys((*met, *_STANDARD_ITEMS))
        found = [(word, field) for word in words if (field := field_of_item(word))]
        return tuple(ItemUse(word, field, self._item_unit(field, word).unit) for word, field in found)

    def notes(self) -> Iterator[Note]:
        """Doubts about units of items, and that empty cells are filled."""
        if self.fill_down:
            why = translate("table", "empty keys (merged cells) are what stands above them")
            yield Note("fill_down", "likely", why)
        words = [(item.word, item.field) for item in self.items()]
        if self._roles.layout == "stations" and self._roles.item:
            words = [("item", self._roles.item)]
        for word, field in words:
            found = self._item_unit(field, word)
            if found.sure == "doubtful":
                yield Note(word, found.sure, found.why)

    @property
    def item_unit(self) -> str:
        """Unit of the only item of a table with a column a station."""
        return self._item_unit(self._roles.item, "item").unit if self._roles.item else ""

    @property
    def label(self) -> str:
        """Which end of the interval the header of the time names."""
        said = self._roles.said
        return next((said[i].label for i in sorted(self._roles.chosen) if said[i].label), "")

    @property
    def zone(self) -> str:
        """The zone that the header of the time names."""
        return next((one.zone for one in self._roles.said if one.zone), "")

    @property
    def counts_to_24(self) -> bool:
        """Whether hours are counted from 1: then each is named by its end."""
        place = self._fields.get("hour")
        found = set(numbers(self._roles.filled[place])) if place is not None else set()
        return 24 in found and 0 not in found

    @property
    def names_codes(self) -> bool:
        """Whether the record has no station at all and the table names them by codes."""
        roles = self._roles
        if roles.book is not None and roles.book.codes:
            return False
        places = [i for i in roles.chosen if roles.fields[i] in ("station", "station_values")]
        names = [text for i in places if roles.fields[i] == "station" for text in roles.filled[i]]
        names += [roles.names[i] for i in places if roles.fields[i] == "station_values"]
        return bool(names) and all(name.strip().isascii() for name in names)

    @property
    def fill_down(self) -> bool:
        """Whether keys stand only in the first of the rows that they are for."""
        cells = self._roles.cells
        keys = [i for field in ("station", "date", "time") if (i := self._fields.get(field)) is not None]
        values = [i for field, i in self._fields.items() if field in (*VALUES, "value")]
        return any(
            not cells[key][row].strip() and any(not _lacks(cells[place][row]) for place in values)
            for key in keys
            for row in range(1, len(cells[key]))
            if cells[key][0].strip()
        )

    def times(self, profile: TableProfile) -> tuple[list[int], bool]:
        """Labels of the first rows, and whether they have an hour; no labels where there is no time."""
        places = {field: i for field, i in self._fields.items() if field in CLOCK}
        if not ("time" in places or "date" in places or {"year", "month", "day"} <= places.keys()):
            return [], True
        if "hour" not in places and not self._tells_hours(places):
            return [], False
        clock = Clock(replace(profile, period="minute", label="end"), places)
        return list(_labels(clock, list(zip(*self._roles.cells, strict=True)))), True

    def _tells_hours(self, places: Mapping[str, int]) -> bool:
        """Whether the times are more than dates, which spreadsheets keep as midnights."""
        if "time" not in places:
            return False
        texts = set(self._roles.filled[places["time"]])
        return any(map(has_hour, texts)) or (len(texts) == 1 and ":" in next(iter(texts)))

    def _guess(self, place: int) -> Guess:
        roles = self._roles
        name, said, field = roles.names[place], roles.said[place], roles.fields[place]
        samples = tuple(roles.filled[place][:_SAMPLES])
        if place not in roles.chosen or field is None:
            return Guess(name, "", "", "", "unused", self._why_unused(place), samples)
        if field in VALUES:
            found = self._values(place, field)
            return Guess(name, field, found.unit, "", found.sure, found.why, samples)
        if place in roles.by_cells:
            return Guess(name, field, "", "", "likely", translate("table", "its cells look like it"), samples)
        why = translate("table", "the header says so")
        if field == "station_values":
            why = translate("table", "the header is a station")
        return Guess(name, field, "", said.of, "sure", why, samples)

    def _values(self, place: int, field: str) -> UnitGuess:
        roles = self._roles
        hint = roles.said[place].unit
        texts = roles.filled[place]
        found = unit(field, hint if hint in units_of(field) else "", texts)
        if found.unit != "compass" and len(numbers(texts)) * 2 < len(texts):
            why = translate("table", "most of its cells are no numbers")
            return UnitGuess(found.unit, "doubtful", why)
        if place in roles.by_cells and found.sure == "sure":
            return UnitGuess(found.unit, "likely", translate("table", "the title speaks of it"))
        return found

    def _why_unused(self, place: int) -> str:
        field = self._roles.fields[place]
        if field is None:
            return translate("table", "nothing that is known has this name")
        if field == "":
            return translate("table", "known and not kept: means and indices are computed here")
        if field == "flag":
            return translate("table", "its words are not all flags that are known")
        if field in self._fields:
            text = translate("table", "the column “{header}” is that already")
            return text.format(header=self._roles.names[self._fields[field]])
        return translate("table", "not needed in a table of this form")

    def _item_unit(self, field: str, word: str) -> UnitGuess:
        """Unit of an item by the cells of its rows; the header's counts where it is not CO's."""
        roles = self._roles
        hint = self._value_hint()
        places = [i for i in roles.chosen if roles.fields[i] in ("value", "station_values")]
        item = self._fields.get("item")
        rows = range(len(roles.cells[0])) if roles.cells else range(0)
        texts = [
            roles.cells[i][row] for row in rows if item is None or roles.cells[item][row].strip() == word
            for i in places
        ]  # fmt: skip
        found = unit(field, hint if hint in units_of(field) else "", texts)
        if field == "co" and hint == "µg/m3" and found.sure == "doubtful":
            return unit(field, "", texts)  # 浓度(μg/m³) over all items: CO is in mg/m³ all the same
        return found

    def _value_hint(self) -> str:
        place = self._fields.get("value")
        return self._roles.said[place].unit if place is not None else ""


def _labels(clock: Clock, rows: Sequence[Sequence[str]]) -> Iterator[int]:
    for row in rows:
        try:
            yield clock.labels[clock.text(row)]
        except BadCellError:
            continue
