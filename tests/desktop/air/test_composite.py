"""The composite index against published and hand-calculated values."""

from datetime import date

import numpy as np
import pytest

from desktop.air.aqi import primary_codes
from desktop.air.composite import composite_index
from desktop.standards import basis


def _assessed(so2, no2, pm10, pm25, co, o3):
    return np.array([pm25, pm10, so2, no2, co, o3], dtype=float)


OLD, NEW = basis(date(2022, 2, 28)), basis(date(2026, 12, 31))


# Source: monthly bulletins that print six concentrations and the index; the index there comes from unrounded
# data (4.48, 1.73), so from the printed concentrations it is 4.489 and 1.744
@pytest.mark.parametrize(
    ("values", "expected", "published"),
    [((12, 31, 74, 37, 1.4, 168), 4.489, 4.48), ((3, 13, 16, 13, 0.9, 87), 1.744, 1.73)],
)
def test_that_published_concentrations_give_the_published_index(values, expected, published):
    total = float(composite_index(_assessed(*values), OLD).total)
    assert round(total, 3) == expected
    assert total == pytest.approx(published, abs=0.02)


# 10/60 + 28/40 + 85/70 + 45/35 + 1.2/4 + 176/160 by hand, and with 60/40/60/30/4/160
@pytest.mark.parametrize(
    ("found_by", "expected"),
    [
        (OLD, 4.767),
        (NEW, 5.183),
        (basis(date(2026, 12, 31), weights="weights_uncertain"), 9.983),
        (basis(date(2026, 12, 31), weights="weights_uncertain_mean"), 0.998),
    ],
)
def test_that_limits_and_weights_are_those_of_the_basis(found_by, expected):
    total = composite_index(_assessed(10, 28, 85, 45, 1.2, 176), found_by).total
    assert round(float(total), 3) == expected


def test_that_the_largest_single_index_is_named():
    found = composite_index(_assessed(10, 28, 85, 45, 1.2, 176), OLD)
    assert found.single.round(3).tolist() == [1.286, 1.214, 0.167, 0.7, 0.3, 1.1]
    assert primary_codes(int(found.largest)) == "PM2.5"


def test_that_single_indices_that_print_the_same_are_largest_together():
    # 30/40 = 0.75, 120/160 = 0.75
    found = composite_index(_assessed(10, 30, 35, 14, 1.2, 120), OLD)
    assert primary_codes(int(found.largest)) == "NO2+O3"


def test_that_an_index_needs_all_six():
    values = np.stack([_assessed(10, 28, 85, 45, 1.2, np.nan), np.full(6, np.nan)])
    found = composite_index(values, OLD)
    assert np.isnan(found.total).all()
    assert [primary_codes(int(mask)) for mask in found.largest] == ["PM2.5", ""]
