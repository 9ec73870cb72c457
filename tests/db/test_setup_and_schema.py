"""Creating, upgrading and refusing databases; the schema is what the models say, on both engines."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from db.actor import Actor
from db.check import check
from db.commands.units import NewPerson, add_people
from db.engine import SAFE_WAL, Database, open_database, sqlite_module
from db.errors import BadUrlError, NewerSchemaError, NotInitialisedError, ReadOnlyError, UnreachableError
from db.migrations.compare import include_object
from db.rules.roles import Role
from db.schema import Base
from db.schema.base import KINDS
from db.setup import prepare, require_ready
from db.sync.guards import GUARDS


def test_that_migrations_make_exactly_the_schema_of_the_models(database: Database):
    with database.reading() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_object": include_object, "render_as_batch": True}
        )
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_that_every_table_says_what_it_is(table):
    assert table.info.get("kind") in KINDS


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_that_every_synced_table_has_what_merging_needs(table):
    if table.info["kind"] == "synced":
        assert {"id", "origin", "hlc", "deleted_at"} <= set(table.columns.keys())


SYNCED = [table for table in Base.metadata.sorted_tables if table.info.get("kind") == "synced"]


@pytest.mark.parametrize("table", SYNCED, ids=lambda table: table.name)
def test_that_every_synced_table_declares_how_it_is_exchanged(table):
    """A new table is born into the exchange by this declaration alone: a slip in it must not pass."""
    assert {"root", "unit", "identity", "office_only"} <= table.info.keys(), "use synced(…) of db.schema.base"
    columns = table.columns.keys()
    assert table.info["root"] is None or table.info["root"] in columns
    assert table.info["unit"] is None or table.info["unit"] in columns
    assert set(table.info["identity"]) <= set(columns)
    if table.info["root"] not in (None, "id", "entity_id"):
        assert table.columns[table.info["root"]].foreign_keys, "a root column points to its owner"
    for column in table.columns:
        assert column.info.keys() <= {"map", "merge", "writer", "guard", "follows", "settled"}
        assert column.info.get("merge", "ask") == "ask"
        assert column.info.get("writer", "office") in ("office", "field")
        assert column.info.get("guard") is None or column.info["guard"] in GUARDS
        assert column.info.get("follows") is None or column.info["follows"] in columns


def test_that_what_is_not_exchanged_is_named_local():
    """The list is written out, so that a table cannot become local by a slip."""
    local = {table.name for table in Base.metadata.sorted_tables if table.info["kind"] == "local"}
    assert local == {
        "account", "blob", "conflict", "counter", "device_state", "dropped_root", "finding", "held_operation",
        "inbound", "lease", "login", "number_series", "pack", "peer", "peer_root", "presence", "reading_day",
        "reference_set", "refused", "replica", "replica_key", "station_day", "station_month",
        "unknown_device", "waiting_row",
    }  # fmt: skip


def test_that_preparing_twice_changes_nothing(database: Database, now):
    before = prepare(database, now)
    again = prepare(database, now)
    assert (again.before, again.after, again.backup) == (before.after, before.after, None)
    require_ready(database)
    assert check(database) == []


def test_that_a_newer_schema_is_refused_and_not_touched(database: Database, now):
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerSchemaError, match="9999"):
        prepare(database, now)
    with pytest.raises(NewerSchemaError):
        require_ready(database)
    with database.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_that_a_sqlite_file_is_copied_before_an_upgrade(sqlite_database: Database, now, monkeypatch):
    """There is only one revision yet, so the upgrade itself is watched, not run: the copy comes before it."""
    from db import setup

    with sqlite_database.writing() as session:
        add_people(session, Actor(now=now), [NewPerson("张某", Role.DUTY)])
    seen = []
    monkeypatch.setattr(setup, "revision", lambda _database: "0000")
    monkeypatch.setattr(setup, "_head", lambda _database, _found: "0001")
    monkeypatch.setattr(setup, "_upgrade", lambda db: seen.extend(db.path.parent.glob("*.backup-*")))
    done = setup.prepare(sqlite_database, now)
    assert seen == [done.backup]
    assert done.backup is not None
    with sqlite_module().connect(done.backup) as copy:
        assert copy.execute("SELECT name FROM person").fetchall() == [("张某",)]
    copy.close()


def test_that_a_database_that_is_not_there_says_how_to_make_it(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(NotInitialisedError, match="qingkong --db"):
        require_ready(database)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_that_a_bad_url_is_told_in_a_sentence(url, now):
    with pytest.raises(BadUrlError):
        prepare(open_database(url), now)


def test_that_a_file_that_is_no_database_is_told(tmp_path, now):
    path = tmp_path / "letter.db"
    path.write_text("dear office, " * 100)
    with pytest.raises(UnreachableError, match=r"letter\.db"):
        prepare(open_database(f"sqlite:///{path}"), now)
    assert path.read_text().startswith("dear office")


def test_that_an_unreachable_server_is_told(now):
    database = open_database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1"):
        prepare(database, now)


def test_that_sqlite_runs_with_the_options_that_keep_it_safe(sqlite_database: Database):
    wal = sqlite_module().sqlite_version_info >= SAFE_WAL
    with sqlite_database.writing() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == ("wal" if wal else "delete")
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    with sqlite_database.reading() as session:
        assert session.scalar(text("PRAGMA query_only")) == 1


def test_that_a_reading_session_cannot_write(database: Database):
    with pytest.raises(ReadOnlyError), database.reading() as session:
        session.execute(text("DELETE FROM counter"))
    with database.writing() as session:
        session.execute(text("DELETE FROM counter"))


def test_that_a_reading_session_sees_one_snapshot(database: Database, now):
    with database.reading() as session:
        before = session.scalar(text("SELECT count(*) FROM person"))
        with database.writing() as other:
            add_people(other, Actor(now=now), [NewPerson("张某", Role.DUTY)])
        assert session.scalar(text("SELECT count(*) FROM person")) == before
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == before + 1
