"""Rows of a table as texts, streamed: CSV and its like with any separator, or a sheet of a workbook."""

import csv
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import ParseError

from desktop.feeds.cells import translate
from desktop.feeds.textfiles import (
    BROKEN_ARCHIVE,
    EmptyFileError,
    FileRefusedError,
    Problem,
    open_text,
    unreadable,
)

WORKBOOKS = (".xlsx", ".xlsm")
_SEPARATORS = ("\t", ",", ";")
_LOOKED_AT = 20
_UNPACKED = 2 << 30
"""Bytes that a workbook may unpack to; a million rows have some 300 MB."""
_WIDEST = 2_000
"""Columns; a sheet that was coloured to its last column has 16,384 of them."""
_DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, ParseError, zlib.error, EOFError, IndexError, TypeError)


class WorkbookError(FileRefusedError):
    template = "{file} is not a workbook that can be read: {reason}. Open it and save it as .xlsx or CSV."


class NoSheetError(FileRefusedError):
    template = "{file} has no sheet “{sheet}”. It has: {sheets}"


class Row(NamedTuple):
    """`number` counts all rows of the file from 1; `line` is where it ends, for the person who looks."""

    number: int
    line: int
    cells: list[str]


class Source:
    """An open table. `sheets` is empty for text."""

    def __init__(
        self, path: Path, rows: Iterator[Row], fraction: Callable[[], float], sheets: tuple[str, ...] = ()
    ) -> None:
        self.path, self.sheets = path, sheets
        self.problems: list[Problem] = []
        """What could not be read as rows; the reader takes them away."""
        self._rows, self._fraction = rows, fraction

    @property
    def is_sheet(self) -> bool:
        """Rows of a sheet end with their last full cell; those of text have all their cells."""
        return bool(self.sheets)

    @property
    def fraction(self) -> float:
        """How much has been read, 0 to 1; 0 where that cannot be known."""
        return self._fraction()

    def rows(self) -> Iterator[Row]:
        """All rows, once."""
        return self._rows

    def problem(self, line: int, reason: str, **more: str) -> Problem:
        """A problem of this file."""
        parts = {"column": "", "value": "", "kind": "row", **more}
        return Problem(file=self.path.name, line=line, reason=reason, **parts)


@contextmanager
def open_source(path: Path, sheet: str = "") -> Iterator[Source]:
    """Open a table.

    Args:
        sheet: name of a workbook's sheet; "" is the first.

    Raises:
        FileRefusedError: it is missing, empty, damaged, neither text nor a workbook, or lacks the sheet.
    """
    with _open_workbook(path, sheet) if is_workbook(path) else _open_text(path) as source:
        yield source


def is_workbook(path: Path) -> bool:
    """Whether the name is a workbook's; what is in it is found out on reading."""
    return path.suffix.lower() in WORKBOOKS


@contextmanager
def _open_text(path: Path) -> Iterator[Source]:
    size = max(path.stat().st_size, 1) if path.is_file() else 1
    with open_text(path) as opened:
        raw = opened.raw
        reader = csv.reader(opened.text, delimiter=_separator(opened.text))
        source = Source(path, iter(()), lambda: min(1.0, raw.tell() / size))
        source._rows = _text_rows(source, reader)
        yield source


def _separator(text: IO[str]) -> str:
    """The one that occurs most evenly in the first lines."""
    lines = [line for line in islice(text, _LOOKED_AT) if line.strip()]
    text.seek(0)

    def evenness(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in lines)
        counts.pop(0, None)
        count, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return times, count

    best = max(_SEPARATORS, key=evenness)
    return best if evenness(best)[0] else ","


def _text_rows(source: Source, reader: Any) -> Iterator[Row]:
    number = 0
    while True:
        try:
            for cells in reader:
                number += 1
                yield Row(number, reader.line_num, cells)
            return
        except csv.Error as error:
            # the reader goes on with the next line; mostly a quote that is never closed
            number += 1
            reason = translate("cell", "not CSV: {error}").format(error=error)
            source.problems.append(source.problem(reader.line_num, reason))
        except BROKEN_ARCHIVE:
            reason = translate("cell", "the compressed file is damaged or ends here")
            source.problems.append(source.problem(reader.line_num + 1, reason, kind="file"))
            return
        except OSError as error:
            raise unreadable(source.path, error) from error


@contextmanager
def _open_workbook(path: Path, name: str) -> Iterator[Source]:
    from openpyxl import load_workbook  # half a second that text files need not wait for

    with _opened(path) as file:
        _refuse_bomb(path, file)
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except _DAMAGED as error:
            raise WorkbookError(file=path.name, reason=_short(error)) from error
        try:
            yield _sheet(path, book, name)
        finally:
            book.close()


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    with file:
        yield file


def _refuse_bomb(path: Path, file: IO[bytes]) -> None:
    """A workbook is a zip archive; nobody shall be able to fill the memory with a small one."""
    if not file.read(1):
        raise EmptyFileError(file=path.name)
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise WorkbookError(file=path.name, reason=_no_archive(file)) from error
    if size > _UNPACKED:
        reason = translate("cell", "it unpacks to {size} MB").format(size=size >> 20)
        raise WorkbookError(file=path.name, reason=reason)
    file.seek(0)


def _no_archive(file: IO[bytes]) -> str:
    file.seek(0)
    if file.read(4) == b"\xd0\xcf\x11\xe0":
        return translate("cell", "it is encrypted, or in the form of Excel 97")
    return translate("cell", "it is damaged or no workbook")


def _sheet(path: Path, book: Any, name: str) -> Source:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise EmptyFileError(file=path.name)
    if name and name not in sheets:
        raise NoSheetError(file=path.name, sheet=name, sheets=", ".join(sheets))
    sheet = sheets[name] if name else next(iter(sheets.values()))
    count, at = sheet.max_row or 0, [0]
    # what programs write as the sheet's size is often wrong; without it, all rows that are there come
    sheet.reset_dimensions()
    source = Source(path, iter(()), lambda: min(1.0, at[0] / count) if count > 1 else 0.0, tuple(sheets))
    source._rows = _sheet_rows(source, sheet, at)
    return source


def _sheet_rows(source: Source, sheet: Any, at: list[int]) -> Iterator[Row]:
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            at[0] = number
            yield Row(number, number, _texts(values))
    except _DAMAGED as error:
        reason = translate("cell", "the workbook is damaged or ends here")
        source.problems.append(source.problem(at[0] + 1, f"{reason} ({_short(error)})", kind="file"))


def _texts(values: tuple[Any, ...]) -> list[str]:
    """The cells as texts, without the empty ones at the end."""
    end = min(len(values), _WIDEST)
    while end and values[end - 1] is None:
        end -= 1
    return [_cell_text(value) for value in values[:end]]


def _cell_text(value: Any) -> str:
    """A cell as somebody would write it; a number exactly."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return _time_text(value) if isinstance(value, date | time | timedelta) else str(value)


def _time_text(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        # spreadsheets keep 13:00 as 12:59:59.9999
        rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return rounded.isoformat(" ")
    if isinstance(value, timedelta):  # a clock beyond midnight: 24:00
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    return value.isoformat()


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:100] if str(error) else type(error).__name__
