"""A pack's members as values, checked before anything is done with them."""

import uuid

from db.schema import SCHEMA_VERSION
from db.sync import readings
from db.sync.batch import BadBatchError, Batch, from_lines
from db.sync.pack.errors import ContentError, DamagedPackError, NewerPackError
from db.sync.pack.limits import require_depth
from db.sync.pack.manifest import Member


def batch_of(member: Member, content: bytes, writer: uuid.UUID, name: str) -> Batch:
    """A member's operations; whether their values make sense is asked, author by author, in merging.

    Raises:
        DamagedPackError, ContentError: the batch is not what this program writes.
        PackLimitError: texts in it are nested deeper than any program should walk through.
        NewerPackError: a newer program wrote some of them.
    """
    try:
        batch = from_lines(content.splitlines())
    except BadBatchError as error:
        raise DamagedPackError(name=name, what=member.name) from error
    newest = max((o["schema_version"] for o in batch.operations), default=0)
    if newest > SCHEMA_VERSION:
        raise NewerPackError(name=name, found=newest, known=SCHEMA_VERSION)
    for operation in batch.operations:
        require_depth(operation["changes"], name, member.name)
        require_depth(operation["parents"] or "", name, member.name)
    if batch.giver.id != writer:
        raise ContentError(name=name, member=member.name)
    return batch


def days_of(member: Member, content: bytes, name: str) -> readings.ReadingDays:
    """A member's readings.

    Raises:
        DamagedPackError: they are not what this program writes.
    """
    try:
        return readings.days_from_lines(content.splitlines())
    except BadBatchError as error:
        raise DamagedPackError(name=name, what=member.name) from error
