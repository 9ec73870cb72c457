"""Create or upgrade a database: migrations, backup before them, and this replica's identity."""

import base64
import contextlib
import socket
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.orm import Session

from db.engine import Database, sqlite_module
from db.errors import NewerSchemaError, NotInitialisedError
from db.ids import uuid7
from db.log import GENESIS
from db.schema import Operation, Replica, ReplicaKey, Seal
from db.sync.keys import new_key, sealed, sign

_LOCK_KEY = 0x51696E67  # any fixed number: two consoles must not migrate one PostgreSQL at a time


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare` did."""

    before: str | None
    after: str
    backup: Path | None


def prepare(database: Database, now: datetime, *, side: str = "office", scope: str = "") -> Prepared:
    """Bring the database to this program's schema, creating it if need be.

    A SQLite file is copied beside itself before an existing schema is upgraded.

    Args:
        side: of a new replica: `office` or `field`.
        scope: of a new replica: codes of the units it will hold, separated by blanks; empty: everything.

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
    _introduce(database, now, side, scope)
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
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
    yield


def _backup(database: Database, before: str, now: datetime) -> Path | None:
    """Copy a SQLite file with its backup API (safe with a WAL beside it); PostgreSQL has its own tools."""
    if database.path is None:
        return None
    target = database.path.with_name(f"{database.path.name}.backup-{before}-{now:%Y%m%dT%H%M%S}")
    module = sqlite_module()
    with (
        contextlib.closing(module.connect(database.path)) as source,
        contextlib.closing(module.connect(target)) as copy,
    ):
        source.backup(copy)
    return target


def _introduce(database: Database, now: datetime, side: str, scope: str) -> None:
    """Give the database its identity as a replica and its key, once."""
    with database.reading() as session:
        if session.scalar(select(Replica.id).where(Replica.is_self, Replica.public_key.is_not(None))):
            return
    with database.writing() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        known = session.scalar(select(Replica).where(Replica.is_self))
        if known is not None:
            _give_key(session, known)
            return
        replica_id = uuid7(now)
        replica = Replica(
            id=replica_id,
            is_self=True,
            name=socket.gethostname()[:200],
            tag=_tag(replica_id),
            created_at=now,
            seq=0,
            hlc=0,
            last_hash=GENESIS,
            position=0,
            side=side,
            scope=scope,
        )
        session.add(replica)
        _give_key(session, replica)


def _give_key(session: Session, replica: Replica) -> None:
    """A key of its own; what a replica of the first schema wrote before it had one is sealed at its end."""
    if replica.public_key is not None:
        return
    private, replica.public_key = new_key()
    session.add(ReplicaKey(replica_id=replica.id, private=private))
    if replica.seq > 0:
        last = session.get_one(Operation, (replica.id, replica.seq))
        signature = sign(private, sealed(replica.id, last.seq, last.hash))
        session.add(Seal(replica=replica.id, seq=last.seq, signature=signature))


def _tag(replica_id: uuid.UUID) -> str:
    """Four base-32 characters of the id's random end: a million tags, so that replicas seldom share one."""
    return base64.b32encode(replica_id.bytes[-5:]).decode("ascii")[:4]


def tables(database: Database) -> list[str]:
    """Names of the tables present, for checks."""
    with database.reading() as session:
        return list(inspect(session.connection()).get_table_names())
