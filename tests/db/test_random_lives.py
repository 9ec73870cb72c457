"""Random lives of orders on both engines: facts accumulate, a refused step changes nothing, `check` holds."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.check import check
from db.commands import tasks
from db.commands.escalations import NewEscalation, escalate
from db.commands.task_time import ask_for_time, grant_time, pause, refuse_time, resume
from db.commands.tasks import NewTask
from db.errors import DomainError
from db.queries import tasks as queries
from db.rules.clocks import Limit, Measure
from db.rules.ladder import Level
from db.rules.tasks import Step
from db.rules.working_time import ChinaCalendar

UNITS = ("130424100", "130424100200")
MEASURES = (Limit(24, Measure.HOURS), Limit(3, Measure.WORKDAYS))
DEEDS = st.tuples(
    st.sampled_from([step for step in Step if step is not Step.NOTE]),
    st.sampled_from([*UNITS, None]),
    st.integers(-60, 4_000),  # minutes: clocks of several machines are seldom one
    st.sampled_from(MEASURES),
)


def act(session, actor, number, deed) -> None:
    step, unit, _, limit = deed
    one = unit or UNITS[0]
    if step is Step.ASK:
        ask_for_time(session, actor, number, one, actor.now + timedelta(days=3))
    elif step is Step.GRANT:
        grant_time(session, actor, number, one)
    elif step is Step.REFUSE:
        refuse_time(session, actor, number, one)
    elif step is Step.PAUSE:
        pause(session, actor, number, "停工", unit_code=unit)
    elif step is Step.RESUME:
        resume(session, actor, number, lambda key: limit, ChinaCalendar(), unit_code=unit)
    elif step is Step.ESCALATE:
        escalate(session, actor, number, NewEscalation(Level.SUPERVISE, one))
    else:
        tasks.step(session, actor, number, step, unit_code=unit)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=10, max_size=60))
def test_that_any_life_leaves_a_true_record(chengan, actor, deeds):
    with chengan.writing() as session:
        due = actor.now + timedelta(hours=24)
        new = NewTask("覆盖裸土", UNITS, receive_by=due, arrive_by=due, deadline=due, verify_by=due)
        number = tasks.new(session, actor, new)
    now = actor.now
    before = _read(chengan, number)
    for deed in deeds:
        now += timedelta(minutes=deed[2])
        try:
            with chengan.writing() as session:
                act(session, replace(actor, now=now), number, deed)
        except DomainError:
            assert _read(chengan, number) == before
            continue
        after = _read(chengan, number)
        assert after.steps[: len(before.steps)] == before.steps
        assert 1 <= len(after.steps) - len(before.steps) <= len(UNITS)
        _require_told(after, before, deed[0])
        before = after
    assert check(chengan) == []


def _read(database, number):
    with database.reading() as session:
        return queries.task(session, number)


def _require_told(after, before, step) -> None:
    """What moved has a fact from where it stood to where it stands; what did not move is as it was."""
    told = after.steps[len(before.steps) :]
    assert {fact.step for fact in told} == {step}
    moved = {
        (old.state, new.state)
        for old, new in zip(before.parts, after.parts, strict=True)
        if old.state != new.state
    }
    assert moved == {(fact.from_state, fact.to_state) for fact in told if fact.to_state is not None}
    for part in after.parts:
        if part.state in ("closed", "cancelled"):
            assert (part.paused_at, part.asked_until) == (None, None)
        if part.state == "draft":
            assert part.dispatched_at is None
