"""One step on many orders, on both engines: what cannot take it is named, the others take it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.check import check
from db.commands import tasks
from db.commands.task_bulk import PartOf, step_many
from db.commands.tasks import NewTask
from db.errors import NotFoundError, StaleError, StepNotAllowedError
from db.queries.tasks import parts as all_parts
from db.rules.tasks import State, Step

UNITS = ["130424100", "130424100200"]


@pytest.fixture
def orders(chengan, actor):
    """Two orders to two units each."""
    with chengan.writing() as session:
        return [tasks.new(session, actor, NewTask(f"{n}号", UNITS)) for n in (1, 2)]


def shown(record):
    with record.reading() as session:
        return {(one.number, one.unit_code): one for one in all_parts(session)}


def wanted(record, keys):
    found = shown(record)
    return [PartOf(number, unit, found[number, unit].hlc) for number, unit in keys]


def many(record, actor, parts, what, note=None):
    with record.writing() as session:
        return step_many(session, actor, parts, what, note)


def later(actor, minutes=5):
    return replace(actor, now=actor.now + timedelta(minutes=minutes))


def test_that_each_part_that_is_named_takes_the_step_and_no_other(chengan, actor, orders):
    keys = [(orders[0], UNITS[0]), (orders[1], UNITS[1])]
    outcome = many(chengan, later(actor), wanted(chengan, keys), Step.RECEIVE, "一并签收")
    assert len(outcome.done) == 2
    states = {key: part.state for key, part in shown(chengan).items()}
    assert {key for key, state in states.items() if state == State.RECEIVED} == set(keys)
    assert check(chengan) == []


def test_that_two_parts_of_one_order_do_not_overtake_each_other(chengan, actor, orders):
    keys = [(orders[0], unit) for unit in UNITS]
    assert len(many(chengan, later(actor), wanted(chengan, keys), Step.RECEIVE).done) == 2


def test_that_what_cannot_is_named_and_the_others_go_on(chengan, actor, orders):
    keys = [(orders[0], UNITS[0]), (orders[0], UNITS[1]), (orders[1], UNITS[0])]
    parts = wanted(chengan, keys)
    with chengan.writing() as session:
        tasks.step(session, later(actor), orders[0], Step.RECEIVE, unit_code=UNITS[0])
    gone = PartOf("没有这单", UNITS[0], 1)
    outcome = many(chengan, later(actor, 9), [*parts, gone], Step.RECEIVE)
    assert [part.number for part in outcome.done] == [orders[0], orders[1]]
    assert [type(one.error) for one in outcome.left_out] == [StaleError, NotFoundError]


def test_that_a_step_that_is_not_possible_is_refused_part_by_part(chengan, actor, orders):
    keys = [(orders[0], UNITS[0])]
    outcome = many(chengan, later(actor), wanted(chengan, keys), Step.CLOSE)
    assert outcome.done == []
    assert isinstance(outcome.left_out[0].error, StepNotAllowedError)
    assert not outcome.changes.tasks
