"""Fewer points of a curve: extremes and gaps stay, the number stays below what was asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.chart_levels import Levels
from widgets.chart_resolution import Resolution

HOUR = 3600.0


def hours(count: int) -> np.ndarray:
    return HOUR * np.arange(count)


def test_that_four_points_become_their_lowest_and_highest_in_order():
    y = np.array([3.0, 9.0, 1.0, 4.0, 5.0, 5.5, 8.0, 7.0])
    points = Levels(hours(8), y).view(0, 7 * HOUR, 4)
    assert points.y.tolist() == [9.0, 1.0, 5.0, 8.0]
    assert points.x.tolist() == [HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR]


def test_that_a_near_view_has_every_point_and_one_beyond_each_edge():
    points = Levels(hours(100), np.arange(100.0)).view(10 * HOUR, 20 * HOUR, 50)
    assert points.y.tolist() == [float(n) for n in range(9, 22)]


def test_that_points_on_two_sides_of_a_gap_are_never_joined():
    y = np.array([1.0, 2.0, np.nan, 30.0, 4.0, 5.0, 6.0, 7.0])
    points = Levels(hours(8), y).view(0, 7 * HOUR, 4)
    # 1, 2, 30, 4 give 1 and 30; the missing third hour lies between them
    assert points.y.tolist()[:2] == [1.0, 30.0]
    assert points.run[0] != points.run[1]


@given(
    st.lists(st.one_of(st.floats(0, 500), st.just(float("nan"))), min_size=1, max_size=400),
    st.integers(4, 60),
)
def test_that_no_view_loses_an_extreme_or_has_too_many_points(values, limit):
    y = np.array(values)
    points = Levels(hours(len(y)), y).view(0, HOUR * len(y), limit)
    known = y[np.isfinite(y)]
    assert len(points.x) <= max(limit, 4) + 2
    if len(known):
        assert points.y.min() == known.min()
        assert points.y.max() == known.max()
    else:
        assert len(points.x) == 0


def test_that_a_curve_without_values_has_no_points():
    assert len(Levels(hours(3), np.full(3, np.nan)).view(0, HOUR, 10).x) == 0
    assert len(Levels(np.empty(0), np.empty(0)).view(0, HOUR, 10).x) == 0


def test_that_the_same_numbers_are_known_again():
    y = np.array([1.0, np.nan, 3.0])
    levels = Levels(hours(3), y)
    assert levels.holds(hours(3), y.copy())
    assert not levels.holds(hours(3), np.array([1.0, 2.0, 3.0]))
    assert not levels.holds(hours(2), y[:2])


def test_that_other_data_are_wanted_only_when_the_view_leaves_what_was_asked():
    asked = Resolution()
    assert asked.wanted(1000.0, 2000.0, 500) == (2.0, 500.0, 2500.0)
    assert asked.wanted(1400.0, 2400.0, 500) is None
    assert asked.wanted(1600.0, 2600.0, 500) == (2.0, 1100.0, 3100.0)
    assert asked.wanted(1600.0, 1700.0, 500) == pytest.approx((0.2, 1550.0, 1750.0))
