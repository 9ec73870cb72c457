"""Hours of weather from a model, in the JSON or CSV layout of Open-Meteo, for one station.

Its values are a grid cell's: they fill what the station's own sensors leave open, and hours after now are a
forecast and no readings. A unit that is not named is the service's own: km/h for the wind.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import zip_longest
from typing import Any

from db.schema.readings import VALUES, Period
from desktop.feeds.cells import BadCellError, Batch, Column, translate
from desktop.feeds.tables import units as table_units
from desktop.feeds.tables.times import parse
from desktop.feeds.tables.units import MISSING, REFERENCES
from desktop.feeds.textfiles import FileRefusedError, Problem, TextTable

_COLUMNS = {
    "temperature_2m": "temperature",
    "relative_humidity_2m": "humidity",
    "relativehumidity_2m": "humidity",
    "surface_pressure": "pressure",
    "wind_speed_10m": "wind_speed",
    "windspeed_10m": "wind_speed",
    "wind_direction_10m": "wind_direction",
    "winddirection_10m": "wind_direction",
}
_DEFAULT = {**table_units.DEFAULT, "wind_speed": "km/h"}
_HEADER = frozenset({"latitude", "longitude", "utc_offset_seconds"})
_ROWS = 20_000
_CHUNK = 500
_REFERENCE = next(iter(REFERENCES))


class NoStationError(FileRefusedError):
    template = "{file} holds the weather of a place. Name the station it is for: --station CODE"


class NoWeatherError(FileRefusedError):
    template = "{file} has no hourly weather that is known ({names})."


def matches(header: Sequence[str]) -> bool:
    """Whether a CSV file's first line is the service's."""
    return _HEADER.issubset(header)


def is_weather(found: Any) -> bool:
    """Whether a JSON answer is the service's."""
    return isinstance(found, dict) and isinstance(found.get("hourly"), dict)


def json_batches(file: str, found: Mapping[str, Any], station: str, now: datetime) -> Iterator[Batch]:
    """Readings of a JSON answer.

    Raises:
        NoWeatherError: it has no column that is known, or they have no times.
    """
    hourly, units = found["hourly"], found.get("hourly_units") or {}
    times = hourly.get("time")
    names = [name for name in hourly if name in _COLUMNS and isinstance(hourly[name], list)]
    if not names or not isinstance(times, list):
        raise NoWeatherError(file=file, names=", ".join(map(str, hourly)))
    layout = {name: str(units.get(name, "")) for name in names}
    hours = _Hours(file, station, now, _zone(found.get("utc_offset_seconds")), layout)
    columns = [hourly[name] for name in names]
    for number, (time, *row) in enumerate(zip_longest(times, *columns), 1):
        yield from hours.take(number, [time, *row])
    yield hours.finish()


def batches(table: TextTable, station: str, now: datetime) -> Iterator[Batch]:
    """Readings of a CSV file: the place, then the header of the hours, then the hours.

    Raises:
        NoWeatherError: it has no column that is known.
    """
    rows = (
        (line, row)
        for chunk in table.chunks(_CHUNK)
        for line, row in zip(chunk.lines, chunk.rows, strict=True)
    )
    _, place = next(rows, (0, []))
    _, header = next(rows, (0, []))
    offset = dict(zip(table.header, place, strict=False)).get("utc_offset_seconds")
    split = [_split(name) for name in header]
    kept = [i for i, (name, _) in enumerate(split) if name in _COLUMNS]
    if not kept or split[0][0] != "time":
        raise NoWeatherError(file=table.path.name, names=", ".join(header))
    hours = _Hours(table.path.name, station, now, _zone(offset), {split[i][0]: split[i][1] for i in kept})
    for line, row in rows:
        yield from hours.take(line, [row[i] if i < len(row) else "" for i in (0, *kept)])
    yield hours.finish()


class _Hours:
    """Turns rows of a time and values into rows of the record."""

    def __init__(
        self, file: str, station: str, now: datetime, zone: timezone, layout: Mapping[str, str]
    ) -> None:
        if not station:
            raise NoStationError(file=file)
        self._file, self._station, self._zone = file, station, zone
        self._now = int(now.timestamp())
        self._names = list(layout)
        self._columns = [
            (VALUES.index(_COLUMNS[name]), _column(file, name, unit)) for name, unit in layout.items()
        ]
        self._labels = Column(self._label)
        self._batch = Batch(fills_gaps=True)
        self._later = 0

    def take(self, line: int, row: Sequence[Any]) -> Iterator[Batch]:
        """Add an hour; a full batch comes back."""
        time = self._value(line, "time", self._labels, row[0], "date")
        if time is not None and time > self._now:
            self._later += 1
        elif time is not None:
            values: list[float | None] = [None] * len(VALUES)
            for (index, column), name, cell in zip(self._columns, self._names, row[1:], strict=True):
                values[index] = self._value(line, name, column, cell, "value")
            if any(value is not None for value in values):
                self._batch.rows.append((self._station, Period.HOUR.value, time, *values, None))
        if len(self._batch.rows) + len(self._batch.problems) >= _ROWS:
            full, self._batch = self._batch, Batch(fills_gaps=True)
            yield full

    def finish(self) -> Batch:
        """What is left, and how many hours were a forecast."""
        if self._later:
            text = translate("cell", "{count} hours lie after now: a forecast, not readings")
            reason = text.format(count=self._later)
            self._batch.problems.append(Problem(self._file, 0, "time", "", reason, kind="date"))
        return self._batch

    def _value(self, line: int, name: str, column: Column, cell: Any, kind: str) -> Any:
        text = "" if cell is None else str(cell)
        try:
            return column[text]
        except BadCellError as error:
            self._batch.problems.append(Problem(self._file, line, name, text, str(error), kind=kind))
            return None

    def _label(self, text: str) -> int:
        moment = parse(text)
        seconds = int(moment.local.replace(tzinfo=moment.offset or self._zone).timestamp())
        if not moment.has_hour or seconds % Period.HOUR:
            raise BadCellError(translate("cell", "not a full hour"))
        return seconds


def _column(file: str, name: str, unit: str) -> Column:
    column = _COLUMNS[name]
    known = table_units.unit_named(unit) if unit else _DEFAULT[column]
    if known is None or known not in table_units.units_of(column):
        raise NoWeatherError(file=file, names=f"{name} ({unit})")
    return table_units.values(column, known, reference=_REFERENCE, missing=(*MISSING, "nan"))


def _split(header: str) -> tuple[str, str]:
    """`wind_speed_10m (km/h)`."""
    name, _, unit = header.partition(" (")
    return name.strip(), unit.rstrip(") ")


def _zone(seconds: Any) -> timezone:
    """The service answers in UTC unless it was asked for another zone."""
    try:
        return timezone(timedelta(seconds=int(seconds or 0)))
    except (TypeError, ValueError, OverflowError):
        return UTC
