"""Options of the listener on the command line, and a journal replayed by `qingkong replay`."""

import argparse
from concurrent.futures import Future
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest

from db.errors import InvalidValueError, OutOfRangeError
from desktop import cli
from desktop.cli_listener import guard_of, journal_of
from desktop.clock import Clock
from desktop.feeds.guard import Guard
from desktop.feeds.hj212 import Frame, encode
from desktop.feeds.journal import Entry, Journal
from desktop.feeds.listener import Listener


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    cli._listener_options(parser)
    return parser.parse_args(words)


def test_that_without_options_the_limits_are_the_usual_ones():
    assert guard_of(options()) == Guard()
    assert journal_of(options()) is None


def test_that_options_reach_the_guard():
    words = (
        "--allow 10.1.0.0/16,192.168.1.7 --connections 9 --per-address 2 --new-per-minute 3 --idle-seconds 60"
    )
    assert guard_of(options(*words.split())) == Guard(
        connections=9,
        per_address=2,
        new_per_minute=3,
        idle_seconds=60,
        networks=(ip_network("10.1.0.0/16"), ip_network("192.168.1.7/32")),
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("--connections 0", "--connections"),
        ("--per-address -1", "--per-address"),
        ("--new-per-minute 0", "--new-per-minute"),
        ("--idle-seconds 1", "--idle-seconds"),
    ],
)
def test_that_numbers_without_sense_are_refused_by_name(words, named):
    with pytest.raises(OutOfRangeError, match=named):
        guard_of(options(*words.split()))


def test_that_a_wrong_network_and_no_files_are_refused(tmp_path):
    with pytest.raises(InvalidValueError, match=r"10\.1\.0\.0/99"):
        guard_of(options("--allow", "10.1.0.0/99"))
    with pytest.raises(OutOfRangeError, match="--journal-files"):
        journal_of(options("--journal", str(tmp_path), "--journal-files", "0"))


def test_that_replay_sends_a_journal(qapp, tmp_path, capsys):
    raw = encode("a=1", st="22", cn="2061", mn="M1", pw="P", qn="Q1", flag=5)
    journal = Journal(tmp_path)
    journal.start()
    journal.add(Entry(datetime(2026, 3, 20, tzinfo=UTC), "10.0.0.1", "in", "frame", raw.rstrip()))
    journal.add(Entry(datetime(2026, 3, 20, tzinfo=UTC), "10.0.0.1", "in", "garbage", b"noise"))
    journal.stop()
    items = []

    def sink(batch):
        items.extend(received.item for received in batch)
        future: Future[list[bool]] = Future()
        future.set_result([isinstance(received.item, Frame) for received in batch])
        return future

    listener = Listener(sink, "127.0.0.1", 0, clock=Clock(), flush_seconds=0.001)
    listener.start()
    (path,) = tmp_path.glob("*.jsonl")
    assert cli.main(["--lang", "en", "replay", str(path), "--to", f"127.0.0.1:{listener.port}"]) == 0
    listener.stop()
    assert "1 frames and 1 damaged pieces sent again, 1 answered" in capsys.readouterr().out
    assert [type(item).__name__ for item in items] == ["Frame", "Rejected"]
