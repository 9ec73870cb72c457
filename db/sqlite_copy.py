"""A SQLite file copied while others write to it."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from db.engine import sqlite_module
from db.files import Cancelled, StoppedError, never

_PAGES = 2_000
"""Pages copied between two looks at whether to stop: some milliseconds."""
_BUSY_SECONDS = 10.0


def copy_file(source: Path, target: Path, *, cancelled: Cancelled = never) -> None:
    """Copy a SQLite file through its backup API: one snapshot, safe with a WAL beside it, one file."""
    module = sqlite_module()
    with (
        contextlib.closing(module.connect(source, timeout=_BUSY_SECONDS, isolation_level=None)) as original,
        contextlib.closing(module.connect(target, isolation_level=None)) as copy,
    ):
        # an open read keeps the snapshot, else every commit of others would begin the copy anew
        original.execute("BEGIN")
        original.execute("SELECT count(*) FROM sqlite_master").fetchone()
        original.backup(copy, pages=_PAGES, progress=_looking(cancelled))
        original.execute("ROLLBACK")
        # a copy on a read-only medium could not be opened in WAL mode
        copy.execute("PRAGMA journal_mode = DELETE")


def _looking(cancelled: Cancelled) -> Callable[[int, int, int], None]:
    def look(_status: int, _remaining: int, _total: int) -> None:
        if cancelled():
            raise StoppedError

    return look
