"""Who answers for a site: its own names before its units', campaign by campaign, and gaps that are seen."""

import pytest

from db.check import check
from db.commands import pairings, sites
from db.commands.pairings import Official
from db.commands.sites import SiteData
from db.commands.units import NewUnit, add_units
from db.errors import EmptyFieldError, NotFoundError
from db.queries.pairings import chain
from db.schema import Pairing

VILLAGE, TOWN, COUNTY, HOUSING = "130424100200", "130424100", "130424", "130424-ZJ"


@pytest.fixture
def site(chengan, actor):
    """A site in a village, and a department."""
    with chengan.writing() as session:
        add_units(session, actor, [NewUnit(HOUSING, "成安县住建局", "department", COUNTY, "住建局")])
        return sites.add(session, actor, SiteData("柏寺安置房", VILLAGE, "dust")).id


def pair_site(record, actor, site, unit, official):
    with record.writing() as session:
        return pairings.pair_site(session, actor, site, unit, official)


def pair_unit(record, actor, unit, official, campaign=""):
    with record.writing() as session:
        return pairings.pair_unit(session, actor, unit, campaign, official)


def links(record, site, campaign="dust"):
    with record.reading() as session:
        return [(one.unit_code, one.name, one.is_own) for one in chain(session, site, campaign)]


def test_that_the_chain_has_every_level_even_where_nobody_answers(chengan, site):
    assert links(chengan, site) == [(COUNTY, None, False), (TOWN, None, False), (VILLAGE, None, False)]


def test_that_a_site_has_its_own_officials_before_those_of_its_units(chengan, actor, site):
    pair_unit(chengan, actor, COUNTY, Official("赵县长"))
    pair_unit(chengan, actor, TOWN, Official("钱镇长"))
    pair_site(chengan, actor, site, TOWN, Official("孙副镇长", "副镇长", "13100000000"))
    pair_site(chengan, actor, site, HOUSING, Official("李科长"))
    assert links(chengan, site) == [
        (COUNTY, "赵县长", False), (TOWN, "孙副镇长", True), (VILLAGE, None, False), (HOUSING, "李科长", True)
    ]  # fmt: skip
    pair_site(chengan, actor, site, TOWN, None)
    assert links(chengan, site)[1] == (TOWN, "钱镇长", False)
    assert check(chengan) == []


def test_that_a_units_official_of_a_campaign_comes_before_that_of_all(chengan, actor, site):
    pair_unit(chengan, actor, TOWN, Official("钱镇长"))
    pair_unit(chengan, actor, TOWN, Official("周副镇长"), campaign="dust")
    assert links(chengan, site, "dust")[1] == (TOWN, "周副镇长", False)
    assert links(chengan, site, "loose-coal")[1] == (TOWN, "钱镇长", False)
    pair_unit(chengan, actor, TOWN, None, campaign="dust")
    assert links(chengan, site, "dust")[1] == (TOWN, "钱镇长", False)


def test_that_somebody_named_again_after_being_taken_off_is_the_same_row(chengan, actor, site):
    for official in (Official("孙某"), None, Official("吴某")):
        pair_site(chengan, actor, site, TOWN, official)
    with chengan.reading() as session:
        rows = session.query(Pairing).all()
        assert [(row.name, row.deleted_at) for row in rows] == [("吴某", None)]
    assert check(chengan) == []


def test_that_nobody_can_be_paired_without_a_name_or_with_a_site_that_is_not_there(chengan, actor, site):
    with pytest.raises(EmptyFieldError):
        pair_site(chengan, actor, site, TOWN, Official("  "))
    with pytest.raises(NotFoundError):
        pair_site(chengan, actor, site, "999999", Official("孙某"))
    with pytest.raises(NotFoundError):
        pair_unit(chengan, actor, TOWN, Official("孙某"), campaign="no-such")
    with chengan.writing() as session:
        sites.remove(session, actor, site)
    with pytest.raises(NotFoundError):
        pair_site(chengan, actor, site, TOWN, Official("孙某"))
