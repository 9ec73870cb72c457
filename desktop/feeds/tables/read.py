"""Rows of a table through a profile: readings in batches, and what is wrong with each cell."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from desktop.feeds.cells import BadCellError, Batch
from desktop.feeds.tables.gather import Gathered
from desktop.feeds.tables.head import head
from desktop.feeds.tables.profile import PERIODS, IncompleteProfileError, TableProfile
from desktop.feeds.tables.source import Row, Source
from desktop.feeds.tables.stations import StationBook, StationColumn
from desktop.feeds.tables.times import BETWEEN, Clock
from desktop.feeds.tables.values import OF_LAYOUT, WHOLE_ROW, Parsed
from desktop.feeds.tables.words import plain
from desktop.feeds.textfiles import FileRefusedError, Problem, width_problem

_ROWS = 20_000
"""Readings of one transaction."""
_SAME = frozenset({"同上", "〃", '"', "″", "''"})
_NAMES_SHOWN = 300


class MissingColumnsError(FileRefusedError):
    template = (
        "{file} has no column {columns}, which the profile names. Its columns are: {found}. Choose another "
        "profile, or correct the row of the header."
    )


class TableReader:
    """Reads an open table from where its header ends.

    Args:
        book: stations of the record; None takes every text for a station's code.

    Raises:
        MissingColumnsError: the table has not the profile's columns.
        IncompleteProfileError, ProfileError: the profile is not enough, or makes no sense.
    """

    def __init__(self, source: Source, profile: TableProfile, book: StationBook | None = None) -> None:
        profile.check()
        if profile.lacks:
            raise IncompleteProfileError(name=profile.name, file=source.path.name, lacks=profile.lacks)
        self._source, self._profile = source, profile
        self._rows = source.rows()
        above = list(islice(self._rows, _last_header_row(profile)))
        if profile.header_row == 0:
            first = list(islice(self._rows, 1))
            self._rows = chain(first, self._rows)
            above = first
        self.head = head(above, profile.header_row, profile.header_lines, len(above[0].cells) if above else 0)
        self.stations = StationColumn(profile, book)
        places = self._places()
        self._clock = Clock(profile, {use.field: places[use.header] for use in profile.columns})
        self._values = OF_LAYOUT[profile.layout](profile, places, self.stations)
        keys = [places[use.header] for use in profile.used("station")]
        self._fills = [*self._clock.places, *keys]
        self._last: list[str] = []

    @property
    def unknown_stations(self) -> list[str]:
        """What the table calls stations that the record does not have."""
        return list(self.stations.unknown)

    def parsed(self) -> Iterator[Parsed]:
        """Every row below the header that is not blank, once."""
        for row in self._rows:
            cells = row.cells
            if any(map(str.strip, cells)) and not self.head.repeats(cells):
                yield self._one(row)

    def batches(self) -> Iterator[Batch]:
        """Readings as they are stored; a row keeps its good values when others are bad."""
        batch, gathered = Batch(), Gathered(PERIODS[self._profile.period].value)
        for row in self.parsed():
            gathered.add(row.readings)
            if row.problems:
                batch.problems += self.problems(row)
            if len(gathered) + len(batch.problems) >= _ROWS:
                yield self._finished(batch, gathered)
                batch = Batch()
        yield self._finished(batch, gathered)

    def problems(self, row: Parsed) -> Iterator[Problem]:
        """What is wrong with a row, a problem a cell."""
        text = _as_csv(row.cells)
        for place, (kind, reason) in row.problems.items():
            column = value = ""
            if kind == "date":
                column = ", ".join(self.head.names[one] for one in self._clock.places)
                value = self._clock.text(row.cells).replace(BETWEEN, " ")
            elif place != WHOLE_ROW:
                column, value = self.head.names[place], row.cells[place]
            more = {"column": column, "value": value, "kind": kind, "row_text": text}
            yield self._source.problem(row.line, reason, **more)

    def _finished(self, batch: Batch, gathered: Gathered) -> Batch:
        batch.rows += gathered.take()
        batch.problems += self._source.problems
        self._source.problems.clear()
        return batch

    def _one(self, row: Row) -> Parsed:
        result = Parsed(row.line, row.cells)
        if self._fits(result):
            self._fill(result.cells)
            self._read(result)
        return result

    def _fits(self, row: Parsed) -> bool:
        """Whether each cell is in its column. A sheet's rows end early, and notes beside it do no harm."""
        cells, width = row.cells, len(self.head.names)
        if self._source.is_sheet:
            cells += [""] * (width - len(cells))
        elif len(cells) < width or any(cells[width:]):
            row.problems[WHOLE_ROW] = ("row", width_problem(len(cells), width))
            return False
        return True

    def _fill(self, cells: list[str]) -> None:
        """同上, and the empty cells of merged ones, are what stands above."""
        for number, place in enumerate(self._fills):
            text = cells[place].strip()
            is_same = text in _SAME or (not text and self._profile.fill_down)
            if is_same and self._last:
                cells[place] = self._last[number]
        self._last = [cells[place] for place in self._fills]

    def _read(self, row: Parsed) -> None:
        try:
            row.time = self._clock.labels[self._clock.text(row.cells)]
        except BadCellError as error:
            row.problems[self._clock.places[0]] = ("date", str(error))
            return
        self._values.read(row.time, row)

    def _places(self) -> dict[str, int]:
        """Header -> number of its column."""
        places = {name: number for number, name in enumerate(self.head.names)}
        alike = {plain(name): number for name, number in reversed(places.items())}
        wanted = [use.header for use in self._profile.columns]
        found = {name: places.get(name, alike.get(plain(name), -1)) for name in wanted}
        if lacking := [name for name, place in found.items() if place < 0]:
            columns = ", ".join(f"“{name}”" for name in lacking[:5])
            names = ", ".join(self.head.names)[:_NAMES_SHOWN]
            raise MissingColumnsError(file=self._source.path.name, columns=columns, found=names)
        return found


def _last_header_row(profile: TableProfile) -> int:
    return profile.header_row + profile.header_lines - 1 if profile.header_row else 0


def _as_csv(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
