"""Who may sign in at this record, whether they must, and who a database login is."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.queries.access import may_read
from db.rules.roles import Role
from db.schema import Account, Login, Person, Unit


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who has signed in: what a role allows is seen from the unit (None: the whole record)."""

    person_id: uuid.UUID
    name: str
    role: Role
    unit_code: str | None


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account of the list."""

    name: str
    person: str
    role: str
    unit: str | None
    locked_until: datetime | None
    disabled_at: datetime | None


def is_required(session: Session) -> bool:
    """Whether people must sign in here: from the first account on, until the last is disabled.

    Accounts are local, and so is this: a laptop without accounts has no sign-in, whatever the office has. A
    shared PostgreSQL has logins of its own, which say who it is.
    """
    if session.get_bind().dialect.name == "postgresql":
        return False
    return session.scalar(select(Account.person_id).where(Account.disabled_at.is_(None)).limit(1)) is not None


def listing(session: Session) -> list[AccountRecord]:
    """All accounts by name."""
    rows = session.execute(
        select(
            Account.name,
            Person.name,
            Person.role,
            func.coalesce(Unit.short_name, Unit.name),
            Account.locked_until,
            Account.disabled_at,
        )
        .join(Person, Person.id == Account.person_id)
        .outerjoin(Unit, Unit.code == Person.unit_code)
        .order_by(Account.name)
    )
    return [AccountRecord(*row) for row in rows]


def login_of(session: Session) -> Who | None:
    """Whose database login this is, where it may know (an office's PostgreSQL).

    None on SQLite, for the owner, who may do everything, and for a field login, which writes on its laptop.
    """
    if session.get_bind().dialect.name != "postgresql" or not may_read(session, Login):
        return None
    name = session.scalar(select(func.current_user()))
    person = session.scalar(
        select(Person).join(Login, Login.person_id == Person.id).where(Login.name == name)
    )
    return who_is(person) if person is not None else None


def who_is(person: Person) -> Who:
    """A person of the record, with what role and unit allow."""
    return Who(person.id, person.name, Role(person.role), person.unit_code)


def parents(session: Session) -> dict[str, str | None]:
    """Unit -> the unit above it: what decides whether one unit lies below another."""
    rows = session.execute(select(Unit.code, Unit.parent_code).where(Unit.deleted_at.is_(None)))
    return {row.code: row.parent_code for row in rows}
