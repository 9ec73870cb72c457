"""A raw journal sent again to a listener."""

import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.feeds.hj212 import Frame, FrameStream, Kind, kind_of, wrap
from desktop.feeds.journal import MASK, Entry

_ANSWER_SECONDS = 10.0
_LOOK_AGAIN = 0.2
_UNREAD = 200


@dataclass(frozen=True, slots=True)
class Resent:
    """What was sent: frames as they came, and damaged pieces as damaged as they came."""

    frames: int = 0
    damaged: int = 0
    answers: int = 0


def again(entry: Entry, passwords: Mapping[str, str | None]) -> bytes:
    """An entry as it came, its password put back where it is known.

    Length and checksum of a plain frame are made anew, so that it stays a good one. An encrypted frame keeps
    its own, which are right with its password only.
    """
    if entry.kind != "frame":
        return entry.raw + b"\r\n"
    head, opened, rest = entry.raw.partition(b"CP=&&")
    mn = head.partition(b"MN=")[2].partition(b";")[0].decode("utf-8", "replace")
    password = passwords.get(mn)
    if password is not None:
        head = head.replace(MASK, b"PW=" + password.encode(), 1)
    if rest.startswith((b"{0x", b"{0X")):
        return head + opened + rest + b"\r\n"
    return wrap((head + opened + rest)[6:-4])


class JournalSender:
    """Sends entries over one connection and counts the answers."""

    def __init__(self, host: str, port: int, passwords: Mapping[str, str | None]) -> None:
        self._socket = socket.create_connection((host, port), _ANSWER_SECONDS)
        self._passwords, self._stream = passwords, FrameStream()
        self._frames = self._damaged = self._answers = self._wanted = 0

    def send(self, entry: Entry) -> None:
        """One entry; what was answered meanwhile is counted.

        Raises:
            OSError: the listener went away.
        """
        data = again(entry, self._passwords)
        self._socket.sendall(data)
        if entry.kind == "frame":
            self._frames += 1
            self._wanted += sum(_wants_answer(item) for item in FrameStream().feed(data))
        else:
            self._damaged += 1
        if self._wanted - self._answers > _UNREAD:
            self._read(_LOOK_AGAIN)

    def finish(self) -> Resent:
        """Wait for the answers that are still to come, hang up."""
        until = time.monotonic() + _ANSWER_SECONDS
        while self._answers < self._wanted and time.monotonic() < until and self._read(_LOOK_AGAIN):
            pass
        self._socket.close()
        return Resent(self._frames, self._damaged, self._answers)

    def _read(self, seconds: float) -> bool:
        """Whether the connection still stands."""
        self._socket.settimeout(seconds)
        try:
            data = self._socket.recv(65_536)
        except TimeoutError:
            return True
        finally:
            self._socket.settimeout(_ANSWER_SECONDS)
        found = self._stream.feed(data)
        self._answers += sum(isinstance(item, Frame) and kind_of(item) is Kind.ANSWER for item in found)
        return bool(data)


def send_journal(
    entries: Iterable[Entry],
    passwords: Mapping[str, str | None],
    host: str,
    port: int,
    *,
    speed: float | None = None,
    stop_event: threading.Event | None = None,
) -> Resent:
    """Send what came in, in its order, to the end or until `stop_event`.

    Args:
        passwords: by MN; the journal has none.
        speed: recorded seconds per real second; None sends at once.

    Raises:
        OSError: nobody listens there, or the listener went away.
    """
    stop = stop_event or threading.Event()
    sender = JournalSender(host, port, passwords)
    try:
        for entry in _paced((entry for entry in entries if entry.way == "in"), speed, stop):
            sender.send(entry)
    finally:
        done = sender.finish()
    return done


def _paced(entries: Iterator[Entry], speed: float | None, stop: threading.Event) -> Iterator[Entry]:
    begun: datetime | None = None
    started = time.monotonic()
    for entry in entries:
        begun = begun or entry.at
        if speed:
            due = (entry.at - begun).total_seconds() / speed
            stop.wait(max(0.0, started + due - time.monotonic()))
        if stop.is_set():
            return
        yield entry


def _wants_answer(item: object) -> bool:
    return isinstance(item, Frame) and item.needs_answer
