"""Frames out of a stream: HJ 212-2017 and -2025, vectors and real packets of tests/data/hj212."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.feeds.hj212 import Frame, FrameStream, Reason, Rejected, answer, crc16, encode

PACKETS = json.loads((Path(__file__).parents[2] / "data" / "hj212" / "packets.json").read_text("utf-8"))


def frame(number: int = 0, *, crlf: bool = True) -> bytes:
    cp = f"DataTime=20260320080000;a34004-Avg={number},a34004-Flag=N;a34002-Avg=31,a34002-Flag=N"
    qn = f"20260320090000{number % 1000:03d}"
    raw = encode(cp, st="22", cn="2061", mn=f"MN{number:022d}", qn=qn, pw="123456", flag=5)
    return raw if crlf else raw[:-2]


def lie(raw: bytes, length: bytes) -> bytes:
    return raw[:2] + length + raw[6:]


def read(*pieces: bytes) -> list[Frame | Rejected]:
    stream = FrameStream()
    return [item for piece in pieces for item in stream.feed(piece)] + stream.close()


def good(items: list[Frame | Rejected]) -> list[bytes]:
    return [item.raw for item in items if isinstance(item, Frame)]


def reasons(items: list[Frame | Rejected]) -> list[Reason]:
    return [item.reason for item in items if isinstance(item, Rejected)]


@pytest.mark.parametrize(
    ("data", "crc"),
    [(b"", 0xFFFF), (b"\x00", 0x4040), (b"123456789", 0x2F80)],
    ids=["empty", "zero", "digits"],
)
def test_that_the_checksum_is_the_standards_and_not_modbus(data, crc):
    assert crc16(data) == crc


def test_that_the_table_equals_the_bit_by_bit_definition_of_annex_a():
    data = bytes(range(256)) * 3
    crc = 0xFFFF
    for byte in data:
        crc = (crc >> 8) ^ byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    assert crc16(data) == crc


@pytest.mark.parametrize(
    "packet", PACKETS["valid"] + PACKETS["standard_examples"], ids=lambda p: p["packet"][:40]
)
@pytest.mark.parametrize("end", ["", "\r\n"], ids=["bare", "crlf"])
def test_that_real_packets_are_accepted(packet, end):
    (item,) = read((packet["packet"] + end).encode())
    assert isinstance(item, Frame)
    assert item.raw == packet["packet"].encode()
    assert item.cn == packet.get("cn", item.cn)


@pytest.mark.parametrize("packet", PACKETS["invalid_crc"], ids=lambda p: p["packet"][:40])
def test_that_a_wrong_checksum_is_refused(packet):
    assert reasons(read(packet["packet"].encode())) == [Reason.CRC]


@pytest.mark.parametrize(
    "after", [b"", b"\r\n", b"\r\n" + frame(1), frame(1)], ids=["", "crlf", "crlf+", "+"]
)
def test_that_a_right_checksum_with_a_wrong_length_is_refused_for_its_length(after):
    raw = PACKETS["malformed"][0]["packet"].encode()
    items = read(raw + after)
    assert reasons(items) == [Reason.LENGTH]
    assert next(item for item in items if isinstance(item, Rejected)).raw == raw
    assert len(good(items)) == (1 if frame(1) in after else 0)


def test_that_header_fields_are_read_and_may_be_missing():
    (item,) = read(encode("a=1", st="101", cn="2011", mn="M1"))
    assert isinstance(item, Frame)
    assert (item.st, item.cn, item.mn, item.cp) == ("101", "2011", "M1", "a=1")
    assert (item.qn, item.pw, item.flag, item.pnum, item.pno) == (None,) * 5
    assert not item.needs_answer
    (item,) = read(encode("", st="22", cn="2051", mn="M1", qn="Q", pw="P", flag=7, pnum=3, pno=2))
    assert isinstance(item, Frame)
    assert (item.qn, item.pw, item.flag, item.pnum, item.pno, item.cp) == ("Q", "P", 7, 3, 2, "")
    assert item.needs_answer


def test_that_the_header_may_lack_the_semicolon_before_cp_as_the_standards_own_table_does():
    segment = b"ST=22;CN=2011;MN=M1;Flag=5CP=&&a=1&&"
    (item,) = read(b"##%04d%b%04X" % (len(segment), segment, crc16(segment)))
    assert isinstance(item, Frame)
    assert (item.flag, item.cp) == (5, "a=1")


@pytest.mark.parametrize("segment", [b"ST=22;CN=2011;CP=&&a=1&&", b"ST=22;CN=2011;MN=M;CP=&&a=1", b""])
def test_that_a_frame_without_number_or_closed_cp_is_refused_for_its_format(segment):
    assert reasons(read(b"##%04d%b%04X\r\n" % (len(segment), segment, crc16(segment)))) == [Reason.FORMAT]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_that_chinese_is_read_in_utf_8_and_in_gb18030(encoding):
    segment = "ST=22;CN=3020;MN=M1;CP=&&i11001-Info=邯郸洺州&&".encode(encoding)
    (item,) = read(b"##%04d%b%04X\r\n" % (len(segment), segment, crc16(segment)))
    assert isinstance(item, Frame)
    assert item.cp == "i11001-Info=邯郸洺州"


def test_that_a_lower_case_checksum_is_accepted():
    raw = frame(3, crlf=False)
    assert len(good(read(raw[:-4] + raw[-4:].lower()))) == 1


def test_that_frames_cut_anywhere_or_joined_give_the_same():
    mixed = frame(1) + b"noise#" + frame(2, crlf=False) + lie(frame(3), b"0500") + frame(4) + b"##00"
    whole = read(mixed)
    assert len(good(whole)) == 3
    assert reasons(whole) == [Reason.GARBAGE, Reason.LENGTH, Reason.CUT]
    for at in range(len(mixed) + 1):
        assert read(mixed[:at], mixed[at:]) == whole
    assert read(*(mixed[at : at + 1] for at in range(len(mixed)))) == whole


def test_that_garbage_is_one_refusal_a_run_and_loses_no_frame():
    items = read(b"abc\r\n", b"def", frame(1), b"\r\n\r\n", frame(2), b"x#" + frame(3), b"tail")
    assert len(good(items)) == 3
    refused = [item for item in items if isinstance(item, Rejected)]
    assert [(item.reason, item.raw) for item in refused] == [
        (Reason.GARBAGE, b"abc\r\ndef"),
        (Reason.GARBAGE, b"x#"),
        (Reason.GARBAGE, b"tail"),
    ]


WRONG_LENGTHS = [
    b"0001",
    b"0050",
    b"0150",
    b"0300",
    b"0311",
    b"0999",
    b"4096",
    b"9999",
    b"abcd",
    b"12 4",
    b"0000",
]


@pytest.mark.parametrize("length", WRONG_LENGTHS)
@pytest.mark.parametrize("crlf", [True, False], ids=["crlf", "bare"])
def test_that_a_lying_length_never_swallows_the_frames_around_it(length, crlf):
    bad = lie(frame(2, crlf=crlf), length)
    items = read(frame(1, crlf=crlf) + bad + frame(3, crlf=crlf) + frame(4, crlf=crlf))
    assert good(items) == [frame(n, crlf=False) for n in (1, 3, 4)]
    assert reasons(items) == [Reason.LENGTH]


@pytest.mark.parametrize("crlf", [True, False], ids=["crlf", "bare"])
def test_that_a_length_which_covers_the_next_frame_exactly_does_not_swallow_it(crlf):
    both = lie(frame(2, crlf=crlf), b"%04d" % (len(frame(2, crlf=crlf) + frame(3, crlf=False)) - 10)) + frame(
        3
    )
    for bad in (both, both.replace(b"a34004-Avg=2,", b"a34004-Avg=7,", 1)):
        assert good(read(bad + frame(4))) == [frame(3, crlf=False), frame(4, crlf=False)]


def test_that_a_lying_length_is_seen_before_the_next_frame_comes():
    assert reasons(FrameStream().feed(lie(frame(1), b"0999"))) == [Reason.LENGTH]


@pytest.mark.parametrize("kept", [7, 30, 60, 120])
@pytest.mark.parametrize("between", [b"", b"\r\n"])
def test_that_a_frame_cut_off_by_the_device_does_not_swallow_the_next(kept, between):
    items = read(frame(1)[:kept] + between + frame(2))
    assert good(items) == [frame(2, crlf=False)]
    assert reasons(items) == [Reason.CUT]


def test_that_a_frame_longer_than_the_standard_allows_is_read_up_to_the_limit():
    long = encode("i-Info=" + "x" * 3000, st="22", cn="3020", mn="M1")
    assert good(read(long)) == [long[:-2]]
    assert reasons(FrameStream(max_length=1024).feed(long)) == [Reason.TOO_LONG]


def test_that_a_frame_without_end_is_given_up_and_the_next_one_kept():
    items = read(b"##1000" + b"y" * 9000 + b"#", frame(1))
    assert good(items) == [frame(1, crlf=False)]
    assert reasons(items) == [Reason.TOO_LONG, Reason.GARBAGE]


def test_that_endless_garbage_takes_bounded_memory():
    stream = FrameStream(max_length=1000)
    for _ in range(500):
        assert stream.feed(b"\x00\xff#z" * 300) == []
        assert len(stream._rest) + len(stream._garbage) <= 1001
    items = stream.feed(frame(1))
    assert reasons(items) == [Reason.GARBAGE]
    assert len(items[0].raw) <= 1000
    assert items[0].detail.startswith("600000 bytes")


def test_that_an_answer_repeats_the_number_and_the_version():
    (asked,) = read(encode("a=1", st="22", cn="2061", mn="M1", qn="Q1", pw="P", flag=5))
    assert isinstance(asked, Frame)
    raw = answer(asked)
    assert raw.endswith(b"\r\n")
    (item,) = read(raw)
    assert isinstance(item, Frame)
    assert (item.qn, item.st, item.cn, item.pw, item.mn, item.flag, item.cp) == (
        "Q1",
        "91",
        "9014",
        "P",
        "M1",
        4,
        "",
    )
    (asked,) = read(encode("a=1", st="22", cn="2061", mn="M1", qn="Q1", flag=9))
    assert isinstance(asked, Frame)
    assert b";Flag=8;CP=&&&&" in answer(asked)


def test_that_an_answer_is_never_answered():
    packet = next(p["packet"] for p in PACKETS["valid"] if p["cn"] == "9014")
    (item,) = read(packet.encode())
    assert isinstance(item, Frame)
    assert item.flag == 5
    assert not item.needs_answer


def cut(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(at % (len(data) + 1) for at in cuts)})
    return [data[a:b] for a, b in pairwise(places)]


noise = st.binary(max_size=80).filter(lambda data: b"##" not in data)
hostile = st.one_of(
    noise,
    st.sampled_from(
        [b"##", b"#", b"##0004", b"##0300ST=22", b"&&", b"CP=&&", b"&&ABCD\r\n", b"\r\n", b"##12##"]
    ),
    st.builds(lie, st.builds(frame, st.integers(0, 99), crlf=st.booleans()), st.sampled_from(WRONG_LENGTHS)),
    st.builds(lambda n, keep: frame(n)[:keep], st.integers(0, 99), st.integers(0, 140)),
)
frames = st.builds(frame, st.integers(0, 10**6), crlf=st.booleans())


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(noise, frames), max_size=6), noise, st.lists(st.integers(0, 2000), max_size=12))
def test_that_garbage_and_cuts_lose_no_good_frame(parts, tail, cuts):
    data = b"".join(garbage + raw for garbage, raw in parts) + tail
    assert good(read(*cut(data, cuts))) == [raw.removesuffix(b"\r\n") for _, raw in parts]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.one_of(hostile, frames), max_size=8), st.lists(st.integers(0, 3000), max_size=12))
def test_that_cuts_never_change_what_hostile_bytes_give(parts, cuts):
    data = b"".join(parts)
    assert read(*cut(data, cuts)) == read(data)


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(hostile, frames), min_size=1, max_size=5))
def test_that_no_damaged_piece_swallows_the_good_frame_after_it(parts):
    data = b"".join(bad + raw for bad, raw in parts)
    assert good(read(data)) == [
        item for bad, raw in parts for item in (*good(read(bad)), raw.removesuffix(b"\r\n"))
    ]
