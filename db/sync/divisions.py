"""The tree of divisions for a record that has none: without it, nothing that is exchanged has its place."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.commands.divisions import load_divisions
from db.engine import Database
from db.rules.regions import DivisionRow
from db.schema import ReferenceSet, Unit, UnitArea
from db.schema.units import DIVISION_KINDS

_NAME = "divisions"


def lend_divisions(giver: Database, taker: Database, now: datetime) -> bool:
    """Copy the giver's divisions and polygons when the taker has none; whether that was so."""
    with taker.reading() as session:
        if session.get(ReferenceSet, _NAME) is not None:
            return False
    with giver.reading() as session:
        loaded = session.get(ReferenceSet, _NAME)
        if loaded is None:
            return False
        source = loaded.source
        units, areas = _units(session), _areas(session)
    with taker.writing() as session:
        load_divisions(session, units, areas, source=source, now=now)
    return True


def _units(session: Session) -> list[DivisionRow]:
    """All divisions, parents first."""
    columns = (Unit.code, Unit.name, Unit.kind, Unit.parent_code, Unit.lon, Unit.lat)
    rows = session.execute(select(*columns).where(Unit.kind.in_(DIVISION_KINDS)).order_by(Unit.code))
    found = [DivisionRow(*row) for row in rows]
    return sorted(found, key=lambda unit: DIVISION_KINDS.index(unit.kind))


def _areas(session: Session) -> dict[str, object]:
    rows = session.execute(select(UnitArea.unit_code, UnitArea.geometry))
    return {code: json.loads(geometry) for code, geometry in rows}
