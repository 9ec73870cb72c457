"""Who may do what on whose parts: the table, whole, and the commands that ask it; on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.commands import tasks
from db.commands.allowed import NotAllowedError, may
from db.commands.escalations import NewEscalation, escalate
from db.commands.task_time import ask_for_time, grant_time, pause
from db.commands.tasks import NewTask
from db.queries import tasks as queries
from db.rules.ladder import Level
from db.rules.roles import Role, reach, who_may
from db.rules.tasks import Step

COUNTY, TOWNSHIP, VILLAGE = "130424", "130424100", "130424100200"

# written out by hand from the design: o = own unit and below, b = below only, . = not at all
STEPS = (
    "dispatch receive arrive report verify return close cancel reopen note "
    "ask grant refuse pause resume escalate"
)
TABLE = {
    "director":      "o o o o o o o o o o o o o o o o",
    "duty":          "o o o o o o o o . o o . . o o .",
    "department":    ". o o o . . . . . o o . . . . .",
    "township":      "b o o o b b . b . o o . . . . .",
    "grid_member":   ". o o o . . . . . o o . . . . .",
    "administrator": ". . . . . . . . . . . . . . . .",
    "auditor":       ". . . . . . . . . . . . . . . .",
    "viewer":        ". . . . . . . . . . . . . . . .",
}  # fmt: skip
CELLS = [
    (role, step, mark)
    for role, marks in TABLE.items()
    for step, mark in zip(STEPS.split(), marks.split(), strict=True)
]
LETTERS = {"o": "own", "b": "below", ".": None}


def test_that_the_table_here_has_every_role_and_step():
    assert set(TABLE) == {role.value for role in Role}
    assert set(STEPS.split()) == {step.value for step in Step}


@pytest.mark.parametrize(("role", "step", "mark"), CELLS)
def test_every_role_with_every_step(role: str, step: str, mark: str):
    assert reach(Role(role), Step(step)) == LETTERS[mark]
    assert (Role(role) in who_may(Step(step))) == (mark != ".")


def test_every_role_with_every_step_on_every_unit(chengan, actor):
    """A person of the township, on the county's part, the township's own, and the village's."""
    with chengan.reading() as session:
        for role, step, mark in CELLS:
            person = replace(actor, role=Role(role), unit_code=TOWNSHIP)
            found = [may(session, person, Step(step), unit) for unit in (COUNTY, TOWNSHIP, VILLAGE)]
            assert found == [False, mark == "o", mark != "."], (role, step)


def test_that_without_a_role_and_without_a_unit_nothing_is_in_the_way(chengan, actor):
    with chengan.reading() as session:
        assert all(may(session, actor, step, VILLAGE) for step in Step)
        director = replace(actor, role=Role.DIRECTOR)
        assert all(may(session, director, step, VILLAGE) for step in Step)
        viewer = replace(actor, role=Role.VIEWER)
        assert not any(may(session, viewer, step, VILLAGE) for step in Step)


@pytest.fixture
def order(chengan, actor):
    """To the township and its village."""
    with chengan.writing() as session:
        due = actor.now + timedelta(hours=24)
        return tasks.new(session, actor, NewTask("覆盖裸土", [TOWNSHIP, VILLAGE], deadline=due))


def states(database, number):
    with database.reading() as session:
        return [part.state for part in queries.parts(session, number=number)]


def test_that_a_person_of_a_village_moves_his_own_part_only(chengan, actor, order):
    member = replace(actor, role=Role.GRID_MEMBER, unit_code=VILLAGE)
    with chengan.writing() as session:
        tasks.step(session, member, order, Step.RECEIVE)
    assert states(chengan, order) == ["dispatched", "received"]
    with pytest.raises(NotAllowedError) as caught, chengan.writing() as session:
        tasks.step(session, member, order, Step.RECEIVE, unit_code=TOWNSHIP)
    assert caught.value.params["role"] == "grid_member"
    with pytest.raises(NotAllowedError), chengan.writing() as session:
        tasks.step(session, member, order, Step.CANCEL)


def test_that_a_township_verifies_its_village_but_not_itself(chengan, actor, order):
    township = replace(actor, role=Role.TOWNSHIP, unit_code=TOWNSHIP)
    with chengan.writing() as session:
        tasks.step(session, actor, order, Step.RECEIVE)
        tasks.step(session, actor, order, Step.REPORT)
        tasks.step(session, township, order, Step.VERIFY)
    assert states(chengan, order) == ["reported", "verified"]


def test_that_only_who_may_sends_orders_out(chengan, actor):
    for role, unit in ((Role.VIEWER, COUNTY), (Role.DEPARTMENT, COUNTY), (Role.TOWNSHIP, TOWNSHIP)):
        person = replace(actor, role=role, unit_code=unit)
        with pytest.raises(NotAllowedError), chengan.writing() as session:
            tasks.new(session, person, NewTask("覆盖裸土", [TOWNSHIP]))
    with chengan.writing() as session:
        tasks.new(session, replace(actor, role=Role.DUTY, unit_code=COUNTY), NewTask("裸土", [VILLAGE]))


def test_that_more_time_and_the_ladder_are_the_directors(chengan, actor, order):
    township = replace(actor, role=Role.TOWNSHIP, unit_code=TOWNSHIP)
    duty = replace(actor, role=Role.DUTY, unit_code=COUNTY)
    with chengan.writing() as session:
        ask_for_time(session, township, order, TOWNSHIP, actor.now + timedelta(hours=30))
        pause(session, duty, order, "停工", unit_code=TOWNSHIP)
    with pytest.raises(NotAllowedError), chengan.writing() as session:
        grant_time(session, duty, order, TOWNSHIP)
    with pytest.raises(NotAllowedError), chengan.writing() as session:
        escalate(session, duty, order, NewEscalation(Level.BULLETIN, TOWNSHIP))
    with chengan.writing() as session:
        grant_time(session, replace(actor, role=Role.DIRECTOR, unit_code=COUNTY), order, TOWNSHIP)
    with pytest.raises(NotAllowedError), chengan.writing() as session:
        pause(session, township, order, "停工")
