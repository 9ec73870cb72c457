"""Write sites, their places in campaigns, and the checks made there."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.attachments import NewFile, attach
from db.commands.numbers import next_number
from db.commands.units import require_unit
from db.errors import DuplicateError, EmptyFieldError, NotFoundError, OutOfRangeError, StaleError
from db.log import Journal
from db.queries.units import county_of
from db.rules.sites import SiteState
from db.schema import Campaign, Check, Membership, Site


@dataclass(frozen=True, slots=True)
class SiteData:
    """A site's own fields and its fields in one campaign. `deadline` is aware."""

    name: str
    unit_code: str
    campaign_key: str
    code: str | None = None
    address: str | None = None
    lon: float | None = None
    lat: float | None = None
    owner: str | None = None
    person: str | None = None
    phone: str | None = None
    state: SiteState = SiteState.ACTIVE
    deadline: datetime | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


_SITE_FIELDS = ("name", "unit_code", "address", "lon", "lat", "owner", "person", "phone")


def add(session: Session, actor: Actor, data: SiteData, journal: Journal | None = None) -> Site:
    """Add a site to a campaign; without a code it gets the next one of its campaign.

    Raises:
        NotFoundError: unit or campaign does not exist.
        DuplicateError: the code is taken.
        InvalidValueError: a value cannot be stored.
    """
    if journal is None:
        with Journal(session, actor, "sites.add") as journal:
            return add(session, actor, data, journal)
    campaign = _require_campaign(session, data.campaign_key)
    require_unit(session, data.unit_code)
    _check_place(data)
    code = data.code or _next_code(session, journal, campaign, data.unit_code)
    if session.scalar(select(Site.id).where(Site.code == code)):
        raise DuplicateError(what="site", key=code)
    site = Site(code=code, **{name: getattr(data, name) for name in _SITE_FIELDS})
    journal.insert(site)
    session.flush()
    journal.insert(_membership(site, data))
    return site


def edit(session: Session, actor: Actor, site_id: uuid.UUID, data: SiteData, *, seen: int) -> Changes:
    """Change a site and its fields in `data.campaign_key`.

    Args:
        seen: the site's `hlc` when it was shown; a newer one means somebody else was faster.

    Raises:
        NotFoundError, StaleError, InvalidValueError
    """
    with Journal(session, actor, "sites.edit") as journal:
        site, membership = _require(session, site_id, data.campaign_key)
        if max(site.hlc, membership.hlc) > seen:
            raise StaleError(what=f"{site.code} {site.name}")
        require_unit(session, data.unit_code)
        _check_place(data)
        with journal.changing(site):
            for name in _SITE_FIELDS:
                setattr(site, name, getattr(data, name))
        with journal.changing(membership):
            membership.deadline = data.deadline
            membership.fields = dict(data.fields)
    return Changes(sites=True)


def set_state(
    session: Session, actor: Actor, site_id: uuid.UUID, campaign_key: str, state: SiteState
) -> Changes:
    """Set a site's state in a campaign (in hand, closed 销号, withdrawn, …)."""
    with Journal(session, actor, "sites.state") as journal:
        _, membership = _require(session, site_id, campaign_key)
        with journal.changing(membership):
            membership.state = state
    return Changes(sites=True)


def join(
    session: Session,
    actor: Actor,
    site_id: uuid.UUID,
    campaign_key: str,
    fields: Mapping[str, Any],
    deadline: datetime | None = None,
) -> Changes:
    """Put a known site into one more campaign; one that was withdrawn there comes back with these fields.

    Raises:
        NotFoundError: no such site, or no such campaign.
        DuplicateError: it stands in the campaign already.
    """
    with Journal(session, actor, "sites.join") as journal:
        campaign = _require_campaign(session, campaign_key)
        site = session.get(Site, site_id)
        if site is None or site.deleted_at is not None:
            raise NotFoundError(what="site", key=str(site_id))
        place = session.scalar(
            select(Membership).where(Membership.site_id == site_id, Membership.campaign_key == campaign.key)
        )
        if place is None:
            journal.insert(
                Membership(
                    site_id=site_id,
                    campaign_key=campaign.key,
                    state=SiteState.ACTIVE,
                    deadline=deadline,
                    fields=dict(fields),
                )
            )
        elif place.deleted_at is None and place.state != SiteState.WITHDRAWN:
            raise DuplicateError(what="site", key=site.code)
        else:
            with journal.changing(place):
                place.state, place.deadline, place.deleted_at = SiteState.ACTIVE, deadline, None
                place.fields = {**place.fields, **fields}
    return Changes(sites=True)


def remove(session: Session, actor: Actor, site_id: uuid.UUID) -> Changes:
    """Take a site entered by mistake out of all lists. Its row stays, marked; `restore` brings it back.

    Raises:
        NotFoundError: no such site.
    """
    return _mark_deleted(session, actor, site_id, "sites.remove", actor.now)


def restore(session: Session, actor: Actor, site_id: uuid.UUID) -> Changes:
    """Bring a removed site back.

    Raises:
        NotFoundError: no such site.
    """
    return _mark_deleted(session, actor, site_id, "sites.restore", None)


def _mark_deleted(
    session: Session, actor: Actor, site_id: uuid.UUID, command: str, at: datetime | None
) -> Changes:
    with Journal(session, actor, command) as journal:
        site = session.get(Site, site_id)
        if site is None:
            raise NotFoundError(what="site", key=str(site_id))
        with journal.changing(site):
            site.deleted_at = at
    return Changes(sites=True)


def add_check(
    session: Session,
    actor: Actor,
    site_id: uuid.UUID,
    campaign_key: str,
    results: Mapping[str, bool],
    note: str | None = None,
    photos: Iterable[NewFile] = (),
) -> Changes:
    """Record a visit with its photos, all or nothing: item key -> passed.

    Raises:
        NotFoundError: the site does not stand in this campaign.
        FileSizeError: a photo is empty or too large.
    """
    with Journal(session, actor, "checks.add") as journal:
        _require(session, site_id, campaign_key)
        check = Check(
            site_id=site_id,
            campaign_key=campaign_key,
            at=actor.now,
            person_id=actor.person_id,
            results=dict(results),
            note=note,
        )
        journal.insert(check)
        kept = [attach(session, journal, "site_check", check.id, photo) for photo in photos]
    return Changes(checks=True, sites=True, attachments=bool(kept))


def _membership(site: Site, data: SiteData) -> Membership:
    return Membership(
        site_id=site.id,
        campaign_key=data.campaign_key,
        state=data.state,
        deadline=data.deadline,
        fields=dict(data.fields),
    )


def _require_campaign(session: Session, key: str) -> Campaign:
    campaign = session.get(Campaign, key)
    if campaign is None:
        raise NotFoundError(what="campaign", key=key)
    return campaign


def _require(session: Session, site_id: uuid.UUID, campaign_key: str) -> tuple[Site, Membership]:
    row = session.execute(
        select(Site, Membership)
        .join(Membership, Membership.site_id == Site.id)
        .where(Site.id == site_id, Membership.campaign_key == campaign_key, Site.deleted_at.is_(None))
    ).first()
    if row is None:
        raise NotFoundError(what="site", key=str(site_id))
    return row[0], row[1]


def _check_place(data: SiteData) -> None:
    if not data.name.strip():
        raise EmptyFieldError(field="name")
    if data.lon is not None and not 73 <= data.lon <= 136:
        raise OutOfRangeError(field="lon", value=data.lon, low=73, high=136)
    if data.lat is not None and not 3 <= data.lat <= 54:
        raise OutOfRangeError(field="lat", value=data.lat, low=3, high=54)


def _next_code(session: Session, journal: Journal, campaign: Campaign, unit_code: str) -> str:
    """`130424-尘-K7Q20001`: county, campaign, this replica's tag and a running number."""
    county = county_of(session, unit_code) or unit_code
    return next_number(session, f"{county}-{campaign.mark}-{journal.replica.tag}", Site.code)
