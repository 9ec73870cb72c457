"""Packs of a newer program are kept, unopened, beside the record until this program has been upgraded."""

import hashlib
from pathlib import Path
from urllib.parse import quote

from platformdirs import user_data_path

from db.engine import Database
from db.sync.pack import files
from db.sync.pack.chunks import Writable
from db.sync.pack.errors import DamagedPackError

_AT_ONCE = 1024 * 1024


def folder(database: Database) -> Path:
    """Where this record's kept packs lie: beside a file, with the user's data for a server."""
    if database.path is not None:
        return database.path.with_name(f"{database.path.name}.packs")
    return (
        user_data_path("qingkong", appauthor=False)
        / "packs"
        / quote(database.url.database or "record", safe="")
    )


def is_kept(database: Database, path: Path) -> bool:
    """Whether the file is one of those copies."""
    return path.absolute().parent == folder(database).absolute()


def keep(database: Database, path: Path) -> Path:
    """Copy a pack, safely; the same file is kept once.

    Raises:
        UnreadablePackError, WriteError
    """
    if is_kept(database, path):
        return path
    digest = _digest(path)
    target = folder(database) / f"{digest[:32]}.qkpack"
    if target.exists():
        return target

    def write(out: Writable) -> None:
        with files.reading(path) as source:
            while content := source.read(_AT_ONCE):
                out.write(content)

    def verify(part: Path) -> None:
        if _digest(part) != digest:
            raise DamagedPackError(name=str(part), what=path.name)

    with files.unwritable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    files.write_safely(target, write, verify)
    return target


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with files.reading(path) as source:
        while content := source.read(_AT_ONCE):
            digest.update(content)
    return digest.hexdigest()
