"""What has happened to an order since it was shown, for the one whose step came too late."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.queries import tasks as queries
from db.queries.changes_since import FieldChange, changes_since
from db.queries.tasks import PartRecord, TaskRecord
from desktop.texts import changed_text, moment_text, state_text
from widgets.compare_row import CompareRow

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that was asked for, and the order as it was shown then."""

    task: TaskRecord
    step: str
    unit_code: str
    """"" for all units."""

    @property
    def parts(self) -> list[PartRecord]:
        """The parts that it would have moved."""
        return [part for part in self.task.parts if self.unit_code in ("", part.unit_code)]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """The order as it is now, and each part's changes since."""

    task: TaskRecord | None
    changes: dict[uuid.UUID, list[FieldChange]]


def overtaken(session: Session, asked: Asked) -> Overtaken:
    """For the database thread."""
    changes = {part.id: changes_since(session, [part.id], part.hlc) for part in asked.parts}
    return Overtaken(queries.task(session, asked.task.number), changes)


def rows(asked: Asked, found: Overtaken, now: datetime) -> list[CompareRow]:
    """State and deadline of the parts that moved; nothing is to be chosen, the step is asked for again."""
    fresh = {part.id: part for part in found.task.parts} if found.task else {}
    return [
        row
        for part in asked.parts
        if part.id in fresh
        for row in _part(part, fresh[part.id], asked, found.changes[part.id], now)
    ]


def _part(
    before: PartRecord, after: PartRecord, asked: Asked, changes: Sequence[FieldChange], now: datetime
) -> Iterator[CompareRow]:
    authors = {change.field: change for change in changes}
    unit = f"{before.unit_name} · " if len(asked.parts) > 1 else ""
    if before.state != after.state:
        yield CompareRow(
            f"{before.unit_code}.state",
            unit + translate("Dispatch", "State"),
            before=state_text(before.state),
            mine="",
            theirs=state_text(after.state),
            note=_note(authors.get("state"), now),
            is_open=False,
        )
    if before.deadline != after.deadline:
        yield CompareRow(
            f"{before.unit_code}.deadline",
            unit + translate("Dispatch", "Deadline"),
            before=_moment(before.deadline, now),
            mine="",
            theirs=_moment(after.deadline, now),
            note=_note(authors.get("deadline"), now),
            is_open=False,
        )


def _moment(moment: datetime | None, now: datetime) -> str:
    return moment_text(moment, now) if moment else ""


def _note(change: FieldChange | None, now: datetime) -> str:
    return changed_text(change.person, change.replica, change.at, now) if change else ""
