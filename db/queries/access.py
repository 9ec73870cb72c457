"""What this login may read. On SQLite everybody who has the file may read all of it."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.identity import own_chains
from db.schema import Replica, ReplicaKey


def may_read(session: Session, model: Any) -> bool:
    """Whether this login may read a table; asking is no error, reading it without the right would be."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.has_table_privilege(model.__tablename__, "SELECT"))))


def own_replicas(session: Session) -> set[uuid.UUID]:
    """This replica and what it was before, as far as this login may know: its own work in the log."""
    if may_read(session, ReplicaKey):
        return own_chains(session)
    return set(session.scalars(select(Replica.id).where(Replica.is_self)))
