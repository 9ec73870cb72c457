"""What happened to a row since it was shown: who, what, when; and late arrivals that no clock tells of."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import divisions, sites, tasks, units
from db.commands.sites import SiteData
from db.commands.tasks import NewTask
from db.commands.units import NewPerson, NewUnit
from db.commands.unmoved import require_unmoved
from db.errors import StaleError
from db.queries import sites as site_queries
from db.queries.changes_since import FieldChange, changes_since, last_position
from db.queries.tasks import task
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.rules.tasks import Step
from db.schema import Operation, Replica
from db.spelling import canonical
from resources import folder

DUST = {"kind": "construction", "area": 12000}


@pytest.fixture
def site_id(session: Session, actor: Actor) -> uuid.UUID:
    rows = [
        DivisionRow("130400", "邯郸市", "city", None, None, None),
        DivisionRow("130424", "成安县", "county", "130400", None, None),
    ]
    divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
    campaigns = load_folder(folder("campaigns"))[0]
    divisions.load_campaigns(session, campaigns.values(), source="test", now=actor.now)
    units.add_units(
        session, actor, [NewUnit("130424-ZJ", "成安县住建局", "department", "130424", "县住建局")]
    )
    return sites.add(session, actor, SiteData("柏寺", "130424", "dust", code="CA-1", fields=DUST)).id


@pytest.fixture
def wang(session: Session, actor: Actor) -> uuid.UUID:
    return units.add_people(session, actor, [NewPerson("王某", Role.DUTY)])[0]


def rows_of(session: Session, site_id: uuid.UUID) -> list[uuid.UUID]:
    site = site_queries.sites(session, site_id=site_id)[0]
    return [site_id, *site_queries.membership_ids(session, site)]


def test_that_each_field_is_told_with_old_new_person_time_and_command(session, actor, site_id, wang):
    shown = site_queries.sites(session, site_id=site_id)[0]
    later = Actor(now=actor.now + timedelta(minutes=5), person_id=wang)
    deadline = actor.now + timedelta(days=3)
    data = SiteData("柏寺", "130424", "dust", phone="0310", deadline=deadline, fields=DUST | {"area": 9000})
    sites.edit(session, later, site_id, data, seen=shown.hlc)
    found = changes_since(session, rows_of(session, site_id), shown.hlc)
    assert found == [
        FieldChange("phone", None, "0310", "王某", later.now, "sites.edit"),
        FieldChange("deadline", None, "2026-03-23T08:00:00+00:00", "王某", later.now, "sites.edit"),
        FieldChange("fields.area", 12000, 9000, "王某", later.now, "sites.edit"),
    ]


def test_that_what_was_shown_already_is_not_told(session, actor, site_id):
    shown = site_queries.sites(session, site_id=site_id)[0]
    rows = rows_of(session, site_id)
    assert changes_since(session, rows, shown.hlc) == []
    assert {change.field for change in changes_since(session, rows, 0)} >= {"name", "code", "state"}


def test_that_other_rows_are_left_out(session, actor, site_id):
    shown = site_queries.sites(session, site_id=site_id)[0]
    sites.add(session, actor, SiteData("别处", "130424", "dust", code="CA-2", fields=DUST))
    assert changes_since(session, rows_of(session, site_id), shown.hlc) == []


def test_that_several_changes_of_one_field_come_in_their_order(session, actor, site_id):
    shown = site_queries.sites(session, site_id=site_id)[0]
    for phone in ("1", "2"):
        data = SiteData("柏寺", "130424", "dust", phone=phone, fields=DUST)
        sites.edit(session, actor, site_id, data, seen=1 << 62)
    found = changes_since(session, [site_id], shown.hlc)
    assert [(change.old, change.new) for change in found] == [(None, "1"), ("1", "2")]


def test_that_the_steps_of_an_order_are_told_by_its_parts(session, actor, site_id, wang):
    number = tasks.new(session, actor, NewTask("裸土", ["130424-ZJ"], deadline=actor.now))
    shown = task(session, number)
    assert shown is not None
    later = Actor(now=actor.now + timedelta(minutes=1), person_id=wang)
    tasks.step(session, later, number, Step.RECEIVE)
    tasks.set_deadline(session, later, number, actor.now + timedelta(days=1))
    found = changes_since(session, [part.id for part in shown.parts], shown.hlc)
    assert [(c.field, c.old, c.new, c.command) for c in found if c.field in ("state", "deadline")] == [
        ("state", "dispatched", "received", "tasks.receive"),
        ("deadline", "2026-03-20T08:00:00+00:00", "2026-03-21T08:00:00+00:00", "tasks.deadline"),
    ]
    assert {change.person for change in found} == {"王某"}


def arrive(session: Session, actor: Actor, row_id: uuid.UUID, **values: object) -> None:
    """An operation of a township's laptop, as the exchange brings it."""
    laptop = uuid.UUID(int=7)
    head = session.scalars(select(Replica).where(Replica.is_self)).one()
    head.position += 1
    others = {
        "id": laptop, "is_self": False, "name": "成安镇笔记本", "tag": "L", "created_at": actor.now, "seq": 1,
        "hlc": 1, "last_hash": "0" * 64, "position": 0, "side": "field", "scope": "130424",
    }  # fmt: skip
    session.execute(insert(Replica), [others])
    operation = {
        "replica": laptop, "seq": 1, "person_id": None, "command": "sites.edit", "change_id": uuid.uuid4(),
        "entity": "site", "row_id": row_id, "action": "update", "schema_version": 2, "prev_hash": "0" * 64,
        "changes": canonical({"phone": [None, "138"]}), "hash": "1" * 64, "parents": "[]", "side": "field",
        "position": head.position, "recorded_at": actor.now, "clock_off_ms": None, **values,
    }  # fmt: skip
    session.execute(insert(Operation), [operation])
    session.flush()


def test_that_a_late_arrival_is_told_with_its_replica_and_its_authors_time(session, actor, site_id):
    shown = site_queries.sites(session, site_id=site_id)[0]
    position = last_position(session, [site_id])
    yesterday = actor.now - timedelta(days=1)
    claimed = int(yesterday.timestamp() * 1000)
    arrive(session, actor, site_id, hlc=shown.hlc - 1, claimed_ms=claimed)
    assert changes_since(session, [site_id], shown.hlc) == [], "its clock lies before what was shown"
    told = changes_since(session, [site_id], shown.hlc, position)
    assert told == [FieldChange("phone", None, "138", None, yesterday, "sites.edit", "成安镇笔记本")]


def test_that_a_wrong_clock_gives_the_time_of_arrival(session, actor, site_id):
    shown = site_queries.sites(session, site_id=site_id)[0]
    claimed = int((actor.now + timedelta(days=366)).timestamp() * 1000)
    arrive(session, actor, site_id, hlc=shown.hlc + 1, claimed_ms=claimed, clock_off_ms=366 * 86_400_000)
    assert [change.at for change in changes_since(session, [site_id], shown.hlc)] == [actor.now]


def test_that_an_edit_over_a_late_arrival_is_refused(session, actor, site_id):
    shown = site_queries.sites(session, site_id=site_id)[0]
    rows = rows_of(session, site_id)
    position = last_position(session, rows)
    require_unmoved(session, "CA-1", rows, position)
    arrive(session, actor, site_id, hlc=shown.hlc - 1, claimed_ms=0)
    with pytest.raises(StaleError, match="CA-1"):
        require_unmoved(session, "CA-1", rows, position)
    require_unmoved(session, "CA-1", rows, position + 1)


def test_that_rows_without_history_have_no_position(session, actor):
    assert last_position(session, [uuid.UUID(int=1)]) == 0
    assert changes_since(session, [], 0) == []
