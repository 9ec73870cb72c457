"""Photos and documents: what hangs on a site, its checks and its orders, and their bytes."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, null, or_, select
from sqlalchemy.orm import Session

from db.queries.access import may_read
from db.schema import Attachment, Blob, Check, Operation, Person, Task, TaskStep


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file without its bytes. `entity` says what it hangs on: site, site_check, task or task_step."""

    id: uuid.UUID
    entity: str
    entity_id: uuid.UUID
    name: str
    media_type: str
    sha256: str
    size: int
    taken_at: datetime | None
    """What a photo says of itself; None: it does not say, or it is a document."""
    lon: float | None
    lat: float | None
    is_here: bool
    """The bytes are in this database; of a file that came by exchange they may still be under way."""
    added_at: datetime | None
    """When the row came into this record; None where this login may not read the log."""
    person: str | None
    """Who added it, where the record knows."""

    @property
    def at(self) -> datetime | None:
        """The day it belongs to: taken, or else added."""
        return self.taken_at or self.added_at


def files(session: Session, entity: str, entity_id: uuid.UUID) -> list[FileRecord]:
    """Files of one row, in the order in which they were added."""
    return _files(session, and_(Attachment.entity == entity, Attachment.entity_id == entity_id))


def site_files(session: Session, site_id: uuid.UUID) -> list[FileRecord]:
    """Files of a site, of its checks and of its orders with their steps."""
    checks = select(Check.id).where(Check.site_id == site_id, Check.deleted_at.is_(None))
    tasks = select(Task.id).where(Task.site_id == site_id, Task.deleted_at.is_(None))
    steps = select(TaskStep.id).where(TaskStep.task_id.in_(tasks))
    return _files(
        session,
        or_(
            and_(Attachment.entity == "site", Attachment.entity_id == site_id),
            and_(Attachment.entity == "site_check", Attachment.entity_id.in_(checks)),
            and_(Attachment.entity == "task", Attachment.entity_id.in_(tasks)),
            and_(Attachment.entity == "task_step", Attachment.entity_id.in_(steps)),
        ),
    )


def task_files(session: Session, task_id: uuid.UUID, site_id: uuid.UUID | None = None) -> list[FileRecord]:
    """Files of an order and of its steps, and of its site's last check, which shows how it was before."""
    steps = select(TaskStep.id).where(TaskStep.task_id == task_id)
    of_check = select(Check.id).where(Check.site_id == site_id, Check.deleted_at.is_(None))
    last = of_check.order_by(Check.at.desc(), Check.id.desc()).limit(1)
    return _files(
        session,
        or_(
            and_(Attachment.entity == "task", Attachment.entity_id == task_id),
            and_(Attachment.entity == "task_step", Attachment.entity_id.in_(steps)),
            and_(Attachment.entity == "site_check", Attachment.entity_id.in_(last)),
        ),
    )


def content(session: Session, sha256: str) -> bytes | None:
    """The bytes of a file; None while they have not come yet."""
    return session.scalar(select(Blob.content).where(Blob.sha256 == sha256))


def _files(session: Session, which: Any) -> list[FileRecord]:
    columns: list[Any] = [
        Attachment.id,
        Attachment.entity,
        Attachment.entity_id,
        Attachment.name,
        Attachment.media_type,
        Attachment.sha256,
        Attachment.size,
        Attachment.taken_at,
        Attachment.lon,
        Attachment.lat,
        Blob.sha256.is_not(None),
    ]
    statement: Any = select(*columns).outerjoin(Blob, Blob.sha256 == Attachment.sha256)
    if may_read(session, Operation):
        added = and_(Operation.row_id == Attachment.id, Operation.action == "insert")
        statement = statement.add_columns(Operation.recorded_at, Person.name)
        statement = statement.outerjoin(Operation, added).outerjoin(Person, Person.id == Operation.person_id)
        statement = statement.order_by(Operation.position)
    else:
        statement = statement.add_columns(null(), null())
    statement = statement.where(which, Attachment.deleted_at.is_(None)).order_by(Attachment.id)
    rows: Iterable[Any] = session.execute(statement)
    return [_record(row) for row in rows]


def _record(row: Any) -> FileRecord:
    values: list[Any] = [*row]
    return FileRecord(*values)
