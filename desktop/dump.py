"""Write out what the record holds, as CSV or JSON lines, streamed.

For machines: cells are written as they are. A text that begins with = + - @ is not altered, so open a dump in
a spreadsheet only by importing its columns as text. Times are China time, ISO 8601, without an offset. JSON
lines have their keys sorted; a dump of orders is the same on every replica.
"""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session

from db.engine import Database
from db.errors import DomainError, InvalidValueError, NotFoundError
from db.queries import stations as station_queries
from desktop import dump_days, dump_readings, dump_record

FORMATS = ("csv", "jsonl")


class FormatError(DomainError):
    template = "A dump as {fmt} is not possible yet. Use --format csv or --format jsonl."


class UnknownDumpError(InvalidValueError):
    template = "There is no dump of {dump}. There are: {known}."


class MeaninglessOptionError(InvalidValueError):
    template = "The option {option} means nothing for a dump of {dump}."


class CannotWriteError(DomainError):
    template = "{path} cannot be written: {reason}"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `since`, `until`: epoch seconds, both included; None is open or all."""

    since: int | None = None
    until: int | None = None
    stations: Sequence[str] | None = None
    edition: str | None = None
    open_only: bool = False
    period: str | None = None

    def covers(self, seconds: float) -> bool:
        """Whether a moment lies within since and until."""
        return (self.since is None or seconds >= self.since) and (self.until is None or seconds <= self.until)


@dataclass(frozen=True, slots=True)
class _Source:
    """A kind of dump: its columns, its rows (tuples), and which options mean something for it."""

    columns: tuple[str, ...]
    rows: Callable[[Session, Request], Iterator[Sequence[Any]]]
    options: frozenset[str]
    objects: Callable[[Session, Request], Iterator[dict[str, Any]]] | None = None
    """JSON lines that are more than a row."""


def _aqi(session: Session, request: Request) -> Iterator[Sequence[Any]]:
    """By the hour, or by the day."""
    rows = dump_days.aqi if request.period == "day" else dump_readings.aqi
    return rows(session, request)


def _aqi_objects(session: Session, request: Request) -> Iterator[dict[str, Any]]:
    return dump_readings.aqi_objects(_aqi(session, request))


_TIMES = frozenset({"since", "until"})
_HOURS = _TIMES | {"stations"}
_SOURCES = {
    "readings": _Source(dump_readings.READINGS, dump_readings.readings, _HOURS | {"period"}),
    "aqi": _Source(dump_readings.AQI, _aqi, _HOURS | {"edition", "period"}, _aqi_objects),
    "stations": _Source(dump_record.STATIONS, dump_record.stations, frozenset({"stations"})),
    "sites": _Source(dump_record.SITES, dump_record.sites, frozenset(), dump_record.site_objects),
    "tasks": _Source(dump_record.TASKS, dump_record.tasks, _TIMES | {"open_only"}, dump_record.task_objects),
    "log": _Source(dump_record.LOG, dump_record.log, _TIMES),
    "refused": _Source(dump_record.REFUSED, dump_record.refused, _TIMES),
}


def dump(
    database: Database,
    what: str,
    *,
    since: int | None = None,
    until: int | None = None,
    stations: Sequence[str] | None = None,
    edition: str | None = None,
    fmt: str = "csv",
    out: Path | None = None,
    open_only: bool = False,
    period: str | None = None,
) -> int:
    """Write one kind of rows; their number.

    Args:
        what: readings, aqi, stations, sites, tasks, log or refused.
        since, until: epoch seconds, both included; an hour's time is its end.
        stations: codes; None for all.
        edition: key of the AQI standard to use throughout; None for the one in force on each row's day.
        fmt: csv or jsonl.
        out: the file, which appears when it is complete; None is the standard output.
        open_only: of orders, those that still wait for somebody.
        period: of readings, `hour` (so if None), `minute`, `sample` or `day`; they are never mixed. Of an AQI
            `hour` or `day`: whole days of China, whose `time` is the date.

    Raises:
        FormatError, CannotWriteError
        InvalidValueError: `what` does not exist, or an option means nothing for it.
        NotFoundError: no such station or edition.
    """
    if fmt not in FORMATS:
        raise FormatError(fmt=fmt)
    request = Request(since, until, stations, edition, open_only, period)
    source = _source(what, request)
    with database.reading() as session:
        _require_stations(session, stations)
        dump_readings.require_edition(edition)
        with _opened(out) as file:
            return _WRITERS[fmt](file, source, session, request)


def _source(what: str, request: Request) -> _Source:
    source = _SOURCES.get(what)
    if source is None:
        raise UnknownDumpError(dump=what, known=", ".join(_SOURCES))
    for option in ("since", "until", "stations", "edition", "open_only", "period"):
        given = getattr(request, option)
        # by identity: 0 is a time that was given
        if given is not None and given is not False and option not in source.options:
            # an option that is silently ignored would pass for a filter
            raise MeaninglessOptionError(option=option, dump=what)
    if what == "aqi" and request.period not in (None, "hour", "day"):
        raise MeaninglessOptionError(option=f"period {request.period}", dump=what)
    return source


def _require_stations(session: Session, codes: Sequence[str] | None) -> None:
    if codes is None:
        return
    known = {station.code for station in station_queries.stations(session)}
    for code in codes:
        if code not in known:
            raise NotFoundError(what="station", key=code)


def _write_csv(file: IO[str], source: _Source, session: Session, request: Request) -> int:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(source.columns)
    count = 0
    for row in source.rows(session, request):
        writer.writerow(row)
        count += 1
    return count


def _write_jsonl(file: IO[str], source: _Source, session: Session, request: Request) -> int:
    if source.objects is not None:
        found: Iterator[dict[str, Any]] = source.objects(session, request)
    else:
        found = (dict(zip(source.columns, row, strict=True)) for row in source.rows(session, request))
    count = 0
    for item in found:
        file.write(json.dumps(item, ensure_ascii=False, sort_keys=True) + "\n")
        count += 1
    return count


_WRITERS = {"csv": _write_csv, "jsonl": _write_jsonl}


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that takes its name only when all of it is written."""
    if out is None:
        yield sys.stdout
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(out)
    except OSError as error:
        raise CannotWriteError(path=out, reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
