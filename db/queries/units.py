"""Units: lookups, pickers, the county above."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema import Person, Unit


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit of the tree."""

    code: str
    name: str
    short_name: str | None
    kind: str
    parent_code: str | None

    @property
    def label(self) -> str:
        """What people call it."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person of the record."""

    id: uuid.UUID
    name: str
    role: str
    unit_code: str | None


_COLUMNS = (Unit.code, Unit.name, Unit.short_name, Unit.kind, Unit.parent_code)


def units(session: Session, kinds: Sequence[str] | None = None, below: str | None = None) -> list[UnitRecord]:
    """Units of some kinds (all if None), of one county if `below` is given, by code."""
    statement = select(*_COLUMNS).where(Unit.deleted_at.is_(None)).order_by(Unit.code)
    if kinds is not None:
        statement = statement.where(Unit.kind.in_(list(kinds)))
    if below is not None:
        statement = statement.where(Unit.code.startswith(below, autoescape=True))
    return [UnitRecord(*row) for row in session.execute(statement)]


def unit(session: Session, code: str) -> UnitRecord | None:
    """One unit by code."""
    row = session.execute(select(*_COLUMNS).where(Unit.code == code, Unit.deleted_at.is_(None))).first()
    return UnitRecord(*row) if row else None


def county_of(session: Session, code: str) -> str | None:
    """Code of the county that a unit lies in, None above the counties."""
    current: str | None = code
    while current is not None:
        row = session.execute(select(Unit.kind, Unit.parent_code).where(Unit.code == current)).first()
        if row is None:
            return None
        if row.kind == "county":
            return current
        current = row.parent_code
    return None


def people(session: Session) -> list[PersonRecord]:
    """All people by name."""
    rows = session.execute(
        select(Person.id, Person.name, Person.role, Person.unit_code)
        .where(Person.deleted_at.is_(None))
        .order_by(Person.name)
    )
    return [PersonRecord(row.id, row.name, row.role, row.unit_code) for row in rows]
