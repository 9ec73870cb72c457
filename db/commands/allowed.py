"""What the person at the console may do, asked by commands before they write."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.errors import RuleError
from db.rules.roles import allows, who_may
from db.rules.tasks import Step
from db.schema import Unit


class NotAllowedError(RuleError):
    """A step that the person's role, or unit, does not allow."""

    template = (
        "The role “{role}” may not do “{step}” for {unit}. Those who may: {who}, each for the own units."
    )


def may(session: Session, actor: Actor, step: Step, unit_code: str) -> bool:
    """Whether the actor may do a step on a unit's part of an order."""
    if actor.role is None:
        return True
    return allows(actor.role, actor.unit_code, step, unit_code, _above(session, unit_code))


def require_may(session: Session, actor: Actor, step: Step, unit_code: str) -> None:
    """See that the actor may do a step on a unit's part.

    Raises:
        NotAllowedError: the role, or its unit, does not allow it.
    """
    if not may(session, actor, step, unit_code):
        raise NotAllowedError(role=actor.role, step=step, unit=unit_code, who=", ".join(who_may(step)))


def _above(session: Session, unit_code: str) -> set[str]:
    """Codes of the units above one; a ring in the tree ends where it closes."""
    found: set[str] = set()
    current: str | None = unit_code
    while current is not None:
        current = session.scalar(select(Unit.parent_code).where(Unit.code == current))
        if current is None or current in found:
            break
        found.add(current)
    return found
