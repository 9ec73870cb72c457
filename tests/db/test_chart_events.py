"""Orders about stations as marks on the chart."""

from datetime import timedelta

import pytest

from db.actor import Actor
from db.commands import divisions, stations, tasks, units
from db.commands.stations import StationRow
from db.commands.tasks import NewTask
from db.commands.units import NewUnit
from db.engine import Database
from db.queries.chart_events import order_events
from db.rules.regions import DivisionRow
from db.rules.tasks import Step


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    with database.writing() as s:
        county = DivisionRow("130424", "成安县", "county", None, None, None)
        divisions.load_divisions(s, [county], {}, source="test", now=actor.now)
        units.add_units(s, actor, [NewUnit(f"130424-{n}", f"部门{n}", "department", "130424") for n in "AB"])
        stations.save(s, actor, [StationRow("A-1", "甲站"), StationRow("B-1", "乙站")])
    return database


def at(actor: Actor, hours: int) -> Actor:
    return Actor(now=actor.now + timedelta(hours=hours))


def test_that_an_order_to_two_units_is_marked_once_a_step(record: Database, actor: Actor):
    with record.writing() as s:
        order = NewTask("突升核查", ["130424-A", "130424-B"], station_code="A-1")
        number = tasks.new(s, at(actor, 1), order)
        tasks.new(s, at(actor, 2), NewTask("别的站", ["130424-A"], station_code="B-1"))
        tasks.new(s, at(actor, 2), NewTask("没有站", ["130424-A"]))
        tasks.step(s, at(actor, 3), number, Step.RECEIVE)
        tasks.step(s, at(actor, 4), number, Step.CANCEL, note="重复")
    with record.reading() as s:
        found = order_events(s, ["A-1"], actor.now, at(actor, 24).now)
        later = order_events(s, ["A-1", "B-1"], at(actor, 2).now, at(actor, 3).now)
        nothing = order_events(s, [], actor.now, at(actor, 24).now)
    assert [(e.step, e.number, e.title, e.station_code) for e in found] == [
        ("dispatch", number, "突升核查", "A-1"),
        ("cancel", number, "突升核查", "A-1"),
    ]
    assert [e.at for e in found] == [at(actor, 1).now, at(actor, 4).now]
    assert [(e.step, e.title) for e in later] == [("dispatch", "别的站")]
    assert nothing == []
