"""Files of readings on their way into the record, a step at a time: read a batch, store it, read the next."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import readings, stations
from db.commands.readings import StoredReadings
from db.errors import DomainError
from db.queries import readings as queries
from db.schema.readings import ROW_COLUMNS, VALUES
from desktop.feeds.cells import Batch, Row
from desktop.feeds.layouts import How, open_reader
from desktop.feeds.refusals import Refusals
from desktop.feeds.tables.profile import ProfileError
from desktop.feeds.tables.propose import Proposal
from desktop.feeds.textfiles import FileRefusedError, Problem

_FIRST, _FLAGS = ROW_COLUMNS.index(VALUES[0]), ROW_COLUMNS.index("flags")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `files`: read to their end; added, changed, unchanged: rows; refused: problems.

    `registered` are the stations that nobody had listed, `unknown_stations` those that the record does not
    have and whose rows were refused. `refused_file` has every problem, `problems` the first few. `assumed`:
    what was guessed of tables that nobody had described.
    """

    files: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    registered: list[str] = field(default_factory=list)
    refused_file: Path | None = None
    problems: tuple[Problem, ...] = ()
    unknown_stations: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    cancelled: bool = False

    def reasons(self) -> list[str]:
        """A line for each of the first problems, and how many follow."""
        lines = [str(problem) for problem in self.problems]
        more = self.refused - len(lines)
        return [*lines, f"… {more}"] if more > 0 else lines

    @property
    def changes(self) -> Changes:
        """What screens must read anew."""
        return Changes(
            readings=self.added + self.changed > 0,
            stations=bool(self.registered),
            refused=self.refused > 0,
        )


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """What storing a batch did; it counts once its transaction is committed."""

    rows: StoredReadings
    registered: list[str]
    codes: frozenset[str]

    @property
    def changes(self) -> Changes:
        """What screens must read anew."""
        moved = self.rows.added + self.rows.changed > 0
        return Changes(readings=moved, stations=bool(self.registered), station_codes=self.rows.station_codes)


class Loading:
    """The running totals of one load. Its steps may run on different threads, one after the other."""

    def __init__(self, paths: Sequence[Path], how: How, actor: Actor, refusals: Refusals) -> None:
        self.fraction = 0.0
        """The part of all files that has been read."""
        self._paths, self._how, self._actor, self._refusals = paths, how, actor, refusals
        self._files = self._added = self._changed = self._unchanged = 0
        self._unreadable: list[tuple[Path, DomainError]] = []
        self._known: frozenset[str] = frozenset()
        self._registered: list[str] = []
        self._unknown: dict[str, None] = {}
        self._assumed: list[str] = []

    def batches(self) -> Generator[Batch, None, None]:
        """What is to be stored, file by file; a file that cannot be read does not stop the others.

        Raises:
            FileRefusedError, ProfileError: none of the files can be read; the first one's.
        """
        for number, path in enumerate(self._paths):
            yield from self._file(number, path)
        if self._unreadable and not self._files and not self._added + self._changed + self._unchanged:
            raise self._unreadable[0][1]
        problems = [_of_file(path, error) for path, error in self._unreadable]
        if problems:
            self._refusals.add(problems)
            yield Batch()

    def store(self, session: Session, batch: Batch) -> StoredBatch:
        """Put a batch into the record; may be repeated when its transaction did not come about."""
        rows = _into_gaps(session, batch.rows) if batch.fills_gaps else batch.rows
        codes = frozenset(row[0] for row in rows)
        unseen = codes - self._known
        new = stations.register_unknown(session, self._actor, unseen) if unseen else []
        stored = readings.store(session, rows, now=self._actor.now)
        self._refusals.store(session)
        return StoredBatch(stored, new, codes)

    def count(self, stored: StoredBatch) -> None:
        """The transaction of a batch is committed: only what is stored counts as loaded."""
        self._refusals.stored()
        self._known |= stored.codes
        self._registered += stored.registered
        self._added += stored.rows.added
        self._changed += stored.rows.changed
        self._unchanged += stored.rows.unchanged

    def report(self, *, cancelled: bool = False) -> LoadReport:
        """The totals so far."""
        return LoadReport(
            files=self._files,
            added=self._added,
            changed=self._changed,
            unchanged=self._unchanged,
            refused=self._refusals.count,
            registered=sorted(self._registered),
            refused_file=self._refusals.path,
            problems=tuple(self._refusals.shown),
            unknown_stations=tuple(self._unknown),
            assumed=tuple(self._assumed),
            cancelled=cancelled,
        )

    def _file(self, number: int, path: Path) -> Iterator[Batch]:
        try:
            with open_reader(path, self._how) as reader:
                self._assume(path, reader.proposal)
                for batch in reader.batches():
                    self.fraction = (number + reader.fraction) / len(self._paths)
                    self._refusals.add(batch.problems)
                    if batch.rows or batch.problems:
                        yield batch
                self._unknown.update(dict.fromkeys(reader.unknown_stations))
            self._files += 1
        except (FileRefusedError, ProfileError) as error:
            self._unreadable.append((path, error))
        self.fraction = (number + 1) / len(self._paths)
        self._refusals.end_file(path.name)
        if self._refusals.waiting:
            yield Batch()

    def _assume(self, path: Path, proposal: Proposal | None) -> None:
        if proposal is not None:
            self._assumed += [f"{path.name}: {line}" for line in proposal.doubts()]


def _of_file(path: Path, error: DomainError) -> Problem:
    return Problem(path.name, 1, "", "", str(error), kind="file")


def _into_gaps(session: Session, rows: Sequence[Row]) -> list[Row]:
    """The rows without values that the record has already, or has a letter for."""
    if not rows:
        return []
    times = [row[2] for row in rows]
    codes = sorted({row[0] for row in rows})
    period = rows[0][1]
    found = queries.rows(session, since=min(times), until=max(times), station_codes=codes, period=period)
    held = {row[:3]: row for row in found}
    gaps = (_gap(row, held.get(row[:3])) for row in rows)
    return [row for row in gaps if any(value is not None for value in row[_FIRST:])]


def _gap(row: Row, held: Row | None) -> Row:
    if held is None:
        return row
    letters = {pair.partition(":")[0] for pair in (held[_FLAGS] or "").split()}
    values = [
        None if held[place] is not None or VALUES[place - _FIRST] in letters else row[place]
        for place in range(_FIRST, _FLAGS)
    ]
    return (*row[:_FIRST], *values, row[_FLAGS])
