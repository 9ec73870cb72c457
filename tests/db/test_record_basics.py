"""The record on both engines: setup, log, orders, readings, check."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.actor import Actor
from db.check import check
from db.commands import divisions, readings, sites, stations, tasks, units
from db.commands.units import NewPerson, NewUnit
from db.engine import Database
from db.errors import NotFoundError, StaleError, StepNotAllowedError
from db.queries import log as log_queries
from db.queries import readings as reading_queries
from db.queries import sites as site_queries
from db.queries import stations as station_queries
from db.queries import status
from db.queries import tasks as task_queries
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.rules.tasks import Step
from resources import folder

CAMPAIGNS = load_folder(folder("campaigns"))[0]


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """One county, one township, one department, one campaign, one site, one station."""
    rows = [
        DivisionRow("130400", "邯郸市", "city", None, None, None),
        DivisionRow("130424", "成安县", "county", "130400", None, None),
        DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    ]
    with database.writing() as s:
        divisions.load_divisions(s, rows, {}, source="test", now=actor.now)
        divisions.load_campaigns(s, [CAMPAIGNS["dust"]], source="test", now=actor.now)
        units.add_units(s, actor, [NewUnit("130424-ZJ", "成安县住建局", "department", "130424", "县住建局")])
        units.add_people(s, actor, [NewPerson("张某", Role.DUTY, "130424")])
        sites.add(
            s, actor, sites.SiteData("柏寺安置房", "130424100", "dust", code="CA-0001", fields={"area": 1})
        )
        stations.save(s, actor, [stations.StationRow("CA-01", "县政府站", unit_code="130424100", mn="M1")])
    return database


def order(database: Database, actor: Actor, **more) -> str:
    with database.writing() as s:
        return tasks.new(s, actor, tasks.NewTask("裸土未覆盖", ["130424-ZJ"], site_code="CA-0001", **more))


def test_that_a_whole_life_of_an_order_is_in_the_log_and_checks(record: Database, actor: Actor):
    number = order(record, actor, deadline=actor.now + timedelta(hours=4))
    assert number.startswith("成安-尘-2026-")
    for minutes, (what, note) in enumerate(
        [
            (Step.RECEIVE, None),
            (Step.ARRIVE, "到位"),
            (Step.REPORT, "已覆盖"),
            (Step.VERIFY, None),
            (Step.CLOSE, None),
        ]
    ):
        later = Actor(now=actor.now + timedelta(minutes=minutes))
        with record.writing() as s:
            tasks.step(s, later, number, what, note=note)
    with record.reading() as s:
        found = task_queries.task(s, number)
        assert found is not None
        assert [x.step for x in found.steps] == ["dispatch", "receive", "arrive", "report", "verify", "close"]
        assert found.parts[0].state == "closed"
        commands = [o.command for o in log_queries.operations(s)]
        assert commands[-1] == "tasks.close"
        assert site_queries.sites(s, "dust")[0].open_tasks == 0
    assert check(record) == []


def test_that_a_step_the_state_does_not_allow_is_refused_and_leaves_nothing(record: Database, actor: Actor):
    number = order(record, actor)
    with record.reading() as s:
        before = status.status(s).position
    with pytest.raises(StepNotAllowedError, match="close"), record.writing() as s:
        tasks.step(s, actor, number, Step.CLOSE)
    with record.reading() as s:
        assert status.status(s).position == before
    assert check(record) == []


def test_that_an_order_to_an_unknown_unit_is_refused(record: Database, actor: Actor):
    with pytest.raises(NotFoundError, match="999999"), record.writing() as s:
        tasks.new(s, actor, tasks.NewTask("x", ["999999"]))


def test_that_a_step_on_a_stale_screen_is_refused(record: Database, actor: Actor):
    number = order(record, actor)
    with record.reading() as s:
        seen = task_queries.task(s, number).hlc
    with record.writing() as s:
        tasks.step(s, actor, number, Step.RECEIVE, seen=seen)
    with pytest.raises(StaleError), record.writing() as s:
        tasks.step(s, actor, number, Step.ARRIVE, seen=seen)


def test_that_numbers_are_never_given_twice(record: Database, actor: Actor):
    numbers = [order(record, actor) for _ in range(5)]
    assert len(set(numbers)) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET command = 'x'",
        "DELETE FROM operation",
        "DELETE FROM operation WHERE seq = 1",
    ],
)
def test_that_the_log_refuses_update_and_delete(record: Database, statement: str):
    with pytest.raises(DBAPIError, match="append-only"), record.writing() as s:
        s.execute(text(statement))


def test_that_the_log_refuses_a_replacing_insert_on_sqlite(sqlite_database: Database, actor: Actor):
    with sqlite_database.writing() as s:
        units.add_people(s, actor, [NewPerson("张某", Role.DUTY)])
    with pytest.raises(DBAPIError, match="append-only"), sqlite_database.writing() as s:
        s.execute(text("INSERT OR REPLACE INTO operation SELECT * FROM operation"))


TAMPERING = [
    ("UPDATE site SET name = 'x'", "row: site CA-0001"),
    ("UPDATE assignment SET state = 'closed'", "row: assignment"),
    ("DELETE FROM site_check", "site_check"),
    ("UPDATE unit SET name = '别的县' WHERE code = '130424'", "reference: divisions"),
    ("UPDATE campaign SET mark = 'x'", "reference: campaigns"),
]


@pytest.mark.parametrize(("statement", "named"), TAMPERING)
def test_that_check_names_a_row_changed_behind_its_back(record: Database, actor: Actor, statement, named):
    order(record, actor)
    with record.writing() as s:
        site = site_queries.sites(s, "dust")[0]
        sites.add_check(s, actor, site.id, "dust", {"fence": True})
    assert check(record) == []
    with record.writing() as s:
        s.execute(text(statement))
    assert any(named in str(finding) for finding in check(record)), check(record)


def _unprotect(s) -> None:
    if s.get_bind().dialect.name == "sqlite":
        for name in ("operation_no_update", "operation_no_delete", "operation_no_replace"):
            s.execute(text(f"DROP TRIGGER {name}"))
    else:
        s.execute(text("DROP TRIGGER operation_no_change ON operation"))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "UPDATE operation SET changes = replace(changes, '柏寺', '柏村') WHERE entity = 'site'",
            "content was changed",
        ),
        ("DELETE FROM operation WHERE seq = 2", "operations 2 before it are missing"),
        ("DELETE FROM operation WHERE seq = (SELECT max(seq) FROM operation)", "rows were removed"),
        ("UPDATE operation SET seq = CASE seq WHEN 2 THEN 1002 ELSE seq END", "missing"),
        ("UPDATE operation SET person_id = replica WHERE seq = 1", "content was changed"),
    ],
)
def test_that_check_names_a_log_row_changed_removed_or_reordered(record: Database, statement, named):
    with record.writing() as s:
        _unprotect(s)
        s.execute(text(statement))
    assert any(named in str(finding) for finding in check(record)), [str(f) for f in check(record)]


def test_that_two_swapped_log_rows_are_named(record: Database):
    with record.writing() as s:
        _unprotect(s)
        for old, new in ((2, 1002), (3, 2), (1002, 3)):
            s.execute(text(f"UPDATE operation SET seq = {new} WHERE seq = {old}"))
    assert any("changed or reordered" in str(f) or "content was changed" in str(f) for f in check(record))


def reading(code: str, time: int, **values):
    names = ("pm25", "pm10", "so2", "no2", "co", "o3", "temperature", "humidity", "pressure", "wind_speed",
             "wind_direction", "flags")  # fmt: skip
    return (code, 3600, time, *(values.get(n) for n in names))


def test_that_readings_are_idempotent_and_merge_by_column(record: Database, actor: Actor):
    rows = [reading("CA-01", 3600 * n, pm25=10.0 + n) for n in range(1, 5)]
    with record.writing() as s:
        first = readings.store(s, rows, now=actor.now)
        again = readings.store(s, rows, now=actor.now)
        merged = readings.store(s, [reading("CA-01", 3600, o3=80.0)], now=actor.now)
    assert (first.added, first.changed) == (4, 0)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 4)
    assert (merged.added, merged.changed) == (0, 1)
    with record.reading() as s:
        series = reading_queries.series(s, ["CA-01"], 0, 3600 * 10)["CA-01"]
        assert series.column("pm25").tolist() == [11.0, 12.0, 13.0, 14.0]
        assert series.column("o3")[0] == 80.0
        assert reading_queries.last_time(s) == 3600 * 4
        assert reading_queries.mark(s) == 5
    assert check(record) == []


def test_that_rows_of_one_batch_with_different_columns_keep_what_is_stored(record: Database, actor: Actor):
    with record.writing() as s:
        readings.store(s, [reading("CA-01", 3600 * n, pm25=50.0, o3=60.0) for n in (1, 2)], now=actor.now)
        readings.store(s, [reading("CA-01", 3600, pm25=51.0), reading("CA-01", 7200, o3=61.0)], now=actor.now)
    with record.reading() as s:
        series = reading_queries.series(s, ["CA-01"], 0, 7200)["CA-01"]
    assert series.column("pm25").tolist() == [51.0, 50.0]
    assert series.column("o3").tolist() == [60.0, 61.0]


def test_that_a_flag_takes_a_value_away_and_a_good_value_takes_the_flag_away(record: Database, actor: Actor):
    def stored() -> tuple:
        with record.reading() as s:
            (row,) = reading_queries.rows(s)
        return row[3], row[7], row[-1]  # pm25, co, flags

    steps = [
        (reading("CA-01", 3600, pm25=80.0, co=1.0), (80.0, 1.0, None)),
        (reading("CA-01", 3600, flags="pm25:C"), (None, 1.0, "pm25:C")),
        (reading("CA-01", 3600, co=1.5), (None, 1.5, "pm25:C")),
        (reading("CA-01", 3600, flags="co:T"), (None, None, "pm25:C co:T")),
        (reading("CA-01", 3600, pm25=82.0), (82.0, None, "co:T")),
        (reading("CA-01", 3600, co=1.6), (82.0, 1.6, None)),
    ]
    for row, expected in steps:
        with record.writing() as s:
            readings.store(s, [row], now=actor.now)
        assert stored() == expected
    with record.writing() as s:
        again = readings.store(s, [steps[-1][0]], now=actor.now)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


def test_that_readings_of_an_unknown_station_are_refused(record: Database, actor: Actor):
    with pytest.raises(NotFoundError, match="X9"), record.writing() as s:
        readings.store(s, [reading("X9", 3600)], now=actor.now)


def test_that_the_same_station_list_twice_changes_nothing(record: Database, actor: Actor):
    row = stations.StationRow("CA-01", "县政府站", unit_code="130424100", mn="M1")
    with record.writing() as s:
        saved = stations.save(s, actor, [row])
        assert (saved.added, saved.changed, saved.unchanged) == (0, 0, 1)
        found = station_queries.stations(s)
    assert found[0].shard_code == "130424"
    assert found[0].county_name == "成安"


def test_progress_counts_by_county(record: Database, actor: Actor):
    with record.reading() as s:
        (row,) = site_queries.progress(s, actor.now)
    assert (row.county_code, row.campaign_key, row.total, row.closed, row.overdue) == (
        "130424",
        "dust",
        1,
        0,
        0,
    )
