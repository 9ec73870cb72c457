"""One step on many orders at once: each goes through the transition table; what cannot is named."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import tasks
from db.errors import DomainError
from db.rules.tasks import Step


@dataclass(frozen=True, slots=True)
class PartOf:
    """One unit's part of an order as it was shown. `seen`: its clock then."""

    number: str
    unit_code: str
    seen: int


@dataclass(frozen=True, slots=True)
class NotStepped:
    """A part that stayed as it was, and why."""

    part: PartOf
    error: DomainError


@dataclass(slots=True)
class BulkSteps:
    """What became of each part."""

    done: list[PartOf] = field(default_factory=list)
    left_out: list[NotStepped] = field(default_factory=list)

    @property
    def changes(self) -> Changes:
        """A site's count of open orders moves with its orders."""
        return Changes(tasks=bool(self.done), sites=bool(self.done))


def step_many(
    session: Session, actor: Actor, parts: Sequence[PartOf], what: Step, note: str | None = None
) -> BulkSteps:
    """Do a step on each part, in one transaction; a command each, as if done one by one.

    A part that does not allow the step, moved since it was shown or is gone stays as it is and is named.
    """
    outcome = BulkSteps()
    for part in parts:
        try:
            tasks.step(session, actor, part.number, what, note=note, unit_code=part.unit_code, seen=part.seen)
        except DomainError as error:
            outcome.left_out.append(NotStepped(part, error))
        else:
            outcome.done.append(part)
    return outcome
