"""The first rows of a table as a profile reads them, with what is wrong with each cell."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from db.schema.readings import POLLUTANTS, VALUES
from desktop.feeds.tables.profile import TableProfile
from desktop.feeds.tables.read import TableReader
from desktop.feeds.tables.source import open_source
from desktop.feeds.tables.stations import StationBook
from desktop.feeds.tables.values import Parsed
from desktop.feeds.textfiles import Problem

CHECKED = 2_000
"""Rows whose problems are counted: enough to see a wrong unit, and quick."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row. `values`: (station, column of the record) -> value in the record's unit, or a flag letter."""

    line: int
    cells: tuple[str, ...]
    time: int | None
    values: dict[tuple[str, str], float | str]
    problems: dict[int, str]
    """Number of the column, -1 for the whole row -> what is wrong."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Values of the first pollutant at the station that has most of them: whether they look right."""

    station: str
    column: str
    times: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """`checked` rows were read, `rows` are the first of them; `readings`: values, `problems`: cells."""

    names: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    checked: int
    readings: int
    problems: int
    shown: tuple[Problem, ...]
    unknown_stations: tuple[str, ...]
    sample: Sample | None
    is_whole: bool
    """Whether the file has no more rows."""


def preview(
    path: Path,
    profile: TableProfile,
    rows: int = 50,
    *,
    book: StationBook | None = None,
    checked: int = CHECKED,
) -> Preview:
    """Read the beginning of a table.

    Raises:
        FileRefusedError: the file is no table, or not this one.
        ProfileError: the profile makes no sense, or lacks something.
    """
    with open_source(path, profile.sheet) as source:
        reader = TableReader(source, profile, book)
        parsed: list[Parsed] = []
        for row in reader.parsed():
            if len(parsed) == checked:
                break
            parsed.append(row)
        problems = [problem for row in parsed if row.problems for problem in reader.problems(row)]
        problems += source.problems
        return Preview(
            names=reader.head.names,
            rows=tuple(_row(row) for row in parsed[:rows]),
            checked=len(parsed),
            readings=sum(len(row.readings) for row in parsed),
            problems=len(problems),
            shown=tuple(problems[:rows]),
            unknown_stations=tuple(reader.unknown_stations),
            sample=_sample(parsed),
            is_whole=len(parsed) < checked,
        )


def _row(row: Parsed) -> PreviewRow:
    values: dict[tuple[str, str], float | str] = {}
    for code, _, index, value, letter in row.readings:
        values[code, VALUES[index]] = letter if value is None else value  # type: ignore[assignment]
    problems = {place: reason for place, (_, reason) in row.problems.items()}
    return PreviewRow(row.line, tuple(row.cells), row.time, values, problems)


def _sample(parsed: list[Parsed]) -> Sample | None:
    found = [one for row in parsed for one in row.readings if one[3] is not None]
    counts = Counter((index, code) for code, _, index, _, _ in found)
    if not counts:
        return None
    first = min(index for index, _ in counts)
    if first >= len(POLLUTANTS):
        first = min(counts, key=lambda key: key[0])[0]
    _, station = max((key for key in counts if key[0] == first), key=lambda key: counts[key])
    points = {time: value for code, time, index, value, _ in found if (index, code) == (first, station)}
    times = tuple(sorted(points))
    return Sample(station, VALUES[first], times, tuple(points[time] or 0.0 for time in times))
