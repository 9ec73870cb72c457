"""How soon the duty screen is ready, with 60 stations × 1 year of hours, against the libraries alone.

The baseline is a process that imports PySide6, pyqtgraph and SQLAlchemy's ORM and shows an empty plot. Both
are timed from start to end, with a picture of what they show; ours has tiles, curves and tables.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small record that is only opened.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import pytest

from db.actor import Actor
from db.commands import divisions, readings, stations
from db.commands.stations import StationRow
from db.engine import open_database
from db.rules.regions import DivisionRow
from db.setup import prepare

NOW = datetime(2026, 3, 20, 8, 6, tzinfo=UTC)
STATIONS, COUNTIES, YEAR, DAYS_2 = 60, 4, 8760, 48
ROUNDS = 9

RESTING = "import gc; gc.disable()\n"
"""What a start-up can do about collections: all that is imported stays anyway."""

BASELINE = """
import sqlalchemy.orm
import pyqtgraph as pg
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
plot = pg.PlotWidget()
plot.resize(1302, 690)
plot.show()
QTimer.singleShot(0, app.quit)
app.exec()
plot.grab()
print("0 0")
"""

OURS = """
import sys
from datetime import UTC, datetime
from PySide6.QtWidgets import QApplication
app = QApplication([])
from db.engine import open_database
from desktop.clock import DemoClock
from desktop.context import Context
from desktop.jobs import Jobs
from desktop.screens.duty.screen import DutyScreen
from desktop.standards import editions
database = open_database(sys.argv[1])
jobs = Jobs(database)
clock = DemoClock(datetime.fromisoformat(sys.argv[2]), 0)
context = Context(jobs=jobs, clock=clock, editions=editions(), campaigns={}, report_error=print)
screen = DutyScreen(context)
screen.resize(1302, 690)
screen.ready.connect(app.quit)
screen.show()
app.exec()
screen.grab()
believed = sum(station.believed(int(clock.now().timestamp())) for station in screen._stations.values())
print(believed, len(screen.curves.codes()))
jobs.close()
database.close()
"""


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, full: bool) -> str:
    """A record with hours until now at every station."""
    url = f"sqlite:///{tmp_path_factory.mktemp('duty') / 'year.db'}"
    database = open_database(url)
    prepare(database, NOW)
    dice = np.random.default_rng(20260320)
    end = int(NOW.timestamp()) // 3600 * 3600
    codes = [f"S{number:02}" for number in range(STATIONS)]
    with database.writing() as session:
        counties = [f"1304{number:02}" for number in range(COUNTIES)]
        rows = [DivisionRow(code, f"第{code}县", "county", None, None, None) for code in counties]
        divisions.load_divisions(session, rows, {}, source="test", now=NOW)
        places = [
            StationRow(code, f"{code}站", "national", counties[number % COUNTIES])
            for number, code in enumerate(codes)
        ]
        stations.save(session, Actor(NOW), places)
        hours = YEAR if full else DAYS_2
        for code in codes:
            typical = dice.gamma(2, 0.5, (hours, 6)) * [50, 80, 20, 40, 1, 70]
            values = zip(count(end - (hours - 1) * 3600, 3600), np.round(typical, 1).tolist(), strict=False)
            rows = [(code, 3600, time, *row, *(None,) * 6) for time, row in values]
            readings.store(session, rows, now=NOW)
    database.close()
    return url


def _run(script: str, *arguments: str) -> tuple[float, str]:
    root = Path(__file__).parents[2]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=True,
    )
    return perf_counter() - start, done.stdout.strip()


def test_duty_screen_of_sixty_stations_for_a_year(benchmark, url: str, full: bool) -> None:
    asked = (url, NOW.isoformat())
    ours = _run(OURS, *asked)
    assert ours[1] == f"{STATIONS} {COUNTIES}", "all tiles have an AQI, one curve a county is drawn"
    if not full:
        return benchmark(lambda: None)
    # in turns, so that a busy moment of the machine does not fall on one of them only
    runs = [(_run(BASELINE), _run(OURS, *asked), _run(RESTING + OURS, *asked)) for _ in range(ROUNDS)]
    baseline, screen, resting = (median(seconds for seconds, _ in times) for times in zip(*runs, strict=True))
    benchmark.extra_info |= {"baseline": baseline, "screen": screen, "without collections": resting}
    benchmark.pedantic(lambda: _run(OURS, *asked), rounds=1)
    print(f"\nbaseline {baseline:.2f} s, duty screen {screen:.2f} s: {screen / baseline:.2f} x")
    print(f"with Python's collector at rest until it is ready: {resting:.2f} s, {resting / baseline:.2f} x")
    return None
