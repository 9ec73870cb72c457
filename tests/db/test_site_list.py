"""The list read fast and read again in part; progress now and at a moment before. On both engines."""

import uuid
from datetime import timedelta

import pytest

from db.actor import Actor
from db.commands import divisions, sites
from db.commands.sites import SiteData
from db.engine import Database
from db.queries import progress, site_list
from db.queries.progress import Figures
from db.queries.site_list import Place
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.sites import SiteState
from resources import folder


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """Three sites in two townships of one county, three days ago."""
    rows = [
        DivisionRow("130424", "成安县", "county", None, None, None),
        DivisionRow("130424100", "成安镇", "township", "130424", None, None),
        DivisionRow("130424101", "商城镇", "township", "130424", None, None),
    ]
    early = Actor(now=actor.now - timedelta(days=3))
    with database.writing() as s:
        divisions.load_divisions(s, rows, {}, source="test", now=early.now)
        definitions = load_folder(folder("campaigns"))[0].values()
        divisions.load_campaigns(s, definitions, source="test", now=early.now)
        due = actor.now - timedelta(days=1)
        sites.add(s, early, SiteData("甲", "130424100", "dust", code="A", deadline=due, fields={"area": 5}))
        sites.add(s, early, SiteData("乙", "130424100", "dust", code="B"))
        sites.add(s, early, SiteData("丙", "130424101", "dust", code="C", state=SiteState.RECTIFYING))
    return database


def site_id(database: Database, code: str) -> uuid.UUID:
    with database.reading() as session:
        rows = site_list.read(session, "dust").rows
    return next(uuid.UUID(hex=row[Place.KEY]) for row in rows if row[Place.CODE] == code)


def test_rows_say_the_same_on_both_engines(record: Database, actor: Actor):
    with record.reading() as session:
        part = site_list.read(session, "dust")
    first = part.rows[0]
    assert [row[Place.CODE] for row in part.rows] == ["A", "B", "C"]
    assert first[Place.DEADLINE] == int((actor.now - timedelta(days=1)).timestamp())
    assert first[Place.FIELDS].replace(" ", "") == '{"area":5}'
    assert len(first[Place.KEY]) == 32
    assert part.keys is None


def test_only_what_changed_is_read_again(record: Database, actor: Actor):
    with record.reading() as session:
        before = site_list.read(session, "dust")
    first, second = site_id(record, "A"), site_id(record, "B")
    with record.writing() as session:
        sites.add_check(session, actor, first, "dust", {"washing": True})
        sites.remove(session, actor, second)
    with record.reading() as session:
        part = site_list.reread(session, "dust", before.position)
        again = site_list.reread(session, "dust", part.position)
    assert part.keys == {first.hex, second.hex}
    assert [row[Place.CODE] for row in part.rows] == ["A"]
    assert set(part.checks) == {first.hex}
    assert again.keys == frozenset()
    assert again.rows == []


def test_progress_by_county_and_below_with_the_change_since_a_moment(record: Database, actor: Actor):
    second, third = site_id(record, "B"), site_id(record, "C")
    with record.writing() as session:
        sites.set_state(session, actor, second, "dust", SiteState.RECTIFYING)
        sites.set_state(session, actor, second, "dust", SiteState.CLOSED)
        sites.remove(session, actor, third)
        sites.add(session, actor, SiteData("丁", "130424101", "dust", code="D"))
    since = actor.now - timedelta(days=2)
    with record.reading() as session:
        counties = progress.progress(session, actor.now, since)
        towns = progress.progress(session, actor.now, since, "130424")
    assert [(one.unit_code, one.now, one.before) for one in counties] == [
        ("130424", Figures(3, 0, 1, 1, 1), Figures(3, 1, 0, 0, 0))
    ]
    assert [(one.unit_code, one.now, one.before) for one in towns] == [
        ("130424100", Figures(2, 0, 1, 1, 0), Figures(2, 0, 0, 0, 0)),
        ("130424101", Figures(1, 0, 0, 0, 1), Figures(1, 1, 0, 0, 0)),
    ]
