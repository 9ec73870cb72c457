"""Programs killed (SIGKILL) at any step while they write or take a pack.

`QK_LONG=1` kills at every step, otherwise at every few.
"""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from pack_helpers import NOW, add_photo, add_site, furnish, new_laptop, pack_rows, photos, site_codes
from sqlalchemy import Engine, event

from db.actor import Actor
from db.check import check
from db.engine import Database, open_database
from db.sync.pack import files
from db.sync.pack.container import open_pack
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_pack

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")

LONG = os.environ.get("QK_LONG") == "1"
ACTOR = Actor(now=NOW)


def filled(path: Path) -> Path:
    database = open_database(f"sqlite:///{new_laptop(path)}")
    for number in range(2):
        add_site(database, ACTOR, f"T-{number}")
        add_photo(database, ACTOR, f"T-{number}", bytes([number]) * 5_000)
    database.close()
    return path


def die_at(step: int) -> None:
    """From now on in this process, the n-th step towards the disk is the last."""
    left = step

    def count(*_arguments: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            count()
            return function(*arguments, **options)

        return call

    for name in ("fsync", "replace"):
        setattr(files.os, name, counted(getattr(os, name)))
    for name in ("open_input", "open_output"):
        setattr(files, name, counted(getattr(files, name)))
    files.Input.read = counted(files.Input.read)
    files._Output.write = counted(files._Output.write)


def is_killed(url: str, step: int, work: Callable[[Database], object]) -> bool:
    """Do the work in a process of its own that dies at a step; whether it died before it was done."""
    child = os.fork()
    if child == 0:
        try:
            database = open_database(url)
            die_at(step)
            work(database)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_that_a_pack_killed_while_it_is_written_is_whole_or_not_there(tmp_path):
    url = f"sqlite:///{filled(tmp_path / 'laptop.db')}"
    stick = tmp_path / "stick"
    stick.mkdir()
    step, was_there = 0, 0
    while is_killed(url, step, lambda database: write_pack(database, stick / "a", to=None, now=NOW)):
        if (stick / "a").exists():
            was_there += 1
            with open_pack(stick / "a") as pack:
                pack.verify()
            (stick / "a").unlink()
        assert {path.name for path in stick.iterdir()} <= {".a.part"}
        step += 1 if LONG else 3
    assert step > 40
    assert was_there > 0
    assert [path.name for path in stick.iterdir()] == ["a"]
    database = open_database(url)
    assert len(pack_rows(database)) == 1
    assert check(database) == []
    database.close()


def test_that_a_pack_killed_while_it_is_taken_is_taken_by_the_next(tmp_path, sqlite_template):
    laptop = open_database(f"sqlite:///{filled(tmp_path / 'laptop.db')}")
    path = write_pack(laptop, tmp_path / "a", to=None, now=NOW).path
    laptop.close()
    office = open_database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'empty.db')}")
    furnish(office, NOW)
    office.close()
    step = 0
    while True:
        url = f"sqlite:///{shutil.copy(tmp_path / 'empty.db', tmp_path / 'office.db')}"
        died = is_killed(url, step, lambda database: take_pack(database, path, now=NOW, approve=True))
        office = open_database(url)
        assert check(office) == []
        if died:
            take_pack(office, path, now=NOW, approve=True)
        assert site_codes(office) == ["T-0", "T-1"]
        assert len(photos(office)) == 2
        assert [row.status for row in pack_rows(office)] == ["taken"]
        assert check(office) == []
        office.close()
        if not died:
            break
        step += 1 if LONG else 7
    assert step > 60
