"""Sites of campaigns: lists, one site's page, progress."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from db.rules.tasks import OPEN_STATES
from db.schema import Assignment, Check, Membership, Person, Site, Task, Unit


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """A site in one campaign. `hlc` is the newest clock of its two rows (for optimistic locking)."""

    id: uuid.UUID
    code: str
    name: str
    campaign_key: str
    unit_code: str
    unit_name: str
    county_code: str
    address: str | None
    lon: float | None
    lat: float | None
    owner: str | None
    person: str | None
    phone: str | None
    state: str
    deadline: datetime | None
    fields: dict[str, Any]
    open_tasks: int
    hlc: int


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A visit: item key -> passed."""

    at: datetime
    person: str | None
    results: dict[str, bool]
    note: str | None
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the map between two longitudes and two latitudes, edges included."""

    west: float
    south: float
    east: float
    north: float


def sites(
    session: Session,
    campaign_key: str | None = None,
    site_id: uuid.UUID | None = None,
    box: Box | None = None,
    ids: Collection[uuid.UUID] | None = None,
) -> list[SiteRecord]:
    """Sites of a campaign (of all, if None) by code; with a box, those whose coordinates lie in it.

    Args:
        ids: only these; a few hundred at most.
    """
    statement = (
        select(
            Site.id,
            Site.code,
            Site.name,
            Membership.campaign_key,
            Site.unit_code,
            Unit.name,
            func.substr(Site.unit_code, 1, 6),  # a unit's code begins with its county's
            Site.address,
            Site.lon,
            Site.lat,
            Site.owner,
            Site.person,
            Site.phone,
            Membership.state,
            Membership.deadline,
            Membership.fields,
            Site.hlc,
            Membership.hlc,
        )
        .join(Membership, Membership.site_id == Site.id)
        .join(Unit, Unit.code == Site.unit_code)
        .where(Site.deleted_at.is_(None), Membership.deleted_at.is_(None))
        .order_by(Site.code)
    )
    if campaign_key is not None:
        statement = statement.where(Membership.campaign_key == campaign_key)
    if site_id is not None:
        statement = statement.where(Site.id == site_id)
    if ids is not None:
        statement = statement.where(Site.id.in_(ids))
    if box is not None:
        statement = statement.where(
            Site.lon.between(box.west, box.east), Site.lat.between(box.south, box.north)
        )
    open_tasks = _open_tasks(session)
    return [_record(tuple(row), open_tasks) for row in session.execute(statement)]


def _record(row: tuple[Any, ...], open_tasks: dict[uuid.UUID, int]) -> SiteRecord:
    *own, fields, site_hlc, member_hlc = row
    values: list[Any] = [*own, dict(fields), open_tasks.get(row[0], 0), max(site_hlc, member_hlc)]
    return SiteRecord(*values)


def _open_tasks(session: Session) -> dict[uuid.UUID, int]:
    rows = session.execute(
        select(Task.site_id, func.count(func.distinct(Task.id)))
        .join(Assignment, Assignment.task_id == Task.id)
        .where(Task.site_id.is_not(None), Assignment.state.in_(OPEN_STATES))
        .group_by(Task.site_id)
    )
    return {site_id: number for site_id, number in rows if site_id is not None}


def site(session: Session, code: str) -> list[SiteRecord]:
    """A site by code, once for each campaign it stands in; empty if there is none."""
    site_id = session.scalar(select(Site.id).where(Site.code == code))
    return sites(session, site_id=site_id) if site_id is not None else []


def checks(session: Session, site_id: uuid.UUID, campaign_key: str | None = None) -> list[CheckRecord]:
    """Visits to a site (for one campaign, if it is named), newest first."""
    statement = (
        select(Check.at, Person.name, Check.results, Check.note, Check.id)
        .outerjoin(Person, Person.id == Check.person_id)
        .where(Check.site_id == site_id, Check.deleted_at.is_(None))
        .order_by(Check.at.desc())
    )
    if campaign_key is not None:
        statement = statement.where(Check.campaign_key == campaign_key)
    rows = session.execute(statement)
    return [CheckRecord(row[0], row[1], dict(row[2]), row[3], row[4]) for row in rows]


def without_place(session: Session) -> int:
    """Number of sites that have no coordinates, so nobody knows which zone they lie in."""
    places = select(func.count()).select_from(Site).where(Site.deleted_at.is_(None))
    return session.scalar(places.where(Site.lon.is_(None) | Site.lat.is_(None))) or 0


@dataclass(frozen=True, slots=True)
class ProgressRecord:
    """Sites of one county in one campaign."""

    county_code: str
    campaign_key: str
    total: int
    closed: int
    overdue: int


def progress(session: Session, now: datetime) -> list[ProgressRecord]:
    """Counts per county and campaign; withdrawn sites do not count."""
    county = func.substr(Site.unit_code, 1, 6).label("county")
    closed = func.count().filter(Membership.state == "closed")
    late = func.count().filter(Membership.state != "closed", Membership.deadline < now)
    rows = session.execute(
        select(county, Membership.campaign_key, func.count(), closed, late)
        .join(Membership, Membership.site_id == Site.id)
        .where(Site.deleted_at.is_(None), Membership.deleted_at.is_(None), Membership.state != "withdrawn")
        .group_by("county", Membership.campaign_key)
        .order_by("county", Membership.campaign_key)
    )
    return [ProgressRecord(*row) for row in rows]


def membership_ids(session: Session, site: SiteRecord) -> list[uuid.UUID]:
    """Rows of the log that hold the campaign's fields of the site."""
    statement = select(Membership.id).where(
        Membership.site_id == site.id, Membership.campaign_key == site.campaign_key
    )
    return list(session.scalars(statement))


def last_scores(
    session: Session, campaign_key: str, site_id: uuid.UUID | None = None
) -> dict[uuid.UUID, tuple[int, int]]:
    """Items passed and items looked at, of each site's last check."""
    own = [Check.campaign_key == campaign_key, Check.deleted_at.is_(None)]
    if site_id is not None:
        own.append(Check.site_id == site_id)
    last = (
        select(Check.site_id, func.max(Check.at).label("at")).where(*own).group_by(Check.site_id).subquery()
    )
    rows = session.execute(
        select(Check.site_id, Check.results)
        .join(last, and_(last.c.site_id == Check.site_id, last.c.at == Check.at))
        .where(*own)
        .order_by(Check.hlc)
    )
    return {found: (sum(map(bool, results.values())), len(results)) for found, results in rows}
