"""A year of 400 stations from the packed months: read, unpacked, every statistic made (0.3 s wanted).

The baseline reads and unpacks only the same months with the plain driver and numpy.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run.
"""

from contextlib import closing
from datetime import date
from time import perf_counter

import numpy as np
import pytest

from db.actor import Actor
from db.commands import rollups, stations
from db.commands.stations import StationRow
from db.engine import Database, sqlite_module
from desktop.air.days import COUNT_ROWS, DAY_ROWS
from desktop.air.periods import year
from desktop.air.statistics import statistics
from desktop.rolling_up import days_of, roll_up
from desktop.standards import basis
from desktop.station_days import load_days

FIRST = 2026 * 12


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture
def record(sqlite_database: Database, actor: Actor, full: bool) -> Database:
    """Twelve months of each station, values of a smooth year."""
    count = 400 if full else 3
    dice = np.random.default_rng(20260320)
    codes = [f"S{number:03}" for number in range(count)]
    with sqlite_database.writing() as session:
        stations.save(session, actor, [StationRow(code, code) for code in codes])
        for code in codes:
            rows = [
                {"station_code": code, "month": FIRST + month, "days": _month(dice, FIRST + month)}
                for month in range(12)
            ]
            rollups.store_months(session, rows)
    return sqlite_database


def _month(dice: np.random.Generator, number: int) -> bytes:
    packed = dice.gamma(2.0, 30.0, (len(DAY_ROWS), len(days_of(number))))
    packed[COUNT_ROWS] = 24
    return packed.astype("<f8").tobytes()


def _bare(database: Database) -> float:
    start = perf_counter()
    with closing(sqlite_module().connect(database.path)) as connection:
        rows = connection.execute("SELECT days FROM station_month ORDER BY station_code, month").fetchall()
        arrays = [np.frombuffer(content, "<f8").reshape(len(DAY_ROWS), -1) for (content,) in rows]
        np.concatenate(arrays, axis=1)
    return perf_counter() - start


def test_statistics_of_a_year_from_roll_ups(benchmark, record: Database, full: bool):
    now = basis(date(2026, 6, 1))

    def work():
        with record.reading() as session:
            found = load_days(session, year(2026))
        return statistics(found.days, year(2026), now, sand=found.sand)

    result = benchmark.pedantic(work, rounds=5 if full else 1, warmup_rounds=1 if full else 0)
    assert result.is_valid.all()
    assert result.mean.shape == (400 if full else 3, 6)
    if full:
        bare = min(_bare(record) for _ in range(5))
        seconds = benchmark.stats.stats.median
        print(f"\nyear of 400 stations: {seconds:.3f} s, reading alone {bare:.3f} s, {seconds / bare:.1f} ×")


def test_rolling_up_a_day_of_400_stations(benchmark, record: Database, actor: Actor, full: bool):
    """A day's hours of all stations have come: how long the roll-up holds the write lock, in all."""
    from db.commands import readings
    from desktop.air.periods import day_number, first_label

    label = first_label(day_number(date(2026, 6, 15)))
    codes = [f"S{number:03}" for number in range(400 if full else 3)]
    rows = [
        (code, 3600, label + hour * 3600, *[20.0 + hour] * 6, *[None] * 5, None)
        for code in codes
        for hour in range(24)
    ]
    with record.writing() as session:
        readings.store(session, rows, now=actor.now)
    passes: list[float] = []

    def work() -> None:
        is_all = False
        while not is_all:
            start = perf_counter()
            with record.writing() as session:
                is_all = roll_up(session).is_all
            passes.append(perf_counter() - start)

    benchmark.pedantic(work, rounds=1)
    if full:
        print(f"\nroll-up of 400 station-days: {sum(passes):.2f} s, longest transaction {max(passes):.2f} s")
