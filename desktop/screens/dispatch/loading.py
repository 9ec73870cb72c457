"""What the dispatch screen reads in one look at the record."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from db.queries import tasks as queries
from db.queries.tasks import PartRecord, TaskRecord
from db.queries.units import UnitRecord, units

RECENT = timedelta(days=30)
"""What ended longer ago is read when somebody looks among the ended ones."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """Parts that are open, ended lately or asked for; the order shown; how many ended; the counties."""

    parts: list[PartRecord]
    task: TaskRecord | None
    ended: int
    counties: list[UnitRecord]


def load(
    session: Session,
    number: str | None,
    now: datetime,
    *,
    whole: bool = False,
    open_before: Collection[uuid.UUID] = (),
) -> Loaded:
    """For the database thread.

    Args:
        number: an order that is wanted whenever it ended.
        whole: all parts, a year of them too.
        open_before: parts that were open when they were last read: what became of them is told, also when an
            exchange brings word today of an end long ago.
    """
    task = queries.task(session, number) if number else None
    parts = queries.parts(session, ended_since=None if whole else now - RECENT)
    have = {part.id for part in parts}
    wanted = [*(part.id for part in task.parts), *open_before] if task else [*open_before]
    missing = [one for one in dict.fromkeys(wanted) if one not in have]
    for start in range(0, len(missing), _AT_ONCE):
        parts += queries.parts(session, ids=missing[start : start + _AT_ONCE])
    return Loaded(parts, task, queries.ended(session), units(session, ("city", "county")))
