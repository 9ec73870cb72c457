"""How fast a file of readings is loaded, against the least that could be done with it, in how much memory.

The baseline is `csv.reader` + one `executemany` in one transaction, with the same SQLite module, the same
pragmas and the texts as they are, into a table of as many columns with the key (station, time). It checks
nothing, converts nothing, merges nothing, and does not look for the file's encoding.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run that compares what was stored.
"""

import contextlib
import csv
import gzip
import os
import random
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from db.actor import Actor
from db.engine import Database, open_database, sqlite_module
from db.setup import prepare
from desktop.feeds.files import load_readings

HEADER = "time,station,PM2.5,PM10,SO2,NO2,CO,O3,TEMP,PRES,DEWP,RAIN,wd,WSPM"
COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
PRAGMAS = ("foreign_keys = ON", "recursive_triggers = ON", "cache_size = -32768", "synchronous = FULL")
STATIONS, FULL, SMALL = 12, 26_304, 50
ONE_LOAD = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from db.actor import Actor
from db.engine import open_database
from desktop.feeds.files import load_readings
actor = Actor(datetime.now(UTC))
report = load_readings(open_database(sys.argv[1]), [Path(sys.argv[2])], "prsa", actor=actor)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
status = Path("/proc/self/status")
if status.exists():  # Linux lets a child begin with the peak of the process that started it
    peak = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
print(report.added, peak)
"""


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, full: bool) -> Path:
    """Hours like those of the PRSA file: as many rows, as many different texts, as many gaps."""
    path = tmp_path_factory.mktemp("load") / "prsa.csv.gz"
    dice = random.Random(20130301)
    with gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=6) as out:
        out.write(HEADER + "\n")
        for station in range(STATIONS):
            for hour in range(FULL if full else SMALL):
                out.write(_line(dice, f"Station{station}", datetime(2013, 3, 1) + timedelta(hours=hour)))
    return path


def _line(dice: random.Random, station: str, time: datetime) -> str:
    pollutants = [float(int(dice.gammavariate(1.5, scale))) for scale in (50, 70, 10, 33, 800, 38)]
    weather = [round(dice.uniform(*ends), 1) for ends in ((-19, 41), (983, 1042), (-36, 29))]
    cells = [*pollutants, *weather, 0.0, dice.choice(COMPASS), round(dice.uniform(0, 13), 1)]
    texts = ("" if dice.random() < 0.02 else str(cell) for cell in cells)
    return f"{time},{station},{','.join(texts)}\n"


def _bare(path: Path, target: Path) -> float:
    columns = ", ".join(f"{name} REAL" for name in "abcdefghijkl")
    start = perf_counter()
    connection = sqlite_module().connect(target, isolation_level=None)
    for pragma in (*PRAGMAS, "journal_mode = WAL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        f"CREATE TABLE bare (time TEXT, station TEXT, {columns}, PRIMARY KEY (station, time)) WITHOUT ROWID"
    )
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * 14)})", rows)
        connection.execute("COMMIT")
    connection.close()
    return perf_counter() - start


@pytest.fixture
def fresh(tmp_path: Path, actor: Actor):
    """A new, empty record each time."""
    with contextlib.ExitStack() as opened:

        def fresh() -> Database:
            database = open_database(f"sqlite:///{tmp_path}/{len(list(tmp_path.iterdir()))}.db")
            opened.callback(database.close)
            prepare(database, actor.now)
            return database

        yield fresh


def test_loading_a_file_of_readings(benchmark, file: Path, fresh, actor: Actor, full: bool, tmp_path: Path):
    rounds = 5 if full else 1
    bare_seconds = min(_bare(file, tmp_path / f"bare{n}.sqlite") for n in range(rounds))

    def setup():
        return (fresh(), [file], "prsa"), {"actor": actor, "folder": tmp_path}

    report = benchmark.pedantic(load_readings, setup=setup, rounds=rounds)
    assert (report.added, report.refused) == (STATIONS * (FULL if full else SMALL), 0)
    if full:
        # their best against our middle, so that the ratio is not flattered
        seconds = benchmark.stats.stats.median
        benchmark.extra_info |= {"bare_seconds": bare_seconds, "ratio": seconds / bare_seconds}
        print(f"\nload {seconds:.2f} s, bare {bare_seconds:.2f} s, {seconds / bare_seconds:.2f} ×")


@pytest.mark.skipif(sys.platform == "win32", reason="resource is not there on Windows")
def test_memory_of_loading_a_file_of_readings(file: Path, fresh, full: bool, tmp_path: Path):
    url = fresh().url.render_as_string(hide_password=False)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", ONE_LOAD, url, str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    added, kilobytes = map(int, done.stdout.split())
    assert added == STATIONS * (FULL if full else SMALL)
    if full:
        print(f"\npeak memory of the process: {kilobytes / 1024:.0f} MB")
