"""Copies of the record for a bad day: made under a hidden name, read back, then given their name.

A backup holds no private key: who finds one cannot write in the office's name, and a copy that is put in
place by hand becomes a replica of its own (`db.identity`).
"""

import contextlib
import errno
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db import pgtools
from db.engine import Database, sqlite_module
from db.errors import DiskFullError, DomainError, NotInitialisedError
from db.files import PART, Cancelled, keep, never, part_of, sha256
from db.rotation import Keep, to_keep
from db.schema import Replica
from db.sqlite_copy import copy_file

_STALE = timedelta(hours=6)
"""A hidden part that nobody has written to for so long was left by a program that was killed."""
_STAMP = "%Y%m%dT%H%M%SZ"
_SUM = ".sha256"
_PRIVATE = {"replica_key": "private <> ''", "lease": "true", "presence": "true"}
"""Rows that are of the running database alone; a key that is gone already marks a former self and stays."""


class BackupFailedError(DomainError):
    """No backup could be made."""

    template = "The backup into {folder} failed: {reason}. Earlier backups there are untouched."


class BadCopyError(BackupFailedError):
    """The copy was made and is not whole."""

    template = (
        "The copy in {folder} is not whole ({reason}) and was thrown away; earlier backups there are "
        "untouched. Look at the record itself: qingkong check"
    )


class DamagedBackupError(DomainError):
    """A file cannot be what it says."""

    template = "{file} is damaged or cannot be read: {reason}. Take another backup."


class ChangedBackupError(DamagedBackupError):
    template = "{file} is damaged: its bytes are not those that were written. Take another backup."


class NoBackupError(DamagedBackupError):
    template = "{file} is no backup of this program. Take another file."


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup in a folder."""

    path: Path
    at: datetime
    size: int

    @property
    def sum_path(self) -> Path:
        """Its checksum, in the form that `sha256sum --check` reads."""
        return self.path.with_name(self.path.name + _SUM)


def back_up(database: Database, folder: Path, now: datetime, *, cancelled: Cancelled = never) -> Backup:
    """Copy the record into `folder` and read the copy back.

    Raises:
        BackupFailedError, StoppedError: nothing half-written remains.
        NoToolError, OldToolError: PostgreSQL's own programs are missing or too old.
        KnownDbError: the database cannot be read.
    """
    suffix = ".db" if database.is_sqlite else ".dump"
    target = folder / f"{series(database)}-{now.astimezone(UTC):{_STAMP}}{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = part_of(target)
    except OSError as error:
        raise BackupFailedError(folder=folder, reason=_reason(error)) from error
    try:
        _write(database, part, cancelled)
        return _keep(part, target, now)
    except OSError as error:
        raise _failed(error, folder) from error
    except sqlite_module().Error as error:
        raise BackupFailedError(folder=folder, reason=error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def series(database: Database) -> str:
    """What the names of this database's backups begin with; its tag keeps two of one name apart."""
    with database.reading() as session:
        tag = session.scalar(select(Replica.tag).where(Replica.is_self))
    if tag is None:
        raise NotInitialisedError(where=database.where)
    name = Path(database.url.database or "").stem
    return f"qingkong-{re.sub(r'[^0-9A-Za-z_]+', '_', name) or 'record'}-{tag}"


def backups(folder: Path, name: str) -> list[Backup]:
    """The whole backups of a series, oldest first."""
    pattern = re.compile(re.escape(name) + r"-(\d{8}T\d{6}Z)\.(db|dump)")
    found = []
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            match = pattern.fullmatch(path.name)
            # without its checksum it is not ours, or it was not finished
            if match and path.with_name(path.name + _SUM).is_file():
                at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, at, path.stat().st_size))
    return found


def prune(folder: Path, name: str, keep_: Keep, now: datetime) -> list[Path]:
    """Delete the backups of a series that rotation lets go, and what killed programs left; what went."""
    known = backups(folder, name)
    kept = to_keep([backup.at for backup in known], keep_)
    gone = []
    for backup in known:
        if backup.at not in kept:
            # the sum goes last: a lone one is cleared away later, a lone backup would stay for ever
            backup.path.unlink(missing_ok=True)
            backup.sum_path.unlink(missing_ok=True)
            gone.append(backup.path)
    return gone + _sweep(folder, name, now)


def verify_sum(path: Path) -> bool:
    """Compare a backup with its checksum; False when it has none beside it.

    Raises:
        DamagedBackupError: it differs or cannot be read.
    """
    beside = path.with_name(path.name + _SUM)
    try:
        if not beside.is_file():
            return False
        found, told = sha256(path), beside.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedBackupError(file=path, reason=error) from error
    if told[:1] != [found]:
        raise ChangedBackupError(file=path)
    return True


def _write(database: Database, part: Path, cancelled: Cancelled) -> None:
    if database.path is None:
        pgtools.dump(database, part, _PRIVATE, cancelled)
        return
    copy_file(database.path, part, cancelled=cancelled)
    with contextlib.closing(sqlite_module().connect(part, isolation_level=None)) as copy:
        _forget(copy)
        (answer,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        raise BadCopyError(folder=part.parent, reason=answer)


def _forget(copy: Any) -> None:
    """Take out what belongs to the running database alone; its bytes are overwritten, not only unlinked."""
    copy.execute("PRAGMA secure_delete = ON")
    for table, which in _PRIVATE.items():
        copy.execute(f"DELETE FROM {table} WHERE {which}")


def _keep(part: Path, target: Path, now: datetime) -> Backup:
    backup = Backup(target, now.replace(microsecond=0), part.stat().st_size)
    line = part_of(backup.sum_path)
    try:
        line.write_text(f"{sha256(part)}  {target.name}\n", encoding="utf-8")
        keep(line, backup.sum_path)
    finally:
        line.unlink(missing_ok=True)
    keep(part, target)
    return backup


def _sweep(folder: Path, name: str, now: datetime) -> list[Path]:
    """Hidden parts and lone checksums of this series that a killed program has left."""
    gone = []
    # SQLite's journal or WAL beside a part has the part's pages, its private key among them
    for path in [*folder.glob(f".{name}-*{PART}*"), *folder.glob(f"{name}-*{_SUM}")]:
        lone = path.suffix != _SUM or not path.with_suffix("").exists()
        if lone and now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > _STALE:
            path.unlink(missing_ok=True)
            gone.append(path)
    return gone


def _failed(error: OSError, folder: Path) -> DomainError:
    if error.errno == errno.ENOSPC:
        return DiskFullError()
    return BackupFailedError(folder=folder, reason=_reason(error))


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
