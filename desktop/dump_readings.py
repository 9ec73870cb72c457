"""Hours and their AQI for dumps: streamed from the record, graded by chunks."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from sqlalchemy.orm import Session

from db.errors import NotFoundError
from db.queries import readings as queries
from db.schema.readings import POLLUTANTS, VALUES, Period
from db.times import local_label
from desktop.air.aqi import hourly, primary_codes
from desktop.air.standards import Edition
from desktop.standards import editions

READINGS = ("time", "station", *VALUES, "flags")
AQI = ("time", "station", "edition", "aqi", "primary", "level")
WITHHELD = "NA"
"""In place of an AQI that the edition does not let anybody publish."""

_CHUNK = 20_000
_STATION, _TIME = queries.ROW_FIELDS.index("station_code"), queries.ROW_FIELDS.index("time")
_VALUES = queries.ROW_FIELDS.index(VALUES[0])
_DAY, _CHINA = 86_400, 8 * 3600
_PRIMARY = np.array([primary_codes(mask) for mask in range(1 << len(POLLUTANTS))], dtype=object)
_label = lru_cache(maxsize=100_000)(local_label)


class _Asked(Protocol):
    @property
    def since(self) -> int | None: ...
    @property
    def until(self) -> int | None: ...
    @property
    def stations(self) -> Sequence[str] | None: ...
    @property
    def edition(self) -> str | None: ...
    @property
    def period(self) -> str | None: ...


def require_edition(key: str | None) -> None:
    """Check that an edition exists.

    Raises:
        NotFoundError: it does not.
    """
    if key is not None and key not in editions():
        raise NotFoundError(what="edition", key=key)


def readings(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """Hours by station and time; numbers as short as they can be, whole ones without a point."""
    plain = _Plain()
    for row in _rows(session, asked):
        values = map(plain.__getitem__, row[_VALUES:-1])
        yield (_label(row[_TIME]), row[_STATION], *values, row[-1])


def aqi(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """The AQI of every hour that has at least one pollutant, by station and time."""
    chosen = [editions()[asked.edition]] if asked.edition else list(editions().values())
    rows = _rows(session, asked)
    while chunk := list(islice(rows, _CHUNK)):
        yield from _graded(chunk, chosen, forced=asked.edition is not None)


def aqi_objects(rows: Iterator[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Such rows as JSON objects: an AQI that is withheld is null."""
    for row in rows:
        item = dict(zip(AQI, row, strict=True))
        yield item | {"aqi": None if item["aqi"] == WITHHELD else item["aqi"]}


class _Plain(dict[float | None, float | None]):
    """Number -> the number to print. Hours repeat themselves: a look-up is faster than asking each again."""

    def __missing__(self, value: float | None) -> float | None:
        plain = value if value is None or not value.is_integer() else int(value)
        if len(self) < 200_000:
            self[value] = plain
        return plain


def _rows(session: Session, asked: _Asked) -> Iterator[tuple[Any, ...]]:
    period = Period[(asked.period or "hour").upper()]
    return queries.rows(
        session, since=asked.since, until=asked.until, station_codes=asked.stations, period=period
    )


def _graded(rows: list[tuple[Any, ...]], chosen: list[Edition], *, forced: bool) -> Iterator[Sequence[Any]]:
    columns = list(zip(*rows, strict=True))
    values = np.array(columns[_VALUES : _VALUES + len(POLLUTANTS)], dtype=np.float64)
    times = np.array(columns[_TIME], dtype=np.int64)
    # per row: edition, AQI, primary pollutants, level
    found = np.full((4, len(rows)), "", dtype=object)
    found[1] = WITHHELD
    open_rows = ~np.isnan(values).all(axis=0)
    present = open_rows.copy()
    for edition in chosen:
        mine = open_rows if forced else open_rows & _in_force(edition, times)
        if mine.any():
            found[:, mine] = _with_edition(values[:, mine], edition)
        open_rows = open_rows & ~mine
    for index in np.flatnonzero(present).tolist():
        row = rows[index]
        yield (_label(row[_TIME]), row[_STATION], *found[:, index])


def _with_edition(values: npt.NDArray[np.float64], edition: Edition) -> npt.NDArray[np.object_]:
    result = hourly(values, edition)
    index = result.aqi.astype(object)
    index[result.aqi < 0] = WITHHELD
    levels = np.array([*(level.zh for level in edition.levels), ""], dtype=object)  # -1 is the last: none
    names = np.full(len(index), edition.key, dtype=object)
    return np.array([names, index, _PRIMARY[result.primary], levels[result.level]], dtype=object)


def _in_force(edition: Edition, times: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Hours that lie in a day, in China, on which the edition is in force; 00:00 ends the day before."""
    days = (times - 1 + _CHINA) // _DAY
    epoch = date(1970, 1, 1)
    mine = np.ones(len(times), dtype=np.bool_)
    if edition.start is not None:
        mine &= days >= (edition.start - epoch).days
    if edition.end is not None:
        mine &= days <= (edition.end - epoch).days
    return mine
