"""The rehearsal of a restore: into a temporary place that is gone afterwards."""

import contextlib
import json
import secrets
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.backup import DamagedBackupError
from db.engine import Database, open_database
from db.errors import DomainError, NewerSchemaError
from db.files import keep, part_of
from db.pgtools import ToolFailedError
from db.restore import kind, restore, told

DRILL = "qingkong-drill.json"
"""What is written beside a backup that was rehearsed; the health page shows it."""


class NoPlaceError(DomainError):
    """The server gives no temporary database."""

    template = (
        "The drill needs a temporary database, which {where} refuses: {reason}. Use a login that may create "
        "databases, or restore the backup on another server."
    )


class NoServerError(DomainError):
    """A dump of PostgreSQL needs a server for its rehearsal."""

    template = (
        "{file} is a backup of PostgreSQL. Name a database of a PostgreSQL server with --db; the drill makes "
        "a temporary database beside it."
    )


@dataclass(frozen=True, slots=True)
class Drilled:
    """A rehearsal: what was found and how long a real one would take."""

    file: str
    at: str
    seconds: float
    rows: dict[str, int]
    findings: list[str]
    template: str = ""
    """Why it went no further, as errors have it; empty: it was done to the end."""
    params: dict[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.findings and not self.template

    @property
    def problem(self) -> str:
        """Why it went no further, in English."""
        return self.template.format(**self.params)


def drill(file: Path, server: Database | None, now: datetime) -> Drilled:
    """Restore into a temporary place, check, count, clean up.

    Args:
        server: a database of the PostgreSQL server that lends the place; SQLite needs none.
    """
    began = time.monotonic()
    rows: dict[str, int] = {}
    findings: list[str] = []
    template, params = "", dict[str, str]()
    try:
        with _place(file, server) as target:
            restored = restore(file, target, now)
            rows, findings = restored.rows, [str(finding) for finding in restored.findings]
    except (DamagedBackupError, NewerSchemaError, ToolFailedError) as error:
        template, params = error.template, {name: str(value) for name, value in error.params.items()}
    seconds = round(time.monotonic() - began, 3)
    return Drilled(str(file), now.isoformat(), seconds, rows, findings, template, params)


def note(drilled: Drilled) -> None:
    """Leave the result beside the backup, where that can be written."""
    with contextlib.suppress(OSError):
        target = Path(drilled.file).with_name(DRILL)
        part = part_of(target)
        part.write_text(json.dumps(asdict(drilled), ensure_ascii=False), encoding="utf-8")
        keep(part, target)


def last_drill(folder: Path) -> Drilled | None:
    """The result of the newest rehearsal of a backup in this folder."""
    try:
        return Drilled(**json.loads((folder / DRILL).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


@contextlib.contextmanager
def _place(file: Path, server: Database | None) -> Iterator[Database]:
    """An empty database that is gone afterwards."""
    if kind(file) == "SQLite":
        with tempfile.TemporaryDirectory(prefix="qingkong-drill-") as folder:
            database = open_database(f"sqlite:///{Path(folder) / 'drill.db'}")
            try:
                yield database
            finally:
                database.close()
    elif server is None or server.is_sqlite:
        raise NoServerError(file=file)
    else:
        yield from _lent(server)


def _lent(server: Database) -> Iterator[Database]:
    name = f"qk_drill_{secrets.token_hex(4)}"
    admin = server.writer_engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    except DBAPIError as error:
        raise NoPlaceError(where=server.where, reason=told(error)) from error
    database = open_database(server.url.set(database=name).render_as_string(hide_password=False))
    try:
        yield database
    finally:
        database.close()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
