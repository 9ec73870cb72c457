"""Days from hours: hand-made days, and plain loops as the oracle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from desktop.air.days import DAY_ROWS, day_array, sliding_sum

tenths = st.one_of(st.just(np.nan), st.integers(0, 5000).map(lambda tenth: tenth / 10))
days_of_hours = st.integers(1, 3).flatmap(lambda days: hnp.arrays(float, (6, 24 * days), elements=tenths))
ROW = {name: row for row, name in enumerate(DAY_ROWS)}


def _day(hours):
    """One day by the words of the standard, an hour at a time."""
    found = dict.fromkeys(DAY_ROWS, np.nan)
    for row, name in enumerate(DAY_ROWS[:5]):
        there = [value for value in hours[row] if not np.isnan(value)]
        found[f"{name}_n"] = len(there)
        if there:
            found[name] = sum(there) / len(there)
    means = []
    for end in range(8, 25):  # labels 08:00 to 24:00
        there = [value for value in hours[5][end - 8 : end] if not np.isnan(value)]
        if len(there) >= 6:
            means.append(sum(there) / len(there))
    found["o3_n8"] = len(means)
    found["o3_8h"] = max(means, default=np.nan)
    found["o3_1h"] = max((value for value in hours[5] if not np.isnan(value)), default=np.nan)
    return [found[name] for name in DAY_ROWS]


def test_that_rows_are_where_the_record_keeps_them():
    assert len(DAY_ROWS) == 13
    assert DAY_ROWS[5] == "o3_8h"
    assert DAY_ROWS[11:] == ("o3_n8", "o3_1h")


def test_that_a_day_is_the_mean_of_its_hours():
    hours = np.full((6, 24), np.nan)
    hours[0, :3] = [10, 20, 45]
    hours[5] = range(24)
    day = day_array(hours)[:, 0]
    assert day[ROW["pm25"]] == 25
    assert day[ROW["pm25_n"]] == 3
    assert np.isnan(day[ROW["co"]])
    assert day[ROW["co_n"]] == 0
    # the last window holds 16 to 23
    assert day[ROW["o3_8h"]] == 19.5
    assert day[ROW["o3_n8"]] == 17
    assert day[ROW["o3_1h"]] == 23


def test_that_a_mean_of_eight_hours_needs_six():
    hours = np.full((6, 24), np.nan)
    hours[5, 8:13] = 100  # five hours in any window
    assert day_array(hours)[ROW["o3_n8"], 0] == 0
    assert np.isnan(day_array(hours)[ROW["o3_8h"], 0])
    hours[5, 13] = 160  # six of them in the windows that end with the hours 14, 15 and 16
    assert day_array(hours)[ROW["o3_n8"], 0] == 3
    assert day_array(hours)[ROW["o3_8h"], 0] == 110


def test_that_a_day_of_ozone_begins_at_its_own_first_hour():
    hours = np.full((6, 48), 40.0)
    hours[5, 17:24] = 400  # the evening before must not get into the morning's means
    assert day_array(hours)[ROW["o3_8h"]].tolist() == [355, 40]


@settings(deadline=None)
@given(days_of_hours)
def test_that_days_equal_the_words_of_the_standard(hours):
    expected = np.array([_day(hours[:, start : start + 24]) for start in range(0, hours.shape[1], 24)]).T
    np.testing.assert_allclose(day_array(hours), expected, rtol=1e-12)


@given(days_of_hours, st.randoms(use_true_random=False))
def test_that_the_order_of_hours_does_not_matter_to_means(hours, random):
    order = list(range(24))
    random.shuffle(order)
    day = hours[:, :24]
    before, after = day_array(day), day_array(day[:, order])
    np.testing.assert_allclose(before[:5], after[:5], rtol=1e-12)
    assert (before[6:11] == after[6:11]).all()


@given(st.floats(0, 2000), st.integers(1, 3))
def test_that_a_constant_hour_gives_a_constant_day(value, days):
    found = day_array(np.full((6, 24 * days), value))
    np.testing.assert_allclose(found[:6], value, rtol=1e-12)
    assert (found[6:11] == 24).all()


def test_that_many_stations_are_as_one_after_the_other():
    rng = np.random.default_rng(7)
    hours = np.round(rng.gamma(1.5, 40, (3, 2, 6, 24 * 20)), 1)
    hours[rng.random(hours.shape) < 0.2] = np.nan
    found = day_array(hours)
    assert found.shape == (3, 2, 13, 20)
    for place in np.ndindex(3, 2):
        assert np.array_equal(found[place], day_array(hours[place]), equal_nan=True)


@pytest.mark.parametrize("bad", [-0.1, np.inf, -np.inf, np.nan])
def test_that_negative_and_infinite_hours_count_as_missing(bad):
    hours = np.full((6, 24), 30.0)
    hours[:, 3] = bad
    day = day_array(hours)[:, 0]
    assert day[:6].tolist() == [30] * 6
    assert day[6:11].tolist() == [23] * 5
    assert day[ROW["o3_1h"]] == 30


def test_that_no_days_are_no_days():
    assert day_array(np.empty((6, 0))).shape == (13, 0)
    assert day_array(np.empty((0, 6, 48))).shape == (0, 13, 2)


@pytest.mark.parametrize("shape", [(24,), (5, 24), (6, 23)])
def test_that_hours_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"expected \(\.\.\., 6, 24 × days\)"):
        day_array(np.zeros(shape))


@given(st.integers(1, 30), st.integers(0, 20))
def test_that_a_sliding_sum_equals_a_loop(width, more):
    values = np.arange(width + more, dtype=float) ** 2
    expected = [values[start : start + width].sum() for start in range(more + 1)]
    assert sliding_sum(values, width).tolist() == expected


def test_that_hours_may_lie_in_memory_in_any_order():
    rng = np.random.default_rng(9)
    hours = np.round(rng.gamma(1.5, 40, (6, 48)), 1)
    assert np.array_equal(day_array(np.asfortranarray(hours)), day_array(hours))
    assert np.array_equal(day_array(hours[:, ::-1][:, ::-1]), day_array(hours))
