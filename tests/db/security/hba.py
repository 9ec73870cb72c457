"""Rules of a real server's pg_hba.conf, put before its own for one test, and taken away again."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from shared_record import SharedRecord
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


@contextlib.contextmanager
def rules(record: SharedRecord, *lines: str) -> Iterator[None]:
    """With these lines at the top of the server's file."""
    path = Path(record.sql("postgres", "SHOW hba_file")[0][0])
    before = path.read_text()
    path.write_text("\n".join((*lines, before)))
    try:
        _reload(record)
        yield
    finally:
        path.write_text(before)
        _reload(record)


def _reload(record: SharedRecord) -> None:
    """Returns when connections made from now on meet the new rules: the server reads them in its own time."""
    engine = create_engine(record.url("postgres"), poolclass=NullPool)
    asked = text("SELECT pg_conf_load_time()")
    with engine.connect() as connection:
        before = connection.scalar(asked)
        connection.execute(text("SELECT pg_reload_conf()"))
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with engine.connect() as connection:  # each is a new one, started by the process that reads the rules
            if connection.scalar(asked) != before:
                engine.dispose()
                return
    raise TimeoutError("the server did not read its rules")
