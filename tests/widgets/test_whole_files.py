"""A file is there whole or not at all."""

import pytest

from widgets.files import write_whole


def test_that_the_old_file_gives_way_to_the_new_one_whole(tmp_path):
    target = tmp_path / "图.csv"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert (target.read_bytes(), list(tmp_path.iterdir())) == (b"new", [target])


def test_that_what_cannot_be_written_is_said_and_leaves_nothing_behind(tmp_path):
    with pytest.raises(OSError, match="missing"):
        write_whole(tmp_path / "missing" / "chart.csv", b"x")
    target = tmp_path / "folder.csv"
    target.mkdir()
    with pytest.raises(OSError, match=r"folder\.csv"):
        write_whole(target, b"x")
    assert list(tmp_path.iterdir()) == [target]
