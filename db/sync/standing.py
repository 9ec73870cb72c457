"""From where on a giver must give: its taker's heads, where they mean what they say."""

import uuid
from collections.abc import Mapping

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from db.engine import Database
from db.log import GENESIS
from db.schema import Operation, Peer, PeerRoot, Station, WaitingRow
from db.sync.batch import Batch, Head, Identity
from db.sync.confirmed import raised, read, write
from db.sync.give import IN_PART, heads, identity, note_given, peer_row
from db.sync.scope import all_roots, chunks, present_roots
from db.sync.take import Taken

_PAIRS = 2_000

Heads = dict[uuid.UUID, Head]


def standing(giver: Database, taker: Database) -> tuple[Identity, Heads]:
    """Who takes, and up to where it has each chain as far as this giver is concerned.

    With a scope it holds parts of chains, and its heads may come from another giver who left other things
    out: only what this giver has given counts. Where both hold different operations under one number (a
    copied file), everything from there on is given, so that both notice.
    """
    with giver.reading() as session:
        ours = heads(session)
    with taker.reading() as session:
        who, theirs = identity(session), heads(session)
        parted = _parted(session, ours)
    with giver.reading() as session:
        peer = session.get(Peer, who.id)
        given = read(peer.given) if peer is not None else {}
        parted |= _parted(session, theirs)
    if any(seq > _seq(theirs, replica) for replica, seq in given.items()):
        with giver.writing() as session:
            _forget(session, who, theirs)
    if who.scope:
        _compare_roots(giver, taker, who)
    has = dict(theirs)
    if who.scope:
        has = {r: head for r, head in theirs.items() if head.seq <= given.get(r, 0) or r == who.id}
        has |= {r: Head(seq, "") for r, seq in given.items() if seq < _seq(theirs, r) and r != who.id}
    return who, has | {replica: _common(giver, taker, replica) for replica in parted}


def note_taken(session: Session, who: Identity, batch: Batch, taken: Taken) -> None:
    """The taker has this batch, durably."""
    note_given(session, who, batch)
    peer = peer_row(session, who)
    reached = {r: head for r, head in batch.heads.items() if r in taken.heads} if who.scope else taken.heads
    peer.given = raised(peer.given, reached)
    if _has_station(session, batch):  # its readings of before were passed over
        peer.readings_given = 0


def _parted(session: Session, theirs: Mapping[uuid.UUID, Head]) -> set[uuid.UUID]:
    """Replicas of which another operation is here under the number of the other side's head."""
    found: set[uuid.UUID] = set()
    for part in chunks([(replica, head.seq) for replica, head in theirs.items()], _PAIRS):
        key = tuple_(Operation.replica, Operation.seq)
        rows = session.execute(select(Operation.replica, Operation.hash).where(key.in_(part)))
        found |= {replica for replica, digest in rows if digest != theirs[replica].hash}
    return found


def _common(giver: Database, taker: Database, replica: uuid.UUID) -> Head:
    """The last operation that both hold under the same number."""
    statement = select(Operation.seq, Operation.hash).where(Operation.replica == replica)
    with giver.reading() as session:
        ours = {Head(*row) for row in session.execute(statement)}
    with taker.reading() as session:
        both = ours & {Head(*row) for row in session.execute(statement)}
    return max(both, key=lambda head: head.seq, default=Head(0, GENESIS))


def _forget(session: Session, who: Identity, theirs: Mapping[uuid.UUID, Head]) -> None:
    """A taker that holds less than it has confirmed was restored from a backup: it gets the rest anew."""
    peer = peer_row(session, who)
    peer.given = write({r: min(seq, _seq(theirs, r)) for r, seq in read(peer.given).items()})
    peer.readings_given = 0
    session.execute(delete(PeerRoot).where(PeerRoot.replica_id == who.id))


def _compare_roots(giver: Database, taker: Database, who: Identity) -> None:
    """Note what the taker really holds: others have given it roots, and told it to let some go."""
    with taker.reading() as session:
        there = all_roots(session) | set(session.scalars(select(WaitingRow.row_id)))
    with giver.reading() as session:
        noted = set(session.scalars(select(PeerRoot.root_id).where(PeerRoot.replica_id == who.id)))
        unnoted = present_roots(session, there - noted)
        gone = present_roots(session, noted - there)
    if unnoted or gone:
        with giver.writing() as session:
            for part in chunks(gone):
                session.execute(
                    delete(PeerRoot).where(PeerRoot.replica_id == who.id, PeerRoot.root_id.in_(part))
                )
            session.add_all(PeerRoot(replica_id=who.id, root_id=r, position=IN_PART) for r in unnoted)


def _has_station(session: Session, batch: Batch) -> bool:
    for part in chunks(batch.roots):
        if session.scalar(select(Station.id).where(Station.id.in_(part)).limit(1)) is not None:
            return True
    return False


def _seq(theirs: Mapping[uuid.UUID, Head], replica: uuid.UUID) -> int:
    return theirs[replica].seq if replica in theirs else 0
