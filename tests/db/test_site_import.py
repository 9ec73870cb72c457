"""Sites from a ledger, on both engines: logged as row by row would be, and all can be taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.check import check
from db.commands import divisions, sites
from db.commands.site_import import CheckData, SiteImport, import_sites, take_back
from db.commands.sites import SiteData
from db.errors import NotFoundError
from db.queries.known_sites import known_sites
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.sites import SiteState
from db.schema import Operation
from resources import folder

FIELDS = {"kind": "yard", "filed": True}


def data(name, code=None, unit="130424100", **more):
    return SiteData(name, unit, "dust", code, fields=FIELDS, **more)


@pytest.fixture
def record(database, actor):
    rows = [
        DivisionRow("130424", "成安县", "county", None, None, None),
        DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    ]
    campaigns = load_folder(folder("campaigns"))[0]
    with database.writing() as session:
        divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
        divisions.load_campaigns(session, campaigns.values(), source="test", now=actor.now)
    return database


def take(record, actor, *rows):
    with record.writing() as session:
        return import_sites(session, actor, "dust", rows)


def known(record):
    with record.reading() as session:
        return {site.name: site for site in known_sites(session, "dust")}


def later(actor, hours=1):
    return replace(actor, now=actor.now + timedelta(hours=hours))


def planned(site, **values):
    """A known site with other values, as a plan has it."""
    new = data(site.name, site.code)
    return SiteImport(replace(new, fields=site.fields, **values), site.id, site.hlc)


def test_many_at_once_are_logged_like_one_by_one(record, actor):
    with record.writing() as session:
        one = sites.add(session, actor, data("甲", "A-1", person="王某"))
        one_id = one.id
    done = take(record, actor, SiteImport(data("乙", "A-2", person="王某"))).done
    with record.reading() as session:
        for entity in ("site", "membership"):
            statement = select(
                Operation.row_id, Operation.changes, Operation.parents, Operation.schema_version
            )
            rows = session.execute(statement.where(Operation.entity == entity).order_by(Operation.seq)).all()
            assert len(rows) == 2
            first = (
                rows[0]
                .changes.replace("甲", "乙")
                .replace("A-1", "A-2")
                .replace(str(one_id), str(done[0].site_id))
            )
            assert (first, *rows[0][2:]) == tuple(rows[1][1:])
    assert check(record) == []


def test_a_batch_is_one_command_and_the_record_stays_true(record, actor):
    rows = [
        SiteImport(data(f"工地{n}"), check=CheckData(actor.now, {"hoarding": n % 2 == 0})) for n in range(30)
    ]
    outcome = take(record, actor, *rows)
    assert (len(outcome.done), outcome.refused) == (30, [])
    codes = [one.code for one in outcome.done]
    assert len(set(codes)) == 30
    assert all(code.startswith("130424-尘-") for code in codes)
    with record.reading() as session:
        commands = select(func.count(func.distinct(Operation.change_id))).where(
            Operation.command == "sites.import"
        )
        assert session.scalar(commands) == 1
    assert known(record)["工地2"].checks[0][1] == (("hoarding", True),)
    assert check(record) == []


def test_numbers_go_on_where_one_by_one_left_off(record, actor):
    with record.writing() as session:
        first = sites.add(session, actor, data("甲")).code
    second = take(record, actor, SiteImport(data("乙"))).done[0].code
    with record.writing() as session:
        third = sites.add(session, actor, data("丙")).code
    assert [int(code[-4:]) for code in (first, second, third)] == [1, 2, 3]


def test_codes_that_are_taken_and_units_that_are_gone_are_refused(record, actor):
    take(record, actor, SiteImport(data("甲", "A-1")))
    outcome = take(
        record,
        actor,
        SiteImport(data("乙", "A-1")),
        SiteImport(data("丙", unit="130424999")),
        SiteImport(data("丁", "A-2")),
        SiteImport(data("戊", "A-2")),
    )
    assert [(one.index, one.kind) for one in outcome.refused] == [(0, "taken"), (1, "unit"), (3, "taken")]
    assert set(known(record)) == {"甲", "丁"}


def test_a_changed_site_gets_all_its_values(record, actor):
    take(record, actor, SiteImport(data("甲", "A-1", person="王某")))
    site = known(record)["甲"]
    outcome = take(
        record, later(actor), planned(site, person="李某", state=SiteState.CLOSED, deadline=actor.now)
    )
    assert outcome.refused == []
    after = known(record)["甲"]
    assert (after.person, after.state, after.deadline) == ("李某", "closed", actor.now)
    assert check(record) == []


def test_what_changed_since_the_plan_is_refused(record, actor):
    take(record, actor, SiteImport(data("甲", "A-1")))
    site = known(record)["甲"]
    with record.writing() as session:
        sites.edit(session, later(actor), site.id, data("甲", "A-1", person="赵某"), seen=site.hlc)
    outcome = take(record, later(actor, 2), planned(site, person="李某"))
    assert [one.kind for one in outcome.refused] == ["stale"]
    assert known(record)["甲"].person == "赵某"


def test_a_check_alone_leaves_the_site_as_it_is(record, actor):
    take(record, actor, SiteImport(data("甲", "A-1")))
    site = known(record)["甲"]
    row = replace(planned(site, person="不写"), check=CheckData(actor.now, {"video": True}), only_check=True)
    take(record, later(actor), row)
    after = known(record)["甲"]
    assert (after.person, after.hlc, len(after.checks)) == (None, site.hlc, 1)


def test_an_import_is_taken_back(record, actor):
    take(record, actor, SiteImport(data("旧", "A-1", person="王某")))
    site = known(record)["旧"]
    outcome = take(
        record,
        later(actor),
        SiteImport(data("新", "A-2"), check=CheckData(actor.now, {"video": True})),
        planned(site, person="李某", state=SiteState.RECTIFYING),
    )
    with record.writing() as session:
        back = take_back(session, later(actor, 2), outcome.done)
    assert (back.count, back.kept) == (2, ())
    after = known(record)
    assert (after["旧"].person, after["旧"].state, after["新"].is_removed) == ("王某", "active", True)
    assert after["新"].checks == ()
    assert check(record) == []


def test_what_somebody_went_on_with_is_not_taken_back(record, actor):
    outcome = take(record, actor, SiteImport(data("甲", "A-1")), SiteImport(data("乙", "A-2")))
    site = known(record)["甲"]
    with record.writing() as session:
        sites.edit(session, later(actor), site.id, data("甲", "A-1", person="赵某"), seen=site.hlc)
        back = take_back(session, later(actor, 2), outcome.done)
    assert (back.count, back.kept) == (1, ("A-1",))
    after = known(record)
    assert (after["甲"].is_removed, after["乙"].is_removed) == (False, True)


def test_a_removed_site_comes_back_with_its_code(record, actor):
    outcome = take(record, actor, SiteImport(data("甲", "A-1")))
    with record.writing() as session:
        take_back(session, later(actor), outcome.done)
    site = known(record)["甲"]
    again = take(record, later(actor, 2), planned(site, person="王某"))
    after = known(record)["甲"]
    assert (again.refused, after.is_removed, after.person, after.id) == ([], False, "王某", site.id)
    with record.writing() as session:
        take_back(session, later(actor, 3), again.done)
    assert known(record)["甲"].is_removed
    assert check(record) == []


def test_a_site_of_another_campaign_joins(record, actor):
    take(record, actor, SiteImport(data("甲", "A-1")))
    with record.reading() as session:
        site = known_sites(session, "loose-coal")[0]
    assert site.state is None
    joined = SiteImport(replace(data("甲", "A-1"), campaign_key="loose-coal", fields={}), site.id, site.hlc)
    with record.writing() as session:
        outcome = import_sites(session, later(actor), "loose-coal", [joined])
    with record.reading() as session:
        assert known_sites(session, "loose-coal")[0].state == "active"
        assert known_sites(session, "dust")[0].fields == FIELDS
    with record.writing() as session:
        take_back(session, later(actor, 2), outcome.done)
    with record.reading() as session:
        assert known_sites(session, "loose-coal")[0].is_removed
        assert not known_sites(session, "dust")[0].is_removed
    assert check(record) == []


def test_an_unknown_campaign(record, actor):
    with pytest.raises(NotFoundError), record.writing() as session:
        import_sites(session, actor, "nothing", [])
