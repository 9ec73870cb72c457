"""Who else has a row open for editing."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.schema import Person, Presence

SEEN_WITHIN = timedelta(seconds=90)
"""A page that has been silent for so long is taken for left: it speaks every 30 seconds."""


def others(session: Session, row_id: uuid.UUID, page: uuid.UUID, now: datetime) -> tuple[str, ...]:
    """Names of those who have the row open for editing on other pages than this one, each once."""
    statement = (
        select(Presence.person)
        .where(
            Presence.row_id == row_id,
            Presence.console != page,
            Presence.is_editing,
            Presence.seen_at >= now - SEEN_WITHIN,
        )
        .order_by(Presence.person)
        .distinct()
    )
    return tuple(session.scalars(statement))


def shared_now(session: Session, now: datetime) -> datetime:
    """The server's clock on PostgreSQL: consoles whose clocks differ must agree on what “just now” is.

    Args:
        now: the program's clock, which a SQLite file's users share.
    """
    if session.get_bind().dialect.name != "postgresql":
        return now
    clock: datetime = session.scalars(select(func.clock_timestamp())).one()
    return clock


def person_name(session: Session, person_id: uuid.UUID | None) -> str | None:
    """What a signed-in person is called."""
    if person_id is None:
        return None
    return session.scalar(select(Person.name).where(Person.id == person_id))
