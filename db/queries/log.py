"""The operation log, for reading."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Operation, Person


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One row change as the log has it; `changes` is canonical JSON of field -> [old, new]."""

    position: int
    replica: uuid.UUID
    seq: int
    hlc: int
    recorded_at: datetime
    person: str | None
    command: str
    entity: str
    row_id: uuid.UUID
    action: str
    changes: str
    hash: str


def operations(
    session: Session, *, after: int = 0, row_id: uuid.UUID | None = None
) -> Iterator[OperationRecord]:
    """Operations past a position, in order of arrival, streamed."""
    statement = (
        select(  # the columns of `OperationRecord`
            Operation.position,
            Operation.replica,
            Operation.seq,
            Operation.hlc,
            Operation.recorded_at,
            Person.name,
            Operation.command,
            Operation.entity,
            Operation.row_id,
            Operation.action,
            Operation.changes,
            Operation.hash,
        )
        .outerjoin(Person, Person.id == Operation.person_id)
        .where(Operation.position > after)
        .order_by(Operation.position)
        .execution_options(yield_per=5_000)
    )
    if row_id is not None:
        statement = statement.where(Operation.row_id == row_id)
    with session.execute(statement) as found:
        rows: Iterable[Any] = found
        for row in rows:
            yield OperationRecord(*row)
