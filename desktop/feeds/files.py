"""Load files: readings of any layout, lists of stations. Good rows are stored, the others reported."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from db.actor import Actor
from db.commands import stations
from db.engine import Database
from db.errors import NotFoundError
from desktop.feeds import station_list
from desktop.feeds.cells import Batch
from desktop.feeds.layouts import How, layout_of, open_reader
from desktop.feeds.loading import Loading, LoadReport
from desktop.feeds.refusals import Refusals
from desktop.feeds.tables.profile import TableProfile
from desktop.feeds.tables.stations import known_stations
from desktop.feeds.textfiles import open_table

__all__ = ["LoadReport", "batches", "detect", "load_readings", "load_stations"]


def detect(path: Path) -> str:
    """The layout of a file: `cnemc`, `prsa`, `weather` or `table`.

    Raises:
        FileRefusedError: it cannot be read, or it is not certain what it is.
    """
    return layout_of(path)


def batches(path: Path, fmt: str = "auto") -> Iterator[Batch]:
    """The readings of one file and what was refused, without storing them.

    Raises:
        FileRefusedError: it is not a file of the layout `fmt` (`auto`: of any).
    """
    with open_reader(path, How(fmt)) as reader:
        yield from reader.batches()


def load_readings(
    database: Database,
    paths: Sequence[Path],
    fmt: str = "auto",
    *,
    actor: Actor,
    profile: TableProfile | None = None,
    station: str = "",
    dry_run: bool = False,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    folder: Path | None = None,
) -> LoadReport:
    """Store the readings of files, a transaction a batch; rows that are there already are left alone.

    A file that cannot be read at all is reported like a refused row, and the others are loaded.

    Args:
        fmt: one of `layouts.FORMATS`; `auto` looks at each file.
        profile: how to read the files as tables; None proposes one for each table.
        station: code of the station that weather, or a table that names none, is of.
        dry_run: read and report everything, store nothing; all rows count as added.
        on_progress: called after each batch with the part that is done, 0 to 1.
        cancelled: asked after each batch; what was stored until then stays.
        folder: where the refused rows are written; the working directory if None.

    Raises:
        NotFoundError: a path or the station does not exist; nothing was loaded.
        FileRefusedError, ProfileError: none of the files can be read.
        KnownDbError: the database cannot store it.
    """
    for path in paths:
        if not path.is_file():
            raise NotFoundError(what="file", key=path)
    how = _how(database, fmt, profile, station, actor)
    with Refusals(folder or Path.cwd(), actor.now) as refusals:
        loading = Loading(paths, how, actor, refusals)
        rows = 0
        for batch in loading.batches():
            rows += len(batch.rows)
            if not dry_run:
                _store(database, loading, batch)
            if on_progress is not None:
                on_progress(loading.fraction)
            if cancelled is not None and cancelled():
                return loading.report(cancelled=True)
        report = loading.report()
        return replace(report, added=rows) if dry_run else report


def _how(database: Database, fmt: str, profile: TableProfile | None, station: str, actor: Actor) -> How:
    with database.reading() as session:
        book = known_stations(session)
    if station and not book.codes_of(station):
        raise NotFoundError(what="station", key=station)
    return How(fmt, profile, book.codes_of(station)[0] if station else "", book, actor.now)


def _store(database: Database, loading: Loading, batch: Batch) -> None:
    with database.writing() as session:
        stored = loading.store(session, batch)
    loading.count(stored)


def load_stations(database: Database, path: Path, *, actor: Actor, folder: Path | None = None) -> LoadReport:
    """Store a list of stations in one transaction; see `station_list` for its columns.

    Raises:
        NotFoundError: the path does not exist.
        FileRefusedError: it is not a list of stations.
    """
    if not path.is_file():
        raise NotFoundError(what="file", key=path)
    with (
        Refusals(folder or Path.cwd(), actor.now) as refusals,
        open_table(path) as table,
        database.writing() as session,
    ):
        rows, problems = station_list.read(session, table)
        refusals.add(problems)
        refusals.end_file(path.name)
        saved = stations.save(session, actor, rows)
        refusals.store(session)
    return LoadReport(
        files=1,
        added=saved.added,
        changed=saved.changed,
        unchanged=saved.unchanged,
        refused=refusals.count,
        refused_file=refusals.path,
        problems=tuple(refusals.shown),
    )
