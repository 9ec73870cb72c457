"""Rosters: who is on duty when, where nobody is, who came; times worked out by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.check import check
from db.commands import rosters, sites
from db.commands.rosters import (
    DoubleShiftError,
    NotSignedInError,
    ShiftOverError,
    ShiftSpanError,
    SignedShiftError,
)
from db.commands.sites import SiteData
from db.errors import EmptyFieldError, NotFoundError, StaleError
from db.queries.rosters import shifts
from db.rules.rosters import Gap, Planned, ShiftEventKind, ShiftStanding, gaps, in_turn, standing

DAY = datetime(2026, 3, 20, tzinfo=UTC)
IN, OUT = ShiftEventKind.IN, ShiftEventKind.OUT


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


# rules


def test_that_crews_take_turns_and_the_last_shift_ends_with_the_roster():
    turns = in_turn([[("甲", None)], [("乙", None), ("丙", "1")]], at(0), at(20), 8)
    assert [(one.starts_at, one.ends_at, one.name) for one in turns] == [
        (at(0), at(8), "甲"), (at(8), at(16), "乙"), (at(8), at(16), "丙"), (at(16), at(20), "甲")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "wanted", "expected"),
    [
        ([], 1, [(0, 24, 1)]),
        ([(0, 24)], 1, []),
        ([(0, 8), (9, 24)], 1, [(8, 9, 1)]),
        ([(-5, 8), (8, 30)], 1, []),
        ([(0, 12), (6, 24)], 2, [(0, 6, 1), (12, 24, 1)]),
        ([(0, 12)], 2, [(0, 12, 1), (12, 24, 2)]),
        ([(30, 40), (-9, 0)], 1, [(0, 24, 1)]),
        ([(0, 8), (8, 16)], 2, [(0, 16, 1), (16, 24, 2)]),
    ],
)
def test_that_gaps_are_where_too_few_are_on_duty(spans, wanted, expected):
    found = gaps([(at(a), at(b)) for a, b in spans], at(0), at(24), wanted)
    assert found == [Gap(at(a), at(b), missing) for a, b, missing in expected]


@given(st.lists(st.tuples(st.integers(-5, 30), st.integers(-5, 30)), max_size=8), st.integers(1, 3))
def test_that_every_hour_is_either_manned_or_in_exactly_one_gap(spans, wanted):
    found = gaps([(at(a), at(b)) for a, b in spans], at(0), at(24), wanted)
    for hour in range(24):
        there = sum(a <= hour < b for a, b in spans)
        lacking = [gap.missing for gap in found if gap.starts_at <= at(hour) < gap.ends_at]
        assert lacking == ([wanted - there] if there < wanted else [])


@pytest.mark.parametrize(
    ("kinds", "hour", "expected"),
    [
        ([], 7, ShiftStanding.PLANNED),
        ([], 8, ShiftStanding.LATE),
        ([], 16, ShiftStanding.MISSED),
        (["in"], 9, ShiftStanding.ON_DUTY),
        (["in"], 16, ShiftStanding.UNSIGNED),
        (["in", "out"], 9, ShiftStanding.LEFT),
        (["in", "handover"], 20, ShiftStanding.LEFT),
    ],
)
def test_what_a_shift_from_8_to_16_has_come_to(kinds, hour, expected):
    assert standing(at(8), at(16), kinds, at(hour)) is expected


# the record


@pytest.fixture
def site(chengan, actor):
    with chengan.writing() as session:
        return sites.add(session, actor, SiteData("成安水泥厂", "130424100", "enterprise-watch")).id


def put(record, actor, site, *turns):
    """Turns as (name, from hour, to hour); the shifts' ids."""
    planned = [Planned(at(start), at(end), name) for name, start, end in turns]
    with record.writing() as session:
        return rosters.add_shifts(session, actor, site, "enterprise-watch", planned)


def do(record, actor, command, *args, **more):
    with record.writing() as session:
        return command(session, actor, *args, **more)


def listed(record, since=0, until=48):
    with record.reading() as session:
        return shifts(session, "enterprise-watch", at(since), at(until))


def clock(actor, hour):
    return replace(actor, now=at(hour))


def test_that_shifts_are_listed_where_they_touch_the_span(chengan, actor, site):
    put(chengan, actor, site, ("甲", 0, 8), ("乙", 8, 16), ("丙", 16, 24))
    assert [(one.name, one.site_name) for one in listed(chengan, 8, 16)] == [("乙", "成安水泥厂")]
    assert [one.name for one in listed(chengan, 7, 17)] == ["甲", "乙", "丙"]
    assert check(chengan) == []


def test_that_nobody_is_on_duty_twice_at_a_time_and_all_or_none_are_added(chengan, actor, site):
    put(chengan, actor, site, ("甲", 0, 8))
    with pytest.raises(DoubleShiftError):
        put(chengan, actor, site, ("乙", 0, 8), ("甲", 7, 9))
    assert [one.name for one in listed(chengan)] == ["甲"]
    put(chengan, actor, site, ("甲", 8, 16))


@pytest.mark.parametrize(
    ("turn", "error"),
    [(("甲", 8, 8), ShiftSpanError), (("甲", 0, 49), ShiftSpanError), ((" ", 0, 8), EmptyFieldError)],
)
def test_that_what_is_no_shift_is_refused(chengan, actor, site, turn, error):
    with pytest.raises(error):
        put(chengan, actor, site, turn)


def test_that_a_site_of_another_campaign_has_no_roster_here(chengan, actor, site):
    with pytest.raises(NotFoundError), chengan.writing() as session:
        rosters.add_shifts(session, actor, site, "dust", [Planned(at(0), at(8), "甲")])


def test_that_two_people_swap_and_what_was_changed_meanwhile_is_not_swapped(chengan, actor, site):
    put(chengan, actor, site, ("甲", 0, 8), ("乙", 8, 16))
    one, other = listed(chengan)
    do(chengan, actor, rosters.swap, (one.id, one.hlc), (other.id, other.hlc))
    assert [(row.name, row.starts_at) for row in listed(chengan)] == [("乙", at(0)), ("甲", at(8))]
    with pytest.raises(StaleError):
        do(chengan, actor, rosters.swap, (one.id, one.hlc), (other.id, other.hlc))


def test_that_a_shift_is_signed_in_order_and_then_stays_as_it_is(chengan, actor, site):
    (shift,) = put(chengan, actor, site, ("甲", 8, 16))
    with pytest.raises(NotSignedInError):
        do(chengan, clock(actor, 8), rosters.sign, shift, OUT)
    do(chengan, clock(actor, 8), rosters.sign, shift, IN)
    with pytest.raises(SignedShiftError):
        do(chengan, clock(actor, 9), rosters.sign, shift, IN)
    with pytest.raises(SignedShiftError):
        do(chengan, actor, rosters.remove_shifts, [shift])
    do(chengan, clock(actor, 16), rosters.sign, shift, OUT, "一切正常")
    with pytest.raises(ShiftOverError):
        do(chengan, clock(actor, 17), rosters.sign, shift, OUT)
    (row,) = listed(chengan)
    assert [(e.kind, e.at, e.note) for e in row.events] == [("in", at(8), None), ("out", at(16), "一切正常")]
    assert row.standing(at(17)) is ShiftStanding.LEFT
    assert check(chengan) == []


def test_that_handing_over_signs_the_next_one_in(chengan, actor, site):
    first, second = put(chengan, actor, site, ("甲", 0, 8), ("乙", 8, 16))
    do(chengan, clock(actor, 0), rosters.sign, first, IN)
    with pytest.raises(EmptyFieldError):
        do(chengan, clock(actor, 8), rosters.hand_over, first, second, " ")
    do(chengan, clock(actor, 8), rosters.hand_over, first, second, "2号炉停炉检修")
    rows = listed(chengan)
    assert [row.standing(at(9)) for row in rows] == [ShiftStanding.LEFT, ShiftStanding.ON_DUTY]
    assert (rows[0].events[-1].to_name, rows[0].events[-1].note) == ("乙", "2号炉停炉检修")


def test_that_a_shift_that_was_taken_off_comes_back_unless_its_place_is_taken(chengan, actor, site):
    (shift,) = put(chengan, actor, site, ("甲", 0, 8))
    do(chengan, actor, rosters.remove_shifts, [shift])
    assert listed(chengan) == []
    do(chengan, actor, rosters.restore_shifts, [shift])
    assert [one.name for one in listed(chengan)] == ["甲"]
    do(chengan, actor, rosters.remove_shifts, [shift])
    put(chengan, actor, site, ("甲", 4, 12))
    with pytest.raises(DoubleShiftError):
        do(chengan, actor, rosters.restore_shifts, [shift])


def test_that_other_times_are_taken_if_nobody_signed(chengan, actor, site):
    (shift,) = put(chengan, actor, site, ("甲", 0, 8))
    (row,) = listed(chengan)
    do(chengan, actor, rosters.change_shift, shift, Planned(at(1), at(9), "乙", "131"), seen=row.hlc)
    (row,) = listed(chengan)
    assert (row.starts_at, row.ends_at, row.name, row.phone) == (at(1), at(9), "乙", "131")
