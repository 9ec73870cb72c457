"""Orders as text for a group chat, and replies read back: codes, words, units, steps."""

import string
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.queries.tasks import PartRecord
from db.rules.tasks import State, Step
from desktop.group_chat import GroupReply, find_orders, is_code, propose, read_replies, short_code

NUMBER = "成安-尘-2026-K7Q20001"
CODE = short_code(NUMBER)
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


def part(unit="县住建局", code="130424-ZJ", state=State.DISPATCHED, number=NUMBER):
    return PartRecord(
        None, number, "围挡破损", "patrol", "dust", None, None, None,
        code, unit, "130424", state, None, None, NOW, NOW, 1,
    )  # fmt: skip


def reply(words, sender=""):
    return GroupReply(CODE, "", sender, words)


@given(st.text(min_size=1, max_size=40))
def test_that_a_code_has_seven_plain_letters_and_proves_itself(number):
    code = short_code(number)
    assert len(code) == 7
    assert set(code) <= set(string.digits + string.ascii_uppercase) - set("ILOU")
    assert is_code(code)
    assert is_code(code.lower())


@given(st.integers(0, 5), st.integers(1, 30))
def test_that_a_slip_of_one_letter_is_told(place, shift):
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    at = letters.index(CODE[place])
    other = letters[(at + shift) % 32]
    if {at, letters.index(other)} != {0, 31}:  # the two ends of the alphabet weigh the same
        assert not is_code(CODE[:place] + other + CODE[place + 1 :])


def test_that_letters_that_look_alike_are_the_same():
    number = next(f"x-{n}" for n in range(1000) if "0" in short_code(f"x-{n}"))
    assert is_code(short_code(number).replace("0", "O"))


def test_that_codes_of_many_orders_hardly_meet():
    codes = {short_code(f"成安-尘-2026-K7Q2{n:04}") for n in range(20_000)}
    assert len(codes) >= 19_999


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("收到", Step.RECEIVE),
        ("收到，马上安排", Step.RECEIVE),
        ("已到现场", Step.ARRIVE),
        ("人员已到位", Step.ARRIVE),
        ("收到，已整改完成，照片见上", Step.REPORT),
        ("整改到位", Step.REPORT),
        ("裸土已覆盖", Step.REPORT),
        ("还没完成，明天", Step.NOTE),
        ("没有收到", Step.NOTE),
        ("未到场", Step.NOTE),
        ("没整改完，但已到场", Step.ARRIVE),
        ("谁负责这个？", Step.NOTE),
        ("", Step.NOTE),
    ],
)
def test_what_words_speak_of(words, step):
    assert reply(words).step is step


def test_that_a_reply_is_read_with_its_sender():
    found = read_replies(f"张三：#{CODE} 已整改完成\n围挡已换新")
    assert [(one.code, one.sender, one.words) for one in found] == [(CODE, "张三", "已整改完成\n围挡已换新")]


def test_that_several_replies_are_told_apart():
    other = short_code("别的单")
    text = f"张三: #{CODE} 收到\n李四：＃{other.lower()} 已到现场\n在处理"
    found = [(one.code, one.sender, one.words) for one in read_replies(text)]
    assert found == [(CODE, "张三", "收到"), (other, "李四", "已到现场\n在处理")]


def test_that_a_number_serves_where_a_code_is_missing():
    found = read_replies(f"{NUMBER} 收到", [NUMBER, "别的"])
    assert [(one.number, one.words) for one in found] == [(NUMBER, "收到")]


@pytest.mark.parametrize("text", ["", "收到", "#1234567 收到", "# 收到", f"#{CODE}9 收到"])
def test_that_text_without_a_sound_code_is_no_reply(text):
    assert [one for one in read_replies(text) if one.code == CODE or is_code(one.code)] == []


def test_that_the_order_is_found_by_its_code_alone():
    parts = [part(), part(number="别的"), part("成安镇", "130424100")]
    assert find_orders(reply("收到"), parts) == [NUMBER]
    assert find_orders(GroupReply("", "没有这个", "", ""), parts) == []


def test_that_a_step_that_is_possible_is_proposed_with_the_words():
    found = propose(reply("收到", "张三"), [part()])
    assert (found.steps, found.unit_code, found.note, found.why) == (
        (Step.RECEIVE,),
        "130424-ZJ",
        "张三：收到",
        "",
    )


def test_that_who_reports_without_having_signed_receives_first():
    assert propose(reply("已整改完成"), [part()]).steps == (Step.RECEIVE, Step.REPORT)


def test_that_what_is_past_stays_as_a_note_and_says_why():
    found = propose(reply("收到"), [part(state=State.ON_SITE)])
    assert found.steps == (Step.NOTE,)
    assert "already" in found.why


@pytest.mark.parametrize(
    ("words", "sender", "unit"),
    [
        ("成安镇已整改完成", "", "130424100"),
        ("收到", "县住建局", "130424-ZJ"),
        ("收到", "王五", "130424100"),
        ("收到", "谁也不认识", "130424-ZJ"),
    ],
)
def test_which_unit_speaks(words, sender, unit):
    parts = [part(), part("成安镇", "130424100")]
    assert propose(reply(words, sender), parts, {"王五": "130424100200"}).unit_code == unit
