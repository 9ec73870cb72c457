"""The demo's database: true by `check`, every state of an order, real readings with their gaps."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.check import check
from db.queries import pairings, progress, readings, rosters, sites, stations, tasks
from db.rules.rosters import ShiftStanding, gaps
from db.rules.tasks import State
from db.times import parse_local
from desktop.demo import START, Demo, NotEmptyError, prepare_demo
from resources import folder


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder("demo") / name).read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = prepare_demo(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    yield demo
    demo.record.database.close()


def test_that_the_record_of_the_demo_is_true(demo: Demo):
    assert check(demo.record.database) == []


def test_that_it_has_four_counties_with_three_stations_and_orders_in_every_state(demo: Demo):
    with demo.record.database.reading() as session:
        found = stations.stations(session)
        parts = tasks.parts(session)
        places = sites.sites(session)
    counties = [station.county_name for station in found]
    assert {name: counties.count(name) for name in counties} == {"成安": 3, "永年": 3, "馆陶": 3, "涉县": 3}
    assert {part.state for part in parts} == set(State)
    assert {site.campaign_key for site in places} == set(demo.record.campaigns)
    assert len(demo.record.campaigns) == 12
    # a row that is refused would be missing without a word
    assert sorted(site.code for site in places) == sorted(row["code"] for row in _table("sites.csv"))
    assert any(part.overdue(START) for part in parts)


def test_that_progress_of_townships_and_villages_adds_up_to_that_of_counties(demo: Demo):
    with demo.record.database.reading() as session:
        counties = progress.progress(session, START, START)
        below = {
            parent: progress.progress(session, START, START, parent)
            for parent in ("130424", "130408", "130433", "130426", "130424100")
        }
    assert len(counties) == 12 * 4
    for county in ("130424", "130408", "130433", "130426"):
        assert _sums(below[county]) == _sums([one for one in counties if one.unit_code == county])
    of_town = [one for one in below["130424"] if one.unit_code == "130424100"]
    assert _sums(below["130424100"]) == _sums(of_town)
    villages = {one.unit_code for one in below["130424100"]}
    assert {"130424100", "130424100213"} <= villages, "sites of the township itself and of a village"


def _sums(records: list[progress.UnitProgress]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for one in records:
        for figure in ("total", "in_hand", "closed", "overdue"):
            found[one.campaign_key, figure] += getattr(one.now, figure)
    return found


def test_that_readings_are_those_of_the_source(demo: Demo):
    """`2015-12-06 12:00:00,Gucheng,110.0,139.0,45.0,77.0,2900.0,6.0,…` in the UCI file; CA-02 is Gucheng."""
    at = int(parse_local("2015-12-06T12:00").timestamp())
    with demo.record.database.reading() as session:
        series = readings.series(session, ["CA-02"], at - 1, at)["CA-02"]
    assert series.time.tolist() == [at]
    assert series.values[:, 0].tolist() == [110.0, 139.0, 45.0, 77.0, 2.9, 6.0]  # CO in mg/m³


def test_that_what_is_to_be_replayed_lies_after_the_start_and_has_a_device(demo: Demo):
    assert min(row.time for row in demo.rows) > START.timestamp()
    assert {row.station_code for row in demo.rows} == set(demo.devices)
    assert all(len(mn) == 24 and password for mn, password in demo.devices.values())


def test_that_demo_data_are_never_mixed_with_real_work(demo: Demo, tmp_path: Path):
    with pytest.raises(NotEmptyError, match="in use"):
        prepare_demo(demo.url)
    assert check(demo.record.database) == []


def test_that_plants_are_watched_round_the_clock_with_what_goes_wrong(demo: Demo):
    day = timedelta(days=1)
    with demo.record.database.reading() as session:
        shifts = rosters.shifts(session, "enterprise-watch", START - 2 * day, START + 7 * day)
        plants = [one for one in sites.sites(session) if one.campaign_key == "enterprise-watch"]
    found = {one.standing(START) for one in shifts}
    wanted = {ShiftStanding.PLANNED, ShiftStanding.LATE, ShiftStanding.ON_DUTY, ShiftStanding.LEFT}
    assert wanted <= found
    assert any(event.note for one in shifts for event in one.events)
    watched = {one.id for one in plants if one.fields.get("in_plant")}
    assert {one.site_id for one in shifts} == watched
    empty = [
        gaps([(one.starts_at, one.ends_at) for one in shifts if one.site_id == plant], START, START + 3 * day)
        for plant in watched
    ]
    assert {len(one) for one in empty} == {0, 1}


def test_that_somebody_answers_for_each_plant_in_county_township_and_department(demo: Demo):
    with demo.record.database.reading() as session:
        plants = [one for one in sites.sites(session) if one.campaign_key == "enterprise-watch"]
        chains = [pairings.chain(session, one.id, "enterprise-watch") for one in plants]
    for plant, chain in zip(plants, chains, strict=True):
        named = {link.unit_code: link.name for link in chain if link.name}
        assert named[plant.county_code] == plant.fields["leader"]
        assert named[plant.unit_code[:9]] == plant.fields["township_pairing"]
        assert named[plant.fields["department"]] == plant.fields["pairing"]
