"""`qingkong admin` as an administrator uses it, and what the logins it gives can do with the program."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shared_record import NOW, PEOPLE, TOWN, SharedRecord, own_shared, shared_record
from sqlalchemy import text

from db.check import check
from db.engine import open_database
from db.errors import NotAllowedError
from db.queries import sites, stations, status, tasks, units
from db.rules.roles import Role
from db.security import inspect
from db.security.inspect import UNSEEN, Weakness
from db.setup import prepare
from db.sync.mailbox import merge_inbound
from desktop import weakness_words
from desktop.cli import DONE, FAILED, ROLES, WRONG_USE, main
from desktop.record import open_record

__all__ = ["own_shared"]


@pytest.fixture
def fresh(postgres_server: str) -> Iterator[SharedRecord]:
    """Tables and rows, but no roles yet."""
    with shared_record(postgres_server, is_set_up=False) as record:
        yield record


def admin(record: SharedRecord, *words: str, login: str = "owner") -> int:
    return main(["--db", record.url(login), "--lang", "en", "admin", *words])


def test_that_setup_says_what_it_made_and_again_that_it_was_there(fresh: SharedRecord, capsys):
    assert admin(fresh, "setup") == DONE
    out = capsys.readouterr().out
    assert f"qk_{fresh.name}_field  new" in out
    assert admin(fresh, "setup") == DONE
    assert f"qk_{fresh.name}_field  was there" in capsys.readouterr().out


def test_that_a_person_gets_a_login_with_a_password_that_is_said_once(fresh: SharedRecord, capsys):
    admin(fresh, "setup")
    capsys.readouterr()
    assert admin(fresh, "user", "add", "--person", "王成安", "--login", f"wang.{fresh.name}") == DONE
    out = capsys.readouterr().out
    assert f"wang.{fresh.name}" in out
    assert f"{TOWN} 成安镇" in out
    password = re.search(r"kept nowhere: (\S+)", out)
    assert password is not None
    assert len(password[1]) == 24
    # the address for the laptop has neither the owner's name nor any password
    url = out.splitlines()[-1].rpartition(": ")[2]
    assert fresh.owner not in url
    assert password[1] not in url
    laptop = open_database(url)
    with laptop.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM site")) == 3
    laptop.close()


def test_that_a_password_of_one_s_own_comes_from_a_file_and_is_not_repeated(
    fresh: SharedRecord, capsys, tmp_path: Path
):
    admin(fresh, "setup")
    path = tmp_path / "password"
    path.write_text("a rather long password\n")
    words = ("user", "add", "--person", "王成安", "--login", f"wang.{fresh.name}", "--password-file")
    assert admin(fresh, *words, str(path)) == DONE
    captured = capsys.readouterr()
    assert "rather" not in captured.out + captured.err
    path.write_bytes(b"short\r\n")
    assert admin(fresh, *words, str(path)) == FAILED
    assert "12 at least" in capsys.readouterr().err
    assert admin(fresh, *words, str(tmp_path / "missing")) == FAILED
    assert "missing" in capsys.readouterr().err


def test_that_there_is_no_way_to_write_a_password_on_the_command_line(fresh: SharedRecord, capsys):
    with pytest.raises(SystemExit) as caught:
        admin(fresh, "user", "add", "--person", "王成安", "--password", "geheim geheim")
    assert caught.value.code == WRONG_USE
    assert "unrecognized arguments" in capsys.readouterr().err


def test_that_the_server_s_log_never_has_the_password(fresh: SharedRecord, capsys):
    """With every statement logged, as a careful or a curious administrator has it."""
    fresh.sql("postgres", "SELECT 1")
    with fresh.open("postgres").writing() as session:
        session.execute(text(f"ALTER DATABASE {fresh.name} SET log_statement = 'all'"))
    admin(fresh, "setup")
    capsys.readouterr()
    admin(fresh, "user", "add", "--person", "王成安", "--login", f"wang.{fresh.name}")
    password = capsys.readouterr().out.split("kept nowhere: ")[1].split()[0]
    log = Path(fresh.sql("postgres", "SHOW data_directory")[0][0]) / "log"
    written = log.read_text(errors="replace")
    assert f'CREATE ROLE "wang.{fresh.name}"' in written
    assert "SCRAM-SHA-256$" in written
    assert password not in written


def test_that_the_list_shows_who_may_enter_and_disabling_shuts_the_door(own_shared: SharedRecord, capsys):
    assert admin(own_shared, "user", "list") == DONE
    out = capsys.readouterr().out
    assert len(out.splitlines()) == len(PEOPLE)
    assert f"{own_shared.role('town')}  王成安  township  {TOWN} 成安镇  active" in out
    with own_shared.open("town").reading() as session:
        session.execute(text("SELECT 1"))
    assert admin(own_shared, "user", "disable", own_shared.role("town")) == DONE
    assert "is disabled; 1 connections were cut" in capsys.readouterr().out
    admin(own_shared, "user", "list")
    line = next(x for x in capsys.readouterr().out.splitlines() if own_shared.role("town") in x)
    assert line.endswith(f"disabled {datetime.now(UTC).year}" + line[-6:])


def test_that_mistakes_are_told_in_a_sentence(own_shared: SharedRecord, capsys):
    for words, said in (
        (("user", "add", "--person", "没有这个人"), "没有这个人"),
        (("user", "add", "--person", "张值班", "--login", "Duty!"), "cannot be a login"),
        (("user", "add", "--person", "张值班", "--login", own_shared.role("duty")), "exists already"),
        (("user", "disable", "nobody"), "nobody"),
        (("approve", "NONE"), "NONE"),
    ):
        assert admin(own_shared, *words) == FAILED
        assert said in capsys.readouterr().err
    assert admin(own_shared, "setup", login="duty") == FAILED
    assert "CREATEROLE" in capsys.readouterr().err


def test_that_people_are_entered_and_listed(own_shared: SharedRecord, capsys):
    words = ("person", "add", "吴新", "--role", "grid_member", "--unit", TOWN)
    assert admin(own_shared, *words) == DONE
    number = capsys.readouterr().out.split()[-1]
    assert admin(own_shared, "person", "list") == DONE
    assert f"吴新  grid member  {TOWN} 成安镇  {number}" in capsys.readouterr().out.splitlines()
    assert admin(own_shared, "user", "add", "--person", number, "--login", f"wu.{own_shared.name}") == DONE
    capsys.readouterr()
    assert admin(own_shared, "person", "add", "无处", "--role", "duty", "--unit", "999") == FAILED
    assert "999" in capsys.readouterr().err


def test_that_the_roles_of_the_command_line_are_those_of_the_record():
    assert set(ROLES) == set(Role)


def test_that_a_file_is_told_that_it_has_no_logins(sqlite_url: str, capsys):
    assert main(["--db", sqlite_url, "--lang", "en", "admin", "setup"]) == FAILED
    assert "has no logins" in capsys.readouterr().err


def test_that_check_lists_what_is_weak_and_what_it_could_not_see(own_shared: SharedRecord, capsys):
    """The owner sees large objects open to all; the server's rules only its superuser sees."""
    assert admin(own_shared, "check") == FAILED
    captured = capsys.readouterr()
    assert "lo_create" in captured.out
    assert "pg_hba.conf" in captured.err
    assert admin(own_shared, "setup", login="postgres") == DONE
    capsys.readouterr()
    assert admin(own_shared, "check") == DONE
    captured = capsys.readouterr()
    assert "as they should be" in captured.out
    assert "pg_hba.conf" in captured.err


def test_that_every_weakness_has_its_sentence():
    kinds = set(weakness_words._WEAKNESSES)
    source = Path(inspect.__file__).read_text()
    assert set(re.findall(r'Weakness\("(\w+)"', source)) == kinds
    assert set(re.findall(r'Weakness\(UNSEEN, "([\w.]+)"', source)) == set(weakness_words._UNSEEN)
    for kind in kinds:
        sentence = weakness_words.weakness_text(Weakness(kind, "<where>", "<what>"))
        assert "<where>" in sentence
        assert "{" not in sentence
    assert "pg_authid" not in weakness_words.weakness_text(Weakness(UNSEEN, "pg_authid"))


def test_that_a_laptop_is_approved_and_its_work_arrives(own_shared: SharedRecord, tmp_path: Path, capsys):
    """The whole way without a window: the laptop asks, the office lists it, approves it, merges it."""
    laptop = ["--db", f"sqlite:///{tmp_path / 'laptop.db'}", "--lang", "en"]
    assert main([*laptop, "init", "--scope", TOWN, "--name", "笔记本"]) == DONE
    assert main([*laptop, "sync", "--with", own_shared.url("town")]) == DONE
    number = own_shared.sql("owner", "SELECT number FROM task WHERE title = '只给我们'")[0][0]
    assert main([*laptop, "task", "receive", number]) == DONE
    assert main([*laptop, "sync", "--with", own_shared.url("town")]) == DONE
    captured = capsys.readouterr()
    assert "2 changes lie in the office's mailbox, not merged yet" in captured.err

    office = own_shared.open("duty")
    merge_inbound(office, NOW)
    assert main([*laptop, "sync", "--with", own_shared.url("town")]) == DONE
    assert "has not approved this laptop yet" in capsys.readouterr().err
    assert admin(own_shared, "approve", login="duty") == DONE
    assert "笔记本" in capsys.readouterr().out
    assert admin(own_shared, "approve", "笔记本", login="duty") == DONE
    assert f"approved for {TOWN}" in capsys.readouterr().out
    assert merge_inbound(office, NOW).merged == 1
    state = "SELECT a.state FROM assignment a JOIN task t ON t.id = a.task_id WHERE t.number = :number"
    assert own_shared.sql("owner", state, number=number) == [("received",)]
    assert admin(own_shared, "approve", login="duty") == DONE
    assert "Nobody waits" in capsys.readouterr().out
    assert admin(own_shared, "user", "disable", own_shared.role("town")) == DONE
    assert "qingkong replica revoke" in capsys.readouterr().err
    assert check(office) == []


@pytest.mark.parametrize("login", ["duty", "department", "town", "village", "auditor", "viewer"])
def test_that_every_login_can_open_the_record_and_read_what_the_screens_read(
    own_shared: SharedRecord, login: str
):
    """Starting writes nothing where nothing is new, so those who may not write can start as well."""
    record = open_record(own_shared.url(login), NOW)
    try:
        assert record.problems == []
        with record.database.reading() as session:
            status.status(session)
            status.marks(session)
            assert len(units.people(session)) == 7
            sites.sites(session)
            tasks.parts(session)
            codes = [station.code for station in stations.stations(session)]
            assert len(codes) == {"town": 2, "village": 0}.get(login, 3)
    finally:
        record.database.close()


def test_that_a_program_with_other_campaigns_says_who_must_load_them(own_shared: SharedRecord):
    with own_shared.open("owner").writing() as session:
        session.execute(text("UPDATE campaign SET name_zh = '旧' WHERE key = 'dust'"))
    record = open_record(own_shared.url("duty"), NOW)
    record.database.close()
    assert [str(problem) for problem in record.problems if "owner" in str(problem)]
    owner = open_record(own_shared.url("owner"), NOW)
    owner.database.close()
    assert owner.problems == []


def test_that_an_upgrade_is_the_owner_s(own_shared: SharedRecord):
    with own_shared.open("owner").writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    database = open_database(own_shared.url("duty"))
    with pytest.raises(NotAllowedError):
        prepare(database, NOW)
    database.close()
