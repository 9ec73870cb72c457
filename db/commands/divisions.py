"""Load reference rows: the divisions of a region and the campaign definitions."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.changes import Changes
from db.engine import upsert
from db.ids import NO_REPLICA, division_id
from db.queries.reference import campaign_rows, division_rows
from db.rules.campaigns import CampaignDefinition
from db.rules.campaigns import digest as definition_digest
from db.rules.names import short_county
from db.rules.regions import DivisionRow
from db.schema import Campaign, ReferenceSet, Unit, UnitArea
from db.spelling import canonical
from db.sync.apply import apply


def load_divisions(
    session: Session,
    units: Sequence[DivisionRow],
    polygons: Mapping[str, Any],
    *,
    source: str,
    now: datetime,
) -> Changes:
    """Add or refresh a region's divisions and polygons. Parents come before their children in `units`."""
    rows = [_unit_row(unit) for unit in units]
    update = ("name", "short_name", "kind", "parent_code", "lon", "lat")
    upsert(session, Unit, rows, key=("code",), update=update)
    areas = [
        {"unit_code": code, "geometry": json.dumps(geometry, separators=(",", ":"))}
        for code, geometry in sorted(polygons.items())
    ]
    upsert(session, UnitArea, areas, key=("unit_code",), update=("geometry",))
    note_reference(session, "divisions", division_rows(session), source=source, now=now)
    return Changes(units=True) | apply(session, {}, now).changes  # rows that waited for their unit


def _unit_row(unit: DivisionRow) -> dict[str, Any]:
    short = short_county(unit.code, unit.name) if unit.kind == "county" else None
    return {
        "id": division_id(unit.code),
        "origin": NO_REPLICA,
        "hlc": 0,
        "code": unit.code,
        "name": unit.name,
        "short_name": short,
        "kind": unit.kind,
        "parent_code": unit.parent_code,
        "lon": unit.lon,
        "lat": unit.lat,
    }


def load_campaigns(
    session: Session, definitions: Iterable[CampaignDefinition], *, source: str, now: datetime
) -> Changes:
    """Add or refresh the campaigns that sites and orders may point to; a missing one is kept, not removed."""
    rows = [
        {
            "key": d.key,
            "position": d.position,
            "mark": d.mark,
            "name_zh": d.name("zh"),
            "name_en": d.name("en"),
            "digest": definition_digest(d),
        }
        for d in definitions
    ]
    before = campaign_rows(session)
    if _are_loaded(session, rows):
        return Changes()  # as at most starts: a login that may not write reference rows can start as well
    upsert(session, Campaign, rows, key=("key",), update=tuple(rows[0])[1:] if rows else ())
    session.flush()
    note_reference(session, "campaigns", campaign_rows(session), source=source, now=now)
    if campaign_rows(session) == before:
        return Changes()
    return Changes(campaigns=True) | apply(session, {}, now).changes  # rows that waited for their campaign


def _are_loaded(session: Session, rows: Sequence[dict[str, Any]]) -> bool:
    """Whether the table has exactly these definitions already."""
    columns = list(Campaign.__table__.columns)
    found = session.execute(select(*columns))
    known = {row.key: dict(zip((c.key for c in columns), row, strict=True)) for row in found}
    is_noted = session.get(ReferenceSet, "campaigns") is not None
    return is_noted and all(known.get(row["key"]) == row for row in rows)


def note_reference(session: Session, name: str, rows: list[list[Any]], *, source: str, now: datetime) -> None:
    """Keep the digest that these reference rows must still have at the next `check`."""
    known = session.scalar(select(ReferenceSet.digest).where(ReferenceSet.name == name))
    digest = hashlib.sha256(canonical(rows).encode()).hexdigest()
    if known == digest:
        return
    row = {"name": name, "rows": len(rows), "digest": digest, "source": source, "loaded_at": now}
    upsert(session, ReferenceSet, [row], key=("name",), update=("rows", "digest", "source", "loaded_at"))
