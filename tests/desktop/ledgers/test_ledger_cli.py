"""`load sites`, `ledger out`, `ledger fill-in` as offices script them."""

import pytest
from ledger_helpers import FIRST, HEADS, SECOND, fill_record
from openpyxl import load_workbook

from db.engine import open_database
from db.queries.known_sites import known_sites
from desktop.cli import main


@pytest.fixture
def url(sqlite_url, actor):
    database = open_database(sqlite_url)
    fill_record(database, actor)
    database.close()
    return sqlite_url


def run(url, *arguments):
    return main(["--db", url, "--lang", "en", *map(str, arguments)])


def names(url):
    database = open_database(url)
    with database.reading() as session:
        found = [site.name for site in known_sites(session, "dust")]
    database.close()
    return found


def test_a_dry_run_says_everything_and_stores_nothing(url, make, capsys):
    path = make([HEADS, FIRST, SECOND])
    assert run(url, "load", "sites", path, "--campaign", "dust", "--dry-run") == 0
    out, err = capsys.readouterr()
    assert "2 added, 0 changed, 0 unchanged, 0 refused" in out
    assert "项目名称: name" in err
    assert names(url) == []


def test_refused_rows_give_exit_code_3_and_a_file(url, make, capsys):
    path = make([HEADS, FIRST, (2, "坏行", "无此镇", *FIRST[3:])])
    assert run(url, "load", "sites", path, "--campaign", "dust") == 3
    out, err = capsys.readouterr()
    assert "1 added, 0 changed, 0 unchanged, 1 refused" in out
    assert "台账.refused.xlsx" in err
    assert load_workbook(path.with_name("台账.refused.xlsx"))["台账"].max_row == 2
    assert names(url) == ["商业广场"]


def test_a_saved_profile_is_used(url, make, tmp_path, capsys):
    path, profile = make([HEADS, FIRST]), tmp_path / "p.toml"
    assert run(url, "load", "sites", path, "--campaign", "dust", "--save-profile", profile, "--dry-run") == 0
    assert run(url, "load", "sites", path, "--campaign", "dust", "--profile", profile) == 0
    assert run(url, "load", "sites", path, "--campaign", "loose-coal", "--profile", profile) == 1
    assert "--profile" in capsys.readouterr().err


def test_a_ledger_goes_out_and_home(url, make, tmp_path, capsys):
    run(url, "load", "sites", make([HEADS, FIRST, SECOND]), "--campaign", "dust")
    out = tmp_path / "out.xlsx"
    assert run(url, "ledger", "out", "--campaign", "dust", "--out", out) == 0
    assert run(url, "load", "sites", out, "--campaign", "dust") == 0
    assert "0 added, 0 changed, 2 unchanged, 0 refused" in capsys.readouterr().out
    fill = tmp_path / "fill.xlsx"
    assert run(url, "ledger", "fill-in", "--campaign", "dust", "--unit", "130424100", "--out", fill) == 0
    assert run(url, "load", "sites", fill, "--campaign", "dust") == 0
    assert run(url, "check") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "sites", "absent.xlsx", "--campaign", "dust"),
        ("load", "sites", "absent.xlsx", "--campaign", "nothing"),
        ("ledger", "out", "--campaign", "dust", "--out", "x.csv"),
        ("ledger", "fill-in", "--campaign", "dust", "--unit", "999", "--out", "x.xlsx"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(url, arguments, capsys):
    assert run(url, *arguments) == 1
    assert capsys.readouterr().err.strip().endswith((".", "。", "xlsx"))
