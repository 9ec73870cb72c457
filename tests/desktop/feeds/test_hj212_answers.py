"""Answers and requests: STANDARDS §4.1 (Flag) and §4.2 (commands, 9011 to 9014)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.feeds.hj212 import Frame, FrameStream, Kind, Version, answer, encode, kind_of, qn_time, wrap
from desktop.feeds.hj212.answers import (
    ExeRtn,
    QnRtn,
    answered_qn,
    data_request,
    execution_result,
    params,
    request_answer,
)
from desktop.feeds.hj212.times import new_qn

PACKETS = json.loads((Path(__file__).parents[2] / "data" / "hj212" / "packets.json").read_text("utf-8"))


def received(raw):
    (item,) = FrameStream().feed(raw)
    assert isinstance(item, Frame)
    return item


def frame(cn="2061", cp="DataTime=20260320080000;a34004-Avg=1", flag=5, **head):
    return received(encode(cp, st="22", cn=cn, mn="M1", qn="20260320090000000", pw="P", flag=flag, **head))


@pytest.mark.parametrize(
    ("flags", "version", "answer_flag"),
    [
        ((0, 1, 2, 3), Version.HJ_2005, 0),
        ((4, 5, 6, 7), Version.HJ_2017, 4),
        ((8, 9, 10, 11), Version.HJ_2025, 8),
    ],
)
def test_that_flag_names_the_version_and_the_answer_is_of_the_same(flags, version, answer_flag):
    for flag in flags:
        asked = frame(flag=flag)
        assert asked.version is version
        assert asked.needs_answer == bool(flag & 1)
        assert received(answer(asked)).flag == answer_flag


def test_that_without_flag_or_with_one_to_come_no_version_is_named():
    assert frame(flag=None).version is None
    assert not frame(flag=None).needs_answer
    assert frame(flag=13).version is None
    assert received(answer(frame(flag=13))).flag == 4


def test_that_an_answer_to_2005_has_the_number_in_cp_too():
    assert received(answer(frame(flag=1))).cp == "QN=20260320090000000"
    assert received(answer(frame(flag=5))).cp == received(answer(frame(flag=9))).cp == ""


@pytest.mark.parametrize(
    ("cn", "cp", "kind", "answered"),
    [
        ("2061", "DataTime=20260320080000;a34004-Avg=1", Kind.DATA, "9014"),
        ("2081", "DataTime=20231008130452;RestartTime=20231007130452", Kind.DATA, "9014"),
        ("2021", "DataTime=20210407112000;SB1-RS=1;SB2-RS=1", Kind.DATA, "9014"),
        ("1011", "PolId=w01018,SystemTime=20160801085857", Kind.DATA, "9014"),
        ("1061", "RtdInterval=30", Kind.DATA, "9014"),
        ("2061", "a=1", Kind.DATA, "9014"),
        ("1013", "PolId=w01018", Kind.NOTICE, "9013"),
        ("9015", "", Kind.NOTICE, "9013"),
        ("9021", "", Kind.NOTICE, "9013"),
        ("1011", "PolId=w01018", Kind.REQUEST, "9011"),
        ("1012", "PolId=w01018,SystemTime=20160801085857", Kind.REQUEST, "9011"),
        ("1062", "RtdInterval=30", Kind.REQUEST, "9011"),
        ("2061", "BeginTime=20160801080000,EndTime=20160801100000", Kind.REQUEST, "9011"),
        ("2011", "", Kind.REQUEST, "9011"),
        ("3011", "PolId=w01018", Kind.REQUEST, "9011"),
    ],
)
def test_that_each_kind_has_its_answer(cn, cp, kind, answered):
    asked = frame(cn, cp)
    assert kind_of(asked) is kind
    reply = received(answer(asked))
    assert (reply.cn, reply.st, reply.mn, reply.qn, reply.pw) == (
        answered,
        "91",
        "M1",
        "20260320090000000",
        "P",
    )
    assert params(reply) == ({"QnRtn": "2"} if answered == "9011" else {})
    assert not reply.needs_answer


def test_that_the_kinds_of_the_public_packets_are_known():
    found = {}
    for packet in PACKETS["valid"] + PACKETS["standard_examples"]:
        item = received(packet["packet"].encode())
        found.setdefault(kind_of(item), set()).add(item.cn)
    assert found == {
        Kind.DATA: {"2011", "2051", "2061", "2081", "2021"},
        Kind.REQUEST: {"1011", "1062"},
        Kind.ANSWER: {"9011", "9012", "9014"},
    }


def test_that_a_request_and_its_results_have_the_standards_form():
    raw = data_request(
        "2061", "20260320080000", "20260320100000",
        st="22", mn="M1", qn="20260320103000000", pw="P", version=Version.HJ_2025,
    )  # fmt: skip
    asked = received(raw)
    assert b";Flag=9;CP=&&BeginTime=20260320080000,EndTime=20260320100000&&" in raw
    assert kind_of(asked) is Kind.REQUEST
    assert params(asked) == {"BeginTime": "20260320080000", "EndTime": "20260320100000"}
    ready = received(request_answer(asked, QnRtn.READY))
    assert (ready.cn, ready.flag, params(ready)) == ("9011", 8, {"QnRtn": "1"})
    done = received(execution_result(asked, ExeRtn.NO_DATA))
    assert (done.cn, done.qn, params(done)) == ("9012", "20260320103000000", {"ExeRtn": "100"})


def test_that_the_number_a_2005_device_answers_stands_in_cp():
    old = received(encode("QN=20040516010101001;QnRtn=1", st="91", cn="9011", mn="M1", flag=0))
    assert answered_qn(old) == "20040516010101001"
    assert params(old)["QnRtn"] == "1"


def test_that_sent_again_is_seen_and_absent_otherwise():
    assert frame(flag=9, resent=True).resent
    assert not frame(flag=9).resent
    raw = wrap(b"ST=22;CN=2061;MN=M1;Flag=8;RF=0;CP=&&a=1&&")
    assert not received(raw).resent


@pytest.mark.parametrize(
    ("qn", "time"),
    [
        ("20260320090000123", datetime(2026, 3, 20, 1, 0, 0, 123_000, tzinfo=UTC)),
        ("1617936069734", datetime(2021, 4, 9, 2, 41, 9, 734_000, tzinfo=UTC)),  # a real device's
        ("20260320090000", None),
        ("20261320090000123", None),
        ("2026032009000012x", None),
        ("", None),
        (None, None),
    ],
)
def test_that_qn_tells_when_it_was_sent(qn, time):
    assert qn_time(qn) == time


def test_that_our_own_numbers_are_read_the_same_way():
    now = datetime(2026, 3, 20, 1, 2, 3, 45_000, tzinfo=UTC)
    assert new_qn(now) == "20260320090203045"
    assert qn_time(new_qn(now)) == now
