"""PostgreSQL's own programs, pg_dump and pg_restore: found, compared with the server, run without secrets.

All that a connection needs goes to them in their environment: a command line can be read by every user of
the machine.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo
from sqlalchemy import text

from db.engine import Database
from db.errors import DomainError
from db.files import Cancelled, StoppedError, never

_WELL_KNOWN = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_WINDOWS = "PostgreSQL/*/bin"
_LOOK_SECONDS = 0.2
_STOP_SECONDS = 3.0
_POLICY = re.compile(r"\d+; \d+ \d+ POLICY ")
"""Policies name logins' roles, which are the old server's; `qingkong admin setup` makes them anew."""


_GUARDED = text(
    "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') "
    "AND relnamespace = current_schema()::regnamespace AND row_security_active(oid)"
)


class NoToolError(DomainError):
    """A program of PostgreSQL is not on this computer."""

    template = (
        "{tool} was not found on this computer. Install the client programs of PostgreSQL {server} or newer, "
        "or put their folder on the PATH."
    )


class OldToolError(DomainError):
    """A program of PostgreSQL is older than the server."""

    template = (
        "{path} is of PostgreSQL {found}, the server is of PostgreSQL {server}. Install the client programs "
        "of PostgreSQL {server} or newer."
    )


class ToolFailedError(DomainError):
    """A program of PostgreSQL said no."""

    template = "{tool} failed: {reason}"


class HiddenRowsError(DomainError):
    """The login sees only a part of the record."""

    template = (
        "This login at {where} does not see all rows, so no whole backup can be made with it. Make backups "
        "with the login that owns the tables."
    )


@dataclass(frozen=True, slots=True)
class Server:
    """A server's major version, and what its programs need in their environment to reach the database."""

    version: int
    environment: Mapping[str, str]


def server(database: Database) -> Server:
    """Asked of a live connection, so that the programs connect exactly as we do."""
    with database.reading() as session:
        connection: Any = session.connection().connection.dbapi_connection
        info = connection.info
        parameters = {**info.get_parameters(), "password": info.password}
        version = info.server_version // 10_000
    names = {o.keyword.decode(): o.envvar.decode() for o in Conninfo.get_defaults() if o.envvar}
    # our own time limits are no good for a dump of everything
    parameters.pop("options", None)
    inherited = {k: v for k, v in os.environ.items() if k not in names.values()}
    return Server(version, inherited | {names[k]: str(v) for k, v in parameters.items() if k in names and v})


def find(tool: str, least: int) -> Path:
    """The program on the PATH or where PostgreSQL is usually installed, of version `least` or newer.

    Raises:
        NoToolError, OldToolError
    """
    old: tuple[int, Path] | None = None
    for path in _candidates(tool):
        found = _version(path)
        if found is not None and found >= least:
            return path
        if found is not None:
            old = max(old or (found, path), (found, path))
    if old is None:
        raise NoToolError(tool=tool, server=least)
    raise OldToolError(path=old[1], found=old[0], server=least)


def dump(database: Database, target: Path, without: Iterable[str], cancelled: Cancelled) -> None:
    """Write the whole database into `target` in pg_dump's own form and read it back.

    Args:
        without: tables of which only the form is written.
    """
    there = server(database)
    program = find("pg_dump", there.version)
    with database.reading() as session:
        if session.scalar(_GUARDED):
            raise HiddenRowsError(where=database.where)
    skipped = [f"--exclude-table-data=*.{name}" for name in without]
    arguments = ["--format=custom", "--no-password", "--lock-wait-timeout=60s", *skipped]
    _run(program, [*arguments, f"--file={target}"], there.environment, cancelled)
    reader = find("pg_restore", _version(program) or there.version)
    _run(reader, [f"--file={os.devnull}", str(target)], there.environment, cancelled)


def restore(database: Database, source: Path) -> None:
    """Fill an empty database from a dump, all or nothing; owners and rights are those of whoever does it."""
    there = server(database)
    program = find("pg_restore", there.version)
    with tempfile.TemporaryDirectory(prefix="qingkong-restore-") as folder:
        contents, chosen = Path(folder) / "all", Path(folder) / "chosen"
        _run(program, ["--list", f"--file={contents}", str(source)], there.environment)
        lines = contents.read_text(encoding="utf-8").splitlines(keepends=True)
        chosen.write_text("".join(line for line in lines if not _POLICY.match(line)), encoding="utf-8")
        arguments = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
        target = f"--dbname={make_conninfo(dbname=database.url.database)}"
        arguments += ["--no-password", target, f"--use-list={chosen}", str(source)]
        _run(program, arguments, there.environment)


def _candidates(tool: str) -> Iterator[Path]:
    on_path = shutil.which(tool)
    if on_path is not None:
        yield Path(on_path)
    if os.name == "nt":
        folders = sorted(Path(os.environ.get("PROGRAMFILES", r"C:\Program Files")).glob(_WINDOWS))
    else:
        folders = [found for pattern in _WELL_KNOWN for found in sorted(Path("/").glob(pattern[1:]))]
    for folder in reversed(folders):
        for name in (tool, f"{tool}.exe"):
            if (folder / name).is_file():
                yield folder / name


def _version(path: Path) -> int | None:
    """Its major version; None when it does not run."""
    with suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run(
            [str(path), "--version"], capture_output=True, text=True, timeout=10, check=True
        ).stdout
        match = re.search(r"\b(\d+)(\.\d+|devel|beta|rc)", said)
        return int(match[1]) if match else None
    return None


def _run(
    program: Path, arguments: Sequence[str], environment: Mapping[str, str], cancelled: Cancelled = never
) -> None:
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            [str(program), *arguments],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _await(child, cancelled)
        if child.returncode != 0:
            errors.seek(0)
            raise ToolFailedError(tool=program.name, reason=_reason(errors.read(), child.returncode))


def _await(child: "subprocess.Popen[bytes]", cancelled: Cancelled) -> None:
    try:
        while child.poll() is None:
            if cancelled():
                raise StoppedError
            with suppress(subprocess.TimeoutExpired):
                child.wait(_LOOK_SECONDS)
    finally:
        if child.poll() is None:
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(_STOP_SECONDS)
            child.kill()
            child.wait()


def _reason(said: bytes, code: int) -> str:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or "错误" in line] or lines
    return telling[0].strip()[:500] if telling else f"exit code {code}"
