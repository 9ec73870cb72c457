"""Raw answers of the national platform, JSON or CSV: a record a station and hour.

In the raw service the fields O3 and O3_24h are swapped, O3_8h and O3_8h_24h too: the hour stands in O3_24h.
A maximum of 24 hours is never below its last hour, so a file in which somebody has put them right is known by
its values. µg/m³, CO mg/m³; `—` is missing. TimePoint is the end of the hour.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any

from db.schema.readings import WEATHER, Period
from db.times import CHINA
from desktop.feeds import cells
from desktop.feeds.cells import BadCellError, Batch, Column, translate
from desktop.feeds.tables.times import parse
from desktop.feeds.textfiles import FileRefusedError, Problem, TextTable, width_problem

_FIELDS = {"pm25": "pm2_5", "pm10": "pm10", "so2": "so2", "no2": "no2", "co": "co", "o3": "o3_24h"}
_STRAIGHT = {**_FIELDS, "o3": "o3"}
_NEEDED = frozenset({"timepoint", "stationcode"})
_ROWS, _CHUNK = 20_000, 500
_LOOKED_AT = 5_000
_LARGEST = 64 << 20
_REST = (None,) * (len(WEATHER) + 1)


class TooLargeError(FileRefusedError):
    template = "{file} has more than {most} MB of JSON. Split it into smaller files."


class NotJsonError(FileRefusedError):
    template = "{file} is not JSON that can be read: {reason}"


def matches(header: Iterable[str]) -> bool:
    """Whether names of columns or keys are those of the service."""
    names = {name.strip().lower() for name in header}
    return names >= _NEEDED and not names.isdisjoint(_STRAIGHT.values())


def batches(table: TextTable) -> Iterator[Batch]:
    """Readings of a CSV file with the service's fields as columns."""
    names = [name.lower() for name in table.header]
    width, refused = len(names), Batch()

    def records() -> Iterator[tuple[int, Mapping[str, Any]]]:
        for chunk in table.chunks(_CHUNK):
            refused.problems += chunk.problems
            for line, row in zip(chunk.lines, chunk.rows, strict=True):
                if len(row) < width or any(row[width:]):
                    refused.problems.append(table.problem(line, width_problem(len(row), width)))
                else:
                    yield line, dict(zip(names, row, strict=False))

    yield from _batches(records(), table.problem, refused)


def read_json(file: str, text: IO[str]) -> Any:
    """What a JSON file holds; a record a line is taken too.

    Raises:
        TooLargeError, NotJsonError: it cannot be read.
    """
    content = text.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise TooLargeError(file=file, most=_LARGEST >> 20)
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        try:
            return [json.loads(line) for line in content.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise NotJsonError(file=file, reason=str(error)) from error


def records_of(found: Any) -> list[Mapping[str, Any]]:
    """The service's records in an answer, however they are wrapped; empty if it holds none."""
    if isinstance(found, dict):
        if matches(found):
            return [found]
        lists = (value for value in found.values() if isinstance(value, list | dict))
        return next((records for value in lists if (records := records_of(value))), [])
    if not isinstance(found, list):
        return []
    if found and isinstance(found[0], list):
        return [one for part in found for one in records_of(part)]
    is_of_service = any(isinstance(one, dict) and matches(one) for one in found[:10])
    return [one if isinstance(one, dict) else {} for one in found] if is_of_service else []


def json_batches(file: str, records: Sequence[Mapping[str, Any]]) -> Iterator[Batch]:
    """Readings of a JSON answer; a problem's line is the number of the record."""

    def problem(line: int, reason: str, **more: str) -> Problem:
        return Problem(file=file, line=line, reason=reason, **{"column": "", "value": "", **more})

    def lowered() -> Iterator[tuple[int, Mapping[str, Any]]]:
        for number, record in enumerate(records, 1):
            yield number, {str(key).lower(): value for key, value in record.items()}

    yield from _batches(lowered(), problem, Batch())


def _batches(
    records: Iterator[tuple[int, Mapping[str, Any]]], problem: Any, result: Batch
) -> Iterator[Batch]:
    first = list(islice(records, _LOOKED_AT))
    reader = _Reader(_STRAIGHT if _is_straight([record for _, record in first]) else _FIELDS, problem)
    for line, record in chain(first, records):
        reader.take(line, record, result)
        if len(result.rows) + len(result.problems) >= _ROWS:
            yield Batch(result.rows, result.problems)
            result.rows, result.problems = [], []
    yield result


def _is_straight(records: Sequence[Mapping[str, Any]]) -> bool:
    """Whether O3 is the hour here: in more records below O3_24h than above."""
    pairs = [(_number(record.get("o3")), _number(record.get("o3_24h"))) for record in records]
    known = [(hour, most) for hour, most in pairs if hour is not None and most is not None]
    return sum(hour < most for hour, most in known) > sum(hour > most for hour, most in known)


def _number(value: Any) -> float | None:
    try:
        return cells.number(_text(value))
    except BadCellError:
        return None


def _text(value: Any) -> str:
    """JSON has numbers and null where the service has texts."""
    return "" if value is None else str(value).strip()


class _Reader:
    def __init__(self, fields: Mapping[str, str], problem: Any) -> None:
        self._problem = problem
        self._columns = [(key, cells.numbers(name)) for name, key in fields.items()]
        self._codes, self._times = cells.codes(), Column(_label)

    def take(self, line: int, record: Mapping[str, Any], result: Batch) -> None:
        """Add the row of a record; its good values stay when others are bad."""
        code = self._of(line, record, "stationcode", self._codes, "station", result)
        time = self._of(line, record, "timepoint", self._times, "date", result)
        values = [self._of(line, record, key, column, "value", result) for key, column in self._columns]
        if code is not None and time is not None and any(value is not None for value in values):
            result.rows.append((code, Period.HOUR.value, time, *values, *_REST))

    def _of(
        self, line: int, record: Mapping[str, Any], key: str, column: Column, kind: str, result: Batch
    ) -> Any:
        text = _text(record.get(key))
        try:
            return column[text]
        except BadCellError as error:
            row = json.dumps(record, ensure_ascii=False, default=str)
            more = {"column": key, "value": text, "kind": kind, "row_text": row}
            result.problems.append(self._problem(line, str(error), **more))
            return None


def _label(text: str) -> int:
    """`/Date(1641312000000)/`, or ISO in China time."""
    moment = parse(text)
    seconds = int(moment.local.replace(tzinfo=moment.offset or CHINA).timestamp())
    if not moment.has_hour or seconds % Period.HOUR:
        raise BadCellError(translate("cell", "not a full hour"))
    return seconds
