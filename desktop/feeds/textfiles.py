"""CSV files as offices have them: UTF-8 with or without a mark, GB18030, gzipped or not; streamed."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from PySide6.QtCore import QCoreApplication

from db.errors import DomainError

translate = QCoreApplication.translate

_BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"
_SIGNATURES = {
    b"PK\x03\x04": "an Excel workbook or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF document",
    b"SQLite format 3": "a SQLite database",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
BROKEN_ARCHIVE = (EOFError, zlib.error, gzip.BadGzipFile)


class FileRefusedError(DomainError):
    """A file that cannot be read as what it should be."""

    template = "{file} cannot be read: {reason}"


class NotTextError(FileRefusedError):
    template = "{file} is {kind}, not a CSV file. Save it as CSV (UTF-8) and try again."


class EncodingUnknownError(FileRefusedError):
    template = "{file} is neither UTF-8 nor GB18030 text. Save it as CSV (UTF-8) and try again."


class EmptyFileError(FileRefusedError):
    template = "{file} is empty."


class UnknownLayoutError(FileRefusedError):
    template = "{file} has no known layout. Its header is: {header}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, a row or a column that was not taken. `kind`: value, date, row, column, station or file."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    row_text: str = ""
    kind: str = "value"

    def __str__(self) -> str:
        named = f" {self.column}" if self.column else ""
        quoted = f" “{self.value[:60]}”" if self.value else ""
        where = translate("cell", "{file}, line {line}").format(file=self.file, line=self.line)
        return f"{where}:{named}{quoted}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows with the line each ends on (from 1, the header's), and what the CSV reader refused."""

    lines: list[int]
    rows: list[list[str]]
    problems: list[Problem] = field(default_factory=list)


class TextTable:
    """An open CSV file past its header. Rows come as they are: widths differ, cells are not stripped."""

    def __init__(self, path: Path, encoding: str, raw: IO[bytes], text: IO[str]) -> None:
        self.path, self.encoding = path, encoding
        self._raw, self._size = raw, max(path.stat().st_size, 1)
        self._reader = csv.reader(text)
        self._ended = False
        chunk = self._chunk(1)
        if not chunk.rows:
            raise self._without_header(chunk.problems)
        self.header = [cell.strip() for cell in chunk.rows[0]]
        self.header_line = chunk.lines[0]

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(1.0, self._raw.tell() / self._size)

    def chunks(self, size: int) -> Iterator[Chunk]:
        """The rows, at most `size` at a time; blank lines are left out."""
        while not self._ended:
            yield self._chunk(size)

    def problem(self, line: int, reason: str, **more: str) -> Problem:
        """A problem of this file."""
        parts = {"column": "", "value": "", "kind": "row", **more}
        return Problem(file=self.path.name, line=line, reason=reason, **parts)

    def _without_header(self, problems: list[Problem]) -> FileRefusedError:
        if problems:
            return FileRefusedError(file=self.path.name, reason=problems[0].reason)
        return EmptyFileError(file=self.path.name)

    def _chunk(self, size: int) -> Chunk:
        chunk = Chunk([], [])
        try:
            for row in self._reader:
                if row:
                    chunk.rows.append(row)
                    chunk.lines.append(self._reader.line_num)
                    if len(chunk.rows) >= size:
                        return chunk
            self._ended = True
        except csv.Error as error:
            # the reader goes on with the next line; mostly a quote that is never closed
            reason = translate("cell", "not CSV: {error}").format(error=error)
            chunk.problems.append(self.problem(self._reader.line_num, reason))
        except BROKEN_ARCHIVE:
            self._ended = True
            reason = translate("cell", "the compressed file is damaged or ends here")
            chunk.problems.append(self.problem(self._reader.line_num + 1, reason, kind="file"))
        except OSError as error:
            raise unreadable(self.path, error) from error
        return chunk


def width_problem(found: int, width: int) -> str:
    """Why a row is refused whose cells cannot be told apart."""
    text = translate("cell", "{found} columns, the header has {width}")
    return text.format(found=found, width=width)


@contextmanager
def open_table(path: Path) -> Iterator[TextTable]:
    """Open a CSV file, finding out whether it is compressed and how it is encoded.

    Raises:
        FileRefusedError: it is missing, empty, not text, or in an unknown encoding.
    """
    with open_text(path) as opened:
        yield TextTable(path, opened.encoding, opened.raw, opened.text)


@dataclass(frozen=True, slots=True)
class OpenText:
    """A file's text from its beginning; `raw` tells how much of the file has been read."""

    encoding: str
    raw: IO[bytes]
    text: IO[str]


@contextmanager
def open_text(path: Path) -> Iterator[OpenText]:
    """Open a file of text, unpacking it if it is compressed.

    Raises:
        FileRefusedError: it is missing, not text, or in an unknown encoding.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    with raw:
        content = _unpacked(raw)
        encoding = _encoding(path, content)
        content.seek(0)
        # all was decoded strictly before: what is replaced is a character cut in two by the file's end
        with io.TextIOWrapper(content, encoding, errors="replace", newline="") as text:
            yield OpenText(encoding, raw, text)


def unreadable(path: Path, error: OSError) -> FileRefusedError:
    """The system's own reason."""
    return FileRefusedError(file=path.name, reason=error.strerror or str(error))


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    magic = raw.read(len(_GZIP))
    raw.seek(0)
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if magic == _GZIP else raw


def _encoding(path: Path, content: IO[bytes]) -> str:
    """`utf-8-sig` if all of it is UTF-8, else `gb18030`: a late character decides, so all is read."""
    candidates = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8-sig", "gb18030")}
    for number, block in enumerate(_blocks(path, content)):
        if number == 0:
            _refuse_binary(path, block)
        for name, decoder in list(candidates.items()):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                del candidates[name]
        if not candidates:
            raise EncodingUnknownError(file=path.name)
    return next(iter(candidates))


def _blocks(path: Path, content: IO[bytes]) -> Iterator[bytes]:
    try:
        while block := content.read(_BLOCK):
            yield block
    except BROKEN_ARCHIVE:
        return  # the rows before the damage are good; reading them will meet it again and report it
    except OSError as error:
        raise unreadable(path, error) from error


def _refuse_binary(path: Path, block: bytes) -> None:
    for signature, kind in _SIGNATURES.items():
        if block.startswith(signature):
            raise NotTextError(file=path.name, kind=kind)
    if b"\0" in block:
        raise NotTextError(file=path.name, kind="a binary file")
