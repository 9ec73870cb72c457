"""One value for many sites at once, on both engines: who moved is named, and all can be put back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from db.check import check
from db.commands import sites
from db.commands.site_bulk import BulkOutcome, Put, Why, put_back, put_many
from db.commands.sites import SiteData
from db.errors import InvalidValueError, NotFoundError
from db.queries.known_sites import known_sites
from db.rules.campaigns import load_folder
from db.rules.sites import SiteState
from db.schema import Operation
from resources import folder

DUST = load_folder(folder("campaigns"))[0]["dust"]
FIELDS = {"kind": "yard", "filed": True}
DUE = datetime(2020, 12, 20, 15, 59, tzinfo=UTC)


@pytest.fixture
def three(chengan, actor):
    """Sites with their clocks as they were shown."""
    with chengan.writing() as session:
        for name in "甲乙丙":
            sites.add(session, actor, SiteData(f"{name}工地", "130424100", "dust", fields=FIELDS))
    return chengan


def known(record):
    with record.reading() as session:
        return {site.name[0]: site for site in known_sites(session, "dust")}


def puts(record, value, names="甲乙丙"):
    return [Put(site.id, site.hlc, value) for name, site in known(record).items() if name in names]


def put(record, actor, key, wanted, **more):
    with record.writing() as session:
        return put_many(session, actor, DUST, key, wanted, **more)


def back(record, actor, outcome):
    with record.writing() as session:
        return put_back(session, actor, DUST, outcome)


def later(actor, hours=1):
    return replace(actor, now=actor.now + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("person", "王某", lambda site: site.person),
        ("deadline", DUE, lambda site: site.deadline),
        ("unit_code", "130424100200", lambda site: site.unit_code),
        ("state", SiteState.RECTIFYING, lambda site: site.state),
        ("fields.area", 500, lambda site: site.fields.get("area")),
        ("fields.kind", "construction", lambda site: site.fields.get("kind")),
    ],
)
def test_that_a_value_is_put_in_one_command_and_put_back(three, actor, key, value, read):
    before = {name: read(site) for name, site in known(three).items()}
    outcome = put(three, later(actor), key, puts(three, value))
    assert {read(site) for site in known(three).values()} == {value}
    assert (len(outcome.changed), outcome.same, outcome.left_out) == (3, 0, [])
    undone = back(three, later(actor, 2), outcome)
    assert {name: read(site) for name, site in known(three).items()} == before
    assert len(undone.changed) == 3
    with three.reading() as session:
        commands = session.execute(
            select(Operation.command, func.count(func.distinct(Operation.change_id)), func.count())
            .where(Operation.command.like("sites.bulk%"))
            .group_by(Operation.command)
        ).all()
        assert sorted(commands) == [("sites.bulk", 1, 3), ("sites.bulk_undo", 1, 3)]
    assert check(three) == []


def test_that_putting_back_what_was_put_back_is_redoing(three, actor):
    outcome = put(three, later(actor), "person", puts(three, "王某"))
    undone = back(three, later(actor, 2), outcome)
    back(three, later(actor, 3), undone)
    assert {site.person for site in known(three).values()} == {"王某"}


def test_that_a_value_is_cleared(three, actor):
    put(three, later(actor), "fields.area", puts(three, 500))
    put(three, later(actor, 2), "fields.area", puts(three, None))
    assert all("area" not in site.fields for site in known(three).values())


def test_that_a_site_that_moved_since_it_was_shown_is_left_and_named(three, actor):
    wanted = puts(three, "王某")
    moved = known(three)["乙"]
    with three.writing() as session:
        sites.set_state(session, later(actor), moved.id, "dust", SiteState.RECTIFYING)
    outcome = put(three, later(actor, 2), "person", wanted)
    assert len(outcome.changed) == 2
    assert [(one.code, one.why) for one in outcome.left_out] == [(moved.code, Why.MOVED)]
    assert known(three)["乙"].person is None


def test_that_what_has_the_value_already_is_not_written_though_it_moved(three, actor):
    wanted = puts(three, "王某")
    put(three, later(actor), "person", puts(three, "王某", "甲"))
    outcome = put(three, later(actor, 2), "person", wanted)
    assert (len(outcome.changed), outcome.same) == (2, 1)


def test_that_a_site_that_is_gone_is_named(three, actor):
    wanted = puts(three, "王某")
    with three.writing() as session:
        sites.remove(session, later(actor), known(three)["丙"].id)
    outcome = put(three, later(actor, 2), "person", wanted)
    assert [one.why for one in outcome.left_out] == [Why.GONE]


def test_that_undo_leaves_what_somebody_changed_again(three, actor):
    outcome = put(three, later(actor), "person", puts(three, "王某"))
    put(three, later(actor, 2), "person", puts(three, "李某", "甲"))
    undone = back(three, later(actor, 3), outcome)
    assert [(one.name, one.why) for one in undone.left_out] == [("甲工地", Why.MOVED)]
    people = {name: site.person for name, site in known(three).items()}
    assert people == {"甲": "李某", "乙": None, "丙": None}


def test_that_undo_touches_no_other_field(three, actor):
    outcome = put(three, later(actor), "person", puts(three, "王某"))
    with three.writing() as session:
        site = known(three)["甲"]
        sites.set_state(session, later(actor, 2), site.id, "dust", SiteState.RECTIFYING)
    back(three, later(actor, 3), outcome)
    site = known(three)["甲"]
    assert (site.person, site.state) == (None, SiteState.RECTIFYING)


def test_that_deeds_go_back_one_after_the_other(three, actor):
    first = put(three, later(actor), "person", puts(three, "王某"))
    second = put(three, later(actor, 2), "person", puts(three, "李某"))
    back(three, later(actor, 3), second)
    assert {site.person for site in known(three).values()} == {"王某"}
    back(three, later(actor, 4), first)
    assert {site.person for site in known(three).values()} == {None}


def test_that_a_value_that_the_rules_refuse_is_left_with_the_reason(three, actor):
    outcome = put(three, later(actor), "fields.area", puts(three, -1))
    assert [one.why for one in outcome.left_out] == [Why.PROBLEM] * 3
    assert "too small" in str(outcome.left_out[0].problem)
    assert outcome.changed == []


def test_that_a_required_field_cannot_be_emptied(three, actor):
    outcome = put(three, later(actor), "fields.kind", puts(three, None))
    assert {str(one.problem) for one in outcome.left_out} == {"This must be filled in."}


def test_that_what_was_wrong_before_does_not_stop_another_field(chengan, actor):
    with chengan.writing() as session:  # without its required kind, as an older definition allowed
        sites.add(session, actor, SiteData("甲工地", "130424100", "dust", fields={"filed": True}))
    outcome = put(chengan, later(actor), "fields.area", puts(chengan, 500))
    assert len(outcome.changed) == 1


def test_that_stopping_it_writes_nothing(three, actor):
    def stop(_share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(three, later(actor), "person", puts(three, "王某"), progress=stop)
    assert {site.person for site in known(three).values()} == {None}


def test_that_progress_runs_to_its_end(chengan, actor):
    with chengan.writing() as session:
        for number in range(1_100):
            data = SiteData(f"{number}号", "130424100", "dust", fields=FIELDS)
            sites.add(session, actor, data)
    told = []
    with chengan.reading() as session:
        wanted = [Put(one.id, one.hlc, "王某") for one in known_sites(session, "dust")]
    put(chengan, later(actor), "person", wanted, progress=told.append)
    assert told == pytest.approx([0, 500 / 1_100, 1_000 / 1_100])


@pytest.mark.parametrize("key", ["name", "code", "lon", "fields.nothing", "fields.photos"])
def test_that_what_is_each_sites_own_is_refused(three, actor, key):
    with pytest.raises(InvalidValueError):
        put(three, actor, key, puts(three, "x"))


def test_that_a_unit_that_is_not_there_is_refused_as_a_whole(three, actor):
    with pytest.raises(NotFoundError):
        put(three, actor, "unit_code", puts(three, "999999"))


def test_that_nothing_to_put_writes_nothing(three, actor):
    outcome = put(three, actor, "person", [])
    assert outcome == BulkOutcome("person")
    assert not outcome.changes.sites
