"""More time asked for, granted, refused; pauses; on both engines."""

from datetime import datetime, timedelta

import pytest

from db.check import check
from db.commands import tasks
from db.commands.task_time import ask_for_time, grant_time, pause, refuse_time, resume
from db.commands.tasks import NewTask
from db.errors import EmptyFieldError, NoDeadlineError, NotLaterError, StaleError, StepNotAllowedError
from db.queries import tasks as queries
from db.queries.deadlines import clocks
from db.rules.clocks import Limit, Measure
from db.rules.tasks import Step
from db.rules.working_time import ChinaCalendar
from db.times import CHINA

UNIT = "130424100"
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=CHINA)
HOURS = Limit(24, Measure.HOURS)
WORKDAYS = Limit(3, Measure.WORKDAYS)


def at(moment: datetime, actor):
    return type(actor)(now=moment, person_id=actor.person_id)


@pytest.fixture
def order(chengan, actor):
    """Dispatched on Friday at ten: to be received in 30 minutes, reported in 24 hours, verified in 48."""
    new = NewTask(
        title="覆盖裸土",
        unit_codes=[UNIT],
        receive_by=FRIDAY + timedelta(minutes=30),
        arrive_by=FRIDAY + timedelta(hours=2),
        deadline=FRIDAY + timedelta(hours=24),
        verify_by=FRIDAY + timedelta(hours=48),
        limit="24h",
    )
    with chengan.writing() as session:
        return tasks.new(session, at(FRIDAY, actor), new)


def part(database, number):
    with database.reading() as session:
        (found,) = queries.parts(session, number=number)
    return found


def steps(database, number):
    with database.reading() as session:
        found = queries.task(session, number)
    return [(step.step, step.until) for step in found.steps]


def test_that_time_is_asked_for_and_granted(chengan, actor, order):
    until = FRIDAY + timedelta(hours=36)
    with chengan.writing() as session:
        ask_for_time(session, at(FRIDAY, actor), order, UNIT, until, note="雨天不能施工")
    asked = part(chengan, order)
    assert (asked.asked_until, asked.deadline) == (until, FRIDAY + timedelta(hours=24))
    assert asked.state == "dispatched"
    with chengan.writing() as session:
        grant_time(session, at(FRIDAY, actor), order, UNIT)
    granted = part(chengan, order)
    assert (granted.asked_until, granted.deadline) == (None, until)
    # twelve hours more for the report are twelve hours more for verifying it
    assert granted.verify_by == FRIDAY + timedelta(hours=60)
    assert steps(chengan, order)[-2:] == [("ask", until), ("grant", until)]
    assert check(chengan) == []


def test_that_another_time_is_granted_than_was_asked_for(chengan, actor, order):
    with chengan.writing() as session:
        ask_for_time(session, actor, order, UNIT, FRIDAY + timedelta(hours=72))
        grant_time(session, actor, order, UNIT, until=FRIDAY + timedelta(hours=30))
    assert part(chengan, order).deadline == FRIDAY + timedelta(hours=30)


def test_that_a_refusal_leaves_the_deadline(chengan, actor, order):
    with chengan.writing() as session:
        ask_for_time(session, actor, order, UNIT, FRIDAY + timedelta(hours=72))
        refuse_time(session, actor, order, UNIT, note="无正当理由")
    found = part(chengan, order)
    assert (found.asked_until, found.deadline) == (None, FRIDAY + timedelta(hours=24))


def test_that_an_answer_needs_a_question(chengan, actor, order):
    with pytest.raises(StepNotAllowedError), chengan.writing() as session:
        grant_time(session, actor, order, UNIT)
    with pytest.raises(StepNotAllowedError), chengan.writing() as session:
        refuse_time(session, actor, order, UNIT)


def test_that_more_time_is_later_time(chengan, actor, order):
    with pytest.raises(NotLaterError), chengan.writing() as session:
        ask_for_time(session, actor, order, UNIT, FRIDAY + timedelta(hours=24))
    assert part(chengan, order).asked_until is None


def test_that_without_a_deadline_there_is_nothing_to_extend(chengan, actor):
    with chengan.writing() as session:
        number = tasks.new(session, actor, NewTask(title="覆盖裸土", unit_codes=[UNIT]))
    with pytest.raises(NoDeadlineError), chengan.writing() as session:
        ask_for_time(session, actor, number, UNIT, FRIDAY)


def test_that_a_question_from_a_stale_screen_is_refused(chengan, actor, order):
    seen = part(chengan, order).hlc
    with chengan.writing() as session:
        tasks.step(session, actor, order, Step.RECEIVE)
    with pytest.raises(StaleError), chengan.writing() as session:
        ask_for_time(session, actor, order, UNIT, FRIDAY + timedelta(hours=72), seen=seen)


def test_that_a_pause_leaves_what_was_left(chengan, actor, order):
    """Received after 10 minutes, paused after one hour for five: 23 hours are left for the report."""
    with chengan.writing() as session:
        tasks.step(session, at(FRIDAY + timedelta(minutes=10), actor), order, Step.RECEIVE)
        pause(session, at(FRIDAY + timedelta(hours=1), actor), order, "重污染应急，停工")
    paused = part(chengan, order)
    assert paused.paused_at == FRIDAY + timedelta(hours=1)
    assert not paused.overdue(FRIDAY + timedelta(days=30))
    with chengan.reading() as session:
        assert clocks(session, FRIDAY + timedelta(days=30), timedelta(hours=2)).overdue == 0
    with chengan.writing() as session:
        resume(session, at(FRIDAY + timedelta(hours=6), actor), order, lambda key: HOURS, ChinaCalendar())
    found = part(chengan, order)
    assert found.paused_at is None
    assert found.receive_by == FRIDAY + timedelta(minutes=30)  # it was received: judged by what it was
    assert found.arrive_by == FRIDAY + timedelta(hours=7)
    assert found.deadline == FRIDAY + timedelta(hours=29)
    assert found.verify_by == FRIDAY + timedelta(hours=53)
    assert found.overdue(FRIDAY + timedelta(hours=30))
    assert check(chengan) == []


def test_that_working_days_left_stay_working_days(chengan, actor):
    """Three working days from Friday the 20th end on Wednesday the 25th; paused on Monday evening, two are
    left (Tuesday and Wednesday); going on on Friday the 27th, they end on Tuesday the 1st of December."""
    due = datetime(2026, 11, 25, 23, 59, tzinfo=CHINA)
    with chengan.writing() as session:
        order = tasks.new(
            session,
            at(FRIDAY, actor),
            NewTask(title="覆盖裸土", unit_codes=[UNIT], deadline=due, limit="3wd"),
        )
        pause(session, at(datetime(2026, 11, 23, 18, 0, tzinfo=CHINA), actor), order, "等待设备")
        friday = datetime(2026, 11, 27, 9, 0, tzinfo=CHINA)
        resume(session, at(friday, actor), order, lambda key: {"3wd": WORKDAYS}[key], ChinaCalendar())
    found = part(chengan, order).deadline.astimezone(CHINA)
    assert (found.month, found.day, found.hour) == (12, 1, 23)


def test_that_a_pause_says_why(chengan, actor, order):
    with pytest.raises(EmptyFieldError), chengan.writing() as session:
        pause(session, actor, order, "  ")
    assert part(chengan, order).paused_at is None


def test_that_nobody_pauses_twice_or_goes_on_without_a_pause(chengan, actor, order):
    with pytest.raises(StepNotAllowedError), chengan.writing() as session:
        resume(session, actor, order, lambda key: HOURS, ChinaCalendar())
    with chengan.writing() as session:
        pause(session, actor, order, "停工")
    with pytest.raises(StepNotAllowedError), chengan.writing() as session:
        pause(session, actor, order, "停工")


def test_that_going_on_by_a_clock_that_is_behind_takes_no_time_away(chengan, actor, order):
    with chengan.writing() as session:
        pause(session, at(FRIDAY + timedelta(hours=3), actor), order, "停工")
        resume(session, at(FRIDAY + timedelta(hours=1), actor), order, lambda key: HOURS, ChinaCalendar())
    assert part(chengan, order).deadline == FRIDAY + timedelta(hours=24)


def test_that_what_ends_is_neither_paused_nor_asked_for(chengan, actor, order):
    with chengan.writing() as session:
        ask_for_time(session, actor, order, UNIT, FRIDAY + timedelta(hours=72))
        pause(session, actor, order, "停工")
        tasks.step(session, actor, order, Step.CANCEL, note="点位已拆除")
    found = part(chengan, order)
    assert (found.paused_at, found.asked_until) == (None, None)


def test_that_a_closed_order_is_reopened_under_its_number(chengan, actor, order):
    with chengan.writing() as session:
        for step in (Step.RECEIVE, Step.REPORT, Step.VERIFY, Step.CLOSE, Step.REOPEN):
            tasks.step(session, actor, order, step, note="复查发现未落实")
    assert part(chengan, order).state == "returned"
    assert steps(chengan, order)[-1][0] == "reopen"
    assert check(chengan) == []


def draft_sent(database, actor, sent, **clocks):
    """A draft of Friday at ten for one unit, sent out later; its part."""
    new = NewTask(title="覆盖裸土", unit_codes=[UNIT], dispatch=False, **clocks)
    with database.writing() as session:
        number = tasks.new(session, at(FRIDAY, actor), new)
    with database.writing() as session:
        tasks.step(session, at(sent, actor), number, Step.DISPATCH)
    return part(database, number)


def test_that_the_clocks_of_a_draft_begin_when_it_goes_out(chengan, actor):
    sent = FRIDAY + timedelta(days=3, hours=1)
    found = draft_sent(
        chengan,
        actor,
        sent,
        receive_by=FRIDAY + timedelta(minutes=30),
        deadline=FRIDAY + timedelta(hours=24),
        verify_by=FRIDAY + timedelta(hours=48),
        limit="24h",
    )
    assert found.receive_by == sent + timedelta(minutes=30)
    assert found.deadline == sent + timedelta(hours=24)
    assert found.verify_by == sent + timedelta(hours=48)


def test_that_working_days_of_a_draft_begin_when_it_goes_out(chengan, actor):
    # written Friday 20 November, sent Monday 23: three working days later is Thursday 26 (no holidays)
    due = datetime(2026, 11, 25, 23, 59, tzinfo=CHINA)
    found = draft_sent(chengan, actor, FRIDAY + timedelta(days=3), deadline=due, limit="3wd")
    assert found.deadline == datetime(2026, 11, 26, 23, 59, tzinfo=CHINA)


def test_that_a_date_in_a_draft_stays_that_date(chengan, actor):
    due = FRIDAY + timedelta(days=5)
    found = draft_sent(
        chengan,
        actor,
        FRIDAY + timedelta(days=3),
        deadline=due,
        receive_by=FRIDAY + timedelta(minutes=30),
        verify_by=due + timedelta(days=1),
    )
    assert found.deadline == due
    assert found.verify_by == due + timedelta(days=1)
    assert found.receive_by == FRIDAY + timedelta(days=3, minutes=30)
