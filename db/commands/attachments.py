"""Keep photos and documents: the bytes once by SHA-256, a row for each place they belong to."""

import hashlib
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.errors import FileSizeError
from db.log import Journal
from db.schema import Attachment, Blob

LARGEST = 20 * 1024 * 1024
"""Bytes; a phone's photo is 3 to 8 MB."""


def add(
    session: Session,
    actor: Actor,
    entity: str,
    entity_id: uuid.UUID,
    name: str,
    media_type: str,
    content: bytes,
) -> Changes:
    """Attach a file to a row (`site`, `site_check`, `task`, `task_step`).

    Raises:
        FileSizeError: it is empty or larger than `LARGEST`.
    """
    if not 0 < len(content) <= LARGEST:
        raise FileSizeError(name=name, size=len(content), largest=LARGEST)
    digest = hashlib.sha256(content).hexdigest()
    with Journal(session, actor, "attachments.add") as journal:
        if session.scalar(select(Blob.sha256).where(Blob.sha256 == digest)) is None:
            session.add(Blob(sha256=digest, content=content))
        journal.insert(
            Attachment(
                entity=entity,
                entity_id=entity_id,
                name=name,
                media_type=media_type,
                sha256=digest,
                size=len(content),
            )
        )
    return Changes(attachments=True)
