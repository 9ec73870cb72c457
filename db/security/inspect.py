"""What is wrong with a shared PostgreSQL: each finding by its kind, for people in `desktop/cli_admin.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.security.policies import policies
from db.security.rights import Group, group_role, rights
from db.security.roles import LARGE_OBJECTS, Place, digest, place_of
from db.security.transport import UNPROVEN, is_local, is_remote

_WEAK_WAYS = frozenset({"trust", "password", "md5", "ident"})
_POWERS = "rolsuper", "rolcreaterole", "rolcreatedb", "rolreplication", "rolbypassrls"
_TRIGGERS = (
    ("operation", "operation_no_change"), ("operation", "operation_no_truncate"),
    ("seal", "seal_no_change"), ("seal", "seal_no_truncate"),
    ("blob", "qk_check_blob"), ("inbound", "qk_check_inbound"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weakness:
    """Something that is not as it should be: `kind` says what, `where` names it, `what` is its value."""

    kind: str
    where: str = ""
    what: str = ""


UNSEEN = "unseen"
"""Kind of what this login could not look at: no weakness, but no assurance either."""


def inspect(session: Session) -> list[Weakness]:
    """All findings; an empty list means that server and database are as they should be.

    Raises:
        NotSharedError: this is not a PostgreSQL.
    """
    place = place_of(session)
    return [
        *_connection(session, place),
        *_server(session),
        *_hba(session),
        *_setup(session, place),
        *_rights(session, place),
        *_everyone(session, place),
        *_row_security(session),
        *_logins(session, place),
        *_passwords(session, place),
    ]


def _connection(session: Session, place: Place) -> Iterator[Weakness]:
    if place.is_superuser:
        yield Weakness("superuser", place.login)
    url = session.get_bind().engine.url
    if is_remote(url) and url.query.get("sslmode") == UNPROVEN:
        yield Weakness("unproven", str(url.host))


def _server(session: Session) -> Iterator[Weakness]:
    settings: dict[str, str] = dict(session.execute(text("SELECT name, setting FROM pg_settings")).all())
    if settings["password_encryption"] != "scram-sha-256":
        yield Weakness("encryption", "password_encryption", settings["password_encryption"])
    heard = [host.strip() for host in settings["listen_addresses"].split(",")]
    beyond = [host for host in heard if not is_local(host)]
    if beyond and settings["ssl"] != "on":
        yield Weakness("tls", ", ".join(beyond))


@dataclass(frozen=True, slots=True)
class HbaRule:
    """A line of pg_hba.conf as the server reads it; `error`: it cannot."""

    line: int
    kind: str | None
    address: str | None
    mask: str | None
    way: str | None
    error: str | None


def _hba(session: Session) -> Iterator[Weakness]:
    if not session.scalar(text("SELECT has_function_privilege('pg_hba_file_rules()', 'EXECUTE')")):
        yield Weakness(UNSEEN, "pg_hba.conf")
        return
    columns = "line_number, type, address, netmask, auth_method, error"
    rows = session.execute(text(f"SELECT {columns} FROM pg_hba_file_rules ORDER BY line_number"))
    yield from weak_rules(HbaRule(*row) for row in rows)


def weak_rules(rules: Iterable[HbaRule]) -> Iterator[Weakness]:
    """Rules by which somebody on another computer gets in without SCRAM, or without TLS."""
    for rule in rules:
        line, words = str(rule.line), f"{rule.kind} {rule.address} {rule.way}"
        if rule.error is not None:
            yield Weakness("hba_error", line, rule.error)
        elif rule.way == "reject" or _is_loopback(rule):
            continue
        else:
            if rule.way in _WEAK_WAYS:
                yield Weakness("hba_way", line, words)
            if rule.kind in ("host", "hostnossl"):
                yield Weakness("hba_plain", line, words)


def _is_loopback(rule: HbaRule) -> bool:
    """Unix sockets, and networks that lie in loopback as a whole."""
    if rule.kind == "local":
        return True
    try:
        first, mask = ip_address(rule.address or ""), ip_address(rule.mask or "")
    except ValueError:
        return (rule.address or "").lower() == "localhost"
    last = int(first) | (int(mask) ^ ((1 << mask.max_prefixlen) - 1))
    return first.is_loopback and type(first)(last).is_loopback


def _setup(session: Session, place: Place) -> Iterator[Weakness]:
    found = session.scalar(text("SELECT obj_description(to_regprocedure('qk_scope()'), 'pg_proc')"))
    if found is None:
        yield Weakness("no_setup", place.database)
    elif found != digest():
        yield Weakness("old_setup", place.database)


_GRANTED = """
SELECT pg_get_userbyid(a.grantee) AS grantee, c.relname, a.privilege_type, NULL AS attname, a.grantee AS id
FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT pg_get_userbyid(a.grantee), c.relname, a.privilege_type, t.attname, a.grantee
FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid CROSS JOIN LATERAL aclexplode(t.attacl) a
WHERE c.relnamespace = to_regnamespace(:schema)
"""


def _rights(session: Session, place: Place) -> Iterator[Weakness]:
    """Grants that are not as declared: to our groups, and to anybody else but the owner."""
    if _is_missing_groups(session, place):
        return
    expected = {
        (group_role(place.database, group), table, action, column)
        for group, table, action, column in rights()
    }
    rows = session.execute(text(_GRANTED), {"schema": place.schema})
    found = {tuple(row)[:4] for row in rows if row.id != 0 and row.grantee != place.owner}
    for who, table, action, column in sorted(found - expected, key=str):
        yield Weakness("extra_right", who, f"{action} {_named(table, column)}")
    for who, table, action, column in sorted(expected - found, key=str):
        yield Weakness("missing_right", who, f"{action} {_named(table, column)}")


def _named(table: str, column: str | None) -> str:
    return f"{table}.{column}" if column else table


def _is_missing_groups(session: Session, place: Place) -> bool:
    names = [group_role(place.database, group) for group in Group]
    statement = text("SELECT count(*) FROM pg_roles WHERE rolname = ANY (:names)")
    return (session.scalar(statement, {"names": names}) or 0) < len(names)


_PUBLIC = """
SELECT 'database', d.datname, a.privilege_type
FROM pg_database d CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
WHERE d.datname = current_database() AND a.grantee = 0
UNION ALL
SELECT 'schema', n.nspname, a.privilege_type
FROM pg_namespace n CROSS JOIN LATERAL aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
WHERE n.nspname = :schema AND a.grantee = 0
UNION ALL
SELECT 'table', c.relname, a.privilege_type
FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
WHERE c.relnamespace = to_regnamespace(:schema) AND a.grantee = 0
UNION ALL
SELECT 'function', p.proname, a.privilege_type
FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
WHERE a.grantee = 0 AND (p.pronamespace = to_regnamespace(:schema)
  OR p.oid = ANY (SELECT to_regprocedure(f)::oid FROM unnest(CAST(:large AS text[])) f))
"""


def _everyone(session: Session, place: Place) -> Iterator[Weakness]:
    """What anybody with an entrance to the server has in this database."""
    values = {"schema": place.schema, "large": [f"pg_catalog.{name}" for name in LARGE_OBJECTS]}
    for kind, name, right in sorted(session.execute(text(_PUBLIC), values)):
        yield Weakness("public", f"{kind} {name}", right)


def _row_security(session: Session) -> Iterator[Weakness]:
    """Tables whose rows are not kept apart, and triggers that do not fire."""
    on = set(session.scalars(text("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity")))
    rows = session.execute(text("SELECT tablename, policyname FROM pg_policies"))
    present = set(rows)
    for policy in policies():
        if policy.table not in on or (policy.table, policy.name) not in present:
            yield Weakness("row_security", policy.table, policy.name)
    statement = text("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled <> 'D'")
    fire = set(session.execute(statement))
    for table, name in _TRIGGERS:
        if (table, name) not in fire:
            yield Weakness("trigger", table, name)


_MEMBERS = """
SELECT r.rolname, r.rolcanlogin, array_agg(g.rolname::text ORDER BY g.rolname) AS groups,
  r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls
FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
WHERE m.member IN (SELECT member FROM pg_auth_members JOIN pg_roles o ON o.oid = roleid
                   WHERE o.rolname = ANY (:groups))
GROUP BY r.oid, r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
  r.rolbypassrls
"""


def _logins(session: Session, place: Place) -> Iterator[Weakness]:
    """Members of our groups that nobody has written down, or that can do more than their group."""
    if not session.scalar(text("SELECT has_table_privilege('login', 'SELECT')")):
        yield Weakness(UNSEEN, "login")
        return
    ours = {group_role(place.database, group) for group in Group}
    rows = session.execute(text("SELECT name, disabled_at IS NULL FROM login"))
    known: dict[str, bool] = dict(rows.all())
    for row in session.execute(text(_MEMBERS), {"groups": sorted(ours)}):
        if row.rolname in (place.owner, place.login):
            continue
        if row.rolname not in known:
            yield Weakness("unlisted", row.rolname)
        elif row.rolcanlogin and not known[row.rolname]:
            yield Weakness("not_disabled", row.rolname)
        more = [power.removeprefix("rol") for power in _POWERS if getattr(row, power)]
        more += sorted(set(row.groups) - ours)
        if more or len(set(row.groups) & ours) > 1:
            yield Weakness("powers", row.rolname, ", ".join(more or row.groups))


def _passwords(session: Session, place: Place) -> Iterator[Weakness]:
    """Logins that would sign in with less than SCRAM."""
    if not session.scalar(text("SELECT has_table_privilege('pg_authid', 'SELECT')")):
        yield Weakness(UNSEEN, "pg_authid")
        return
    groups = [group_role(place.database, group) for group in Group]
    names = session.scalars(
        text(
            "SELECT r.rolname FROM pg_authid r WHERE r.rolcanlogin AND r.rolpassword IS NOT NULL "
            "AND NOT starts_with(r.rolpassword, 'SCRAM-SHA-256$') AND (r.rolname = :owner OR EXISTS ("
            "SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
            "WHERE m.member = r.oid AND g.rolname = ANY (:groups))) ORDER BY 1"
        ),
        {"owner": place.owner, "groups": groups},
    )
    yield from (Weakness("scram", name) for name in names)
