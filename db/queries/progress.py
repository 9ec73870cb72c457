"""How far the campaigns are, by unit, and how far they were before: what this record said at that moment."""

from collections import Counter
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from db.queries.progress_before import Cell, came_after, moved
from db.queries.site_list import newest_position
from db.rules.sites import SiteState
from db.schema import Membership, Operation, Site

_ENDED = (SiteState.CLOSED, SiteState.WITHDRAWN)
_LEVELS = {0: 6, 6: 9, 9: 12}
"""Length of a unit's code -> length of those below it: county, township, village."""
_FIGURES = ("total", "in_hand", "closed", "overdue")


@dataclass(frozen=True, slots=True)
class Figures:
    """Sites of a unit in a campaign; withdrawn ones do not count."""

    total: int = 0
    in_hand: int = 0
    closed: int = 0
    overdue: int = 0
    new: int = 0
    """Came into the campaign since the moment that is compared with."""


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """A cell of the matrix, now and before."""

    unit_code: str
    campaign_key: str
    now: Figures
    before: Figures


def progress(session: Session, now: datetime, since: datetime, parent: str = "") -> list[UnitProgress]:
    """Counts of the units below `parent` ("": counties) by campaign; `since` is compared with.

    Sites that lie in `parent` itself are counted under its own code.
    """
    below = _LEVELS.get(len(parent), 12)
    after = position_at(session, since)
    today = _counts(session, now, below, parent)
    then = _counts(session, since, below, parent)
    came = _counts(session, since, below, parent, after)
    _take(then, came, -1)
    for cell, figure, number in moved(session, after, since, below, parent):
        then[cell][figure] += number
    new = {cell: one["total"] for cell, one in came.items()}
    return [
        UnitProgress(
            *cell,
            Figures(**{**_known(today.get(cell)), "new": new.get(cell, 0)}),
            Figures(**_known(then.get(cell))),
        )
        for cell in sorted(today.keys() | then.keys())
        if any(_known(today.get(cell)).values()) or any(_known(then.get(cell)).values())
    ]


def totals(session: Session) -> dict[str, int]:
    """Sites of each campaign, withdrawn ones left out."""
    rows = session.execute(
        select(Membership.campaign_key, func.count())
        .join(Site, Site.id == Membership.site_id)
        .where(
            Site.deleted_at.is_(None),
            Membership.deleted_at.is_(None),
            Membership.state != SiteState.WITHDRAWN,
        )
        .group_by(Membership.campaign_key)
    )
    return {row[0]: row[1] for row in rows}


def position_at(session: Session, at: datetime) -> int:
    """The newest position that had arrived at a moment: arrivals are in order, so a few looks are enough."""
    low, high = 0, newest_position(session)
    while low < high:
        middle = (low + high + 1) // 2
        arrived = session.scalar(select(Operation.recorded_at).where(Operation.position == middle))
        if arrived is None or arrived <= at:
            low = middle
        else:
            high = middle - 1
    return low


def _known(counts: "Counter[str] | None") -> dict[str, int]:
    names = [one.name for one in fields(Figures)]
    return {name: counts[name] for name in names} if counts is not None else {}


class _Cells(dict[Cell, "Counter[str]"]):
    def __missing__(self, cell: Cell) -> "Counter[str]":
        self[cell] = Counter()
        return self[cell]


def _take(cells: _Cells, other: _Cells, sign: int) -> None:
    for cell, counts in other.items():
        for figure, number in counts.items():
            cells[cell][figure] += sign * number


def _counts(session: Session, at: datetime, below: int, parent: str, after: int | None = None) -> _Cells:
    """Counts of all present sites; with `after`, of those that came into their campaign past a position."""
    state = Membership.state
    late = and_(state.not_in(_ENDED), Membership.deadline < at)
    unit = func.substr(Site.unit_code, 1, below).label("cell_unit")
    statement = (
        select(
            unit,
            Membership.campaign_key,
            func.count().filter(state != SiteState.WITHDRAWN),
            func.count().filter(state == SiteState.RECTIFYING),
            func.count().filter(state == SiteState.CLOSED),
            func.count().filter(late),
        )
        .join(Membership, Membership.site_id == Site.id)
        .where(Site.deleted_at.is_(None), Membership.deleted_at.is_(None))
        .group_by("cell_unit", Membership.campaign_key)
    )
    if parent:
        statement = statement.where(Site.unit_code.startswith(parent, autoescape=True))
    if after is not None:
        statement = statement.where(came_after(after))
    found = _Cells()
    for unit_code, campaign, *numbers in session.execute(statement):
        found[unit_code, campaign].update(dict(zip(_FIGURES, numbers, strict=True)))
    return found
