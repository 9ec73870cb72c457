"""An order's clocks: more time asked for, granted or refused; pauses. Each leaves a fact."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.allowed import may, require_may
from db.commands.tasks import fact_of, parts_of, require_task
from db.errors import EmptyFieldError, NoDeadlineError, NotLaterError, StaleError
from db.log import Journal
from db.rules import tasks as rules
from db.rules.clocks import Limit
from db.rules.tasks import WAITS, State, Step
from db.rules.working_time import WorkCalendar
from db.schema import Assignment, Task, TaskStep

LimitOf = Callable[[str | None], Limit]
"""The time limit that an order's key means; it says how clocks count on after a pause."""


def ask_for_time(
    session: Session,
    actor: Actor,
    number: str,
    unit_code: str,
    until: datetime,
    *,
    note: str | None = None,
    seen: int | None = None,
) -> Changes:
    """A unit asks for a later deadline; asking again replaces what was asked.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError, StaleError: as `tasks.step`.
        NoDeadlineError: there is nothing to extend.
        NotLaterError: `until` is not after the deadline that stands.
    """
    with Journal(session, actor, "tasks.ask") as journal:
        task, (part,) = _ready(session, actor, number, unit_code, Step.ASK, seen)
        _require_later(task, part, until)
        with journal.changing(part):
            part.asked_until = until
        journal.insert(_fact(journal, task, part, Step.ASK, note, until))
    return Changes(tasks=True)


def grant_time(
    session: Session,
    actor: Actor,
    number: str,
    unit_code: str,
    *,
    until: datetime | None = None,
    note: str | None = None,
    seen: int | None = None,
) -> Changes:
    """Give a unit the later deadline that it asked for, or another one; the clock of verifying moves along.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError, StaleError: as `tasks.step`, and when
            nothing was asked for.
        NotLaterError: `until` is not after the deadline that stands.
    """
    with Journal(session, actor, "tasks.grant") as journal:
        task, (part,) = _ready(session, actor, number, unit_code, Step.GRANT, seen)
        granted = until or part.asked_until
        assert granted is not None  # the transition table asks for a question
        before = _require_later(task, part, granted)
        with journal.changing(part):
            part.deadline, part.asked_until = granted, None
            if part.verify_by is not None:
                part.verify_by += granted - before
        journal.insert(_fact(journal, task, part, Step.GRANT, note, granted))
    return Changes(tasks=True)


def refuse_time(
    session: Session,
    actor: Actor,
    number: str,
    unit_code: str,
    *,
    note: str | None = None,
    seen: int | None = None,
) -> Changes:
    """Let the deadline stand.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError, StaleError: as `tasks.step`, and when
            nothing was asked for.
    """
    with Journal(session, actor, "tasks.refuse") as journal:
        task, (part,) = _ready(session, actor, number, unit_code, Step.REFUSE, seen)
        with journal.changing(part):
            part.asked_until = None
        journal.insert(_fact(journal, task, part, Step.REFUSE, note, part.deadline))
    return Changes(tasks=True)


def pause(
    session: Session,
    actor: Actor,
    number: str,
    reason: str,
    *,
    unit_code: str | None = None,
    seen: int | None = None,
) -> Changes:
    """Let the clocks of a unit's part, or of all parts that allow it, stand still from now on.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError, StaleError: as `tasks.step`.
        EmptyFieldError: no reason.
    """
    _require_reason(reason)
    with Journal(session, actor, "tasks.pause") as journal:
        task, parts = _ready(session, actor, number, unit_code, Step.PAUSE, seen)
        for part in parts:
            with journal.changing(part):
                part.paused_at = actor.now
            journal.insert(_fact(journal, task, part, Step.PAUSE, reason, None))
    return Changes(tasks=True)


def resume(
    session: Session,
    actor: Actor,
    number: str,
    limit_of: LimitOf,
    calendar: WorkCalendar,
    *,
    unit_code: str | None = None,
    note: str | None = None,
    seen: int | None = None,
) -> Changes:
    """Let paused clocks go on: what was left of each stays left, in the measure of the order's limit.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError, StaleError: as `tasks.step`.
        CalendarYearError: a clock ends in a year whose working days are not published.
    """
    with Journal(session, actor, "tasks.resume") as journal:
        task, parts = _ready(session, actor, number, unit_code, Step.RESUME, seen)
        limit = limit_of(task.limit_key)
        for part in parts:
            with journal.changing(part):
                _go_on(part, limit, actor.now, calendar)
            journal.insert(_fact(journal, task, part, Step.RESUME, note, part.deadline))
    return Changes(tasks=True)


def _go_on(part: Assignment, limit: Limit, now: datetime, calendar: WorkCalendar) -> None:
    """Move what still waits; a clock whose deed is done keeps the moment that it was judged by."""
    paused, part.paused_at = part.paused_at, None
    assert paused is not None
    # somebody whose clock is behind may end a pause before it began: nothing was lost then
    now = max(now, paused)
    for name, states in WAITS.items():
        due: datetime | None = getattr(part, name)
        if due is not None and State(part.state) in states:
            setattr(part, name, limit.resumed(due, paused, now, calendar))


def _ready(
    session: Session, actor: Actor, number: str, unit_code: str | None, what: Step, seen: int | None
) -> tuple[Task, Sequence[Assignment]]:
    """The parts that allow the step; the sentence of the first one where none does."""
    task = require_task(session, number)
    parts = parts_of(session, task, unit_code)
    if seen is not None and max(part.hlc for part in parts) > seen:
        raise StaleError(what=number)
    ready = [part for part in parts if what in _possible(part)]
    if not ready:
        first = parts[0]
        rules.require_aside(
            what,
            State(first.state),
            is_paused=first.paused_at is not None,
            is_asked=first.asked_until is not None,
            number=number,
        )
    allowed = [part for part in ready if may(session, actor, what, part.unit_code)]
    if not allowed:
        require_may(session, actor, what, ready[0].unit_code)
    return task, allowed


def _possible(part: Assignment) -> tuple[Step, ...]:
    return rules.aside(
        State(part.state), is_paused=part.paused_at is not None, is_asked=part.asked_until is not None
    )


def _require_later(task: Task, part: Assignment, until: datetime) -> datetime:
    """The deadline that stands."""
    if part.deadline is None:
        raise NoDeadlineError(number=task.number, unit=part.unit_code)
    if until <= part.deadline:
        raise NotLaterError(until=until, deadline=part.deadline)
    return part.deadline


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise EmptyFieldError(field="reason")


def _fact(
    journal: Journal, task: Task, part: Assignment, what: Step, note: str | None, until: datetime | None
) -> TaskStep:
    return fact_of(journal, task, part, what, None, None, note, until=until)
