"""The UCI "PRSA" layout of the Beijing stations: a row a station and hour.

Two headers: `time,station,PM2.5,…` and the original `No,year,month,day,hour,PM2.5,…,station`. The label is
taken as the end of the hour, like everywhere here. µg/m³, CO too (kept as mg/m³), °C, hPa, m/s; the dew point
and the rain have no column in the record. NA and empty are missing.
"""

import csv
import io
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.schema.readings import VALUES, Period
from desktop.feeds import cells
from desktop.feeds.cells import BadCellError, Batch, Column, Row
from desktop.feeds.textfiles import Chunk, Problem, TextTable, width_problem

translate = QCoreApplication.translate

_COLUMNS = {
    "PM2.5": "pm25",
    "PM10": "pm10",
    "SO2": "so2",
    "NO2": "no2",
    "CO": "co",
    "O3": "o3",
    "TEMP": "temperature",
    "PRES": "pressure",
    "WSPM": "wind_speed",
    "wd": "wind_direction",
}
_CLOCK = ("year", "month", "day", "hour")
_UNUSED = frozenset({"No", "DEWP", "RAIN", ""})
_CHUNK = 500  # rows of texts turned at a time: more of them fall out of the processor's cache, twice as slow
_ROWS = 20_000
_NOTHING = (None,) * (len(VALUES) + 1)


def matches(header: list[str]) -> bool:
    """Whether a header is of this layout."""
    names = set(header)
    timed = "time" in names or names.issuperset(_CLOCK)
    return timed and "station" in names and not names.isdisjoint(_COLUMNS)


def batches(table: TextTable) -> Iterator[Batch]:
    """Readings of the file, in its order. A row keeps its good values when others are bad."""
    layout = _Layout(table)
    result = Batch(problems=layout.problems())
    for chunk in table.chunks(_CHUNK):
        layout.take(chunk, result)
        if len(result.rows) + len(result.problems) >= _ROWS:
            yield result
            result = Batch()
    yield result


class _Layout:
    """Where each value of a row stands in this file."""

    def __init__(self, table: TextTable) -> None:
        self._table = table
        self._width = len(table.header)
        self._places = {name: i for i, name in reversed(list(enumerate(table.header)))}  # the first of two
        self._values: list[tuple[int, int, Column]] = [
            (VALUES.index(column), self._places[name], _reader(column))
            for name, column in _COLUMNS.items()
            if name in self._places
        ]
        self._station = cells.codes()
        self._time, self._label = self._clock()

    def problems(self) -> list[Problem]:
        """Columns that are not of this layout, once each."""
        known = {*_COLUMNS, *_UNUSED, "time", "station", *_CLOCK}
        table, seen = self._table, set[str]()
        found = []
        for name in table.header:
            reason = None
            if name not in known:
                reason = translate("cell", "unknown column")
            elif name in seen:
                reason = translate("cell", "column appears twice")
            if reason and name:
                found.append(table.problem(table.header_line, reason, column=name, kind="column"))
            seen.add(name)
        return found

    def take(self, chunk: Chunk, result: Batch) -> None:
        """Add the chunk's readings, at once if nothing is wrong with it, else row by row."""
        result.problems += chunk.problems
        if all(map(self._width.__eq__, map(len, chunk.rows))):
            try:
                result.rows += self._at_once(chunk.rows)
                return
            except BadCellError:
                pass
        for line, row in zip(chunk.lines, chunk.rows, strict=True):
            self._one(line, row, result)

    def _at_once(self, rows: list[list[str]]) -> list[Row]:
        if not rows:
            return []
        texts = list(zip(*rows, strict=True))
        count = len(rows)
        columns: list[Any] = [(None,) * count] * len(VALUES)
        for index, place, reader in self._values:
            columns[index] = map(reader.__getitem__, texts[place])
        codes = map(self._station.__getitem__, texts[self._places["station"]])
        times = map(self._time.__getitem__, map(self._label, rows))
        found = zip(codes, (Period.HOUR.value,) * count, times, *columns, (None,) * count, strict=True)
        return [row for row in found if row[3:] != _NOTHING]

    def _one(self, line: int, row: list[str], result: Batch) -> None:
        """A row with its good values; each bad one becomes a problem."""
        if len(row) > self._width and not any(row[self._width :]):
            row = row[: self._width]  # a spreadsheet's empty columns
        if len(row) != self._width:
            reason = width_problem(len(row), self._width)
            result.problems.append(self._problem(line, row, reason, kind="row"))
            return
        key = self._key(line, row, result)
        if key is None:
            return
        values: list[Any] = [None] * len(VALUES)
        for index, place, reader in self._values:
            try:
                values[index] = reader[row[place]]
            except BadCellError as error:
                name, text = self._table.header[place], row[place]
                result.problems.append(
                    self._problem(line, row, str(error), column=name, value=text, kind="value")
                )
        found = (key[0], Period.HOUR.value, key[1], *values, None)
        if found[3:] != _NOTHING:
            result.rows.append(found)

    def _key(self, line: int, row: list[str], result: Batch) -> tuple[str, int] | None:
        station, label = row[self._places["station"]], self._label(row)
        name, kind, text = "station", "station", station
        try:
            code = self._station[station]
            name, kind, text = "time", "date", label
            return code, self._time[label]
        except BadCellError as error:
            result.problems.append(self._problem(line, row, str(error), column=name, value=text, kind=kind))
            return None

    def _clock(self) -> tuple[Column, Callable[[list[str]], Any]]:
        """How a row's time is read: from one cell, or from four put together."""
        if "time" in self._places:
            return cells.moments(), itemgetter(self._places["time"])
        four = itemgetter(*(self._places[name] for name in _CLOCK))
        return cells.moments(), lambda row: "{}-{}-{} {}".format(*four(row))

    def _problem(self, line: int, row: list[str], reason: str, **more: str) -> Problem:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(row)
        return self._table.problem(line, reason, row_text=text.getvalue(), **more)


def _reader(column: str) -> Column:
    if column == "wind_direction":
        return cells.directions()
    return cells.numbers(column, thousandth=column == "co")
