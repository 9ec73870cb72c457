"""Opening a workbook's file with care: nothing that is dangerous, locked, damaged or huge gets further."""

import mmap
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, fromstring

from PySide6.QtCore import QCoreApplication

from desktop.feeds.textfiles import EmptyFileError, unreadable
from desktop.ledgers.errors import (
    BombError,
    DamagedWorkbookError,
    EncryptedWorkbookError,
    LedgerMissingError,
    LedgerSizeError,
    MacroError,
    OldWorkbookError,
)

translate = QCoreApplication.translate

LARGEST = 200 << 20
"""Bytes of a file; a ledger of 100,000 sites has 10 MB."""
_UNPACKED = 1 << 30
_RATIO = 150
"""Sheets of a real ledger unpack to 5 to 30 times; deflate can do a thousand."""
_SMALL = 10 << 20
"""What unpacks to less does no harm, whatever its ratio."""
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD, _WITH_MACROS = (".xls", ".xlt", ".et"), (".xlsm", ".xltm", ".xlsb", ".xlam")
DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, ParseError, zlib.error, EOFError, IndexError, OSError)


class Archive:
    """The parts of an open workbook."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path, self._zip = path, file
        self._names = {name.lower().lstrip("/"): name for name in file.namelist()}

    def has(self, name: str) -> bool:
        """Whether there is such a part; names do not mind upper case."""
        return name.lower() in self._names

    def size(self, *starts: str) -> int:
        """Bytes of the parts whose names begin so."""
        return sum(
            self._zip.getinfo(name).file_size for low, name in self._names.items() if low.startswith(starts)
        )

    def open(self, name: str) -> IO[bytes]:
        """A part's bytes; one that declares entities is refused as damaged."""
        part = self._zip.open(self._names[name.lower()])
        if b"<!DOCTYPE" in part.peek(1024)[:1024]:  # type: ignore[attr-defined]
            part.close()
            raise ValueError("DOCTYPE")
        return part

    def tree(self, name: str) -> Element:
        """A small part as a tree."""
        with self.open(name) as part:
            return fromstring(part.read())


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A workbook whose parts may be read.

    Raises:
        LedgerRefusedError: it is missing, holds macros, is locked, damaged, too large, or a bomb.
    """
    _look_at_file(path)
    try:
        file = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        reason = translate("ledger", "inside it is not what .xlsx files are")
        raise DamagedWorkbookError(file=path.name, reason=reason) from error
    except OSError as error:
        raise unreadable(path, error) from error
    with file:
        _refuse_bomb(path, file)
        archive = Archive(path, file)
        if archive.has("xl/vbaProject.bin"):
            raise MacroError(file=path.name)
        yield archive


def require_file(path: Path) -> None:
    """Refuse a ledger that is missing, empty or too large to be one."""
    if not path.is_file():
        raise LedgerMissingError(file=path.name)
    size = path.stat().st_size
    if not size:
        raise EmptyFileError(file=path.name)
    if size > LARGEST:
        raise LedgerSizeError(file=path.name, size=size >> 20, most=LARGEST >> 20)


def _look_at_file(path: Path) -> None:
    require_file(path)
    if path.suffix.lower() in _WITH_MACROS:
        raise MacroError(file=path.name)
    with path.open("rb") as file:
        is_old = file.read(len(_OLE)) == _OLE
        if is_old and _is_locked(file):
            raise EncryptedWorkbookError(file=path.name)
    if is_old or path.suffix.lower() in _OLD:
        raise OldWorkbookError(file=path.name)


def _is_locked(file: IO[bytes]) -> bool:
    """A locked .xlsx is kept in the old container, in a stream of this name."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(_LOCKED) >= 0


def _refuse_bomb(path: Path, file: zipfile.ZipFile) -> None:
    """By the archive's directory, before anything is unpacked; `zipfile` never unpacks more than it says."""
    members = file.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise EncryptedWorkbookError(file=path.name)
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > _UNPACKED or (total > _SMALL and total > _RATIO * max(packed, 1)):
        raise BombError(file=path.name, size=total >> 20)
