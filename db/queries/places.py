"""Where sites lie: all places at once, for what is computed from them, and the sites that have none."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import case, select
from sqlalchemy.orm import Session

from db.queries import sites
from db.queries.sites import SiteRecord
from db.schema import Site

_POINT = np.dtype([("lon", np.float64), ("lat", np.float64)])


def places(session: Session) -> NDArray[np.void]:
    """Longitude and latitude of every site that has both, as `lon` and `lat`; in no order."""
    rows = session.execute(
        select(Site.lon, Site.lat).where(
            Site.deleted_at.is_(None), Site.lon.is_not(None), Site.lat.is_not(None)
        )
    )
    return np.fromiter((tuple(row) for row in rows), _POINT)


def unplaced(session: Session, unit_code: str | None, most: int) -> list[SiteRecord]:
    """Sites without coordinates, those of a unit first, then those of its county; at most so many."""
    unit, county = unit_code or "", (unit_code or "")[:6]
    statement = select(Site.id).where(Site.deleted_at.is_(None), Site.lon.is_(None) | Site.lat.is_(None))
    nearer = case(
        (Site.unit_code.startswith(unit, autoescape=True), 0),
        (Site.unit_code.startswith(county, autoescape=True), 1),
        else_=2,
    )
    ids = list(session.scalars(statement.order_by(nearer, Site.code).limit(most)))
    order = {site_id: at for at, site_id in enumerate(ids)}
    return sorted(sites.sites(session, ids=ids), key=lambda one: order[one.id])
