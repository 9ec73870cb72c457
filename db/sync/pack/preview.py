"""What a pack holds, told before anything changes."""

import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from db.engine import Database
from db.schema import SCHEMA_VERSION, Operation
from db.sync import blobs
from db.sync.batch import Batch
from db.sync.give import identity
from db.sync.pack import trust
from db.sync.pack.container import PackFile, open_pack
from db.sync.pack.contents import batch_of, days_of
from db.sync.pack.manifest import Manifest
from db.sync.pack.notes import taken_row
from db.sync.scope import chunks

_PAIRS = 2_500
"""Pairs in one IN list."""


@dataclass(slots=True)
class Preview:
    """A pack before it is taken: it is whole, and its signature is its writer's."""

    manifest: Manifest
    size: int
    """Bytes of the file."""
    is_encrypted: bool
    standing: trust.Standing
    """What this record thinks of its writer."""
    is_for_us: bool
    holds_too_much: bool
    """It was written for anybody, with the whole record, and this replica holds a part."""
    addressee: str | None
    """Whom it is for, in words; None: anybody."""
    is_taken: bool
    """It was taken here before."""
    needs_upgrade: bool
    """A newer program wrote it: it is kept unopened, and nothing of it is counted here."""
    new: int = 0
    """Operations that are not here yet."""
    known: int = 0
    by_entity: Counter[str] = field(default_factory=Counter)
    """The new ones by table."""
    earliest_ms: int | None = None
    """Claimed time of the earliest operation, epoch milliseconds."""
    latest_ms: int | None = None
    photos_new: int = 0
    photos_known: int = 0
    photo_bytes: int = 0
    """Of those that are not here yet."""
    confirms: int = 0
    """Up to which of this record's operations its writer has them."""


def preview(path: Path, passphrase: str | None, database: Database) -> Preview:
    """Look at a pack, reading it whole; nothing is changed.

    Raises:
        BadPackError: it is damaged, encrypted, or not a pack.
    """
    with open_pack(path, passphrase) as pack, database.reading() as session:
        found = _introduced(session, pack)
        for member, content in pack.contents():
            if found.needs_upgrade:
                continue  # still read to its end, so that damage is found
            if member.kind == "operations":
                _count(session, found, batch_of(member, content, pack.manifest.writer.id, pack.name))
            elif member.kind == "readings":
                days_of(member, content, pack.name)
        _count_photos(session, found)
    return found


def _introduced(session: Session, pack: PackFile) -> Preview:
    manifest = pack.manifest
    own = identity(session)
    confirmed = manifest.confirms.get(own.id)
    return Preview(
        manifest=manifest,
        size=pack.size,
        is_encrypted=pack.is_encrypted,
        standing=trust.standing(session, manifest.writer),
        is_for_us=manifest.addressee in (None, own.id),
        holds_too_much=trust.holds_too_much(manifest, own),
        addressee=trust.name_of(session, manifest.addressee) if manifest.addressee else None,
        is_taken=taken_row(session, manifest) is not None,
        needs_upgrade=manifest.writer.schema_version > SCHEMA_VERSION,
        confirms=confirmed.seq if confirmed else 0,
    )


def _count(session: Session, found: Preview, batch: Batch) -> None:
    known = _known(session, batch)
    for operation in batch.operations:
        if (operation["replica"], operation["seq"]) in known:
            found.known += 1
        else:
            found.new += 1
            found.by_entity[operation["entity"]] += 1
        claimed = operation["claimed_ms"]
        if claimed is not None:
            found.earliest_ms = min(found.earliest_ms or claimed, claimed)
            found.latest_ms = max(found.latest_ms or claimed, claimed)


def _known(session: Session, batch: Batch) -> set[tuple[uuid.UUID, int]]:
    found: set[tuple[uuid.UUID, int]] = set()
    columns = Operation.replica, Operation.seq
    for part in chunks([(o["replica"], o["seq"]) for o in batch.operations], _PAIRS):
        rows = session.execute(select(*columns).where(tuple_(*columns).in_(part)))
        found.update((row[0], row[1]) for row in rows)
    return found


def _count_photos(session: Session, found: Preview) -> None:
    photos = {member.sha256: member.size for member in found.manifest.of_kind("blobs")}
    here = blobs.sizes(session, list(photos))
    found.photos_known = len(here)
    found.photos_new = len(photos) - len(here)
    found.photo_bytes = sum(size for digest, size in photos.items() if digest not in here)
