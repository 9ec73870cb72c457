"""Who has which row open for editing in a shared database. Book-keeping of this database, no operations."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.engine import upsert
from db.schema import Presence

_FORGOTTEN = timedelta(days=1)
"""Pages that were never left, because their program was killed, are swept away after this time."""


def touch(session: Session, page: uuid.UUID, person: str, row_id: uuid.UUID, now: datetime) -> None:
    """A page of a console has this row open for editing; said again and again while it has.

    Args:
        page: made by the console for this page, so that it knows itself.
        person: the person's name, or the computer's where nobody is signed in.
        now: the database's clock (`db.queries.presence.shared_now`).
    """
    values = {"person": person[:200], "row_id": row_id, "is_editing": True, "seen_at": now}
    upsert(session, Presence, [values | {"console": page}], key=("console",), update=tuple(values))
    session.execute(delete(Presence).where(Presence.seen_at < now - _FORGOTTEN))


def leave(session: Session, page: uuid.UUID) -> None:
    """The page has nothing open any more."""
    session.execute(delete(Presence).where(Presence.console == page))
