"""The quotsoft layout of the national platform's hours: a row an item, a column a station.

`date,hour,type,1001A,…` with 15 items an hour; µg/m³, CO mg/m³; blank is missing. The hour is the label of
the end of the interval in China time: hour 0 of a date is its 00:00. Running means and the AQI are not read:
what the program shows it computes itself.
"""

import re
from collections.abc import Iterator
from itertools import repeat

from PySide6.QtCore import QCoreApplication

from db.schema.readings import POLLUTANTS, WEATHER, Period
from desktop.feeds import cells
from desktop.feeds.cells import BadCellError, Batch, Column, Row
from desktop.feeds.textfiles import Problem, TextTable, width_problem

translate = QCoreApplication.translate

_ITEMS = {"PM2.5": "pm25", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3"}
_UNUSED = frozenset({"AQI", "O3_8h", "O3_8h_24h", *(f"{item}_24h" for item in _ITEMS)})
_FIXED = ("date", "hour", "type")
_STATION = re.compile(r"\d{3,12}[A-Z]{0,3}", re.ASCII)
_LINES = 90  # a row has 1,500 cells: six hours at a time are some 10 MB
_ROWS = 20_000
_REST = (None,) * (len(WEATHER) + 1)
_NOTHING = (None,) * len(POLLUTANTS)


def matches(header: list[str]) -> bool:
    """Whether a header is of this layout."""
    return set(_FIXED).issubset(header)


def batches(table: TextTable) -> Iterator[Batch]:
    """Readings of the file by hour. A row keeps its good values when others are bad."""
    reader = _Hours(table)
    result = Batch(problems=reader.column_problems())
    for chunk in table.chunks(_LINES):
        result.problems += chunk.problems
        for line, row in zip(chunk.lines, chunk.rows, strict=True):
            reader.take(line, row, result)
        if len(result.rows) >= _ROWS:
            yield result
            result = Batch()
    reader.flush(result)
    yield result


class _Hours:
    """Gathers the items of one hour and turns them into a row a station."""

    def __init__(self, table: TextTable) -> None:
        self._table = table
        self._date, self._hour, self._type = (table.header.index(name) for name in _FIXED)
        self._places: dict[str, int] = {}
        for place, name in enumerate(table.header):
            if _STATION.fullmatch(name):
                self._places.setdefault(name, place)
        self._readers: dict[str, Column] = {item: cells.numbers(name) for item, name in _ITEMS.items()}
        self._time: int | None = None
        self._items: dict[str, list[float | None]] = {}
        self._reported: set[str] = set()

    def column_problems(self) -> list[Problem]:
        """Columns that are neither fixed nor a station, or a station a second time; once each."""
        found, line = [], self._table.header_line
        for place, name in enumerate(self._table.header):
            if not name or name in _FIXED or self._places.get(name) == place:
                continue
            twice = translate("cell", "column appears twice")
            reason = twice if name in self._places else translate("cell", "unknown column")
            found.append(self._table.problem(line, reason, column=name, kind="column"))
        return found

    def take(self, line: int, row: list[str], result: Batch) -> None:
        """One line of the file: an item of an hour."""
        width = len(self._table.header)
        if len(row) != width and (len(row) < width or any(row[width:])):
            self._refuse(line, row, result, width_problem(len(row), width), kind="row")
            return
        try:
            time = _time(row[self._date].strip(), row[self._hour].strip())
        except BadCellError as error:
            value = f"{row[self._date]} {row[self._hour]}"
            self._refuse(line, row, result, str(error), column="date", value=value, kind="date")
            return
        item = row[self._type].strip()
        if item in _ITEMS:
            # an item that comes again for the same hour is a correction: the later one is stored later
            if time != self._time or item in self._items:
                self.flush(result)
            self._time = time
            self._items[item] = self._values(line, item, row, result)
        elif item not in _UNUSED and item not in self._reported:
            self._reported.add(item)
            reason = translate("cell", "unknown type")
            self._refuse(line, row, result, reason, column="type", value=item, kind="row")

    def flush(self, result: Batch) -> None:
        """Add the gathered hour; stations without a value have no row."""
        if self._time is not None and self._items:
            nothing = [None] * len(self._places)
            columns = (self._items.get(item, nothing) for item in _ITEMS)
            keys = zip(self._places, repeat(Period.HOUR.value), repeat(self._time), strict=False)
            result.rows += _rows(keys, zip(*columns, strict=True))
        self._items = {}

    def _values(self, line: int, item: str, row: list[str], result: Batch) -> list[float | None]:
        reader = self._readers[item]
        try:
            return [reader[row[place]] for place in self._places.values()]
        except BadCellError:
            return [self._value(line, item, name, row, result) for name in self._places]

    def _value(self, line: int, item: str, station: str, row: list[str], result: Batch) -> float | None:
        text = row[self._places[station]]
        try:
            value: float | None = self._readers[item][text]
        except BadCellError as error:
            self._refuse(line, row, result, str(error), column=station, value=text, kind="value")
            return None
        return value

    def _refuse(self, line: int, row: list[str], result: Batch, reason: str, **more: str) -> None:
        """The row's text is its first three cells: the value and the station stand beside it."""
        text = ",".join(row[:3])
        result.problems.append(self._table.problem(line, reason, row_text=text, **more))


def _rows(keys: Iterator[Row], values: Iterator[Row]) -> list[Row]:
    return [(*key, *six, *_REST) for key, six in zip(keys, values, strict=False) if six != _NOTHING]


def _time(date: str, hour: str) -> int:
    """Epoch seconds of `20150422`, `14`."""
    if not re.fullmatch(r"\d{8}", date, re.ASCII) or not re.fullmatch(r"\d{1,2}", hour, re.ASCII):
        raise BadCellError(translate("cell", "not a date like 20150422 and an hour from 0 to 23"))
    return cells.epoch(date[:4], date[4:6], date[6:], hour)
