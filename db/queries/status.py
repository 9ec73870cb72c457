"""What the status line says: this replica, the feeds, what was refused."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.schema import Assignment, Counter, DeviceState, Refused, Replica


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """One snapshot. `position` and `readings` grow with every write by anybody: pollers compare them."""

    replica_id: uuid.UUID
    replica_name: str
    position: int
    readings: int
    refused: int
    devices_heard: int
    last_frame_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A frame or row that was not taken."""

    id: int
    at: datetime
    source: str
    reason: str
    detail: str
    raw: str


def status(session: Session) -> StatusRecord:
    """The snapshot; the database must be initialised."""
    replica = session.execute(select(Replica.id, Replica.name, Replica.position).where(Replica.is_self)).one()
    counters = all_counters(session)
    devices, last = session.execute(select(func.count(), func.max(DeviceState.last_frame_at))).one()
    refused = session.scalar(select(func.count()).select_from(Refused)) or 0
    return StatusRecord(*replica, counters.get("readings", 0), refused, devices, last)


def marks(session: Session) -> tuple[int, int]:
    """Position of the log and the readings counter: they grow with every write by anybody."""
    position = select(Replica.position).where(Replica.is_self).scalar_subquery()
    readings = select(Counter.value).where(Counter.name == "readings").scalar_subquery()
    row = session.execute(select(position, readings)).one()
    return row[0] or 0, row[1] or 0


def all_counters(session: Session) -> dict[str, int]:
    """Running totals by name."""
    return dict(session.execute(select(Counter.name, Counter.value)).all())


def refused(session: Session, limit: int = 500) -> list[RefusedRecord]:
    """The newest refusals first."""
    rows = session.execute(
        select(Refused.id, Refused.at, Refused.source, Refused.reason, Refused.detail, Refused.raw)
        .order_by(Refused.id.desc())
        .limit(limit)
    )
    return [RefusedRecord(*row) for row in rows]


def open_tasks(session: Session, states: Sequence[str]) -> int:
    """Orders with a part in one of these states."""
    statement = select(func.count(func.distinct(Assignment.task_id))).where(
        Assignment.state.in_(list(states))
    )
    return session.scalar(statement) or 0
