"""`duty` and `task escalations` without a window."""

import csv
import io
import json
from pathlib import Path

import pytest

from desktop.cli import main

COUNTY, TOWNSHIP, OTHER = "130424", "130424100", "130424101"


@pytest.fixture
def db(qapp, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    assert main(["--db", url, "init", "--region", "handan"]) == 0
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
def late(run) -> str:
    """Number of an order that was due long ago."""
    _, out, _ = run(
        "task", "new", "--title", "裸土", "--to", TOWNSHIP, "--to", OTHER, "--deadline", "2020-01-01T18:00"
    )
    return out.split()[-1]


def log(run, *arguments: str) -> list[dict]:
    code, out, _ = run("duty", "list", "--unit", COUNTY, "--format", "jsonl", *arguments)
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_that_a_shift_is_written_handed_over_and_taken_over(run, late):
    assert run("duty", "note", "22 时通知三镇", "--unit", COUNTY, "--name", "王芳")[:2] == (0, "Written\n")
    code, out, _ = run(
        "duty", "handover", "--unit", COUNTY, "--name", "王芳", "--to", "李强", "--note", "盯住"
    )
    assert (code, out) == (0, "王芳 handed over to 李强: 2 open, 2 late\n")
    assert run("duty", "takeover", "--unit", COUNTY, "--name", "李强")[0] == 0
    note, handed, taken = log(run)
    assert (note["kind"], note["name"], note["note"]) == ("note", "王芳", "22 时通知三镇")
    assert (handed["to_name"], handed["open_parts"], handed["late_parts"]) == ("李强", 2, 2)
    assert (taken["kind"], taken["handover_id"]) == ("takeover", handed["id"])
    assert note["at"].endswith("+08:00")


def test_that_nobody_takes_over_twice_and_it_is_said(run):
    run("duty", "handover", "--unit", COUNTY, "--name", "王芳", "--to", "李强")
    assert run("duty", "takeover", "--unit", COUNTY, "--name", "李强")[0] == 0
    code, out, err = run("duty", "takeover", "--unit", COUNTY, "--name", "赵敏")
    assert (code, out) == (1, "")
    assert "no shift to take over" in err
    assert len(log(run)) == 2


def test_that_other_times_are_listed_only_when_asked_for(run):
    run("duty", "note", "今天", "--unit", COUNTY, "--name", "王芳")
    assert len(log(run, "--since", "2020-01-01")) == 1
    assert log(run, "--until", "2020-01-01") == []
    assert run("duty", "list", "--unit", COUNTY, "--since", "gestern")[0] == 1


def test_that_the_log_is_printed_for_people_and_for_spreadsheets(run):
    run("duty", "note", "第一行\n第二行", "--unit", COUNTY, "--name", "王芳")
    _, table, _ = run("duty", "list", "--unit", COUNTY)
    assert table.split("  ", 1)[1] == "Note  王芳  第一行\n第二行\n"
    _, out, _ = run("duty", "list", "--unit", COUNTY, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["name"], row["note"], row["open_parts"]) == ("王芳", "第一行\n第二行", "")


def test_that_an_unknown_office_is_refused(run):
    for deed in (("note", "x", "--name", "王芳"), ("list",)):
        code, _, err = run("duty", *deed, "--unit", "999999")
        assert code == 1
        assert "999999" in err


def test_that_the_ledger_of_accountability_is_printed_by_unit_and_time(run, late):
    run(
        "task", "escalate", late, "--unit", TOWNSHIP, "--level", "bulletin", "--person", "张某",
        "--document", "7号", "--penalty", "2000.50", "--note", "两次",
    )  # fmt: skip
    run("task", "escalate", late, "--unit", OTHER, "--level", "supervise")
    code, out, _ = run("task", "escalations", "--format", "jsonl")
    assert code == 0
    first, second = map(json.loads, out.splitlines())
    assert [first[key] for key in ("number", "unit", "level", "person", "document", "penalty_fen")] == [
        late, TOWNSHIP, "bulletin", "张某", "7号", 200_050,
    ]  # fmt: skip
    assert (second["unit"], second["penalty_fen"]) == (OTHER, None)
    _, out, _ = run("task", "escalations", "--unit", OTHER)
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["level"], row["document"]) == ("supervise", "")
    assert run("task", "escalations", "--until", "2020-01-01")[1].count("\n") == 1
    assert run("task", "escalations", "--unit", "999999")[0] == 1
