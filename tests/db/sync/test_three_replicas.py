"""The story of the user guide (docs/guide/sync.md): an office on PostgreSQL, one township laptop over the
network, one by stick, both editing the same site and the same order offline, one with its clock a year ahead.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.actor import Actor
from db.check import check
from db.commands import attachments, conflicts, divisions, sites, tasks, units
from db.commands.sites import SiteData
from db.commands.tasks import NewTask
from db.commands.units import NewPerson
from db.engine import Database, open_database
from db.identity import Founding
from db.queries import sites as site_queries
from db.queries import tasks as task_queries
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.rules.tasks import Step
from db.schema import Conflict, Operation, Site
from db.setup import prepare
from db.sync.exchange import exchange
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_pack
from resources import folder

CAMPAIGNS = load_folder(folder("campaigns"))[0]
TOWN = "130424100"
DIVISIONS = [
    DivisionRow("130400", "邯郸市", "city", None, None, None),
    DivisionRow("130424", "成安县", "county", "130400", None, None),
    DivisionRow(TOWN, "成安镇", "township", "130424", None, None),
]
YEAR = timedelta(days=365)


@dataclass
class Desk:
    """Somebody at a computer; `clock_off` is how wrong that computer's clock is."""

    database: Database
    clock_off: timedelta = timedelta()

    def at(self, now: datetime) -> Actor:
        return Actor(now=now + self.clock_off)


@dataclass
class Story:
    office: Desk
    net: Desk
    stick: Desk
    number: str
    site: Any
    folder: Path

    @property
    def all(self) -> list[Database]:
        return [self.office.database, self.net.database, self.stick.database]


def _found(url: str, now: datetime, founding: Founding) -> Database:
    database = open_database(url)
    prepare(database, now, founding)
    with database.writing() as s:
        divisions.load_divisions(s, DIVISIONS, {}, source="test", now=now)
        divisions.load_campaigns(s, CAMPAIGNS.values(), source="test", now=now)
    return database


@pytest.fixture
def story(tmp_path: Path, postgres_url: str, now: datetime) -> Iterator[Story]:
    """Monday: the office writes the order, both laptops get it, one by network, one by stick."""
    office = Desk(_found(postgres_url, now, Founding(name="成安县大气办")))
    net = Desk(_found(f"sqlite:///{tmp_path / 'net.db'}", now, Founding("field", TOWN, "成安镇")))
    stick = Desk(_found(f"sqlite:///{tmp_path / 'stick.db'}", now, Founding("field", TOWN, "北关村")), YEAR)
    actor = office.at(now)
    with office.database.writing() as s:
        units.add_people(s, actor, [NewPerson("王某", Role.DUTY, "130424")])
        site = sites.add(s, actor, SiteData("柏寺安置房", TOWN, "dust", code="CA-0001", person="李某"))
        site_id = site.id
        deadline = now + timedelta(days=3)
        order = NewTask("裸土未覆盖", [TOWN], deadline=deadline, site_code="CA-0001", required="今日覆盖")
        number = tasks.new(s, actor, order)
    story = Story(office, net, stick, number, site_id, tmp_path)
    exchange(net.database, office.database, now=lambda: now)
    carry(story, stick, office, now, approve=True)
    carry(story, office, stick, now, approve=True)
    yield story
    for desk in (office, net, stick):
        desk.database.close()


def carry(story: Story, giver: Desk, taker: Desk, now: datetime, *, approve: bool = False) -> None:
    """A stick goes from one computer to the other."""
    path = story.folder / f"{len(list(story.folder.glob('*.qkpack')))}.qkpack"
    is_first = approve and giver is story.stick
    to = None if is_first else _id(taker.database)
    write_pack(giver.database, path, to=to, now=giver.at(now).now)
    done = take_pack(taker.database, path, now=taker.at(now).now, approve=approve)
    assert done.status == "taken"


def _id(database: Database) -> Any:
    from db.sync.give import identity

    with database.reading() as s:
        return identity(s).id


def meet(story: Story, now: datetime) -> None:
    """Network and stick until everybody has everything: there and back twice."""
    for _ in range(2):
        exchange(story.net.database, story.office.database, now=lambda: now)
        carry(story, story.stick, story.office, now)
        carry(story, story.office, story.stick, now)
    exchange(story.net.database, story.office.database, now=lambda: now)


def tuesday(story: Story, now: datetime) -> None:
    """Both laptops and the office work on the same site and the same order, none knows of the others."""
    day = now + timedelta(days=1)
    with story.net.database.writing() as s:
        actor = story.net.at(day)
        tasks.step(s, actor, story.number, Step.RECEIVE, note="已签收")
        tasks.step(s, actor, story.number, Step.REPORT, note="已覆盖 2000 平方米")
        _edit_site(s, actor, story.site, person="赵某")
        sites.add_check(s, actor, story.site, "dust", {"fence": True}, "围挡完好")
    with story.stick.database.writing() as s:
        actor = story.stick.at(day)
        tasks.step(s, actor, story.number, Step.RECEIVE, note="北关村已签收")
        _edit_site(s, actor, story.site, person="孙某", phone="13800000000")
        attachments.add(s, actor, "site", story.site, "整改后.jpg", "image/jpeg", b"photo" * 1000)
    with story.office.database.writing() as s:
        actor = story.office.at(day + timedelta(hours=1))
        tasks.step(s, actor, story.number, Step.CANCEL, note="与另一单重复")


def _edit_site(session: Any, actor: Actor, site_id: Any, **values: str) -> None:
    from db.log import Journal

    with Journal(session, actor, "sites.edit") as journal:
        site = session.get_one(Site, site_id)
        with journal.changing(site):
            for name, value in values.items():
                setattr(site, name, value)


def _state(database: Database) -> Any:
    """What people see of the site and the order."""
    with database.reading() as s:
        order = next(task_queries.tasks(s))
        parts = [(p.unit_code, p.state, p.deadline) for p in order.parts]
        steps = sorted((step.step, step.note or "") for step in order.steps)
        site = site_queries.sites(s)[0]
        return parts, steps, (site.code, site.person, site.phone)


def _inbox(database: Database) -> list[tuple[str, str, list[Any]]]:
    with database.reading() as s:
        found = s.scalars(select(Conflict).order_by(Conflict.entity, Conflict.field, Conflict.kind))
        return [(c.kind, c.field, [side["value"] for side in json.loads(c.sides)]) for c in found]


def test_that_three_replicas_end_alike_and_every_edit_is_visible(story: Story, now: datetime):
    tuesday(story, now)
    meet(story, now + timedelta(days=2))
    states = [_state(database) for database in story.all]
    assert states[0] == states[1] == states[2]
    parts, steps, site = states[0]
    # the office's word stands until somebody decides; the person of the laptop whose clock is ahead does too
    assert [part[1] for part in parts] == ["cancelled"]
    assert site == ("CA-0001", "孙某", "13800000000")
    assert ("report", "已覆盖 2000 平方米") in steps
    assert ("receive", "北关村已签收") in steps
    assert ("cancel", "与另一单重复") in steps
    # two questions: who answers for the site, and whether the order is void though it was reported
    expected = [("decide", "state", ["cancelled", "reported"]), ("decide", "person", ["孙某", "赵某"])]
    for database in story.all:
        assert _inbox(database) == expected
        assert check(database) == []
        with database.reading() as s:
            assert len(site_queries.checks(s, story.site)) == 1


def test_that_two_decisions_end_the_conflicts_everywhere(story: Story, now: datetime):
    tuesday(story, now)
    meet(story, now + timedelta(days=2))
    later = story.office.at(now + timedelta(days=2, hours=1))
    with story.office.database.writing() as s:
        for conflict in list(s.scalars(select(Conflict))):
            values = [side["value"] for side in json.loads(conflict.sides)]
            conflicts.decide(s, later, conflict.id, values[1], side=1)
    meet(story, now + timedelta(days=3))
    for database in story.all:
        parts, _, site = _state(database)
        assert [part[1] for part in parts] == ["reported"]
        assert site[1] == "赵某"
        assert _inbox(database) == []
        assert check(database) == []
    with story.office.database.writing() as s:
        tasks.step(s, later, story.number, Step.VERIFY)
    meet(story, now + timedelta(days=4))
    assert {_state(database)[0][0][1] for database in story.all} == {"verified"}


def test_that_a_clock_a_year_ahead_is_told_and_reorders_nothing(story: Story, now: datetime):
    tuesday(story, now)
    meet(story, now + timedelta(days=2))
    with story.office.database.reading() as s:
        marked = list(s.scalars(select(Operation).where(Operation.clock_off_ms.is_not(None))))
        stick = _id(story.stick.database)
        assert {operation.replica for operation in marked} == {stick}
        # written on Tuesday with a clock a year ahead, arrived on Wednesday
        assert {round(operation.clock_off_ms / 86_400_000) for operation in marked} == {364}
        order = next(task_queries.tasks(s))
    receive = [step.note for step in order.steps if step.step == "receive"]
    assert receive.index("已签收") >= 0
    assert receive.index("北关村已签收") >= 0


def test_that_the_laptops_hold_what_is_theirs_and_what_it_needs(story: Story, now: datetime):
    """The order, its unit's part, the site, everybody's names: nothing of other townships."""
    other = "130424101"
    with story.office.database.writing() as s:
        rows = [*DIVISIONS, DivisionRow(other, "商城镇", "township", "130424", None, None)]
        divisions.load_divisions(s, rows, {}, source="test", now=now)
        actor = story.office.at(now)
        sites.add(s, actor, SiteData("别处的工地", other, "dust", code="SC-0001"))
        tasks.new(s, actor, NewTask("别处的事", [other], site_code="SC-0001"))
    meet(story, now + timedelta(hours=1))
    for desk in (story.net, story.stick):
        with desk.database.reading() as s:
            assert [site.code for site in site_queries.sites(s)] == ["CA-0001"]
            assert [task.number for task in task_queries.tasks(s)] == [story.number]
            assert check(desk.database) == []
