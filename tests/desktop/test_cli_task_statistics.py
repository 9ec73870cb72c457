"""`task statistics` on orders made through the command line."""

import json
from pathlib import Path

import pytest

from desktop.cli import main


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    url = f"sqlite:///{tmp_path / 'record.db'}"
    assert main(["--db", url, "--lang", "en", "init", "--region", "handan"]) == 0
    capsys.readouterr()

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["--db", url, "--lang", "en", "task", *arguments])
        return code, capsys.readouterr().out

    return call


def test_the_statistics_of_this_year_and_of_another(run):
    order = (
        "new",
        "--title",
        "覆盖裸土",
        "--to",
        "130424100",
        "--within",
        "24h",
        "--receive-within",
        "30min",
    )
    number = run(*order)[1].split()[-1]
    run(*order)
    run("receive", number)
    code, out = run("statistics", "--format", "csv")
    assert code == 0
    head, line = out.splitlines()
    assert head.startswith("unit,unit_name,parts,closed,open,late,received_in_time,received_decided")
    assert line == "130424100,成安镇,2,0,2,0,1,1,0,0,0,0,0,0"
    assert json.loads(run("statistics", "--format", "jsonl")[1])["received_in_time"] == 1
    assert "2 sent, 0 closed, 0 late; in time: received 1/1" in run("statistics")[1]
    assert run("statistics", "--year", "2019", "--format", "csv")[1].count("\n") == 1
    assert run("statistics", "--until", "2026-01-01T00:00", "--format", "csv")[1].count("\n") == 1
