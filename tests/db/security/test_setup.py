"""`admin setup` in the database: again it changes nothing, nothing is forgotten, work goes on as before."""

import uuid
from pathlib import Path

import pytest
from shared_record import ACTOR, HOUR, NOW, OTHER_TOWN, TOWN, SharedRecord, shared_record
from sqlalchemy import MetaData, Table, select, text

from db import lease
from db.check import check, not_looked_at
from db.commands import conflicts, members, presence, readings, sites, tasks
from db.commands.divisions import load_campaigns
from db.commands.intake import Refusal, refuse
from db.commands.sites import SiteData
from db.commands.tasks import NewTask
from db.engine import Database, open_database
from db.errors import BusyError, NotAllowedError, NotInitialisedError
from db.identity import Founding
from db.log import Journal
from db.rules.campaigns import load_folder
from db.rules.roles import Role
from db.rules.tasks import Step
from db.schema import Base, Conflict, Member, Site
from db.schema.base import KINDS
from db.security import rights, roles
from db.security.rights import GROUPS_OF_ROLES, Group, UnruledTableError, group_role
from db.setup import prepare
from db.sync.exchange import exchange
from resources import folder

MAY_2031 = 1_935_705_600
"""2031-05-05 00:00 UTC: a month nobody has stored anything in."""

STATE = """
SELECT 'table', relname, relacl::text, relrowsecurity::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'column', attrelid::regclass || '.' || attname, attacl::text, NULL FROM pg_attribute
WHERE attacl IS NOT NULL
UNION ALL SELECT 'function', proname, proacl::text, md5(prosrc) FROM pg_proc
WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'policy', tablename || '.' || policyname, roles::text, coalesce(qual, with_check)
FROM pg_policies
UNION ALL SELECT 'schema', nspname, nspacl::text, NULL FROM pg_namespace WHERE nspname = 'public'
UNION ALL SELECT 'database', datname, datacl::text, NULL FROM pg_database WHERE datname = current_database()
UNION ALL SELECT 'trigger', tgname, tgrelid::regclass::text, tgenabled::text FROM pg_trigger
WHERE NOT tgisinternal
ORDER BY 1, 2
"""


def state_after_setup(record: SharedRecord) -> list[object]:
    """Months made since the last setup show their owner's rights only after the next one."""
    with record.open("owner").writing() as session:
        roles.setup(session)
    return record.sql("owner", STATE)


def test_that_doing_it_again_changes_nothing(own_shared: SharedRecord):
    before = state_after_setup(own_shared)
    with own_shared.open("owner").writing() as session:
        done = roles.setup(session)
    assert done.created == ()
    assert own_shared.sql("owner", STATE) == before


def test_that_what_somebody_granted_by_hand_is_taken_back(own_shared: SharedRecord):
    before = state_after_setup(own_shared)
    with own_shared.open("owner").writing() as session:
        for statement in (
            f"GRANT ALL ON operation TO {group_role(own_shared.name, Group.FIELD)}",
            "GRANT SELECT ON replica_key TO PUBLIC",
            f"GRANT SELECT (password) ON device TO {group_role(own_shared.name, Group.VIEW)}",
            "ALTER TABLE site DISABLE ROW LEVEL SECURITY",
            "DROP POLICY qk_field_select ON task",
            f"CREATE POLICY qk_mine ON task TO {group_role(own_shared.name, Group.FIELD)} USING (true)",
            "DROP TRIGGER qk_check_blob ON blob",
            "GRANT EXECUTE ON FUNCTION qk_make_month(integer, integer) TO PUBLIC",
        ):
            session.execute(text(statement))
    with own_shared.open("owner").writing() as session:
        roles.setup(session)
    assert own_shared.sql("owner", STATE) == before


def test_that_a_failure_half_way_leaves_everything_as_it_was(own_shared: SharedRecord, monkeypatch):
    before = own_shared.sql("owner", STATE)

    class StopError(Exception):
        pass

    def broken(*_arguments: object) -> object:
        yield "SELECT 1"
        raise StopError

    monkeypatch.setattr(roles, "_row_security", broken)
    with pytest.raises(StopError), own_shared.open("owner").writing() as session:
        roles.setup(session)
    assert own_shared.sql("owner", STATE) == before


def test_that_the_server_s_superuser_leaves_everything_to_the_owner(own_shared: SharedRecord):
    """An administrator who runs it as postgres must not leave functions behind that run as postgres."""
    with own_shared.open("postgres").writing() as session:
        roles.setup(session)
    owners = own_shared.sql(
        "owner", "SELECT DISTINCT pg_get_userbyid(proowner) FROM pg_proc WHERE starts_with(proname, 'qk_')"
    )
    assert owners == [(own_shared.owner,)]
    with own_shared.open("owner").writing() as session:
        roles.setup(session)
    # only a superuser may close what PostgreSQL opens to everybody
    with pytest.raises(NotAllowedError, match="lo_create"):
        own_shared.sql("town", "SELECT lo_create(0)")


def test_that_somebody_else_cannot_do_it(own_shared: SharedRecord):
    with pytest.raises(roles.NotOwnerError), own_shared.open("duty").writing() as session:
        roles.setup(session)


def test_that_a_database_without_tables_says_so(postgres_server: str):
    database = open_database(postgres_server)
    with pytest.raises(NotInitialisedError), database.writing() as session:
        roles.setup(session)
    database.close()


def test_that_a_file_has_no_logins(sqlite_database: Database):
    with pytest.raises(roles.NotSharedError), sqlite_database.writing() as session:
        roles.setup(session)


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_that_somebody_has_decided_about_every_table(table: Table):
    # accounts are for records without logins: on a shared one nobody reads them
    assert bool(rights.rule(table.name).office) == (table.name != "account")


def test_that_a_new_table_without_a_decision_fails(monkeypatch):
    """A synced table needs no decision of its own; one of the book-keeping does."""
    other = MetaData()
    for kind in KINDS:
        Table(f"new_{kind}", other, info={"kind": kind})
    monkeypatch.setattr(Base, "metadata", other)
    assert rights.rule("new_synced").field == "S"
    with pytest.raises(UnruledTableError, match="new_local"):
        rights.rule("new_local")


def test_that_every_role_of_people_has_a_group():
    assert set(GROUPS_OF_ROLES) == set(Role)


def test_that_group_names_fit_and_tell_databases_apart():
    assert group_role("chengan", Group.OFFICE) == "qk_chengan_office"
    long = [group_role("大气办调度数据库" * 3 + end, Group.OFFICE) for end in ("甲", "乙")]
    assert all(len(name.encode()) <= 63 for name in long)
    assert long[0] != long[1]


def test_that_names_and_texts_are_spelled_so_that_sql_takes_them():
    from db.security.sql import literal, quoted

    assert quoted('we"ird') == '"we""ird"'
    assert literal("it's") == "'it''s'"


def test_that_two_databases_of_one_server_each_have_their_own_groups(postgres_server: str):
    with shared_record(postgres_server) as first, shared_record(postgres_server) as second:
        names = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'qk\\_%\\_field' ORDER BY 1"
        found = {name for (name,) in first.sql("postgres", names)}
        assert {f"qk_{first.name}_field", f"qk_{second.name}_field"} <= found


def test_that_an_office_login_does_a_day_s_work_and_the_record_stays_true(own_shared: SharedRecord):
    """Readings of a month that has no partition yet among it: the login does not own the table."""
    duty = own_shared.open("duty")
    with duty.writing() as session:
        number = tasks.new(session, ACTOR, NewTask("扬尘", [TOWN, OTHER_TOWN], site_code="OURS-1"))
        tasks.step(session, ACTOR, number, Step.RECEIVE, unit_code=TOWN)
        site = sites.add(session, ACTOR, SiteData("新工地", TOWN, "dust", fields={"area": 3}))
        sites.set_state(session, ACTOR, site.id, "dust", sites.SiteState.CLOSED)
        rows = [("ST-OURS", 3600, MAY_2031 + 3600 * i, 50.0, *[None] * 11) for i in range(3)]
        assert readings.store(session, rows, now=NOW).added == 3
    months = own_shared.sql(
        "owner", "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'observation_p203105'"
    )
    assert months == [(own_shared.owner,)]
    assert check(own_shared.open("owner")) == []
    assert check(duty) == []


def test_that_a_login_cannot_have_months_made_without_end(own_shared: SharedRecord):
    with own_shared.open("duty").writing() as session, pytest.raises(Exception, match="9999"):
        session.execute(text("SELECT qk_make_month(9999, 1)"))
    with own_shared.open("duty").writing() as session, pytest.raises(Exception, match="out of range"):
        session.execute(text("SELECT qk_make_month(2026, 13)"))


@pytest.mark.parametrize("login", ["town", "auditor", "viewer"])
def test_that_commands_of_others_are_refused_in_a_sentence(own_shared: SharedRecord, login: str):
    before = own_shared.sql("owner", "SELECT count(*) FROM operation")
    with (
        pytest.raises(NotAllowedError, match="permission denied"),
        own_shared.open(login).writing() as session,
    ):
        tasks.new(session, ACTOR, NewTask("扬尘", [TOWN]))
    with pytest.raises(NotAllowedError), own_shared.open(login).writing() as session:
        readings.store(session, [("ST-OURS", 3600, HOUR, 1.0, *[None] * 11)], now=NOW)
    assert own_shared.sql("owner", "SELECT count(*) FROM operation") == before


def test_that_setup_gives_way_to_readers(own_shared: SharedRecord, monkeypatch):
    """A reader that keeps a table open must not make every console wait behind us."""
    monkeypatch.setattr(roles, "LOCK_WAIT", "100ms")
    with own_shared.open("duty").reading() as reader:
        reader.execute(text("SELECT count(*) FROM site"))
        with pytest.raises(BusyError), own_shared.open("owner").writing() as session:
            roles.setup(session)


def test_that_an_auditor_can_check_the_record_without_the_secrets(own_shared: SharedRecord):
    """The operations on devices tell their passwords; their places in the chain do not."""
    auditor = own_shared.open("auditor")
    assert check(auditor) == []
    assert not_looked_at(auditor) == ["device"]
    assert not_looked_at(own_shared.open("duty")) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET changes = replace(changes, 'OURS-1', 'OURS-9') WHERE entity = 'site'",
        "DELETE FROM operation WHERE seq = (SELECT min(seq) FROM operation WHERE entity = 'device')",
        "DELETE FROM operation WHERE seq = (SELECT max(seq) FROM operation)",
        "UPDATE site SET name = 'x' WHERE code = 'OURS-1'",
    ],
)
def test_that_an_auditor_finds_what_was_changed_behind_our_back(own_shared: SharedRecord, statement: str):
    with own_shared.open("postgres").writing() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(statement))
    assert check(own_shared.open("auditor")) != []


def test_that_who_may_not_read_the_log_is_told_so_by_a_check(own_shared: SharedRecord):
    for login in ("town", "viewer"):
        with pytest.raises(NotAllowedError):
            check(own_shared.open(login))


def test_that_an_office_login_keeps_all_books_of_the_exchange(own_shared: SharedRecord, tmp_path: Path):
    """Exchange, a change of scope, a conflict decided, presence, lease: whatever the program deletes."""
    duty = own_shared.open("duty")
    laptop = open_database(f"sqlite:///{tmp_path / 'laptop.db'}")
    prepare(laptop, NOW, Founding("field", TOWN, "笔记本"))
    campaigns = load_folder(folder("campaigns"))[0]
    with laptop.writing() as session:
        load_campaigns(session, campaigns.values(), source="test", now=NOW)

    def meet() -> None:
        done = exchange(laptop, duty, now=lambda: NOW)
        assert (done.sent.refused, done.received.refused) == ([], [])

    meet()
    for database, name in ((laptop, "张三"), (duty, "李四")):
        with database.writing() as session:
            site = session.scalars(select(Site).where(Site.code == "OURS-1")).one()
            with Journal(session, ACTOR, "sites.edit") as journal, journal.changing(site):
                site.person = name
    meet()
    with duty.writing() as session:
        conflict = session.scalars(select(Conflict).where(Conflict.field == "person")).one()
        conflicts.decide(session, ACTOR, conflict.id, "李四")
    with duty.writing() as session:
        (member,) = session.scalars(select(Member.id).where(Member.side == "field"))
        members.set_scope(session, ACTOR, member, [OTHER_TOWN])
    meet()
    with duty.writing() as session:
        assert lease.acquire(session, "serve", "here", NOW, 60)
        lease.release(session, "serve", "here")
        page = uuid.uuid4()
        presence.touch(session, page, "张三", page, NOW)
        presence.leave(session, page)
        refuse(session, [Refusal(NOW, "10.0.0.9", "crc", "", "raw")])
    laptop.close()
    assert check(duty) == []
