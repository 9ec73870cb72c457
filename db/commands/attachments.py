"""Keep photos and documents: the bytes once by SHA-256, a row for each place they belong to."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.errors import FileSizeError, NotFoundError
from db.log import Journal
from db.schema import Attachment, Blob

LARGEST = 20 * 1024 * 1024
"""Bytes; a phone's photo is 3 to 8 MB."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file with its bytes; of a photo, when (aware) and where it says it was taken."""

    name: str
    media_type: str
    content: bytes
    taken_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None


def add(
    session: Session,
    actor: Actor,
    entity: str,
    entity_id: uuid.UUID,
    name: str,
    media_type: str,
    content: bytes,
    *,
    taken_at: datetime | None = None,
    lon: float | None = None,
    lat: float | None = None,
) -> Changes:
    """Attach a file to a row (`site`, `site_check`, `task`, `task_step`).

    Args:
        taken_at: when the photo says it was taken, aware.
        lon, lat: where.

    Raises:
        FileSizeError: it is empty or larger than `LARGEST`.
    """
    with Journal(session, actor, "attachments.add") as journal:
        attach(session, journal, entity, entity_id, NewFile(name, media_type, content, taken_at, lon, lat))
    return Changes(attachments=True)


def attach(
    session: Session, journal: Journal, entity: str, entity_id: uuid.UUID, file: NewFile
) -> Attachment:
    """Attach a file as a part of a larger command, such as a check with its photos.

    Raises:
        FileSizeError: it is empty or larger than `LARGEST`.
    """
    size = len(file.content)
    if not 0 < size <= LARGEST:
        raise FileSizeError(name=file.name, size=size, largest=LARGEST)
    digest = hashlib.sha256(file.content).hexdigest()
    if session.scalar(select(Blob.sha256).where(Blob.sha256 == digest)) is None:
        session.add(Blob(sha256=digest, content=file.content))
    row = Attachment(
        entity=entity,
        entity_id=entity_id,
        name=file.name,
        media_type=file.media_type,
        sha256=digest,
        size=size,
        taken_at=file.taken_at,
        lon=file.lon,
        lat=file.lat,
    )
    journal.insert(row)
    return row


def remove(session: Session, actor: Actor, attachment_id: uuid.UUID) -> Changes:
    """Take a file off its row. Row and bytes stay, marked; `restore` brings it back.

    Raises:
        NotFoundError: no such file.
    """
    return _mark(session, actor, attachment_id, "attachments.remove", actor.now)


def restore(session: Session, actor: Actor, attachment_id: uuid.UUID) -> Changes:
    """Bring a removed file back.

    Raises:
        NotFoundError: no such file.
    """
    return _mark(session, actor, attachment_id, "attachments.restore", None)


def _mark(
    session: Session, actor: Actor, attachment_id: uuid.UUID, command: str, at: datetime | None
) -> Changes:
    with Journal(session, actor, command) as journal:
        row = session.get(Attachment, attachment_id)
        if row is None:
            raise NotFoundError(what="attachment", key=str(attachment_id))
        with journal.changing(row):
            row.deleted_at = at
    return Changes(attachments=True)
