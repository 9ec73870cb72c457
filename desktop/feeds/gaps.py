"""Missing hours asked of the devices that have them (CN 2061, 2051), and what becomes of it."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from db.times import from_epoch
from desktop.clock import Clock
from desktop.feeds.connection import Connection
from desktop.feeds.hj212 import Frame, Version
from desktop.feeds.hj212.answers import ExeRtn, QnRtn, answered_qn, data_request, params
from desktop.feeds.hj212.content import content
from desktop.feeds.hj212.times import data_time, new_qn, written

_HOUR = 3600


class AskState(StrEnum):
    """Where a request stands."""

    SENT = "sent"
    READY = "ready"
    """The device said that it will send, or has begun to."""
    DONE = "done"
    NO_DATA = "no_data"
    REFUSED = "refused"
    FAILED = "failed"
    TIMEOUT = "timeout"
    AWAY = "away"
    """The device is not connected, or its connection ended meanwhile."""


_OPEN = frozenset({AskState.SENT, AskState.READY})


@dataclass(frozen=True, slots=True)
class Asked:
    """What one device was asked for, and what came of it."""

    mn: str
    cn: str
    begin: datetime
    end: datetime
    at: datetime
    """When it was asked (the last time, if several)."""
    state: AskState
    tries: int = 1
    got: int = 0
    """Hours (or minutes) of this time that came since and are stored."""
    code: int | None = None
    """What the device gave as QnRtn or ExeRtn."""

    @property
    def is_open(self) -> bool:
        """Whether something may still come."""
        return self.state in _OPEN


@dataclass(slots=True)
class _Link:
    """How a device is reached: over which connection, and what its frames have in their heads."""

    connection: Connection
    st: str
    pw: str | None
    version: Version | None


@dataclass(slots=True)
class _Request:
    asked: Asked
    qn: str
    link: _Link
    times: set[datetime] = field(default_factory=set)
    heard: float | None = None
    """When the device last said something to it, or it was sent; None before."""


class Asker:
    """Sends requests over the connections of devices. `ask` and `asked` are safe from any thread.

    Args:
        seconds, tries: of the standard: an answer within 10 s, else the request is sent again, three times
            in all. While data come, they may follow each other so slowly.
    """

    def __init__(self, clock: Clock, seconds: float = 10.0, tries: int = 3) -> None:
        self._clock, self._seconds, self._tries = clock, seconds, tries
        self._lock = threading.Lock()
        self._links: dict[str, _Link] = {}
        self._requests: dict[str, _Request] = {}
        self._asked: dict[str, Asked] = {}
        self._last_qn: datetime | None = None

    def ask(self, mn: str, begin: datetime, end: datetime, cn: str) -> Asked:
        """Note a request, to be sent by `send`; one that is still open stays as it is."""
        with self._lock:
            old = self._asked.get(mn)
            if old is not None and old.is_open:
                return old
            link = self._links.get(mn)
            state = AskState.AWAY if link is None else AskState.SENT
            asked = Asked(mn, cn, begin, end, self._clock.now(), state)
            if link is not None:
                self._requests[mn] = _Request(asked, self._new_qn(asked.at), link)
            self._asked[mn] = asked
            return asked

    def asked(self) -> dict[str, Asked]:
        """The last request to each device, by MN."""
        with self._lock:
            return dict(self._asked)

    def send(self, mn: str) -> None:
        """On the loop: send what `ask` noted, unless it is sent already."""
        request = self._requests.get(mn)
        if request is not None and request.heard is None:
            self._send(request)

    def heard(self, connection: Connection, frame: Frame) -> None:
        """A frame is stored that shows who is at the end of this connection, and may answer a request."""
        link = self._links.get(frame.mn)
        if link is None or link.connection is not connection:
            link = _Link(connection, frame.st, frame.pw, frame.version)
            with self._lock:
                self._links[frame.mn] = link
            connection.devices.add(frame.mn)
        elif frame.st != "91":
            link.st, link.pw, link.version = frame.st, frame.pw, frame.version
        request = self._requests.get(frame.mn)
        if request is not None:
            self._follow(request, frame)

    def leave(self, connection: Connection) -> None:
        """A connection ended: its devices cannot be asked any more."""
        for mn in connection.devices:
            link = self._links.get(mn)
            if link is None or link.connection is not connection:
                continue
            with self._lock:
                del self._links[mn]
            if request := self._requests.get(mn):
                self._end(request, AskState.AWAY)

    def _follow(self, request: _Request, frame: Frame) -> None:
        is_answer = frame.cn in ("9011", "9012") and answered_qn(frame) == request.qn
        if is_answer:
            request.heard = request.link.connection.time()
            self._answered(request, frame)
        elif frame.cn == request.asked.cn:
            time = data_time(content(frame.cp).params.get("DataTime", ""))
            if time is not None and request.asked.begin <= time < request.asked.end:
                request.heard = request.link.connection.time()
                request.times.add(time)
                self._note(request, state=AskState.READY, got=len(request.times))

    def _answered(self, request: _Request, frame: Frame) -> None:
        name = "QnRtn" if frame.cn == "9011" else "ExeRtn"
        text = params(frame).get(name, "")
        code = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
        if frame.cn == "9011":
            if code == QnRtn.READY:
                self._note(request, state=AskState.READY, code=code)
            else:
                self._end(request, AskState.REFUSED, code)
        elif code == ExeRtn.DONE:
            self._end(request, AskState.DONE, code)
        else:
            self._end(request, AskState.NO_DATA if code == ExeRtn.NO_DATA else AskState.FAILED, code)

    def _send(self, request: _Request) -> None:
        asked, link = request.asked, request.link
        begin, end = written(asked.begin.timestamp()), written(asked.end.timestamp())
        frame = data_request(
            asked.cn, begin, end, st=link.st, mn=asked.mn, qn=request.qn, pw=link.pw, version=link.version
        )
        request.heard = link.connection.time()
        link.connection.request(frame)
        self._wait(request, self._seconds)

    def _wait(self, request: _Request, seconds: float) -> None:
        request.link.connection.call_later(seconds, lambda: self._look(request))

    def _look(self, request: _Request) -> None:
        """Time is up, unless something came meanwhile."""
        if self._requests.get(request.asked.mn) is not request:
            return
        is_ready = request.asked.state is AskState.READY
        patience = self._seconds * self._tries if is_ready else self._seconds
        left = (request.heard or 0.0) + patience - request.link.connection.time()
        if left > 0:
            self._wait(request, left)
        elif is_ready or request.asked.tries >= self._tries:
            self._end(request, AskState.TIMEOUT, request.asked.code)
        else:
            self._note(request, tries=request.asked.tries + 1, at=self._clock.now())
            self._send(request)

    def _note(self, request: _Request, **changes: object) -> None:
        request.asked = replace(request.asked, **changes)  # type: ignore[arg-type]
        with self._lock:
            self._asked[request.asked.mn] = request.asked

    def _end(self, request: _Request, state: AskState, code: int | None = None) -> None:
        self._note(request, state=state, code=code)
        with self._lock:
            self._requests.pop(request.asked.mn, None)

    def _new_qn(self, now: datetime) -> str:
        """A QN of ours that no request before had."""
        if self._last_qn is not None and now <= self._last_qn:
            now = self._last_qn + timedelta(milliseconds=1)
        self._last_qn = now
        return new_qn(now)


def runs(labels: Iterable[int]) -> list[tuple[datetime, datetime]]:
    """Missing hours (labels, their ends in epoch seconds) as times to ask for, each from begin to end."""
    found = list[list[int]]()
    for label in sorted(labels):
        if found and label == found[-1][1] + _HOUR:
            found[-1][1] = label
        else:
            found.append([label - _HOUR, label])
    return [(from_epoch(begin), from_epoch(end)) for begin, end in found]
