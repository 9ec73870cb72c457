"""Steps beside the way of an order as deeds on the record."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import task_time
from db.rules.tasks import Step
from db.rules.working_time import ChinaCalendar
from desktop.time_limits import limit_of

Act = Callable[[Session, Actor, str, int], Changes]
"""What to do on an order's number, with the newest clock that was seen."""


def aside_of(step: Step, unit_code: str, note: str, until: datetime | None) -> Act:
    """The deed that a step means for a unit's part ("" for all that allow it)."""

    def act(session: Session, actor: Actor, number: str, seen: int) -> Changes:
        unit = unit_code or None
        if step is Step.ASK:
            assert until is not None
            return task_time.ask_for_time(session, actor, number, unit_code, until, note=note, seen=seen)
        if step is Step.GRANT:
            return task_time.grant_time(session, actor, number, unit_code, until=until, note=note, seen=seen)
        if step is Step.REFUSE:
            return task_time.refuse_time(session, actor, number, unit_code, note=note, seen=seen)
        if step is Step.PAUSE:
            return task_time.pause(session, actor, number, note, unit_code=unit, seen=seen)
        return task_time.resume(
            session, actor, number, limit_of, ChinaCalendar(), unit_code=unit, note=note, seen=seen
        )

    return act
