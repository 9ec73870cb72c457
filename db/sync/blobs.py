"""Bytes of attachments, by their SHA-256: what is missing, what can be given, what was taken."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import insert_or
from db.schema import Attachment, Blob, Operation, WaitingRow
from db.sync.scope import chunks

AT_ONCE = 4 * 1024 * 1024
"""Bytes in one transaction: a stick or a line that fails costs little."""


def missing(session: Session) -> list[str]:
    """Hashes of attachments whose bytes are not here, also of those that still wait for what they show.

    Who gives them may not come again before that does: a stick has one chance.
    """
    statement = (
        select(Attachment.sha256)
        .outerjoin(Blob, Blob.sha256 == Attachment.sha256)
        .where(Blob.sha256.is_(None), Attachment.deleted_at.is_(None))
    )
    waiting = set(_waiting(session))
    return sorted({*session.scalars(statement), *(waiting - sizes(session, sorted(waiting)).keys())})


def _waiting(session: Session) -> Iterator[str]:
    """Hashes that the log tells of attachments without a row."""
    ids = select(WaitingRow.row_id).where(WaitingRow.entity == Attachment.__tablename__)
    for text in session.scalars(select(Operation.changes).where(Operation.row_id.in_(ids))):
        if pair := json.loads(text).get("sha256"):
            yield pair[1]


def sizes(session: Session, hashes: Sequence[str]) -> dict[str, int]:
    """Of these, those that are here, with their bytes."""
    found: dict[str, int] = {}
    for part in chunks(hashes):
        rows = session.execute(select(Blob.sha256, func.length(Blob.content)).where(Blob.sha256.in_(part)))
        found |= {row[0]: row[1] for row in rows}
    return found


def portions(available: dict[str, int]) -> Iterable[list[str]]:
    """Hashes in groups of about `AT_ONCE` bytes."""
    group: list[str] = []
    total = 0
    for digest, size in sorted(available.items()):
        if group and total + size > AT_ONCE:
            yield group
            group, total = [], 0
        group.append(digest)
        total += size
    if group:
        yield group


def read(session: Session, hashes: Sequence[str]) -> list[tuple[str, bytes]]:
    """The bytes of these attachments."""
    rows = session.execute(select(Blob.sha256, Blob.content).where(Blob.sha256.in_(hashes)))
    return [(row[0], bytes(row[1])) for row in rows]


def store(session: Session, contents: Iterable[tuple[str, bytes]]) -> tuple[int, list[str]]:
    """Keep those whose bytes are what their hash says; how many were kept, and the hashes that lied."""
    good: list[dict[str, object]] = []
    wrong: list[str] = []
    for digest, content in contents:
        if hashlib.sha256(content).hexdigest() == digest:
            good.append({"sha256": digest, "content": content})
        else:
            wrong.append(digest)
    if good:
        session.execute(insert_or(session, Blob).on_conflict_do_nothing(index_elements=["sha256"]), good)
    return len(good), wrong
