"""`task`: more time, pauses, the ladder, without a window."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import main

TOWNSHIP = "130424100"


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    assert main(["--db", url, "init", "--region", "handan"]) == 0
    capsys.readouterr()
    return url


@pytest.fixture
def run(db: str, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--db", db, "task", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def number(run) -> str:
    code, out, _ = run(
        "new", "--title", "覆盖裸土", "--to", TOWNSHIP, "--deadline", "2036-11-24T18:00",
        "--receive-within", "30min", "--place", "东环路北口", "--at", "114.68,36.44",
        "--contacts", "王芳 8888",
    )  # fmt: skip
    assert code == 0
    return out.split()[-1]


def rows(db: str, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(db.removeprefix("sqlite:///"))) as connection:
        return connection.execute(sql).fetchall()


def test_that_the_sheet_keeps_place_and_contacts(db, number):
    assert rows(db, "SELECT place, lon, lat, contacts FROM task") == [
        ("东环路北口", 114.68, 36.44, "王芳 8888")
    ]
    assert rows(db, "SELECT role, receive_by IS NULL, arrive_by IS NULL FROM assignment") == [("lead", 0, 1)]


def test_that_more_time_is_asked_for_and_granted(run, number):
    code, out, _ = run("ask", number, "--unit", TOWNSHIP, "--until", "2036-11-26T18:00", "--note", "雨天")
    assert code == 0
    assert "2036-11-24T18:00" in out
    assert "2036-11-26T18:00" in out
    code, out, _ = run("grant", number, "--unit", TOWNSHIP)
    assert code == 0
    assert "2036-11-24" not in out
    assert "2036-11-26T18:00" in out


def test_that_a_refusal_without_a_question_is_told(run, number):
    code, _, err = run("refuse", number, "--unit", TOWNSHIP)
    assert code == 1
    assert number in err


def test_that_a_pause_moves_what_waits(run, db, number):
    assert run("pause", number, "--note", "重污染应急，停工")[0] == 0
    assert rows(db, "SELECT paused_at IS NULL FROM assignment") == [(0,)]
    assert run("resume", number)[0] == 0
    assert rows(db, "SELECT paused_at IS NULL FROM assignment") == [(1,)]
    assert [step for (step,) in rows(db, "SELECT step FROM task_step ORDER BY hlc")] == [
        "dispatch",
        "pause",
        "resume",
    ]


def test_that_a_rung_is_written_with_document_and_penalty(run, db, number):
    code, _, _ = run(
        "escalate", number, "--unit", TOWNSHIP, "--level", "interview", "--person", "李建国",
        "--document", "成气办〔2026〕17号", "--penalty", "2000.50",
    )  # fmt: skip
    assert code == 0
    assert rows(db, "SELECT level, name, document, penalty_fen FROM escalation") == [
        ("interview", "李建国", "成气办〔2026〕17号", 200_050)
    ]


@pytest.mark.parametrize("amount", ["many", "1.005", "nan", "inf", "-3"])
def test_that_a_penalty_that_is_no_amount_is_refused(run, db, number, amount):
    code, _, err = run("escalate", number, "--unit", TOWNSHIP, "--level", "bulletin", f"--penalty={amount}")
    assert code in (1, 2)
    assert err.strip()
    assert rows(db, "SELECT count(*) FROM escalation") == [(0,)]


@pytest.mark.parametrize("place", ["114.68", "east,west", "181,36"])
def test_that_a_place_that_is_none_is_refused(run, place):
    code, _, err = run("new", "--title", "覆盖裸土", "--to", TOWNSHIP, "--at", place)
    assert code in (1, 2)
    assert err.strip()


def test_that_somebody_leads(run):
    code, _, err = run("new", "--title", "覆盖裸土", "--to", TOWNSHIP, "--support", TOWNSHIP)
    assert code in (1, 2)
    assert err.strip()


def test_that_a_closed_order_is_reopened(run, db, number):
    for step in ("receive", "report", "verify", "close", "reopen"):
        assert run(step, number)[0] == 0
    assert rows(db, "SELECT state FROM assignment") == [("returned",)]
