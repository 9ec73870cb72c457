"""The duty room's log 值班日志: lines, a shift handed over, a shift taken over."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.units import require_unit
from db.errors import EmptyFieldError, RuleError
from db.log import Journal
from db.rules.tasks import OPEN_STATES
from db.schema import Assignment, DutyNote, Task


class NotHandedOverError(RuleError):
    """Taking over what nobody has handed over, or what somebody took over already."""

    template = (
        "There is no shift to take over: nobody has handed one over since {since}. Write a line instead."
    )


@dataclass(frozen=True, slots=True)
class HandOver:
    """A shift handed over, with the orders as they stood."""

    id: uuid.UUID
    open_parts: int
    late_parts: int


def write_line(session: Session, actor: Actor, unit_code: str, name: str, note: str) -> Changes:
    """Write what happened.

    Raises:
        NotFoundError: no such unit.
        EmptyFieldError: no name or nothing written.
    """
    _require("name", name)
    _require("note", note)
    with Journal(session, actor, "duty.note") as journal:
        require_unit(session, unit_code)
        journal.insert(_line(actor, unit_code, "note", name, note))
    return Changes(duty=True)


def hand_over(
    session: Session, actor: Actor, unit_code: str, name: str, to_name: str, note: str = ""
) -> HandOver:
    """End a shift: to whom, with what is open and late now, counted from the record.

    Raises:
        NotFoundError: no such unit.
        EmptyFieldError: a name is missing.
    """
    _require("name", name)
    _require("name", to_name)
    with Journal(session, actor, "duty.handover") as journal:
        require_unit(session, unit_code)
        waiting, late = _tally(session, actor.now)
        line = _line(actor, unit_code, "handover", name, note)
        line.to_name, line.open_parts, line.late_parts = to_name.strip(), waiting, late
        journal.insert(line)
        session.flush()
        return HandOver(line.id, waiting, late)


def take_over(session: Session, actor: Actor, unit_code: str, name: str, note: str = "") -> Changes:
    """Begin a shift: the newest one that was handed over and that nobody has taken over.

    Raises:
        NotFoundError: no such unit.
        EmptyFieldError: no name.
        NotHandedOverError: there is none.
    """
    _require("name", name)
    with Journal(session, actor, "duty.takeover") as journal:
        require_unit(session, unit_code)
        last = session.scalar(
            select(DutyNote)
            .where(DutyNote.unit_code == unit_code, DutyNote.kind != "note", DutyNote.deleted_at.is_(None))
            .order_by(DutyNote.hlc.desc())
            .limit(1)
        )
        if last is None or last.kind != "handover":
            raise NotHandedOverError(since=last.at if last else actor.now)
        line = _line(actor, unit_code, "takeover", name, note)
        line.handover_id = last.id
        journal.insert(line)
    return Changes(duty=True)


def _line(actor: Actor, unit_code: str, kind: str, name: str, note: str) -> DutyNote:
    return DutyNote(
        unit_code=unit_code,
        kind=kind,
        at=actor.now,
        name=name.strip(),
        note=note.strip() or None,
        person_id=actor.person_id,
    )


def _tally(session: Session, now: datetime) -> tuple[int, int]:
    """Parts that are open, and those of them that are late; a paused clock is not late."""
    statement = (
        select(Assignment.deadline, Assignment.paused_at)
        .join(Task, Task.id == Assignment.task_id)
        .where(Task.deleted_at.is_(None), Assignment.deleted_at.is_(None), Assignment.state.in_(OPEN_STATES))
    )
    rows = session.execute(statement).all()
    late = [due for due, paused in rows if due is not None and paused is None and due < now]
    return len(rows), len(late)


def _require(field: str, text: str) -> None:
    if not text.strip():
        raise EmptyFieldError(field=field)
