"""What the record knows of the sites of a campaign, for comparing a ledger with it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from db.schema import Check, Membership, Site
from db.times import CHINA

_COLUMNS = (
    Site.id, Site.code, Site.name, Site.unit_code, Site.address, Site.lon, Site.lat, Site.owner, Site.person,
    Site.phone, Membership.state, Membership.deadline, Membership.fields, Site.hlc, Membership.hlc,
    Site.deleted_at, Membership.deleted_at,
)  # fmt: skip

CheckMark = tuple[date, tuple[tuple[str, bool], ...]]
"""A check's day in China and its results, sorted."""


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site with its place in one campaign. `state` is None where it has none there.

    `hlc`: the newest clock of its rows. `is_removed`: it, or its place in the campaign, was taken out.
    """

    id: uuid.UUID
    code: str
    name: str
    unit_code: str
    address: str | None
    lon: float | None
    lat: float | None
    owner: str | None
    person: str | None
    phone: str | None
    state: str | None
    deadline: datetime | None
    fields: dict[str, Any]
    hlc: int
    is_removed: bool = False
    checks: tuple[CheckMark, ...] = field(default=())
    """Newest last."""


def known_sites(session: Session, campaign_key: str, *, only: Sequence[str] | None = None) -> list[KnownSite]:
    """All sites by code, removed ones too, with their values in one campaign.

    Args:
        only: codes; None for all.
    """
    place = and_(Membership.site_id == Site.id, Membership.campaign_key == campaign_key)
    statement = select(*_COLUMNS).outerjoin(Membership, place).order_by(Site.code)
    if only is not None:
        statement = statement.where(Site.code.in_(list(only)))
    checks = _checks(session, campaign_key)
    return [_known(tuple(row), checks) for row in session.execute(statement)]


def _known(row: tuple[Any, ...], checks: dict[uuid.UUID, list[CheckMark]]) -> KnownSite:
    *own, fields, site_hlc, member_hlc, site_gone, member_gone = row
    is_removed = site_gone is not None or member_gone is not None
    hlc = max(site_hlc, member_hlc or 0)
    values: list[Any] = [*own, dict(fields or {}), hlc, is_removed, tuple(checks.get(row[0], ()))]
    return KnownSite(*values)


def _checks(session: Session, campaign_key: str) -> dict[uuid.UUID, list[CheckMark]]:
    statement = (
        select(Check.site_id, Check.at, Check.results)
        .where(Check.campaign_key == campaign_key, Check.deleted_at.is_(None))
        .order_by(Check.at, Check.hlc)
    )
    found: dict[uuid.UUID, list[CheckMark]] = defaultdict(list)
    for site_id, at, results in session.execute(statement):
        found[site_id].append((at.astimezone(CHINA).date(), tuple(sorted(results.items()))))
    return found


def taken_codes(session: Session, codes: Sequence[str]) -> set[str]:
    """Which of these codes sites have already, removed ones too."""
    return set(session.scalars(select(Site.code).where(Site.code.in_(list(codes)))))
