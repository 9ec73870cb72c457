"""Reminding units of what they owe 催办: a note in each order, nobody twice within an hour."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import tasks
from db.commands.allowed import require_may
from db.errors import DomainError
from db.log import Journal
from db.rules.tasks import State, Step
from db.schema import Assignment, Task, TaskStep

MARKS = ("催办", "Reminder")
"""A note that begins so is a reminder, in whichever language it was written."""
AGAIN = timedelta(hours=1)
OWING = (State.DISPATCHED, State.RECEIVED, State.ON_SITE, State.RETURNED)
"""What is reported waits for the office."""


class NothingOwedError(DomainError):
    """A draft, reported, ended, or a clock that stands still: nobody waits for the unit."""

    template = "{number} waits for nothing from this unit: it is a draft, reported, ended or paused."


@dataclass(frozen=True, slots=True)
class Reminder:
    """A unit's part of an order, and the words, which begin with one of `MARKS`."""

    number: str
    unit_code: str
    words: str


@dataclass(slots=True)
class Reminded:
    """What became of each: written, reminded lately, refused with its reason."""

    done: list[Reminder] = field(default_factory=list)
    lately: list[Reminder] = field(default_factory=list)
    refused: list[tuple[Reminder, DomainError]] = field(default_factory=list)

    @property
    def changes(self) -> Changes:
        """The orders' timelines have one line more."""
        return Changes(tasks=bool(self.done))


def remind(session: Session, actor: Actor, reminders: Sequence[Reminder]) -> Reminded:
    """Write a reminder into each part, in one transaction; what cannot be reminded is named."""
    outcome = Reminded()
    for one in reminders:
        try:
            task, part = _owed(session, one)
            require_may(session, actor, Step.NOTE, part.unit_code)
            if _reminded_lately(session, actor, one):
                outcome.lately.append(one)
                continue
            # a note of this unit, not of the whole order
            with Journal(session, actor, "task_reminders.remind") as journal:
                journal.insert(tasks.fact_of(journal, task, part, Step.NOTE, None, None, one.words))
        except DomainError as error:
            outcome.refused.append((one, error))
        else:
            outcome.done.append(one)
    return outcome


def _owed(session: Session, one: Reminder) -> tuple[Task, Assignment]:
    task = tasks.require_task(session, one.number)
    part = tasks.parts_of(session, task, one.unit_code)[0]
    if part.state not in OWING or part.paused_at is not None:
        raise NothingOwedError(number=one.number)
    return task, part


def _reminded_lately(session: Session, actor: Actor, one: Reminder) -> bool:
    statement = (
        select(TaskStep.id)
        .join(Assignment, Assignment.id == TaskStep.assignment_id)
        .join(Task, Task.id == TaskStep.task_id)
        .where(
            Task.number == one.number,
            Assignment.unit_code == one.unit_code,
            TaskStep.step == Step.NOTE,
            TaskStep.at > actor.now - AGAIN,
            or_(*(TaskStep.note.startswith(mark) for mark in MARKS)),
        )
    )
    return session.scalar(statement.limit(1)) is not None
