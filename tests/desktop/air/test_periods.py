"""Hours, days and periods of China time."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.air.periods import (
    Period,
    china_day,
    date_of,
    day_number,
    first_label,
    hour_of_day,
    month,
    year,
    year_to_date,
)


def label(*utc):
    return int(datetime(*utc, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("utc", "day", "hour"),
    [
        ((2015, 12, 7, 17), date(2015, 12, 8), 1),  # 01:00 in China
        ((2015, 12, 8, 0), date(2015, 12, 8), 8),
        ((2015, 12, 8, 15), date(2015, 12, 8), 23),
        ((2015, 12, 8, 16), date(2015, 12, 8), 24),  # 00:00 ends the day before
        ((1970, 1, 1, 0), date(1970, 1, 1), 8),
        ((1969, 12, 31, 16), date(1969, 12, 31), 24),
    ],
)
def test_that_an_hour_lies_in_the_day_it_ends_in_or_with(utc, day, hour):
    assert date_of(china_day(label(*utc))) == day
    assert hour_of_day(label(*utc)) == hour


@given(st.integers(-40_000, 40_000))
def test_that_a_day_has_the_hours_labelled_1_to_24(number):
    labels = [first_label(number) + 3600 * hour for hour in range(24)]
    assert {china_day(one) for one in labels} == {number}
    assert [hour_of_day(one) for one in labels] == list(range(1, 25))
    assert china_day(labels[0] - 3600) == number - 1
    assert day_number(date_of(number)) == number


def test_that_whole_months_and_years_know_it():
    assert month(2024, 2) == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert (month(2024, 2).days, year(2024).days, year(2023).days) == (29, 366, 365)
    assert month(2024, 2).is_month
    assert not month(2024, 2).is_year
    assert year(2024).is_year
    assert not Period(date(2024, 2, 1), date(2024, 2, 28)).is_month


def test_that_the_period_before_is_of_the_same_kind():
    assert month(2024, 1).before() == month(2023, 12)
    assert year(2024).before() == year(2023)
    assert Period(date(2024, 3, 4), date(2024, 3, 10)).before() == Period(date(2024, 2, 26), date(2024, 3, 3))


def test_that_last_year_has_the_same_days():
    assert year_to_date(date(2024, 2, 29)).last_year() == Period(date(2023, 1, 1), date(2023, 2, 28))
    assert month(2025, 2).last_year() == month(2024, 2)
    assert year(2024).last_year() == year(2023)


def test_that_a_period_is_cut_by_months():
    parts = list(Period(date(2023, 12, 30), date(2024, 2, 1)).months())
    assert [part.days for part in parts] == [2, 31, 1]
    assert parts[1] == month(2024, 1)


def test_that_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="2024-01-01 is before 2024-01-02"):
        Period(date(2024, 1, 2), date(2024, 1, 1))
