"""Whatever is made weak by hand is found; where nothing is weak, nothing is said."""

from pathlib import Path

import pytest
from shared_record import SharedRecord, shared_record
from sqlalchemy import text

from db.security import roles
from db.security.inspect import UNSEEN, HbaRule, Weakness, inspect, weak_rules
from db.security.rights import Group, group_role


def found(record: SharedRecord, login: str = "postgres") -> list[Weakness]:
    with record.open(login).reading() as session:
        return inspect(session)


def news(record: SharedRecord, *statements: str) -> list[tuple[str, str, str]]:
    """What a superuser finds after these statements, taken back, beyond what a superuser's own use is."""
    with record.open("postgres").writing() as session:
        for statement in statements:
            session.execute(text(statement))
        weaknesses = inspect(session)
        session.rollback()
    return [(w.kind, w.where, w.what) for w in weaknesses if w.kind not in AS_IT_IS]


# the test server's superuser looks, and large objects are open to all until a superuser sets up
AS_IT_IS = {"superuser", "public"}


def test_that_a_fresh_setup_has_nothing_wrong_but_what_only_a_superuser_can_close(shared: SharedRecord):
    left = found(shared, "owner")
    assert {w.kind for w in left} == {"public", UNSEEN}
    assert {w.where for w in left if w.kind == "public"} == {
        f"function {name}" for name in ("lo_creat", "lo_create", "lo_from_bytea", "lo_put", "lowrite")
    }
    # rules and passwords are for the superuser's eyes; the owner is told that they were not looked at
    assert [w.where for w in left if w.kind == UNSEEN] == ["pg_hba.conf", "pg_authid"]
    assert news(shared) == []


def test_that_a_superuser_s_setup_closes_the_rest(own_shared: SharedRecord):
    with own_shared.open("postgres").writing() as session:
        roles.setup(session)
    assert [(w.kind, w.where) for w in found(own_shared)] == [("superuser", "postgres")]


def test_that_a_database_that_was_never_set_up_is_told_so(postgres_server: str):
    with shared_record(postgres_server, is_set_up=False) as record:
        left = [(w.kind, w.where, w.what) for w in found(record)]
    assert ("no_setup", record.name, "") in left
    assert ("public", f"database {record.name}", "CONNECT") in left
    assert "extra_right" not in {kind for kind, _, _ in left}


LOG_TRIGGER = "ALTER TABLE operation DISABLE TRIGGER operation_no_change"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("GRANT DELETE ON operation TO {field}", ("extra_right", "{field}", "DELETE operation")),
        ("GRANT SELECT (password) ON device TO {view}", ("extra_right", "{view}", "SELECT device.password")),
        ("GRANT SELECT ON site TO {town}", ("extra_right", "{town}", "SELECT site")),
        ("REVOKE INSERT ON task FROM {office}", ("missing_right", "{office}", "INSERT task")),
        ("ALTER TABLE site DISABLE ROW LEVEL SECURITY", ("row_security", "site", "qk_field_select")),
        ("DROP POLICY qk_field_select ON task", ("row_security", "task", "qk_field_select")),
        (LOG_TRIGGER, ("trigger", "operation", "operation_no_change")),
        ("DROP TRIGGER seal_no_truncate ON seal", ("trigger", "seal", "seal_no_truncate")),
        ("ALTER TABLE blob DISABLE TRIGGER USER", ("trigger", "blob", "qk_check_blob")),
        ("COMMENT ON FUNCTION qk_scope() IS 'qingkong 0'", ("old_setup", "{name}", "")),
        ("ALTER ROLE {town} CREATEROLE", ("powers", "{town}", "createrole")),
        ("ALTER ROLE {town} BYPASSRLS", ("powers", "{town}", "bypassrls")),
        ("GRANT pg_read_all_data TO {town}", ("powers", "{town}", "pg_read_all_data")),
        ("DELETE FROM login WHERE name = {town_text}", ("unlisted", "{town}", "")),
        ("UPDATE login SET disabled_at = now() WHERE name = {town_text}", ("not_disabled", "{town}", "")),
    ],
)
def test_that_each_weakness_is_named(shared: SharedRecord, statement: str, expected: tuple[str, str, str]):
    plain = {group.value: group_role(shared.name, group) for group in Group}
    plain |= {"town": shared.role("town"), "name": shared.name}
    names = {key: f'"{value}"' for key, value in plain.items()} | {"town_text": f"'{shared.role('town')}'"}
    assert tuple(part.format(**plain) for part in expected) in news(shared, statement.format(**names))


def test_that_two_groups_at_once_are_found(shared: SharedRecord):
    office, field = (group_role(shared.name, group) for group in (Group.OFFICE, Group.FIELD))
    left = news(shared, f'GRANT "{office}" TO "{shared.role("town")}"')
    assert left == [("powers", shared.role("town"), f"{field}, {office}")]


def test_that_a_password_that_is_not_scram_is_found(shared: SharedRecord):
    town = shared.role("town")
    weak = "SET LOCAL password_encryption = 'md5'"
    assert ("encryption", "password_encryption", "md5") in news(shared, weak)
    assert ("scram", town, "") in news(shared, weak, f"ALTER ROLE \"{town}\" PASSWORD 'x'")


RULES = [
    ("host", "10.0.0.0", "255.0.0.0", "trust", {"hba_way", "hba_plain"}),
    ("host", "0.0.0.0", "0.0.0.0", "scram-sha-256", {"hba_plain"}),
    ("hostssl", "0.0.0.0", "0.0.0.0", "md5", {"hba_way"}),
    ("hostssl", "::", "::", "password", {"hba_way"}),
    ("hostnossl", "samenet", None, "scram-sha-256", {"hba_plain"}),
    ("host", "all", None, "ident", {"hba_way", "hba_plain"}),
    ("hostssl", "office.example", None, "trust", {"hba_way"}),
    # a part of the network is loopback, a part is not
    ("host", "126.0.0.0", "254.0.0.0", "trust", {"hba_way", "hba_plain"}),
    ("hostssl", "10.0.0.0", "255.0.0.0", "scram-sha-256", set()),
    ("hostssl", "10.0.0.0", "255.0.0.0", "cert", set()),
    ("host", "127.0.0.0", "255.0.0.0", "trust", set()),
    ("host", "127.0.0.1", "255.255.255.255", "trust", set()),
    ("host", "::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "trust", set()),
    ("host", "localhost", None, "trust", set()),
    ("local", None, None, "trust", set()),
    ("host", "10.0.0.0", "255.0.0.0", "reject", set()),
]


@pytest.mark.parametrize(("kind", "address", "mask", "way", "expected"), RULES)
def test_that_rules_that_let_strangers_in_are_found(kind, address, mask, way, expected):
    rule = HbaRule(7, kind, address, mask, way, None)
    assert {w.kind for w in weak_rules([rule])} == expected
    assert {w.where for w in weak_rules([rule])} <= {"7"}


def test_that_a_line_that_the_server_cannot_read_is_found():
    rule = HbaRule(3, None, None, None, None, "invalid IP mask")
    assert list(weak_rules([rule])) == [Weakness("hba_error", "3", "invalid IP mask")]


def test_that_the_rules_are_read_from_the_server(shared: SharedRecord):
    """The server looks at its file as it stands, before it has taken it over."""
    path = Path(shared.sql("postgres", "SHOW hba_file")[0][0])
    before = path.read_text()
    path.write_text(f"host all all 10.0.0.0/8 trust\nnonsense\n{before}")
    try:
        left = news(shared)
    finally:
        path.write_text(before)
    assert [(kind, where) for kind, where, _ in left] == [
        ("hba_way", "1"), ("hba_plain", "1"), ("hba_error", "2")
    ]  # fmt: skip
    assert left[0][2] == "host 10.0.0.0 trust"
