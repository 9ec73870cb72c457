"""A profile for a table that nobody has described yet, with how sure each part of it is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from desktop.feeds.tables.columns import Columns
from desktop.feeds.tables.guess import Guess, Note, numbers, period
from desktop.feeds.tables.head import Head, head
from desktop.feeds.tables.profile import TableProfile, translate
from desktop.feeds.tables.roles import Roles, is_time
from desktop.feeds.tables.source import Row, open_source
from desktop.feeds.tables.stations import StationBook
from desktop.feeds.tables.words import meaning
from desktop.feeds.textfiles import EmptyFileError

_LOOKED_AT = 600
_DEEPEST_HEADER = 30
_MOST_LINES = 3
_SHEETS = 8
_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table seems to be. `above`: texts over the header; `sheets`: of a workbook."""

    profile: TableProfile
    guesses: tuple[Guess, ...]
    notes: tuple[Note, ...]
    sheets: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it could be loaded without asking anybody."""
        kinds = [one.sure for one in self.guesses] + [one.sure for one in self.notes]
        return not self.profile.lacks and "doubtful" not in kinds

    def doubts(self) -> list[str]:
        """What somebody should look at, a line each."""
        columns = [f"{one.header}: {one.why}" for one in self.guesses if one.sure in ("likely", "doubtful")]
        return [*columns, *(f"{one.what}: {one.why}" for one in self.notes if one.sure != "sure")]


def propose(
    path: Path,
    book: StationBook | None = None,
    *,
    sheet: str = "",
    header_row: int | None = None,
    header_lines: int = 1,
) -> Proposal:
    """Look at the first rows of a table.

    Args:
        book: the record's stations, which tell columns of stations and names from codes.
        sheet: of a workbook; "" looks for the one that is most like readings.
        header_row, header_lines: where somebody says the header is; None looks for it.

    Raises:
        FileRefusedError: the file is no table.
    """
    tables = _tables(path, sheet)
    found = []
    for name, sheets, rows in tables:
        place = _header(rows, book) if header_row is None else (header_row, header_lines)
        found.append((_score(rows, place, book), name, sheets, rows, place))
    if not found:
        raise EmptyFileError(file=path.name)
    _, name, sheets, rows, place = max(found, key=lambda one: one[0])
    return _proposal(path, name if sheets else "", sheets, rows, place, book)


def _tables(path: Path, sheet: str) -> list[tuple[str, tuple[str, ...], list[Row]]]:
    """Name, names of all, and first rows of each sheet that is not empty."""
    with open_source(path, sheet) as source:
        first = list(islice(source.rows(), _LOOKED_AT))
        sheets = source.sheets
    found = [(sheet or next(iter(sheets), ""), sheets, first)]
    for name in sheets[1:_SHEETS] if not sheet else ():
        with open_source(path, name) as source:
            found.append((name, sheets, list(islice(source.rows(), _LOOKED_AT))))
    return [one for one in found if any(any(row.cells) for row in one[2])]


def _header(rows: Sequence[Row], book: StationBook | None) -> tuple[int, int]:
    """Row and number of lines of what is most like a header."""
    places = [
        (row.number, lines)
        for row in rows[:_DEEPEST_HEADER]
        if any(row.cells)
        for lines in range(1, _MOST_LINES + 1)
    ]
    return max(places, key=lambda place: (_score(rows, place, book), -place[0]), default=(1, 1))


def _score(rows: Sequence[Row], place: tuple[int, int], book: StationBook | None) -> float:
    """How much a place is like a header: known words above cells that fit them."""
    top = head(rows, *place, _width(rows))
    below = _below(rows, top)[:_SAMPLE]
    said = [meaning(name, lines=parts) for name, parts in zip(top.names, top.lines, strict=True)]
    known = {(one.field, one.of) for one in said if one.field}
    score = (
        len(known) + 0.25 * sum(one.field == "" for one in said) + 0.3 * sum(bool(one.unit) for one in said)
    )
    if book is not None:
        score += 0.5 * sum(len(book.codes_of(name)) == 1 for name in top.names)
    score -= 0.4 * (place[1] - 1) + 0.8 * len(numbers(text for parts in top.lines for text in parts))
    # a line of data that was taken for one of the header would repeat itself as a time
    score -= 2 * sum(is_time(text) for parts in top.lines for text in parts)
    # readings above would be left out: the header that repeats itself on each page is the first
    score -= 2 * sum(_is_reading(row) for row in rows if row.number < place[0])
    return score + 2 * sum(map(_is_reading, below)) / len(below) if below else score - 1


def _is_reading(row: Row) -> bool:
    return any(map(is_time, row.cells)) and bool(numbers(row.cells))


def _proposal(
    path: Path,
    sheet: str,
    sheets: tuple[str, ...],
    rows: Sequence[Row],
    place: tuple[int, int],
    book: StationBook | None,
) -> Proposal:
    top = head(rows, *place, _width(rows))
    above = tuple(cell for row in rows if row.number < place[0] for cell in row.cells if cell)
    roles = Roles(top, [row.cells for row in _below(rows, top)], book, [*above, sheet, path.stem])
    columns = Columns(roles)
    guesses = columns.guesses()
    is_stations = roles.layout == "stations"
    profile = TableProfile(
        name=path.stem,
        layout=roles.layout,
        sheet=sheet,
        header_row=place[0],
        header_lines=place[1],
        columns=tuple(one.use for one in guesses if one.field),
        items=columns.items(),
        item=roles.item if is_stations else "",
        item_unit=columns.item_unit if is_stations else "",
        station=roles.station,
        fill_down=columns.fill_down,
        # a record without stations takes those that have codes; a name is no code
        new_stations="register" if columns.names_codes else "refuse",
    )
    profile, notes = _with_times(profile, columns)
    return Proposal(profile, guesses, (*notes, *columns.notes()), sheets, above)


def _with_times(profile: TableProfile, columns: Columns) -> tuple[TableProfile, list[Note]]:
    """The profile with zone, length and label, and why."""
    zone, zone_note = _zone(columns)
    profile = replace(profile, zone=zone)
    times, has_hour = columns.times(profile)
    length, sure, why = period(times, has_hour=has_hour)
    label, label_note = _label(length, columns)
    return replace(profile, period=length, label=label), [zone_note, Note("period", sure, why), label_note]


def _zone(columns: Columns) -> tuple[str, Note]:
    if columns.zone:
        return columns.zone, Note("zone", "sure", translate("table", "the header says so"))
    text = translate("table", "nothing names a zone: China's clock")
    return "Asia/Shanghai", Note("zone", "likely", text)


def _label(length: str, columns: Columns) -> tuple[str, Note]:
    if length == "day":
        return "start", Note("label", "sure", translate("table", "a date names its own day"))
    if columns.label:
        return columns.label, Note("label", "sure", translate("table", "the header says so"))
    if columns.counts_to_24:
        return "end", Note("label", "sure", translate("table", "the hours count from 1 to 24"))
    text = translate("table", "nothing says which end of the interval a time means: its end, as usual")
    return "end", Note("label", "likely", text)


def _below(rows: Sequence[Row], top: Head) -> list[Row]:
    return [
        row for row in rows if row.number >= top.data_row and any(row.cells) and not top.repeats(row.cells)
    ]


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)
