"""The other replicas: who they are, what they have not confirmed, the packs that went to and fro."""

import json
import uuid
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.queries.sync import is_failing, scope_names
from db.schema import Member, Pack, Peer, ReadingDay, Replica
from db.sync.keys import fingerprint

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PeerRecord:
    """Another replica that this one exchanges with, directly or by packs."""

    replica_id: uuid.UUID
    name: str
    side: str
    url: str | None
    confirmed_at: datetime | None
    contact_at: datetime | None
    operations_left: int
    """Operations here, its own apart, that it has not confirmed."""
    attachments_left: int
    days_left: int
    """Days of stations with readings that it has not confirmed."""
    clock_offset_ms: int | None
    problem: str | None
    """Why the last try failed: a JSON list, template and parameters."""
    problem_at: datetime | None

    @property
    def is_failing(self) -> bool:
        """Whether the newest try failed."""
        return bool(self.problem) and is_failing(self.problem_at, self.contact_at)


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A pack written or read here."""

    id: int
    pack_id: uuid.UUID
    direction: str
    at: datetime
    path: str
    peer_name: str | None
    status: str
    reason: str | None
    operations: int
    attachments: int
    size: int


@dataclass(frozen=True, slots=True)
class ReplicaRecord:
    """A replica known here, approved or not."""

    replica_id: uuid.UUID
    name: str
    tag: str
    side: str
    scope: str
    scope_names: tuple[str, ...]
    public_key: str
    is_self: bool
    operations: int
    """How many of its operations are here."""
    approved_at: datetime | None
    revoked_at: datetime | None

    @property
    def fingerprint(self) -> str:
        """What two people compare on the telephone."""
        return fingerprint(self.public_key)


def peers(session: Session) -> list[PeerRecord]:
    """Those heard of last first."""
    rows = list(session.scalars(select(Peer)))
    seqs = {str(row[0]): row[1] for row in session.execute(select(Replica.id, Replica.seq))}
    days = _Days(session, min((row.readings_given for row in rows), default=0))
    found = [
        PeerRecord(
            replica_id=row.replica_id,
            name=row.name,
            side=row.side,
            url=row.url,
            confirmed_at=row.confirmed_at,
            contact_at=row.contact_at,
            operations_left=_left(row, seqs),
            attachments_left=row.blobs_missing,
            days_left=days.after(row.readings_given, row.replica_id),
            clock_offset_ms=row.clock_offset_ms,
            problem=row.problem,
            problem_at=row.problem_at,
        )
        for row in rows
    ]
    return sorted(found, key=lambda peer: peer.contact_at or _LONG_AGO, reverse=True)


def packs(session: Session, limit: int = 500) -> list[PackRecord]:
    """The newest first."""
    columns = (
        Pack.id, Pack.pack_id, Pack.direction, Pack.at, Pack.path, Pack.peer_name, Pack.status, Pack.reason,
        Pack.operations, Pack.attachments, Pack.size,
    )  # fmt: skip
    rows = session.execute(select(*columns).order_by(Pack.at.desc(), Pack.id.desc()).limit(limit))
    return [PackRecord(*row) for row in rows]


def replicas(session: Session) -> list[ReplicaRecord]:
    """Those that nobody has approved first, then by name."""
    approved = {row.id: row for row in session.scalars(select(Member).where(Member.deleted_at.is_(None)))}
    known = {row.id: row for row in session.scalars(select(Replica))}
    rows: dict[uuid.UUID, Member | Replica] = {**known, **approved}
    scopes = scope_names(session, [row.scope for row in rows.values()])
    found = [
        ReplicaRecord(
            replica_id=key,
            name=row.name,
            tag=row.tag,
            side=row.side,
            scope=row.scope,
            scope_names=scopes[row.scope],
            public_key=row.public_key or "",
            is_self=key in known and known[key].is_self,
            operations=known[key].seq if key in known else 0,
            approved_at=approved[key].approved_at if key in approved else None,
            revoked_at=approved[key].revoked_at if key in approved else None,
        )
        for key, row in rows.items()
    ]
    return sorted(found, key=lambda one: (one.approved_at is not None, not one.is_self, one.name))


def _left(peer: Peer, seqs: Mapping[str, int]) -> int:
    given: dict[str, int] = json.loads(peer.given)
    own = str(peer.replica_id)
    return sum(max(0, seq - given.get(key, 0)) for key, seq in seqs.items() if key != own)


class _Days:
    """Station-days past a stamp, counted for many peers after one statement."""

    def __init__(self, session: Session, after: int) -> None:
        rows = session.execute(select(ReadingDay.stamp, ReadingDay.source).where(ReadingDay.stamp > after))
        self._all: list[int] = []
        self._from: dict[uuid.UUID, list[int]] = defaultdict(list)
        for stamp, source in sorted(rows, key=lambda row: row.stamp):
            self._all.append(stamp)
            if source is not None:
                self._from[source].append(stamp)

    def after(self, stamp: int, peer: uuid.UUID) -> int:
        """Days that a peer lacks: what came from it, it has."""
        own = self._from.get(peer, [])
        return len(self._all) - bisect_right(self._all, stamp) - len(own) + bisect_right(own, stamp)


def urls(session: Session) -> list[str]:
    """Where peers were reached directly, the last one first; without passwords."""
    statement = select(Peer.url).where(Peer.url.is_not(None)).order_by(Peer.contact_at.desc())
    return [url for url in session.scalars(statement) if url]
