"""Which days, months and years count. Numbers: GB 3095-2026 table 4, quotations of HJ 663."""

from datetime import date

import numpy as np
import pytest
from day_arrays import days_of, year_of

from desktop.air.periods import Period, month, year
from desktop.air.statistics import statistics
from desktop.air.validity import needed_days, valid_days
from desktop.standards import basis

OLD = basis(date(2023, 12, 31))
RULES = OLD.evaluation.validity


@pytest.mark.parametrize(("hours", "expected"), [(20, True), (19, False)])
def test_that_a_day_needs_twenty_hours(hours, expected):
    days = days_of(date(2023, 1, 1), 1).values
    days[:, 6:11] = hours
    assert valid_days(days, OLD)[0, :5, 0].tolist() == [expected] * 5


# O3 fewer than 14 of 17 means: valid only when the highest is above the limit, rounded first
@pytest.mark.parametrize(
    ("means", "peak", "expected"),
    [
        (14, 90, True),
        (13, 90, False),
        (13, 160.5, False),
        (13, 160.6, True),
        (1, 300, True),
        (0, np.nan, False),
    ],
)
def test_that_a_day_of_ozone_needs_fourteen_means_or_an_exceedance(means, peak, expected):
    days = days_of(date(2023, 1, 1), 1).values
    days[:, 11], days[:, 5] = means, peak
    assert valid_days(days, OLD)[0, 5, 0] == expected


@pytest.mark.parametrize(
    ("period", "needed"),
    [
        (month(2023, 1), 27),
        (month(2023, 4), 27),
        (month(2023, 2), 25),
        (month(2024, 2), 25),
        (year(2023), 324),
        (year(2024), 324),
        (Period(date(2023, 1, 2), date(2023, 1, 8)), 7),  # 0.9 of 7 is 6.3
        (Period(date(2023, 1, 2), date(2023, 1, 11)), 9),
        (Period(date(2023, 1, 2), date(2023, 1, 2)), 1),
    ],
)
def test_that_a_period_needs_its_days(period, needed):
    assert needed_days(period, RULES) == needed


@pytest.mark.parametrize(
    ("number", "missing", "expected"), [(1, 4, True), (1, 5, False), (2, 3, True), (2, 4, False)]
)
def test_that_a_month_needs_27_days_and_february_25(number, missing, expected):
    period = month(2023, number)
    values = [np.nan] * missing + [30.0] * (period.days - missing)
    found = statistics(days_of(period.first, period.days, pm25=values), period, OLD)
    assert found.n[0, 0] == period.days - missing
    assert found.is_valid[0].tolist() == [expected] + [True] * 5
    assert found.index_is_valid[0] == expected


def _gaps(*numbers):
    values = np.full(365, 30.0)
    values[list(numbers)] = np.nan
    return values


def test_that_a_year_needs_324_days():
    first_days = np.concatenate([np.arange(4) + start for start in (0, 59, 90, 120, 151, 181, 212, 243, 273)])
    few = [*first_days, 31, 32, 33]  # 39 days, three of them in February; April, June, September have 30 days
    few = [day for day in few if day not in (93, 154, 246)]
    found = statistics(year_of(2023, pm25=_gaps(*few)), year(2023), OLD)
    assert (found.n[0, 0], found.needed, bool(found.is_valid[0, 0])) == (329, 324, True)
    more = [*few, 304, 305, 306, 334, 335]
    found = statistics(year_of(2023, pm25=_gaps(*more)), year(2023), OLD)
    assert (found.n[0, 0], bool(found.is_valid[0, 0])) == (324, True)
    found = statistics(year_of(2023, pm25=_gaps(*more, 336)), year(2023), OLD)
    assert (found.n[0, 0], bool(found.is_valid[0, 0])) == (323, False)


def test_that_a_year_needs_each_of_its_months():
    found = statistics(year_of(2023, pm25=_gaps(*range(5))), year(2023), OLD)  # January has 26 days
    assert found.n[0, 0] == 360
    assert not found.is_valid[0, 0]
