"""Load files: readings of either layout, lists of stations. Good rows are stored, the others reported."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import readings, stations
from db.engine import Database
from db.errors import NotFoundError
from desktop.feeds import cnemc, prsa, station_list
from desktop.feeds.cells import Batch
from desktop.feeds.refusals import Refusals
from desktop.feeds.textfiles import FileRefusedError, Problem, TextTable, UnknownLayoutError, open_table

_LAYOUTS: dict[str, ModuleType] = {"cnemc": cnemc, "prsa": prsa}
_HEADER_SHOWN = 160


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `files`: read to their end; added, changed, unchanged: rows; refused: problems.

    `registered` are the stations that nobody had listed. `refused_file` has every problem, `problems` the
    first few.
    """

    files: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    registered: list[str] = field(default_factory=list)
    refused_file: Path | None = None
    problems: tuple[Problem, ...] = ()

    def reasons(self) -> list[str]:
        """A line for each of the first problems, and how many follow."""
        lines = [str(problem) for problem in self.problems]
        more = self.refused - len(lines)
        return [*lines, f"… {more}"] if more > 0 else lines


def detect(path: Path) -> str:
    """The layout of a file, `cnemc` or `prsa`, by its header.

    Raises:
        FileRefusedError: it is not a text file, or its header is of neither layout.
    """
    with open_table(path) as table:
        return _layout(table, "auto")


def batches(path: Path, fmt: str = "auto") -> Iterator[Batch]:
    """The readings of one file and what was refused, without storing them.

    Raises:
        FileRefusedError: it is not a text file of the layout `fmt` (`auto`: of any).
    """
    with open_table(path) as table:
        yield from _LAYOUTS[_layout(table, fmt)].batches(table)


def load_readings(
    database: Database,
    paths: Sequence[Path],
    fmt: str = "auto",
    *,
    actor: Actor,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    folder: Path | None = None,
) -> LoadReport:
    """Store the readings of files, a transaction a batch; rows that are there already are left alone.

    A file that cannot be read at all is reported like a refused row, and the others are loaded.

    Args:
        fmt: `cnemc`, `prsa`, or `auto` for each file's own.
        on_progress: called after each batch with the part that is done, 0 to 1.
        cancelled: asked after each batch; what was stored until then stays.
        folder: where the refused rows are written; the working directory if None.

    Raises:
        NotFoundError: a path does not exist; nothing was loaded.
        FileRefusedError: none of the files can be read.
        KnownDbError: the database cannot store it.
    """
    for path in paths:
        if not path.is_file():
            raise NotFoundError(what="file", key=path)
    with Refusals(folder or Path.cwd(), actor.now) as refusals:
        load = _Load(database, actor, refusals)
        for number, path in enumerate(paths):
            for fraction in load.file(path, fmt):
                if on_progress is not None:
                    on_progress((number + fraction) / len(paths))
                if cancelled is not None and cancelled():
                    return load.report()
        load.finish()
        return load.report()


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


def _layout(table: TextTable, fmt: str) -> str:
    """`fmt` if the header fits it, or for `auto` the layout that fits."""
    for name, layout in _LAYOUTS.items():
        if fmt in (name, "auto") and layout.matches(table.header):
            return name
    header = ",".join(table.header)
    shown = header if len(header) <= _HEADER_SHOWN else header[:_HEADER_SHOWN] + "…"
    raise UnknownLayoutError(file=table.path.name, header=shown)


class _Load:
    """The running totals of one load."""

    def __init__(self, database: Database, actor: Actor, refusals: Refusals) -> None:
        self._files = 0
        self._unreadable: list[tuple[Path, FileRefusedError]] = []
        self._database, self._actor, self._refusals = database, actor, refusals
        self._added = self._changed = self._unchanged = 0
        self._known: set[str] = set()
        self._registered: list[str] = []

    def file(self, path: Path, fmt: str) -> Iterator[float]:
        """Load one file; the part that is done after each batch."""
        try:
            with open_table(path) as table:
                for batch in _LAYOUTS[_layout(table, fmt)].batches(table):
                    self._store(batch)
                    yield table.fraction
            self._files += 1
        except FileRefusedError as error:
            self._unreadable.append((path, error))
        self._refusals.end_file(path.name)
        self._store(Batch())

    def finish(self) -> None:
        """Report the files that could not be read beside those that could.

        Raises:
            FileRefusedError: there are only such files; the first one's.
        """
        if self._unreadable and not self._files and not self._added + self._changed + self._unchanged:
            raise self._unreadable[0][1]
        for path, error in self._unreadable:
            self._store(Batch(problems=[Problem(path.name, 1, "", "", str(error), kind="file")]))

    def report(self) -> LoadReport:
        """The totals so far."""
        return LoadReport(
            self._files,
            self._added,
            self._changed,
            self._unchanged,
            self._refusals.count,
            sorted(self._registered),
            self._refusals.path,
            tuple(self._refusals.shown),
        )

    def _store(self, batch: Batch) -> None:
        self._refusals.add(batch.problems)
        if not batch.rows and not self._refusals.waiting:
            return
        with self._database.writing() as session:
            new = self._register(session, {row[0] for row in batch.rows})
            stored = readings.store(session, batch.rows, now=self._actor.now)
            self._refusals.store(session)
        # counted after the commit: a batch that failed was not loaded
        self._registered += new
        self._added += stored.added
        self._changed += stored.changed
        self._unchanged += stored.unchanged

    def _register(self, session: Session, codes: set[str]) -> list[str]:
        unseen = codes - self._known
        self._known |= unseen
        return stations.register_unknown(session, self._actor, unseen) if unseen else []
