"""Write departments, enterprises and people. Divisions are reference rows: see `divisions.py`."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.errors import DuplicateError, NotFoundError, ReferenceKindError
from db.log import Journal
from db.rules.roles import Role
from db.schema import Person, Unit
from db.schema.units import DIVISION_KINDS


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A department or enterprise below a division."""

    code: str
    name: str
    kind: str
    parent_code: str
    short_name: str | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who writes in the record or answers for something."""

    name: str
    role: Role
    unit_code: str | None = None
    phone: str | None = None


def require_unit(session: Session, code: str) -> Unit:
    """The unit of that code.

    Raises:
        NotFoundError: no such unit.
    """
    unit = session.scalar(select(Unit).where(Unit.code == code, Unit.deleted_at.is_(None)))
    if unit is None:
        raise NotFoundError(what="unit", key=code)
    return unit


def add_units(session: Session, actor: Actor, new: Sequence[NewUnit]) -> Changes:
    """Add departments and enterprises.

    Raises:
        DuplicateError: a code is taken.
        NotFoundError: a parent does not exist.
        ReferenceKindError: a kind that only `init` may load.
    """
    with Journal(session, actor, "units.add") as journal:
        for item in new:
            if item.kind in DIVISION_KINDS:
                raise ReferenceKindError(field="kind", kind=item.kind)
            require_unit(session, item.parent_code)
            if session.scalar(select(Unit.id).where(Unit.code == item.code)):
                raise DuplicateError(what="unit", key=item.code)
            journal.insert(
                Unit(
                    code=item.code,
                    name=item.name,
                    short_name=item.short_name,
                    kind=item.kind,
                    parent_code=item.parent_code,
                )
            )
    return Changes(units=bool(new))


def add_people(session: Session, actor: Actor, new: Sequence[NewPerson]) -> list[uuid.UUID]:
    """Add people; their ids in the order given.

    Raises:
        NotFoundError: a unit does not exist.
    """
    rows = [
        Person(name=item.name, role=item.role, unit_code=item.unit_code, phone=item.phone) for item in new
    ]
    with Journal(session, actor, "people.add") as journal:
        for row in rows:
            if row.unit_code is not None:
                require_unit(session, row.unit_code)
            journal.insert(row)
    return [row.id for row in rows]
