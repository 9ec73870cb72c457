"""Which reader a file of readings needs: by what the user says of it, else by what stands in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop.feeds import cnemc, cnemc_raw, prsa, weather
from desktop.feeds.cells import Batch, translate
from desktop.feeds.tables.profile import TableProfile
from desktop.feeds.tables.propose import Proposal, propose
from desktop.feeds.tables.read import TableReader
from desktop.feeds.tables.source import Source, is_workbook, open_source
from desktop.feeds.tables.stations import StationBook
from desktop.feeds.textfiles import (
    FileRefusedError,
    TextTable,
    UnknownLayoutError,
    open_table,
    open_text,
)

FORMATS = ("auto", "cnemc", "prsa", "table", "weather")
_HEADER_SHOWN = 160
_JSON = ".json"


class UncertainTableError(UnknownLayoutError):
    template = (
        "{file} is a table, but it is not certain what it means: {doubts}. Look at it on the import page, or "
        "load it with --format table and check what is printed."
    )


@dataclass(frozen=True, slots=True)
class How:
    """What is said of files to be loaded.

    `profile` makes any file a table. `book`: the record's stations; None takes texts for codes. `now` divides
    readings from forecasts.
    """

    fmt: str = "auto"
    profile: TableProfile | None = None
    station: str = ""
    book: StationBook | None = None
    now: datetime | None = None


class Reader(Protocol):
    """An open file that is read in batches."""

    @property
    def fraction(self) -> float: ...
    @property
    def unknown_stations(self) -> list[str]: ...
    @property
    def proposal(self) -> Proposal | None: ...
    def batches(self) -> Iterator[Batch]: ...


@dataclass(slots=True)
class _TextReader:
    """A file whose layout is known."""

    table: TextTable | None
    found: Iterator[Batch]
    proposal: Proposal | None = None
    unknown_stations: list[str] = field(default_factory=list)

    @property
    def fraction(self) -> float:
        return self.table.fraction if self.table is not None else 0.0

    def batches(self) -> Iterator[Batch]:
        return self.found


@dataclass(slots=True)
class _TableFile:
    """A table through a profile; `proposal` where the profile was guessed."""

    source: Source
    reader: TableReader
    proposal: Proposal | None

    @property
    def fraction(self) -> float:
        return self.source.fraction

    @property
    def unknown_stations(self) -> list[str]:
        return self.reader.unknown_stations

    def batches(self) -> Iterator[Batch]:
        return self.reader.batches()


def layout_of(path: Path) -> str:
    """`cnemc`, `prsa`, `weather` or `table`.

    Raises:
        FileRefusedError: it cannot be read, or is none of them for certain.
    """
    if is_workbook(path):
        return "table"
    if path.suffix.lower() == _JSON:
        return _json_layout(path)
    with open_table(path) as table:
        found = _text_layout(table, "auto")
    if found is None:
        _proposed(path, How())
    return found or "table"


@contextmanager
def open_reader(path: Path, how: How) -> Iterator[Reader]:
    """Open a file.

    Raises:
        FileRefusedError: it is not a file of the format that is asked for.
        ProfileError: the profile makes no sense, or the proposed one lacks something.
    """
    if how.profile is not None or how.fmt == "table" or is_workbook(path):
        if how.fmt not in ("auto", "table"):
            reason = translate(
                "cell", "workbooks and files with a profile are tables, not of the format {format}"
            )
            raise FileRefusedError(file=path.name, reason=reason.format(format=how.fmt))
        with _open_as_table(path, how) as reader:
            yield reader
    elif path.suffix.lower() == _JSON:
        yield _TextReader(None, _json(path, how))
    else:
        with _open_by_header(path, how) as reader:
            yield reader


@contextmanager
def _open_by_header(path: Path, how: How) -> Iterator[Reader]:
    with open_table(path) as table:
        layout = _text_layout(table, how.fmt)
        if layout is not None:
            yield _TextReader(table, _text_batches(table, layout, how))
            return
    with _open_as_table(path, how) as reader:
        yield reader


def _text_layout(table: TextTable, fmt: str) -> str | None:
    """The layout that fits the header; None where it may be any table."""
    header = table.header
    known = {
        "cnemc": cnemc.matches(header) or cnemc_raw.matches(header),
        "prsa": prsa.matches(header),
        "weather": weather.matches(header),
    }
    found = next((name for name, fits in known.items() if fits and fmt in (name, "auto")), None)
    if found is None and fmt != "auto":
        raise _unknown(table)
    return found


def _unknown(table: TextTable) -> UnknownLayoutError:
    header = ",".join(table.header)
    shown = header if len(header) <= _HEADER_SHOWN else header[:_HEADER_SHOWN] + "…"
    return UnknownLayoutError(file=table.path.name, header=shown)


def _text_batches(table: TextTable, layout: str, how: How) -> Iterator[Batch]:
    if layout == "weather":
        return weather.batches(table, how.station, _now(how, table.path))
    if layout == "prsa":
        return prsa.batches(table)
    return cnemc.batches(table) if cnemc.matches(table.header) else cnemc_raw.batches(table)


@contextmanager
def _open_as_table(path: Path, how: How) -> Iterator[Reader]:
    proposal = None if how.profile is not None else _proposed(path, how)
    profile = how.profile if proposal is None else proposal.profile
    assert profile is not None
    if how.station:
        profile = replace(profile, station=how.station)
    with open_source(path, profile.sheet) as source:
        yield _TableFile(source, TableReader(source, profile, how.book), proposal)


def _proposed(path: Path, how: How) -> Proposal:
    """The profile of a table that nobody has described; if nobody says it is one, only without doubt."""
    proposal = propose(path, how.book)
    if how.fmt == "table" or proposal.is_certain:
        return proposal
    if not is_workbook(path) and (proposal.profile.lacks or not proposal.profile.columns):
        with open_table(path) as table:
            raise _unknown(table)
    doubts = [proposal.profile.lacks] if proposal.profile.lacks else proposal.doubts()
    raise UncertainTableError(file=path.name, doubts="; ".join(doubts[:3]), header="")


def _json_layout(path: Path) -> str:
    with open_text(path) as opened:
        found = cnemc_raw.read_json(path.name, opened.text)
    if weather.is_weather(found):
        return "weather"
    if cnemc_raw.records_of(found):
        return "cnemc"
    raise UnknownLayoutError(file=path.name, header=str(found)[:_HEADER_SHOWN])


def _json(path: Path, how: How) -> Iterator[Batch]:
    with open_text(path) as opened:
        found = cnemc_raw.read_json(path.name, opened.text)
    if weather.is_weather(found) and how.fmt in ("auto", "weather"):
        return weather.json_batches(path.name, found, how.station, _now(how, path))
    if (records := cnemc_raw.records_of(found)) and how.fmt in ("auto", "cnemc"):
        return cnemc_raw.json_batches(path.name, records)
    raise UnknownLayoutError(file=path.name, header=str(found)[:_HEADER_SHOWN])


def _now(how: How, path: Path) -> datetime:
    if how.now is None:
        raise weather.NoStationError(file=path.name)
    return how.now
