"""The raw journal: what is written, what is masked, how it rotates, stops, and is sent again."""

import json
import threading
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.clock import Clock
from desktop.feeds.hj212 import Frame, FrameStream, encode, seal, unseal
from desktop.feeds.journal import Entry, Journal, JournalFileError, entries, is_journal
from desktop.feeds.journal_replay import again, send_journal
from desktop.feeds.listener import Listener

AT = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
WAIT = 10


def frame(number=1, pw="s3cret", flag=5):
    return encode(
        "DataTime=20260320080000;a34004-Avg=1", st="22", cn="2061", mn="M1", pw=pw, qn=f"Q{number}", flag=flag
    )


def entry(raw=None, kind="frame", way="in", at=AT):
    return Entry(at, "10.0.0.1", way, kind, frame().rstrip() if raw is None else raw)


def written(folder, *items, **options):
    journal = Journal(folder, **options)
    journal.start()
    for item in items:
        journal.add(item)
    journal.stop()
    return journal


def files(folder):
    return sorted(folder.glob("*.jsonl"))


def test_that_every_byte_comes_back_and_passwords_do_not(tmp_path):
    every = bytes(range(256))
    written(tmp_path, entry(), entry(every, "garbage"), entry(b"9014 PW=s3cret;MN=M1", "answer", "out"))
    (path,) = files(tmp_path)
    assert b"s3cret" not in path.read_bytes()
    first, second, third = entries(path)
    assert first.raw == frame().rstrip().replace(b"PW=s3cret", b"PW=******")
    assert (first.at, first.peer, first.way, first.kind) == (AT, "10.0.0.1", "in", "frame")
    assert (second.raw, second.kind) == (every, "garbage")
    assert (third.raw, third.way) == (b"9014 PW=******;MN=M1", "out")
    assert is_journal(path)


def test_that_a_password_cut_off_is_masked_too(tmp_path):
    written(tmp_path, entry(b"##0100QN=1;PW=s3cr", "cut"))
    assert next(entries(files(tmp_path)[0])).raw == b"##0100QN=1;PW=******"


def test_that_files_rotate_by_size_and_the_oldest_go(tmp_path):
    many = [entry(b"x" * 900, "garbage", at=AT + timedelta(seconds=n)) for n in range(40)]
    written(tmp_path, *many, size=5_000, files=3)
    assert len(files(tmp_path)) == 3
    assert all(path.stat().st_size < 6_200 for path in files(tmp_path))
    kept = [item for path in files(tmp_path) for item in entries(path)]
    assert kept == many[-len(kept) :]
    written(tmp_path, entry(), size=5_000, files=3)  # the next run goes on behind it
    assert len(files(tmp_path)) == 3
    assert next(entries(files(tmp_path)[-1])).kind == "frame"


class FullDisk:
    """A file that takes some lines and then no more."""

    def __init__(self, file, lines):
        self._file, self._lines = file, lines

    def write(self, text):
        self._lines -= 1
        if self._lines < 0:
            raise OSError(28, "No space left on device")
        return self._file.write(text)

    def __getattr__(self, name):
        return getattr(self._file, name)


def test_that_a_full_disk_stops_the_journal_and_says_so(tmp_path, monkeypatch):
    really = Path.open
    monkeypatch.setattr(Path, "open", lambda *a, **k: FullDisk(really(*a, **k), 2))
    journal = written(tmp_path, *[entry()] * 5)
    monkeypatch.undo()
    assert journal.problem == "No space left on device"
    assert journal.lost == 3
    assert len(list(entries(files(tmp_path)[0]))) == 2
    journal.start()  # there is room again
    journal.add(entry())
    journal.stop()
    assert journal.problem == ""
    assert len(files(tmp_path)) == 2


def test_that_a_folder_that_cannot_be_made_stops_only_the_journal(tmp_path):
    (tmp_path / "taken").write_text("")
    journal = written(tmp_path / "taken" / "journal", entry())
    assert journal.problem
    assert journal.lost == 1


def test_that_a_journal_that_cannot_keep_up_loses_entries_and_counts_them(tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.feeds.journal._WAITING", 10)
    journal = Journal(tmp_path)  # not started: nobody takes
    for _ in range(25):
        journal.add(entry())
    assert journal.lost == 15
    journal.start()
    journal.stop()
    assert len(list(entries(files(tmp_path)[0]))) == 10


def test_that_a_line_cut_off_at_the_end_is_no_damage_and_elsewhere_it_is(tmp_path):
    written(tmp_path, entry(), entry())
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert len(list(entries(path))) == 1
    path.write_bytes(whole[: len(whole) // 2 - 20] + b"\n" + whole)
    with pytest.raises(JournalFileError, match="line 1 cannot be read"):
        list(entries(path))


@pytest.mark.parametrize("line", [[], 1, {"at": 1}, {"at": "2026-03-20T08:00:00+00:00", "raw": "\u4e2d"}])
def test_that_json_that_is_no_entry_is_an_error(tmp_path, line):
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(line) + "\n")
    with pytest.raises(JournalFileError):
        list(entries(path))


def received(raw):
    (item,) = FrameStream().feed(raw)
    assert isinstance(item, Frame)
    return item


def masked(raw):
    return entry(raw.rstrip().replace(b"PW=s3cret", b"PW=******"))


def test_that_a_frame_is_a_good_one_again_with_and_without_its_password():
    assert again(masked(frame()), {"M1": "s3cret"}) == frame()
    assert received(again(masked(frame()), {})).pw == "******"
    assert again(entry(b"noise", "garbage"), {}) == b"noise\r\n"


def test_that_a_sealed_frame_opens_after_its_password_was_put_back():
    key = b"0" * 16
    sealed = seal(frame(), key)
    raw = again(masked(sealed), {"M1": "s3cret"})
    assert raw == sealed
    assert isinstance(unseal(received(raw), key), Frame)


class Store:
    def __init__(self):
        self.items, self.got = [], threading.Event()

    def __call__(self, batch):
        self.items += [received.item for received in batch]
        self.got.set()
        future: Future[list[bool]] = Future()
        future.set_result([isinstance(received.item, Frame) for received in batch])
        return future


def test_that_what_a_listener_received_is_sent_again_to_another(tmp_path):
    def listen(journal=None):
        store = Store()
        listener = Listener(store, "127.0.0.1", 0, clock=Clock(), flush_seconds=0.001, journal=journal)
        listener.start()
        return listener, store

    first, stored = listen(Journal(tmp_path))
    sent = [entry(frame(n, flag=5 if n % 2 else 4).rstrip()) for n in range(50)]
    broken = entry(frame().replace(b"Avg=1", b"Avg=2").rstrip(), "crc")
    live = send_journal([*sent, broken], {}, "127.0.0.1", first.port)
    assert (live.frames, live.damaged, live.answers) == (50, 1, 25)
    first.stop()
    assert first.status().journal_problem == ""
    recorded = [item for path in files(tmp_path) for item in entries(path)]
    assert sum(item.way == "out" for item in recorded) == 25

    second, stored_again = listen()
    result = send_journal(recorded, {"M1": "s3cret"}, "127.0.0.1", second.port, speed=1e9)
    second.stop()
    assert (result.frames, result.damaged, result.answers) == (50, 1, 25)
    assert stored_again.items[:50] == stored.items[:50]
    assert [item.reason for item in (stored.items[50], stored_again.items[50])] == ["crc", "crc"]


def test_that_nobody_listening_is_an_oserror(tmp_path):
    with pytest.raises(OSError, match="refused"):
        send_journal([entry()], {}, "127.0.0.1", 1)
