"""The AQI against an oracle in fractions, and the rules about missing and extreme values."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.air import aqi
from desktop.standards import editions

GRID = (0, 50, 100, 150, 200, 300, 400, 500)
# typed in from the standards' tables, on purpose not read from the program's own files
GASES_1H = [
    (0, 150, 500, 650, 800),
    (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    (0, 5, 10, 35, 60, 90, 120, 150),
    (0, 160, 200, 300, 400, 800, 1000, 1200),
]
GASES_DAY = [
    (0, 50, 150, 475, 800, 1600, 2100, 2620),
    (0, 40, 80, 180, 280, 565, 750, 940),
    (0, 2, 4, 14, 24, 36, 48, 60),
    (0, 100, 160, 215, 265, 800),
]
PM = {
    "2012": [(0, 35, 75, 115, 150, 250, 350, 500), (0, 50, 150, 250, 350, 420, 500, 600)],
    "2026": [(0, 35, 60, 115, 150, 250, 350, 500), (0, 50, 120, 250, 350, 420, 500, 600)],
}
TABLES = {
    (key, period): PM[key] + gases
    for key in PM
    for period, gases in (("hourly", GASES_1H), ("daily", GASES_DAY))
}
GRADE = {"hourly": aqi.hourly_iaqi, "daily": aqi.daily_iaqi}

periods = st.sampled_from(["hourly", "daily"])
keys = st.sampled_from(["2012", "2026"])
rows = st.integers(0, 5)
# as text, so that the oracle sees the decimal number and not its double
concentrations = st.one_of(
    st.integers(0, 5_000_000).map(lambda milli: f"{milli / 1000:.3f}"),
    st.integers(0, 70_000).map(lambda milli: f"{milli / 1000:.3f}"),
    st.integers(0, 10_000).map(lambda half: f"{half / 2:.1f}"),
    st.integers(0, 4_000_000_000).map(lambda micro: f"{micro // 10**6}.{micro % 10**6:06d}"),
)


def oracle(text, row, key, period):
    """The standard's formula in exact fractions."""
    value, points = Fraction(text), TABLES[key, period][row]
    if key == "2026":
        scale = 10 if row == 4 else 1
        value = Fraction(round(value * scale), scale)  # Fraction rounds half to even
    if value > points[-1]:
        if len(points) == len(GRID):
            return 500
        return -1 if key == "2012" else GRID[len(points) - 1]
    high = next(i for i, point in enumerate(points) if value <= point) or 1
    steps = Fraction(GRID[high] - GRID[high - 1], points[high] - points[high - 1])
    exact = steps * (value - points[high - 1]) + GRID[high - 1]
    return -(-exact.numerator // exact.denominator)


def one(text, row, key, period):
    values = np.full((6, 1), np.nan)
    values[row] = float(text)
    return int(GRADE[period](values, editions()[key])[row, 0])


@settings(deadline=None)  # the first example reads and builds the tables
@given(concentrations, rows, keys, periods)
@example("65.4", 4, "2012", "hourly")
@example("2.2", 4, "2012", "daily")
@example("1200.000001", 3, "2012", "hourly")
@example("800.000001", 2, "2012", "hourly")
@example("800.5", 2, "2026", "hourly")
@example("60.5", 0, "2026", "hourly")
@example("0.35", 4, "2026", "daily")
def test_that_the_iaqi_equals_the_formula_in_fractions(text, row, key, period):
    assert one(text, row, key, period) == oracle(text, row, key, period)


@pytest.mark.parametrize("period", ["hourly", "daily"])
@pytest.mark.parametrize("key", ["2012", "2026"])
def test_that_every_tenth_of_every_table_equals_the_formula_in_fractions(key, period):
    for row, points in enumerate(TABLES[key, period]):
        texts = [f"{tenth // 10}.{tenth % 10}" for tenth in range(points[-1] * 10 + 20)]
        values = np.full((6, len(texts)), np.nan)
        values[row] = [float(text) for text in texts]
        expected = [oracle(text, row, key, period) for text in texts]
        assert GRADE[period](values, editions()[key])[row].tolist() == expected


@settings(deadline=None)  # the first example reads and builds the tables
@given(st.lists(concentrations, min_size=2, max_size=30), rows, keys, periods)
def test_that_more_pollution_never_has_a_lower_iaqi(texts, row, key, period):
    values = np.full((6, len(texts)), np.nan)
    values[row] = sorted(float(text) for text in texts)
    iaqi = GRADE[period](values, editions()[key])[row]
    assert (np.diff(iaqi[iaqi >= 0]) >= 0).all()


def test_that_long_arrays_are_graded_as_short_ones():
    rng = np.random.default_rng(20151208)
    values = np.round(rng.gamma(1.5, 60, (6, 50_001)), 3)
    for edition in editions().values():
        long, short = aqi.hourly(values, edition), aqi.hourly(values[:, -60:], edition)
        assert (long.iaqi[:, -60:] == short.iaqi).all()
        assert (long.aqi[-60:] == short.aqi).all()
        assert (long.primary[-60:] == short.primary).all()
        assert (long.level[-60:] == short.level).all()


@pytest.mark.parametrize("bad", [np.nan, -0.001, -1e300, np.inf, -np.inf])
@pytest.mark.parametrize("key", ["2012", "2026"])
def test_that_negative_and_infinite_values_count_as_missing(bad, key):
    values = np.full((6, 3), bad)
    result = aqi.hourly(values, editions()[key])
    assert (result.iaqi == -1).all()
    assert (result.aqi == -1).all()
    assert (result.level == -1).all()
    assert not result.primary.any()


CLEAN, FAIR, DIRTY = [10, 20, 5, 10, 0.5, 30], [60, 20, 5, 10, 0.5, 30], [150, 20, 5, 10, 0.5, 30]


def _columns(*hours):
    return np.array(hours, dtype=float).T


@pytest.mark.parametrize(("key", "expected"), [("2012", [20, 82, 200]), ("2026", [-1, -1, 200])])
def test_that_an_incomplete_hour_has_an_aqi_as_the_edition_says(key, expected):
    values = _columns(CLEAN, FAIR, DIRTY)
    values[5] = np.nan
    result = aqi.hourly(values, editions()[key])
    assert result.aqi.tolist() == expected
    assert (result.iaqi[:5] >= 0).all()


def test_that_the_hour_published_by_2026_begins_just_above_100():
    values = _columns([60, *FAIR[1:]], [61, *FAIR[1:]])
    values[5] = np.nan
    result = aqi.hourly(values, editions()["2026"])
    assert result.aqi.tolist() == [-1, 101]
    assert result.level.tolist() == [-1, 2]
    assert [aqi.primary_codes(mask) for mask in result.primary] == ["", "PM2.5"]


def test_that_a_value_beyond_a_table_is_not_missing_in_2026():
    values = _columns([10, 20, 801, 10, 0.5, 30])
    assert aqi.hourly(values, editions()["2026"]).aqi.tolist() == [200]
    assert aqi.hourly(values, editions()["2012"]).aqi.tolist() == [20]


def test_that_pollutants_with_the_same_iaqi_are_primary_together():
    result = aqi.hourly(_columns([75, 150, 500, 200, 10, 200]), editions()["2012"])
    assert aqi.primary_codes(result.primary[0]) == "PM2.5+PM10+SO2+NO2+CO+O3"


def test_that_no_pollutant_is_primary_up_to_aqi_50():
    result = aqi.hourly(_columns([35, 50, 5, 10, 0.5, 30], [36, 50, 5, 10, 0.5, 30]), editions()["2012"])
    assert result.aqi.tolist() == [50, 52]
    assert [aqi.primary_codes(mask) for mask in result.primary] == ["", "PM2.5"]


def test_that_levels_change_just_above_their_bounds():
    edition = editions()["2012"]
    pm25 = [0, 35, 36, 75, 76, 115, 116, 150, 151, 250, 251, 900]
    result = aqi.hourly(_columns(*([value, 0, 0, 0, 0, 0] for value in pm25)), edition)
    assert result.level.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [edition.level_of(int(index)) for index in result.aqi] == [edition.levels[i] for i in result.level]


def test_that_the_daily_report_of_2012_takes_the_peak_of_ozone_too():
    values = _columns([10, 20, 5, 10, 0.5, 90], [10, 20, 5, 10, 0.5, 801], [10, 20, 5, 10, 0.5, 90])
    peaks = [300, 1000, np.nan]
    assert aqi.daily(values, editions()["2012"], peaks).iaqi[5].tolist() == [150, 400, 45]
    assert aqi.daily(values, editions()["2026"], peaks).iaqi[5].tolist() == [45, 300, 45]


def test_that_nothing_is_graded_as_nothing():
    result = aqi.hourly(np.empty((6, 0)), editions()["2026"])
    assert result.iaqi.shape == (6, 0)
    assert len(result.aqi) == len(result.primary) == len(result.level) == 0


@pytest.mark.parametrize("shape", [(6,), (5, 3), (3, 6)])
def test_that_values_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match="expected \\(6, n\\)"):
        aqi.hourly(np.zeros(shape), editions()["2012"])


def test_that_the_input_is_left_as_it_was():
    values = _columns(CLEAN, DIRTY)
    before = values.copy()
    aqi.hourly(values, editions()["2026"])
    assert (values == before).all()
