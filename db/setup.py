"""Create or upgrade a database: migrations, backup before them, and this replica's identity."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from db.engine import Database
from db.errors import NewerSchemaError, NotInitialisedError
from db.files import keep, part_of
from db.identity import LOCK_KEY, Founding, introduce
from db.sqlite_copy import copy_file


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare` did."""

    before: str | None
    after: str
    backup: Path | None


def prepare(database: Database, now: datetime, founding: Founding | None = None) -> Prepared:
    """Bring the database to this program's schema, creating it if need be.

    A SQLite file is copied beside itself before an existing schema is upgraded.

    Args:
        founding: what a new replica shall be; an office's, with everything, unless it says otherwise.

    Raises:
        NewerSchemaError: a newer program made it; nothing is touched.
        KnownDbError: it cannot be opened or written.
    """
    if database.path is not None:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    before = revision(database)
    after = _head(database, before)
    backup = None
    if before != after:
        backup = _backup(database, before, now) if before else None
        _upgrade(database)
    introduce(database, now, founding or Founding())
    return Prepared(before, after, backup)


def require_ready(database: Database) -> None:
    """Check that the database exists with exactly this program's schema, without changing it.

    Raises:
        NotInitialisedError, NewerSchemaError, KnownDbError
    """
    if database.path is not None and not database.path.exists():
        raise NotInitialisedError(where=database.where)
    found = revision(database)
    if found is None or found != _head(database, found):
        raise NotInitialisedError(where=database.where)


def revision(database: Database) -> str | None:
    """The schema revision found in the database, None if it has none."""
    if database.path is not None and not database.path.exists():
        return None
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def _head(database: Database, found: str | None) -> str:
    script = ScriptDirectory.from_config(_config())
    head = script.get_current_head()
    assert head is not None
    if found is not None and found not in {item.revision for item in script.walk_revisions()}:
        raise NewerSchemaError(where=database.where, found=found, known=head)
    return head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(database: Database) -> None:
    config = _config()
    with database.writing() as session:
        connection = session.connection()
        with _alone(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


@contextlib.contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """On PostgreSQL take an advisory lock; SQLite's BEGIN IMMEDIATE holds everybody off already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
    yield


def _backup(database: Database, before: str, now: datetime) -> Path | None:
    """Copy a SQLite file with its backup API (safe with a WAL beside it); PostgreSQL has its own tools."""
    if database.path is None:
        return None
    target = database.path.with_name(f"{database.path.name}.backup-{before}-{now:%Y%m%dT%H%M%S}")
    part = part_of(target)
    copy_file(database.path, part)
    keep(part, target)
    return target


def tables(database: Database) -> list[str]:
    """Names of the tables present, for checks."""
    with database.reading() as session:
        return list(inspect(session.connection()).get_table_names())
