"""Whether a peer lacks anything, in one statement: the answer is nearly always no."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from db.schema import Counter, Peer, Replica
from db.sync.batch import Identity
from db.sync.give import identity_of


@dataclass(frozen=True, slots=True)
class Glance:
    """A replica and where it stands with a peer."""

    who: Identity
    is_done: bool
    """The peer has everything that is here."""
    contact_at: datetime | None
    clock: datetime | None
    """The server's clock; a file has none."""


def glance(session: Session, peer_id: uuid.UUID) -> Glance | None:
    """How this database stands with a peer; None when it has never met it."""
    is_server = session.get_bind().dialect.name == "postgresql"
    clock: Any = func.clock_timestamp() if is_server else null()
    statement = (
        select(
            Replica, Counter.value, Peer.position_given, Peer.readings_given, Peer.blobs_missing,
            Peer.contact_at, clock,
        )
        .select_from(Replica)
        .join(Peer, Peer.replica_id == peer_id)
        .outerjoin(Counter, Counter.name == "readings")
        .where(Replica.is_self)
    )  # fmt: skip
    row = session.execute(statement).first()
    if row is None:
        return None
    replica, counted, position, readings, missing, contact_at, now = row
    is_done = (position, readings, missing) == (replica.position, counted or 0, 0)
    return Glance(identity_of(replica), is_done, contact_at, now)
