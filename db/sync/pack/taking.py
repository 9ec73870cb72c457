"""One pack on its way into the record: trust, form and content are checked, then part by part is taken."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.changes import Changes
from db.engine import Database
from db.schema import SCHEMA_VERSION
from db.sync import blobs, readings
from db.sync.batch import Batch
from db.sync.give import identity
from db.sync.outcome import Direction
from db.sync.pack import kept, trust
from db.sync.pack.confirm import Confirmed, confirm
from db.sync.pack.container import PackFile, open_pack
from db.sync.pack.contents import batch_of, days_of
from db.sync.pack.errors import (
    ContentError,
    DamagedPackError,
    InterruptedPackError,
    NewerPackError,
    OldPackError,
    RefusedPackError,
    TruncatedPackError,
    UnreadablePackError,
)
from db.sync.pack.manifest import Manifest, Member
from db.sync.pack.notes import Came, note, taken_row
from db.sync.pack.progress import Stage, Steps
from db.sync.take import take

log = logging.getLogger(__name__)

_OLDEST_SCHEMA = 1
_STAGES: dict[str, Stage] = {"operations": "operations", "readings": "readings", "blobs": "attachments"}
_UNTAKABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, DBAPIError)
"""What merging raises for values that the log cannot hold; the database's known errors are others."""


@dataclass(slots=True)
class TakenPack:
    """What came of a pack."""

    path: Path
    """Where it lies; for a kept one, the copy."""
    manifest: Manifest | None
    """None: a newer program's, which this one cannot read."""
    status: Literal["taken", "kept"] = "taken"
    needs: NewerPackError | None = None
    """Why it was kept."""
    was_taken_before: bool = False
    received: Direction = field(default_factory=Direction)
    confirmed: Confirmed = field(default_factory=Confirmed)
    readings_upto: int = 0
    """The writer's stamp up to which its readings are here."""
    readings_waiting: bool = False
    """Some readings are of stations that are not known here; they come with the next pack again."""
    unknown_stations: frozenset[str] = frozenset()

    @property
    def is_nothing_new(self) -> bool:
        """It was here before, and nothing of it was missing."""
        came = self.received
        return self.was_taken_before and not (came.operations or came.photos or came.reading_rows)


class Taking:
    """One pack on its way in."""

    def __init__(self, database: Database, path: Path, now: datetime, steps: Steps) -> None:
        self._database, self._path, self._now, self._steps = database, path, now, steps
        self._came = Came(path, 0, None)
        self._is_vouched = False

    def run(self, passphrase: str | None, approve: bool) -> TakenPack:
        try:
            with open_pack(self._path, passphrase) as pack:
                self._came = Came(self._path, pack.size, pack.manifest)
                return self._examined(pack, approve)
        except NewerPackError as error:
            return self._keep(error)
        except RefusedPackError as error:
            with self._database.writing() as session:
                note(session, self._came, "refused", self._now, reason=error)
            raise

    def _examined(self, pack: PackFile, approve: bool) -> TakenPack:
        """Nothing is taken before all has been found good."""
        manifest = pack.manifest
        with self._database.reading() as session:
            standing = trust.require_trust(session, manifest, pack.name, approve=approve)
        newer = self._newer(manifest, pack.name)
        if newer is None:
            self._check(pack)
        elif not kept.is_kept(self._database, self._path):
            pack.verify()
        if standing == "unknown":
            with self._database.writing() as session:
                trust.accept(session, manifest.writer, self._now)
        if newer is not None:
            raise newer
        with self._database.reading() as session:
            self._is_vouched = trust.is_office(session, manifest.writer)
        done = TakenPack(self._path, manifest)
        with _told_as_interrupted(pack.name):
            self._take(pack, done)
        self._finish(manifest, done)
        return done

    def _newer(self, manifest: Manifest, name: str) -> NewerPackError | None:
        """What to say of operations in a form that this program does not know yet."""
        found = manifest.writer.schema_version
        if found < _OLDEST_SCHEMA:
            raise OldPackError(name=name, found=found, known=_OLDEST_SCHEMA)
        return (
            NewerPackError(name=name, found=found, known=SCHEMA_VERSION) if found > SCHEMA_VERSION else None
        )

    def _check(self, pack: PackFile) -> None:
        total = len(pack.manifest.members)
        operations = 0
        for done, (member, content) in enumerate(pack.contents(), 1):
            if member.kind == "operations":
                operations += len(self._batch(pack, member, content).operations)
            elif member.kind == "readings":
                days_of(member, content, pack.name)
            self._steps("checking", done, total)
        if operations != pack.manifest.operations:
            raise DamagedPackError(name=pack.name, what="manifest.json")

    def _take(self, pack: PackFile, done: TakenPack) -> None:
        total = len(pack.manifest.members)
        photos: list[tuple[str, bytes]] = []
        for number, (member, content) in enumerate(pack.contents(), 1):
            if member.kind == "operations":
                with self._writing(member) as session:
                    batch = self._batch(pack, member, content)
                    done.received.add(take(session, batch, self._now, vouched=self._is_vouched))
            elif member.kind == "readings":
                self._take_days(pack, member, content, done)
            else:
                photos.append((member.sha256, content))
                if sum(len(kept) for _, kept in photos) >= blobs.AT_ONCE:
                    self._take_photos(photos, done)
            self._steps(_STAGES[member.kind], number, total)
        self._take_photos(photos, done)

    def _take_days(self, pack: PackFile, member: Member, content: bytes, done: TakenPack) -> None:
        days = days_of(member, content, pack.name)
        source = pack.manifest.writer.id
        with self._writing(member) as session:
            taken = readings.take_days(session, days, source=source, now=self._now)
        done.received.reading_rows += taken.rows_added + taken.rows_changed
        done.received.changes |= taken.changes
        done.unknown_stations |= taken.unknown
        if not done.readings_waiting:
            done.readings_upto = taken.upto
        done.readings_waiting = done.readings_waiting or taken.waiting is not None

    def _take_photos(self, photos: list[tuple[str, bytes]], done: TakenPack) -> None:
        """Those that are not here yet, in a transaction of a few megabytes."""
        with self._database.reading() as session:
            here = blobs.sizes(session, [digest for digest, _ in photos])
        new = [(digest, content) for digest, content in photos if digest not in here]
        photos.clear()
        if new:
            with self._database.writing() as session:
                blobs.store(session, new)
            done.received.photos += len(new)
            done.received.changes |= Changes(attachments=True)

    def _finish(self, manifest: Manifest, done: TakenPack) -> None:
        """The acknowledgement and the pack's row, together: a pack that was cut confirms nothing yet."""
        reason = done.received.refused[0] if done.received.refused else None
        with self._database.writing() as session:
            done.received.photos_missing = len(blobs.missing(session))
            done.was_taken_before = taken_row(session, manifest) is not None
            if not done.was_taken_before:
                done.confirmed = confirm(session, manifest, identity(session).id, self._now)
            if not done.is_nothing_new:
                came = self._came
                note(session, came, "taken", self._now, reason=reason, readings_upto=done.readings_upto)

    def _keep(self, error: NewerPackError) -> TakenPack:
        """Copy it beside the record: the stick may be gone by the time of the upgrade."""
        came = replace(self._came, path=kept.keep(self._database, self._path))
        with self._database.writing() as session:
            note(session, came, "kept", self._now, reason=error)
        return TakenPack(came.path, came.manifest, "kept", needs=error)

    def _batch(self, pack: PackFile, member: Member, content: bytes) -> Batch:
        return batch_of(member, content, pack.manifest.writer.id, pack.name)

    @contextmanager
    def _writing(self, member: Member) -> Iterator[Session]:
        """A transaction for one member; what cannot be merged is the writer's fault, not the user's."""
        try:
            with self._database.writing() as session:
                yield session
        except _UNTAKABLE as error:
            log.info("%s of %s cannot be merged", member.name, self._path, exc_info=True)
            raise ContentError(name=str(self._path), member=member.name) from error


@contextmanager
def _told_as_interrupted(name: str) -> Iterator[None]:
    """The file was good a moment ago: now it is the stick that fails, and something was taken already."""
    try:
        yield
    except UnreadablePackError as error:
        raise InterruptedPackError(name=name, reason=error.params["reason"]) from error
    except (DamagedPackError, TruncatedPackError) as error:
        raise InterruptedPackError(name=name, reason=error.params.get("what", "-")) from error
