"""The duty room's log: lines, shifts handed over and taken over; on both engines."""

from datetime import timedelta

import pytest

from db.check import check
from db.commands import duty, tasks
from db.commands.task_time import pause
from db.commands.tasks import NewTask
from db.errors import EmptyFieldError, NotFoundError
from db.queries.duty import duty_log

OFFICE, TOWNSHIP = "130424", "130424100"


def later(actor, minutes: int):
    return type(actor)(now=actor.now + timedelta(minutes=minutes), person_id=actor.person_id)


def test_that_a_shift_is_handed_over_with_what_is_open(chengan, actor):
    """Three orders: one late, one late but paused, one without a deadline."""
    due = actor.now - timedelta(hours=1)
    with chengan.writing() as session:
        for title in ("裸土", "渣土车"):
            paused = tasks.new(
                session, actor, NewTask(title=title, unit_codes=[TOWNSHIP], deadline=due, dispatch=True)
            )
        pause(session, actor, paused, "停工")
        tasks.new(session, actor, NewTask(title="散煤", unit_codes=[TOWNSHIP]))
        duty.write_line(session, actor, OFFICE, "王芳", "22 时起国控点 PM2.5 上升，已通知三镇")
        handed = duty.hand_over(session, later(actor, 1), OFFICE, "王芳", "李强", "盯住漳河店镇")
        duty.take_over(session, later(actor, 2), OFFICE, "李强")
    assert (handed.open_parts, handed.late_parts) == (3, 1)
    with chengan.reading() as session:
        taken, given, line = duty_log(session, OFFICE)
        assert duty_log(session, TOWNSHIP) == []
        assert duty_log(session, OFFICE, since=actor.now + timedelta(minutes=1)) == [taken, given]
    assert (taken.kind, taken.name, taken.handover_id) == ("takeover", "李强", given.id)
    assert (given.kind, given.name, given.to_name, given.open_parts, given.late_parts) == (
        "handover", "王芳", "李强", 3, 1,
    )  # fmt: skip
    assert (line.kind, line.note) == ("note", "22 时起国控点 PM2.5 上升，已通知三镇")
    assert check(chengan) == []


def test_that_nobody_takes_over_what_was_not_handed_over(chengan, actor):
    with pytest.raises(duty.NotHandedOverError), chengan.writing() as session:
        duty.take_over(session, actor, OFFICE, "李强")
    with chengan.writing() as session:
        duty.hand_over(session, actor, OFFICE, "王芳", "李强")
        duty.take_over(session, actor, OFFICE, "李强")
    with pytest.raises(duty.NotHandedOverError), chengan.writing() as session:
        duty.take_over(session, actor, OFFICE, "赵敏")


def test_that_a_line_has_a_name_and_words(chengan, actor):
    for name, note in (("", "渣土车"), ("王芳", " ")):
        with pytest.raises(EmptyFieldError), chengan.writing() as session:
            duty.write_line(session, actor, OFFICE, name, note)
    with pytest.raises(NotFoundError), chengan.writing() as session:
        duty.write_line(session, actor, "999999", "王芳", "渣土车")
