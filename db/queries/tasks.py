"""Dispatch orders: the board and one order's page."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from db.queries.access import may_read
from db.rules.tasks import OPEN_STATES, State, Step, aside, possible
from db.schema import Assignment, Operation, Person, Site, Station, Task, TaskStep, Unit


@dataclass(frozen=True, slots=True)
class PartRecord:
    """One unit's part of an order, with what the board shows of the order itself."""

    id: uuid.UUID
    number: str
    title: str
    source: str
    campaign_key: str | None
    site_code: str | None
    site_name: str | None
    station_code: str | None
    unit_code: str
    unit_name: str
    county_code: str
    state: str
    deadline: datetime | None
    dispatched_at: datetime | None
    state_since: datetime
    created_at: datetime
    hlc: int
    role: str | None = None
    """`lead` or `support`."""
    receive_by: datetime | None = None
    arrive_by: datetime | None = None
    verify_by: datetime | None = None
    paused_at: datetime | None = None
    asked_until: datetime | None = None
    """The later deadline that the unit asks for."""

    def overdue(self, now: datetime) -> bool:
        """Open and past its deadline; a clock that stands still is not late."""
        if self.state not in OPEN_STATES or self.paused_at is not None:
            return False
        return self.deadline is not None and self.deadline < now

    @property
    def steps(self) -> tuple[Step, ...]:
        """What leads on from here."""
        return possible(State(self.state))

    @property
    def aside(self) -> tuple[Step, ...]:
        """What may be done beside the way: more time, a pause, the ladder."""
        is_paused, is_asked = self.paused_at is not None, self.asked_until is not None
        return aside(State(self.state), is_paused=is_paused, is_asked=is_asked)


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A fact in an order's life."""

    at: datetime
    step: str
    from_state: str | None
    to_state: str | None
    unit_name: str | None
    person: str | None
    note: str | None
    until: datetime | None = None
    """The deadline that an extension asks for or grants; the one that stands after a pause."""
    document: str | None = None
    received_at: datetime | None = None
    """When it arrived in this record, on one order's page; `at` is what its author's clock said."""
    clock_off_ms: int | None = None
    """How far that clock is from what can be true; None: plausible."""


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """An order with all its parts and facts, oldest first."""

    id: uuid.UUID
    number: str
    title: str
    source: str
    campaign_key: str | None
    site_id: uuid.UUID | None
    site_code: str | None
    site_name: str | None
    station_code: str | None
    station_name: str | None
    found: str | None
    required: str | None
    legal_basis: str | None
    created_at: datetime
    created_by: str | None
    parts: tuple[PartRecord, ...]
    steps: tuple[StepRecord, ...]
    place: str | None = None
    """Where it is, in words, when no site and no station says it."""
    lon: float | None = None
    lat: float | None = None
    contacts: str | None = None
    limit_key: str | None = None

    @property
    def hlc(self) -> int:
        """Newest clock of its parts, for optimistic locking."""
        return max(part.hlc for part in self.parts)


def parts(
    session: Session,
    *,
    states: Sequence[str] | None = None,
    site_id: uuid.UUID | None = None,
    number: str | None = None,
    ended_since: datetime | None = None,
    ids: Sequence[uuid.UUID] | None = None,
) -> list[PartRecord]:
    """Parts of orders by number and unit.

    Args:
        ended_since: leave out those that ended before it; a year of them is read only when it is wanted.
        ids: only these, some hundreds at most.
    """
    statement = (
        select(
            Assignment.id,
            Task.number,
            Task.title,
            Task.source,
            Task.campaign_key,
            Site.code,
            Site.name,
            Task.station_code,
            Assignment.unit_code,
            func.coalesce(Unit.short_name, Unit.name),
            func.substr(Assignment.unit_code, 1, 6),  # a unit's code begins with its county's
            Assignment.state,
            Assignment.deadline,
            Assignment.dispatched_at,
            Assignment.state_since,
            Task.created_at,
            Assignment.hlc,
            Assignment.role,
            Assignment.receive_by,
            Assignment.arrive_by,
            Assignment.verify_by,
            Assignment.paused_at,
            Assignment.asked_until,
        )
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.code == Assignment.unit_code)
        .outerjoin(Site, Site.id == Task.site_id)
        .where(Task.deleted_at.is_(None), Assignment.deleted_at.is_(None))
        .order_by(Task.number, Assignment.unit_code)
    )
    if states is not None:
        statement = statement.where(Assignment.state.in_(list(states)))
    if site_id is not None:
        statement = statement.where(Task.site_id == site_id)
    if number is not None:
        statement = statement.where(Task.number == number)
    if ended_since is not None:
        is_open = Assignment.state.in_(list(OPEN_STATES))
        statement = statement.where(or_(is_open, Assignment.state_since >= ended_since))
    if ids is not None:
        statement = statement.where(Assignment.id.in_(list(ids)))
    rows: Iterable[Any] = session.execute(statement)
    return [PartRecord(*row) for row in rows]


def ended(session: Session) -> int:
    """How many parts nobody waits for any more."""
    statement = (
        select(func.count())
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .where(Task.deleted_at.is_(None), Assignment.deleted_at.is_(None))
        .where(Assignment.state.not_in(list(OPEN_STATES)))
    )
    return session.scalar(statement) or 0


def task(session: Session, number: str) -> TaskRecord | None:
    """One order by number."""
    return next(tasks(session, number=number), None)


def tasks(session: Session, *, number: str | None = None) -> Iterator[TaskRecord]:
    """Orders by number with their parts and facts, in three statements however many there are."""
    statement = (
        select(
            Task.id,
            Task.number,
            Task.title,
            Task.source,
            Task.campaign_key,
            Task.site_id,
            Site.code,
            Site.name,
            Task.station_code,
            Station.name,
            Task.found,
            Task.required,
            Task.legal_basis,
            Task.created_at,
            Person.name,
            Task.place,
            Task.lon,
            Task.lat,
            Task.contacts,
            Task.limit_key,
        )
        .outerjoin(Site, Site.id == Task.site_id)
        .outerjoin(Station, Station.code == Task.station_code)
        .outerjoin(Person, Person.id == Task.created_by)
        .where(Task.deleted_at.is_(None))
        .order_by(Task.number)
    )
    if number is not None:
        statement = statement.where(Task.number == number)
    by_number: dict[str, list[PartRecord]] = defaultdict(list)
    for part in parts(session, number=number):
        by_number[part.number].append(part)
    steps = _steps(session, number)
    rows: Iterable[Any] = session.execute(statement)
    for row in rows:
        own, more = row[:15], row[15:]
        values: list[Any] = [*own, tuple(by_number[row[1]]), tuple(steps[row[0]]), *more]
        yield TaskRecord(*values)


def _steps(session: Session, number: str | None) -> dict[uuid.UUID, list[StepRecord]]:
    statement = (
        select(
            TaskStep.task_id,
            TaskStep.at,
            TaskStep.step,
            TaskStep.from_state,
            TaskStep.to_state,
            func.coalesce(Unit.short_name, Unit.name),
            Person.name,
            TaskStep.note,
            TaskStep.until,
            TaskStep.document,
        )
        .outerjoin(Assignment, Assignment.id == TaskStep.assignment_id)
        .outerjoin(Unit, Unit.code == Assignment.unit_code)
        .outerjoin(Person, Person.id == TaskStep.person_id)
        .order_by(TaskStep.hlc)
    )
    if number is not None:
        statement = statement.join(Task, Task.id == TaskStep.task_id).where(Task.number == number)
        if may_read(session, Operation):
            statement = _with_arrival(statement)
    found: dict[uuid.UUID, list[StepRecord]] = defaultdict(list)
    rows: Iterable[Any] = session.execute(statement)
    for task_id, *values in rows:
        found[task_id].append(StepRecord(*values))
    return found


def units_of_people(session: Session) -> dict[str, str]:
    """Name of each person -> code of the unit; a name that people of several units have is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    statement = select(Person.name, Person.unit_code).where(Person.deleted_at.is_(None))
    for name, unit_code in session.execute(statement):
        found[name].add(unit_code or "")
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def steps_at(session: Session, site_id: uuid.UUID) -> list[tuple[str, StepRecord]]:
    """Facts in the lives of all orders about a site, with the orders' numbers, as they came to be."""
    statement = (
        select(
            Task.number,
            TaskStep.at,
            TaskStep.step,
            TaskStep.from_state,
            TaskStep.to_state,
            func.coalesce(Unit.short_name, Unit.name),
            Person.name,
            TaskStep.note,
            TaskStep.until,
            TaskStep.document,
        )
        .join(Task, Task.id == TaskStep.task_id)
        .outerjoin(Assignment, Assignment.id == TaskStep.assignment_id)
        .outerjoin(Unit, Unit.code == Assignment.unit_code)
        .outerjoin(Person, Person.id == TaskStep.person_id)
        .where(Task.site_id == site_id, Task.deleted_at.is_(None))
        .order_by(TaskStep.hlc)
    )
    rows: Iterable[Any] = session.execute(statement)
    return [(number, StepRecord(*values)) for number, *values in rows]


def _with_arrival(statement: Any) -> Any:
    """When each fact came into this record; lists of thousands of orders do without."""
    arrived = statement.add_columns(Operation.recorded_at, Operation.clock_off_ms)
    return arrived.outerjoin(Operation, and_(Operation.row_id == TaskStep.id, Operation.action == "insert"))


def counts(session: Session) -> dict[str, int]:
    """Number of parts in each state."""
    result: dict[str, int] = defaultdict(int)
    for state in session.scalars(select(Assignment.state).where(Assignment.deleted_at.is_(None))):
        result[state] += 1
    return dict(result)
