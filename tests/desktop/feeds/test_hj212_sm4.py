"""The encrypted data area of HJ 212-2025; vectors of STANDARDS §4.6 and the examples of its Annex A.2."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.feeds.hj212 import Frame, FrameStream, Joiner, Reason, Rejected, encode, key_of, seal, unseal
from desktop.feeds.hj212.sm4 import decrypt, encrypt

PACKETS = json.loads((Path(__file__).parents[2] / "data" / "hj212" / "packets.json").read_text("utf-8"))
SHORT, LONG = (
    next(p["packet"] for p in PACKETS["standard_examples"] if f"##{n}" in p["packet"])
    for n in ("0234", "0295")
)
KEY = b"\x30" * 16


def area(packet):
    return packet.partition("CP=&&")[2].rpartition("&&")[0].encode()


def received(raw):
    stream = FrameStream()
    (item,) = stream.feed(raw) + stream.close()
    return item


def test_that_the_data_area_of_the_standards_example_is_encrypted_as_printed():
    plain = area(SHORT)
    assert len(plain) == 147
    sealed = encrypt(plain, KEY)
    digits = sealed.replace(b"0x", b"").replace(b",", b"")
    assert digits.startswith(b"{E43E159ACFAB242C")
    assert digits.endswith(b"8A0D03A4}g=N")
    assert decrypt(sealed, KEY) == plain


def test_that_the_printed_length_stays_the_plain_one_while_1128_characters_travel():
    raw = seal(f"{LONG}\r\n".encode(), KEY)
    assert raw.startswith(b"##0295QN=")
    assert raw.endswith(b"&&2200\r\n")
    assert len(raw) - len(b"##0295") - len(b"2200\r\n") == 1128


@pytest.mark.parametrize("packet", [SHORT, LONG], ids=["rest", "whole groups"])
def test_that_a_sealed_frame_opens_with_its_key(packet):
    sealed = received(seal(packet.encode() + b"\r\n", KEY))
    assert isinstance(sealed, Frame)
    assert (sealed.mn, sealed.cn, sealed.needs_answer) == ("010000A8900016F000169DC0", "2051", True)
    opened = unseal(sealed, KEY)
    assert isinstance(opened, Frame)
    assert opened.cp == area(packet).decode()
    assert opened.raw == sealed.raw
    assert opened.seal is None


@pytest.mark.parametrize("key", [None, b"\x31" * 16], ids=["none", "another"])
def test_that_without_the_right_key_the_frame_is_refused_for_its_key(key):
    opened = unseal(received(seal(SHORT.encode() + b"\r\n", KEY)), key)
    assert isinstance(opened, Rejected)
    assert opened.reason is Reason.KEY


def test_that_a_damaged_byte_is_refused_even_with_the_right_key():
    raw = seal(SHORT.encode() + b"\r\n", KEY).replace(b"0xE4", b"0xE5")
    opened = unseal(received(raw), KEY)
    assert isinstance(opened, Rejected)
    assert opened.reason is Reason.KEY


@pytest.mark.parametrize("written", [b"{0xZZ,", b"{0xE4,0xE4,", b"{0xE4 "])
def test_that_an_area_not_written_in_whole_groups_is_refused_for_its_format(written):
    raw = seal(SHORT.encode() + b"\r\n", KEY).replace(b"{0xE4,", written)
    opened = unseal(received(raw), KEY)
    assert isinstance(opened, Rejected)
    assert opened.reason is Reason.FORMAT


def test_that_an_area_shorter_than_a_group_travels_plain():
    raw = encode("a=1", st="22", cn="2011", mn="M1", flag=9)
    assert seal(raw, KEY) == raw


@pytest.mark.parametrize(
    "after", [b"\r\n", b"", b"##0010"], ids=["crlf", "end of the connection", "next frame"]
)
def test_that_a_sealed_frame_ends_at_its_checksum_whatever_follows(after):
    raw = seal(LONG.encode(), KEY)
    stream = FrameStream()
    items = stream.feed(raw + after) + stream.close()
    assert isinstance(items[0], Frame)
    assert items[0].raw == raw


def test_that_a_sealed_frame_cut_off_does_not_swallow_the_next_one():
    good = encode("a=1", st="22", cn="2011", mn="M1")
    items = FrameStream().feed(seal(LONG.encode(), KEY)[:700] + good + seal(LONG.encode(), KEY))
    assert [item.reason for item in items if isinstance(item, Rejected)] == [Reason.CUT]
    assert [item.cn for item in items if isinstance(item, Frame)] == ["2011", "2051"]


def test_that_sealed_text_without_end_is_given_up_within_twice_the_limit():
    stream = FrameStream(1024)
    head = seal(LONG.encode(), KEY)[:200]
    items = stream.feed(head + b"0xAA," * 2000)
    assert items[0].reason is Reason.TOO_LONG
    assert len(items[0].raw) == 2048


def test_that_parts_are_sealed_each_for_itself():
    parts = ["DataTime=20260320080000;a34004-Avg=14,a34", "002-Avg=31,a34002-Flag=N;a21026-Avg=6"]
    joiner = Joiner()
    items = []
    for number, cp in enumerate(parts, 1):
        raw = encode(cp, st="22", cn="2061", mn="M1", qn="Q", flag=10, pnum=2, pno=number)
        items += joiner.take(received(seal(raw, KEY)), 0.0)
    (whole,) = items
    opened = unseal(whole, KEY)
    assert isinstance(opened, Frame)
    assert opened.cp == "".join(parts)
    refused = unseal(whole, b"\x31" * 16)
    assert isinstance(refused, Rejected)
    assert refused.raw == whole.raw


@pytest.mark.parametrize("text", ["", "30" * 15, "30" * 17, "zz" * 16, "３０" * 16, "30 " * 16])
def test_that_a_key_is_32_hexadecimal_digits(text):
    assert key_of("30" * 16) == KEY
    with pytest.raises(ValueError, match="32 hexadecimal digits"):
        key_of(text)


@given(st.binary(max_size=400), st.binary(min_size=16, max_size=16))
def test_that_any_area_comes_back(plain, key):
    sealed = encrypt(plain, key)
    assert (decrypt(sealed, key) if len(plain) >= 16 else sealed) == plain


@given(st.lists(st.integers(0, 3000), max_size=10), st.binary(max_size=40).filter(lambda b: b"#" not in b))
def test_that_sealed_frames_may_be_cut_anywhere(cuts, noise):
    plain = encode("a=1", st="22", cn="2011", mn="M1")
    data = noise + seal(LONG.encode() + b"\r\n", KEY) + plain + seal(SHORT.encode(), KEY) + plain
    places = sorted({0, len(data), *(at % (len(data) + 1) for at in cuts)})
    stream = FrameStream()
    items = [item for a, b in pairwise(places) for item in stream.feed(data[a:b])]
    assert [item.cn for item in items if isinstance(item, Frame)] == ["2051", "2011", "2051", "2011"]


@given(st.binary(max_size=200))
def test_that_no_bytes_in_a_sealed_area_raise(garbage):
    raw = b"##0295QN=1;ST=31;CN=2051;MN=M1;Flag=9;CP=&&{0x" + garbage + b"&&2200\r\n"
    stream = FrameStream()
    for item in stream.feed(raw) + stream.close():
        if isinstance(item, Frame):
            unseal(item, KEY)
