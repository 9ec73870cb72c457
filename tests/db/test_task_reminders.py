"""Reminding: a note in each order, nobody twice within an hour, nobody of whom nothing is awaited."""

from dataclasses import replace
from datetime import timedelta

from db.commands import task_time, tasks
from db.commands.task_reminders import Reminder, remind
from db.commands.tasks import NewTask
from db.queries.tasks import task
from db.rules.tasks import Step

TOWNSHIP, COUNTY = "130424100", "130424"


def order(session, actor, **more):
    return tasks.new(session, actor, NewTask("道路积尘", [TOWNSHIP, COUNTY], **more))


def test_one_note_an_hour_and_unit(chengan, actor):
    with chengan.writing() as session:
        number = order(session, actor)
        one = Reminder(number, TOWNSHIP, "催办：已下发")
        assert remind(session, actor, [one]).done == [one]
    later = replace(actor, now=actor.now + timedelta(minutes=59))
    other = Reminder(number, COUNTY, "催办：已下发")
    with chengan.writing() as session:
        outcome = remind(session, later, [one, other])
        assert (outcome.done, outcome.lately) == ([other], [one])
    after = replace(actor, now=actor.now + timedelta(minutes=61))
    with chengan.writing() as session:
        assert remind(session, after, [one]).done == [one]
    with chengan.reading() as session:
        notes = [step.note for step in task(session, number).steps if step.step == Step.NOTE]
    assert notes == ["催办：已下发"] * 3


def test_another_note_is_no_reminder(chengan, actor):
    with chengan.writing() as session:
        number = order(session, actor)
        tasks.step(session, actor, number, Step.NOTE, note="已电话联系", unit_code=TOWNSHIP)
        one = Reminder(number, TOWNSHIP, "Reminder: dispatched")
        assert remind(session, actor, [one]).done == [one]


def test_of_drafts_reported_ended_and_paused_ones_nothing_is_awaited(chengan, actor):
    with chengan.writing() as session:
        draft, ended, paused, reported, due = (
            order(session, actor, dispatch=False),
            *(order(session, actor, deadline=actor.now + timedelta(days=1)) for _ in range(4)),
        )
        tasks.step(session, actor, ended, Step.CANCEL, note="误报")
        task_time.pause(session, actor, paused, "重污染应急")
        for step in (Step.RECEIVE, Step.REPORT):
            tasks.step(session, actor, reported, step, note="已冲洗")
        numbers = [draft, ended, paused, reported, "无此编号", due]
        outcome = remind(session, actor, [Reminder(number, TOWNSHIP, "催办") for number in numbers])
    assert [one.number for one in outcome.done] == [due]
    assert [one.number for one, _error in outcome.refused] == numbers[:5]
