"""How fast a pack is written, against two that do as little as can be done with the same fsync.

- *zipfile*: `zipfile` alone writes the very same members, which it has in memory already.
- *script*: `sqlite3`, `json` and `zipfile` get the same rows and photos from the same file first.

Neither computes a SHA-256, signs, keeps to batches that end at a signature, or reads back what it wrote.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run that compares what was written.
"""

import contextlib
import json
import os
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import pytest

from db.actor import Actor
from db.commands import attachments, divisions, sites
from db.engine import Database, open_database, sqlite_module
from db.log import Journal
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.setup import prepare
from db.sync.pack.container import open_pack
from db.sync.pack.read import take_pack
from db.sync.pack.write import Written, write_pack
from resources import folder

TOWN = "130424100"
FULL, SMALL = (4_750, 500), (8, 4)
"""Sites, which are two operations each, and photos, which are one."""
PHOTO = 100_000


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, full: bool) -> Iterator[Database]:
    actor = Actor(now=datetime(2026, 3, 20, 8, tzinfo=UTC))
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('pack') / 'record.db'}")
    prepare(database, actor.now)
    _furnish(database, actor)
    _fill(database, actor, *(FULL if full else SMALL))
    yield database
    database.close()


def _furnish(database: Database, actor: Actor) -> None:
    rows = [
        DivisionRow("130400", "邯郸市", "city", None, None, None),
        DivisionRow("130424", "成安县", "county", "130400", None, None),
        DivisionRow(TOWN, "成安镇", "township", "130424", None, None),
    ]
    with database.writing() as s:
        divisions.load_divisions(s, rows, {}, source="test", now=actor.now)
        campaigns = [load_folder(folder("campaigns"))[0]["dust"]]
        divisions.load_campaigns(s, campaigns, source="test", now=actor.now)


def _fill(database: Database, actor: Actor, count: int, photos: int) -> None:
    dice = random.Random(20200326)
    with database.writing() as s, Journal(s, actor, "sites.import") as journal:
        made = [
            sites.add(
                s,
                actor,
                sites.SiteData(
                    f"{dice.choice('金木水火土')}{dice.choice('东南西北')}工地 {number}",
                    TOWN,
                    "dust",
                    code=f"CA-{number:05}",
                    address=f"成安镇 {dice.randrange(500)} 号",
                    lon=round(dice.uniform(114.4, 114.8), 6),
                    lat=round(dice.uniform(36.3, 36.5), 6),
                    fields={"area": dice.randrange(100_000)},
                ),
                journal,
            ).id
            for number in range(count)
        ]
    for number in range(photos):
        with database.writing() as s:
            content = dice.randbytes(PHOTO)
            attachments.add(s, actor, "site", made[number % count], "现场.jpg", "image/jpeg", content)


Member = tuple[str, bytes]


class Times(NamedTuple):
    """Seconds on the wall's clock and on the processor's, which does not count what other programs use."""

    wall: float
    processor: float


def _timed(work: Callable[[], object]) -> Times:
    wall, processor = perf_counter(), process_time()
    work()
    return Times(perf_counter() - wall, process_time() - processor)


def _best(times: Iterable[Times]) -> Times:
    walls, processors = zip(*times, strict=True)
    return Times(min(walls), min(processors))


def _zipped(path: Path, texts: Iterable[Member], photos: Iterable[Member]) -> None:
    with path.open("xb") as file:
        with zipfile.ZipFile(file, "w") as pack:
            for name, content in texts:
                pack.writestr(name, content, zipfile.ZIP_DEFLATED)
            for name, content in photos:
                pack.writestr(name, content, zipfile.ZIP_STORED)
        file.flush()
        os.fsync(file.fileno())


def _script(path: Path, record: Path) -> None:
    with contextlib.closing(sqlite_module().connect(record)) as connection:
        photos = connection.execute("SELECT 'blobs/' || sha256, content FROM blob ORDER BY sha256")
        _zipped(path, _texts(connection), photos)


def _texts(connection: Any) -> Iterator[Member]:
    rows = connection.execute("SELECT * FROM operation ORDER BY position")
    names = [column[0] for column in rows.description]
    for number in count(1):
        part = rows.fetchmany(1_000)
        if not part:
            return
        lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in part)
        yield f"operations/{number:06}.jsonl", "\n".join(lines).encode()


def test_writing_a_pack(benchmark, record: Database, full: bool, tmp_path: Path, actor: Actor):
    rounds = 5 if full else 1
    numbers = iter(range(100))

    def write() -> Written:
        return write_pack(record, tmp_path / f"{next(numbers)}.qkpack", to=None, now=actor.now)

    written = benchmark.pedantic(write, rounds=rounds)
    made, photos = FULL if full else SMALL
    assert (written.manifest.operations, written.manifest.attachments) == (2 * made + photos, photos)
    texts, stored = [], []
    with open_pack(written.path) as pack:
        for member, content in pack.contents():
            (texts if member.packed else stored).append((member.name, content))
    zips = [partial(_zipped, tmp_path / f"zip{n}", texts, stored) for n in range(rounds)]
    scripts = [partial(_script, tmp_path / f"script{n}", record.path) for n in range(rounds)]
    ours, zipped, script = (_best(map(_timed, works)) for works in ([write] * rounds, zips, scripts))
    with zipfile.ZipFile(tmp_path / "script0") as file:
        assert sum(name.startswith("blobs/") for name in file.namelist()) == photos
    if full:
        print(f"\npack of {written.size:,} bytes: {ours.wall:.2f} s, processor {ours.processor:.2f} s")
        for name, bare in (("zipfile alone", zipped), ("sqlite3, json and zipfile", script)):
            ratios = Times(ours.wall / bare.wall, ours.processor / bare.processor)
            benchmark.extra_info[name] = ratios
            print(f"{name}: {bare.wall:.2f} s: {ratios.wall:.2f} ×, processor {ratios.processor:.2f} ×")


def test_taking_a_pack(benchmark, record: Database, full: bool, tmp_path: Path, actor: Actor):
    """To an empty office, as on the first day."""
    path = write_pack(record, tmp_path / "a.qkpack", to=None, now=actor.now).path
    offices: list[Database] = []

    def setup():
        office = open_database(f"sqlite:///{tmp_path / f'office{len(offices)}.db'}")
        prepare(office, actor.now)
        _furnish(office, actor)
        offices.append(office)
        return (office, path), {"now": actor.now, "approve": True}

    taken = benchmark.pedantic(take_pack, setup=setup, rounds=2 if full else 1)
    made, photos = FULL if full else SMALL
    assert (taken.received.operations, taken.received.photos) == (2 * made + photos, photos)
    for office in offices:
        office.close()
    if full:
        print(f"\ntaken in {benchmark.stats.stats.median:.2f} s")
