"""Photos and documents of orders: they hang on the order, or on the step that they came with."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import attachments, tasks
from db.commands.allowed import may, require_may
from db.commands.attachments import NewFile, attach
from db.errors import DomainError, NotFoundError
from db.log import Journal
from db.rules.tasks import Step
from db.schema import Attachment, Task, TaskStep


class SameFileError(DomainError):
    """The bytes count, not the name: cameras number their photos anew."""

    template = "{name} hangs on {number} already, as {known}. It was not added again."


class OtherFileError(DomainError):
    """An order shows the photos of its site's last check; they are not the order's to remove."""

    template = "{name} belongs to the site's check and was not removed. Remove it on the site's page."


@dataclass(slots=True)
class AttachedFiles:
    """What became of several files: those that came new, and those that were there, by name."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)

    @property
    def changes(self) -> Changes:
        """An order's page shows its files."""
        return Changes(attachments=bool(self.added))


def attach_file(
    session: Session, actor: Actor, number: str, file: NewFile, *, unit_code: str | None = None
) -> Changes:
    """Hang a file on an order.

    Args:
        unit_code: this unit must have a part in it, on which the actor may act.

    Raises:
        NotFoundError: no such order, or the unit has no part in it.
        NotAllowedError: the actor may add nothing to any of its parts.
        SameFileError: the order, or one of its steps, has it already.
        FileSizeError: it is empty or larger than a file may be.
    """
    with Journal(session, actor, "task_files.attach") as journal:
        task = _writable(session, actor, number, unit_code)
        known = _known(session, task, file)
        if known is not None:
            raise SameFileError(name=file.name, number=number, known=known)
        attach(session, journal, "task", task.id, file)
    return Changes(attachments=True)


def attach_to_step(
    session: Session, actor: Actor, number: str, what: Step, files: Sequence[NewFile]
) -> AttachedFiles:
    """Hang files on the newest step of this kind; called in the transaction that took the step.

    Raises:
        NotFoundError: no such order.
        FileSizeError: one is empty or larger than a file may be; then none is kept.
    """
    outcome = AttachedFiles()
    with Journal(session, actor, "task_files.attach") as journal:
        task = tasks.require_task(session, number)
        step_id = _newest(session, task, what)
        for file in files:
            if _known(session, task, file) is not None:
                outcome.known.append(file.name)
                continue
            attach(session, journal, "task_step", step_id, file)
            session.flush()
            outcome.added.append(file.name)
    return outcome


def remove_file(session: Session, actor: Actor, attachment_id: uuid.UUID) -> Changes:
    """Take a file off an order or one of its steps. Row and bytes stay; `restore_file` brings it back.

    Raises:
        NotFoundError: no such file.
        NotAllowedError: the actor may write nothing on any part of the order.
        OtherFileError: it hangs on something else.
    """
    _require_own(session, actor, attachment_id)
    return attachments.remove(session, actor, attachment_id)


def restore_file(session: Session, actor: Actor, attachment_id: uuid.UUID) -> Changes:
    """Bring a removed file back.

    Raises:
        NotFoundError: no such file.
        NotAllowedError: the actor may write nothing on any part of the order.
        OtherFileError: it hangs on something else.
    """
    _require_own(session, actor, attachment_id)
    return attachments.restore(session, actor, attachment_id)


def _require_own(session: Session, actor: Actor, attachment_id: uuid.UUID) -> None:
    file = session.get(Attachment, attachment_id)
    if file is None:
        raise NotFoundError(what="attachment", key=str(attachment_id))
    if file.entity == "task_step":
        step = session.get(TaskStep, file.entity_id)
        task = session.get(Task, step.task_id) if step is not None else None
    elif file.entity == "task":
        task = session.get(Task, file.entity_id)
    else:
        raise OtherFileError(name=file.name)
    if task is not None:
        _writable(session, actor, task.number, None)


def _writable(session: Session, actor: Actor, number: str, unit_code: str | None) -> Task:
    """The order, if the actor may add a note to one of the parts: a file is a note with pictures."""
    task = tasks.require_task(session, number)
    parts = tasks.parts_of(session, task, unit_code)
    if not any(may(session, actor, Step.NOTE, part.unit_code) for part in parts):
        require_may(session, actor, Step.NOTE, parts[0].unit_code)
    return task


def _known(session: Session, task: Task, file: NewFile) -> str | None:
    """Under which name the same bytes hang on the order or on one of its steps."""
    steps = select(TaskStep.id).where(TaskStep.task_id == task.id)
    statement = select(Attachment.name).where(
        Attachment.sha256 == hashlib.sha256(file.content).hexdigest(),
        Attachment.deleted_at.is_(None),
        (Attachment.entity == "task") & (Attachment.entity_id == task.id)
        | (Attachment.entity == "task_step") & Attachment.entity_id.in_(steps),
    )
    return session.scalar(statement.limit(1))


def _newest(session: Session, task: Task, what: Step) -> uuid.UUID:
    statement = select(TaskStep.id).where(TaskStep.task_id == task.id, TaskStep.step == what)
    found = session.scalar(statement.order_by(TaskStep.hlc.desc()).limit(1))
    assert found is not None, f"{what} was not taken on {task.number} before its files"
    return found
