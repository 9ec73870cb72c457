"""Bring the roles, rights, functions and policies of a shared PostgreSQL to what is declared."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.errors import DomainError, KnownDbError, NotInitialisedError
from db.schema import Base
from db.security.functions import Function, functions
from db.security.policies import Policy, policies
from db.security.rights import ACTIONS, Group, group_role, rights, tables
from db.security.sql import literal, quoted, run

_LOCK_KEY = 0x51696E68  # any fixed number: two administrators must not set up one database at a time
LOCK_WAIT = "10s"
"""Policies wait for readers to finish; all others would wait behind us meanwhile, so not for long."""
LARGE_OBJECTS = (
    "lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid, bytea)", "lo_put(oid, bigint, bytea)",
    "lowrite(integer, bytea)",
)  # fmt: skip
"""Functions with which any login could fill the disk beside the tables."""


class NotSharedError(DomainError):
    """A SQLite file has no logins."""

    template = (
        "{where} is a file on this computer and has no logins. Name the shared database: "
        "--db postgresql+psycopg://owner@host/name"
    )


class NotOwnerError(KnownDbError):
    """Roles and rights are managed by the tables' owner."""

    template = (
        "The login {login} cannot manage the database's logins: it must own the tables (they belong to "
        "{owner}) and have CREATEROLE. Use the owner's login, or let the server's administrator run: "
        'ALTER ROLE "{owner}" CREATEROLE'
    )


@dataclass(frozen=True, slots=True)
class SetUp:
    """What `setup` left in place."""

    groups: tuple[str, ...]
    created: tuple[str, ...]
    tables: int
    policies: int


@dataclass(frozen=True, slots=True)
class Place:
    """The database, schema and owner that statements name, and who runs them."""

    database: str
    schema: str
    owner: str
    login: str
    is_superuser: bool

    def role(self, group: Group) -> str:
        """Quoted name of a group's role."""
        return quoted(group_role(self.database, group))


def setup(session: Session) -> SetUp:
    """Make or renew roles, functions, policies and grants; the same again changes nothing.

    Raises:
        NotSharedError, NotOwnerError
    """
    place = require_owner(session)
    run(session, f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
    created = tuple(_make_groups(session, place))
    for statement in statements(place, _old_policies(session)):
        run(session, statement)
    run(session, f"COMMENT ON FUNCTION qk_scope() IS {literal(digest())}")
    groups = tuple(group_role(place.database, group) for group in Group)
    return SetUp(groups, created, len(list(tables())), len(list(policies())))


def require_owner(session: Session) -> Place:
    """Where we are, when this login may manage roles here.

    Raises:
        NotSharedError, NotOwnerError
    """
    found = place_of(session)
    statement = text(
        "SELECT rolsuper OR (rolcreaterole AND pg_has_role(current_user, :owner, 'USAGE')) "
        "FROM pg_roles WHERE rolname = current_user"
    )
    if not session.scalar(statement, {"owner": found.owner}):
        raise NotOwnerError(login=found.login, owner=found.owner)
    return found


def place_of(session: Session) -> Place:
    """Where we are.

    Raises:
        NotSharedError: this is not a PostgreSQL.
    """
    bind = session.get_bind()
    if bind.dialect.name != "postgresql":
        raise NotSharedError(where=bind.engine.url.render_as_string())
    statement = text(
        "SELECT current_database(), schemaname, tableowner, rolname, rolsuper "
        "FROM pg_tables, pg_roles "
        "WHERE schemaname = current_schema() AND tablename = 'operation' AND rolname = current_user"
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotInitialisedError(where=bind.engine.url.render_as_string())
    return Place(*row)


def digest() -> str:
    """Names everything that `setup` would do: another one in the database means that it is out of date."""
    place = Place("database", "public", "owner", "owner", is_superuser=True)
    whole = "\n".join(statements(place, []))
    return f"qingkong {hashlib.sha256(whole.encode()).hexdigest()[:16]}"


def statements(place: Place, old: list[tuple[str, str]]) -> Iterator[str]:
    """All of it in order; `old`: policies (name, table) that are there."""
    for name, table in old:
        yield f"DROP POLICY {quoted(name)} ON {quoted(table)}"
    made = list(functions())
    for function in made:
        if function.trigger_on is not None:
            yield f"DROP TRIGGER IF EXISTS {function.name} ON {function.trigger_on}"
    for function in reversed(made):
        yield f"DROP FUNCTION IF EXISTS {function.signature}"
    yield from _nobody_else(place)
    for function in made:
        yield from _function(place, function)
    yield from _grants(place)
    yield from _row_security(place, list(policies()))


def _make_groups(session: Session, place: Place) -> Iterator[str]:
    """The groups; names of those that were not there."""
    statement = text("SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname = :name")
    for group in Group:
        name = group_role(place.database, group)
        known = session.execute(statement, {"name": name}).first()
        if known is None:
            run(session, f"CREATE ROLE {quoted(name)} NOLOGIN")
            yield name
        elif known.rolcanlogin:
            run(session, f"ALTER ROLE {quoted(name)} NOLOGIN")
        if place.is_superuser and place.login != place.owner:
            # so that the owner can go on without the server's administrator
            run(session, f"GRANT {quoted(name)} TO {quoted(place.owner)} WITH ADMIN OPTION")


def _old_policies(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(
        text(
            "SELECT policyname, tablename FROM pg_policies "
            "WHERE schemaname = current_schema() AND starts_with(policyname, 'qk_') ORDER BY 1, 2"
        )
    )
    return [(name, table) for name, table in rows]


def _nobody_else(place: Place) -> Iterator[str]:
    """Take from everybody what PostgreSQL gives to everybody, and give the owner what is the owner's."""
    database, schema, owner = quoted(place.database), quoted(place.schema), quoted(place.owner)
    yield f"GRANT ALL ON SCHEMA {schema} TO {owner}"
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {owner}"
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"
    everyone = ", ".join(["PUBLIC", *(place.role(group) for group in Group)])
    for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {everyone}"
    if place.is_superuser:
        for function in LARGE_OBJECTS:
            yield f"REVOKE EXECUTE ON FUNCTION pg_catalog.{function} FROM PUBLIC"
    for group in Group:
        yield f"GRANT CONNECT ON DATABASE {database} TO {place.role(group)}"
        yield f"GRANT USAGE ON SCHEMA {schema} TO {place.role(group)}"


def _function(place: Place, function: Function) -> Iterator[str]:
    stability = "VOLATILE" if function.returns in ("trigger", "void") else "STABLE"
    yield (
        f"CREATE FUNCTION {function.name}({function.arguments}) RETURNS {function.returns} "
        f"LANGUAGE {function.language} {stability} SECURITY DEFINER "
        # temporary tables last: a login's own must never stand for one of ours
        f"SET search_path = {quoted(place.schema)}, pg_temp AS $qk${function.body}$qk$"
    )
    yield f"ALTER FUNCTION {function.signature} OWNER TO {quoted(place.owner)}"
    yield f"REVOKE ALL ON FUNCTION {function.signature} FROM PUBLIC"
    for group in function.groups:
        yield f"GRANT EXECUTE ON FUNCTION {function.signature} TO {place.role(group)}"
    if function.trigger_on is not None:
        yield (
            f"CREATE TRIGGER {function.name} BEFORE INSERT ON {function.trigger_on} "
            f"FOR EACH ROW EXECUTE FUNCTION {function.signature}"
        )


def _grants(place: Place) -> Iterator[str]:
    for group, table, action, column in sorted(rights(), key=str):
        columns = f" ({quoted(column)})" if column else ""
        yield f"GRANT {action}{columns} ON {quoted(table)} TO {place.role(group)}"
        sequence = _sequence(table)
        if action == ACTIONS["I"] and sequence is not None:
            yield f"GRANT USAGE ON SEQUENCE {quoted(sequence)} TO {place.role(group)}"


def _sequence(name: str) -> str | None:
    """What numbers a table's rows."""
    table = Base.metadata.tables.get(name)
    numbered = table.autoincrement_column if table is not None else None
    return f"{name}_{numbered.name}_seq" if numbered is not None else None


def _row_security(place: Place, made: list[Policy]) -> Iterator[str]:
    limited = {policy.table for policy in made}
    for table in tables():
        verb = "ENABLE" if table in limited else "DISABLE"
        yield f"ALTER TABLE {quoted(table)} {verb} ROW LEVEL SECURITY"
    for policy in made:
        rows = f"WITH CHECK ({policy.rows})" if policy.action == "INSERT" else f"USING ({policy.rows})"
        yield (
            f"CREATE POLICY {policy.name} ON {quoted(policy.table)} FOR {policy.action} "
            f"TO {place.role(policy.group)} {rows}"
        )
