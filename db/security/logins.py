"""Logins of a shared PostgreSQL, made from the people of the record."""

import re
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.errors import DuplicateError, NotFoundError, RuleError
from db.rules.roles import Role
from db.schema import Inbound, Login, Member, Operation, Person, Replica
from db.security.rights import GROUPS_OF_ROLES, Group, group_role
from db.security.roles import Place, place_of, require_owner
from db.security.sql import literal, quoted, run

SHORTEST_PASSWORD = 12
"""Characters of a password that somebody thinks up."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for each other when read from paper."""
_GROUPS = 5
_CONNECTIONS = 20
"""At one time, for one login: a stolen one must not keep the others out."""
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
_RESERVED = ("pg_", "qk_")


class LoginNameError(RuleError):
    template = (
        "“{name}” cannot be a login: use up to 40 letters a to z, digits, and . _ - after the first letter; "
        "pg_ and qk_ at the start are taken."
    )


class WeakPasswordError(RuleError):
    template = "The password has {length} characters; it needs {shortest} at least, on one line."


class NoScopeError(RuleError):
    """A field login without a unit would see nothing."""

    template = "{name} belongs to no unit, so a login would see nothing. Give the person a unit first."


class ManyPeopleError(RuleError):
    """A name that several people have."""

    template = "{count} people are called {name}. Name one of them by its id: {ids}"


class FieldEntryError(RuleError):
    """A laptop could give its owner another role in the record, and an administrator might believe it."""

    template = (
        "The entry of {name} was written or changed on the laptop {laptop}, so nobody in the office has said "
        "this role and unit. Enter the person here (qingkong admin person add) and name the new id."
    )


@dataclass(frozen=True, slots=True)
class NewLogin:
    """A login that was made; `password` is shown once and kept nowhere."""

    name: str
    group: Group
    scope: str
    password: str


@dataclass(frozen=True, slots=True)
class LoginRecord:
    """A login of the list. `may_enter`: whether the server would let it in; None: it has no such role."""

    name: str
    role: str
    scope: str
    person: str | None
    created_at: datetime
    disabled_at: datetime | None
    may_enter: bool | None
    moved: bool
    """The person has another role or unit now than the login was made for."""


def find_person(session: Session, who: str) -> Person:
    """The person of that id or name.

    Raises:
        NotFoundError: nobody.
        ManyPeopleError: several have the name.
    """
    try:
        person = session.get(Person, uuid.UUID(who))
    except ValueError:
        found = session.scalars(
            select(Person).where(Person.name == who, Person.deleted_at.is_(None)).order_by(Person.id)
        ).all()
        if len(found) > 1:
            ids = ", ".join(str(person.id) for person in found)
            raise ManyPeopleError(count=len(found), name=who, ids=ids) from None
        person = found[0] if found else None
    if person is None or person.deleted_at is not None:
        raise NotFoundError(what="person", key=who)
    return person


def add(
    session: Session, now: datetime, person: Person, *, name: str | None = None, password: str | None = None
) -> NewLogin:
    """Give a person a login, or a disabled one back, with the group and scope of today's role and unit.

    Args:
        name: without one, it is made of the unit's code and the person's id.
        password: without one, a new one is made.

    Raises:
        NotOwnerError, LoginNameError, WeakPasswordError, NoScopeError, FieldEntryError, DuplicateError
    """
    place = require_owner(session)
    _require_office_entry(session, person)
    group = GROUPS_OF_ROLES[Role(person.role)]
    if group is Group.FIELD and person.unit_code is None:
        raise NoScopeError(name=person.name)
    name = _checked_name(name or default_name(person))
    password = _checked_password(password or new_password())
    row = session.get(Login, name)
    if row is not None and (row.disabled_at is None or row.person_id != person.id):
        raise DuplicateError(what="login", key=name)
    _make_role(session, place, name, group, verifier(session, name, password), known=row is not None)
    if row is None:
        row = Login(name=name, created_at=now, person_id=person.id)
        session.add(row)
    row.role, row.scope, row.disabled_at = person.role, person.unit_code or "", None
    session.flush()
    return NewLogin(name, group, row.scope, password)


def disable(session: Session, now: datetime, name: str) -> None:
    """Take a login's rights, password and entrance; its row stays. Its sessions: `end_sessions`, afterwards.

    Raises:
        NotOwnerError
        NotFoundError: no login of this record has that name.
    """
    place = require_owner(session)
    row = session.get(Login, name)
    if row is None:
        raise NotFoundError(what="login", key=name)
    row.disabled_at = row.disabled_at or now
    if _may_enter(session, [name]):
        run(session, f"ALTER ROLE {quoted(name)} NOLOGIN PASSWORD NULL")
        run(session, f"REVOKE {_all_groups(place)} FROM {quoted(name)}")


def end_sessions(session: Session, name: str) -> int:
    """Cut the connections of a login that can no longer make new ones; how many there were.

    In a transaction after the one of `disable`: before that is committed, it could come back.
    """
    place = require_owner(session)
    if not _may_enter(session, [name]):
        return 0
    if not place.is_superuser:  # only a member of a role, or a superuser, may end its sessions
        run(session, f"GRANT {quoted(name)} TO {quoted(place.login)}")
    ended = session.scalars(
        text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name"), {"name": name}
    ).all()
    if not place.is_superuser:
        run(session, f"REVOKE {quoted(name)} FROM {quoted(place.login)}")
    return len(ended)


def listing(session: Session) -> list[LoginRecord]:
    """All logins of this record by name, with what the server and the people table say of them.

    Raises:
        NotSharedError: this is not a PostgreSQL.
    """
    place_of(session)
    rows = session.execute(
        select(Login, Person.name, Person.role, Person.unit_code)
        .outerjoin(Person, Person.id == Login.person_id)
        .order_by(Login.name)
    ).all()
    enter = _may_enter(session, [login.name for login, *_ in rows])
    return [
        LoginRecord(
            login.name, login.role, login.scope, person, login.created_at, login.disabled_at,
            enter.get(login.name), (login.role, login.scope) != (role, unit or ""),
        )
        for login, person, role, unit in rows
    ]  # fmt: skip


def laptops_of(session: Session, name: str) -> list[tuple[str, str]]:
    """Tag and name of the approved replicas that have delivered something with this login."""
    delivered = select(Inbound.giver).where(Inbound.login == name)
    rows = session.execute(
        select(Member.tag, Member.name)
        .where(Member.id.in_(delivered), Member.revoked_at.is_(None))
        .order_by(Member.name)
    )
    return [(row.tag, row.name) for row in rows]


def default_name(person: Person) -> str:
    """`u130424100-3f9a`: unit, and four characters of the person's id."""
    return f"u{(person.unit_code or '').lower()}-{person.id.hex[-4:]}"


def new_password() -> str:
    """Five groups of four: 99 bits, and can be read from paper."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(_GROUPS))


def verifier(session: Session, name: str, password: str) -> str:
    """What the server keeps to check a password by SCRAM (RFC 5803): the password never leaves here."""
    driver = session.connection().connection.driver_connection
    assert driver is not None
    made: bytes = driver.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    return made.decode("ascii")


def _make_role(session: Session, place: Place, name: str, group: Group, secret: str, *, known: bool) -> None:
    exists = bool(_may_enter(session, [name]))
    if exists and not known:  # somebody else's: another database's on this server, or the server's own
        raise DuplicateError(what="login", key=name)
    verb = "ALTER" if exists else "CREATE"
    options = f"LOGIN CONNECTION LIMIT {_CONNECTIONS} PASSWORD {literal(secret)}"
    run(session, f"{verb} ROLE {quoted(name)} {options}")
    if exists:
        run(session, f"REVOKE {_all_groups(place)} FROM {quoted(name)}")
    run(session, f"GRANT {place.role(group)} TO {quoted(name)}")


def _require_office_entry(session: Session, person: Person) -> None:
    laptop = session.scalar(
        select(Replica.name)
        .join(Operation, Operation.replica == Replica.id)
        .where(Operation.row_id == person.id, Operation.side == "field")
        .limit(1)
    )
    if laptop is not None:
        raise FieldEntryError(name=person.name, laptop=laptop)


def _all_groups(place: Place) -> str:
    return ", ".join(quoted(group_role(place.database, group)) for group in Group)


def _may_enter(session: Session, names: Iterable[str]) -> dict[str, bool]:
    """Of these roles, those that exist, and whether they may connect."""
    statement = text("SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname = ANY (:names)")
    rows = session.execute(statement, {"names": list(names)})
    return {row.rolname: row.rolcanlogin for row in rows}


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name) or name.startswith(_RESERVED):
        raise LoginNameError(name=name)
    return name


def _checked_password(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD or not password.isprintable():
        raise WeakPasswordError(length=len(password), shortest=SHORTEST_PASSWORD)
    return password
