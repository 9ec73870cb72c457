"""Cities and counties from their points."""

from datetime import date

import numpy as np
import pytest
from day_arrays import days_of

from desktop.air.areas import days_of_area, mean_of_points, needed_points
from desktop.air.days import day_array
from desktop.air.periods import month
from desktop.air.statistics import Days, statistics
from desktop.standards import basis

OLD = basis(date(2025, 1, 31))


# 75 % of an evaluation's points; a setting
@pytest.mark.parametrize(("points", "needed"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (8, 6), (100, 75)])
def test_that_three_quarters_of_the_points_are_needed(points, needed):
    assert needed_points(points, 0.75) == needed


def test_that_an_hour_is_the_mean_of_the_points_that_have_it():
    hours = np.full((4, 6, 2), 40.0)
    hours[0] = 80
    hours[3, :, 0] = np.nan
    hours[2:, :, 1] = np.nan
    found = mean_of_points(hours, 0.75)
    assert found[:, 0] == pytest.approx([160 / 3] * 6)
    assert np.isnan(found[:, 1]).all()


def test_that_a_day_is_the_mean_of_the_points_days_that_count():
    days = days_of(date(2025, 1, 1), 2, stations=4).values
    days[:, 0, 0] = [10, 20, 30, 100]
    days[3, 6, 0] = 19  # too few hours
    days[2:, 6, 1] = 0
    area = days_of_area(days, OLD)
    assert area[0, 0] == 20
    assert np.isnan(area[0, 1])
    assert area[6].tolist() == [24, 0]
    assert area[11].tolist() == [17, 17]
    assert days_of_area(days, OLD, share=0.5)[0, 1] == 20


def test_that_an_area_has_statistics_like_a_station():
    days = days_of(date(2025, 1, 1), 31, stations=4)
    days.values[0, :6] *= 2
    area = Days(days.first, days_of_area(days.values, OLD)[np.newaxis])
    found = statistics(area, month(2025, 1), OLD)
    assert found.mean[0, 0] == 25
    assert found.n[0].tolist() == [31] * 6
    assert found.index_is_valid[0]


def test_that_both_rules_agree_while_every_hour_is_there():
    rng = np.random.default_rng(11)
    hours = np.round(rng.gamma(1.5, 30, (4, 6, 48)), 0)
    by_days, by_hours = days_of_area(day_array(hours), OLD), day_array(mean_of_points(hours, 0.75))
    assert by_days[:5] == pytest.approx(by_hours[:5])
    # of O3 the peaks of the points are not at the same time
    assert (by_days[5] >= by_hours[5] - 1e-9).all()
