"""Late open parts with the rungs taken for them, counted as a hand-over counts; on both engines."""

from datetime import timedelta

from db.commands import duty, tasks
from db.commands.escalations import NewEscalation, escalate
from db.commands.task_time import pause
from db.commands.tasks import NewTask
from db.queries.duty import offices, untaken
from db.queries.late_parts import late_parts
from db.rules.ladder import Level
from db.rules.tasks import Step

OFFICE, TOWNSHIP = "130424", "130424100"


def test_that_late_parts_come_latest_first_with_their_rungs(chengan, actor):
    """Late by 3 h (escalated), by 1 h (reported), paused, not yet due, without a deadline, closed."""
    hours = {"三": -3, "一": -1, "停": -2, "后": 2, "无": None, "销": -9}
    numbers = {}
    with chengan.writing() as session:
        for title, hour in hours.items():
            due = None if hour is None else actor.now + timedelta(hours=hour)
            numbers[title] = tasks.new(session, actor, NewTask(title, [TOWNSHIP], deadline=due))
        for step in (Step.RECEIVE, Step.REPORT):
            tasks.step(session, actor, numbers["一"], step, note="已覆盖")
        for step in (Step.RECEIVE, Step.REPORT, Step.VERIFY, Step.CLOSE):
            tasks.step(session, actor, numbers["销"], step, note="已清理")
        pause(session, actor, numbers["停"], "停工")
        escalate(session, actor, numbers["三"], NewEscalation(Level.SUPERVISE, TOWNSHIP))
        counted = duty.hand_over(session, actor, OFFICE, "王芳", "李强")
    with chengan.reading() as session:
        found = late_parts(session, actor.now)
        latest = late_parts(session, actor.now, limit=1)
    assert [(part.title, part.levels, part.may_escalate) for part in found.late] == [
        ("三", ("supervise",), True),
        ("一", (), False),
    ]
    assert (found.open, found.count) == (counted.open_parts, counted.late_parts) == (5, 2)
    assert (latest.count, [part.title for part in latest.late]) == (2, ["三"])


def test_that_a_hand_over_waits_until_it_is_taken(chengan, actor):
    with chengan.writing() as session:
        assert untaken(session, OFFICE) is None
        handed = duty.hand_over(session, actor, OFFICE, "王芳", "李强")
        duty.write_line(session, actor, OFFICE, "王芳", "补一句")
        waiting = untaken(session, OFFICE)
        assert waiting is not None
        assert (waiting.id, waiting.to_name) == (handed.id, "李强")
        assert untaken(session, TOWNSHIP) is None
        duty.take_over(session, actor, OFFICE, "李强")
        assert untaken(session, OFFICE) is None


def test_that_whoever_keeps_a_log_is_an_office(chengan, actor):
    with chengan.writing() as session:
        assert TOWNSHIP not in dict(offices(session))
        assert OFFICE in dict(offices(session))
        duty.write_line(session, actor, TOWNSHIP, "赵敏", "巡查")
        assert TOWNSHIP in dict(offices(session))
