"""Write who answers for a site or a unit 包联."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.units import require_unit
from db.errors import EmptyFieldError, NotFoundError
from db.ids import natural_id
from db.log import Journal
from db.schema import Campaign, Pairing, Site, UnitPairing


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who answers, with the office held 职务 and a phone."""

    name: str
    duty: str | None = None
    phone: str | None = None


def pair_site(
    session: Session, actor: Actor, site_id: uuid.UUID, unit_code: str, official: Official | None
) -> Changes:
    """Name who answers for a site in a unit of its chain or in a department; None: nobody of its own.

    Raises:
        NotFoundError: no such site or unit.
        EmptyFieldError: the name is empty.
    """
    site = session.get(Site, site_id)
    if site is None or site.deleted_at is not None:
        raise NotFoundError(what="site", key=str(site_id))
    require_unit(session, unit_code)
    row = session.get(Pairing, natural_id("pairing", site_id, unit_code))
    fresh = Pairing(site_id=site_id, unit_code=unit_code)
    return _write(session, actor, "pairings.site", row, fresh, official)


def pair_unit(
    session: Session, actor: Actor, unit_code: str, campaign_key: str, official: Official | None
) -> Changes:
    """Name who answers for all of a unit's sites that name nobody of their own; None: nobody.

    Args:
        campaign_key: only in this campaign; empty: in all that name nobody else.

    Raises:
        NotFoundError: no such unit or campaign.
        EmptyFieldError: the name is empty.
    """
    require_unit(session, unit_code)
    if campaign_key and session.get(Campaign, campaign_key) is None:
        raise NotFoundError(what="campaign", key=campaign_key)
    row = session.get(UnitPairing, natural_id("unit_pairing", unit_code, campaign_key))
    fresh = UnitPairing(unit_code=unit_code, campaign_key=campaign_key)
    return _write(session, actor, "pairings.unit", row, fresh, official)


def _write(
    session: Session,
    actor: Actor,
    command: str,
    row: Pairing | UnitPairing | None,
    fresh: Pairing | UnitPairing,
    official: Official | None,
) -> Changes:
    if official is not None and not official.name.strip():
        raise EmptyFieldError(field="name")
    if row is None and official is None:
        return Changes()
    with Journal(session, actor, command) as journal:
        if row is None:
            _name(fresh, official)
            journal.insert(fresh)
        else:
            with journal.changing(row):
                row.deleted_at = actor.now if official is None else None
                _name(row, official)
    return Changes(sites=True)


def _name(row: Pairing | UnitPairing, official: Official | None) -> None:
    if official is not None:
        row.name = official.name.strip()
        row.duty, row.phone = official.duty or None, official.phone or None
