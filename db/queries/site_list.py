"""The rows of a campaign's list as plain tuples: 100,000 of them cost little more than reading them.

A list is read once; after that only the sites that operations past the last position name are read again.
"""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    String,
    Text,
    and_,
    cast,
    extract,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from db.rules.tasks import OPEN_STATES
from db.schema import Assignment, Check, Membership, Operation, Replica, Site, Task, Unit

_MANY = 2_000
"""More changed sites than this, and reading the whole list again is quicker."""
_AT_ONCE = 500


class Place(IntEnum):
    """Where a value stands in a row of the list."""

    KEY = 0
    CODE = 1
    NAME = 2
    UNIT_CODE = 3
    UNIT_NAME = 4
    ADDRESS = 5
    LON = 6
    LAT = 7
    OWNER = 8
    PERSON = 9
    PHONE = 10
    STATE = 11
    DEADLINE = 12
    FIELDS = 13
    SITE_HLC = 14
    MEMBER_HLC = 15


ListRow = tuple[Any, ...]
"""By `Place`: the key is the site's id in hexadecimal, the deadline epoch seconds, the fields JSON text."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """Rows of a campaign's list by code, and what is counted beside them."""

    campaign_key: str
    position: int
    """Of the newest operation that these rows know."""
    rows: list[ListRow]
    checks: dict[str, str]
    """Site -> results of its last check, JSON text."""
    open_tasks: dict[str, int]
    keys: frozenset[str] | None = None
    """The sites that were looked at again, those that left the list too; None: all."""


def read(session: Session, campaign_key: str) -> ListPart:
    """The whole list of a campaign."""
    # the position first: what is committed in between is only read twice
    position = newest_position(session)
    return _part(session, campaign_key, position, None)


def reread(session: Session, campaign_key: str, after: int) -> ListPart:
    """What changed past a position; everything where that is more than a part."""
    position = newest_position(session)
    found = _changed_sites(session, after) if position >= after else None
    return _part(session, campaign_key, position, found)


def newest_position(session: Session) -> int:
    """Number of operations that have arrived here."""
    return session.scalar(select(Replica.position).where(Replica.is_self)) or 0


def _part(session: Session, campaign_key: str, position: int, ids: Collection[uuid.UUID] | None) -> ListPart:
    rows: list[ListRow] = []
    checks: dict[str, str] = {}
    open_tasks: dict[str, int] = {}
    for some in _pieces(ids):
        rows += _all(session, _rows_statement(session, campaign_key, some))
        checks.update(_all(session, _checks_statement(session, campaign_key, some)))
        open_tasks.update(_all(session, _tasks_statement(session, some)))
    keys = None if ids is None else frozenset(one.hex for one in ids)
    return ListPart(campaign_key, position, rows, checks, open_tasks, keys)


def _all(session: Session, statement: Any) -> list[Any]:
    # past the Session's own wrapping of results, which is made for entities
    return list(session.connection().execute(statement).all())


def _pieces(ids: Collection[uuid.UUID] | None) -> Iterator[list[uuid.UUID] | None]:
    if ids is None:
        yield None
        return
    left = iter(ids)
    while piece := list(islice(left, _AT_ONCE)):
        yield piece


def _rows_statement(session: Session, campaign_key: str, ids: list[uuid.UUID] | None) -> Any:
    statement = (
        select(
            _hex(session, Site.id),
            Site.code,
            Site.name,
            Site.unit_code,
            Unit.name,
            Site.address,
            Site.lon,
            Site.lat,
            Site.owner,
            Site.person,
            Site.phone,
            Membership.state,
            cast(extract("epoch", Membership.deadline), BigInteger),
            cast(Membership.fields, Text),
            Site.hlc,
            Membership.hlc,
        )
        .join(Membership, Membership.site_id == Site.id)
        .join(Unit, Unit.code == Site.unit_code)
        .where(
            Membership.campaign_key == campaign_key,
            Site.deleted_at.is_(None),
            Membership.deleted_at.is_(None),
        )
        .order_by(_bytewise(session, Site.code))
    )
    return statement if ids is None else statement.where(Site.id.in_(ids))


def _checks_statement(session: Session, campaign_key: str, ids: list[uuid.UUID] | None) -> Any:
    own = [Check.campaign_key == campaign_key, Check.deleted_at.is_(None)]
    if ids is not None:
        own.append(Check.site_id.in_(ids))
    last = (
        select(Check.site_id, func.max(Check.at).label("at")).where(*own).group_by(Check.site_id).subquery()
    )
    return (
        select(_hex(session, Check.site_id), cast(Check.results, Text))
        .join(last, and_(last.c.site_id == Check.site_id, last.c.at == Check.at))
        .where(*own)
        .order_by(Check.hlc)
    )


def _tasks_statement(session: Session, ids: list[uuid.UUID] | None) -> Any:
    statement = (
        select(_hex(session, Task.site_id), func.count(func.distinct(Task.id)))
        .join(Assignment, Assignment.task_id == Task.id)
        .where(Task.site_id.is_not(None), Assignment.state.in_(OPEN_STATES))
        .group_by(Task.site_id)
    )
    return statement if ids is None else statement.where(Task.site_id.in_(ids))


def _changed_sites(session: Session, after: int) -> set[uuid.UUID] | None:
    """Sites whose own rows, checks or orders the log names past a position; None: too many."""
    statement = (
        select(Operation.entity, Operation.row_id)
        .where(Operation.position > after, Operation.entity.in_(("site", *_OWNERS)))
        .distinct()
        .limit(_MANY + 1)
    )
    named = [(entity, row_id) for entity, row_id in session.execute(statement)]
    if len(named) > _MANY:
        return None
    found = {row_id for entity, row_id in named if entity == "site"}
    for entity, owner in _OWNERS.items():
        found |= _owners(session, owner, [row_id for name, row_id in named if name == entity])
    return found


_OWNERS: dict[str, Any] = {
    "membership": select(Membership.site_id, Membership.id),
    "site_check": select(Check.site_id, Check.id),
    "task": select(Task.site_id, Task.id),
    "assignment": select(Task.site_id, Assignment.id).join(Assignment, Assignment.task_id == Task.id),
}
"""Entity -> the site it belongs to, and the row's id."""


def _owners(session: Session, owner: Any, row_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    row_id = list(owner.selected_columns)[1]
    for some in _pieces(list(row_ids)):
        rows = session.execute(owner.where(row_id.in_(some or ())))
        found.update(site_id for site_id, _ in rows if site_id is not None)
    return found


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _hex(session: Session, column: Any) -> ColumnElement[str]:
    """An id as 32 hexadecimal digits, as SQLite stores it: no object is made for each."""
    if _is_sqlite(session):
        return type_coerce(column, String)
    return func.replace(cast(column, Text), "-", "")


def _bytewise(session: Session, column: Any) -> ColumnElement[str]:
    """The same order on both engines, whatever the server's locale."""
    return type_coerce(column, String) if _is_sqlite(session) else column.collate("C")
