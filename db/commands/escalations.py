"""Take a unit or person up the ladder: a record with its document number, never done by itself."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.allowed import require_may
from db.commands.tasks import fact_of, parts_of, require_task
from db.errors import InvalidValueError, StaleError
from db.log import Journal
from db.rules import tasks as rules
from db.rules.ladder import Level
from db.rules.tasks import State, Step
from db.schema import Escalation


class BadPenaltyError(InvalidValueError):
    """A penalty below nothing."""

    template = "A penalty of {yuan} yuan is not possible. Give an amount above nothing, or none."


@dataclass(frozen=True, slots=True)
class NewEscalation:
    """A rung for one unit's part of an order. `penalty_fen` is in hundredths of a yuan."""

    level: Level
    unit_code: str
    name: str | None = None
    document: str | None = None
    penalty_fen: int | None = None
    note: str | None = None


def escalate(
    session: Session, actor: Actor, number: str, rung: NewEscalation, *, seen: int | None = None
) -> Changes:
    """Write down that a unit, or a person of it, was taken to a rung; the state of its part stays.

    Raises:
        NotFoundError, StepNotAllowedError, StaleError: as `tasks.step`.
        BadPenaltyError: a penalty that is not above nothing.
    """
    if rung.penalty_fen is not None and rung.penalty_fen <= 0:
        raise BadPenaltyError(yuan=rung.penalty_fen / 100)
    with Journal(session, actor, "tasks.escalate") as journal:
        task = require_task(session, number)
        (part,) = parts_of(session, task, rung.unit_code)
        if seen is not None and part.hlc > seen:
            raise StaleError(what=number)
        rules.require_aside(
            Step.ESCALATE,
            State(part.state),
            is_paused=part.paused_at is not None,
            is_asked=part.asked_until is not None,
            number=number,
        )
        require_may(session, actor, Step.ESCALATE, rung.unit_code)
        document = (rung.document or "").strip() or None
        journal.insert(
            Escalation(
                task_id=task.id,
                unit_code=rung.unit_code,
                level=rung.level,
                name=(rung.name or "").strip() or None,
                document=document,
                penalty_fen=rung.penalty_fen,
                note=(rung.note or "").strip() or None,
                at=actor.now,
                person_id=actor.person_id,
            )
        )
        journal.insert(fact_of(journal, task, part, Step.ESCALATE, None, None, rung.note, document=document))
    return Changes(tasks=True)
