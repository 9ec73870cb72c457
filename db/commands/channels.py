"""Store channel values: idempotent rows of whatever is no column of an observation."""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from sqlalchemy.orm import Session

from db.commands.reading_rows import PLACEHOLDERS, note, shards, stand_in_line
from db.errors import NotFoundError

ChannelRow: TypeAlias = tuple[str, str, int, int, float | None, str | None, str | None]
"""Station, channel, period, time, value, text and flag, as in `db.schema.readings.ChannelValue`."""

_KEY = ("shard_code", "station_code", "channel", "period", "time")
_REST = ("value", "text", "flag")


def store(session: Session, rows: Sequence[ChannelRow]) -> int:
    """Add or replace values; the number of rows that are new or differ from what was there.

    Of rows with one key the last stands. Pollers learn of it by the counter of readings.

    Raises:
        NotFoundError: a station is not registered; nothing of this call is stored.
    """
    if not rows:
        return 0
    known = shards(session)
    missing = sorted({row[0] for row in rows} - known.keys())
    if missing:
        raise NotFoundError(what="station", key=", ".join(missing[:5]))
    counted = stand_in_line(session)
    connection = session.connection()
    result = connection.exec_driver_sql(
        _statement(connection.dialect.name), [(known[row[0]], *row) for row in rows]
    )
    touched = int(result.rowcount)
    if touched:
        note(session, counted, touched, {})
    return touched


@cache
def _statement(dialect: str) -> str:
    """Upsert; the WHERE leaves equal rows out of the row count."""
    names = (*_KEY, *_REST)
    changes = ", ".join(f"{name} = excluded.{name}" for name in _REST)
    differs = " OR ".join(f"channel_value.{name} IS DISTINCT FROM excluded.{name}" for name in _REST)
    return (
        f"INSERT INTO channel_value ({', '.join(names)}) "
        f"VALUES ({', '.join([PLACEHOLDERS[dialect]] * len(names))}) "
        f"ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET {changes} WHERE {differs}"
    )
