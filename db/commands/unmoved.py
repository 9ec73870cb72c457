"""Optimistic locking against what arrives from other replicas: their clocks may lie before what was shown."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import StaleError
from db.queries.changes_since import last_position
from db.schema import Replica


def require_unmoved(session: Session, what: str, row_ids: Sequence[uuid.UUID], position: int) -> None:
    """Hold the log's head and refuse where anything has arrived on these rows after `position`.

    A row's `hlc` tells of everything written here, but not of what a laptop wrote yesterday and brings now.
    Call it in the transaction of the change, before the change.

    Raises:
        StaleError: the rows are not what was shown any more.
    """
    session.execute(select(Replica.id).where(Replica.is_self).with_for_update())
    if last_position(session, row_ids) > position:
        raise StaleError(what=what)
