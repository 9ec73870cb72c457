"""Write dispatch orders: every step goes through the transition table and leaves a fact."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.allowed import may, require_may
from db.commands.numbers import next_number
from db.commands.units import require_unit
from db.errors import (
    BadPlaceError,
    EmptyFieldError,
    NeedsMoreError,
    NoLeadError,
    NotFoundError,
    NoUnitError,
    StaleError,
)
from db.log import Journal
from db.queries.units import county_of
from db.rules import tasks as rules
from db.rules.limits import limit_named
from db.rules.names import short_county
from db.rules.tasks import WAITS, Part, State, Step
from db.rules.working_time import ChinaCalendar
from db.schema import Assignment, Campaign, Membership, Site, Station, Task, TaskStep, Unit
from db.times import CHINA

SOURCES = ("station", "patrol", "complaint", "city", "province", "meeting", "expert", "camera", "mobile")
_NO_CAMPAIGN = "综"
_FROM_DISPATCH = ("receive_by", "arrive_by")
"""Clocks that are always time limits, never dates."""


@dataclass(frozen=True, slots=True)
class NewTask:
    """An order to be written. Moments are aware; `dispatch` sends it out at once.

    The first unit leads, unless `support` names it; `limit` is the time limit as somebody chose it, which
    says how its clocks count on after a pause.
    """

    title: str
    unit_codes: Sequence[str]
    deadline: datetime | None = None
    source: str = "patrol"
    campaign_key: str | None = None
    site_code: str | None = None
    station_code: str | None = None
    found: str | None = None
    required: str | None = None
    legal_basis: str | None = None
    dispatch: bool = True
    support: Sequence[str] = ()
    receive_by: datetime | None = None
    arrive_by: datetime | None = None
    verify_by: datetime | None = None
    limit: str | None = None
    place: str | None = None
    lon: float | None = None
    lat: float | None = None
    contacts: str | None = None


def new(session: Session, actor: Actor, order: NewTask) -> str:
    """Write an order; its number.

    Raises:
        NotFoundError: unit, site, station or campaign does not exist.
        InvalidValueError: no title, no unit, no unit that leads, or a place that is none on earth.
        NotAllowedError: the actor may not send orders to one of the units.
    """
    with Journal(session, actor, "tasks.new") as journal:
        task = _sheet(session, journal, order)
        session.flush()
        for code in dict.fromkeys(order.unit_codes):
            assignment = Assignment(
                task_id=task.id,
                unit_code=code,
                state=State.DRAFT,
                role=Part.SUPPORT if code in order.support else Part.LEAD,
                receive_by=order.receive_by,
                arrive_by=order.arrive_by,
                deadline=order.deadline,
                verify_by=order.verify_by,
                state_since=actor.now,
            )
            journal.insert(assignment)
            session.flush()
            if order.dispatch:
                _take(journal, task, assignment, Step.DISPATCH, None)
        return task.number


def step(
    session: Session,
    actor: Actor,
    number: str,
    what: Step,
    *,
    note: str | None = None,
    unit_code: str | None = None,
    seen: int | None = None,
) -> Changes:
    """Do one step on an order: on one unit's part, or on all parts that still allow it.

    Args:
        seen: newest `hlc` of the parts when they were shown; a newer one means somebody was faster.

    Raises:
        NotFoundError: no such order, or the unit has no part in it.
        StepNotAllowedError: no part allows the step.
        NotAllowedError: the actor may not do it on any of them.
        StaleError: the order changed meanwhile.
    """
    with Journal(session, actor, f"tasks.{what}") as journal:
        task = require_task(session, number)
        parts = parts_of(session, task, unit_code)
        if seen is not None and max(part.hlc for part in parts) > seen:
            raise StaleError(what=number)
        if what is Step.NOTE:
            for part in parts[:1]:
                require_may(session, actor, what, part.unit_code)
            journal.insert(fact_of(journal, task, None, what, None, None, note))
            return Changes(tasks=True)
        if what in rules.ASIDE:
            raise NeedsMoreError(step=what)
        ready = [part for part in parts if what in rules.possible(State(part.state))]
        if not ready:
            rules.after(what, State(parts[0].state), number)
        allowed = [part for part in ready if may(session, actor, what, part.unit_code)]
        if not allowed:
            require_may(session, actor, what, ready[0].unit_code)
        for part in allowed:
            _take(journal, task, part, what, note)
    return Changes(tasks=True)


def set_deadline(
    session: Session, actor: Actor, number: str, deadline: datetime, *, note: str | None = None
) -> Changes:
    """Move the deadline of all open parts; a fact keeps the old and the new one in the log."""
    with Journal(session, actor, "tasks.deadline") as journal:
        task = require_task(session, number)
        for part in parts_of(session, task, None):
            if State(part.state) is State.DRAFT:
                # a date that somebody set does not move with the day of dispatch
                with journal.changing(task):
                    task.limit_key = None
            if State(part.state) in rules.OPEN_STATES:
                require_may(session, actor, Step.DISPATCH, part.unit_code)
                with journal.changing(part):
                    part.deadline = deadline
        journal.insert(fact_of(journal, task, None, Step.NOTE, None, None, note))
    return Changes(tasks=True)


def _sheet(session: Session, journal: Journal, order: NewTask) -> Task:
    if not order.title.strip():
        raise EmptyFieldError(field="title")
    if not order.unit_codes:
        raise NoUnitError(field="unit")
    if not set(order.unit_codes) - set(order.support):
        raise NoLeadError(field="unit")
    _require_on_earth(order)
    units = [require_unit(session, code) for code in order.unit_codes]
    for code in order.unit_codes:
        require_may(session, journal.actor, Step.DISPATCH, code)
    site_id, campaign_key = _site(session, order)
    if order.station_code and not session.scalar(
        select(Station.id).where(Station.code == order.station_code)
    ):
        raise NotFoundError(what="station", key=order.station_code)
    task = Task(
        number=_number(session, journal, units[0], campaign_key),
        title=order.title.strip(),
        source=order.source,
        campaign_key=campaign_key,
        site_id=site_id,
        station_code=order.station_code,
        found=order.found,
        required=order.required,
        legal_basis=order.legal_basis,
        place=(order.place or "").strip() or None,
        lon=order.lon,
        lat=order.lat,
        contacts=(order.contacts or "").strip() or None,
        limit_key=order.limit,
        created_at=journal.actor.now,
        created_by=journal.actor.person_id,
    )
    journal.insert(task)
    return task


def _require_on_earth(order: NewTask) -> None:
    """Both degrees or none; within the globe."""
    if order.lon is None and order.lat is None:
        return
    if order.lon is None or order.lat is None or not (abs(order.lon) <= 180 and abs(order.lat) <= 90):
        raise BadPlaceError(lon=order.lon, lat=order.lat)


def _site(session: Session, order: NewTask) -> tuple[uuid.UUID | None, str | None]:
    """The site's id and the order's campaign (the site's own where none is named)."""
    if order.campaign_key and session.get(Campaign, order.campaign_key) is None:
        raise NotFoundError(what="campaign", key=order.campaign_key)
    if order.site_code is None:
        return None, order.campaign_key
    site_id = session.scalar(select(Site.id).where(Site.code == order.site_code, Site.deleted_at.is_(None)))
    if site_id is None:
        raise NotFoundError(what="site", key=order.site_code)
    own = session.scalar(select(Membership.campaign_key).where(Membership.site_id == site_id))
    return site_id, order.campaign_key or own


def _number(session: Session, journal: Journal, unit: Unit, campaign_key: str | None) -> str:
    """`成安-尘-2026-K7Q20001`: county, campaign, year, this replica's tag and a running number."""
    code = county_of(session, unit.code)
    county = session.scalar(select(Unit).where(Unit.code == code)) if code else None
    office = short_county(county.code, county.name) if county else short_county(unit.code, unit.name)
    campaign = session.get(Campaign, campaign_key) if campaign_key else None
    mark = campaign.mark if campaign else _NO_CAMPAIGN
    year = journal.actor.now.astimezone(CHINA).year
    return next_number(session, f"{office}-{mark}-{year}-{journal.replica.tag}", Task.number)


def require_task(session: Session, number: str) -> Task:
    """The order with this number.

    Raises:
        NotFoundError: there is none.
    """
    task = session.scalar(select(Task).where(Task.number == number, Task.deleted_at.is_(None)))
    if task is None:
        raise NotFoundError(what="order", key=number)
    return task


def parts_of(session: Session, task: Task, unit_code: str | None) -> list[Assignment]:
    """An order's parts by unit, or the one of a unit.

    Raises:
        NotFoundError: the unit has no part in it.
    """
    statement = select(Assignment).where(Assignment.task_id == task.id, Assignment.deleted_at.is_(None))
    if unit_code is not None:
        statement = statement.where(Assignment.unit_code == unit_code)
    parts = list(session.scalars(statement.order_by(Assignment.unit_code)))
    if not parts:
        raise NotFoundError(what="unit", key=f"{unit_code} ({task.number})")
    return parts


def _take(journal: Journal, task: Task, part: Assignment, what: Step, note: str | None) -> None:
    """Move one part and add the fact."""
    before = State(part.state)
    target = rules.after(what, before, task.number)
    with journal.changing(part):
        part.state = target
        part.state_since = journal.actor.now
        if what is Step.DISPATCH:
            part.dispatched_at = journal.actor.now
            _count_from_now(task, part, journal.actor.now)
        if target not in rules.OPEN_STATES:
            part.paused_at = part.asked_until = None
    journal.insert(fact_of(journal, task, part, what, before, target, note))


def _count_from_now(task: Task, part: Assignment, now: datetime) -> None:
    """Clocks of a draft begin when it goes out; a deadline that was chosen as a date stays that date."""
    written = min(task.created_at, now)
    limit, calendar = limit_named(task.limit_key, {}), ChinaCalendar()
    for name in _FROM_DISPATCH if task.limit_key is None else WAITS:
        due: datetime | None = getattr(part, name)
        if due is not None and written < now:
            setattr(part, name, limit.resumed(due, written, now, calendar))


def fact_of(
    journal: Journal,
    task: Task,
    part: Assignment | None,
    what: Step,
    before: State | None,
    after: State | None,
    note: str | None,
    *,
    until: datetime | None = None,
    document: str | None = None,
) -> TaskStep:
    """A fact in an order's life, by the journal's actor, at his time."""
    return TaskStep(
        task_id=task.id,
        assignment_id=part.id if part else None,
        step=what,
        from_state=before,
        to_state=after,
        at=journal.actor.now,
        person_id=journal.actor.person_id,
        note=(note or "").strip() or None,
        until=until,
        document=document,
    )
