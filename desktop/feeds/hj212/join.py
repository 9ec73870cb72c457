"""Messages that come in several frames (PNUM, PNO), put together again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from desktop.feeds.hj212.frame import Frame, Reason, Rejected

_Key: TypeAlias = tuple[str, str | None, str, int | None]


@dataclass(slots=True)
class _Message:
    deadline: float
    parts: dict[int, Frame] = field(default_factory=dict)
    size: int = 0


class Joiner:
    """Frames of one connection in, whole messages out; parts may come in any order and more than once.

    A message is known by MN, QN, CN and its number of parts. Time is the caller's, in seconds, and never
    goes back.

    Args:
        seconds: how long the parts of a message are waited for, from the first on.
        messages, parts, size: most messages waiting, parts of one, bytes of all together.
    """

    def __init__(
        self, seconds: float = 60.0, *, messages: int = 32, parts: int = 100, size: int = 262_144
    ) -> None:
        self._seconds, self._most, self._most_parts, self._most_bytes = seconds, messages, parts, size
        self._waiting: dict[_Key, _Message] = {}
        self._size = 0

    @property
    def next_deadline(self) -> float | None:
        """When `expire` has something to do; None while nothing waits."""
        return next(iter(self._waiting.values())).deadline if self._waiting else None

    def take(self, frame: Frame, now: float) -> list[Frame | Rejected]:
        """What this frame completes or pushes out.

        A part that comes again while others are missing is given out as it is: its sender waits for an answer
        to each part before it sends the next.
        """
        if not frame.is_part:
            return [frame]
        number, count = frame.pno or 0, frame.pnum or 0
        if not 1 <= number <= count <= self._most_parts:
            detail = f"part {number} of {count}: at most {self._most_parts} are joined"
            return [Rejected(Reason.PARTS, frame.raw, detail)]
        return self._add((frame.mn, frame.qn, frame.cn, count), number, frame, now)

    def expire(self, now: float) -> list[Frame | Rejected]:
        """Give up messages whose parts did not come in time."""
        # all wait equally long, so the first of the dict is the one due first
        items = list[Frame | Rejected]()
        while (deadline := self.next_deadline) is not None and deadline <= now:
            items += self._give_up(next(iter(self._waiting)))
        return items

    def close(self) -> list[Frame | Rejected]:
        """Nothing more comes: all that is incomplete."""
        return [item for key in list(self._waiting) for item in self._give_up(key)]

    def _add(self, key: _Key, number: int, frame: Frame, now: float) -> list[Frame | Rejected]:
        message = self._waiting.get(key)
        if message is None:
            message = self._waiting[key] = _Message(now + self._seconds)
        elif number in message.parts:
            return [frame]
        message.parts[number] = frame
        message.size += len(frame.raw)
        self._size += len(frame.raw)
        if len(message.parts) == key[3]:
            self._remove(key)
            return [whole(part for _, part in sorted(message.parts.items()))]
        return self._make_room()

    def _make_room(self) -> list[Frame | Rejected]:
        items = list[Frame | Rejected]()
        while len(self._waiting) > self._most or self._size > self._most_bytes:
            items += self._give_up(next(iter(self._waiting)))
        return items

    def _give_up(self, key: _Key) -> list[Frame | Rejected]:
        message = self._remove(key)
        detail = f"{len(message.parts)} of {key[3]} parts came"
        return [Rejected(Reason.PARTS, part.raw, detail) for _, part in sorted(message.parts.items())]

    def _remove(self, key: _Key) -> _Message:
        message = self._waiting.pop(key)
        self._size -= message.size
        return message


def whole(parts: Iterable[Frame]) -> Frame:
    """One frame of all parts, in their order; while one is sealed, CP waits until all are opened."""
    found = tuple(parts)
    sealed = next((part.seal for part in found if part.seal), None)
    cp = "" if sealed else _joined([part.cp for part in found])
    raw = b"\r\n".join(part.raw for part in found)
    return found[0]._replace(cp=cp, raw=raw, seal=sealed, parts=found)


def _joined(texts: list[str]) -> str:
    """CP of all parts. Devices cut between factors, leaving the separator out, or anywhere in the text."""
    text = texts[0]
    for more in texts[1:]:
        text += (";" if _is_whole(text, more) else "") + more
    return text


def _is_whole(before: str, after: str) -> bool:
    """Whether a field ends where the texts meet: otherwise there would be one field with two values."""
    last = before[max(before.rfind(";"), before.rfind(",")) + 1 :]
    first = after.replace(",", ";").partition(";")[0]
    return "=" in last and "=" in first
