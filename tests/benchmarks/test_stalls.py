"""What holds the GUI thread while a day of hours of 60 stations is replayed in one minute.

Everything is real: window, record, listener, replay, watchdog. With `pytest tests/benchmarks
--benchmark-enable` it runs that minute and tells the longest stall; otherwise a few hours as fast as they go,
which checks that every value arrived.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

# A process of its own: what other tests left behind must not count as a stall, nor theirs as ours
RUN = """
import gc, json, logging, math, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
import desktop.compose
from db.actor import Actor
from db.commands import divisions, stations
from db.commands.stations import StationRow
from db.queries.readings import series
from db.queries.status import status
from db.rules.regions import DivisionRow
from desktop.app import Collector, Program, Start, make_application, route_qt_messages
from desktop.clock import DemoClock
from desktop.feeds.replay import HourRow, Replayer
from desktop.record import open_record
from desktop.watchdog import StallWatchdog
from db.times import CHINA

folder, count, hours, speed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
FIRST = datetime(2026, 3, 19, 0, 0, tzinfo=CHINA)
url = f"sqlite:///{folder / 'stalls.db'}"
record = open_record(url, FIRST)
codes = [f"S{number:02d}" for number in range(count)]
actor = Actor(now=FIRST)
counties = [f"1304{20 + number:02d}" for number in range(max(1, count // 6))]
rows = [DivisionRow("130400", "邯郸市", "city", None, None, None)]
for number, code in enumerate(counties):
    rows.append(DivisionRow(code, f"县{number}", "county", "130400", None, None))
with record.database.writing() as session:
    divisions.load_divisions(session, rows, {}, source="test", now=FIRST)
    stations.save(session, actor, [
        StationRow(
            code, f"站{n}", "national", counties[n % len(counties)], 114.5, 36.6, "WGS-84", f"MN{n}", "123456"
        )
        for n, code in enumerate(codes)
    ])
record.database.close()

def value(station, hour, scale):
    return round(scale * (1.2 + math.sin(hour / 3 + station)), 1)

SCALES = {"pm25": 60, "pm10": 90, "so2": 20, "no2": 40, "co": 1, "o3": 70}
day = [
    HourRow(code, int((FIRST + timedelta(hours=hour)).timestamp()),
            {name: value(station, hour, scale) for name, scale in SCALES.items()})
    for hour in range(1, hours + 1) for station, code in enumerate(codes)
]
devices = {code: (f"MN{n}", "123456") for n, code in enumerate(codes)}

route_qt_messages()
logging.basicConfig(level=logging.ERROR)
clock = DemoClock(FIRST + timedelta(minutes=59) if speed else FIRST + timedelta(hours=hours, minutes=1), 0)
desktop.compose.Clock = lambda: clock
gc.disable()  # as desktop.app.run does, until start-up is over
app = make_application()
program = Program(app, Start(url=url, listen=("127.0.0.1", 0), remember=False, language="en"))
program.settled.connect(Collector(program).start)
problems = []
sys.excepthook = lambda kind, error, trace: problems.append(repr(error))
state = {}

def ready():
    window, console = program.window, program.console
    return (console is not None and all(window.page(key) for key in window.names)
            and console.is_ready("duty") and console.jobs.pending == 0)

def begin():
    if not ready():
        return
    look.stop()
    state["dog"] = dog = StallWatchdog(program)
    dog.start()
    clock.set_speed(speed)
    port, paced = program.console.listener.port, clock if speed else None
    state["replay"] = Replayer(day, devices, "127.0.0.1", port, clock=paced)
    state["sent"] = state["replay"].start()
    done.start()

def end():
    if not state["sent"].done() or program.console.jobs.pending:
        return
    wall = program.window.page("duty").view.wall
    last = int((FIRST + timedelta(hours=hours)).timestamp())
    stations_now = program.window.page("duty")._stations
    if all(one.newest == last for one in stations_now.values()):
        done.stop()
        settle.start()

def finish():
    dog = state["dog"]
    dog.stop()
    state["replay"].stop()
    program.window.close()
    app.quit()

look, done = QTimer(interval=50), QTimer(interval=50)
settle = QTimer(interval=1000, singleShot=True)
look.timeout.connect(begin); done.timeout.connect(end); settle.timeout.connect(finish)
look.start()
limit = QTimer(interval=150_000, singleShot=True)
limit.timeout.connect(app.quit)
limit.start()
program.show()
app.exec()

sent, dog = state["sent"].result(), state["dog"]
record = open_record(url, FIRST)
with record.database.reading() as session:
    found = series(session, codes, 0, 2**31)
    refused = status(session).refused
record.database.close()
stored = {
    (code, int(time)): [round(float(value), 1) for value in values[:6]]
    for code, hours_of in found.items()
    for time, values in zip(hours_of.time, hours_of.values.T, strict=True)
}
wrong = [row for row in day if stored.get((row.station_code, row.time)) != list(row.values.values())]
print(json.dumps({
    "frames": sent.frames, "answers": sent.answers, "rows": sum(len(s.time) for s in found.values()),
    "wrong": len(wrong), "refused": refused, "problems": problems,
    "stalls": [[round(seconds, 3), stack] for seconds, stack in dog.stalls], "longest": dog.longest,
}))
"""


def _run(folder: Path, stations: int, hours: int, speed: float) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), str(stations), str(hours), str(speed)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_that_a_replayed_day_holds_the_gui_thread_at_most_a_tenth_of_a_second(
    benchmark, tmp_path, request: pytest.FixtureRequest
):
    stations, hours, speed = (6, 3, 0.0) if benchmark.disabled else (60, 24, 1440.0)
    said = benchmark.pedantic(_run, (tmp_path, stations, hours, speed), rounds=1)
    assert said["problems"] == []
    assert said["frames"] == said["answers"] == said["rows"] == stations * hours
    assert (said["wrong"], said["refused"]) == (0, 0)
    if not benchmark.disabled:
        benchmark.extra_info |= {"stalls": len(said["stalls"]), "longest_seconds": said["longest"]}
        print(
            f"\n{len(said['stalls'])} stalls, longest time between two beats {said['longest'] * 1000:.0f} ms"
        )
        for seconds, stack in said["stalls"]:
            print(f"{seconds * 1000:.0f} ms\n{stack}")
