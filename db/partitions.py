"""Month partitions of readings on PostgreSQL; on SQLite there is nothing to do."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.migrations.compare import PARTITION_PREFIX

MAKE_MONTH = "qk_make_month"
"""Function of a shared database (`db/security/functions.py`): makes a month's partition for office logins,
which do not own the table."""


def ensure_months(session: Session, times: Iterable[int]) -> None:
    """Make the partitions that readings at these epoch seconds need."""
    if session.get_bind().dialect.name != "postgresql":
        return
    wanted = {_month(time) for time in times}
    present = set(
        session.scalars(
            text("SELECT relname FROM pg_class WHERE relname LIKE :prefix AND relkind = 'r'"),
            {"prefix": f"{PARTITION_PREFIX}%"},
        )
    )
    for year, month in sorted(wanted):
        name = f"{PARTITION_PREFIX}{year:04d}{month:02d}"
        if name not in present:
            _create(session, name, year, month)


def _create(session: Session, name: str, year: int, month: int) -> None:
    if session.scalar(text(f"SELECT to_regprocedure('{MAKE_MONTH}(integer, integer)') IS NOT NULL")):
        session.execute(text(f"SELECT {MAKE_MONTH}(:year, :month)"), {"year": year, "month": month})
        return
    # two consoles may meet the same new month at once: the second waits, then finds it there
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})
    start = int(datetime(year, month, 1, tzinfo=UTC).timestamp())
    end = int(datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp())
    session.execute(
        text(
            f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF observation FOR VALUES FROM ({start}) TO ({end})"
        )
    )


@lru_cache(maxsize=100_000)
def _month(time: int) -> tuple[int, int]:
    moment = datetime.fromtimestamp(time, UTC)
    return moment.year, moment.month
