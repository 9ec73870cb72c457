"""`load readings` and `serve --watch` as offices script them: exit codes, files, what stands on stderr."""

import threading
from pathlib import Path

import pytest

from db.actor import Actor
from db.commands import stations
from db.commands.stations import StationRow
from db.engine import Database, open_database
from db.queries import readings as queries
from desktop.cli import DONE, FAILED, REFUSED, main
from desktop.feeds.tables.toml import read_profile

TABLE = "监测时间,站点,PM2.5(μg/m³),CO\n2026-03-01 13:00,CA-01,35,800\n2026-03-01 14:00,CA-01,36,900\n"


@pytest.fixture
def run(qapp, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now):
    """The command in a working directory of its own, on a record with one station."""
    database = open_database(sqlite_url)
    with database.writing() as session:
        stations.save(session, Actor(now), [StationRow("CA-01", "成安站")])
    database.close()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "h.csv").write_text(TABLE, encoding="utf-8")

    def run(*arguments: str) -> int:
        return main(["--db", sqlite_url, "--lang", "en", *arguments])

    return run


def rows(url: str) -> list[tuple]:
    database = open_database(url)
    with database.reading() as session:
        found = list(queries.rows(session))
    database.close()
    return found


def test_that_a_table_is_loaded_and_what_was_assumed_is_printed(run, sqlite_url, capsys):
    assert run("load", "readings", "h.csv", "--format", "table") == DONE
    out, err = capsys.readouterr()
    assert out == "2 added, 0 changed, 0 unchanged, 0 refused\n"
    assert "assumed: h.csv: CO: no unit is named; values around 850 fit µg/m3" in err
    assert [row[queries.ROW_FIELDS.index("co")] for row in rows(sqlite_url)] == [0.8, 0.9]


def test_that_a_profile_is_saved_by_a_dry_run_and_used_by_the_next(run, sqlite_url, capsys):
    assert run("load", "readings", "h.csv", "--save-profile", "p.toml", "--dry-run") == DONE
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "Dry run: nothing was stored"
    assert "PM2.5(μg/m³): pm25 µg/m3 (sure: the header says µg/m3)" in err
    assert rows(sqlite_url) == []
    assert [use.field for use in read_profile(Path("p.toml")).columns] == ["time", "station", "pm25", "co"]
    assert run("load", "readings", "h.csv", "--profile", "p.toml") == DONE
    assert len(rows(sqlite_url)) == 2


def test_that_refused_rows_are_code_3_with_a_file_and_advice(run, capsys, tmp_path: Path):
    (tmp_path / "h.csv").write_text(f"{TABLE}2026-03-01 15:00,老站,36,900\n", encoding="utf-8")
    assert run("load", "readings", "h.csv", "--format", "table") == REFUSED
    err = capsys.readouterr().err
    assert "1 stations of the table are not in the record: 老站." in err
    assert "qingkong load stations" in err
    assert (tmp_path / "h.refused.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.csv"], "none.csv"),
        (["h.csv", "--profile", "none.toml"], "none.toml"),
        (["h.csv", "--profile", "h.csv"], "cannot be read as a profile"),
        (["h.csv", "--profile", "p.toml", "--format", "prsa"], "--profile"),
        (["h.csv", "--format", "prsa"], "has no known layout"),
        (["h.csv", "--format", "table", "--station", "nobody"], "nobody"),
        (["x.csv", "--format", "table"], "which column has the time"),
    ],
)
def test_that_what_cannot_be_done_is_said_and_is_code_1(run, sqlite_url, capsys, tmp_path, arguments, words):
    (tmp_path / "x.csv").write_text("站点,PM2.5\nCA-01,35\n", encoding="utf-8")
    assert run("load", "readings", *arguments) == FAILED
    assert words in capsys.readouterr().err
    assert rows(sqlite_url) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--watch", "nowhere"], "folder nowhere"), (["--profile", "p.toml"], "--watch")],
)
def test_that_serve_refuses_a_folder_that_is_not_there(run, capsys, arguments, words):
    assert run("serve", "--seconds", "0.1", *arguments) == FAILED
    assert words in capsys.readouterr().err


def test_that_a_watching_service_has_the_folder_among_its_duties(
    sqlite_database: Database, tmp_path: Path, clock_at
):
    from desktop.service.holding import Holding
    from desktop.service.service import Options, _Term

    (tmp_path / "in").mkdir()
    holding = Holding(sqlite_database, clock_at, 60.0)
    assert holding.turn()
    term = _Term(sqlite_database, holding, clock_at, Options(port=0, watch=tmp_path / "in"), lambda _r: None)
    try:
        assert "folder" in {record.name for record in term.scheduler.records()}
    finally:
        term.close()
        holding.give_back()
    assert not [one for one in threading.enumerate() if one.name.startswith("qingkong-store")]


@pytest.fixture
def clock_at(now):
    from desktop.clock import Clock

    class Fixed(Clock):
        def now(self):
            return now

    return Fixed()
