"""Recorded hours from a file, in order of time, for replaying."""

from collections.abc import Collection
from pathlib import Path

from db.schema.readings import ROW_COLUMNS, VALUES
from desktop.feeds.files import batches
from desktop.feeds.replay import HourRow

_STATION, _TIME = ROW_COLUMNS.index("station_code"), ROW_COLUMNS.index("time")
_FIRST_VALUE = ROW_COLUMNS.index(VALUES[0])


def hour_rows(
    path: Path,
    fmt: str = "auto",
    *,
    since: int | None = None,
    until: int | None = None,
    stations: Collection[str] | None = None,
) -> list[HourRow]:
    """The hours of a `cnemc` or `prsa` file; refused cells are left out.

    Args:
        since, until: epoch seconds, both included.
        stations: codes to keep; None keeps all.

    Raises:
        DomainError: the file cannot be read as such a file.
    """
    found = [
        HourRow(row[_STATION], row[_TIME], dict(zip(VALUES, row[_FIRST_VALUE:], strict=False)))
        for batch in batches(path, fmt)
        for row in batch.rows
        if (since is None or row[_TIME] >= since)
        and (until is None or row[_TIME] <= until)
        and (stations is None or row[_STATION] in stations)
    ]
    found.sort(key=lambda row: (row.time, row.station_code))
    return found
