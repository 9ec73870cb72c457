"""Profiles of tables: units by hand calculation, TOML there and back, what is refused and why."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.schema.readings import VALUES
from desktop.feeds.cells import BadCellError
from desktop.feeds.tables.profile import (
    FIELDS,
    LABELS,
    LAYOUTS,
    PERIODS,
    ColumnUse,
    ItemUse,
    ProfileError,
    TableProfile,
    zone_of,
)
from desktop.feeds.tables.toml import ProfileFileError, from_toml, read_profile, to_toml, write_profile
from desktop.feeds.tables.units import MISSING, REFERENCES, molar_volume, unit_named, units_of, values

NOW = "298.15 K"
BEFORE = "273.15 K"
TIME, STATION, PM = ColumnUse("时间", "time"), ColumnUse("站点", "station"), ColumnUse("PM2.5", "pm25")


def read(name: str, unit: str, text: str, *, reference: str = NOW, missing=MISSING):
    return values(name, unit, reference=reference, missing=missing)[text]


@pytest.mark.parametrize(
    ("name", "unit", "text", "expected"),
    [
        ("pm25", "µg/m3", "35.2", 35.2),
        ("pm25", "ng/m3", "35200", 35.2),
        ("pm10", "mg/m3", "0.0801", 80.1),
        ("so2", "mg/m3", "0.007", 7.0),
        ("co", "mg/m3", "0.8", 0.8),
        ("co", "µg/m3", "349", 0.349),
        ("co", "ng/m3", "349000", 0.349),
        ("pressure", "kPa", "101.3", 1013.0),
        ("pressure", "Pa", "101325", 1013.25),
        ("pressure", "hPa", "1013.25", 1013.25),
        ("temperature", "K", "273.15", 0.0),
        ("temperature", "°F", "50", 10.0),
        ("humidity", "1", "0.55", 55.0),
        ("wind_speed", "km/h", "36", 10.0),
        ("wind_speed", "kn", "10", 5.144444),
        ("wind_direction", "compass", "NNE", 22.5),
        ("wind_direction", "compass", "西北风", 315.0),
        ("wind_direction", "compass", "东北偏东", 67.5),
        ("wind_direction", "°", "359.5", 359.5),
    ],
)
def test_that_a_unit_is_converted_to_the_records(name, unit, text, expected):
    assert read(name, unit, text) == expected


def test_that_powers_of_ten_move_the_point_exactly():
    # 0.29 * 1000 is 290.00000000000006 in binary
    assert read("pm25", "mg/m3", "0.29") == 290
    assert read("co", "µg/m3", "1.1") == 0.0011


@pytest.mark.parametrize(
    ("name", "unit", "text", "reference", "expected"),
    [
        # 24.465 L/mol at 298.15 K and 1013.25 hPa; 22.414 at 273.15 K
        ("o3", "ppb", "50", NOW, 50 * 47.9982 / 24.465),
        ("no2", "ppm", "0.02", NOW, 20 * 46.0055 / 24.465),
        ("so2", "ppb", "10", BEFORE, 10 * 64.064 / 22.414),
        ("co", "ppm", "1", NOW, 28.0101 / 24.465),
        ("co", "ppb", "1000", BEFORE, 28.0101 / 22.414),
    ],
)
def test_that_mixing_ratios_become_mass_in_the_reference_state(name, unit, text, reference, expected):
    assert read(name, unit, text, reference=reference) == pytest.approx(expected, rel=1e-4)


def test_that_the_reference_states_differ_by_what_the_standard_says():
    assert molar_volume(BEFORE) / molar_volume(NOW) == pytest.approx(0.9162, abs=1e-4)
    assert set(REFERENCES) == {NOW, BEFORE}


@pytest.mark.parametrize("text", ["", " ", "—", "NA", "na", "-999", "-999.0", "-9.99e2", "/", "缺测"])
def test_that_missing_words_are_no_values(text):
    assert read("pm25", "", text) is None


def test_that_calm_air_has_no_direction():
    assert read("wind_direction", "compass", "静风") is None
    assert read("wind_direction", "compass", "C") is None


@pytest.mark.parametrize(
    ("name", "unit", "text", "reason"),
    [
        ("pm25", "mg/m3", "35", "above 10000 µg/m³"),
        ("pm25", "", "-3", "negative"),
        ("pm25", "", "1,200", "not a number"),
        ("pm25", "", "nan", "not a number"),
        ("temperature", "K", "20", "below -60 °C"),
        ("wind_direction", "compass", "上", "not one of the 16 compass directions"),
    ],
)
def test_that_an_impossible_value_is_refused_with_its_reason(name, unit, text, reason):
    missing = ("NA",)
    with pytest.raises(BadCellError, match=reason):
        read(name, unit, text, missing=missing)


def test_that_a_missing_number_that_is_not_in_the_list_is_a_value():
    assert read("temperature", "", "-9", missing=("-99",)) == -9


@given(st.decimals(0, 10_000, places=3, allow_nan=False, allow_infinity=False))
def test_that_any_number_in_its_own_unit_is_the_float_of_its_text(number):
    assert read("pm25", "", str(number), missing=()) == float(str(number))


@given(
    st.sampled_from(VALUES).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(units_of(name))))
)
def test_that_every_unit_of_every_column_can_be_read(pair):
    name, unit = pair
    text = {"temperature": "290", "pressure": "1000", "wind_direction": "90"}.get(name, "1")
    if unit == "compass":
        text = "E"
    try:
        found = read(name, unit, text)
    except BadCellError as error:
        assert any(word in str(error) for word in ("above", "below", "negative"))  # noqa: PT017
    else:
        assert isinstance(found, float)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("μg/m³", "µg/m3"), ("ug/m3", "µg/m3"), ("µg/m³", "µg/m3"), ("微克/立方米", "µg/m3"),
        ("μg·m⁻³", "µg/m3"), ("㎍/㎥", "µg/m3"), ("mg/m^3", "mg/m3"), ("毫克每立方米", "mg/m3"),
        ("℃", "°C"), ("°C", "°C"), ("hPa", "hPa"), ("KPA", "kPa"), ("m/s", "m/s"), ("公里/小时", "km/h"),
        ("节", "kn"), ("%RH", "%"), ("个", None), ("", None),
    ],
)  # fmt: skip
def test_that_units_are_known_in_their_spellings(text, unit):
    assert unit_named(text) == unit


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
USES = st.builds(
    ColumnUse,
    TEXT,
    st.sampled_from(FIELDS),
    st.sampled_from(("", "µg/m3", "ppb")),
    st.sampled_from(("", "pm25")),
)
PROFILES = st.builds(
    TableProfile,
    name=TEXT,
    layout=st.sampled_from(LAYOUTS),
    sheet=TEXT,
    header_row=st.integers(0, 200),
    header_lines=st.integers(1, 3),
    columns=st.lists(USES, max_size=4).map(tuple),
    items=st.lists(st.builds(ItemUse, TEXT, st.sampled_from(VALUES), TEXT), max_size=3).map(tuple),
    station=TEXT,
    period=st.sampled_from(tuple(PERIODS)),
    label=st.sampled_from(LABELS),
    zone=TEXT,
    reference=st.sampled_from(tuple(REFERENCES)),
    missing=st.lists(TEXT, max_size=4).map(tuple),
    fill_down=st.booleans(),
    stations=st.dictionaries(TEXT, TEXT, max_size=3).map(lambda found: tuple(found.items())),
)


@given(PROFILES)
def test_that_any_profile_comes_back_from_its_file(profile):
    assert from_toml(to_toml(profile)) == profile


def test_that_a_profile_without_a_name_gets_that_of_its_file(tmp_path: Path):
    path = tmp_path / "县站.toml"
    write_profile(TableProfile(columns=(TIME, STATION, PM)), path)
    path.write_text(path.read_text(encoding="utf-8").replace('name = ""\n', ""), encoding="utf-8")
    assert read_profile(path).name == "县站"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("form = 2", "newer version"),
        ("layout = 3", "“layout” is not of the kind"),
        ("header_row = true", "“header_row” is not of the kind"),
        ("colour = 1", "unknown: colour"),
        ("[[columns]]\nheader = 'a'", "columns 1 has no field"),
        ("[[columns]]\nheader = 'a'\nfield = 'pm25'\nwidth = 'x'", "unknown: columns 1: width"),
        ("missing = 'NA'", "“missing” is not of the kind"),
        ("stations = 1", "“stations” is not of the kind"),
        ("not toml", "="),
        ("\xff", "utf-8"),
    ],
)
def test_that_a_file_that_is_no_profile_is_refused_by_name(tmp_path: Path, text, problem):
    path = tmp_path / "p.toml"
    path.write_bytes(text.encode("latin-1") if text == "\xff" else text.encode())
    with pytest.raises(ProfileFileError, match=r"p\.toml") as caught:
        read_profile(path)
    assert problem in str(caught.value)


def test_that_a_missing_profile_is_told_by_name(tmp_path: Path):
    with pytest.raises(ProfileFileError, match=r"none\.toml"):
        read_profile(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"layout": "wide"}, "layout is “wide”, not one of rows, stations, long"),
        ({"zone": "America/New_York"}, "no time zone"),
        ({"header_row": 500}, "header_row"),
        ({"columns": (ColumnUse("a", "pm3"),)}, "field of “a” is “pm3”"),
        ({"columns": (ColumnUse("a", "pm25", "ppb"),)}, "unit of “a” is “ppb”"),
        ({"columns": (PM, ColumnUse("细颗粒物", "pm25"))}, "two columns are “pm25”"),
        ({"columns": (PM, PM)}, "the column “PM2.5” stands there twice"),
        ({"columns": (ColumnUse("x", "flag", of="tsp"),)}, "speaks of nothing"),
        ({"item": "tsp"}, "item is “tsp”"),
        ({"reference": "300 K"}, "reference is “300 K”"),
        ({"items": (ItemUse("a", "pm25"), ItemUse("a", "pm10"))}, "the item “a” stands there twice"),
    ],
)
def test_that_a_profile_that_makes_no_sense_says_where(changes, problem):
    with pytest.raises(ProfileError) as caught:
        TableProfile(name="县站", **changes).check()
    assert "“县站”" in str(caught.value)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"columns": (STATION, PM)}, "which column has the time"),
        ({"columns": (ColumnUse("d", "date"), STATION, PM)}, "which column has the hour"),
        ({"columns": (TIME, PM)}, "station"),
        ({"columns": (TIME, STATION)}, "which column has a pollutant"),
        ({"columns": (TIME, PM), "station": "CA-01"}, ""),
        ({"columns": (ColumnUse("d", "date"), STATION, PM), "period": "day"}, ""),
        ({"columns": (TIME,), "layout": "stations"}, "which columns are stations"),
        ({"columns": (TIME, STATION), "layout": "long"}, "item and its value"),
    ],
)
def test_that_an_incomplete_profile_says_what_it_lacks(changes, lacks):
    found = TableProfile(**changes).lacks
    assert lacks in found
    assert bool(found) == bool(lacks)


@pytest.mark.parametrize(
    ("text", "hours"), [("Asia/Shanghai", 8), ("UTC", 0), ("+08:00", 8), ("-05:30", -5.5), ("UTC+9", 9)]
)
def test_that_zones_are_fixed_offsets(text, hours):
    zone = zone_of(text)
    assert zone is not None
    assert zone.utcoffset(None).total_seconds() == hours * 3600


@pytest.mark.parametrize("text", ["Europe/Berlin", "", "+25:00", "china"])
def test_that_a_place_with_summer_time_is_no_zone(text):
    assert zone_of(text) is None
