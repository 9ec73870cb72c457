"""Write a pack: from one snapshot, safely onto a disk or stick."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from db.engine import Database
from db.errors import NotInitialisedError
from db.ids import uuid7
from db.schema import Pack, ReplicaKey
from db.sync.batch import Identity
from db.sync.give import identity
from db.sync.keys import sign
from db.sync.pack import crypto, files, trust, zipform
from db.sync.pack.chunks import Encrypting, Writable
from db.sync.pack.confirm import acknowledgement, note_roots, write_heads
from db.sync.pack.container import open_pack
from db.sync.pack.errors import DamagedPackError
from db.sync.pack.gather import Gathering
from db.sync.pack.manifest import Manifest, to_bytes
from db.sync.pack.progress import IsCancelled, OnProgress, Steps, ignore, never
from db.sync.pack.spool import Spool


@dataclass(frozen=True, slots=True)
class Written:
    """A pack that stands, verified, under its name."""

    path: Path
    manifest: Manifest
    to: Identity | None
    """None: anybody may take it."""
    size: int
    """Bytes of the file."""
    photos_left_out: int
    """Attachments that did not fit any more."""
    is_complete: bool
    """Nothing that the taker lacks had to be left to the next pack."""


def write_pack(
    database: Database,
    path: Path,
    *,
    to: uuid.UUID | None,
    now: datetime,
    passphrase: str | None = None,
    cipher: str = "aes",
    with_attachments: bool = True,
    progress: OnProgress = ignore,
    cancelled: IsCancelled = never,
) -> Written:
    """Write what a replica lacks, and what is confirmed to it.

    Args:
        to: the taker; None: the only peer there is, or anybody when none is known yet.
        with_attachments: without their bytes, the pack is small; the taker lists them as missing.

    Raises:
        PackError: nothing stands under the name, and the record is unchanged.
    """
    lock = _Lock(passphrase, cipher) if passphrase is not None else None
    steps = Steps(str(path), progress, cancelled)
    return _Writing(database, path, now, lock, steps).run(to, "all" if with_attachments else "texts")


def write_answer(
    database: Database, path: Path, *, to: uuid.UUID | None, now: datetime, passphrase: str | None = None
) -> Written:
    """Write a pack that only confirms what this record holds.

    Raises:
        PackError: nothing stands under the name, and the record is unchanged.
    """
    lock = _Lock(passphrase) if passphrase is not None else None
    return _Writing(database, path, now, lock, Steps(str(path), ignore, never)).run(to, "nothing")


@dataclass(frozen=True, slots=True)
class _Lock:
    passphrase: str
    cipher: str = "aes"


class _Writing:
    def __init__(
        self, database: Database, path: Path, now: datetime, lock: _Lock | None, steps: Steps
    ) -> None:
        self._database, self._path, self._now, self._lock, self._steps = database, path, now, lock, steps
        self._key = crypto.new_key(lock.passphrase, lock.cipher) if lock else None

    def run(self, to: uuid.UUID | None, content: Literal["all", "texts", "nothing"]) -> Written:
        files.require_free(self._path)
        with self._database.reading() as session, files.temporary() as file:
            taker = trust.addressee(session, to)
            found = Gathering(session, taker, Spool(file, str(self._path)), self._steps)
            if content != "nothing":
                found.gather_operations(with_attachments=content == "all")
                found.gather_readings()
            if content == "all":
                found.gather_attachments()
            manifest = self._manifest(session, taker, found)
            size = self._write(session, manifest, found)
        self._note(manifest, taker, found.roots, size)
        return Written(self._path, manifest, taker, size, found.photos_left_out, found.is_complete)

    def _manifest(self, session: Session, taker: Identity | None, found: Gathering) -> Manifest:
        return Manifest(
            pack_id=uuid7(self._now),
            writer=identity(session),
            created_ms=max(0, int(self._now.timestamp() * 1000)),
            addressee=taker.id if taker else None,
            reaches=found.reaches,
            readings_upto=found.readings_upto,
            operations=found.operations,
            reading_days=found.reading_days,
            members=found.members,
            **acknowledgement(session, taker),
        )

    def _write(self, session: Session, manifest: Manifest, found: Gathering) -> int:
        signature = sign(_private(session, manifest.writer.id), to_bytes(manifest))

        def write(out: Writable) -> None:
            target = Encrypting(out, self._key) if self._key else out
            zipform.write(target, manifest, signature, self._watched(found, len(manifest.members)))
            if isinstance(target, Encrypting):
                target.close()

        def verify(path: Path) -> None:
            try:
                self._verify(path, manifest)
            except DamagedPackError:
                found.require_true_photos()
                raise

        return files.write_safely(self._path, write, verify)

    def _verify(self, path: Path, manifest: Manifest) -> None:
        """Read all of it from the disk."""
        with open_pack(path, self._lock.passphrase if self._lock else None) as pack:
            if pack.manifest != manifest:
                raise DamagedPackError(name=str(path), what=zipform.MANIFEST)
            for done, _ in enumerate(pack.contents(), 1):
                self._steps("checking", done, len(manifest.members))

    def _watched(self, found: Gathering, total: int) -> Iterator[zipform.Content]:
        for done, content in enumerate(found.contents(), 1):
            self._steps("writing", done, total)
            yield content

    def _note(
        self, manifest: Manifest, taker: Identity | None, roots: Mapping[uuid.UUID, int], size: int
    ) -> None:
        """The pack stands; should the record not be able to remember it, it is taken away again."""
        row = Pack(
            pack_id=manifest.pack_id,
            direction="out",
            at=self._now,
            path=str(self._path.absolute()),
            size=size,
        )
        row.peer, row.peer_name = (taker.id, taker.name) if taker else (None, None)
        row.status, row.operations = "written", manifest.operations
        row.attachments = manifest.attachments
        row.heads = write_heads(manifest.reaches, manifest.readings_upto)
        try:
            with self._database.writing() as session:
                session.add(row)
                note_roots(session, manifest.pack_id, roots)
        except BaseException:
            files.remove(self._path)
            raise


def _private(session: Session, replica: uuid.UUID) -> str:
    key = session.get(ReplicaKey, replica)
    if key is None:
        raise NotInitialisedError(where=str(session.get_bind().engine.url))
    return key.private
