"""One look at the exchange: what of this replica's work nobody else holds, and what waits for a person."""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from db.queries.access import may_read, own_replicas
from db.queries.things import unit_names
from db.schema import Conflict, HeldOperation, Member, Operation, Peer, Replica, WaitingRow


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the peers are; `given` to `attachments_missing` are of the one that has confirmed most."""

    peers: int = 0
    given: Mapping[uuid.UUID, int] = field(default_factory=dict)
    """Up to where it holds each chain of this replica's own."""
    name: str = ""
    side: str = ""
    confirmed_at: datetime | None = None
    attachments_missing: int = 0
    """Files whose bytes it had not at the last contact."""
    contact_at: datetime | None = None
    """Last contact with any peer."""
    problem: str | None = None
    """Why the newest try failed, where none succeeded after it: a JSON list, template and parameters."""
    problem_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    """What merging has found and nobody has marked as read."""

    decide: int = 0
    """Conflicts that wait for a person."""
    others: int = 0
    """What one should know of: settled by rule, doubled numbers, steps that came too late."""
    late: int = 0
    """Of those, this replica's own steps that came too late."""
    newest: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What the status line and the head of the sync screen are made of."""

    mark: tuple[Any, ...]
    replica_id: uuid.UUID
    name: str
    tag: str
    side: str
    scope: tuple[str, ...]
    """Names of the units it holds; empty: everything."""
    written: int
    """Operations of its own."""
    unsent: int
    """Of them, those that no peer has confirmed."""
    oldest_at: datetime | None
    """When the first one was written that no peer has confirmed."""
    held: int
    waiting: int
    standing: Standing
    inbox: Inbox

    @property
    def position(self) -> int:
        """How many operations of any origin have arrived."""
        return int(self.mark[1])


def summary(session: Session, known: Summary | None = None) -> Summary:
    """The summary. What has not moved is taken from `known`: a poller costs one small statement."""
    mark = _mark(session)
    if known is not None and known.mark == mark:
        return known
    own = session.execute(select(Replica).where(Replica.is_self)).scalar_one()
    chains = own_replicas(session)
    same_peers = known is not None and known.mark[_PEERS] == mark[_PEERS]
    standing = known.standing if known and same_peers else best_standing(session, chains)
    seqs = {row[0]: row[1] for row in session.execute(select(Replica.id, Replica.seq)) if row[0] in chains}
    return Summary(
        mark=mark,
        replica_id=own.id,
        name=own.name,
        tag=own.tag,
        side=own.side,
        scope=scope_names(session, [own.scope])[own.scope],
        written=sum(seqs.values()),
        unsent=sum(max(0, seq - standing.given.get(replica, 0)) for replica, seq in seqs.items()),
        oldest_at=_oldest_at(session, seqs, standing.given),
        held=mark[-2],
        waiting=mark[-1],
        standing=standing,
        inbox=_inbox(session, chains),
    )


def is_failing(problem_at: datetime | None, contact_at: datetime | None) -> bool:
    """Whether a failure is newer than the last contact."""
    return problem_at is not None and (contact_at is None or problem_at >= contact_at)


def scope_names(session: Session, scopes: list[str]) -> dict[str, tuple[str, ...]]:
    """Names of the units of each scope, which is codes with blanks between."""
    names = unit_names(session, {code for scope in scopes for code in scope.split()})
    return {scope: tuple(names.get(code, code) for code in scope.split()) for scope in scopes}


def replica_names(session: Session) -> dict[uuid.UUID, str]:
    """What people call the replicas known here: as approved, else as they introduced themselves."""
    names: dict[uuid.UUID, str] = {}
    for key, name in (Peer.replica_id, Peer.name), (Replica.id, Replica.name), (Member.id, Member.name):
        names |= {row[0]: row[1] for row in session.execute(select(key, name))}
    return names


_PEERS = slice(2, 6)
"""Where in a mark the peers are."""


def _mark(session: Session) -> tuple[Any, ...]:
    def count(model: Any) -> Any:
        return select(func.count()).select_from(model).scalar_subquery()

    def newest(column: Any) -> Any:
        return select(func.max(column)).scalar_subquery()

    unread = select(func.count()).where(Conflict.dismissed_at.is_(None)).scalar_subquery()
    statement = select(
        Replica.seq, Replica.position, count(Peer), newest(Peer.contact_at), newest(Peer.confirmed_at),
        newest(Peer.problem_at), unread, newest(Conflict.id), count(HeldOperation), count(WaitingRow),
    )  # fmt: skip
    return tuple(session.execute(statement.where(Replica.is_self)).one())


def best_standing(session: Session, chains: Collection[uuid.UUID]) -> Standing:
    """How far the peers are with these chains."""
    columns = (
        Peer.name, Peer.side, Peer.given, Peer.confirmed_at, Peer.contact_at, Peer.blobs_missing,
        Peer.problem, Peer.problem_at,
    )  # fmt: skip
    rows: Sequence[Any] = session.execute(select(*columns).order_by(Peer.name)).all()
    if not rows:
        return Standing()

    def rank(row: Any) -> tuple[int, float]:
        confirmed = sum(_given(row.given, chains).values())
        return confirmed, row.confirmed_at.timestamp() if row.confirmed_at else 0.0

    best = max(rows, key=rank)
    failing = [row for row in rows if row.problem and is_failing(row.problem_at, row.contact_at)]
    worst = max(failing, key=lambda row: row.problem_at, default=None)
    return Standing(
        peers=len(rows),
        given=_given(best.given, chains),
        name=best.name,
        side=best.side,
        confirmed_at=best.confirmed_at,
        attachments_missing=best.blobs_missing,
        contact_at=max((row.contact_at for row in rows if row.contact_at), default=None),
        problem=worst.problem if worst else None,
        problem_at=worst.problem_at if worst else None,
    )


def _given(text: str, chains: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Only these chains: a city's office has 250 peers with 250 chains each."""
    values = json.loads(text)
    return {chain: int(values.get(str(chain), 0)) for chain in chains}


def _inbox(session: Session, chains: Collection[uuid.UUID]) -> Inbox:
    unread = Conflict.dismissed_at.is_(None)
    statement = select(Conflict.kind, func.count()).where(unread).group_by(Conflict.kind)
    counts = {row[0]: row[1] for row in session.execute(statement)}
    late = session.scalars(select(Conflict.sides).where(unread, Conflict.kind == "late"))
    own = {str(chain) for chain in chains}
    return Inbox(
        decide=counts.get("decide", 0),
        others=sum(number for kind, number in counts.items() if kind != "decide"),
        late=sum(any(side.get("replica") in own for side in json.loads(text)[1:]) for text in late),
        newest=session.scalar(select(func.max(Conflict.id))) or 0,
    )


def _oldest_at(
    session: Session, seqs: Mapping[uuid.UUID, int], given: Mapping[uuid.UUID, int]
) -> datetime | None:
    """When the first unconfirmed operation came into the log, where this login may read the log."""
    firsts = [
        (replica, given.get(replica, 0) + 1) for replica, seq in seqs.items() if seq > given.get(replica, 0)
    ]
    if not firsts or not may_read(session, Operation):
        return None
    return session.scalar(
        select(func.min(Operation.recorded_at)).where(tuple_(Operation.replica, Operation.seq).in_(firsts))
    )
