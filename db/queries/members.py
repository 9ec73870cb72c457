"""This replica and the approved ones."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Member, Replica


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A replica: who it is, what it holds, until when it counts."""

    id: uuid.UUID
    name: str
    tag: str
    side: str
    scope: str
    public_key: str
    approved_at: datetime | None
    revoked_at: datetime | None


def own_replica(session: Session) -> MemberRecord:
    """This database as a replica; the database must be initialised."""
    row = session.scalars(select(Replica).where(Replica.is_self)).one()
    member = session.get(Member, row.id)
    approved, revoked = (member.approved_at, member.revoked_at) if member else (None, None)
    return MemberRecord(
        row.id, row.name, row.tag, row.side, row.scope, row.public_key or "", approved, revoked
    )


def member_records(session: Session) -> list[MemberRecord]:
    """The approved replicas, by name."""
    columns = (
        Member.id, Member.name, Member.tag, Member.side, Member.scope, Member.public_key, Member.approved_at,
        Member.revoked_at,
    )  # fmt: skip
    rows: Any = session.execute(
        select(*columns).where(Member.deleted_at.is_(None)).order_by(Member.name, Member.tag)
    )
    return [MemberRecord(*row) for row in rows]


def find_member(session: Session, text: str) -> MemberRecord | None:
    """The one approved replica with this tag, name or id; None when there is none, or more than one."""
    found = [m for m in member_records(session) if text in (m.tag, m.name, str(m.id))]
    return found[0] if len(found) == 1 else None
