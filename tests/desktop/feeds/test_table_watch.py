"""The watched folder, look by look: what is loaded, moved, left alone and remembered."""

import os
from pathlib import Path

import pytest

from db.actor import Actor
from db.commands import stations
from db.commands.stations import StationRow
from db.engine import Database, open_database
from db.errors import BusyError
from db.queries import readings as queries
from db.setup import prepare
from desktop.feeds import watch
from desktop.feeds.tables.profile import ColumnUse, TableProfile
from desktop.feeds.watch import DONE, FAILED, Folder, FolderError, Taken
from desktop.service.folder import WatchedFolder

GOOD = "监测时间,站点编码,PM2.5(μg/m³)\n2026-03-01 13:00,CA-01,35\n2026-03-01 14:00,CA-01,36\n"
STRANGE = "监测时间,站点编码,PM2.5(μg/m³)\n2026-03-01 13:00,老站,35\n2026-03-01 14:00,老站,35\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    return place


@pytest.fixture
def folder(place: Path, sqlite_database: Database, actor: Actor) -> Folder:
    with sqlite_database.writing() as session:
        stations.save(session, actor, [StationRow("CA-01", "成安站")])
    return Folder(place, sqlite_database)


def count(database: Database) -> int:
    with database.reading() as session:
        return sum(1 for _ in queries.rows(session))


def names(place: Path) -> set[str]:
    return {one.name for one in place.iterdir() if not one.name.startswith(".")}


def looks(folder: Folder, now, times: int = 2) -> list[Taken]:
    return [one for _ in range(times) for one in folder.look(now)]


def test_that_a_file_is_loaded_when_two_looks_find_it_alike(folder, place, sqlite_database, now):
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    assert folder.look(now) == []
    assert folder.waiting() == 1
    (taken,) = folder.look(now)
    assert (taken.name, taken.moved_to, taken.report.added) == ("a.csv", place / DONE / "a.csv", 2)
    assert count(sqlite_database) == 2
    assert names(place / DONE) == {"a.csv", "a.csv.report.txt"}
    assert "2 rows added" in (place / DONE / "a.csv.report.txt").read_text(encoding="utf-8")
    assert folder.look(now) == []
    assert folder.waiting() == 0


def test_that_a_growing_file_is_left_alone_until_it_rests(folder, place, now):
    path = place / "a.csv"
    path.write_text(GOOD[:60], encoding="utf-8")
    folder.look(now)
    path.write_text(GOOD, encoding="utf-8")
    assert folder.look(now) == []
    assert [one.report.added for one in folder.look(now)] == [2]


def test_that_a_file_rewritten_with_the_same_size_counts_as_growing(folder, place, now):
    path = place / "a.csv"
    path.write_text(GOOD, encoding="utf-8")
    folder.look(now)
    os.utime(path, ns=(1, 1))
    assert folder.look(now) == []


def test_that_scratch_files_empty_ones_folders_and_links_are_nobodys(folder, place, now, tmp_path):
    for name in (".hidden.csv", "~$a.xlsx", "b.csv.part", "c.tmp"):
        (place / name).write_text(GOOD, encoding="utf-8")
    (place / "empty.csv").touch()
    (place / "sub").mkdir()
    (tmp_path / "elsewhere.csv").write_text(GOOD, encoding="utf-8")
    (place / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert looks(folder, now, 3) == []
    assert folder.waiting() == 1, "the empty one may still be filled"


def test_that_the_same_content_is_loaded_once_under_any_name(folder, place, now, monkeypatch):
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    looks(folder, now)
    monkeypatch.setattr(watch, "load_readings", lambda *_a, **_k: pytest.fail("loaded again"))
    (place / "b.csv").write_text(GOOD, encoding="utf-8")
    again = Folder(place, folder._database)  # a program that was started anew
    (taken,) = looks(again, now)
    assert (taken.report, taken.moved_to) == (None, place / DONE / "b.csv")
    assert "loaded before" in (place / DONE / "b.csv.report.txt").read_text(encoding="utf-8")


def test_that_another_replica_takes_the_same_file(folder, place, now, tmp_path):
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    looks(folder, now)
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    prepare(other, now)
    with other.writing() as session:
        stations.save(session, Actor(now), [StationRow("CA-01", "成安站")])
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    (taken,) = looks(Folder(place, other), now)
    other.close()
    assert taken.report.added == 2
    assert taken.moved_to == place / DONE / "a (2).csv"


def test_that_a_file_that_cannot_be_read_goes_to_failed_with_the_reason(folder, place, now):
    (place / "a.xlsx").write_bytes(b"no workbook")
    (place / "b.csv").write_text("甲,乙\n1,2\n", encoding="gb18030")
    taken = looks(folder, now)
    assert {one.name for one in taken} == {"a.xlsx", "b.csv"}
    assert names(place / FAILED) == {"a.xlsx", "b.csv", "a.xlsx.report.txt", "b.csv.report.txt"}
    assert "a.xlsx is not a workbook" in (place / FAILED / "a.xlsx.report.txt").read_text(encoding="utf-8")


def test_that_a_file_of_unknown_stations_can_be_given_again(folder, place, sqlite_database, now, actor):
    (place / "a.csv").write_text(STRANGE, encoding="utf-8")
    (taken,) = looks(folder, now)
    assert (taken.report.added, taken.moved_to) == (0, place / FAILED / "a.csv")
    assert "老站" in (place / FAILED / "a.csv.report.txt").read_text(encoding="utf-8")
    assert (place / FAILED / "a.csv.refused.csv").stat().st_size > 0
    with sqlite_database.writing() as session:
        stations.save(session, actor, [StationRow("CA-02", "老站")])
    (place / FAILED / "a.csv").rename(place / "a.csv")
    (taken,) = looks(folder, now)
    assert taken.report.added == 2


def test_that_a_busy_database_leaves_the_file_where_it_is(folder, place, now, monkeypatch):
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    folder.look(now)

    def busy(*_args, **_more):
        raise BusyError

    with monkeypatch.context() as patch:
        patch.setattr(watch, "load_readings", busy)
        with pytest.raises(BusyError):
            folder.look(now)
    assert names(place) == {"a.csv"}
    assert [one.report.added for one in folder.look(now)] == [2]


def test_that_a_file_that_cannot_be_moved_is_told_and_tried_again(folder, place, now, monkeypatch):
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    (place / "b.csv").write_text(GOOD.replace("35", "37"), encoding="utf-8")
    folder.look(now)
    rename = Path.rename

    def locked(self: Path, target: Path):
        if self.name == "a.csv":
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", locked)
        taken = {one.name: one for one in folder.look(now)}
    assert (taken["a.csv"].moved_to, "in use" in taken["a.csv"].problem) == (None, True)
    assert taken["b.csv"].moved_to == place / DONE / "b.csv"
    (again,) = folder.look(now)
    assert (again.name, again.report) == ("a.csv", None)


def test_that_a_stopped_load_leaves_the_file(folder, place, now):
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    folder.look(now)
    answers = iter([False, True])
    assert folder.look(now, lambda: next(answers)) == []
    assert names(place) == {"a.csv"}


def test_that_a_missing_folder_is_told(sqlite_database, tmp_path, now):
    with pytest.raises(FolderError, match="nowhere"):
        Folder(tmp_path / "nowhere", sqlite_database).look(now)


def test_that_the_profile_of_the_folder_counts(place, folder, sqlite_database, now):
    uses = (ColumnUse("t", "time"), ColumnUse("s", "station"), ColumnUse("x", "no2", "mg/m3"))
    (place / "a.csv").write_text("t,s,x\n2026-03-01 13:00,CA-01,0.02\n", encoding="utf-8")
    looks(Folder(place, sqlite_database, TableProfile(columns=uses)), now)
    with sqlite_database.reading() as session:
        (row,) = queries.rows(session)
    assert dict(zip(queries.ROW_FIELDS, row, strict=True))["no2"] == 20


def test_that_the_service_tells_what_it_loaded(folder, place, sqlite_database, now):
    duty = WatchedFolder(sqlite_database, place, None, lambda: False)
    (place / "a.csv").write_text(GOOD, encoding="utf-8")
    (place / "b.xlsx").write_bytes(b"no workbook")
    assert duty.run(now) == "0 files loaded since the start, 0 failed, 2 wait"
    assert duty.run(now) == "1 files loaded since the start, 1 failed, 0 wait"
