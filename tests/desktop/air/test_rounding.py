"""GB/T 8170, and what is compared after it."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.air.rounding import exceeds, per_cent, round_half_even, round_text, shown, times_above

# Source: examples of GB/T 8170 and of HJ 633-2026, which refers to it
VECTORS = [
    ("2.5", 0, "2"),
    ("3.5", 0, "4"),
    ("0.25", 1, "0.2"),
    ("0.35", 1, "0.4"),
    ("1.15", 1, "1.2"),
    ("4.05", 1, "4.0"),
    ("60.5", 0, "60"),
    ("61.5", 0, "62"),
    ("12.5001", 0, "13"),
    ("15.4546", 0, "15"),
]
texts = st.integers(-(10**12), 10**12).map(lambda micro: str(Decimal(micro).scaleb(-6)))


@pytest.mark.parametrize(("text", "decimals", "expected"), VECTORS)
def test_that_a_decimal_number_is_rounded_half_to_even(text, decimals, expected):
    assert str(round_text(text, decimals)) == expected
    assert shown(float(text), decimals) == expected


@given(texts, st.integers(0, 5))
def test_that_arrays_are_rounded_as_decimal_numbers_are(text, decimals):
    assert round_half_even([float(text)], decimals)[0] == float(round_text(text, decimals))


@given(texts, st.integers(0, 5))
def test_that_rounding_what_is_rounded_changes_nothing(text, decimals):
    once = round_half_even([float(text)], decimals)
    assert round_half_even(once, decimals)[0] == once[0]
    assert round_text(round_text(text, decimals), decimals) == round_text(text, decimals)


@given(st.lists(st.integers(0, 500_000), min_size=1, max_size=366))
def test_that_means_of_hours_are_rounded_from_the_exact_fraction(milli):
    exact = Decimal(sum(milli)) / Decimal(1000 * len(milli))
    assert round_half_even([np.mean(np.array(milli) / 1000)], 0)[0] == float(round_text(exact, 0))


@pytest.mark.parametrize("wrong", ["", "—", "NaN", "inf", "1e80"])
def test_that_what_is_no_number_cannot_be_rounded(wrong):
    with pytest.raises(ValueError, match="cannot be rounded"):
        round_text(wrong, 0)


def test_that_nothing_is_shown_as_nothing():
    assert shown(np.nan, 1) == ""
    assert shown(-0.04, 1) == "0.0"


def test_that_values_are_rounded_before_they_are_compared():
    # 75.5 goes to 76, 60.5 to 60
    assert exceeds([75.4, 75.5, 75.6, np.nan], 75, 0).tolist() == [False, True, True, False]
    assert exceeds([60.5, 60.51], 60, 0).tolist() == [False, True]
    assert exceeds([4.04, 4.05, 4.06], 4, 1).tolist() == [False, False, True]


def test_that_times_above_come_from_the_printed_concentration():
    # (90 − 75)/75 = 0.20, (113 − 75)/75 = 0.5067
    found = times_above([75.4, 89.6, 113, np.nan], 75, 0)
    assert np.array_equal(found, [np.nan, 0.2, 0.51, np.nan], equal_nan=True)


def test_that_a_share_of_nothing_is_not_known():
    assert np.array_equal(per_cent([1, 2, 0], [3, 0, 7]), [33.3, np.nan, 0.0], equal_nan=True)
