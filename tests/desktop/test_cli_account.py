"""`account` and `--as`: who may sign in, and every role at its steps without a window."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import main

PASSWORD = "right password"
TOWNSHIP, ANOTHER = "130424100", "130424101"


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    secret = tmp_path / "password.txt"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    monkeypatch.setenv("QINGKONG_PASSWORD_FILE", str(secret))
    monkeypatch.delenv("QINGKONG_AS", raising=False)
    url = f"sqlite:///{tmp_path / 'record.db'}"
    assert main(["--db", url, "--lang", "en", "init", "--region", "handan"]) == 0
    capsys.readouterr()
    return url


@pytest.fixture
def run(db: str, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--db", db, "--lang", "en", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def add(run, tmp_path: Path):
    def account(name: str, role: str, unit: str | None = None, as_: str | None = None) -> None:
        where = ["--unit", unit] if unit else []
        who = ["--as", as_] if as_ else []
        file = str(tmp_path / "password.txt")
        code, _, err = run(*who, "account", "add", name, "--role", role, *where, "--password-file", file)
        assert code == 0, err

    return account


@pytest.fixture
def order(run, add):
    """The office of Cheng'an has accounts and sends an order to a township."""
    add("boss", "director", "130424")
    code, out, err = run("--as", "boss", "task", "new", "--title", "覆盖裸土", "--to", TOWNSHIP)
    assert code == 0, err
    return out.split()[-1]


def test_that_without_accounts_nobody_is_asked(run):
    assert run("task", "new", "--title", "覆盖裸土", "--to", TOWNSHIP)[0] == 0
    code, out, err = run("account", "list")
    assert (code, out) == (0, "")
    assert "nobody needs to sign in" in err


def test_that_from_the_first_account_on_a_step_needs_somebody(run, order):
    code, _, err = run("task", "receive", order)
    assert code == 1
    assert "Add --as NAME" in err
    assert run("--as", "boss", "task", "receive", order)[0] == 0


def test_that_reading_needs_nobody(run, order):
    code, out, _ = run("task", "list")
    assert code == 0
    assert order in out


def test_that_the_step_carries_the_name(run, order, db):
    assert run("--as", "boss", "task", "receive", order)[0] == 0
    with closing(sqlite3.connect(db.removeprefix("sqlite:///"))) as connection:
        sql = "SELECT person.name FROM task_step JOIN person ON person.id = person_id WHERE step = 'receive'"
        assert connection.execute(sql).fetchall() == [("boss",)]


def test_that_a_wrong_password_does_nothing(run, order, tmp_path, monkeypatch):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("wrong password", encoding="utf-8")
    monkeypatch.setenv("QINGKONG_PASSWORD_FILE", str(wrong))
    code, _, err = run("--as", "boss", "task", "receive", order)
    assert (code, err.strip()) == (1, "Name or password is wrong.")


def test_that_the_name_may_come_from_the_environment(run, order, monkeypatch):
    monkeypatch.setenv("QINGKONG_AS", "boss")
    assert run("task", "receive", order)[0] == 0


ROLES = {
    # role, unit: (receive, report, verify, close) of a township's order
    ("director", "130424"): (True, True, True, True),
    ("duty", "130424"): (True, True, True, True),
    ("department", TOWNSHIP): (True, True, False, False),
    ("township", TOWNSHIP): (True, True, False, False),
    ("grid_member", TOWNSHIP): (True, True, False, False),
    ("township", ANOTHER): (False, False, False, False),
    ("duty", "130426"): (False, False, False, False),
    ("administrator", "130424"): (False, False, False, False),
    ("auditor", "130424"): (False, False, False, False),
    ("viewer", "130424"): (False, False, False, False),
}


@pytest.mark.parametrize("who", list(ROLES), ids=lambda who: "-".join(who))
def test_that_every_role_does_its_steps_and_no_others(run, add, order, who: tuple[str, str]):
    add("somebody", *who, as_="boss")
    for step, may in zip(("receive", "report", "verify", "close"), ROLES[who], strict=True):
        code, _, err = run("--as", "somebody", "task", step, order)
        assert code == (0 if may else 1), err
        if not may:
            assert "may not do" in err
            assert run("--as", "boss", "task", step, order)[0] == 0  # so that the next step is possible


def test_that_only_keepers_keep_accounts(run, add, order):
    add("member", "grid_member", TOWNSHIP, as_="boss")
    assert "kept by an administrator" in run("--as", "member", "account", "disable", "boss")[2]
    assert "Add --as" in run("account", "disable", "member")[2]
    assert run("--as", "boss", "account", "disable", "member")[0] == 0
    assert "disabled" in run("account", "list")[1]
    assert "has been disabled" in run("--as", "member", "task", "receive", order)[2]
    assert run("--as", "boss", "account", "enable", "member")[0] == 0
    assert run("--as", "member", "task", "receive", order)[0] == 0


def test_that_the_first_account_is_a_keepers(run, tmp_path):
    file = str(tmp_path / "password.txt")
    code, _, err = run("account", "add", "li", "--role", "viewer", "--password-file", file)
    assert code == 1
    assert "nobody could let others in" in err
    assert run("account", "list")[1] == ""


def test_that_a_short_password_is_refused(run, tmp_path):
    (tmp_path / "short.txt").write_text("short", encoding="utf-8")
    file = str(tmp_path / "short.txt")
    code, _, err = run("account", "add", "boss", "--role", "director", "--password-file", file)
    assert (code, err.strip()) == (1, "The password has 5 characters; it needs 8 to 200.")


def test_that_passwords_are_changed_by_their_owner_and_by_keepers(run, add, order, tmp_path, monkeypatch):
    add("member", "grid_member", TOWNSHIP, as_="boss")
    (tmp_path / "new.txt").write_text("another password", encoding="utf-8")
    new = ("--password-file", str(tmp_path / "new.txt"))
    assert run("account", "password", "member", *new)[0] == 0
    assert "wrong" in run("--as", "member", "task", "receive", order)[2]
    assert run("--as", "boss", "account", "password", "member", *new)[0] == 0
    monkeypatch.setenv("QINGKONG_PASSWORD_FILE", str(tmp_path / "new.txt"))
    assert run("--as", "member", "task", "receive", order)[0] == 0


def test_that_sign_in_can_be_ended(run, order):
    assert "Add --as" in run("account", "off")[2]
    assert run("--as", "boss", "account", "off")[0] == 0
    assert run("task", "receive", order)[0] == 0
