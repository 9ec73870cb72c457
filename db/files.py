"""Files that must be whole or not be there: temporary names, fsync, then the name that people see."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from db.errors import DomainError

PART = ".part"
_CHUNK = 1 << 20

Cancelled = Callable[[], bool]


class StoppedError(DomainError):
    """Somebody wants the program to end."""

    template = "It was stopped before it was done. Nothing half-written remains; earlier files are untouched."


def never() -> bool:
    """Nobody cancels."""
    return False


def part_of(target: Path) -> Path:
    """A new, empty file beside `target` that only this user may read, hidden until it is whole."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PART}")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return part


def keep(part: Path, target: Path) -> None:
    """Give a whole file its name; after this it survives a power cut."""
    flush(part)
    part.replace(target)
    _flush_folder(target.parent)


def flush(path: Path) -> None:
    """Have the disk hold what was written."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sha256(path: Path) -> str:
    """Hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there; NTFS keeps its own journal of names
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
