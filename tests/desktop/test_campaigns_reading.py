"""What the campaigns screen asks of the record, on both engines."""

from datetime import timedelta

import pytest

from db.actor import Actor
from db.commands import divisions, sites
from db.commands.sites import SiteData
from db.engine import Database
from db.queries import site_list
from db.queries.site_list import Place
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.sites import SiteState
from desktop.models import sites as models
from desktop.screens.campaigns import reading
from desktop.screens.campaigns.history import state_before
from desktop.screens.campaigns.reading import Wanted
from desktop.site_index.table import SiteTable
from resources import folder

CAMPAIGNS = load_folder(folder("campaigns"))[0]


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """One site in dust, checked twice, closed; one in loose coal."""
    rows = [
        DivisionRow("130424", "成安县", "county", None, None, None),
        DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    ]
    later = Actor(now=actor.now + timedelta(hours=3))
    with database.writing() as s:
        divisions.load_divisions(s, rows, {}, source="test", now=actor.now)
        divisions.load_campaigns(s, CAMPAIGNS.values(), source="test", now=actor.now)
        data = SiteData("工地", "130424100", "dust", code="A", state=SiteState.RECTIFYING)
        site = sites.add(s, actor, data)
        sites.add(s, actor, SiteData("煤点", "130424100", "loose-coal", code="B"))
        sites.add_check(s, actor, site.id, "dust", {"washing": False, "covering": False})
        sites.add_check(s, later, site.id, "dust", {"washing": True, "covering": False, "video": True})
        sites.set_state(s, later, site.id, "dust", SiteState.CLOSED)
    return database


def test_list_has_the_score_of_the_last_check_only(record: Database):
    with record.reading() as session:
        table = SiteTable.of(site_list.read(session, "dust"))
    row = models.record(table, 0)
    assert len(table) == 1
    assert (row.site.code, row.passed, row.checked) == ("A", 2, 3)


def test_file_has_the_operations_of_the_site_and_of_its_place_in_the_campaign(record: Database):
    with record.reading() as session:
        file = reading.site_file(session, "A", "dust")
        assert reading.site_file(session, "NIX") is None
    assert file is not None
    assert [(one.entity, one.action) for one in file.operations] == [
        ("site", "insert"),
        ("membership", "insert"),
        ("membership", "update"),
    ]
    assert len(file.checks) == 2
    assert state_before(file.operations) is SiteState.RECTIFYING


def test_answer_for_a_site_of_another_campaign_brings_that_campaigns_list(record: Database, actor: Actor):
    known = ("dust", "loose-coal")
    with record.reading() as session:
        answer = reading.read(
            session, Wanted("dust", actor.now, actor.now, "", known, code="B", directory=True)
        )
        stranger = reading.read(session, Wanted("dust", actor.now, actor.now, "", ("dust",), code="B"))
    assert answer.campaign == "loose-coal"
    assert [row[Place.CODE] for row in answer.part.rows] == ["B"]
    assert answer.directory is not None
    assert answer.directory.path("130424100") == "成安县 成安镇"
    assert stranger.campaign == "dust"
    assert stranger.file is not None
    assert {one.campaign_key: (one.now.closed, one.now.total) for one in answer.progress} == {
        "dust": (1, 1),
        "loose-coal": (0, 1),
    }
