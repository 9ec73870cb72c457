"""A backup becomes a database again: in an empty place, under a new name, checked."""

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from db import identity, pgtools
from db.backup import BackupFailedError, DamagedBackupError, NoBackupError, verify_sum
from db.check import Finding, check
from db.engine import Database, open_database
from db.errors import DomainError, KnownDbError, NewerSchemaError
from db.files import keep, part_of
from db.schema import Attachment, Observation, Operation, Replica, Site, Task
from db.setup import prepare, tables

_COUNTED = (Operation, Site, Task, Attachment, Observation)
_SQLITE_MAGIC, _DUMP_MAGIC = b"SQLite format 3\x00", b"PGDMP"


class NotEmptyError(DomainError):
    """A backup would overwrite something."""

    template = "{where} is not empty. A backup is restored into a new database only: name another one."


class OtherEngineError(DomainError):
    """A SQLite copy is not for PostgreSQL, nor the other way round."""

    template = "{file} is a backup of {engine} and does not fit {where}. Name a database of {engine}."


@dataclass(frozen=True, slots=True)
class Names:
    """Who a restored database is, and the tag of the one that it was copied from."""

    name: str
    tag: str
    old_tag: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands at the target now."""

    names: Names
    has_sum: bool
    """Whether its bytes could be compared with those that were written."""
    rows: dict[str, int]
    findings: list[Finding]


def restore(file: Path, target: Database, now: datetime) -> Restored:
    """Make `file` the database at `target`, with an identity of its own, and check it.

    A SQLite file gets its name when it is whole. A PostgreSQL database that was left half-way has no key,
    so that nothing can be written in the old one's name.

    Raises:
        NotEmptyError, OtherEngineError, DamagedBackupError: nothing was changed.
        NoToolError, OldToolError, ToolFailedError: PostgreSQL's own programs.
    """
    engine = kind(file)
    has_sum = verify_sum(file)
    if (engine == "SQLite") != target.is_sqlite:
        raise OtherEngineError(file=file, engine=engine, where=target.where)
    _require_empty(target)
    if target.path is not None:
        names = _restore_file(file, target.path, now)
    else:
        pgtools.restore(target, file)
        names = _adopt(target, file, now)
    findings = _checked(target)
    return Restored(names, has_sum, _counts(target, findings), findings)


def kind(file: Path) -> str:
    """`SQLite` or `PostgreSQL`, by the file's first bytes.

    Raises:
        DamagedBackupError: neither, or it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            head = stream.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise DamagedBackupError(file=file, reason=error.strerror) from error
    if head == _SQLITE_MAGIC:
        return "SQLite"
    if head.startswith(_DUMP_MAGIC):
        return "PostgreSQL"
    raise NoBackupError(file=file)


def _require_empty(target: Database) -> None:
    if target.path is not None:
        if target.path.exists() and target.path.stat().st_size > 0:
            raise NotEmptyError(where=target.where)
    elif tables(target):
        raise NotEmptyError(where=target.where)


def _restore_file(file: Path, path: Path, now: datetime) -> Names:
    """Work on a hidden copy beside the target; what stands under the right name is always whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = part_of(path)
    except OSError as error:
        raise BackupFailedError(folder=path.parent, reason=error.strerror) from error
    try:
        shutil.copyfile(file, part)
        database = open_database(f"sqlite:///{part}")
        try:
            names = _adopt(database, file, now)
        finally:
            database.close()
        keep(part, path)
        return names
    finally:
        for left in path.parent.glob(f"{part.name}*"):
            left.unlink()


def _adopt(database: Database, file: Path, now: datetime) -> Names:
    """Bring a copy to this program's schema and give it a name of its own."""
    with _told_as_damage(file, is_sqlite=database.is_sqlite):
        with database.reading() as session:
            old_id, _, old_tag = _self(session)
        prepared = prepare(database, now)
        if prepared.backup is not None:
            prepared.backup.unlink()
        with database.writing() as session:
            # a backup without its key was given a new name when it was prepared
            if _self(session)[0] == old_id:
                identity.renew(session, now)
            _, name, tag = _self(session)
        return Names(name, tag, old_tag)


def _self(session: Session) -> tuple[uuid.UUID, str, str]:
    row = session.execute(select(Replica.id, Replica.name, Replica.tag).where(Replica.is_self)).one()
    return row[0], row[1], row[2]


@contextlib.contextmanager
def _told_as_damage(file: Path, *, is_sqlite: bool) -> Iterator[None]:
    """A copy that cannot even be opened or upgraded fails in as many ways as there are bytes in it."""
    try:
        yield
    except NewerSchemaError:
        raise
    except KnownDbError as error:
        if not is_sqlite:
            raise
        raise DamagedBackupError(file=file, reason=str(error)) from error
    except (SQLAlchemyError, CommandError, ValueError, LookupError, TypeError) as error:
        raise DamagedBackupError(file=file, reason=told(error)) from error


def _checked(database: Database) -> list[Finding]:
    """What `check` finds; a record that cannot be read to its end is a finding, too."""
    try:
        return check(database)
    except (SQLAlchemyError, DomainError, ValueError, LookupError, TypeError) as error:
        return [Finding("integrity", database.where, f"it cannot be read to its end: {told(error)}")]


def _counts(database: Database, findings: list[Finding]) -> dict[str, int]:
    """Rows of the tables whose numbers people know."""
    rows = {}
    for table in _COUNTED:
        try:
            with database.reading() as session:
                rows[table.__tablename__] = session.scalar(select(func.count()).select_from(table)) or 0
        except (SQLAlchemyError, DomainError) as error:
            findings.append(Finding("integrity", table.__tablename__, told(error)))
    return rows


def told(error: Exception) -> str:
    """The first line of what an error says."""
    lines = str(error.orig if isinstance(error, DBAPIError) else error).splitlines()
    return lines[0] if lines else type(error).__name__
