"""What the exchange could not settle: held and refused operations, rows that wait, wrong clocks."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.queries.sync import replica_names
from db.schema import HeldOperation, Operation, Refused, Replica, WaitingRow

_SOURCE = "sync "
"""How the exchange names itself among what was refused."""


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """Operations of one replica that cannot join the log, for one reason."""

    replica_id: uuid.UUID
    name: str
    reason: str
    operations: int
    first_seq: int
    last_seq: int
    has_seq: int
    """Where the replica's chain ends here."""
    since: datetime
    giver: str


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """Rows of one kind by one author that point to things that have not arrived."""

    entity: str
    needs: str
    """Table of what they point to."""
    name: str
    rows: int
    since: datetime


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """Operations of one author that were not taken, for one reason; examples are among the refused input."""

    name: str
    reason: str
    times: int
    at: datetime
    detail: str


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """Operations of one replica whose claimed times cannot be true."""

    replica_id: uuid.UUID
    name: str
    operations: int
    off_ms: int
    """The greatest difference: positive ahead, negative behind."""
    first_at: datetime
    last_at: datetime


def held(session: Session) -> list[HeldRecord]:
    """By replica and reason, the longest held first."""
    columns = (
        HeldOperation.replica, HeldOperation.reason, HeldOperation.seq, HeldOperation.since,
        HeldOperation.giver,
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(select(*columns).order_by(HeldOperation.since, HeldOperation.seq))
    groups: dict[tuple[uuid.UUID, str], list[tuple[int, datetime, uuid.UUID | None]]] = {}
    for replica, reason, seq, since, giver in rows:
        groups.setdefault((replica, reason), []).append((seq, since, giver))
    names = replica_names(session)
    seqs = {row[0]: row[1] for row in session.execute(select(Replica.id, Replica.seq))}
    return [
        HeldRecord(
            replica_id=replica,
            name=names.get(replica, ""),
            reason=reason,
            operations=len(found),
            first_seq=min(seq for seq, _, _ in found),
            last_seq=max(seq for seq, _, _ in found),
            has_seq=seqs.get(replica, 0),
            since=found[0][1],
            giver=names.get(found[0][2], "") if found[0][2] else "",
        )
        for (replica, reason), found in groups.items()
    ]


def waiting(session: Session) -> list[WaitingRecord]:
    """By kind, need and author, the longest waiting first."""
    statement = (
        select(WaitingRow.row_id, WaitingRow.entity, WaitingRow.needs, WaitingRow.since, Operation.replica)
        .outerjoin(Operation, Operation.row_id == WaitingRow.row_id)
        .order_by(WaitingRow.since, Operation.hlc)
    )
    names = replica_names(session)
    seen: set[uuid.UUID] = set()
    groups: dict[tuple[str, str, str], list[datetime]] = {}
    for row_id, entity, needs, since, replica in session.execute(statement):
        if row_id not in seen:  # its author is who wrote on it first
            seen.add(row_id)
            key = entity, needs.partition(" ")[0], names.get(replica, "")
            groups.setdefault(key, []).append(since)
    return [WaitingRecord(*key, len(found), found[0]) for key, found in groups.items()]


def refused(session: Session) -> list[RefusedRecord]:
    """By author and reason, the newest first."""
    columns = Refused.source, Refused.reason, Refused.at, Refused.detail
    statement = select(*columns).where(Refused.source.startswith(_SOURCE)).order_by(Refused.id.desc())
    groups: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
    for source, reason, at, detail in session.execute(statement):
        groups.setdefault((source.removeprefix(_SOURCE), reason), []).append((at, detail))
    return [RefusedRecord(*key, len(found), *found[0]) for key, found in groups.items()]


def clocks(session: Session, known: Sequence[ClockRecord] = (), after: int = 0) -> list[ClockRecord]:
    """The greatest difference first.

    Args:
        known: what was found up to the position `after`: the log is long, and only grows.
    """
    off = Operation.clock_off_ms
    statement = select(
        Operation.replica, func.count(), func.min(off), func.max(off), func.min(Operation.recorded_at),
        func.max(Operation.recorded_at),
    )  # fmt: skip
    past = statement.where(Operation.position > after, off.is_not(None))
    rows: Iterable[Any] = session.execute(past.group_by(Operation.replica))
    names = replica_names(session)
    found = {record.replica_id: record for record in known}
    for replica, count, low, high, first, last in rows:
        new = ClockRecord(replica, names.get(replica, ""), count, max(low, high, key=abs), first, last)
        found[replica] = _united(found[replica], new) if replica in found else new
    return sorted(found.values(), key=lambda record: -abs(record.off_ms))


def _united(old: ClockRecord, new: ClockRecord) -> ClockRecord:
    return ClockRecord(
        replica_id=new.replica_id,
        name=new.name,
        operations=old.operations + new.operations,
        off_ms=max(old.off_ms, new.off_ms, key=abs),
        first_at=min(old.first_at, new.first_at),
        last_at=max(old.last_at, new.last_at),
    )
