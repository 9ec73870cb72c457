"""What a pack shall hold: operations, attachments and readings that its taker lacks, from one snapshot."""

import hashlib
import json
import uuid
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import NO_REPLICA
from db.schema import SCHEMA_VERSION, Attachment, Peer, PeerRoot, Station
from db.sync import blobs, readings
from db.sync.batch import Batch, Head, Identity, to_lines
from db.sync.confirmed import read
from db.sync.give import collect, remaining
from db.sync.pack.confirm import GONE
from db.sync.pack.errors import DamagedAttachmentError
from db.sync.pack.manifest import Member
from db.sync.pack.progress import Steps
from db.sync.pack.spool import Spool
from db.sync.pack.zipform import Content, known
from db.sync.pause import collector_paused
from db.sync.scope import chunks, roots_in, rows_of

_ANYBODY = Identity(NO_REPLICA, "", "", "office", "", "", SCHEMA_VERSION)
"""A taker of whom nothing is known: it gets everything."""
_DAYS = 500
"""Station-days in one member: about 12,000 hours, 1 MB."""


class Gathering:
    """Gathers in the order of the calls; what does not fit any more is left to the next pack."""

    def __init__(self, session: Session, to: Identity | None, spool: Spool, steps: Steps) -> None:
        self._session, self._taker, self._spool, self._steps = session, to or _ANYBODY, spool, steps
        self._peer = session.get(Peer, self._taker.id)
        self._given = self._given_roots()
        self.operations = 0
        self.reading_days = 0
        self.reaches: dict[uuid.UUID, int] = {}
        self.readings_upto = 0
        self.roots: dict[uuid.UUID, int] = {}
        """Roots that the pack brings, with our position, and those that it takes away, with `GONE`."""
        self.photos: dict[str, int] = {}
        self.photos_left_out = 0
        self.is_complete = True
        """Nothing that the taker lacks had to be left to the next pack."""

    @property
    def members(self) -> tuple[Member, ...]:
        photos = (_photo(digest, size) for digest, size in sorted(self.photos.items()))
        return (*self._spool.members, *photos)

    def gather_operations(self, *, with_attachments: bool) -> None:
        """Operations past the taker's confirmed heads, each batch with its attachments."""
        given = read(self._peer.given) if self._peer else {}
        has = {replica: Head(seq, "") for replica, seq in given.items()}
        total = remaining(self._session, has)
        while (batch := collect(self._session, self._taker, has, given=self._given)) is not None:
            photos = self._photos_of(batch) if with_attachments else {}
            if not self._spool.has_room(list(photos.values())) and self.operations:
                self.is_complete = False
                return
            self._add(batch)
            self._add_photos(photos)
            self._steps("collecting", self.operations, max(total, self.operations))
            if not batch.roots and not batch.dropped and batch.heads.items() <= has.items():
                return  # nothing moved: asking again would bring the same
            has = has | batch.heads

    def gather_attachments(self) -> None:
        """All attachments that the taker may lack, when it has said that it lacks some."""
        if self._peer is None or not self._peer.blobs_missing:
            return
        hashes = [digest for digest in self._attached() if digest not in self.photos]
        self._add_photos(blobs.sizes(self._session, hashes))

    def gather_readings(self) -> None:
        """Station-days past the stamp that the taker has confirmed."""
        after = self._peer.readings_given if self._peer else 0
        codes = self._station_codes()
        while True:
            days = readings.give_days(
                self._session, after=after, exclude_source=self._taker.id, station_codes=codes, limit=_DAYS
            )
            if days is None:
                return
            after = days.upto
            if days.days:
                self._spool.add("readings", b"".join(readings.days_to_lines(days)))
                self.reading_days += len(days.days)
                self.readings_upto = days.upto
            self._steps("collecting", self.operations + self.reading_days)

    def contents(self) -> Iterator[Content]:
        """The pack's members in the manifest's order."""
        yield from self._spool.contents()
        for group in blobs.portions(self.photos):
            for digest, content in sorted(blobs.read(self._session, group)):
                yield known(_photo(digest, len(content)), content)

    def require_true_photos(self) -> None:
        """Tell a record that is damaged from a stick that is, after something else was read back.

        Raises:
            DamagedAttachmentError
        """
        for group in blobs.portions(self.photos):
            for digest, content in blobs.read(self._session, group):
                if hashlib.sha256(content).hexdigest() != digest:
                    raise DamagedAttachmentError(digest=digest)

    @collector_paused()
    def _add(self, batch: Batch) -> None:
        self._spool.add("operations", b"".join(to_lines(batch)))
        self.operations += len(batch.operations)
        self.reaches |= {replica: head.seq for replica, head in batch.heads.items()}
        self.roots |= dict.fromkeys(batch.dropped, GONE) | dict.fromkeys(batch.roots, batch.position)
        self._given |= dict.fromkeys(batch.roots, batch.position)
        for root in batch.dropped:
            self._given.pop(root, None)

    def _photos_of(self, batch: Batch) -> dict[str, int]:
        """Attachments that the batch's operations name, as far as their bytes are here."""
        rows = [json.loads(o["changes"]) for o in batch.operations if o["entity"] == Attachment.__tablename__]
        hashes = {row["sha256"][1] for row in rows if "sha256" in row} - self.photos.keys()
        return blobs.sizes(self._session, sorted(hashes))

    def _add_photos(self, photos: dict[str, int]) -> None:
        for digest, size in photos.items():
            if self._spool.has_room([size]):
                self._spool.take_room([size])
                self.photos[digest] = size
            else:
                self.photos_left_out += 1

    def _attached(self) -> list[str]:
        """Hashes of the attachments in the taker's scope that it has not made itself."""
        wanted = select(Attachment.sha256).where(
            Attachment.deleted_at.is_(None), Attachment.origin != self._taker.id
        )
        if not self._taker.scope:
            return list(self._session.scalars(wanted.distinct()))
        tables = rows_of(self._session, list(self._given))
        ids = [
            row_id for table, found in tables if table.name == Attachment.__tablename__ for row_id in found
        ]
        hashes: set[str] = set()
        for part in chunks(ids):
            hashes.update(self._session.scalars(wanted.where(Attachment.id.in_(part))))
        return sorted(hashes)

    def _given_roots(self) -> dict[uuid.UUID, int]:
        columns = PeerRoot.root_id, PeerRoot.position
        rows = self._session.execute(select(*columns).where(PeerRoot.replica_id == self._taker.id))
        return {row[0]: row[1] for row in rows}

    def _station_codes(self) -> frozenset[str] | None:
        """Codes of the stations in the taker's scope; None: all."""
        if not self._taker.scope:
            return None
        roots = roots_in(self._session, self._taker.scope)
        rows = self._session.execute(select(Station.id, Station.code))
        return frozenset(code for row_id, code in rows if row_id in roots)


def _photo(digest: str, size: int) -> Member:
    return Member(f"blobs/{digest}", size, digest)
