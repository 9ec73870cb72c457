"""`task attach` and `task files`: real files, once each, and what is refused."""

import hashlib
import os
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desktop.cli import main

TOWNSHIP = "130424100"


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    assert main(["--db", url, "init", "--region", "handan"]) == 0
    capsys.readouterr()
    return url


@pytest.fixture
def run(db: str, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--db", db, "task", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def number(run) -> str:
    code, out, _ = run("new", "--title", "覆盖裸土", "--to", TOWNSHIP)
    assert code == 0
    return out.split()[-1]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    exif, stream = Image.Exif(), BytesIO()
    exif.get_ifd(0x8769)[0x9003] = "2026:03:19 15:04:05"
    Image.new("RGB", (40, 30), "#808000").save(stream, "JPEG", exif=exif)
    path = tmp_path / "整改后.jpg"
    path.write_bytes(stream.getvalue())
    return path


def count(db: str, table: str) -> int:
    with closing(sqlite3.connect(db.removeprefix("sqlite:///"))) as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


def test_that_a_photo_is_kept_with_its_time_and_hash(run, number, photo):
    code, _, err = run("attach", number, str(photo), "--unit", TOWNSHIP)
    assert (code, err) == (0, "")
    code, out, _ = run("files", number)
    assert code == 0
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()[:12]
    size = str(photo.stat().st_size)
    assert out.split() == ["task", "2026-03-19T15:04:05", "-", size, digest, "整改后.jpg"]


def test_that_the_same_bytes_are_not_doubled_whatever_their_name(run, db, number, photo):
    copy = photo.with_name("IMG_0001.jpg")
    copy.write_bytes(photo.read_bytes())
    code, _, err = run("attach", number, str(photo), str(copy))
    assert code == 3
    assert "IMG_0001.jpg" in err
    assert "整改后.jpg" in err
    assert count(db, "attachment") == count(db, "blob") == 1


def test_that_bytes_on_two_orders_are_stored_once(run, db, number, photo):
    other = run("new", "--title", "再查一次", "--to", TOWNSHIP)[1].split()[-1]
    assert run("attach", number, str(photo))[0] == 0
    assert run("attach", other, str(photo))[0] == 0
    assert (count(db, "attachment"), count(db, "blob")) == (2, 1)


def test_that_each_bad_file_is_named_and_the_good_one_is_kept(run, db, number, photo, tmp_path):
    huge = tmp_path / "录像.jpg"
    with huge.open("wb") as file:
        os.truncate(file.fileno(), 2 * 1024**3)  # 2 GB that take no room on the disk
    program = tmp_path / "看照片.exe"
    program.write_bytes(b"MZ\x90\x00")
    empty = tmp_path / "空.pdf"
    empty.touch()
    gone = tmp_path / "没了.jpg"
    code, out, err = run("attach", number, *map(str, (huge, program, empty, gone, photo)))
    assert code == 3
    assert [name in err for name in ("录像.jpg", "看照片.exe", "空.pdf", "没了.jpg")] == [True] * 4
    assert len(err.splitlines()) == 4
    assert out.strip().startswith(number)
    assert count(db, "attachment") == 1


def test_that_an_unknown_order_or_unit_is_no_matter_of_the_file(run, db, number, photo):
    assert run("attach", "成安-综-2026-没有", str(photo))[0] == 1
    assert run("attach", number, str(photo), "--unit", "130425100")[0] == 1
    assert run("files", "成安-综-2026-没有")[0] == 1
    assert count(db, "attachment") == 0
