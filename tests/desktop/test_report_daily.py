"""The daily report agrees with what `dump aqi` says and with a hand calculation."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.actor import Actor
from db.commands import divisions, readings, stations
from db.commands.stations import StationRow
from db.engine import Database
from db.rules.regions import DivisionRow
from db.schema.readings import VALUES
from desktop.air.periods import first_label
from desktop.cli import main
from desktop.translation import install

DAY = 20_532
"""2026-03-20."""


@pytest.fixture(autouse=True)
def english_again(qapp) -> Iterator[None]:
    """The command speaks Chinese in this process; others expect English."""
    yield
    install("en")


@pytest.fixture
def url(sqlite_database: Database, actor: Actor) -> str:
    """One station of 成安: PM2.5 is the hour of the day (mean 12.5), O3 40 all day, the others constant."""
    with sqlite_database.writing() as session:
        rows = [DivisionRow("130424", "成安县", "county", None, None, None)]
        divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
        stations.save(session, actor, [StationRow("A-1", "县政府站", "provincial", "130424")])
        values = {"pm10": 60.0, "so2": 10.0, "no2": 20.0, "co": 0.5, "o3": 40.0}
        hours = [
            (
                "A-1",
                3600,
                first_label(DAY) + 3600 * n,
                float(n + 1),
                *(values.get(v) for v in VALUES[1:]),
                None,
            )
            for n in range(24)
        ]
        readings.store(session, hours, now=actor.now)
    return sqlite_database.url.render_as_string()


def report(url: str, path: Path, *more: str) -> int:
    return main(
        [
            "--db",
            url,
            "--lang",
            "zh_CN",
            "report",
            "daily",
            "--since",
            "2026-03-20",
            "--out",
            str(path),
            *more,
        ]
    )


def test_that_the_sheet_has_the_figures_counted_by_hand(qapp, url: str, tmp_path: Path, capsys):
    assert report(url, tmp_path / "日报.xlsx", "--until", "2026-03-20") == 0
    page = load_workbook(tmp_path / "日报.xlsx").active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "空气质量日报"
    assert "HJ 663-2026" in rows[1][0]
    assert "HJ 633-2026" in rows[1][0]
    heads = rows[2]
    station = next(row for row in rows[3:] if row[0] == "县政府站")
    figure = dict(zip(heads, station, strict=True))
    assert figure["PM2.5"] == 12.5  # (1 + … + 24) / 24; statistics of 2026 have one decimal
    assert (figure["PM10"], figure["O3"], figure["CO"]) == (60.0, 40.0, 0.5)
    # 10/60 + 20/40 + 60/60 + 12.5/30 + 0.5/4 + 40/160 = 2.4583 (GB 3095-2026, transition)
    assert figure["综合指数"] == pytest.approx(2.46)
    assert "2026-03-20 至 2026-03-20" in capsys.readouterr().out


def test_that_it_agrees_with_the_dump(qapp, url: str, tmp_path: Path, capsys):
    assert report(url, tmp_path / "a.csv", "--until", "2026-03-20") == 0
    capsys.readouterr()
    assert main(["--db", url, "--lang", "zh_CN", "dump", "aqi", "--period", "day", "--since", "2026-03-20",
                 "--until", "2026-03-21"]) == 0  # fmt: skip
    (dumped,) = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    table = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    figure = dict(zip(table[2], next(row for row in table if row[0] == "县政府站"), strict=True))
    # PM10 60 in 2026: 50 + 50 · (60 − 50) / (120 − 50) = 57.1, rounded up
    assert (dumped["aqi"], dumped["primary"]) == ("58", "PM10")
    assert (figure["优良天数"], figure["良"], figure["优"]) == ("1", "1", "0")
    assert figure["PM10"] == "60.0"


@pytest.mark.parametrize(("arguments", "words"), [
    (("--out", "a.docx"), ".xlsx / .csv"), (("--since", "gestern", "--out", "a.xlsx"), "gestern"),
])  # fmt: skip
def test_that_what_cannot_be_is_said(qapp, url: str, arguments: tuple[str, ...], words: str, capsys):
    assert main(["--db", url, "--lang", "zh_CN", "report", "daily", *arguments]) == 1
    assert words in capsys.readouterr().err
