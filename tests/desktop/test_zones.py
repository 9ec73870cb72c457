"""What lies around a station, on both engines and on the command line."""

import csv
import io
import json
import math
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.actor import Actor
from db.commands import sites, stations
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.engine import Database
from db.errors import NotFoundError, OutOfRangeError
from desktop import zones
from desktop.cli import main
from tests.desktop.conftest import fill

METRE = 180 / math.pi / 6_371_008.8
"""Degrees of latitude."""


@pytest.fixture
def placed(database: Database, actor: Actor) -> Database:
    """Four more sites north and east of CA-01 (114.67, 36.44), at 300, 999, 1001 and 20 000 m."""
    fill(database, actor)
    east = METRE / math.cos(math.radians(36.44))
    spots = {
        "A": (114.67, 36.44 + 300 * METRE),
        "B": (114.67 + 999 * east, 36.44),
        "C": (114.67 - 1001 * east, 36.44),
        "D": (114.67, 36.44 + 20_000 * METRE),
    }
    with database.writing() as session:
        for code, (lon, lat) in spots.items():
            sites.add(session, actor, SiteData(f"={code}", "130424100", "dust", code=code, lon=lon, lat=lat))
    return database


def test_zone_holds_what_lies_inside_nearest_first(placed: Database):
    with placed.reading() as session:
        zone = zones.inside(session, "CA-01", 1000)
    assert [one.site.code for one in zone.sites] == ["A", "B"]
    assert [one.metres for one in zone.sites] == pytest.approx([300, 999], abs=0.1)
    assert [one.bearing for one in zone.sites] == pytest.approx([0, 90], abs=0.01)
    assert zone.without_place == 4, "the sites of `fill` have no coordinates"


def test_a_larger_ring_holds_more_and_a_removed_site_is_not_in_it(placed: Database, actor: Actor):
    with placed.writing() as session:
        gone = next(one for one in zones.inside(session, "CA-01", 1000).sites if one.site.code == "A")
        sites.remove(session, actor, gone.site.id)
    with placed.reading() as session:
        zone = zones.inside(session, "CA-01", 1002)
    assert [one.site.code for one in zone.sites] == ["B", "C"]


def test_what_has_no_zone_is_said(placed: Database, actor: Actor):
    with placed.writing() as session:
        stations.save(session, actor, [StationRow("XX", "无坐标站", "micro", "130424100", None, None, None)])
        with pytest.raises(zones.NoPlaceError, match="无坐标站"):
            zones.inside(session, "XX", 1000)
        with pytest.raises(NotFoundError, match="NONE"):
            zones.inside(session, "NONE", 1000)
        for radius in (0, -5, math.nan, math.inf, 60_000):
            with pytest.raises(OutOfRangeError):
                zones.inside(session, "CA-01", radius)


def _url(database: Database) -> str:
    return database.writer_engine.url.render_as_string(hide_password=False)


def test_command_prints_csv_and_says_what_it_cannot_know(placed: Database, capsys):
    assert main(["--db", _url(placed), "--lang", "en", "zone", "CA-01"]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["code"], row["metres"], row["direction"]) for row in rows] == [
        ("A", "300.0", "N"),
        ("B", "999.0", "E"),
    ]
    assert err == "4 sites of this record have no coordinates and could not be looked at.\n"


def test_command_writes_json_lines_and_a_workbook_without_formulas(placed: Database, tmp_path: Path, capsys):
    url = _url(placed)
    assert main(["--db", url, "zone", "CA-01", "--radius", "500", "--format", "jsonl"]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == ["=A"]
    book = tmp_path / "zone.xlsx"
    assert (
        main(["--db", url, "zone", "CA-01", "--radius", "500", "--format", "xlsx", "--out", str(book)]) == 0
    )
    cell = load_workbook(book)["zone"]["B2"]
    assert (cell.value, cell.data_type) == ("=A", "s")


def test_workbook_needs_a_file_and_a_missing_folder_is_said(placed: Database, tmp_path: Path, capsys):
    url = _url(placed)
    assert main(["--db", url, "--lang", "en", "zone", "CA-01", "--format", "xlsx"]) == 1
    assert "add --out FILE.xlsx" in capsys.readouterr().err
    missing = tmp_path / "none" / "zone.csv"
    assert main(["--db", url, "--lang", "en", "zone", "CA-01", "--out", str(missing)]) == 1
    assert str(missing) in capsys.readouterr().err


def test_a_datum_that_is_not_wgs84_is_said(placed: Database, actor: Actor, capsys):
    with placed.writing() as session:
        row = StationRow("GC", "火星站", "micro", "130424100", 114.67, 36.44, "GCJ-02")
        stations.save(session, actor, [row])
    assert main(["--db", _url(placed), "--lang", "en", "zone", "GC"]) == 0
    assert "are GCJ-02" in capsys.readouterr().err
