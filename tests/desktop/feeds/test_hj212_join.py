"""Messages in several frames: PNUM and PNO of HJ 212-2017 (Flag bit 1)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.feeds.hj212 import Frame, FrameStream, Joiner, Reason, Rejected, encode

CP = "DataTime=20260320080000;a34004-Avg=14,a34004-Flag=N;a34002-Avg=31,a34002-Flag=N;a05024-Avg=63"


def part(number, count, cp="a=1", qn="Q1", mn="M1", flag=7):
    raw = encode(cp, st="22", cn="2061", mn=mn, qn=qn, flag=flag, pnum=count, pno=number)
    (item,) = FrameStream().feed(raw)
    assert isinstance(item, Frame)
    return item


def cut(text, places):
    at = [0, *sorted(places), len(text)]
    return [text[a:b] for a, b in pairwise(at)]


def message(pieces, **head):
    return [part(number, len(pieces), piece, **head) for number, piece in enumerate(pieces, 1)]


def through(joiner, frames, now=0.0):
    return [item for frame in frames for item in joiner.take(frame, now)]


def test_that_a_frame_without_parts_passes():
    for frame in (part(1, 1), part(0, 0), part(None, None)):
        assert Joiner().take(frame, 0.0) == [frame]


def test_that_parts_make_one_frame_with_all_of_them():
    frames = message(cut(CP, [30, 61]))
    (whole,) = through(Joiner(), frames)
    assert whole.cp == CP
    assert whole.parts == tuple(frames)
    assert (whole.mn, whole.qn, whole.cn) == ("M1", "Q1", "2061")
    assert whole.raw == b"\r\n".join(frame.raw for frame in frames)
    assert not whole.is_part


def test_that_parts_cut_between_factors_are_separated_again():
    pieces = ["DataTime=20260320080000;a34004-Avg=14", "DataTime=20260320080000;a34002-Avg=31,a34002-Flag=N"]
    (whole,) = through(Joiner(), message(pieces))
    assert whole.cp == ";".join(pieces)


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["a34004-Avg=1", "4,a34004-Flag=N"], "a34004-Avg=14,a34004-Flag=N"),
        (["a34004-Avg=14,a340", "04-Flag=N"], "a34004-Avg=14,a34004-Flag=N"),
        (["a34004-Avg", "=14"], "a34004-Avg=14"),
        (["a34004-Avg=14,", "a34004-Flag=N"], "a34004-Avg=14,a34004-Flag=N"),
        (["a34004-Avg=14", ";a34002-Avg=31"], "a34004-Avg=14;a34002-Avg=31"),
        (["a34004-Avg=14", "", "a34002-Avg=31"], "a34004-Avg=14;a34002-Avg=31"),
        (["", ""], ""),
    ],
)
def test_that_a_cut_anywhere_gives_the_text_back(pieces, joined):
    (whole,) = through(Joiner(), message(pieces))
    assert whole.cp == joined


def test_that_messages_of_several_devices_and_numbers_are_kept_apart():
    first, second, third = (
        message(["a=1;", "b=2"]),
        message(["c=3;", "d=4"], mn="M2"),
        message(["e=5;", "f=6"], qn="Q2"),
    )
    mixed = [first[1], second[0], third[0], third[1], first[0], second[1]]
    assert [item.cp for item in through(Joiner(), mixed)] == ["e=5;f=6", "a=1;b=2", "c=3;d=4"]


def test_that_a_part_sent_again_is_given_out_and_the_message_still_completes():
    one, two = message(["a=1;", "b=2"])
    joiner = Joiner()
    assert joiner.take(one, 0.0) == []
    assert joiner.take(one, 10.0) == [one]
    (whole,) = joiner.take(two, 20.0)
    assert whole.cp == "a=1;b=2"
    assert joiner.next_deadline is None


def test_that_what_stays_incomplete_is_refused_with_its_parts_when_its_time_is_over():
    frames = message(["a=1;", "b=2;", "c=3"])
    joiner = Joiner(seconds=60)
    assert through(joiner, [frames[2], frames[0]], now=100.0) == []
    assert joiner.next_deadline == 160.0
    assert joiner.expire(159.9) == []
    refused = joiner.expire(160.0)
    assert [(item.reason, item.raw, item.detail) for item in refused] == [
        (Reason.PARTS, frames[0].raw, "2 of 3 parts came"),
        (Reason.PARTS, frames[2].raw, "2 of 3 parts came"),
    ]
    assert joiner.next_deadline is None
    assert joiner.expire(1000.0) == joiner.close() == []


def test_that_a_closed_connection_refuses_what_is_incomplete():
    joiner = Joiner()
    joiner.take(part(2, 3), 0.0)
    assert [item.reason for item in joiner.close()] == [Reason.PARTS]


@pytest.mark.parametrize(("number", "count"), [(0, 3), (4, 3), (1, 101), (9999, 9999)])
def test_that_impossible_numbers_are_refused(number, count):
    (item,) = Joiner().take(part(number, count), 0.0)
    assert isinstance(item, Rejected)
    assert item.reason is Reason.PARTS


def test_that_the_oldest_message_makes_room_when_there_are_too_many():
    joiner = Joiner(messages=3)
    items = through(joiner, [part(1, 2, qn=f"Q{n}") for n in range(5)])
    assert [item.raw for item in items] == [part(1, 2, qn=f"Q{n}").raw for n in range(2)]


def test_that_bytes_are_bounded_as_well():
    joiner = Joiner(size=10_000)
    given_out = 0
    for n in range(200):
        given_out += len(joiner.take(part(1, 2, "x" * 900, qn=f"Q{n}"), 0.0))
    kept = joiner.close()
    assert given_out + len(kept) == 200
    assert sum(len(item.raw) for item in kept) <= 10_000


@given(st.data(), st.sets(st.integers(1, len(CP) - 1), max_size=6), st.integers(0, 4))
def test_that_any_order_and_repetition_of_parts_gives_the_message_once(data, places, repeated):
    frames = message(cut(CP, places))
    if len(frames) == 1:
        return
    order = data.draw(st.permutations(frames))
    again = [data.draw(st.sampled_from(order[:-1])) for _ in range(repeated)]
    sent = [order[0], *data.draw(st.permutations([*order[1:-1], *again])), order[-1]]
    joiner = Joiner()
    items = through(joiner, sent)
    whole = [item for item in items if item.parts]
    assert [item.cp for item in whole] == [CP]
    assert joiner.close() == []


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(0, 5), st.integers(0, 5), st.integers(0, 200)),
        max_size=40,
    )
)
def test_that_no_part_is_lost_or_given_twice_without_being_sent_twice(sent):
    """Every part comes out: in a message, refused, or as it was."""
    joiner, now, out = Joiner(seconds=100, messages=3), 0.0, []
    frames = []
    for mn, number, count, later in sent:
        now += later
        frames.append(part(number, count, mn=mn))
        out += joiner.expire(now)
        out += joiner.take(frames[-1], now)
    out += joiner.close()
    raws = [raw for item in out for raw in item.raw.split(b"\r\n")]
    assert sorted(raws) == sorted(frame.raw for frame in frames)
