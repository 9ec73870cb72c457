"""The ladder of lateness: its data, what is proposed, what is written down; on both engines."""

from datetime import timedelta

import pytest

import resources
from db.check import check
from db.commands import tasks
from db.commands.escalations import BadPenaltyError, NewEscalation, escalate
from db.commands.tasks import NewTask
from db.errors import NotFoundError, StepNotAllowedError
from db.queries import tasks as queries
from db.queries.escalations import escalations
from db.rules.ladder import Level, parse_ladder, proposed
from db.rules.tasks import Step

UNIT, VILLAGE = "130424100", "130424100200"
TEXT = (resources.folder("orders") / "ladder.toml").read_text(encoding="utf-8")
LADDER = parse_ladder(TEXT)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("late", "taken", "wanted"),
    [
        (-HOUR, (), None),
        (0 * HOUR, (), "supervise"),
        (23 * HOUR, (), "supervise"),
        (24 * HOUR, (), "bulletin"),
        (24 * HOUR, ("supervise",), "bulletin"),
        (30 * HOUR, ("bulletin",), None),
        (72 * HOUR, ("bulletin",), "interview"),
        (999 * HOUR, (), "accountability"),
        (999 * HOUR, ("supervise", "accountability"), None),
    ],
)
def test_what_is_proposed(late, taken, wanted):
    found = proposed(LADDER, late, taken)
    assert (found.level if found else None) == wanted


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('level = "bulletin"', 'level = "shame"', "rung 2"),
        ("late_hours = 72", "late_hours = 20", "interview"),
        ("late_hours = 24", 'late_hours = "24"', "rung 2"),
        ('told = ["duty", "director"]', 'told = ["boss"]', "rung 2"),
        ('level = "interview"', 'level = "bulletin"', "in this order"),
    ],
)
def test_that_a_wrong_ladder_says_what_is_wrong(old, new, said):
    with pytest.raises(ValueError, match=said):
        parse_ladder(TEXT.replace(old, new, 1))


@pytest.fixture
def order(chengan, actor):
    with chengan.writing() as session:
        return tasks.new(session, actor, NewTask(title="覆盖裸土", unit_codes=[UNIT, VILLAGE]))


def test_that_a_rung_is_a_record_with_its_document(chengan, actor, order):
    rung = NewEscalation(Level.INTERVIEW, UNIT, "李建国", "成气办〔2026〕17号", 200_000, "三次逾期")
    with chengan.writing() as session:
        escalate(session, actor, order, NewEscalation(Level.SUPERVISE, UNIT))
        escalate(session, actor, order, rung)
    with chengan.reading() as session:
        first, second = escalations(session, unit_code=UNIT)
        assert escalations(session, unit_code=VILLAGE) == []
        assert escalations(session, name="李建国") == [second]
        steps = [(step.step, step.document) for step in queries.task(session, order).steps]
        states = {part.unit_code: part.state for part in queries.parts(session, number=order)}
    assert (first.level, first.name, first.document, first.penalty_fen) == ("supervise", None, None, None)
    assert (second.level, second.document, second.penalty_fen) == ("interview", "成气办〔2026〕17号", 200_000)
    assert (second.number, second.title) == (order, "覆盖裸土")
    assert steps[-2:] == [("escalate", None), ("escalate", "成气办〔2026〕17号")]
    assert set(states.values()) == {"dispatched"}
    assert check(chengan) == []


def test_that_an_ended_part_is_not_escalated(chengan, actor, order):
    with chengan.writing() as session:
        tasks.step(session, actor, order, Step.CANCEL, note="点位已拆除")
    with pytest.raises(StepNotAllowedError), chengan.writing() as session:
        escalate(session, actor, order, NewEscalation(Level.SUPERVISE, UNIT))
    with chengan.reading() as session:
        assert escalations(session) == []


def test_that_a_penalty_is_something(chengan, actor, order):
    with pytest.raises(BadPenaltyError), chengan.writing() as session:
        escalate(session, actor, order, NewEscalation(Level.BULLETIN, UNIT, penalty_fen=0))


def test_that_a_unit_without_a_part_is_not_escalated(chengan, actor, order):
    with pytest.raises(NotFoundError), chengan.writing() as session:
        escalate(session, actor, order, NewEscalation(Level.BULLETIN, "130424"))
