"""Dumps: columns, order, editions, and that what was published comes out again."""

import csv
import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.actor import Actor
from db.commands import divisions, intake, readings, stations, tasks, units
from db.commands.units import NewUnit
from db.engine import Database
from db.errors import InvalidValueError, NotFoundError
from db.rules.tasks import Step
from db.schema.readings import ROW_COLUMNS
from db.times import parse_local
from desktop.dump import CannotWriteError, FormatError, dump
from desktop.feeds.files import load_readings, load_stations

DATA = Path(__file__).parents[1] / "data/stations"
CODES = {
    "细颗粒物(PM2.5)": "PM2.5",
    "颗粒物(PM10)": "PM10",
    "二氧化硫": "SO2",
    "二氧化氮": "NO2",
    "一氧化碳": "CO",
    "臭氧1小时": "O3",
}


class Division:
    lon = lat = None

    def __init__(self, code, name, kind, parent):
        self.code, self.name, self.kind, self.parent_code = code, name, kind, parent


def epoch(label: str) -> int:
    return int(parse_local(label).timestamp())


def dumped(database: Database, capsys, what: str, **more) -> list[dict]:
    """What a dump prints, as records."""
    capsys.readouterr()
    count = dump(database, what, **more)
    text = capsys.readouterr().out
    if more.get("fmt") == "jsonl":
        found = [json.loads(line) for line in text.splitlines()]
    else:
        found = list(csv.DictReader(io.StringIO(text)))
    assert len(found) == count
    return found


def store(database: Database, actor: Actor, *rows: dict) -> None:
    tuples = [
        tuple({"period": 3600, **row, "time": epoch(row["time"])}.get(name) for name in ROW_COLUMNS)
        for row in rows
    ]
    with database.writing() as session:
        stations.register_unknown(session, actor, {row["station_code"] for row in rows})
        readings.store(session, tuples, now=actor.now)


@pytest.fixture
def hours(database: Database, actor: Actor) -> Database:
    store(
        database,
        actor,
        {"station_code": "B", "time": "2026-02-28T23:00", "pm25": 60.0},
        {"station_code": "B", "time": "2026-03-01T01:00", "pm25": 60.0},
        {
            "station_code": "A",
            "time": "2015-12-08T10:00",
            "pm25": 300.0,
            "pm10": 420.0,
            "o3": 7.25,
            "co": 0.349,
        },
        {"station_code": "A", "time": "2026-03-01T00:00", "pm25": 60.0, "temperature": -0.5, "flags": "co:T"},
        {"station_code": "A", "time": "2026-03-01T01:00", "temperature": 3.0, "humidity": 40.0},
        {"station_code": "A", "time": "2015-12-08T11:00", "so2": 900.0},
    )
    return database


def test_that_published_hours_come_out_with_their_published_aqi(
    database: Database, actor: Actor, tmp_path: Path, capsys
):
    load_readings(database, sorted(DATA.glob("china_sites_*.csv.gz")), actor=actor, folder=tmp_path)
    found = dumped(database, capsys, "aqi", edition="2012")
    ours = {(r["time"], r["station"]): (r["aqi"], r["primary"], r["level"]) for r in found}
    assert len(ours) == len(found)
    assert {row["edition"] for row in found} == {"2012"}
    with gzip.open(DATA / "published_aqi_3_hours.csv.gz", "rt", encoding="utf-8") as file:
        published = [row for row in csv.DictReader(file) if row["aqi"]]
    assert len(published) == 4404
    for row in published:
        named = {CODES[name] for name in row["primary"].split(",") if name}
        primary = "+".join(code for code in CODES.values() if code in named)
        assert ours[row["time"], row["code"]] == (row["aqi"], primary, row["quality"])


def test_that_readings_have_their_columns_and_numbers_as_short_as_they_can_be(hours: Database, capsys):
    capsys.readouterr()
    assert dump(hours, "readings", stations=["A"]) == 4
    assert capsys.readouterr().out.splitlines() == [
        "time,station,pm25,pm10,so2,no2,co,o3,temperature,humidity,pressure,wind_speed,wind_direction,flags",
        "2015-12-08T10:00:00,A,300,420,,,0.349,7.25,,,,,,",
        "2015-12-08T11:00:00,A,,,900,,,,,,,,,",
        "2026-03-01T00:00:00,A,60,,,,,,-0.5,,,,,co:T",
        "2026-03-01T01:00:00,A,,,,,,,3,40,,,,",
    ]


def test_that_each_hour_is_graded_by_the_edition_of_its_day(hours: Database, capsys):
    found = [tuple(row.values()) for row in dumped(hours, capsys, "aqi")]
    assert found == [
        ("2015-12-08T10:00:00", "A", "2012", "350", "PM2.5", "严重污染"),
        ("2015-12-08T11:00:00", "A", "2012", "NA", "", ""),
        # the hour that ends at midnight lies in February
        ("2026-03-01T00:00:00", "A", "2012", "82", "PM2.5", "良"),
        ("2026-02-28T23:00:00", "B", "2012", "82", "PM2.5", "良"),
        ("2026-03-01T01:00:00", "B", "2026", "NA", "", ""),
    ]


def test_that_minutes_and_hours_are_kept_apart(hours: Database, actor: Actor, capsys):
    minute = ("A", 60, epoch("2015-12-08T10:01"), 299.0, *[None] * 11)
    with hours.writing() as session:
        readings.store(session, [minute], now=actor.now)
    found = dumped(hours, capsys, "readings", period="minute")
    assert [(row["time"], row["pm25"]) for row in found] == [("2015-12-08T10:01:00", "299")]
    assert "2015-12-08T10:01:00" not in {row["time"] for row in dumped(hours, capsys, "readings")}


def test_that_an_edition_can_be_forced(hours: Database, capsys):
    found = dumped(hours, capsys, "aqi", edition="2012", since=epoch("2026-03-01T00:00"))
    assert [(row["edition"], row["aqi"]) for row in found] == [("2012", "82"), ("2012", "82")]


def test_that_json_has_null_for_a_withheld_aqi(hours: Database, capsys):
    found = dumped(hours, capsys, "aqi", fmt="jsonl", until=epoch("2015-12-08T11:00"))
    assert [row["aqi"] for row in found] == [350, None]
    first = dumped(hours, capsys, "readings", fmt="jsonl")[0]
    assert (first["pm25"], first["co"], first["no2"]) == (300, 0.349, None)


def test_that_since_and_until_are_included(hours: Database, capsys):
    bounds = {"since": epoch("2015-12-08T11:00"), "until": epoch("2026-02-28T23:00")}
    found = dumped(hours, capsys, "readings", **bounds)
    assert [row["time"] for row in found] == ["2015-12-08T11:00:00", "2026-02-28T23:00:00"]


def test_that_a_file_is_written_whole_and_the_same_as_printed(hours: Database, tmp_path: Path, capsys):
    out = tmp_path / "aqi.csv"
    assert dump(hours, "aqi", out=out) == 5
    capsys.readouterr()
    dump(hours, "aqi")
    assert out.read_text(encoding="utf-8") == capsys.readouterr().out
    assert [path.name for path in tmp_path.glob("*aqi*")] == ["aqi.csv"]
    with pytest.raises(CannotWriteError, match="nowhere"):
        dump(hours, "aqi", out=tmp_path / "nowhere" / "aqi.csv")


def test_that_a_dump_of_stations_can_be_loaded_again(
    database: Database, actor: Actor, tmp_path: Path, capsys
):
    rows = [stations.StationRow("S1", "=一,站", "micro", None, 114.5, 36.6, "GCJ-02", "M1", "pw")]
    with database.writing() as session:
        stations.save(session, actor, rows)
    out = tmp_path / "stations.csv"
    assert dump(database, "stations", out=out) == 1
    report = load_stations(database, out, actor=actor, folder=tmp_path)
    assert (report.unchanged, report.changed, report.refused) == (1, 0, 0)
    (row,) = dumped(database, capsys, "stations", stations=["S1"])
    assert row["name"] == "=一,站"


@pytest.fixture
def orders(database: Database, actor: Actor) -> Database:
    county = [Division("130400", "邯郸市", "city", None), Division("130424", "成安县", "county", "130400")]
    with database.writing() as session:
        divisions.load_divisions(session, county, {}, source="test", now=actor.now)
        units.add_units(session, actor, [NewUnit("130424-ZJ", "成安县住建局", "department", "130424")])
        for title in ("裸土未覆盖", "道路积尘"):
            order = tasks.NewTask(title, ["130424-ZJ", "130424"], deadline=actor.now, found="尘")
            number = tasks.new(session, actor, order)
        tasks.step(session, actor, number, Step.RECEIVE, unit_code="130424")
        tasks.step(session, actor, number, Step.CANCEL, note="重复")
    return database


def test_that_orders_have_their_parts_and_steps_and_nothing_local(orders: Database, capsys):
    found = dumped(orders, capsys, "tasks", fmt="jsonl")
    assert [order["title"] for order in found] == ["裸土未覆盖", "道路积尘"]
    assert [order["state"] for order in found] == ["dispatched", "cancelled"]
    second = found[1]
    assert [part["unit"] for part in second["parts"]] == ["130424", "130424-ZJ"]
    assert [step["step"] for step in second["steps"]].count("cancel") == 2
    assert second["parts"][0]["deadline"] == second["created_at"] == "2026-03-20T16:00:00"
    assert not any(key == "id" or "hlc" in key or "position" in key for key in second)
    assert list(second) == sorted(second)


def test_that_orders_in_csv_have_a_row_a_part(orders: Database, capsys):
    found = dumped(orders, capsys, "tasks")
    assert [(row["unit"], row["state"]) for row in found] == [
        ("130424", "dispatched"),
        ("130424-ZJ", "dispatched"),
        ("130424", "cancelled"),
        ("130424-ZJ", "cancelled"),
    ]
    assert [o["title"] for o in dumped(orders, capsys, "tasks", fmt="jsonl", open_only=True)] == [
        "裸土未覆盖"
    ]


def test_that_the_log_comes_in_order(orders: Database, capsys):
    found = dumped(orders, capsys, "log")
    assert [int(row["position"]) for row in found] == list(range(1, len(found) + 1))
    assert json.loads(found[0]["changes"])["code"] == [None, "130424-ZJ"]
    after = int(datetime(2026, 3, 20, 8, 0, 1, tzinfo=UTC).timestamp())
    assert dumped(orders, capsys, "log", since=after) == []


def test_that_refusals_come_oldest_first(database: Database, actor: Actor, capsys):
    items = [intake.Refusal(actor.now, f"x.csv:{n}", "value", "negative", "a,b") for n in (1, 2)]
    with database.writing() as session:
        intake.refuse(session, items)
    found = dumped(database, capsys, "refused")
    assert [row["source"] for row in found] == ["x.csv:1", "x.csv:2"]
    assert found[0] | {"source": ""} == {
        "time": "2026-03-20T16:00:00", "source": "", "reason": "value", "detail": "negative", "raw": "a,b",
    }  # fmt: skip


def test_that_sites_can_be_dumped_when_there_are_none(database: Database, capsys):
    assert dumped(database, capsys, "sites") == []
    assert dumped(database, capsys, "sites", fmt="jsonl") == []


@pytest.mark.parametrize(
    ("what", "options", "error"),
    [
        ("aqi", {"fmt": "xlsx"}, FormatError),
        ("weather", {}, InvalidValueError),
        ("aqi", {"edition": "1996"}, NotFoundError),
        ("readings", {"stations": ["X9"]}, NotFoundError),
        ("readings", {"edition": "2012"}, InvalidValueError),
        ("sites", {"since": 0}, InvalidValueError),
    ],
)
def test_that_a_wrong_request_is_refused_with_a_sentence(hours: Database, what, options, error):
    with pytest.raises(error):
        dump(hours, what, **options)
