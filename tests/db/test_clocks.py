"""Clocks of orders and the working calendar of China.

Holidays and worked weekends: notices of the General Office of the State Council on the holidays of 2020
(国办发明电〔2019〕16号; Spring Festival to 2 February by 国办发明电〔2020〕1号).
"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.clocks import Limit, Measure, Stand, standing
from db.rules.working_time import CalendarYearError, ChinaCalendar, end_of_workday, workdays_left
from db.times import CHINA

CALENDAR = ChinaCalendar()


class Weekdays:
    """Saturday and Sunday are free, nothing else."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        # Monday: the day itself does not count
        ("2020-03-16 09:00", 1, "2020-03-17 23:59"),
        ("2020-03-16 00:00", 3, "2020-03-19 23:59"),
        # over a weekend
        ("2020-03-20 17:59", 1, "2020-03-23 23:59"),
        # Spring Festival 2020: 24 January to 2 February
        ("2020-01-23 10:00", 1, "2020-02-03 23:59"),
        # Sunday 26 April and Saturday 9 May are worked for the days of 1 to 5 May
        ("2020-04-24 10:00", 1, "2020-04-26 23:59"),
        ("2020-04-30 10:00", 3, "2020-05-08 23:59"),
        ("2020-04-30 10:00", 4, "2020-05-09 23:59"),
        # National Day 2020: 1 to 8 October, Sunday 27 September and Saturday 10 October are worked
        ("2020-09-25 10:00", 1, "2020-09-27 23:59"),
        ("2020-09-30 10:00", 2, "2020-10-10 23:59"),
    ],
)
def test_that_working_days_end_as_the_state_council_has_them(start, count, end):
    assert end_of_workday(at(start), count, CALENDAR) == at(end)


def test_that_the_day_is_the_one_in_china():
    # 17:00 UTC on Monday is Tuesday, one o'clock, in China
    start = datetime.fromisoformat("2020-03-16T17:00:00+00:00")
    assert end_of_workday(start, 1, CALENDAR) == at("2020-03-18 23:59")


def test_that_a_year_without_a_notice_is_said():
    with pytest.raises(CalendarYearError, match="2099"):
        end_of_workday(at("2099-03-02 09:00"), 3, CALENDAR)


def test_that_a_limit_of_hours_asks_no_calendar():
    assert Limit(24, Measure.HOURS).due(at("2099-03-02 09:00"), CALENDAR) == at("2099-03-03 09:00")


@pytest.mark.parametrize("count", [0, -1, 5_000])
def test_that_no_count_and_one_beyond_all_reason_are_refused(count):
    with pytest.raises(ValueError, match=str(count)):
        end_of_workday(at("2020-03-16 09:00"), count, Weekdays())


@pytest.mark.parametrize(
    ("amount", "measure", "end"),
    [
        (10, Measure.MINUTES, "2020-03-20 09:10"),
        (30, Measure.MINUTES, "2020-03-20 09:30"),
        (24, Measure.HOURS, "2020-03-21 09:00"),
        (3, Measure.DAYS, "2020-03-23 09:00"),
        (15, Measure.DAYS, "2020-04-04 09:00"),
        (3, Measure.WORKDAYS, "2020-03-25 23:59"),
        # 4 to 6 April: Qingming; the fifteenth working day is Monday 13 April
        (15, Measure.WORKDAYS, "2020-04-13 23:59"),
    ],
)
def test_that_limits_end_when_people_expect_it(amount, measure, end):
    assert Limit(amount, measure).due(at("2020-03-20 09:00"), CALENDAR) == at(end)


@given(
    st.datetimes(datetime(2019, 1, 1), datetime(2024, 1, 1)),
    st.integers(1, 40),
)
def test_that_what_is_left_at_the_start_is_the_whole_limit(start, count):
    begun = start.replace(tzinfo=CHINA)
    for calendar in (CALENDAR, Weekdays()):
        assert workdays_left(begun, end_of_workday(begun, count, calendar), calendar) == count


def test_that_nothing_is_left_when_it_is_late():
    assert workdays_left(at("2020-03-20 09:00"), at("2020-03-18 23:59"), CALENDAR) == 0


@pytest.mark.parametrize(
    ("amount", "measure", "due", "paused", "now", "end"),
    [
        # two hours were left
        (24, "hours", "2020-03-20 12:00", "2020-03-20 10:00", "2020-03-25 08:00", "2020-03-25 10:00"),
        # Wednesday and Thursday were left when it stopped on Tuesday; it goes on a Friday
        (3, "workdays", "2020-03-19 23:59", "2020-03-17 15:00", "2020-03-27 09:00", "2020-03-31 23:59"),
        # one hour late stays one hour late
        (24, "hours", "2020-03-20 12:00", "2020-03-20 13:00", "2020-03-22 13:00", "2020-03-22 12:00"),
        # on its last day no whole day is left: the rest of the day moves as on the 24-hour clock
        (3, "workdays", "2020-03-19 23:59", "2020-03-19 20:00", "2020-03-20 20:00", "2020-03-20 23:59"),
    ],
)
def test_that_a_pause_leaves_what_was_left(amount, measure, due, paused, now, end):
    limit = Limit(amount, Measure(measure))
    assert limit.resumed(at(due), at(paused), at(now), CALENDAR) == at(end)


@given(
    left=st.timedeltas(timedelta(days=-3), timedelta(days=3)),
    pause=st.timedeltas(timedelta(0), timedelta(days=30)),
)
def test_that_a_pause_on_the_24_hour_clock_never_changes_what_is_left(left, pause):
    paused = at("2020-03-20 09:00")
    due = Limit(1, Measure.DAYS).resumed(paused + left, paused, paused + pause, Weekdays())
    assert due - (paused + pause) == left


DUE = at("2020-03-20 12:00")
SOON = timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "more", "stand", "by"),
    [
        ("2020-03-20 10:00", {}, Stand.RUNNING, timedelta(hours=2)),
        ("2020-03-20 11:00", {}, Stand.RUNNING, timedelta(hours=1)),
        ("2020-03-20 11:01", {}, Stand.SOON, timedelta(minutes=59)),
        ("2020-03-20 12:00", {}, Stand.SOON, timedelta(0)),
        ("2020-03-20 12:01", {}, Stand.LATE, timedelta(minutes=1)),
        ("2020-03-25 12:00", {"done": DUE}, Stand.KEPT, timedelta(0)),
        ("2020-03-25 12:00", {"done": at("2020-03-20 12:01")}, Stand.MISSED, timedelta(minutes=1)),
        ("2020-03-25 12:00", {"paused": at("2020-03-20 09:00")}, Stand.PAUSED, timedelta(hours=3)),
        ("2020-03-25 12:00", {"paused": at("2020-03-21 09:00")}, Stand.PAUSED, timedelta(0)),
    ],
)
def test_how_a_clock_stands(now, more, stand, by):
    found = standing(DUE, at(now), soon=SOON, **more)
    assert (found.stand, found.by) == (stand, by)


def test_that_nothing_is_due_without_a_deadline():
    assert standing(None, at("2020-03-20 10:00"), soon=SOON).stand is Stand.NONE
