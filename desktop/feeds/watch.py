"""A watched folder: files of readings that appear in it are loaded once and moved, with a report beside.

What was loaded is remembered in the folder (`.qingkong-loaded`), by SHA-256 and by the replica that loaded
it: in the database a year of hourly files would be read with the counters at every poll, and a database
restored from a backup, which is a replica of its own, must take the files again that it does not hold.
Loading a file twice does no harm, so a note that was not written in time costs a load and nothing else.
"""

import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from db.actor import Actor
from db.engine import Database
from db.errors import DomainError, KnownDbError
from db.schema import Replica
from db.times import CHINA
from desktop.feeds.files import LoadReport, load_readings
from desktop.feeds.tables.profile import TableProfile
from desktop.feeds.textfiles import translate
from desktop.texts import error_text

DONE, FAILED, MEMORY = "done", "failed", ".qingkong-loaded"
_BLOCK = 1 << 20
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart", ".swp")
_REPORT = ".report.txt"


class FolderError(DomainError):
    """The folder cannot be read, or files in it cannot be moved."""

    template = "The watched folder {folder} cannot be used: {reason}"


class _Seen(NamedTuple):
    """A file as one look found it; two looks alike, and nobody is writing any more."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file.

    `moved_to` is None for a file that cannot be read or moved now and is tried again; `report` for one that
    had been loaded before, or cannot be.
    """

    name: str
    moved_to: Path | None = None
    report: LoadReport | None = None
    problem: str = ""


class Folder:
    """Looks at a folder; who calls decides how often.

    Args:
        profile: how to read the files as tables; None finds out for each what it is.
    """

    def __init__(
        self, path: Path, database: Database, profile: TableProfile | None = None, *, station: str = ""
    ) -> None:
        self.path = path
        self._database, self._profile, self._station = database, profile, station
        self._seen: dict[str, _Seen] = {}

    def look(self, now: datetime, cancelled: Callable[[], bool] = lambda: False) -> list[Taken]:
        """Load what has not changed since the look before.

        Raises:
            FolderError: the folder cannot be read.
            KnownDbError: the database cannot take it now; the file stays where it is.
        """
        try:
            found = dict(self._candidates())
        except OSError as error:
            raise FolderError(folder=self.path, reason=_reason(error)) from error
        ready = [name for name, seen in found.items() if self._seen.get(name) == seen and seen.size]
        self._seen = found
        taken = []
        for name in ready:
            if cancelled():
                break
            one = self._try(self.path / name, now, cancelled)
            if one is not None:
                taken.append(one)
        return taken

    def waiting(self) -> int:
        """Files that the last look left there: still growing, empty, or not yet seen twice."""
        return len(self._seen)

    def _candidates(self) -> Iterator[tuple[str, _Seen]]:
        """Plain files that are nobody's scratch, the oldest first."""
        with os.scandir(self.path) as entries:
            files = [one for one in entries if one.is_file(follow_symlinks=False)]
        found = [(one.name, one.stat()) for one in files]
        for name, state in sorted(found, key=lambda one: (one[1].st_mtime_ns, one[0])):
            if not (name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)):
                yield name, _Seen(state.st_size, state.st_mtime_ns)

    def _try(self, path: Path, now: datetime, cancelled: Callable[[], bool]) -> Taken | None:
        try:
            taken = self._take(path, now, cancelled)
        except OSError as error:  # somebody has it open, or may not move it
            return Taken(path.name, problem=_reason(error))
        if taken is not None:
            self._seen.pop(path.name, None)
        return taken

    def _take(self, path: Path, now: datetime, cancelled: Callable[[], bool]) -> Taken | None:
        digest, replica = _sha256(path), self._replica()
        if (digest, str(replica)) in self._remembered():
            text = translate("watch", "This file was loaded before; nothing was done.")
            return Taken(path.name, self._move(path, DONE, text))
        with tempfile.TemporaryDirectory(prefix=".qingkong-", dir=self.path) as scratch:
            try:
                report = self._load(path, now, Path(scratch), cancelled)
            except KnownDbError:
                raise
            except DomainError as error:
                problem = error_text(error)
                return Taken(path.name, self._move(path, FAILED, problem), problem=problem)
            if report.cancelled:
                return None
            return self._loaded(path, report, digest, replica, now)

    def _loaded(
        self, path: Path, report: LoadReport, digest: str, replica: uuid.UUID, now: datetime
    ) -> Taken:
        stored = report.added + report.changed + report.unchanged
        if not report.refused:
            # what was refused may be taken the next time, when its station is known
            self._remember(digest, replica, path.name, now)
        kind = DONE if stored or not report.refused else FAILED
        target = self._move(path, kind, _summary(report, now), report.refused_file)
        problem = translate("watch", "nothing of it could be taken") if kind == FAILED else ""
        return Taken(path.name, target, report, problem)

    def _load(self, path: Path, now: datetime, scratch: Path, cancelled: Callable[[], bool]) -> LoadReport:
        return load_readings(
            self._database,
            [path],
            actor=Actor(now=now),
            profile=self._profile,
            station=self._station,
            cancelled=cancelled,
            folder=scratch,
        )

    def _move(self, path: Path, kind: str, report: str, refused: Path | None = None) -> Path:
        """Put a file, its report and its refused rows under a name that is free there."""
        folder = self.path / kind
        folder.mkdir(exist_ok=True)
        target = _free(folder, path.name)
        if refused is not None:
            shutil.move(refused, folder / f"{target.name}.refused.csv")
        (folder / f"{target.name}{_REPORT}").write_text(f"{report}\n", encoding="utf-8")
        path.rename(target)
        return target

    def _replica(self) -> uuid.UUID:
        with self._database.reading() as session:
            return session.scalars(select(Replica.id).where(Replica.is_self)).one()

    def _remembered(self) -> set[tuple[str, str]]:
        try:
            lines = (self.path / MEMORY).read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return set()
        parts = (line.split("\t") for line in lines)
        return {(one[0], one[1]) for one in parts if len(one) > 1}

    def _remember(self, digest: str, replica: uuid.UUID, name: str, now: datetime) -> None:
        clean = name.replace("\n", " ").replace("\t", " ")
        line = f"{digest}\t{replica}\t{now.astimezone(CHINA):%Y-%m-%dT%H:%M:%S}\t{clean}\n"
        with (self.path / MEMORY).open("a", encoding="utf-8", newline="\n", errors="replace") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def _reason(error: OSError) -> str:
    return f"{error.strerror or error} {error.filename or ''}".strip()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _free(folder: Path, name: str) -> Path:
    """`name`, or `name (2)` and so on where that is taken."""
    path, number = folder / name, 1
    while path.exists() or Path(f"{path}{_REPORT}").exists():
        number += 1
        original = Path(name)
        path = folder / f"{original.stem} ({number}){original.suffix}"
    return path


def _summary(report: LoadReport, now: datetime) -> str:
    text = translate(
        "watch",
        "Loaded {time}: {added} rows added, {changed} changed, {unchanged} unchanged, {refused} refused",
    )
    lines = [
        text.format(
            time=now.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"),
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            refused=report.refused,
        )
    ]
    if report.unknown_stations:
        unknown = translate("watch", "Stations that the record does not have: {names}")
        lines.append(unknown.format(names=", ".join(report.unknown_stations)))
    lines += [translate("watch", "Assumed: {what}").format(what=one) for one in report.assumed]
    return "\n".join([*lines, *report.reasons()])
