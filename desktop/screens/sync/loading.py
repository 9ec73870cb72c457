"""What the sync screen reads in one look at the record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.queries import conflicts, outbox, peers, sync, unsettled
from db.queries.conflicts import InboxRecord
from db.queries.outbox import Outbox
from db.queries.peers import PackRecord, PeerRecord, ReplicaRecord
from db.queries.sync import Summary
from db.queries.unsettled import ClockRecord


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Something that is kept aside: held, waiting or refused; the rest depends on which."""

    kind: str
    """`gap`, `fork`, `unsealed` (held), `waiting`, `refused`."""
    name: str
    """Who wrote it."""
    count: int
    since: datetime
    first_seq: int = 0
    last_seq: int = 0
    has_seq: int = 0
    giver: str = ""
    entity: str = ""
    needs: str = ""
    reason: str = ""
    detail: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        return self.kind, self.name, self.entity, self.needs, self.reason


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that the screen shows."""

    summary: Summary
    inbox: InboxRecord
    outbox: Outbox
    unsettled: list[Unsettled]
    peers: list[PeerRecord]
    packs: list[PackRecord]
    replicas: list[ReplicaRecord]
    clocks: list[ClockRecord]


def load(session: Session, known: Loaded | None, *, anew: bool) -> Loaded:
    """For the database thread.

    Args:
        known: what was read the last time.
        anew: nothing of it is believed but what only grows; peers' marks are times, and a clock may stand.
    """
    return Loaded(
        summary=sync.summary(session, known.summary if known and not anew else None),
        inbox=conflicts.inbox(session),
        outbox=outbox.outbox(session),
        unsettled=_unsettled(session),
        peers=peers.peers(session),
        packs=peers.packs(session),
        replicas=peers.replicas(session),
        clocks=unsettled.clocks(session, known.clocks, known.summary.position)
        if known
        else unsettled.clocks(session),
    )


def _unsettled(session: Session) -> list[Unsettled]:
    found = [
        Unsettled(
            one.reason,
            one.name,
            one.operations,
            one.since,
            one.first_seq,
            one.last_seq,
            one.has_seq,
            one.giver,
        )
        for one in unsettled.held(session)
    ]
    found += [
        Unsettled("waiting", one.name, one.rows, one.since, entity=one.entity, needs=one.needs)
        for one in unsettled.waiting(session)
    ]
    found += [
        Unsettled("refused", one.name, one.times, one.at, reason=one.reason, detail=one.detail)
        for one in unsettled.refused(session)
    ]
    return found
