"""Room left before a goal is missed, by hand and against trying it out."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.air.days import day_array
from desktop.air.index_room import room_of_index
from desktop.air.ozone_room import room_of_o3_day
from desktop.air.percentiles import percentile
from desktop.air.rounding import round_half_even
from desktop.air.targets import (
    Outlook,
    room_of_good_days,
    room_of_mean,
    room_of_percentile,
)
from desktop.standards import basis

values = st.lists(st.integers(0, 3000).map(lambda tenth: tenth / 10), max_size=40)
lefts = st.integers(0, 30)
goals = st.integers(10, 250).map(float)


# (24·S − ΣC)/(24 − n): cnblogs hr100/16329480
def test_that_the_rest_of_a_day_may_average_what_is_left():
    room = room_of_mean([100.0] * 10, 14, 75)
    assert room.outlook is Outlook.OPEN
    assert room.may_average == pytest.approx((24 * 75 - 1000) / 14)
    assert (room.done, room.left, room.so_far) == (10, 14, 100)


def test_that_missing_values_are_not_part_of_the_mean():
    room = room_of_mean([100.0, np.nan, 50], 1, 70)
    assert (room.done, room.may_average) == (2, 60)


@pytest.mark.parametrize(
    ("values", "left", "outlook", "may"),
    [
        ([76.0, 75.0], 0, Outlook.IMPOSSIBLE, None),  # 75.5 is printed as 76
        ([75.9, 75.0], 0, Outlook.SECURED, None),  # 75.45 as 75
        ([40.0] * 24, 0, Outlook.SECURED, None),
        ([2000.0], 23, Outlook.IMPOSSIBLE, None),  # 2000/24 is 83
        ([1805.0], 23, Outlook.TIGHT, 0),  # 1805/24 is 75.2, printed as 75
        ([], 24, Outlook.OPEN, 75),
        ([], 0, Outlook.OPEN, None),
    ],
)
def test_that_a_mean_is_named_lost_or_safe_as_it_is_printed(values, left, outlook, may):
    room = room_of_mean(values, left, 75)
    assert (room.outlook, room.may_average) == (outlook, may)


def test_that_a_mean_is_safe_when_even_the_worst_days_keep_it():
    assert room_of_mean([20.0] * 360, 5, 35, worst=500).outlook is Outlook.SECURED
    assert room_of_mean([20.0] * 340, 25, 35, worst=500).outlook is Outlook.OPEN


@settings(max_examples=200)
@given(values, st.integers(1, 30), goals)
def test_that_a_mean_meets_its_goal_with_what_it_may_average(done, left, goal):
    room = room_of_mean(done, left, goal)
    if room.outlook is Outlook.OPEN:
        total = np.mean([*done, *[room.may_average] * left])
        assert total == pytest.approx(goal)
    elif room.outlook is Outlook.IMPOSSIBLE:
        assert round_half_even([np.mean([*done, *[0.0] * left])], 0)[0] > goal


# O3, 90th percentile of 365 days: k = 1 + 364·0.9 = 328.6, X(329) must hold: 365 − 329 = 36 days may exceed
def test_that_36_days_of_a_year_may_exceed_the_limit_of_ozone():
    room = room_of_percentile([100.0] * 100, 265, 160, 90)
    assert (room.outlook, room.exceeding, room.may_exceed) == (Outlook.OPEN, 0, 36)
    room = room_of_percentile([100.0] * 60 + [200.0] * 40, 265, 160, 90)
    assert (room.exceeding, room.may_exceed) == (40, 0)
    assert room.outlook is Outlook.IMPOSSIBLE


# CO, 95th of 365: k = 346.8, 365 − 347 = 18
def test_that_18_days_of_a_year_may_exceed_the_limit_of_co():
    room = room_of_percentile([1.0] * 10 + [4.06] * 3, 352, 4, 95, decimals=1)
    assert (room.exceeding, room.may_exceed) == (3, 15)


def test_that_a_percentile_one_day_over_depends_on_the_days_below():
    # 37 above: the figure is between X(328) and X(329) = 161; only an X(328) far enough below saves it
    room = room_of_percentile([161.0] * 37, 328, 160, 90)
    assert (room.outlook, room.may_exceed) == (Outlook.TIGHT, 0)
    assert room_of_percentile([400.0] * 37, 328, 160, 90).outlook is Outlook.IMPOSSIBLE


def test_that_a_percentile_is_safe_when_even_endless_days_keep_it():
    room = room_of_percentile([100.0] * 355, 10, 160, 90)
    assert (room.outlook, room.may_exceed) == (Outlook.SECURED, 10)
    assert room_of_percentile([100.0] * 11, 0, 160, 90).outlook is Outlook.SECURED
    # k is whole: 1 + 10·0.9 = 10, the eleventh may be anything
    assert room_of_percentile([100.0] * 10, 1, 160, 90).outlook is Outlook.SECURED


def test_that_nothing_has_all_its_room():
    assert room_of_percentile([], 0, 160, 90).outlook is Outlook.OPEN
    assert room_of_percentile([], 365, 160, 90).may_exceed == 36


@settings(max_examples=300)
@given(values, lefts, goals, st.sampled_from([90, 95, 98]))
def test_that_a_percentile_holds_exactly_for_the_days_that_may_exceed(done, left, goal, share):
    room = room_of_percentile(done, left, goal, share)
    assert 0 <= room.may_exceed <= left
    if not done and not left:
        return

    def result(exceeding, others):
        days = [*done, *[1e6] * exceeding, *[others] * (left - exceeding)]
        return round_half_even([float(percentile(days, share))], 0)[0]

    if room.outlook is Outlook.OPEN:
        assert result(room.may_exceed, goal) <= goal
        # with days barely above the goal among those so far, one more need not break it
        if room.may_exceed < left and not room.exceeding:
            assert result(room.may_exceed + 1, goal) > goal
    elif room.outlook is Outlook.SECURED:
        assert result(left, goal) <= goal
    elif room.outlook is Outlook.TIGHT:
        assert result(0, 0.0) <= goal
    else:
        assert result(0, 0.0) > goal


@pytest.mark.parametrize(
    ("good", "done", "left", "goal", "outlook", "lose"),
    [
        (200, 300, 65, 250, Outlook.OPEN, 15),
        (200, 300, 65, 265, Outlook.OPEN, 0),
        (200, 300, 65, 266, Outlook.IMPOSSIBLE, 0),
        (250, 300, 65, 250, Outlook.SECURED, 65),
        (260, 365, 0, 250, Outlook.SECURED, 0),
    ],
)
def test_that_good_days_can_be_lost_until_the_goal(good, done, left, goal, outlook, lose):
    room = room_of_good_days(good, done, left, goal)
    assert (room.outlook, room.may_lose) == (outlook, lose)


def test_that_numbers_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match="11 of 10"):
        room_of_good_days(11, 10, 5, 12)
    with pytest.raises(ValueError, match="left: -1"):
        room_of_mean([], -1, 75)
    with pytest.raises(ValueError, match="expected 24"):
        room_of_o3_day([1.0] * 23, 3, 160)


def test_that_ozone_of_the_day_has_room_in_its_tightest_window():
    hours = np.full(24, np.nan)
    hours[:14] = [40] * 9 + [100, 150, 190, 200, 200]
    room = room_of_o3_day(hours, 14, 160)
    # hours 10 to 17: 840 + 3x, 146.7; 11 to 18: 740 + 4x, 135; 12 to 19: 590 + 5x, 138
    assert room.outlook is Outlook.OPEN
    assert room.may_average == 135
    assert room.so_far == pytest.approx((3 * 40 + 840) / 8)
    hours[14:] = room.may_average
    assert day_array(np.tile(hours, (6, 1)))[5, 0] == pytest.approx(160)


def test_that_ozone_of_the_day_is_lost_after_one_window_above():
    assert room_of_o3_day([170.0] * 24, 8, 160).outlook is Outlook.IMPOSSIBLE
    # seven hours of 400: whatever the eighth is, 350
    assert room_of_o3_day([20.0] + [400.0] * 23, 8, 400).outlook is not Outlook.IMPOSSIBLE
    assert room_of_o3_day([400.0] * 24, 7, 160).outlook is Outlook.IMPOSSIBLE


def test_that_a_whole_day_of_ozone_is_met_or_not_known():
    assert room_of_o3_day([100.0] * 24, 24, 160).outlook is Outlook.SECURED
    assert room_of_o3_day([np.nan] * 24, 24, 160).outlook is Outlook.OPEN
    assert room_of_o3_day([np.nan] * 24, 0, 160).may_average == 160


@settings(max_examples=100)
@given(st.lists(st.integers(0, 250).map(float), min_size=24, max_size=24), st.integers(0, 24))
def test_that_ozone_of_the_day_meets_its_goal_with_what_it_may_average(hours, passed):
    room = room_of_o3_day(hours, passed, 160)
    filled = np.array(hours)
    if room.may_average is None:
        return
    filled[passed:] = room.may_average
    peak = day_array(np.tile(filled, (6, 1)))[5, 0]
    if room.outlook is Outlook.OPEN:
        assert round_half_even([peak], 0)[0] <= 160


# 35/35 + 70/70 + 60/60 + 40/40 + 4/4 + 160/160 = 6 a day
LIMITS = np.array([[35.0], [70], [60], [40], [4], [160]])


@pytest.mark.parametrize(
    ("level", "left", "goal", "outlook", "may"),
    [
        (1, 265, 5.0, Outlook.OPEN, (5 * 365 - 6 * 100) / 265),
        (1, 0, 6.0, Outlook.SECURED, None),
        (1, 0, 5.99, Outlook.IMPOSSIBLE, None),
        # the means fall to a half; the percentiles of CO and O3 stay: 4·0.5 + 1 + 1 = 4
        (1, 100, 3.9, Outlook.IMPOSSIBLE, None),
        (1, 100, 4.0, Outlook.OPEN, 2),
    ],
)
def test_that_an_index_has_room_until_its_goal(level, left, goal, outlook, may):
    values = np.repeat(LIMITS * level, 100, axis=1)
    room = room_of_index(values, left, goal, basis(date(2025, 12, 31)))
    assert room.outlook is outlook
    assert room.may_average == (None if may is None else pytest.approx(may))
    assert room.so_far == pytest.approx(6)


def test_that_an_index_without_days_has_all_its_room():
    room = room_of_index(np.empty((6, 0)), 365, 4.5, basis(date(2025, 12, 31)))
    assert (room.outlook, room.done, room.may_average) == (Outlook.OPEN, 0, 4.5)
    lacking = np.full((6, 3), 20.0)
    lacking[4] = np.nan
    assert room_of_index(lacking, 3, 4.5, basis(date(2025, 12, 31))).may_average is None
