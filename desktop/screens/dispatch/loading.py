"""What the dispatch screen reads in one look at the record."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.queries import tasks as queries
from db.queries.tasks import PartRecord, TaskRecord
from db.queries.units import UnitRecord, units


@dataclass(frozen=True, slots=True)
class Loaded:
    """All parts, the order that is shown, the counties to filter by."""

    parts: list[PartRecord]
    task: TaskRecord | None
    counties: list[UnitRecord]


def load(session: Session, number: str | None) -> Loaded:
    """For the database thread."""
    task = queries.task(session, number) if number else None
    return Loaded(queries.parts(session), task, units(session, ("city", "county")))
