"""A site in one more campaign, and where sites lie, on both engines."""

import pytest

from db.actor import Actor
from db.check import check
from db.commands import sites, stations
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.engine import Database
from db.errors import DuplicateError, NotFoundError
from db.queries import places
from db.queries import sites as site_queries
from db.rules.sites import SiteState
from desktop.screens.campaigns import zone_reading
from desktop.screens.campaigns.zone_reading import ZoneQuestion
from tests.desktop.conftest import fill

ZONE = "demonstration-zone"


@pytest.fixture
def filled(database: Database, actor: Actor) -> Database:
    fill(database, actor)
    with database.writing() as session:
        for code, unit, lon in (
            ("P1", "130424100", 114.6701),
            ("P2", "130426100", None),
            ("P3", "130424", None),
        ):
            lat = None if lon is None else 36.44
            sites.add(session, actor, SiteData(code, unit, "dust", code=code, lon=lon, lat=lat))
    return database


def places_of(database: Database, code: str):
    with database.reading() as session:
        return {one.campaign_key: one for one in site_queries.site(session, code)}


def test_that_a_site_joins_leaves_and_comes_back_with_its_fields(filled: Database, actor: Actor):
    site = places_of(filled, "P1")["dust"]
    with filled.writing() as session:
        sites.join(session, actor, site.id, ZONE, {"source": "dust", "station": "A"}, actor.now)
    joined = places_of(filled, "P1")
    assert set(joined) == {"dust", ZONE}
    assert (joined[ZONE].state, joined[ZONE].deadline) == ("active", actor.now)
    with filled.writing() as session, pytest.raises(DuplicateError):
        sites.join(session, actor, site.id, ZONE, {})
    with filled.writing() as session:
        sites.set_state(session, actor, site.id, ZONE, SiteState.WITHDRAWN)
    with filled.writing() as session:
        sites.join(session, actor, site.id, ZONE, {"source": "traffic"})
    back = places_of(filled, "P1")[ZONE]
    assert (back.state, back.deadline) == ("active", None)
    assert back.fields == {"source": "traffic", "station": "A"}
    assert check(filled) == []


def test_that_only_what_is_there_can_join(filled: Database, actor: Actor):
    site = places_of(filled, "P1")["dust"]
    with filled.writing() as session, pytest.raises(NotFoundError):
        sites.join(session, actor, site.id, "nothing", {})
    with filled.writing() as session:
        sites.remove(session, actor, site.id)
    with filled.writing() as session, pytest.raises(NotFoundError):
        sites.join(session, actor, site.id, ZONE, {})


def test_that_sites_without_coordinates_begin_with_those_nearby(filled: Database):
    with filled.reading() as session:
        lost = places.unplaced(session, "130426100", 100)
        assert len(lost) == site_queries.without_place(session)
        assert {one.code for one in places.unplaced(session, "130426100", 2)} == {"P2", "SX-YC-0001"}
    counties = [one.county_code for one in lost]
    assert counties == sorted(counties, key=lambda code: code != "130426"), "the county's own come first"


def test_that_the_zone_opens_at_the_station_with_most_sites(filled: Database, actor: Actor):
    with filled.writing() as session:
        far = StationRow("AA-1", "远站", "township", "130424100", 114.2, 36.1, "WGS-84")
        stations.save(session, actor, [far])
    with filled.reading() as session:
        found = places.places(session)
        assert [(one["lon"], one["lat"]) for one in found] == [(114.6701, 36.44)]
        # no site stands in the zone's campaign: all sites count, and P1 lies 9 m from CA-01
        answer = zone_reading.read(session, ZoneQuestion(ZONE, "", 1000.0))
        lost = zone_reading.read(session, ZoneQuestion(ZONE, "gone", 1000.0))
    assert answer.zone is not None
    assert lost.zone is not None
    assert answer.zone.station.code == lost.zone.station.code == "CA-01"
    assert [one.site.code for one in answer.zone.sites] == ["P1"]
