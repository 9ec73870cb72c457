"""Open the record by URL. Each option stands beside its reason; dialects are told apart here only."""

import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

from db import places
from db.errors import (
    BadUrlError,
    BusyError,
    CertificateError,
    DiskFullError,
    KnownDbError,
    NotAllowedError,
    ReadOnlyError,
    UncertainError,
    UnreachableError,
    UnsafePlaceError,
    WeakServerError,
)
from db.security.transport import connection_options

log = logging.getLogger(__name__)

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
    """One record: sessions that read and sessions that write.

    Attributes:
        caution: why the file lies in an unsafe place, where somebody allowed it all the same.
    """

    def __init__(
        self, url: URL, reader: Engine, writer: Engine, caution: UnsafePlaceError | None = None
    ) -> None:
        self.url = url
        self._reader = reader
        self._writer = writer
        self.caution = caution

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
        """A session that holds the write lock from its first statement and commits at the end.

        Raises:
            UncertainError: the connection broke during the commit; after any other error nothing was written.
        """
        with _translated(self.where), Session(self._writer) as session:
            session.begin()
            yield session
            session.flush()
            with _confirming(self.where):
                session.commit()

    def detached_connection(self) -> Any:
        """A connection of the driver apart from the pool, for LISTEN; the caller closes it."""
        with _translated(self.where):
            pooled = self._writer.connect()
        connection = pooled.connection.driver_connection
        pooled.detach()
        return connection

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()


def open_database(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql+psycopg://…`; nothing is connected or created yet.

    Raises:
        BadUrlError: the URL is neither.
        InsecureUrlError: it leads to another computer without encryption.
        UnsafePlaceError: the file lies on a network share or a stick.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadUrlError(url=url) from error
    # every connection to :memory: is a database of its own
    if parsed.drivername == "sqlite" and parsed.database not in (None, "", ":memory:"):
        caution = _caution(Path(parsed.database))
        reader, writer = _sqlite_engine(parsed, read_only=True), _sqlite_engine(parsed, read_only=False)
        return Database(parsed, reader, writer, caution)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        engine = _postgresql_engine(parsed)
        # one snapshot for all statements of a read, as SQLite has it, and no writing by mistake
        reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Database(parsed, reader, engine)
    raise BadUrlError(url=url)


def _caution(path: Path) -> UnsafePlaceError | None:
    """Refuse a file in an unsafe place, or note why it is one where somebody takes the risk."""
    unsafe = places.refusal(path)
    if unsafe is not None and os.environ.get(places.ALLOW) != "1":
        raise unsafe
    if unsafe is not None:
        log.warning("opened all the same (%s=1): %s", places.ALLOW, unsafe)
    return unsafe


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
            cursor.execute(f"PRAGMA synchronous = {'FULL' if wal else 'EXTRA'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # two plain BEGINs that read first and write later lose updates; IMMEDIATE waits at the door
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _postgresql_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_pre_ping=True,  # a server restart must not surface as an error in the first click after it
        pool_size=3,  # one console reads and writes on one thread; 300 consoles share one server
        max_overflow=2,
        pool_timeout=10,
        connect_args={
            "connect_timeout": 5,
            # a cable that is pulled sends no word: without these a read would hang for a quarter of an hour
            "keepalives_idle": 10,
            "keepalives_interval": 3,
            "keepalives_count": 3,
            "tcp_user_timeout": 10000,
            "application_name": "qingkong",
            # a hung statement must not hold the window's database thread for ever
            "options": "-c statement_timeout=120000 -c timezone=UTC",
            **connection_options(url),  # beyond this computer: encrypted, and the server proves who it is
        },
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        from db.server_cursor import ServerCursor  # loads the driver, which SQLite does without

        connection.server_cursor_factory = ServerCursor

    return engine


_GONE = ("unable to open database file", "file is not a database", "disk i/o error")
"""What SQLite says when its file cannot be read: moved, replaced, its disk taken away."""

_INSUFFICIENT_PRIVILEGE = "42501"

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_DIALECTS = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}  # type: ignore[no-untyped-call]
_PLACES = {"sqlite": "?", "postgresql": "%s"}


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


def write_rows(
    session: Session, table: Table, rows: Sequence[Mapping[str, Any]], *, key: Sequence[str] = ()
) -> None:
    """Insert whole rows by the ten thousand; with a `key`, rows that exist take all the new values.

    The driver gets plain tuples: through SQLAlchemy's own executemany the same rows take twice as long.
    """
    if not rows:
        return
    connection = session.connection()
    dialect = connection.dialect
    columns = list(table.columns)
    processors = [c.type.dialect_impl(dialect).bind_processor(dialect) for c in columns]
    values = [
        tuple(
            [
                row[column.key] if process is None else process(row[column.key])
                for column, process in zip(columns, processors, strict=True)
            ]
        )
        for row in rows
    ]
    connection.exec_driver_sql(_write_statement(dialect.name, table, tuple(key)), values)


@cache
def _write_statement(dialect: str, table: Table, key: tuple[str, ...]) -> str:
    quote = _DIALECTS[dialect].identifier_preparer.quote
    names = [column.key for column in table.columns]
    places = ", ".join([_PLACES[dialect]] * len(names))
    text = f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, names))}) VALUES ({places})"
    if not key:
        return text
    changes = ", ".join(f"{quote(n)} = excluded.{quote(n)}" for n in names if n not in key)
    return f"{text} ON CONFLICT ({', '.join(map(quote, key))}) DO UPDATE SET {changes}"


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


@contextmanager
def _confirming(where: str) -> Iterator[None]:
    """A connection that breaks between COMMIT and its answer leaves open whether anything was written."""
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated:
            raise UncertainError(where=where) from error
        raise


def _known(error: DBAPIError, where: str) -> KnownDbError | None:
    text = str(error.orig).lower()
    if "database is locked" in text or "lock timeout" in text or "deadlock detected" in text:
        return BusyError()
    if "readonly database" in text or "read-only" in text:
        return ReadOnlyError(where=where)
    if "disk is full" in text or "no space left" in text:
        return DiskFullError()
    if any(words in text for words in _GONE):
        return UnreachableError(where=where, reason=str(error.orig))
    if getattr(error.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE:
        return NotAllowedError(where=where, reason=str(error.orig).splitlines()[0])
    if isinstance(error, OperationalError) and (unproven := _unproven(text)) is not None:
        return unproven(where=where, reason=str(error.orig).splitlines()[-1].strip())
    if error.connection_invalidated or (isinstance(error, OperationalError) and "connect" in text):
        return UnreachableError(where=where, reason=str(error.orig).splitlines()[0])
    return None


def _unproven(text: str) -> type[KnownDbError] | None:
    """Why libpq broke off before it gave the password away, None where it broke off for another reason."""
    if "certificate" in text or "not support ssl" in text or "ssl error" in text:
        return CertificateError
    return WeakServerError if "authentication method requirement" in text else None
