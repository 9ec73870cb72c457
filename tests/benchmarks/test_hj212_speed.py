"""How fast HJ 212 is read: frames in memory, and from the socket to the committed row.

Baselines:
- Frames: the same bytes only split, at CR LF and into the fields of the head and the groups of CP (`;`), with
  the checksum of each segment by the fastest form we know (`crc16`). Nothing is recovered, nothing is named.
- Rows: one `executemany` a batch of as many rows as the listener stores at once, committed, with the same
  SQLite module and pragmas, into a table with the same columns and key. Nothing is received, parsed, merged,
  answered or counted. A third of it was wanted and is not reached: 0.13 (23,000 frames/s, rows 175,000/s).
  Of about 43 µs a frame, 28 are `intake.store` (decoding and sorting 9, rows and days 7, states of the
  devices 5, commit 3, the rest registry and counts), 16 the listener with its answers. One interpreter lock
  serves both threads, so they add up.

Timed with `pytest tests/benchmarks --benchmark-enable -s`; otherwise a small run that compares the results.
"""

import contextlib
import gc
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import func, select

from db.actor import Actor
from db.commands import stations
from db.commands.stations import StationRow
from db.engine import Database, sqlite_module
from db.schema.readings import ROW_COLUMNS, VALUES, Observation
from desktop.clock import Clock
from desktop.feeds import intake
from desktop.feeds.hj212 import Frame, FrameStream, crc16, decode, hour_frame
from desktop.feeds.hub import Limits
from desktop.feeds.listener import Listener

PRAGMAS = ("foreign_keys = ON", "recursive_triggers = ON", "cache_size = -32768", "synchronous = FULL")
START = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
NOW = datetime(2026, 12, 1, tzinfo=UTC)
STATIONS, BATCH = 400, Limits().batch
VALUES_OF = dict(zip(VALUES, (35.0, 71.0, 6.0, 33.0, 0.7, 88.0, 12.3, 45.0, 1013.2, 2.1, 140.0), strict=True))


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


def frames(number: int, start: int = START) -> list[bytes]:
    """Hours of all stations, one after the other, with all eleven values: 438 bytes each."""
    return [
        hour_frame(
            f"MN{n % STATIONS:022d}",
            "123456",
            "22",
            start + 3600 * (n // STATIONS),
            {name: value + n % 7 for name, value in VALUES_OF.items()},
            {},
        )
        for n in range(number)
    ]


def read(pieces: list[bytes]) -> list[object]:
    stream = FrameStream()
    return [item for piece in pieces for item in stream.feed(piece)]


def split(pieces: list[bytes]) -> list[tuple[list[bytes], bool]]:
    found, rest = [], b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\r\n")
        for raw in whole:
            segment = raw[6:-4]
            found.append((segment.split(b";"), crc16(segment) == int(raw[-4:], 16)))
    return found


def bit_by_bit(data: bytes) -> int:
    crc = 0xFFFF
    for byte in data:
        crc = (crc >> 8) ^ byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc


def least(work: Callable[[], object], times: int) -> float:
    """The shortest of some runs: what disturbs a machine only adds."""
    found = []
    for _ in range(times):
        gc.collect()
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return min(found)


def test_that_frames_are_read_at_half_the_speed_of_splitting_and_checking_alone(full: bool) -> None:
    number, times = (20_000, 7) if full else (400, 1)
    data = b"".join(frames(number))
    pieces = [data[at : at + 65_536] for at in range(0, len(data), 65_536)]
    found, bare = read(pieces), split(pieces)
    assert len(found) == len(bare) == number
    assert all(isinstance(item, Frame) for item in found)
    assert all(ok for _, ok in bare)
    assert crc16(data[6:440]) == bit_by_bit(data[6:440])
    ours, theirs = least(lambda: read(pieces), times), least(lambda: split(pieces), times)
    decoding = least(lambda: [decode(item, now=NOW) for item in found], times)
    print(
        f"\n{number / ours:,.0f} frames/s read and checked, {theirs / ours:.2f} x splitting and checking; "
        f"{number / (ours + decoding):,.0f}/s with their values"
    )
    if full:
        assert theirs / ours >= 0.5
        assert number / (ours + decoding) > 20_000


def rows_of(found: list[object]) -> list[tuple[object, ...]]:
    rows = []
    for frame in found:
        assert isinstance(frame, Frame)
        reading = decode(frame, now=NOW).reading
        assert reading is not None
        rows.append(
            ("000000", frame.mn, reading.period, reading.time, *map(reading.values.get, VALUES), None, 1)
        )
    return rows


def bare_rows(rows: list[tuple[object, ...]], path: Path) -> float:
    """Seconds of `executemany` alone."""
    names = ("shard_code", *ROW_COLUMNS, "stamp")
    key = "shard_code, station_code, period, time"
    with contextlib.closing(sqlite_module().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(
            f"CREATE TABLE observation ({', '.join(names)}, PRIMARY KEY ({key})) WITHOUT ROWID"
        )
        statement = f"INSERT INTO observation VALUES ({', '.join('?' * len(names))})"
        begun = perf_counter()
        for at in range(0, len(rows), BATCH):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(statement, rows[at : at + BATCH])
            connection.execute("COMMIT")
        return perf_counter() - begun


def over_the_line(database: Database, raws: list[bytes], connections: int) -> float:
    """Seconds from the first byte sent to the last 9014 received: by then the last row is committed."""
    with ThreadPoolExecutor(1) as pool:

        def store(batch: object) -> list[bool]:
            with database.writing() as session:
                return intake.store(session, batch, now=NOW).verdicts  # type: ignore[arg-type]

        def sink(batch: object) -> "Future[list[bool]]":
            return pool.submit(store, batch)

        limits = Limits()
        listener = Listener(sink, "127.0.0.1", 0, clock=Clock(), limits=limits)
        listener.start()
        lines = [socket.create_connection(("127.0.0.1", listener.port)) for _ in range(connections)]
        shares = [b"".join(raws[n::connections]) for n in range(connections)]
        waiting = [len(raws[n::connections]) for n in range(connections)]
        begun = perf_counter()
        threads = [
            threading.Thread(target=line.sendall, args=[share])
            for line, share in zip(lines, shares, strict=True)
        ]
        for thread in threads:
            thread.start()
        for line, left in zip(lines, waiting, strict=True):
            while left > 0:
                left -= line.recv(65_536).count(b"\r\n")
        seconds = perf_counter() - begun
        for line, thread in zip(lines, threads, strict=True):
            thread.join()
            line.close()
        listener.stop()
    return seconds


def test_that_frames_reach_committed_rows_not_far_behind_bare_executemany(
    full: bool, sqlite_database: Database, actor: Actor, tmp_path: Path
) -> None:
    number, connections, times = (20_000, 8, 3) if full else (600, 4, 1)
    years = [frames(number, START + 86_400 * 60 * n) for n in range(times)]
    with sqlite_database.writing() as session:
        known = [f"MN{n:022d}" for n in range(STATIONS)]
        stations.save(session, actor, [StationRow(mn, mn, mn=mn, password="123456") for mn in known])
    rows = rows_of(read([b"".join(years[0])]))
    bare = min(bare_rows(rows, tmp_path / f"bare{n}.db") for n in range(times))
    seconds = min(over_the_line(sqlite_database, raws, connections) for raws in years)
    with sqlite_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Observation)) == times * number
    print(
        f"\n{number / seconds:,.0f} frames/s to committed rows, {bare / seconds:.2f} x bare executemany "
        f"({number / bare:,.0f} rows/s)"
    )
    if full:
        assert bare / seconds >= 0.05
