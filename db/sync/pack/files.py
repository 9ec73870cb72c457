"""Files on a disk or stick that may be full, worn out or pulled at any moment."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from db.sync.pack.chunks import Writable
from db.sync.pack.errors import (
    BadPackError,
    NotAPackError,
    PackExistsError,
    ReadBackError,
    StickError,
    StickFullError,
    TemporaryFilesError,
    UnreadablePackError,
)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BUFFER = 1024 * 1024


class Input:
    """A file that is read from its beginning; errors of the disk have their sentence."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self.name = str(path)
        self.size = os.fstat(file.fileno()).st_size

    def seek(self, offset: int) -> None:
        with _unreadable(self.name):
            self._file.seek(offset)

    def read(self, size: int) -> bytes:
        with _unreadable(self.name):
            return self._file.read(size)


@contextmanager
def reading(path: Path) -> Iterator[Input]:
    """The file, open for reading.

    Raises:
        UnreadablePackError: it is not there, or the disk does not give it.
        NotAPackError: it is a folder or a device.
    """
    with _unreadable(str(path)):
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise NotAPackError(name=str(path))
        file = open_input(path)
    with file:
        with _unreadable(str(path)):
            source = Input(file, path)
        yield source


def write_safely(path: Path, write: Callable[[Writable], None], verify: Callable[[Path], None]) -> int:
    """Write a file under a temporary name, read it back from the disk, then give it its name; its bytes.

    Whatever happens, there is never anything half-written under `path`.

    Args:
        write: writes the content to what it is given.
        verify: reads the finished file; raises `BadPackError` when it is not what was written.

    Raises:
        WriteError: the disk did not do it; what was written is removed as far as the disk lets us.
    """
    part = path.with_name(f".{path.name}.part")
    require_free(path)
    try:
        size = _write(part, path, write)
        _verify(part, path, verify)
        with unwritable(path):
            require_free(path)
            os.replace(part, path)
    except BaseException:
        remove(part)
        raise
    try:
        with unwritable(path):
            _flush_folder(path.parent)
    except BaseException:
        remove(path)
        raise
    return size


def require_free(path: Path) -> None:
    """Refuse to write over a file: it may be somebody's only copy.

    Raises:
        PackExistsError
    """
    with unwritable(path):
        if os.path.lexists(path):
            raise PackExistsError(name=str(path))


def remove(path: Path) -> None:
    """Remove the file if it is there and the disk still answers."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


@contextmanager
def temporary() -> Iterator[BinaryIO]:
    """A file of this computer that ends with the block; small ones stay in memory.

    Raises:
        TemporaryFilesError: this computer's disk is full.
    """
    folder = tempfile.gettempdir()
    try:
        with tempfile.SpooledTemporaryFile(max_size=32 * _BUFFER) as file:
            yield file  # type: ignore[misc]
    except OSError as error:
        raise TemporaryFilesError(folder=folder, reason=_reason(error)) from error


def open_input(path: Path) -> BinaryIO:
    """Open for reading; here, so that tests can put a failing disk in its place."""
    return path.open("rb", buffering=_BUFFER)


def open_output(path: Path) -> BinaryIO:
    """Open a new file for writing; here, so that tests can put a failing disk in its place."""
    return path.open("xb", buffering=_BUFFER)


class _Output:
    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path

    def write(self, content: bytes) -> None:
        with unwritable(self._path):
            self._file.write(content)


def _write(part: Path, path: Path, write: Callable[[Writable], None]) -> int:
    with unwritable(path):
        part.unlink(missing_ok=True)  # what a killed program left
        with open_output(part) as file:
            write(_Output(file, path))
            file.flush()
            os.fsync(file.fileno())
            _forget(file.fileno())
            return file.tell()


def _verify(part: Path, path: Path, verify: Callable[[Path], None]) -> None:
    try:
        verify(part)
    except UnreadablePackError as error:
        raise StickError(name=str(path), reason=error.params["reason"]) from error
    except BadPackError as error:
        raise ReadBackError(name=str(path)) from error


def _forget(descriptor: int) -> None:
    """Make the system read from the disk again, where it can be asked to (Linux)."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _flush_folder(folder: Path) -> None:
    """Make the new name durable; Windows does so by itself and cannot open folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems without it
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _unreadable(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnreadablePackError(name=name, reason=_reason(error)) from error


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Errors of the disk as sentences."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StickFullError(name=str(path)) from error
        raise StickError(name=str(path), reason=_reason(error)) from error


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
