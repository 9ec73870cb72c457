"""The shipped region, and what is said of a broken one."""

import gzip
import shutil
from collections import Counter
from pathlib import Path

import pytest

import resources
from db.rules.regions import RegionError, read_region

WITHOUT_POLYGON = {"130471", "130473"}


@pytest.fixture(scope="module")
def handan():
    return read_region(resources.folder("regions") / "handan")


@pytest.fixture
def copy(tmp_path):
    """Handan in a folder that a test may spoil."""
    folder = tmp_path / "handan"
    shutil.copytree(Path(str(resources.folder("regions") / "handan")), folder)
    return folder


def test_that_handan_is_complete(handan):
    assert Counter(unit.kind for unit in handan.units) == {
        "city": 1,
        "county": 20,
        "township": 246,
        "village": 5835,
    }
    assert (handan.key, handan.units[0].code, handan.units[0].name) == ("handan", "130400", "邯郸市")
    assert handan.units[0].parent_code is None


def test_that_eighteen_counties_have_a_polygon_and_two_zones_have_none(handan):
    counties = {unit.code for unit in handan.units if unit.kind == "county"}
    assert len(handan.polygons) == 18
    assert counties - set(handan.polygons) == WITHOUT_POLYGON
    assert {
        unit.code for unit in handan.units if unit.kind == "county" and unit.lon is None
    } == WITHOUT_POLYGON


def test_that_codes_are_unique_and_parents_stand_first(handan):
    seen = {None}
    for unit in handan.units:
        assert unit.parent_code in seen
        assert unit.code not in seen
        seen.add(unit.code)


def test_that_codes_begin_with_their_parents(handan):
    for unit in handan.units[1:]:
        assert unit.code.startswith("1304" if unit.kind == "county" else unit.parent_code)
        assert len(unit.code) == {"county": 6, "township": 9, "village": 12}[unit.kind]


def test_that_rare_characters_survive(handan):
    names = "".join(unit.name for unit in handan.units)
    assert "洺" in names
    assert "峧" in names
    assert "\ufeff" not in names
    assert handan.units[1].code == "130402"


def test_that_places_lie_in_handan(handan):
    placed = [unit for unit in handan.units if unit.lon is not None]
    assert len(placed) == 18 + 246 - 98
    assert all(113.4 < unit.lon < 115.6 and 36.0 < unit.lat < 37.1 for unit in placed)


def test_that_the_digest_knows_contents_only(handan, copy):
    villages = gzip.decompress((copy / "villages.csv.gz").read_bytes())
    (copy / "villages.csv.gz").unlink()
    (copy / "villages.csv").write_bytes(villages.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"))
    assert read_region(copy).digest == handan.digest
    areas = copy / "areas.csv"
    areas.write_text(areas.read_text(encoding="utf-8").replace("成安县", "成安市"), encoding="utf-8")
    assert read_region(copy).digest != handan.digest


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("areas.csv", "130424,", "130423,", "130423: stands twice"),
        ("areas.csv", "130424,", "130499,", "130424100: 成安镇 lies in 130424"),
        ("areas.csv", "code,name", "code,title", "areas.csv: no column name"),
        ("townships.csv", "114.66852,36.44028", "east,36.44028", "“east” is not a number"),
        ("townships.csv", "130424100,成安镇", "130424100,", "row 130424100 is not complete"),
        ("counties.geojson", '"adcode":"130424"', '"adcode":"130499"', "no county has the code 130499"),
        ("counties.geojson", '"type":"FeatureCollection"', '"type"', "counties.geojson: not GeoJSON"),
        ("region.toml", "code =", "number =", "region.toml: no usable [city]"),
    ],
)
def test_that_a_broken_region_is_refused_with_its_place(copy, name, old, new, words):
    text = (copy / name).read_text(encoding="utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RegionError) as caught:
        read_region(copy)
    assert words in str(caught.value)


@pytest.mark.parametrize("damage", [lambda f: f.unlink(), lambda f: f.write_bytes(f.read_bytes()[:900])])
def test_that_a_missing_or_cut_file_is_named(copy, damage):
    damage(copy / "villages.csv.gz")
    with pytest.raises(RegionError, match=r"^villages\.csv: "):
        read_region(copy)
