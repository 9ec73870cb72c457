"""A pack's acknowledgement: what its writer holds, and what that moves here."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, or_, select, tuple_
from sqlalchemy.orm import Session

from db.engine import insert_or
from db.ids import NO_REPLICA
from db.schema import Operation, Pack, Peer, PeerRoot
from db.sync import blobs
from db.sync.batch import Head, Identity
from db.sync.confirmed import raised, read, write
from db.sync.give import heads, peer_row
from db.sync.pack.manifest import Manifest
from db.sync.scope import chunks

READINGS = NO_REPLICA
"""Key of `pack.heads` under which the stamp of the readings stands."""
GONE = -1
"""`peer_root.position` of a root that a pack takes away."""
_PAIRS = 2_500
"""Pairs in one IN list."""
_PACKS = 100
"""Packs that one acknowledgement names; what older ones brought is told by the heads."""


def acknowledgement(session: Session, to: Identity | None) -> dict[str, Any]:
    """The fields of a manifest that tell what this record holds."""
    taken = select(Pack).where(Pack.direction == "in", Pack.status == "taken", Pack.reason.is_(None))
    if to is not None:
        taken = taken.where(Pack.peer == to.id)
    packs = session.scalars(taken.order_by(Pack.id.desc())).all()
    stamps: dict[uuid.UUID, int] = {}
    for pack in packs:
        if pack.peer is not None:
            stamps[pack.peer] = max(stamps.get(pack.peer, 0), read(pack.heads).get(READINGS, 0))
    return {
        "confirms": heads(session),
        "confirms_readings": {peer: stamp for peer, stamp in stamps.items() if stamp},
        "confirms_packs": tuple(pack.pack_id for pack in packs[:_PACKS]),
        "blobs_missing": len(blobs.missing(session)),
    }


@dataclass(slots=True)
class Confirmed:
    """What a pack's acknowledgement moved here."""

    operations: int = 0
    """Of this record, newly known to be with the writer."""
    packs: int = 0
    """Written here, newly known to have been taken."""
    disputed: list[uuid.UUID] = field(default_factory=list)
    """Replicas of whose operations the writer holds another version: their file was copied and both wrote."""


def confirm(session: Session, manifest: Manifest, own: uuid.UUID, now: datetime) -> Confirmed:
    """Note what the pack's writer holds: its watermarks, and which of our packs have arrived."""
    peer = peer_row(session, manifest.writer)
    session.flush()
    held, disputed = _compared(session, manifest.confirms)
    if manifest.writer.scope:  # its heads may come from another giver: what our packs brought counts
        held = {r: head for r, head in held.items() if r == manifest.writer.id}
    done = Confirmed(disputed=disputed)
    before = read(peer.given)
    peer.given = raised(peer.given, held)
    done.operations = max(0, read(peer.given).get(own, 0) - before.get(own, 0))
    peer.readings_given = max(peer.readings_given, manifest.confirms_readings.get(own, 0))
    peer.blobs_missing = manifest.blobs_missing
    peer.confirmed_at = peer.contact_at = now
    done.packs = _confirm_packs(session, manifest, peer)
    return done


def note_roots(session: Session, pack_id: uuid.UUID, roots: Mapping[uuid.UUID, int]) -> None:
    """Keep, under the pack's id, which roots it carries and takes away until its taker confirms it."""
    session.add_all(
        PeerRoot(replica_id=pack_id, root_id=root, position=position) for root, position in roots.items()
    )


def write_heads(reaches: Mapping[uuid.UUID, int], readings_upto: int) -> str:
    """The text of `pack.heads`."""
    return write({**reaches, READINGS: readings_upto} if readings_upto else reaches)


def _compared(
    session: Session, heads: Mapping[uuid.UUID, Head]
) -> tuple[dict[uuid.UUID, Head], list[uuid.UUID]]:
    """Heads that fit to our log, and the origins of those that do not."""
    ours: dict[uuid.UUID, str] = {}
    for part in chunks([(replica, head.seq) for replica, head in heads.items()], _PAIRS):
        columns = Operation.replica, Operation.seq, Operation.hash
        rows = session.execute(select(*columns).where(tuple_(*columns[:2]).in_(part)))
        ours |= {replica: digest for replica, _, digest in rows}
    disputed = [r for r, head in heads.items() if ours.get(r, head.hash) != head.hash]
    return {r: head for r, head in heads.items() if r not in disputed}, disputed


def _confirm_packs(session: Session, manifest: Manifest, peer: Peer) -> int:
    """Mark our packs that the peer has taken, or whose content it has got otherwise."""
    held = read(peer.given) | {READINGS: peer.readings_given}
    waiting = session.scalars(
        select(Pack)
        .where(Pack.direction == "out", Pack.status == "written")
        .where(or_(Pack.peer == peer.replica_id, Pack.peer.is_(None)))
        .order_by(Pack.id)
    ).all()
    count = 0
    for pack in waiting:
        if pack.pack_id in manifest.confirms_packs:
            brought = {r: Head(seq, "") for r, seq in read(pack.heads).items() if r != READINGS}
            peer.given = raised(peer.given, brought)
            _give_roots(session, pack.pack_id, peer.replica_id)
        elif not _is_covered(pack, held) or not _have_roots_arrived(session, pack.pack_id, peer.replica_id):
            continue
        session.execute(delete(PeerRoot).where(PeerRoot.replica_id == pack.pack_id))
        pack.status = "confirmed"
        count += 1
    return count


def _is_covered(pack: Pack, held: Mapping[uuid.UUID, int]) -> bool:
    return all(held.get(replica, 0) >= seq for replica, seq in read(pack.heads).items())


def _have_roots_arrived(session: Session, pack_id: uuid.UUID, peer: uuid.UUID) -> bool:
    """Whether the peer has got what the pack was to bring, and let go what it was to take, in another way."""
    given = set(session.scalars(select(PeerRoot.root_id).where(PeerRoot.replica_id == peer)))
    return all((root in given) == (at != GONE) for root, at in _roots_of(session, pack_id))


def _give_roots(session: Session, pack_id: uuid.UUID, peer: uuid.UUID) -> None:
    """What the pack carried is with the peer now."""
    rows = _roots_of(session, pack_id)
    new = [{"replica_id": peer, "root_id": root, "position": at} for root, at in rows if at != GONE]
    for part in chunks([root for root, at in rows if at == GONE]):
        session.execute(delete(PeerRoot).where(PeerRoot.replica_id == peer, PeerRoot.root_id.in_(part)))
    if new:
        statement = insert_or(session, PeerRoot)
        at = statement.excluded.position
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["replica_id", "root_id"],
                set_={"position": case((PeerRoot.position < 0, at), else_=PeerRoot.position)},
            ),
            new,
        )


def _roots_of(session: Session, pack_id: uuid.UUID) -> list[tuple[uuid.UUID, int]]:
    columns = PeerRoot.root_id, PeerRoot.position
    rows = session.execute(select(*columns).where(PeerRoot.replica_id == pack_id))
    return [(root, position) for root, position in rows]
