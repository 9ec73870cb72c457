"""What counted sites were before: the old values that the log has kept since a position."""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from db.rules.sites import SiteState
from db.schema import Membership, Operation, Site
from db.spelling import encode

Cell = tuple[str, str]
"""Unit and campaign."""
_COUNTED = ("state", "deadline", "deleted_at", "unit_code")
_AT_ONCE = 500


def came_after(after: int) -> Any:
    """A condition: memberships whose first operation lies past a position."""
    earlier = aliased(Operation)
    known_before = select(earlier.position).where(
        earlier.row_id == Operation.row_id, earlier.position <= after
    )
    came = select(Operation.row_id).where(
        Operation.position > after,
        Operation.entity == "membership",
        Operation.action == "insert",
        ~known_before.exists(),
    )
    return Membership.id.in_(came)


def moved(
    session: Session, after: int, since: datetime, below: int, parent: str
) -> Iterator[tuple[Cell, str, int]]:
    """What to add for sites that were in their campaign already and have changed since."""
    old = _old_values(session, after)
    came = set(session.scalars(select(Membership.id).where(came_after(after)))) if old else set()
    for row in _rows(session, old):
        if row.id in came:
            continue
        now = _Row(row.state, _spelled(row.deadline), row.unit_code, row.site_deleted or row.deleted)
        own, site = old.get(row.id, {}), old.get(row.site_id, {})
        then = _Row(
            own.get("state", now.state),
            own.get("deadline", now.deadline),
            site.get("unit_code", now.unit_code),
            site.get("deleted_at", row.site_deleted) or own.get("deleted_at", row.deleted),
        )
        for one, sign in ((now, -1), (then, 1)):
            if not one.deleted and one.unit_code.startswith(parent):
                for figure in one.figures(since):
                    yield (one.unit_code[:below], row.campaign_key), figure, sign


@dataclass(frozen=True, slots=True)
class _Row:
    state: str
    deadline: str | None
    unit_code: str
    deleted: object

    def figures(self, at: datetime) -> Iterator[str]:
        if self.state == SiteState.WITHDRAWN:
            return
        yield "total"
        if self.state == SiteState.RECTIFYING:
            yield "in_hand"
        if self.state == SiteState.CLOSED:
            yield "closed"
        elif self.deadline is not None and datetime.fromisoformat(self.deadline) < at:
            yield "overdue"


def _spelled(value: datetime | None) -> str | None:
    """As the log spells it."""
    return None if value is None else str(encode(value))


def _old_values(session: Session, after: int) -> dict[uuid.UUID, dict[str, Any]]:
    """Row -> what counted fields were before the first operation past a position that touched them."""
    touched = or_(*(Operation.changes.contains(f'"{name}"', autoescape=True) for name in _COUNTED))
    statement = (
        select(Operation.row_id, Operation.changes)
        .where(
            Operation.position > after,
            Operation.entity.in_(("site", "membership")),
            Operation.action == "update",
            touched,
        )
        .order_by(Operation.position)
    )
    old: dict[uuid.UUID, dict[str, Any]] = {}
    for row_id, changes in session.execute(statement):
        values = old.setdefault(row_id, {})
        for name, (before, _) in json.loads(changes).items():
            if name in _COUNTED:
                values.setdefault(name, before)
    return old


def _rows(session: Session, ids: Iterable[uuid.UUID]) -> Iterator[Any]:
    """Memberships that are named, or whose site is; deleted ones too."""
    wanted, seen = list(ids), set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        statement = (
            select(
                Membership.id,
                Membership.site_id,
                Membership.campaign_key,
                Membership.state,
                Membership.deadline,
                Site.unit_code,
                Membership.deleted_at.label("deleted"),
                Site.deleted_at.label("site_deleted"),
            )
            .join(Site, Site.id == Membership.site_id)
            .where(or_(Membership.id.in_(some), Membership.site_id.in_(some)))
        )
        for row in session.execute(statement):
            if row.id not in seen:
                seen.add(row.id)
                yield row
