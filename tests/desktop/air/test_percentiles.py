"""Percentiles by the formula of HJ 663."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.air.percentiles import percentile

values = st.lists(st.integers(0, 6000).map(lambda tenth: tenth / 10), min_size=1, max_size=60)
shares = st.integers(0, 100)


# Source: a worked example of the standard's formula (CSDN weixin_44237659/124068041)
def test_that_the_worked_example_comes_out():
    assert percentile([3, 4, 8, 2, 5, 4], 90) == 6.5


# Source: the formula; 1 + 364·0.98 = 357.72 and so on
@pytest.mark.parametrize(("per_cent", "expected"), [(98, 357.72), (95, 346.8), (90, 328.6)])
def test_that_the_days_of_a_year_have_their_percentiles(per_cent, expected):
    assert percentile(np.arange(1, 366), per_cent) == pytest.approx(expected, abs=1e-9)


@given(values, shares)
def test_that_it_is_the_formula_in_fractions(found, share):
    ordered = [Fraction(str(value)) for value in sorted(found)]
    place = 1 + (len(ordered) - 1) * Fraction(share, 100)
    low = place.numerator // place.denominator
    following = ordered[min(low, len(ordered) - 1)]
    exact = ordered[low - 1] + (following - ordered[low - 1]) * (place - low)
    assert percentile(found, share) == pytest.approx(float(exact), abs=1e-9)


@given(values, shares)
def test_that_it_lies_between_the_extremes_and_equals_numpy(found, share):
    result = float(percentile(found, share))
    assert min(found) <= result <= max(found)
    assert result == pytest.approx(float(np.percentile(found, share)), abs=1e-9)


@given(values, shares, st.randoms(use_true_random=False))
def test_that_neither_order_nor_gaps_matter(found, share, random):
    shuffled = [*found, np.nan, np.nan]
    random.shuffle(shuffled)
    assert percentile(shuffled, share) == percentile(found, share)


def test_that_nothing_has_no_percentile():
    assert np.isnan(percentile([np.nan, np.nan], 90))
    assert np.isnan(percentile([], 90))


def test_that_each_row_may_have_its_own_percentage():
    rows = np.array([[1.0, 2, 3, np.nan], [1, 2, 3, 4]])
    assert percentile(rows, [50, 100]).tolist() == [2, 4]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_that_several_percentiles_of_nothing_have_the_shape_of_those_of_something(count: int):
    assert percentile(np.ones((1, count)), np.array([25.0, 50.0, 75.0])).shape == (3,)
    assert percentile(np.ones((2, count)), 90).shape == (2,)
