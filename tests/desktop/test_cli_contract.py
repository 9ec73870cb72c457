"""The command line as the scripts of offices see it: exit codes, last words, what goes to which stream."""

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage
from sqlalchemy import text

from db.engine import Database
from db.times import CHINA
from desktop import cli, cli_feeds, cli_text
from resources import folder

STATIONS = """code,name,level,unit,lon,lat,datum,mn,pw
S1,县政府站,provincial,130424,114.67,36.44,WGS-84,MN1,123456
S2,实验中学站,national,130424,114.69,36.45,WGS-84,MN2,654321
"""
HEADER = "time,station,PM2.5,PM10,SO2,NO2,CO,O3,TEMP,PRES,DEWP,RAIN,wd,WSPM"
# STANDARDS §1.7: PM2.5 100 is 132 by HJ 633-2012, 60 is 82
HOURS = f"""{HEADER}
2015-12-06 14:00:00,S1,100,89,13,14,349,122,2.0,1019.4,-9,0,NNE,1.2
2015-12-06 15:00:00,S1,60,50,13,14,349,122,2.0,1019.4,-9,0,NNE,1.2
2015-12-06 14:00:00,S2,35,50,13,14,349,122,2.0,1019.4,-9,0,,1.2
"""
UNIT = "130424-ZJ"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def last_word(self) -> str:
        return self.out.split()[-1]


Run = Callable[..., Ran]


@pytest.fixture
def run(qapp, capsys, tmp_path, monkeypatch) -> Iterator[Run]:
    """The command in this process, in a folder of its own; files of refused rows are made there."""
    monkeypatch.chdir(tmp_path)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    locale = QLocale()

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        try:
            code = cli.main(["--lang", "en", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return Ran(code, *capsys.readouterr())

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)
    QLocale.setDefault(locale)


@pytest.fixture
def url(sqlite_url: str, context) -> str:
    """The record of `fill`."""
    return sqlite_url


@pytest.fixture
def hours(tmp_path) -> Path:
    path = tmp_path / "hours.csv"
    path.write_text(HOURS, encoding="utf-8")
    return path


def bare(url: str) -> list[str]:
    return [sys.executable, "-m", "desktop", "--db", url]


def process(*command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


# The record


def test_that_init_creates_the_record_and_loads_every_division_of_handan(run, tmp_path):
    url = f"sqlite:///{tmp_path / 'new' / 'office.db'}"
    done = run("--db", url, "init", "--region", "handan")
    assert (done.code, done.err) == (0, "")
    # one city, 20 county units, 246 townships, 5,835 villages
    assert "handan: 6102 divisions loaded" in done.out
    again = run("init", "--region", "handan", "--db", url)
    assert (again.code, again.err) == (0, "")
    assert run("--db", url, "check").code == 0


def test_that_init_without_a_region_says_how_to_load_one(run, tmp_path):
    done = run("--db", f"sqlite:///{tmp_path / 'office.db'}", "init")
    assert done.code == 0
    assert "--region handan" in done.out


def test_that_an_unknown_region_fails_with_a_sentence(run, sqlite_url):
    done = run("--db", sqlite_url, "init", "--region", "atlantis")
    assert done.code == 1
    assert done.err == "There is no region atlantis. Check the code and try again.\n"


@pytest.mark.parametrize("command", [["dump", "tasks"], ["check"], ["task", "list"]])
def test_that_reading_a_record_that_is_not_there_fails_and_makes_none(run, tmp_path, command):
    path = tmp_path / "none.db"
    done = run("--db", f"sqlite:///{path}", *command)
    assert done.code == 1
    assert "is not set up" in done.err
    assert not path.exists()


def test_that_a_url_of_another_kind_fails_with_a_sentence(run):
    done = run("--db", "mysql://office/air", "check")
    assert done.code == 1
    assert "is not a database this program can open" in done.err


def test_that_a_true_record_is_said_to_be_true(run, url):
    done = run("--db", url, "check")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("The record is true")


def test_that_a_row_changed_behind_the_programs_back_is_named(run, url, sqlite_database: Database):
    with sqlite_database.writing() as session:
        session.execute(text("UPDATE assignment SET state = 'closed' WHERE state = 'received'"))
    done = run("--db", url, "check")
    assert done.code == 1
    assert "assignment" in done.out
    assert "1 findings" in done.out


def test_that_a_log_row_changed_behind_the_programs_back_is_named(run, url, sqlite_database: Database):
    with sqlite_database.writing() as session:
        session.execute(text("DROP TRIGGER operation_no_update"))
        session.execute(text("UPDATE operation SET command = 'tasks.forged' WHERE seq = 3"))
    done = run("--db", url, "check")
    assert done.code == 1
    assert "3" in done.out


# Readings


def test_that_loading_twice_adds_nothing(run, sqlite_url, hours):
    first = run("--db", sqlite_url, "load", "readings", str(hours))
    assert (first.code, first.out) == (0, "3 added, 0 changed, 0 unchanged, 0 refused\n")
    assert first.err == "2 stations were not known and have been registered by their codes\n"
    second = run("--db", sqlite_url, "load", "readings", str(hours))
    assert (second.code, second.out, second.err) == (0, "0 added, 0 changed, 3 unchanged, 0 refused\n", "")


def test_that_what_was_loaded_is_dumped_and_graded(run, sqlite_url, hours):
    run("--db", sqlite_url, "load", "readings", str(hours))
    dumped = run("--db", sqlite_url, "dump", "aqi", "--edition", "2012", "--format", "csv")
    assert dumped.out.splitlines() == [
        "time,station,edition,aqi,primary,level",
        "2015-12-06T14:00:00,S1,2012,132,PM2.5,轻度污染",
        "2015-12-06T15:00:00,S1,2012,82,PM2.5,良",
        "2015-12-06T14:00:00,S2,2012,50,,优",
    ]
    since = run("--db", sqlite_url, "dump", "readings", "--since", "2015-12-06T15:00", "--station", "S1")
    header, row = csv.reader(io.StringIO(since.out))
    assert header[:4] == ["time", "station", "pm25", "pm10"]
    assert row[:2] == ["2015-12-06T15:00:00", "S1"]
    assert float(row[2]) == 60


def test_that_a_dump_goes_into_a_file_and_a_wrong_time_is_named(run, url, tmp_path):
    target = tmp_path / "orders.jsonl"
    done = run("--db", url, "dump", "tasks", "--format", "jsonl", "--out", str(target))
    assert (done.code, done.out) == (0, "")
    assert len([json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]) == 2
    wrong = run("--db", url, "dump", "readings", "--since", "yesterday")
    assert wrong.code == 1
    assert wrong.err.startswith("--since: “yesterday” is not a time")


def test_that_refused_rows_give_3_with_reasons_and_a_file(run, sqlite_url, tmp_path):
    path = tmp_path / "bad.csv"
    rows = [*HOURS.splitlines(), "2015-13-40 14:00:00,S1,1,1,1,1,1,1,1,1,1,1,N,1"]
    rows.append("2015-12-06 16:00:00,S1,-5,50,13,14,349,122,2.0,1019.4,-9,0,NNE,1.2")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = run("--db", sqlite_url, "load", "readings", str(path))
    assert done.code == 3
    assert done.out == "4 added, 0 changed, 0 unchanged, 2 refused\n", "a row keeps its good values"
    assert "bad.csv" in done.err
    assert "2015-13-40" in done.err
    assert "-5" in done.err
    named = re.search(r"their reasons: (.+)", done.err)
    assert named is not None
    refused = list(csv.DictReader(io.StringIO(Path(named[1]).read_text(encoding="utf-8-sig"))))
    assert [row["line"] for row in refused] == ["5", "6"]
    assert all(row["reason"] for row in refused)
    listed = run("--db", sqlite_url, "dump", "refused")
    assert len(listed.out.splitlines()) == 3


@pytest.mark.parametrize("kind", ["readings", "stations"])
def test_that_a_missing_file_fails_with_a_sentence(run, sqlite_url, kind):
    done = run("--db", sqlite_url, "load", kind, "none.csv")
    assert done.code == 1
    assert "none.csv" in done.err
    assert done.err.count("\n") == 1


def test_that_a_list_of_stations_is_loaded(run, url, tmp_path):
    path = tmp_path / "stations.csv"
    path.write_text(STATIONS + "S3,无县站,national,999999,114.6,36.4,WGS-84,,\n", encoding="gb18030")
    done = run("--db", url, "load", "stations", str(path))
    assert done.code == 3
    assert done.out.startswith("2 added")
    assert "999999" in done.err
    listed = run("--db", url, "dump", "stations").out
    assert "实验中学站" in listed
    assert "无县站" not in listed


# Orders


def new(run: Run, url: str, *more: str) -> Ran:
    deadline = ["--deadline", "2030-12-31T18:00"]
    return run(
        "--db", url, "task", "new", "--title", "裸土", "--site", "CA-YC-0002", "--to", UNIT, *deadline, *more
    )


def test_that_an_order_lives_without_a_window_and_its_number_is_the_last_word(run, url):
    made = new(run, url)
    assert (made.code, made.err) == (0, "")
    number = made.last_word
    assert made.out == f"Dispatched {number}\n"
    for step, state in [
        ("receive", "received"),
        ("arrive", "on site"),
        ("report", "reported"),
        ("return", "returned"),
        ("report", "reported"),
        ("verify", "verified"),
        ("close", "closed"),
    ]:
        done = run("task", step, number, "--note", "已苫盖", "--db", url)
        assert (done.code, done.err) == (0, ""), step
        assert done.out == f"{number} 县住建局: {state}\n" or done.out == f"{number} 成安县住建局: {state}\n"
    listed = [
        json.loads(line)
        for line in run("--db", url, "task", "list", "--format", "jsonl").out.splitlines()
        if number in line
    ]
    assert [task["title"] for task in listed] == ["裸土"]
    assert number not in run("--db", url, "task", "list", "--open").out
    assert number in run("--db", url, "task", "list").out
    assert run("--db", url, "check").code == 0


def test_that_a_draft_is_sent_out_later(run, url):
    made = new(run, url, "--draft")
    assert made.out.startswith("Draft ")
    assert run("--db", url, "task", "receive", made.last_word).code == 1
    assert run("--db", url, "task", "dispatch", made.last_word).code == 0
    assert run("--db", url, "task", "receive", made.last_word).code == 0


def test_that_a_wrong_step_fails_with_a_sentence_and_changes_nothing(run, url):
    number = new(run, url).last_word
    done = run("--db", url, "task", "close", number)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"Order {number} is dispatched; the step “close” is not possible from there. "
        "Possible now: receive, cancel.\n"
    )
    assert "dispatched" in run("--db", url, "task", "list", "--format", "csv").out


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--to", "130424-NO"], "130424-NO"),
        (["--to", UNIT, "--site", "CA-NO"], "CA-NO"),
        (["--to", UNIT, "--station", "NO-1"], "NO-1"),
        (["--to", UNIT, "--campaign", "noise"], "noise"),
        (["--to", UNIT, "--deadline", "soon"], "soon"),
    ],
)
def test_that_an_order_about_something_unknown_is_refused_with_a_sentence(run, url, options, named):
    before = run("--db", url, "task", "list").out
    done = run("--db", url, "task", "new", "--title", "x", *options)
    assert (done.code, done.out) == (1, "")
    assert named in done.err
    assert done.err.count("\n") == 1
    assert run("--db", url, "task", "list").out == before


def test_that_an_unknown_number_fails_with_a_sentence(run, url):
    done = run("--db", url, "task", "receive", "X-1")
    assert done.code == 1
    assert done.err == "There is no order X-1. Check the code and try again.\n"


def test_that_a_deadline_in_the_past_is_taken_and_said(run, url):
    done = run("--db", url, "task", "new", "--title", "x", "--to", UNIT, "--deadline", "2020-01-01T08:00")
    assert done.code == 0
    assert "overdue" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["task"],
        ["task", "new", "--title", "x"],
        ["task", "receive"],
        ["load", "readings"],
        ["dump", "weather"],
        ["listen", "--port", "x"],
        ["shot", "map", "--out", "x.png"],
        ["fly"],
    ],
)
def test_that_wrong_use_gives_2_and_says_how(run, arguments):
    done = run(*arguments)
    assert done.code == 2
    assert done.err.startswith("usage: qingkong")


def test_that_options_may_stand_before_or_after_the_command(run, url):
    assert run("task", "list", "--db", url).out == run("--db", url, "task", "list").out != ""


# Feeds


@pytest.fixture
def listening(run, url, monkeypatch) -> Iterator[int]:
    """`qingkong listen` on a thread, until the test ends; its port."""
    started: Queue[int] = Queue()
    stop = threading.Event()
    monkeypatch.setattr(cli_feeds, "_stop_on_signals", lambda: stop)
    real = cli_feeds.Listener.start

    def start(listener) -> None:
        real(listener)
        started.put(listener.port)

    monkeypatch.setattr(cli_feeds.Listener, "start", start)
    thread = threading.Thread(target=cli.main, args=[["--db", url, "--lang", "en", "listen", "--port", "0"]])
    thread.start()
    yield started.get(timeout=30)
    stop.set()
    thread.join()


def test_that_replayed_hours_arrive_through_a_real_port_once(run, url, tmp_path, listening, monkeypatch):
    monkeypatch.setattr(cli_feeds, "_stop_on_signals", threading.Event)
    path = tmp_path / "hours.csv"
    path.write_text(HOURS.replace("S1", "CA-01").replace("S2", "SX-01"), encoding="utf-8")
    for _ in range(2):
        sent = run("replay", str(path), "--to", f"127.0.0.1:{listening}", "--db", url)
        assert (sent.code, sent.err) == (0, "")
        assert sent.out == "2 hours, 3 frames sent, 3 answered\n"
    dumped = run("--db", url, "dump", "aqi", "--edition", "2012").out.splitlines()
    assert [row.split(",")[3] for row in dumped[1:]] == ["132", "82", "50"]
    loaded = run("--db", url, "load", "readings", str(path))
    assert loaded.out.startswith("0 added"), "the same hours by another way are the same rows"


def test_that_refused_frames_are_kept_with_their_reason(run, url, listening):
    data = b"QN=20151206140000000;ST=22;CN=2061;PW=123456;MN=X;Flag=4;CP=&&DataTime=20151206130000&&"
    frame = b"##%04d%s0000\r\n" % (len(data), data)
    with socket.create_connection(("127.0.0.1", listening), timeout=10) as device:
        device.sendall(frame)
        device.shutdown(socket.SHUT_WR)
        assert device.recv(100) == b""
    refused = run("--db", url, "dump", "refused").out
    assert "MN=X" in refused


def test_that_nobody_listening_is_a_sentence(run, hours):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    done = run("replay", str(hours), "--to", f"127.0.0.1:{port}")
    assert (done.code, done.out) == (1, "")
    assert f"127.0.0.1:{port}" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("address", ["here", "127.0.0.1:", ":9212", "127.0.0.1:99999"])
def test_that_a_wrong_address_is_a_sentence(run, hours, address):
    done = run("replay", str(hours), "--to", address)
    assert done.code == 1
    assert done.err.startswith("--to:")
    assert address in done.err


def test_that_a_taken_port_is_a_sentence(run, url):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = run("--db", url, "listen", "--port", str(port), "--seconds", "1")
    assert (done.code, done.out) == (1, "")
    assert f"Port {port} on 127.0.0.1 is taken" in done.err


# Pictures and languages


@pytest.mark.parametrize(("theme", "ground"), [("light", "#f4f6f9"), ("dark", None)])
def test_that_a_shot_has_the_size_and_the_ground_of_its_theme(url, tmp_path, theme, ground):
    if ground is None:
        tokens = (Path(str(folder("themes"))) / f"{theme}.toml").read_text(encoding="utf-8")
        ground = re.search(r'^ground = "(#\w+)"', tokens, re.MULTILINE)[1].lower()
    target = tmp_path / "out" / "orders.png"
    size = ["--size", "1280x720", "--theme", theme]
    done = process(*bare(url), "shot", "dispatch", "--out", str(target), *size, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (1280, 720)
    colours = [picture.pixelColor(x, y).name() for x in range(0, 1280, 8) for y in range(0, 720, 8)]
    assert colours.count(ground) > 100


def test_that_a_shot_of_a_tab_that_is_not_there_names_those_that_are(url, tmp_path):
    target = tmp_path / "air.png"
    done = process(*bare(url), "shot", "air", "--part", "map", "--out", str(target), cwd=tmp_path)
    assert done.returncode == 1
    assert "界面 air 没有标签页 map" in done.stderr
    assert "evaluation, ranking, targets, calendar, profiles, quality" in done.stderr
    assert not target.exists()


def test_that_a_shot_of_a_wrong_size_or_record_is_a_sentence(run, url, tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ["QT_QPA_PLATFORM"])
    done = run("--db", url, "shot", "duty", "--out", "x.png", "--size", "big")
    assert done.code == 1
    assert done.err.startswith("--size: ")
    (tmp_path / "letter.db").write_text("no database " * 100)
    broken = process(
        *bare(f"sqlite:///{tmp_path / 'letter.db'}"), "shot", "duty", "--out", "x.png", cwd=tmp_path
    )
    assert broken.returncode == 1
    assert "letter.db" in broken.stderr
    assert "Traceback" not in broken.stderr
    assert not (tmp_path / "x.png").exists()


def test_that_the_demo_without_a_display_writes_its_screens(tmp_path):
    command = [sys.executable, "-m", "desktop", "--demo"]
    done = process(*command, cwd=tmp_path, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "qingkong-demo") in done.stdout
    pictures = sorted((tmp_path / "qingkong-demo").iterdir())
    themes = ("dark", "light", "projection")
    screens = ("air", "campaigns", "devices", "dispatch", "duty", "import", "sync")
    assert [p.name for p in pictures] == [f"{s}-{t}.png" for s in screens for t in themes]
    for path in pictures:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1920, 1080), path.name
        seen = {picture.pixel(x, y) for x in range(0, 1920, 3) for y in range(0, 1080, 9)}
        assert len(seen) > 10, f"{path.name} is empty"


def test_that_a_window_without_a_display_is_a_sentence(url, tmp_path):
    done = process(*bare(url), cwd=tmp_path, QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8", LC_ALL="")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no display" in done.stderr


def test_that_a_reader_who_leaves_early_is_no_error(url, tmp_path):
    with subprocess.Popen(
        [*bare(url), "dump", "log", "--format", "jsonl"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as dump:
        dump.stdout.close()
        error = dump.stderr.read().decode()
        assert (dump.wait(60), error) == (0, "")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.GB18030"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_that_the_terminals_language_is_spoken(run, monkeypatch, variables, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, variables.get(name, ""))
    assert cli_text.choose_language(None) == language
    assert cli_text.choose_language("en") == "en"


def test_that_a_time_limit_becomes_the_deadline(run, url):
    before = datetime.now(UTC)
    done = run("--db", url, "task", "new", "--title", "x", "--to", UNIT, "--within", "30min")
    assert done.code == 0
    number = done.out.split()[-1]
    listed = run("--db", url, "task", "list", "--format", "jsonl").out.splitlines()
    order = next(one for one in map(json.loads, listed) if one["number"] == number)
    due = datetime.fromisoformat(order["parts"][0]["deadline"]).replace(tzinfo=CHINA)
    half = timedelta(minutes=30)
    assert before.replace(microsecond=0) + half <= due <= datetime.now(UTC) + half


def test_that_what_is_no_time_limit_is_named_and_nothing_is_written(run, url):
    before = run("--db", url, "task", "list").out
    done = run("--db", url, "task", "new", "--title", "x", "--to", UNIT, "--within", "soon")
    assert (done.code, done.out) == (1, "")
    assert "“soon” is no time limit" in done.err
    assert run("--db", url, "task", "list").out == before


def test_that_a_deadline_and_a_limit_are_not_both_taken(run, url):
    both = ("--deadline", "2030-01-01T08:00", "--within", "24h")
    assert run("--db", url, "task", "new", "--title", "x", "--to", UNIT, *both).code == 2
