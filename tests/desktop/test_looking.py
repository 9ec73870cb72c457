"""What looks wrong in hours that moved: listed once, told from its true beginning, gone when it is mended."""

import pytest

from db.actor import Actor
from db.commands import readings, stations
from db.commands.stations import StationRow
from db.engine import Database
from db.queries import air
from db.schema.readings import VALUES
from desktop.rolling_up import roll_up
from desktop.standards import quality

MIDNIGHT = 1_773_936_000
"""2026-03-20 00:00 in China."""


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """Five stations of one county, so that each has neighbours."""
    with database.writing() as session:
        stations.save(session, actor, [StationRow(code, f"{code} 站") for code in "ABCDE"])
    return database


def label(hour: int) -> int:
    return MIDNIGHT + 3600 * hour


def row(code: str, hour: int, pm25: float | None, flags: str | None = None) -> tuple:
    values = (pm25 if name == "pm25" else None for name in VALUES)
    return (code, 3600, label(hour), *values, flags)


def store(record: Database, actor: Actor, *rows: tuple) -> None:
    with record.writing() as session:
        readings.store(session, rows, now=actor.now)
        roll_up(session, rules=quality())


def found(record: Database, kind: str) -> list[tuple[str, str, int, int]]:
    """Station, item, first and last hour after midnight of the 20th."""
    with record.reading() as session:
        rows = air.findings(session, 0, 1 << 40)
    return [
        (one.station_code, one.item, (one.since - MIDNIGHT) // 3600, (one.until - MIDNIGHT) // 3600)
        for one in rows
        if one.kind == kind
    ]


def lively(hour: int) -> float:
    """Values that no rule minds."""
    return 40.0 + 3 * (hour % 4)


def test_that_a_gap_between_hours_is_missing_and_goes_when_it_is_filled(record: Database, actor: Actor):
    store(record, actor, *(row("A", hour, lively(hour)) for hour in range(1, 20) if hour not in (7, 8)))
    assert ("A", "pm25", 7, 8) in found(record, "missing")
    store(record, actor, row("A", 7, 41.0), row("A", 8, 42.0))
    assert found(record, "missing") == []


def test_that_what_a_station_does_not_measure_is_not_missing(record: Database, actor: Actor):
    store(record, actor, *(row("A", hour, lively(hour)) for hour in range(1, 20) if hour != 9))
    assert found(record, "missing") == [("A", "pm25", 9, 9)]


def test_that_what_is_still_to_come_is_not_missing(record: Database, actor: Actor):
    store(record, actor, *(row("A", hour, lively(hour)) for hour in range(1, 6)))
    assert found(record, "missing") == []


def test_that_a_station_that_fell_silent_is_missing_while_others_go_on(record: Database, actor: Actor):
    store(record, actor, *(row(code, hour, lively(hour)) for code in "AB" for hour in range(1, 6)))
    store(record, actor, *(row("B", hour, lively(hour)) for hour in range(6, 30)), row("A", 30, 44.0))
    assert ("A", "pm25", 6, 29) in found(record, "missing")


def test_that_a_long_gap_is_told_from_its_beginning(record: Database, actor: Actor):
    store(record, actor, *(row("A", hour, lively(hour)) for hour in range(1, 6)))
    store(record, actor, row("A", 24 * 9, 44.0))
    assert ("A", "pm25", 6, 24 * 9 - 1) in found(record, "missing")


def test_that_a_value_that_stands_still_for_days_stays_one_finding(record: Database, actor: Actor):
    for hour in range(1, 100, 3):  # as a feed brings them: a few hours at a time
        store(record, actor, *(row("A", hour + more, 57.0) for more in range(3)))
    assert found(record, "stuck") == [("A", "pm25", 1, 99)]


def test_that_a_value_far_from_its_neighbours_is_listed(record: Database, actor: Actor):
    hours = range(1, 10)
    others = [row(code, hour, lively(hour) + n) for n, code in enumerate("BCDE") for hour in hours]
    own = [row("A", hour, 300.0 if hour in (4, 5) else lively(hour)) for hour in hours]
    store(record, actor, *others, *own)
    assert ("A", "pm25", 4, 5) in found(record, "neighbours")
    assert {one[0] for one in found(record, "neighbours")} == {"A"}


def test_that_calibration_letters_are_listed(record: Database, actor: Actor):
    rows = [row("A", hour, lively(hour)) for hour in range(1, 10) if hour != 5]
    store(record, actor, *rows, row("A", 5, None, "pm25:C"))
    assert ("A", "pm25", 5, 5) in found(record, "calibration")


def test_that_looking_again_changes_nothing(record: Database, actor: Actor):
    store(record, actor, *(row("A", hour, lively(hour)) for hour in range(1, 20) if hour != 9))
    before = found(record, "missing")
    store(record, actor, row("A", 19, lively(19)))
    with record.writing() as session:
        roll_up(session, rules=quality())
    assert found(record, "missing") == before
