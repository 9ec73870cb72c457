"""What the page does with a file off the GUI thread: look at it, propose, preview. No Qt, no database."""

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from db.errors import DomainError
from db.schema.readings import POLLUTANTS, VALUES
from desktop.feeds.cells import Batch, Row
from desktop.feeds.layouts import How, layout_of, open_reader
from desktop.feeds.tables.head import head
from desktop.feeds.tables.preview import Preview, PreviewRow, Sample, preview
from desktop.feeds.tables.profile import ProfileError, TableProfile
from desktop.feeds.tables.propose import Proposal, propose
from desktop.feeds.tables.read import MissingColumnsError
from desktop.feeds.tables.source import open_source
from desktop.feeds.tables.stations import StationBook
from desktop.feeds.textfiles import UnknownLayoutError
from desktop.feeds.weather import NoStationError

ROWS = 50


@dataclass(frozen=True, slots=True)
class Looked:
    """A file at one moment. `kind`: `table`, or the layout that is known and needs no mapping.

    `problem`: why there are no readings yet; the rows are then the bare cells.
    """

    kind: str
    preview: Preview
    proposal: Proposal | None = None
    profile: TableProfile | None = None
    problem: DomainError | None = None


def look_at(path: Path, book: StationBook, how: How) -> Looked:
    """A file that was just chosen.

    Raises:
        FileRefusedError: it cannot be read at all.
    """
    try:
        kind = layout_of(path)
    except UnknownLayoutError:
        kind = "table"
    if kind != "table":
        return _known(path, kind, replace(how, fmt=kind))
    return with_header(path, book)


def with_header(
    path: Path, book: StationBook, sheet: str = "", header_row: int | None = None, header_lines: int = 1
) -> Looked:
    """A table whose columns are proposed anew, because its header was looked for or named."""
    found = propose(path, book, sheet=sheet, header_row=header_row, header_lines=header_lines)
    looked = with_profile(path, book, found.profile)
    return replace(looked, proposal=found)


def with_profile(path: Path, book: StationBook, profile: TableProfile) -> Looked:
    """A table through a profile."""
    try:
        return Looked("table", preview(path, profile, ROWS, book=book), profile=profile)
    except (ProfileError, MissingColumnsError) as error:
        return Looked("table", _bare(path, profile), profile=profile, problem=error)


def _bare(path: Path, profile: TableProfile) -> Preview:
    """The cells as they are."""
    with open_source(path, profile.sheet) as source:
        rows = list(islice(source.rows(), ROWS + profile.header_row + profile.header_lines))
    width = max((len(row.cells) for row in rows), default=0)
    top = head(rows, profile.header_row, profile.header_lines, width)
    shown = [
        PreviewRow(row.line, tuple(row.cells), None, {}, {})
        for row in rows
        if row.number >= top.data_row and any(row.cells)
    ]
    return Preview(top.names, tuple(shown[:ROWS]), len(shown), 0, 0, (), (), None, False)


def _known(path: Path, kind: str, how: How) -> Looked:
    """The first readings of a file of a known layout."""
    try:
        with open_reader(path, how) as reader:
            batch = next(reader.batches(), Batch())
    except NoStationError as error:
        return Looked(kind, Preview((), (), 0, 0, 0, (), (), None, False), problem=error)
    rows = tuple(_reading_row(number, row) for number, row in enumerate(batch.rows[:ROWS], 1))
    names = ("time", "station", *VALUES)
    readings = sum(value is not None for row in batch.rows for value in row[3:-1])
    return Looked(
        kind,
        Preview(
            names,
            rows,
            len(batch.rows),
            readings,
            len(batch.problems),
            tuple(batch.problems[:ROWS]),
            (),
            _sample(batch.rows),
            False,
        ),
    )


def _reading_row(number: int, row: Row) -> PreviewRow:
    cells = ("" if value is None else f"{value:g}" for value in row[3:-1])
    return PreviewRow(number, ("", row[0], *cells), row[2], {}, {})


def _sample(rows: list[Row]) -> Sample | None:
    for index, name in enumerate(POLLUTANTS):
        found = [row for row in rows if row[3 + index] is not None]
        if found:
            own = sorted((row for row in found if row[0] == found[0][0]), key=lambda row: row[2])
            times, values = tuple(row[2] for row in own), tuple(row[3 + index] for row in own)
            return Sample(found[0][0], name, times, values)
    return None
