"""Who answers for a site, level by level: the county–township–village chain 三级包联 and the departments."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Pairing, Site, Unit, UnitPairing
from db.schema.units import DIVISION_KINDS

LEVELS = ("county", "township", "village")


@dataclass(frozen=True, slots=True)
class Responsible:
    """A link of the chain. `name` is None where nobody answers: a gap that people want to see."""

    unit_code: str
    unit_name: str
    kind: str
    name: str | None = None
    duty: str | None = None
    phone: str | None = None
    is_own: bool = False
    """Named for this site; else for all sites of the unit."""


def chain(session: Session, site_id: uuid.UUID, campaign_key: str) -> list[Responsible]:
    """Who answers for a site: its county, township and village, then the departments named for it."""
    unit_code = session.scalar(select(Site.unit_code).where(Site.id == site_id))
    own = {row.unit_code: row for row in _own(session, site_id)}
    divisions = list(_divisions(session, unit_code))
    known = {unit.code for unit in divisions}
    others = _units(session, [code for code in own if code not in known])
    whole = _of_units(session, [unit.code for unit in (*divisions, *others)], campaign_key)
    return [_link(unit, own.get(unit.code), whole.get(unit.code)) for unit in (*divisions, *others)]


def _own(session: Session, site_id: uuid.UUID) -> Iterable[Pairing]:
    wanted = select(Pairing).where(Pairing.site_id == site_id, Pairing.deleted_at.is_(None))
    return session.scalars(wanted)


def _divisions(session: Session, code: str | None) -> Iterator[Unit]:
    """From the county down to the site's own unit."""
    found: list[Unit] = []
    while code is not None and code not in {unit.code for unit in found}:
        unit = session.scalar(select(Unit).where(Unit.code == code))
        if unit is None:
            break
        found.append(unit)
        code = unit.parent_code
    return (unit for unit in reversed(found) if unit.kind in LEVELS)


def _units(session: Session, codes: list[str]) -> list[Unit]:
    """Departments by code; a division outside the chain is told too, as somebody named it."""
    wanted = select(Unit).where(Unit.code.in_(codes), Unit.deleted_at.is_(None)).order_by(Unit.code)
    return sorted(session.scalars(wanted), key=lambda unit: unit.kind in DIVISION_KINDS)


def _of_units(session: Session, codes: list[str], campaign_key: str) -> dict[str, UnitPairing]:
    """Who answers for whole units: in this campaign, else in all."""
    wanted = (
        select(UnitPairing)
        .where(
            UnitPairing.unit_code.in_(codes),
            UnitPairing.campaign_key.in_(("", campaign_key)),
            UnitPairing.deleted_at.is_(None),
        )
        .order_by(UnitPairing.campaign_key)  # the empty key comes first and is overtaken
    )
    return {row.unit_code: row for row in session.scalars(wanted)}


def _link(unit: Unit, own: Pairing | None, whole: UnitPairing | None) -> Responsible:
    row = own or whole
    name = unit.name if unit.kind in LEVELS else unit.short_name or unit.name
    if row is None:
        return Responsible(unit.code, name, unit.kind)
    return Responsible(unit.code, name, unit.kind, row.name, row.duty, row.phone, own is not None)
