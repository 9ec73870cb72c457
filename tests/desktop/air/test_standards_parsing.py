"""Standards as data: what a file must hold, and which one is in force."""

import tomllib
from copy import deepcopy
from datetime import date

import pytest

import resources
from desktop.air.standards import edition_for, limits_for, parse_edition, parse_limits
from desktop.standards import editions, limits


@pytest.fixture
def data():
    text = (resources.folder("standards") / "hj633-2026.toml").read_text(encoding="utf-8")
    return deepcopy(tomllib.loads(text))


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2013, 3, 1), "2012"),
        (date(2026, 2, 28), "2012"),
        (date(2026, 3, 1), "2026"),
        (date(2040, 1, 1), "2026"),
    ],
)
def test_that_a_day_has_the_edition_in_force(day, key):
    assert edition_for(editions().values(), day).key == key


@pytest.mark.parametrize(
    ("day", "key", "pm25", "so2"),
    [
        (date(2015, 12, 8), "gb3095-2012", 35, 60),
        (date(2026, 2, 28), "gb3095-2012", 35, 60),
        (date(2026, 3, 1), "gb3095-2026-transition", 30, 60),
        (date(2030, 12, 31), "gb3095-2026-transition", 30, 60),
        (date(2031, 1, 1), "gb3095-2026", 25, 20),
    ],
)
def test_that_a_day_has_the_limits_in_force(day, key, pm25, so2):
    found = limits_for(limits().values(), day)
    assert (found.key, found.of("pm25", "year"), found.of("so2", "year")) == (key, pm25, so2)


def test_that_a_limit_is_looked_up_by_averaging_and_grade():
    found = limits()["gb3095-2026-transition"]
    assert found.of("o3", "day_8h", grade=1) == 100
    assert found.of("o3", "day_8h") == 160
    assert found.of("pm10", "day") == 120
    assert found.of("pm10", "hour") is None


# HJ 633, Table A.1, the same in both editions
@pytest.mark.parametrize("key", ["2012", "2026"])
def test_that_levels_carry_words_and_colours_of_the_standard(key):
    levels = editions()[key].levels
    assert [level.zh for level in levels] == ["优", "良", "轻度污染", "中度污染", "重度污染", "严重污染"]
    assert [level.short_zh for level in levels] == ["优", "良", "轻度", "中度", "重度", "严重"]
    colours = ["#00E400", "#FFFF00", "#FF7E00", "#FF0000", "#99004C", "#7E0023"]
    assert [level.colour for level in levels] == colours
    assert [level.upper for level in levels] == [50, 100, 150, 200, 300, 500]


def test_that_no_data_has_no_level():
    edition = editions()["2026"]
    assert edition.level(-1) is None
    assert edition.level_of(-1) is None


def test_that_a_day_before_every_standard_is_refused():
    with pytest.raises(LookupError, match="2020-01-01"):
        edition_for([editions()["2026"]], date(2020, 1, 1))


def _drop(data, *path):
    for name in path[:-1]:
        data = data[name]
    del data[path[-1]]


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (("key",), "key: missing"),
        (("iaqi",), "iaqi: missing"),
        (("hourly", "co"), "hourly.co: missing"),
        (("daily", "o3", "above"), "daily.o3.above: missing"),
        (("decimals", "no2"), "decimals.no2: missing"),
        (("levels", 3, "colour"), r"levels\[3\].colour: missing"),
    ],
)
def test_that_a_missing_key_is_named(data, path, named):
    _drop(data, *path)
    with pytest.raises(ValueError, match=named):
        parse_edition(data)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"iaqi": [0, 50, 50]}, "iaqi: must rise"),
        ({"iaqi": [0, 50.5]}, "iaqi: whole numbers"),
        ({"iaqi": [0, 50]}, "hourly.pm25.breakpoints"),
        ({"primary_above": True}, "primary_above: True, expected int"),
        ({"to": date(2026, 1, 1)}, "to: 2026-01-01 is before"),
        ({"incomplete_published_above": "never"}, "incomplete_published_above"),
        ({"levels": ["优"]}, r"levels\[0\]: a table"),
        ({"levels": []}, "levels"),
        ({"hourly": {"pm25": {"breakpoints": [0, 9000], "above": 500}}}, "hourly.pm25.breakpoints: 9000"),
        ({"decimals": {"pm25": 7}}, "decimals.pm25: 7"),
    ],
)
def test_that_a_wrong_value_is_named(data, change, named):
    with pytest.raises(ValueError, match=named):
        parse_edition(data | change)


@pytest.mark.parametrize("wrong", [[1], [1, "2"], 3])
def test_that_a_limit_without_two_grades_is_named(wrong):
    rows = {"pm25": {"unit": "µg/m³", "year": wrong}}
    with pytest.raises(ValueError, match=r"limits\.pm25\.year"):
        parse_limits({"key": "k", "name_zh": "z", "name_en": "e", "limits": rows})
