"""The year's statistics by unit, on orders made by hand; on both engines."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.actor import Actor
from db.commands import task_time, tasks
from db.commands.tasks import NewTask
from db.engine import Database
from db.queries.task_statistics import InTime, by_unit
from db.rules.clocks import Limit, Measure
from db.rules.tasks import Step
from db.rules.working_time import ChinaCalendar
from db.times import CHINA

UNIT, OTHER = "130424100", "130424100200"
DAY = datetime(2026, 11, 20, 10, 0, tzinfo=CHINA)
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=CHINA), datetime(2027, 1, 1, tzinfo=CHINA)
NOW = DAY + timedelta(days=5)


@pytest.fixture
def send(chengan: Database, actor: Actor):
    """Receive in 30 minutes, on site in 2 hours, report in 24."""

    def order(*units: str, at: datetime = DAY, **more) -> str:
        clocks = {
            "receive_by": at + timedelta(minutes=30),
            "arrive_by": at + timedelta(hours=2),
            "deadline": at + timedelta(hours=24),
            "limit": "24h",
        }
        with chengan.writing() as session:
            new = NewTask(title="覆盖裸土", unit_codes=units or (UNIT,), **(clocks | more))
            return tasks.new(session, replace(actor, now=at), new)

    return order


@pytest.fixture
def do(chengan: Database, actor: Actor):
    def step(number: str, what: Step, hours: float, unit: str = UNIT) -> None:
        at = DAY + timedelta(hours=hours)
        with chengan.writing() as session:
            tasks.step(session, replace(actor, now=at), number, what, unit_code=unit, note="x")

    return step


def found(database: Database, since=SINCE, until=UNTIL, now=NOW):
    with database.reading() as session:
        return {one.unit_code: one for one in by_unit(session, since, until, now)}


def test_that_nothing_sent_is_nobody(chengan: Database):
    assert found(chengan) == {}


def test_that_deeds_are_judged_by_their_clocks(chengan: Database, send, do):
    good, slow = send(), send()
    for number, hours in ((good, (0.4, 1.9, 20)), (slow, (0.6, 2.1, 25))):
        for what, hour in zip((Step.RECEIVE, Step.ARRIVE, Step.REPORT), hours, strict=True):
            do(number, what, hour)
    do(good, Step.VERIFY, 30)
    do(good, Step.CLOSE, 31)
    one = found(chengan)[UNIT]
    assert (one.parts, one.closed, one.open, one.late) == (2, 1, 1, 1)
    assert (one.received, one.on_site, one.reported) == (InTime(1, 2), InTime(1, 2), InTime(1, 2))
    assert one.reported.share == 0.5


def test_that_what_happens_at_the_last_moment_is_in_time(chengan: Database, send, do):
    number = send()
    do(number, Step.RECEIVE, 0.5)
    assert found(chengan)[UNIT].received == InTime(1, 1)


def test_that_a_clock_that_still_runs_is_not_decided(chengan: Database, send):
    send()
    one = found(chengan, now=DAY + timedelta(hours=1))[UNIT]
    assert (one.received, one.on_site, one.reported) == (InTime(0, 1), InTime(0, 0), InTime(0, 0))
    assert one.on_site.share is None


def test_that_returns_and_reopenings_count_each_time_and_the_last_report_does(chengan: Database, send, do):
    number = send()
    do(number, Step.RECEIVE, 0.1)
    do(number, Step.REPORT, 3)
    for hours in (4, 6):
        do(number, Step.RETURN, hours)
        do(number, Step.REPORT, hours + 1)
    do(number, Step.VERIFY, 8)
    do(number, Step.CLOSE, 9)
    do(number, Step.REOPEN, 30)
    do(number, Step.REPORT, 31)
    one = found(chengan)[UNIT]
    assert (one.returned, one.reopened) == (2, 1)
    assert one.reported == InTime(0, 1)  # the last report came after 31 hours


def test_that_granted_time_and_pauses_count(chengan: Database, actor: Actor, send, do):
    longer, paused = send(), send()
    at = replace(actor, now=DAY + timedelta(hours=1))
    with chengan.writing() as session:
        task_time.ask_for_time(session, at, longer, UNIT, DAY + timedelta(hours=48))
        task_time.grant_time(session, at, longer, UNIT)
        task_time.pause(session, at, paused, "重污染应急")
    do(longer, Step.RECEIVE, 1.2)
    do(longer, Step.REPORT, 40)
    one = found(chengan)[UNIT]
    assert one.reported == InTime(1, 1)  # of the paused one nothing is decided
    assert one.late == 1  # reported in time, it waits for the office; the paused one is not late
    later = replace(actor, now=DAY + timedelta(hours=25))
    with chengan.writing() as session:
        hours = Limit(24, Measure.HOURS)
        task_time.resume(session, later, paused, lambda _key: hours, ChinaCalendar())
    do(paused, Step.RECEIVE, 25.1)
    do(paused, Step.REPORT, 47)  # 24 of the hours before it stood still
    assert found(chengan)[UNIT].reported == InTime(2, 2)


def test_that_what_was_called_off_is_nobodys_fault(chengan: Database, send, do):
    do(send(), Step.CANCEL, 1)
    one = found(chengan)[UNIT]
    assert (one.parts, one.open, one.reported) == (1, 0, InTime(0, 0))


def test_that_each_unit_answers_for_its_own_part_and_drafts_for_nobody(chengan: Database, send, do):
    number = send(UNIT, OTHER)
    send(dispatch=False)
    do(number, Step.RECEIVE, 0.2, OTHER)
    both = found(chengan)
    assert {code: one.parts for code, one in both.items()} == {UNIT: 1, OTHER: 1}
    assert (both[UNIT].received, both[OTHER].received) == (InTime(0, 1), InTime(1, 1))


def test_that_the_period_is_that_of_the_dispatch_with_its_first_moment(chengan: Database, send):
    send(at=SINCE)
    assert set(found(chengan)) == {UNIT}
    assert found(chengan, since=SINCE + timedelta(seconds=1)) == {}
    assert found(chengan, until=SINCE) == {}
