"""Role x table x action with raw SQL on a real PostgreSQL: exactly what was decided, nothing more or less.

The tables below are written by hand from the design, not read from the code that grants.
"""

import pytest
from shared_record import FAR_TOWN, HOUR, OTHER_TOWN, TOWN, SharedRecord
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ResourceClosedError
from sqlalchemy.orm import Session

DENIED = "42501"
LOGINS = {"office": "duty", "field": "town", "audit": "auditor", "view": "viewer"}

# S select, s select but not every column, I insert, i insert of some columns, U update, D delete
EXPECTED = {
    #                   office  field  audit  view
    "unit":            ("SIU",  "S",   "S",   "S"),
    "person":          ("SIU",  "S",   "S",   "s"),
    "member":          ("SIU",  "S",   "S",   "S"),
    "station":         ("SIU",  "S",   "S",   "S"),
    "device":          ("SIU",  "s",   "s",   "s"),
    "site":            ("SIU",  "S",   "S",   "S"),
    "membership":      ("SIU",  "S",   "S",   "S"),
    "site_check":      ("SIU",  "S",   "S",   "S"),
    "pairing":         ("SIU",  "S",   "S",   "S"),
    "unit_pairing":    ("SIU",  "S",   "S",   "S"),
    "shift":           ("SIU",  "S",   "S",   "S"),
    "shift_event":     ("SIU",  "S",   "S",   "S"),
    "task":            ("SIU",  "S",   "S",   "S"),
    "assignment":      ("SIU",  "S",   "S",   "S"),
    "task_step":       ("SIU",  "S",   "S",   "S"),
    "escalation":      ("SIU",  "S",   "S",   "S"),
    "duty_note":       ("SIU",  "S",   "S",   "S"),
    "attachment":      ("SIU",  "S",   "S",   "S"),
    "air_mark":        ("SIU",  "S",   "S",   "S"),
    "air_target":      ("SIU",  "S",   "S",   "S"),
    "office_setting":  ("SIU",  "S",   "S",   "S"),
    "channel_value":   ("SIU",  "S",   "S",   "S"),
    "station_day":     ("SIUD", "S",   "S",   "S"),
    "station_month":   ("SIUD", "S",   "S",   "S"),
    "finding":         ("SIUD", "S",   "S",   "S"),
    "unknown_device":  ("SIUD", "",    "S",   "S"),
    "observation":     ("SIU",  "S",   "S",   "S"),
    "campaign":        ("S",    "S",   "S",   "S"),
    "unit_area":       ("S",    "S",   "S",   "S"),
    "operation":       ("SI",   "S",   "S",   ""),
    "seal":            ("SI",   "S",   "S",   ""),
    "replica":         ("SIU",  "S",   "S",   "S"),
    "replica_key":     ("S",    "",    "",    ""),
    "login":           ("S",    "",    "S",   ""),
    "account":         ("",     "",    "",    ""),
    "blob":            ("SI",   "SI",  "S",   "S"),
    "inbound":         ("SU",   "Si",  "s",   "s"),
    "peer":            ("SIU",  "",    "S",   "S"),
    "pack":            ("SIU",  "",    "S",   "S"),
    "peer_root":       ("SIUD", "",    "S",   "S"),
    "dropped_root":    ("SIUD", "",    "S",   "S"),
    "held_operation":  ("SIUD", "",    "s",   "s"),
    "waiting_row":     ("SIUD", "",    "S",   "S"),
    "conflict":        ("SIUD", "S",   "S",   "S"),
    "lease":           ("SIUD", "",    "S",   "S"),
    "presence":        ("SIUD", "",    "S",   "S"),
    "reading_day":     ("SIU",  "S",   "S",   "S"),
    "counter":         ("SIU",  "S",   "S",   "S"),
    "device_state":    ("SIU",  "S",   "S",   "S"),
    "number_series":   ("SIU",  "",    "S",   ""),
    "refused":         ("SID",  "s",   "s",   "s"),
    "reference_set":   ("S",    "S",   "S",   "S"),
    "alembic_version": ("S",    "S",   "S",   "S"),
}  # fmt: skip
COLUMN = {group: index for index, group in enumerate(LOGINS)}

HIDDEN = {
    ("field", "device"): {"password", "sm4_key"},
    ("audit", "device"): {"password", "sm4_key"},
    ("view", "device"): {"password", "sm4_key"},
    ("view", "person"): {"phone"},
    ("field", "refused"): {"source", "detail", "raw"},
    ("audit", "refused"): {"raw"},
    ("view", "refused"): {"source", "detail", "raw"},
    ("audit", "held_operation"): {"payload"},
    ("view", "held_operation"): {"payload"},
    ("audit", "inbound"): {"content"},
    ("view", "inbound"): {"content"},
}
FILLED = {("field", "inbound"): {"giver", "at", "content"}}
ALL_TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') "
    "AND NOT relispartition ORDER BY 1"
)


def outcome(session: Session, statement: str) -> str:
    """The SQLSTATE of a statement that is tried and taken back; empty when it went through."""
    point = session.begin_nested()
    try:
        session.execute(text(statement))
    except DBAPIError as error:
        return error.orig.sqlstate
    except ResourceClosedError:
        return ""
    finally:
        point.rollback()
    return ""


def may(session: Session, statement: str) -> bool:
    """Anything but "insufficient privilege" means that the privilege is there."""
    return outcome(session, statement) != DENIED


def columns_of(session: Session, table: str) -> list[str]:
    rows = session.execute(
        text(
            "SELECT attname FROM pg_attribute "
            "WHERE attrelid = to_regclass(:table) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        ),
        {"table": table},
    )
    return [name for (name,) in rows]


def found_letters(session: Session, group: str, table: str) -> str:
    """What raw SQL says that this login may do to the table, spelled as in `EXPECTED`."""
    columns = columns_of(session, table)
    read = {c for c in columns if may(session, f"SELECT {c} FROM {table} LIMIT 0")}
    fill = {c for c in columns if may(session, f"INSERT INTO {table} ({c}) SELECT NULL WHERE false")}
    fill |= {c for c in columns if _typed_insert(session, table, c)}
    letters = _letter("S", set(columns), read, HIDDEN.get((group, table)))
    letters += _letter("I", set(columns), fill, set(columns) - FILLED.get((group, table), set(columns)))
    changed = {c for c in columns if may(session, f"UPDATE {table} SET {c} = NULL WHERE false")}
    letters += _letter("U", set(columns), changed, None)
    return letters + ("D" if may(session, f"DELETE FROM {table} WHERE false") else "")


def _typed_insert(session: Session, table: str, column: str) -> bool:
    return may(session, f"INSERT INTO {table} ({column}) SELECT {column} FROM {table} WHERE false")


def _letter(letter: str, columns: set[str], found: set[str], without: set[str] | None) -> str:
    if found == columns:
        return letter
    if not found:
        return ""
    return letter.lower() if found == columns - (without or set()) else f"{letter}?{sorted(found)}"


@pytest.mark.parametrize("group", LOGINS)
def test_that_every_login_may_do_to_every_table_what_was_decided(shared: SharedRecord, group: str):
    with shared.open(LOGINS[group]).writing() as session:
        tables = [name for (name,) in session.execute(text(ALL_TABLES))]
        found = {table: found_letters(session, group, table) for table in tables}
        session.rollback()
    assert found == {table: letters[COLUMN[group]] for table, letters in EXPECTED.items()}


@pytest.mark.parametrize("group", LOGINS)
def test_that_nobody_but_the_owner_may_empty_lock_or_change_a_table(shared: SharedRecord, group: str):
    with shared.open(LOGINS[group]).writing() as session:
        for table in EXPECTED:
            assert outcome(session, f"TRUNCATE {table}") == DENIED, table
            assert outcome(session, f"ALTER TABLE {table} ADD COLUMN mine integer") == DENIED, table
            assert outcome(session, f"ALTER TABLE {table} DISABLE TRIGGER ALL") == DENIED, table
            assert outcome(session, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY") == DENIED, table
            assert outcome(session, f"DROP TABLE {table}") == DENIED, table
            assert outcome(session, f"CREATE INDEX ON {table} ((1))") == DENIED, table
        session.rollback()


@pytest.mark.parametrize("group", ["field", "audit", "view"])
def test_that_a_reader_cannot_lock_writers_out(shared: SharedRecord, group: str):
    with shared.open(LOGINS[group]).writing() as session:
        for table in EXPECTED:
            # who may insert may take the lock that inserting takes, and no stronger one
            assert outcome(session, f"LOCK TABLE {table} IN SHARE MODE") == DENIED, table
        session.rollback()


FORBIDDEN = [
    "CREATE TABLE mine (a integer)",
    "CREATE TEMPORARY TABLE mine (a integer)",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE SCHEMA mine",
    "CREATE SEQUENCE mine",
    "CREATE TYPE mine AS ENUM ('a')",
    "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE EXTENSION dblink",
    "CREATE ROLE mine",
    "CREATE DATABASE mine",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "ALTER ROLE CURRENT_USER CREATEROLE",
    "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1",
    "SET SESSION AUTHORIZATION postgres",
    "SET ROLE postgres",
    "SET session_replication_role = replica",
    "SET log_statement = 'none'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "COPY (SELECT 1) TO '/tmp/qingkong-matrix'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_read_binary_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT pg_reload_conf()",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
    "ALTER SYSTEM SET ssl = off",
    "SELECT setval('inbound_id_seq', 1)",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.parametrize("group", LOGINS)
def test_that_a_login_has_no_way_around_the_tables(shared: SharedRecord, group: str, statement: str):
    if "terminate" in statement:
        shared.sql("postgres", "SELECT 1")  # somebody whose connection could be cut
    with shared.open(LOGINS[group]).writing() as session:
        state = outcome(session, statement)
        session.rollback()
    # ALTER SYSTEM and CREATE DATABASE look at the transaction before they look at the login
    allowed = {"25001"} if statement.startswith(("ALTER SYSTEM", "CREATE DATABASE")) else set()
    assert state in {DENIED} | allowed, state


@pytest.mark.parametrize("group", LOGINS)
def test_that_a_login_cannot_become_another_group(shared: SharedRecord, group: str):
    with shared.open(LOGINS[group]).writing() as session:
        for other in LOGINS:
            state = outcome(session, f"SET ROLE qk_{shared.name}_{other}")
            assert (state == DENIED) == (other != group)
        assert outcome(session, f"SET ROLE {shared.owner}") == DENIED
        assert outcome(session, f'SET ROLE "{shared.role("other")}"') == DENIED
        session.rollback()


FUNCTIONS = {
    "qk_scope()": "field",
    "qk_root_site()": "field",
    "qk_root_task()": "field",
    "qk_root_station()": "field",
    "qk_root_duty_note()": "field",
    "qk_replicas()": "field",
    "qk_log_heads(1, 2)": "field",
    "qk_log_links()": "audit",
    "qk_make_month(2031, 5)": "office",
    "qk_check_blob()": "",
    "qk_check_inbound()": "",
    "operation_refuse()": "",
}
"""Every function of the schema, and the group that may call it."""


@pytest.mark.parametrize("group", LOGINS)
def test_that_functions_can_be_called_by_those_who_need_them_only(shared: SharedRecord, group: str):
    with shared.open(LOGINS[group]).writing() as session:
        for call, needs in FUNCTIONS.items():
            state = outcome(session, f"SELECT {call}")
            assert (state == "") == (needs == group), (call, state)
        session.rollback()


def test_that_no_function_of_the_schema_was_forgotten(shared: SharedRecord):
    rows = shared.sql("owner", "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
    assert sorted(name for (name,) in rows) == sorted(call.partition("(")[0] for call in FUNCTIONS)


@pytest.mark.parametrize("group", ["office", "field", "audit", "view"])
def test_that_a_month_cannot_be_read_or_written_past_its_parent(shared: SharedRecord, group: str):
    """Rights and row-level security stand at the parent: a partition gives nothing by itself."""
    (partition,) = shared.sql("owner", "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'")[
        0
    ]
    with shared.open(LOGINS[group]).writing() as session:
        for statement in (
            f"SELECT * FROM {partition}",
            f"DELETE FROM {partition}",
            f"UPDATE {partition} SET pm25 = 1",
            f"INSERT INTO {partition} SELECT * FROM observation",
            f"TRUNCATE {partition}",
        ):
            assert outcome(session, statement) == DENIED, statement
        session.rollback()


@pytest.mark.parametrize("group", LOGINS)
def test_that_everybody_may_listen_and_tell(shared: SharedRecord, group: str):
    with shared.open(LOGINS[group]).writing() as session:
        assert outcome(session, "LISTEN qingkong") == ""
        assert outcome(session, "NOTIFY qingkong") == ""
        session.rollback()


@pytest.mark.parametrize("statement", ["UPDATE {} SET seq = seq", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["operation", "seal"])
def test_that_even_the_owner_cannot_change_the_log_by_a_slip(
    shared: SharedRecord, table: str, statement: str
):
    with shared.open("owner").writing() as session:
        point = session.begin_nested()
        with pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(statement.format(table)))
        point.rollback()
        session.rollback()


@pytest.mark.parametrize("group", LOGINS)
def test_that_what_a_login_has_it_cannot_give_away(shared: SharedRecord, group: str):
    """PostgreSQL answers with a warning, not an error, where some right is there to be given."""
    asked = "SELECT count(*) FROM information_schema.table_privileges WHERE grantee = 'PUBLIC' "
    with shared.open(LOGINS[group]).writing() as session:
        for table in EXPECTED:
            outcome(session, f"GRANT SELECT ON {table} TO PUBLIC")
            session.execute(text("SAVEPOINT given"))
            session.execute(
                text(f"DO $$ BEGIN GRANT ALL ON {table} TO PUBLIC; EXCEPTION WHEN OTHERS THEN END $$")
            )
            assert session.scalar(text(asked + f"AND table_name = '{table}'")) == 0, table
        session.rollback()


def test_that_a_login_of_another_database_on_the_server_gets_nothing(
    shared: SharedRecord, own_shared: SharedRecord
):
    """Two offices on one server: neither the other's logins nor the other's groups have anything here."""
    stranger = own_shared.role("duty")
    rows = shared.sql(
        "owner", "SELECT has_database_privilege(:who, :here, 'CONNECT')", who=stranger, here=shared.name
    )
    assert rows == [(False,)]
    rows = shared.sql(
        "owner", "SELECT has_database_privilege('public', :here, 'TEMPORARY')", here=shared.name
    )
    assert rows == [(False,)]


def test_that_the_names_used_here_are_the_ones_of_the_record(shared: SharedRecord):
    rows = shared.sql("owner", "SELECT code FROM unit WHERE kind = 'township' ORDER BY code")
    assert [code for (code,) in rows] == [TOWN, OTHER_TOWN, FAR_TOWN]
    assert HOUR % 3600 == 0
