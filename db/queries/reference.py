"""Reference rows in the canonical form whose digest is kept and checked."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Campaign, Unit, UnitArea
from db.schema.units import DIVISION_KINDS


def division_rows(session: Session) -> list[list[Any]]:
    """Divisions by code, then polygons by code."""
    columns = (Unit.code, Unit.name, Unit.short_name, Unit.kind, Unit.parent_code, Unit.lon, Unit.lat)
    units = session.execute(select(*columns).where(Unit.kind.in_(DIVISION_KINDS)))
    areas = session.execute(select(UnitArea.unit_code, UnitArea.geometry))
    return sorted([list(row) for row in units]) + sorted([list(row) for row in areas])


def campaign_rows(session: Session) -> list[list[Any]]:
    """Campaigns by key."""
    columns = (Campaign.key, Campaign.position, Campaign.mark, Campaign.name_zh, Campaign.name_en)
    return sorted([list(row) for row in session.execute(select(*columns))])


REFERENCE_SETS = {"divisions": division_rows, "campaigns": campaign_rows}
"""Name of each reference data set and how its rows are read."""
