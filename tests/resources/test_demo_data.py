"""The demo's data fit the region, the definitions and the rules of an order's life."""

import csv
import gzip
import io
import json
from collections import Counter
from datetime import datetime
from math import cos, hypot, radians

import pytest

import resources
from db.commands.tasks import SOURCES
from db.rules import tasks
from db.rules.campaigns import load_folder, validate_fields
from db.rules.regions import read_region
from db.rules.roles import Role
from db.rules.sites import SiteState

DEMO = resources.folder("demo")
COUNTIES = {"130424", "130408", "130433", "130426"}


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((DEMO / name).read_text(encoding="utf-8"), newline="")))


def inside(lon: float, lat: float, geometry) -> bool:
    """Ray casting over all rings of a Polygon or MultiPolygon."""
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    crossings = 0
    for ring in (ring for rings in many for ring in rings):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


@pytest.fixture(scope="module")
def region():
    return read_region(resources.folder("regions") / "handan")


@pytest.fixture(scope="module")
def kinds(region):
    """Kind by code of everything an order or a site may name."""
    known = {unit.code: unit.kind for unit in region.units}
    return known | {row["code"]: "department" for row in table("departments.csv")}


@pytest.fixture(scope="module")
def readings():
    text = gzip.decompress((DEMO / "readings.csv.gz").read_bytes()).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_that_the_polygon_test_knows_in_from_out(region):
    assert inside(114.67, 36.44, region.polygons["130424"])
    assert not inside(114.67, 36.44, region.polygons["130426"])


def test_that_twelve_stations_have_every_hour_of_the_six_weeks(readings):
    assert ",".join(readings[0]) == "time,station,PM2.5,PM10,SO2,NO2,CO,O3,TEMP,PRES,DEWP,RAIN,wd,WSPM"
    hours = {(row["station"], datetime.fromisoformat(row["time"])) for row in readings}
    assert len(hours) == len(readings) == 12 * 45 * 24
    assert len({station for station, _ in hours}) == 12
    assert min(time for _, time in hours) == datetime(2015, 11, 17)
    assert max(time for _, time in hours) == datetime(2015, 12, 31, 23)


def test_that_real_gaps_and_micrograms_of_co_are_kept(readings):
    gaps = sum(row[name] == "" for row in readings for name in ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3"))
    assert gaps > 1000
    assert min(float(row["CO"]) for row in readings if row["CO"]) >= 100


def test_that_the_stations_stand_in_their_counties(region, kinds):
    rows = table("stations.csv")
    assert ",".join(rows[0]) == "code,name,level,unit,lon,lat,datum,mn,pw"
    assert Counter(row["unit"][:6] for row in rows) == dict.fromkeys(COUNTIES, 3)
    for key in ("code", "name", "mn"):
        assert len({row[key] for row in rows}) == 12
    for row in rows:
        assert kinds[row["unit"]] == "township"
        assert inside(float(row["lon"]), float(row["lat"]), region.polygons[row["unit"][:6]]), row
        assert (row["datum"], len(row["pw"]), len(row["mn"])) == ("WGS-84", 6, 24)
        assert row["level"] in ("provincial", "township")
        assert int(row["mn"], 16) >= 0


def test_that_each_demo_station_plays_another_beijing_station(readings):
    mapping = {row["code"]: row["station"] for row in table("mapping.csv")}
    assert set(mapping) == {row["code"] for row in table("stations.csv")}
    assert sorted(mapping.values()) == sorted({row["station"] for row in readings})


def test_that_departments_and_people_have_codes_and_units_that_exist(kinds):
    departments = table("departments.csv")
    assert Counter(row["county"] for row in departments) == dict.fromkeys(COUNTIES, 7)
    assert all(row["code"].startswith(row["county"]) and len(row["code"]) == 9 for row in departments)
    people = table("people.csv")
    assert len({row["name"] for row in people}) == len(people)
    for row in people:
        assert row["role"] in set(Role)
        assert row["unit"] in kinds
        assert row["phone"][3:7] == "****"
    staffed = {row["unit"] for row in people}
    assert {row["code"] for row in departments} <= staffed


def test_that_departments_of_the_definitions_exist_in_the_demo():
    definitions, _ = load_folder(resources.folder("campaigns"))
    names = " ".join(row["name"] + row["short"] for row in table("departments.csv"))
    for definition in definitions.values():
        for name in (*definition.lead, *definition.supporting):
            assert name in names


def test_that_every_site_is_sound(region, kinds):
    definitions, _ = load_folder(resources.folder("campaigns"))
    sites = table("sites.csv")
    head = "code,campaign,name,unit,address,lon,lat,owner,person,phone,state,deadline,fields"
    assert list(sites[0]) == head.split(",")
    for row in sites:
        fields = json.loads(row["fields"])
        assert validate_fields(definitions[row["campaign"]], fields) == {}, row["code"]
        assert definitions[row["campaign"]].state(row["state"])
        assert kinds[row["unit"]] in ("township", "village")
        assert inside(float(row["lon"]), float(row["lat"]), region.polygons[row["unit"][:6]]), row["code"]
        assert row["phone"][3:7] == "****"
        assert row["deadline"] == "" or -60 < int(row["deadline"]) < 60
        for name in ("address", "owner", "person"):
            assert row[name]
        for name in ("supervisor", "department"):
            assert kinds[fields.get(name, "130424-ZJ")] == "department", row["code"]
    people = {row["name"] for row in table("people.csv")}
    assert all(json.loads(row["fields"])["pairing"] in people for row in sites)


def test_that_sites_are_many_and_do_not_repeat():
    sites = table("sites.csv")
    assert 380 <= len(sites) <= 450
    for key in ("code", "name", "person", "phone"):
        assert max(Counter(row[key] for row in sites).values()) == 1, key
    places = Counter((row["lon"], row["lat"]) for row in sites)
    assert max(places.values()) == 1
    spread = Counter((row["campaign"], row["unit"][:6]) for row in sites)
    assert len(spread) == 12 * 4
    assert min(spread.values()) >= 4
    assert {row["state"] for row in sites} == set(SiteState)


def metres(station: dict[str, str], row: dict[str, str]) -> float:
    """On a plane round the station, which is right to a metre within a kilometre."""
    north = (float(row["lat"]) - float(station["lat"])) * 111_195
    east = (float(row["lon"]) - float(station["lon"])) * 111_195 * cos(radians(float(station["lat"])))
    return hypot(north, east)


def test_that_sites_of_a_zone_lie_inside_the_kilometre_of_the_station_they_name():
    stations = {row["name"]: row for row in table("stations.csv")}
    zone = [row for row in table("sites.csv") if row["campaign"] == "demonstration-zone"]
    for row in zone:
        station = stations[json.loads(row["fields"])["station"]]
        assert metres(station, row) < 1000, row["code"]
        assert row["unit"] == station["unit"]
    assert {json.loads(row["fields"])["source"] for row in zone} == {
        "industrial", "traffic", "domestic", "dust",
    }  # fmt: skip


def test_that_tracked_projects_of_shexian_are_nine_with_their_milestones():
    """As the county's list of 2020 has it: nine rows, each with the days it is judged by."""
    tracked = [
        json.loads(row["fields"])
        for row in table("sites.csv")
        if row["campaign"] == "tracked-projects" and row["unit"].startswith("130426")
    ]
    assert len(tracked) == 9
    assert all({"finishes_on", "progress", "content"} <= set(fields) for fields in tracked)


def steps_of(row) -> list[tuple[str, float, str, str]]:
    return [tuple(step) for step in json.loads(row["steps"])]


def test_that_every_order_can_be_driven_through_the_rules(kinds):
    sites = {row["code"]: row for row in table("sites.csv")}
    people = {row["name"]: row["unit"] for row in table("people.csv")}
    orders = table("orders.csv")
    assert len(orders) == len({row["title"] for row in orders}) >= 40
    ends = Counter()
    for row in orders:
        assert sites[row["site"]]["campaign"] == row["campaign"]
        assert kinds[row["unit"]] in ("department", "township")
        assert row["unit"][:6] == sites[row["site"]]["unit"][:6]
        assert row["source"] in SOURCES
        assert all(row[name] for name in ("found", "required", "legal"))
        state = tasks.State.DRAFT
        for step, _, person, note in steps_of(row):
            state = tasks.after(tasks.Step(step), state, row["title"])
            assert person in people
            assert note or tasks.Step(step) not in tasks.NEEDS_NOTE, row["title"]
            if step in ("receive", "arrive", "report"):
                assert people[person] == row["unit"]
        ends[state] += 1
    assert set(ends) == set(tasks.State)


def test_that_orders_run_forward_in_time_and_end_before_the_demo_starts():
    for row in table("orders.csv"):
        times = [float(row["start_offset_hours"]), *(offset for _, offset, _, _ in steps_of(row))]
        assert times == sorted(set(times)), row["title"]
        assert times[-1] < 0
        assert float(row["deadline_offset_hours"]) > times[0]


def test_that_some_orders_are_late_and_some_nearly():
    late, soon = 0, 0
    for row in table("orders.csv"):
        steps = [step for step, *_ in steps_of(row)]
        left = float(row["deadline_offset_hours"])
        if steps and steps[-1] not in ("close", "cancel"):
            late += left < 0
            soon += 0 <= left <= 2
    assert late >= 4
    assert soon >= 4
