"""Orders in a group chat without an API: an order as text with a short code, and replies read back.

Nothing is done by itself: a reply becomes a proposal, and somebody says yes.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.queries.tasks import PartRecord, TaskRecord
from db.rules.tasks import State, Step, possible
from desktop.texts import clock_text, moment_text, state_text

translate = QCoreApplication.translate

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing that is read as something else."""
_SPOKEN = str.maketrans("OIL", "011")
_LENGTH = 6
_CODE = re.compile(r"[#＃]\s*([0-9A-Za-z]{7})(?![0-9A-Za-z])")
_SENDER = re.compile(r"^\s*([^\s:：#＃]{1,12})\s*[:：]")
_NOT = re.compile(r"(没有?|未|还没|尚未|不能|无法|不是)[^，。,；;！!？?]{0,3}$")
_WORDS: tuple[tuple[Step, re.Pattern[str]], ...] = (
    (
        Step.REPORT,
        re.compile(r"已?完成|整改完|整改到位|已整改|办结|处理完|已处理|已落实|已清运|已覆盖|已修|已关停"),
    ),
    (Step.ARRIVE, re.compile(r"到场|到现场|已到|到位|在现场")),
    (Step.RECEIVE, re.compile(r"收到|签收|明白|马上|已安排|已通知|立即去|这就去")),
)
"""What replies say, the furthest step first."""


def short_code(number: str) -> str:
    """Six letters of an order's number and one that tells a slip of the hand; the same on every replica."""
    value = int.from_bytes(hashlib.sha256(number.encode()).digest()[:4], "big") >> 2
    digits = [value >> 5 * place & 31 for place in reversed(range(_LENGTH))]
    return "".join(_LETTERS[digit] for digit in [*digits, _check(digits)])


def is_code(text: str) -> bool:
    """Whether seven letters are a code: the last one fits the others."""
    digits = [_LETTERS.find(letter) for letter in _plain(text)]
    return len(digits) == _LENGTH + 1 and min(digits) >= 0 and _check(digits[:-1]) == digits[-1]


def group_text(task: TaskRecord, now: datetime) -> str:
    """An order as a message to the group; how to answer stands at its end."""
    code, first = short_code(task.number), task.parts[0]
    lines = [translate("GroupChat", "[Order] {number} #{code}").format(number=task.number, code=code)]
    place = " ".join(part for part in (task.site_name or task.station_name, task.site_code) if part)
    units = translate("GroupChat", ", ").join(part.unit_name for part in task.parts)
    named = (
        (translate("GroupChat", "Matter: {text}"), task.title),
        (translate("GroupChat", "Place: {text}"), place),
        (translate("GroupChat", "Found: {text}"), task.found),
        (translate("GroupChat", "Required: {text}"), task.required),
        (translate("GroupChat", "To: {text}"), units),
        (translate("GroupChat", "Due: {text}"), _due(first, now)),
    )
    lines += [line.format(text=text) for line, text in named if text]
    answer = translate("GroupChat", "Please answer “#{code} received / on site / done: how”, with photos.")
    return "\n".join([*lines, answer.format(code=code)])


@dataclass(frozen=True, slots=True)
class GroupReply:
    """What somebody wrote under a code, or a number; `sender` is empty where the copy has no name."""

    code: str
    number: str
    sender: str
    words: str

    @property
    def step(self) -> Step:
        """The step that the words speak of; a note where they speak of none."""
        for step, pattern in _WORDS:
            if any(not _NOT.search(self.words[: found.start()]) for found in pattern.finditer(self.words)):
                return step
        return Step.NOTE


def read_replies(text: str, numbers: Iterable[str] = ()) -> list[GroupReply]:
    """The replies in what was copied from the group: each from its code, or number, to the next one.

    Args:
        numbers: of orders, which may stand there instead of a code.
    """
    marks = [(found.start(), found.end(), _plain(found[1]), "") for found in _CODE.finditer(text)]
    marks = [mark for mark in marks if is_code(mark[2])]
    marks += [(at, at + len(number), "", number) for number in numbers if (at := text.find(number)) >= 0]
    marks.sort()
    replies = []
    for place, (start, end, code, number) in enumerate(marks):
        first = text.rfind("\n", 0, start) + 1
        last = marks[place + 1][0] if place + 1 < len(marks) else len(text)
        if place + 1 < len(marks):
            last = max(text.rfind("\n", end, last) + 1, end) or last
        before, after = text[first:start], text[end:last]
        sender = _SENDER.match(before)
        words = (before[sender.end() :] if sender else before) + after
        replies.append(GroupReply(code, number, sender[1] if sender else "", _tidy(words)))
    return replies


@dataclass(frozen=True, slots=True)
class GroupProposal:
    """What a reply would do: steps one after the other, for one unit; `why` says what it is not."""

    number: str
    title: str
    unit_code: str
    steps: tuple[Step, ...]
    note: str
    why: str = ""


def find_orders(reply: GroupReply, parts: Sequence[PartRecord]) -> list[str]:
    """Numbers of the orders that a reply may mean; more than one only where codes collide."""
    known = dict.fromkeys(part.number for part in parts)
    if reply.number:
        return [reply.number] if reply.number in known else []
    return [number for number in known if short_code(number) == reply.code]


def propose(
    reply: GroupReply, parts: Sequence[PartRecord], units_of: Mapping[str, str] | None = None
) -> GroupProposal:
    """What a reply would do to an order.

    Args:
        parts: of that order.
        units_of: names of people -> code of their unit, for orders to several.
    """
    part = _part(reply, parts, units_of or {})
    steps, why = _steps(reply.step, State(part.state))
    words = reply.words if not reply.sender else f"{reply.sender}：{reply.words}"
    return GroupProposal(part.number, part.title, part.unit_code, steps, words, why)


def _steps(wanted: Step, state: State) -> tuple[tuple[Step, ...], str]:
    if wanted is Step.NOTE or wanted in possible(state):
        return (wanted,), ""
    # who reports without having signed for it has received it
    if wanted in (Step.REPORT, Step.ARRIVE) and state is State.DISPATCHED:
        return (Step.RECEIVE, wanted), ""
    text = translate("GroupChat", "the order is “{state}” already: kept as a note")
    return (Step.NOTE,), text.format(state=state_text(state))


def _part(reply: GroupReply, parts: Sequence[PartRecord], units_of: Mapping[str, str]) -> PartRecord:
    """The unit that speaks: by its name in the words, by its person, else the first still open."""
    for part in parts:
        if part.unit_name in reply.words or part.unit_name in reply.sender:
            return part
    of_person = units_of.get(reply.sender, "")
    for part in parts:
        if of_person and (of_person == part.unit_code or of_person.startswith(part.unit_code)):
            return part
    return next((part for part in parts if reply.step in part.steps), parts[0])


def _due(part: PartRecord, now: datetime) -> str:
    if part.deadline is None:
        return ""
    return f"{moment_text(part.deadline, now)} ({clock_text(part.deadline, now, part.state)})"


def _plain(text: str) -> str:
    return text.upper().translate(_SPOKEN)


def _check(digits: Sequence[int]) -> int:
    """Weighted, so that two letters that changed places are told too."""
    return sum((place + 1) * digit for place, digit in enumerate(digits)) % 31


def _tidy(text: str) -> str:
    lines = (line.strip(" \t　,，:：") for line in text.replace("\r", "").split("\n"))
    return "\n".join(line for line in lines if line)
