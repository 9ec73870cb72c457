"""Open the record by URL. Each option stands beside its reason; dialects are told apart here only."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

from db.errors import BadUrlError, BusyError, DiskFullError, KnownDbError, ReadOnlyError, UnreachableError

SAFE_WAL = (3, 51, 3)
"""First SQLite whose WAL mode cannot lose commits with two connections (the WAL-reset bug)."""


def sqlite_module() -> ModuleType:
    """pysqlite3 where a wheel exists (it carries a safe SQLite), else Python's own."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        return sqlite3
    return module  # type: ignore[no-any-return]


class Database:
    """One record: sessions that read and sessions that write."""

    def __init__(self, url: URL, reader: Engine, writer: Engine) -> None:
        self.url = url
        self._reader = reader
        self._writer = writer

    @property
    def where(self) -> str:
        """The URL without its password, for messages."""
        return self.url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path | None:
        """The SQLite file, None on PostgreSQL."""
        return Path(self.url.database or "") if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def writer_engine(self) -> Engine:
        """For migrations and integrity checks, which are not sessions."""
        return self._writer

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one snapshot; writing in it fails."""
        with _translated(self.where), Session(self._reader) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that holds the write lock from its first statement and commits at the end."""
        with _translated(self.where), Session(self._writer) as session, session.begin():
            yield session

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()


def open_database(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql+psycopg://…`; nothing is connected or created yet.

    Raises:
        BadUrlError: the URL is neither.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadUrlError(url=url) from error
    # every connection to :memory: is a database of its own
    if parsed.drivername == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return Database(
            parsed, _sqlite_engine(parsed, read_only=True), _sqlite_engine(parsed, read_only=False)
        )
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        engine = _postgresql_engine(parsed)
        # one snapshot for all statements of a read, as SQLite has it, and no writing by mistake
        reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Database(parsed, reader, engine)
    raise BadUrlError(url=url)


def _sqlite_engine(url: URL, *, read_only: bool) -> Engine:
    module = sqlite_module()
    engine = create_engine(url, module=module, pool_size=2, max_overflow=2)
    wal = module.sqlite_version_info >= SAFE_WAL

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late to hold the write lock
        cursor = connection.cursor()
        # others may be writing for a while (an import); waiting is better than an error
        cursor.execute("PRAGMA busy_timeout = 10000")
        cursor.execute("PRAGMA foreign_keys = ON")  # off by default in SQLite
        cursor.execute(
            "PRAGMA recursive_triggers = ON"
        )  # so that REPLACE cannot slip past the log's triggers
        cursor.execute("PRAGMA cache_size = -32768")  # 32 MB: a year of a county's hours stays in memory
        if read_only:
            cursor.execute("PRAGMA query_only = ON")  # a read path that writes is a bug; find it here
        else:
            # an unsafe SQLite may lose commits in WAL mode: the slower journal is the honest choice there
            cursor.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
            # a power cut must not take back what was acknowledged to a device or a person
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # two plain BEGINs that read first and write later lose updates; IMMEDIATE waits at the door
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _postgresql_engine(url: URL) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,  # a server restart must not surface as an error in the first click after it
        pool_size=3,  # one console reads and writes on one thread; 300 consoles share one server
        max_overflow=2,
        pool_timeout=10,
        connect_args={
            "connect_timeout": 5,
            "application_name": "qingkong",
            # a hung statement must not hold the window's database thread for ever
            "options": "-c statement_timeout=120000 -c timezone=UTC",
        },
    )


_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_or(session: Session, model: type[DeclarativeBase]) -> Any:
    """The dialect's INSERT, which has `on_conflict_do_update` and `excluded`."""
    return _INSERT[session.get_bind().dialect.name](model)


def upsert(
    session: Session,
    model: type[DeclarativeBase],
    rows: Sequence[dict[str, Any]],
    *,
    key: Sequence[str],
    update: Sequence[str],
) -> None:
    """Insert rows, or update `update` of those whose `key` exists."""
    if not rows:
        return
    statement = insert_or(session, model)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=list(key), set_={column: statement.excluded[column] for column in update}
        ),
        rows,
    )


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """Turn the drivers' errors that a user can act on into named ones; leave bugs alone."""
    try:
        yield
    except DBAPIError as error:
        known = _known(error, where)
        if known is None:
            raise
        raise known from error


def _known(error: DBAPIError, where: str) -> KnownDbError | None:
    text = str(error.orig).lower()
    if "database is locked" in text or "lock timeout" in text or "deadlock detected" in text:
        return BusyError()
    if "readonly database" in text or "read-only" in text:
        return ReadOnlyError(where=where)
    if "disk is full" in text or "no space left" in text:
        return DiskFullError()
    if "unable to open database file" in text or "file is not a database" in text:
        return UnreachableError(where=where, reason=str(error.orig))
    if isinstance(error, OperationalError) and (error.connection_invalidated or "connect" in text):
        return UnreachableError(where=where, reason=str(error.orig).splitlines()[0])
    return None
