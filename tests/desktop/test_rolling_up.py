"""Roll-ups: what moved is made anew, nothing else; every figure here was counted by hand."""

from datetime import UTC, datetime

import numpy as np
import pytest

from db.actor import Actor
from db.commands import air as words
from db.commands import readings, stations
from db.commands.air import NewMark
from db.commands.stations import StationRow
from db.engine import Database
from db.queries import air
from db.schema.readings import VALUES
from desktop.air.days import DAY_ROWS
from desktop.rolling_up import days_of, month_of, roll_up

DAY = 20_532
"""2026-03-20."""
MIDNIGHT = 1_773_936_000
"""2026-03-20 00:00 in China, the label of the 24th hour of the 19th."""
MONTH = 2026 * 12 + 2


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    with database.writing() as session:
        stations.save(session, actor, [StationRow("A-1", "甲站"), StationRow("B-1", "乙站")])
    return database


def row(code: str, hour: int, **values: float) -> tuple:
    """The hour that ends `hour` hours after midnight of the 20th."""
    return (code, 3600, MIDNIGHT + 3600 * hour, *(values.get(name) for name in VALUES), None)


def store(record: Database, actor: Actor, *rows: tuple) -> None:
    with record.writing() as session:
        readings.store(session, rows, now=actor.now)


def roll(record: Database, limit: int = 400) -> int:
    with record.writing() as session:
        return roll_up(session, limit).days


def day_of(record: Database, code: str = "A-1", day: int = DAY) -> dict | None:
    with record.reading() as session:
        found = air.days(session, code, day, day)
    return dict(zip(("code", "day", *_names()), found[0], strict=True)) if found else None


def _names() -> list[str]:
    from db.commands.rollups import DAY_COLUMNS

    return list(DAY_COLUMNS[2:])


def packed(record: Database, code: str = "A-1") -> np.ndarray:
    with record.reading() as session:
        ((_, _, content),) = air.months(session, MONTH, MONTH, [code])
    return np.frombuffer(content, "<f8").reshape(len(DAY_ROWS), -1)


def test_that_a_day_has_the_hours_labelled_01_to_24(record: Database, actor: Actor):
    store(record, actor, *(row("A-1", hour, pm25=float(hour), o3=100.0) for hour in range(26)))
    assert roll(record) == 3  # two days of UTC reach into three days of China
    found = day_of(record)
    assert (found["pm25_sum"], found["pm25_n"]) == (300.0, 24)  # 1 + … + 24
    assert (found["o3_8h"], found["o3_n8"], found["o3_1h"]) == (100.0, 17, 100.0)
    assert (found["so2_sum"], found["so2_n"]) == (0.0, 0)
    before, after = day_of(record, day=DAY - 1), day_of(record, day=DAY + 1)
    assert (before["pm25_sum"], before["pm25_n"], before["o3_8h"]) == (0.0, 1, None)
    assert (after["pm25_sum"], after["pm25_n"]) == (25.0, 1)


def test_that_a_month_is_packed_in_the_order_of_its_days(record: Database, actor: Actor):
    store(record, actor, *(row("A-1", hour, pm25=10.0, o3=80.0) for hour in range(1, 25)))
    roll(record)
    found = packed(record)
    assert found.shape == (13, 31)
    assert found[DAY_ROWS.index("pm25"), 19] == 10.0
    assert found[DAY_ROWS.index("pm25_n"), 19] == 24
    assert found[DAY_ROWS.index("o3_8h"), 19] == 80.0
    assert np.isnan(found[DAY_ROWS.index("pm25"), 18])
    assert found[DAY_ROWS.index("pm25_n"), 18] == 0


def test_that_nothing_is_done_twice_and_a_late_hour_moves_its_day_only(record: Database, actor: Actor):
    store(record, actor, *(row("A-1", hour, pm25=10.0) for hour in (1, 2, 30)))
    store(record, actor, row("B-1", 1, pm25=7.0))
    assert roll(record) > 0
    assert roll(record) == 0
    store(record, actor, row("A-1", 3, pm25=40.0))
    assert roll(record) == 2  # the UTC day of that hour, in two days of China
    assert (day_of(record)["pm25_sum"], day_of(record)["pm25_n"]) == (60.0, 3)
    assert packed(record)[0, 19] == 20.0
    assert (day_of(record, "B-1")["pm25_sum"], day_of(record, day=DAY + 1)["pm25_sum"]) == (7.0, 10.0)


def test_that_many_days_are_done_in_parts(record: Database, actor: Actor):
    store(record, actor, *(row("A-1", 24 * day + 5, pm25=1.0) for day in range(10)))
    passes = 0
    while roll(record, limit=3):
        passes += 1
    assert passes == 4  # 10 days of UTC, three at a time
    assert np.nansum(packed(record)[DAY_ROWS.index("pm25_n")]) == 10


def test_that_what_people_confirm_as_wrong_is_left_out_and_comes_back(record: Database, actor: Actor):
    store(
        record, actor, *(row("A-1", hour, pm25=10.0 if hour > 2 else 500.0, co=1.0) for hour in range(1, 25))
    )
    roll(record)
    assert day_of(record)["pm25_sum"] == 1220.0  # 2 × 500 + 22 × 10
    wrong = NewMark("A-1", "interference", MIDNIGHT + 3600, MIDNIGHT + 7200, "confirmed", "喷淋", "pm25")
    with record.writing() as session:
        words.mark(session, actor, wrong)
    assert roll(record) == 1
    found = day_of(record)
    assert (found["pm25_sum"], found["pm25_n"], found["co_n"]) == (220.0, 22, 24)
    with record.writing() as session:
        words.unmark(session, actor, "A-1", "pm25", "interference", MIDNIGHT + 3600)
    assert roll(record) == 1
    assert day_of(record)["pm25_sum"] == 1220.0


def test_that_a_day_without_any_good_hour_goes(record: Database, actor: Actor):
    store(record, actor, row("A-1", 5, pm25=900.0))
    roll(record)
    assert day_of(record)["pm25_n"] == 1
    wrong = NewMark("A-1", "fault", MIDNIGHT, MIDNIGHT + 86400, "confirmed", "仪器故障")
    with record.writing() as session:
        words.mark(session, actor, wrong)
    roll(record)
    assert day_of(record) is None
    assert np.isnan(packed(record)[0]).all()


@pytest.mark.parametrize("verdict", ["dismissed", "confirmed"])
def test_that_sand_dust_and_what_was_dismissed_stay(record: Database, actor: Actor, verdict: str):
    store(record, actor, row("A-1", 5, pm10=900.0))
    kind = "sand_dust" if verdict == "confirmed" else "jump"
    with record.writing() as session:
        words.mark(session, actor, NewMark("A-1", kind, MIDNIGHT, MIDNIGHT + 86400, verdict, "外来沙尘"))
    roll(record)
    assert day_of(record)["pm10_sum"] == 900.0


def test_the_days_of_months():
    assert month_of(DAY) == MONTH
    assert month_of(0) == 1970 * 12
    assert (days_of(MONTH)[0], len(days_of(MONTH))) == (DAY - 19, 31)
    assert len(days_of(2024 * 12 + 1)) == 29  # February 2024
    assert datetime.fromtimestamp(MIDNIGHT, UTC).isoformat() == "2026-03-19T16:00:00+00:00"
