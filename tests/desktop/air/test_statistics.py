"""Statistics of periods, with hand-made days."""

from datetime import date

import numpy as np
import pytest
from day_arrays import days_of, year_of
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.air.comparison import against_last_year, change
from desktop.air.compliance import compliance
from desktop.air.day_grades import grade_days
from desktop.air.days import day_array
from desktop.air.periods import Period, month, year, year_to_date
from desktop.air.standards import POLLUTANTS
from desktop.air.statistics import Days, by_month, cumulative_means, side_by_side, statistics
from desktop.standards import basis

OLD, NEW = basis(date(2025, 12, 31)), basis(date(2026, 12, 31))
PM25, PM10, CO, O3 = (POLLUTANTS.index(name) for name in ("pm25", "pm10", "co", "o3"))


def test_that_a_month_has_means_and_percentiles_of_its_valid_days():
    january = month(2025, 1)
    values = [*range(1, 31), np.nan]
    found = statistics(days_of(january.first, 31, pm25=values, o3=values, co=values), january, OLD)
    assert found.mean[0, PM25] == 15.5
    # 1 + 29·0.95 = 28.55, 1 + 29·0.9 = 27.1
    assert found.percentile[0, [PM25, CO, O3]] == pytest.approx([28.55, 28.55, 27.1])
    assert found.assessed[0, [PM25, CO, O3]] == pytest.approx([15.5, 28.55, 27.1])
    assert found.n[0].tolist() == [30, 31, 31, 31, 30, 30]
    assert found.printed()[0, [PM25, CO, O3]].tolist() == [16, 28.6, 27]  # 15.5 and 28.55, half to even


def test_that_a_day_with_too_few_hours_is_not_in_the_mean():
    days = days_of(date(2025, 1, 1), 31, pm25=[90.0] + [30.0] * 30)
    days.values[0, 6, 0] = 19
    found = statistics(days, month(2025, 1), OLD)
    assert (found.mean[0, PM25], found.n[0, PM25]) == (30, 30)


def test_that_days_outside_the_data_are_days_without_data():
    days = days_of(date(2025, 1, 10), 5, pm25=[10.0, 20, 30, 40, 50])
    found = statistics(days, Period(date(2025, 1, 13), date(2025, 1, 20)), OLD)
    assert (found.mean[0, PM25], found.n[0, PM25], found.days.graded[0]) == (45, 2, 2)
    nothing = statistics(days, month(2024, 1), OLD)
    assert np.isnan(nothing.mean).all()
    assert (nothing.n == 0).all()
    assert not nothing.is_valid.any()
    assert np.isnan(nothing.index.total).all()
    assert np.isnan(nothing.days.good_rate).all()


def test_that_good_days_and_levels_are_counted():
    # 2012: IAQI of PM2.5 35 → 50, 75 → 100, 115 → 150, 150 → 200, 250 → 300; O3 80 → 40, PM10 40 → 40
    days = days_of(date(2025, 1, 1), 31, pm25=[35.0, 75, 76, 115, 150, 250, 251, np.nan] + [20.0] * 23)
    found = statistics(days, month(2025, 1), OLD).days
    # the day without PM2.5 is graded by the other five, as the edition of 2012 has it
    assert found.levels[0].tolist() == [25, 1, 2, 1, 1, 1]
    assert (found.graded[0], found.good[0], found.good_rate[0]) == (31, 26, 83.9)
    # primary only above 50
    assert found.primary[0].tolist() == [6, 0, 0, 0, 0, 0]


def test_that_a_day_is_graded_by_the_edition_of_its_day():
    # PM2.5 70: 2012 gives 94, 2026 gives 110
    days = days_of(date(2026, 2, 27), 4, pm25=70.0)
    grades = grade_days(days.values, days.first, NEW)
    assert grades.aqi[0].tolist() == [94, 94, 110, 110]
    found = statistics(days, Period(date(2026, 2, 27), date(2026, 3, 2)), NEW)
    assert found.days.good[0] == 2
    old, new = side_by_side(
        days,
        found.period,
        [basis(date(2026, 3, 2), forced=key) for key in ("hj663-2013", "hj663-2026")],
    )
    assert (old.days.good[0], new.days.good[0]) == (4, 0)
    assert (old.exceeding[0, PM25], new.exceeding[0, PM25]) == (0, 4)
    assert (old.basis.limits.key, new.basis.limits.key) == ("gb3095-2012", "gb3095-2026-transition")


def test_that_a_day_is_rounded_before_it_is_graded():
    # 75.4 is printed as 75, which is still good and does not exceed
    found = statistics(
        days_of(date(2025, 1, 1), 2, pm25=[75.4, 75.6]), Period(date(2025, 1, 1), date(2025, 1, 2)), OLD
    )
    assert found.days.good[0] == 1
    assert found.exceeding[0, PM25] == 1


def test_that_exceeding_days_are_counted_by_pollutant():
    days = days_of(date(2025, 1, 1), 31, o3=[160.5, 161.0] + [80.0] * 29, co=[4.04, 4.06] + [1.0] * 29)
    assert statistics(days, month(2025, 1), OLD).exceeding[0].tolist() == [0, 0, 0, 0, 1, 1]


def test_that_sand_days_leave_the_pm_figures_only():
    days = days_of(date(2025, 3, 1), 31, pm10=[900.0, 800] + [60.0] * 29, pm25=[200.0] + [30.0] * 30)
    sand = np.zeros(31, dtype=bool)
    sand[:2] = True
    found, whole = (statistics(days, month(2025, 3), OLD, sand=marks) for marks in (sand, None))
    assert found.mean[0, [PM25, PM10]].tolist() == [30, 60]
    assert found.n[0].tolist() == [31] * 6
    assert found.left_out[0].tolist() == [2, 2, 0, 0, 0, 0]
    assert found.exceeding[0].tolist() == [0] * 6
    assert found.is_valid.all()
    # but they stay among the days that are counted by their AQI
    assert found.days.good[0] == whole.days.good[0] == 29
    assert whole.left_out.sum() == 0
    assert whole.mean[0, PM10] == pytest.approx((900 + 800 + 29 * 60) / 31)
    assert days.values[0, PM10, 0] == 900


def test_that_sand_marks_follow_the_days_of_the_data():
    days = days_of(date(2025, 2, 27), 10, pm10=[60.0, 60, 900] + [60.0] * 7)
    sand = np.zeros((1, 10), dtype=bool)
    sand[0, 2] = True  # 1 March
    found = statistics(days, Period(date(2025, 3, 1), date(2025, 3, 5)), OLD, sand=sand)
    assert (found.mean[0, PM10], found.left_out[0, PM10]) == (60, 1)


def test_that_means_to_date_grow_day_by_day():
    days = days_of(date(2025, 1, 1), 4, pm25=[10.0, np.nan, 20, 60])
    found = cumulative_means(days, year_to_date(date(2025, 1, 4)), OLD)
    assert found[0, PM25].tolist() == [10, 10, 15, 30]
    days = days_of(date(2025, 1, 1), 2, pm25=[np.nan, 20.0])
    assert np.isnan(cumulative_means(days, year_to_date(date(2025, 1, 2)), OLD)[0, PM25, 0])


def test_that_months_of_a_period_are_evaluated_one_by_one():
    days = year_of(2025, pm25=np.repeat([10.0, 40.0], [31, 334]))
    found = by_month(days, year(2025), OLD)
    assert [one.mean[0, PM25] for one in found] == [10] + [40] * 11
    assert [one.needed for one in found] == [27, 25] + [27] * 10


def test_that_last_years_days_are_compared_as_they_are_printed():
    first, days = date(2023, 1, 1), 365 + 366
    pm25 = np.full(days, 30.4)
    pm25[365 : 365 + 31] = 41.6  # January 2024 against 30.4 in January 2023: printed 42 and 30
    found = against_last_year(days_of(first, days, pm25=pm25), month(2024, 1), OLD)
    assert found.before.period == month(2023, 1)
    assert found.concentration[0, PM25] == 12
    assert found.concentration_rate[0, PM25] == 40.0
    assert found.concentration_rate[0, O3] == 0.0
    # 2023: 20/… only PM2.5 differs: (41.6 − 30.4)/35 = 0.32 of index
    assert found.index[0] == pytest.approx(0.32)
    assert found.good[0] == 0


def test_that_fewer_good_days_are_a_change_below_zero():
    pm25 = np.full(365 + 31, 30.0)
    pm25[-6:] = 90  # six days of January 2024 above 100: 25 of 31 against 31 of 31
    found = against_last_year(days_of(date(2023, 1, 1), 396, pm25=pm25), month(2024, 1), OLD)
    assert found.good[0] == -6
    assert found.good_rate[0] == -19.4
    assert found.now.exceeding[0, PM25] == 6


def test_that_a_change_against_nothing_is_not_known():
    days = days_of(date(2025, 1, 1), 31)
    found = against_last_year(days, month(2025, 1), OLD)
    assert np.isnan(found.concentration_rate).all()
    assert np.isnan(found.index_rate).all()
    assert np.isnan(found.good_rate).all()


def test_that_editions_change_what_is_printed():
    days = days_of(date(2026, 4, 1), 30, pm25=30.44, co=0.844)
    new = statistics(days, month(2026, 4), NEW)
    old = statistics(days, month(2026, 4), basis(date(2026, 4, 30), forced="hj663-2013"))
    assert new.printed()[0, [PM25, CO]].tolist() == [30.4, 0.84]
    assert old.printed()[0, [PM25, CO]].tolist() == [30, 0.8]
    assert change(new, old).concentration[0].tolist() == [0] * 6
    assert new.printed_index()[0] != old.printed_index()[0]


def test_that_limits_are_compared_with_mean_and_percentile():
    days = days_of(date(2025, 1, 1), 365, pm25=[100.0] * 20 + [30.0] * 345, o3=[161.0] * 40 + [90.0] * 325)
    found = compliance(statistics(days, year(2025), OLD))
    # mean (2000 + 10350)/365 = 33.8 ≤ 35; percentile k = 346.8: 346th is 100 > 75, (100 − 75)/75 = 0.33
    assert not found.mean_above[0, PM25]
    assert found.percentile_above[0, PM25]
    assert found.percentile_times[0, PM25] == 0.33
    # O3: k = 328.6, between the 328th and 329th, both 161
    assert found.percentile_times[0, O3] == 0.01
    assert found.meets[0].tolist() == [False, True, True, True, True, False]


def test_that_nothing_meets_no_limit():
    found = compliance(statistics(days_of(date(2025, 1, 1), 31), month(2024, 1), OLD))
    assert not found.meets.any()


def test_that_days_of_another_shape_are_refused():
    with pytest.raises(ValueError, match=r"expected \(stations, 13, days\)"):
        Days(date(2025, 1, 1), np.zeros((13, 31)))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_that_statistics_of_hours_equal_plain_loops(seed):
    rng = np.random.default_rng(seed)
    hours = np.round(rng.gamma(1.5, 40, (2, 6, 31 * 24)), 1)
    hours[rng.random(hours.shape) < 0.15] = np.nan
    found = statistics(Days(date(2025, 1, 1), day_array(hours)), month(2025, 1), OLD)
    for station in range(2):
        by_day = hours[station, PM25].reshape(31, 24)
        means = [np.nanmean(day) for day in by_day if np.count_nonzero(~np.isnan(day)) >= 20]
        assert found.n[station, PM25] == len(means)
        assert found.mean[station, PM25] == pytest.approx(np.mean(means))
        assert found.percentile[station, PM25] == pytest.approx(np.percentile(means, 95))
        assert found.exceeding[station, PM25] == sum(
            round(mean, 6) > 75.5 or round(mean, 6) == 75.5 for mean in means
        )


@given(st.permutations(range(31)))
def test_that_the_order_of_days_does_not_matter(order):
    values = np.arange(31) * 7.0
    days, shuffled = (days_of(date(2025, 1, 1), 31, pm25=one) for one in (values, values[list(order)]))
    first, second = (statistics(one, month(2025, 1), OLD) for one in (days, shuffled))
    assert first.mean[0, PM25] == pytest.approx(second.mean[0, PM25])
    assert first.percentile[0, PM25] == second.percentile[0, PM25]
    assert (first.days.levels == second.days.levels).all()


def test_that_stations_do_not_touch_each_other():
    rng = np.random.default_rng(5)
    values = day_array(np.round(rng.gamma(1.5, 40, (5, 6, 31 * 24)), 1))
    together = statistics(Days(date(2025, 1, 1), values), month(2025, 1), OLD)
    for station in range(5):
        alone = statistics(Days(date(2025, 1, 1), values[[station]]), month(2025, 1), OLD)
        assert alone.index.total[0] == pytest.approx(together.index.total[station], rel=1e-12)
        assert (alone.days.primary[0] == together.days.primary[station]).all()
