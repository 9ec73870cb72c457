"""Frames out of a TCP stream that may be cut, joined, damaged or lying about its lengths."""

import re

from desktop.feeds.hj212.crc import matches
from desktop.feeds.hj212.frame import Frame, Reason, Rejected, Seal, parse
from desktop.feeds.hj212.usual import read_usual

_START = b"##"
_HASHES = re.compile(rb"##+")
_HEAD = 6  # ## and four digits
_CRC = 4
_HEX = re.compile(rb"[0-9A-Fa-f]{4}")
# The `&&` that closes CP and its checksum. Not the one that opens CP: a factor code (a340…) is hex as well.
_CLOSING = rb"(?<!CP=)&&(?P<crc>[0-9A-Fa-f]{4})"
# Signs inside a declared length that the frame is over already, sure enough to stop waiting for the rest.
_SURE_END = re.compile(rb"##[0-9]{4}[A-Z]{2}=|" + _CLOSING + rb"(?P<after>\r\n|##)?")
# Signs that end a frame whose length is known to be wrong.
_ANY_END = re.compile(rb"\r\n|##|" + _CLOSING)
# A frame with an encrypted data area: its printed length is that of the plain text, so only signs end it.
_SEALED = re.compile(rb"[^&#\r\n]*CP=&&\{0[xX]")
_SEALED_END = re.compile(rb"\r\n|##|&&(?P<crc>[0-9A-Fa-f]{4})")


class FrameStream:
    """Bytes of one connection in, frames and refused pieces out.

    What comes out depends only on the bytes, never on how they were cut into segments: every decision is
    taken at the first byte that settles it. Memory is bounded by `max_length` and the last segment.

    Args:
        max_length: longest data segment accepted, bytes. The standard's limit is 1024. An encrypted data area
            travels five times as long as it is, so a sealed frame may take twice `max_length`.
    """

    def __init__(self, max_length: int = 4096) -> None:
        self._max = max_length
        self._rest = b""
        self._garbage = bytearray()
        self._garbage_size = 0

    def feed(self, data: bytes) -> list[Frame | Rejected]:
        """The frames and refused pieces that these bytes complete, in order."""
        buffer, items = self._rest + data, list[Frame | Rejected]()
        at = 0 if self._garbage_size else read_usual(buffer, 0, self._max, items)
        while (start := self._next_start(buffer, at)) >= 0:
            at, item = self._read(buffer, start)
            if item is None:
                break
            self._end_garbage(items)
            items.append(item)
            at = read_usual(buffer, at, self._max, items)
        else:
            at = len(buffer) - buffer.endswith(b"#", at)
        self._rest = buffer[at:]
        return items

    def close(self) -> list[Frame | Rejected]:
        """The connection is over: what is still incomplete, as refused pieces."""
        items = list[Frame | Rejected]()
        if self._rest.startswith(_START):
            self._end_garbage(items)
            items.append(_sealed(self._rest) or self._refuse(self._rest))
        else:
            self._skip(self._rest)
            self._end_garbage(items)
        self._rest = b""
        return items

    def _next_start(self, buffer: bytes, at: int) -> int:
        run = _HASHES.search(buffer, at)
        start = run.end() - 2 if run else -1  # of ### the last two begin the frame
        end = start if start >= 0 else len(buffer) - buffer.endswith(b"#", at)
        if end > at:
            self._skip(buffer[at:end])
        return start

    def _skip(self, piece: bytes) -> None:
        self._garbage_size += len(piece)
        room = self._max - len(self._garbage)
        self._garbage += piece[:room]

    def _end_garbage(self, items: list[Frame | Rejected]) -> None:
        if not self._garbage_size:
            return
        raw = bytes(self._garbage).strip()  # CR LF between frames is no garbage
        if raw or self._garbage_size > self._max:
            items.append(Rejected(Reason.GARBAGE, raw, f"{self._garbage_size} bytes outside any frame"))
        self._garbage.clear()
        self._garbage_size = 0

    def _read(self, buffer: bytes, start: int) -> tuple[int, Frame | Rejected | None]:
        """The frame at `start` and where it ends; nothing and `start` while more bytes are needed."""
        body = start + _HEAD
        if len(buffer) < body:
            return start, None
        length = _declared(buffer[start:body])
        if length is None or length > self._max:
            return self._recover(buffer, start)
        end = body + length
        if sealed := _SEALED.match(buffer, body, end):
            return self._read_sealed(buffer, start, sealed.end())
        if cut := _sure_end(buffer, body, end):
            return cut, self._refuse(buffer[start:cut])
        if len(buffer) < end + _CRC:
            return start, None
        return self._complete(buffer, start, end)

    def _complete(self, buffer: bytes, start: int, end: int) -> tuple[int, Frame | Rejected | None]:
        printed = buffer[end : end + _CRC]
        if matches(buffer[start + _HEAD : end], printed):
            return end + _CRC, parse(buffer[start : end + _CRC])
        if buffer.endswith(b"&&", start, end) and _HEX.fullmatch(printed):
            return end + _CRC, self._refuse(buffer[start : end + _CRC])
        return self._recover(buffer, start)

    def _read_sealed(self, buffer: bytes, start: int, at: int) -> tuple[int, Frame | Rejected | None]:
        limit = start + 2 * self._max
        if found := _SEALED_END.search(buffer, at, limit):
            end = found.start() if found["crc"] is None else found.end()
            raw = buffer[start:end]
            return end, _sealed(raw) or Rejected(Reason.CUT, raw, "an encrypted frame without its end")
        if len(buffer) < limit:
            return start, None
        limit -= buffer.endswith(b"#", start, limit)
        return limit, Rejected(Reason.TOO_LONG, buffer[start:limit], f"no end within {2 * self._max} bytes")

    def _recover(self, buffer: bytes, start: int) -> tuple[int, Frame | Rejected | None]:
        """Find the end of a frame whose length is wrong, so that it does not swallow the next one."""
        limit = start + _HEAD + self._max + _CRC
        for found in _ANY_END.finditer(buffer, start + 2, limit):
            if found["crc"] is None:
                return found.start(), self._refuse(buffer[start : found.start()])
            if matches(buffer[start + _HEAD : found.start("crc")], found["crc"]):
                return found.end(), self._refuse(buffer[start : found.end()])
        if len(buffer) < limit:
            return start, None
        limit -= buffer.endswith(b"#", start, limit)
        detail = f"no end within {self._max} bytes"
        return limit, Rejected(Reason.TOO_LONG, buffer[start:limit], detail)

    def _refuse(self, raw: bytes) -> Rejected:
        """Name what is wrong with a piece that begins with `##` and is no good frame."""
        body, printed, length = raw[_HEAD:-_CRC], raw[-_CRC:], _declared(raw[:_HEAD])
        complete = len(raw) >= _HEAD + _CRC and _HEX.fullmatch(printed)
        if complete and matches(body, printed):
            said = raw[2:_HEAD].decode("ascii", "replace")
            return Rejected(Reason.LENGTH, raw, f"says {said}, is {len(body)}; the checksum is right")
        if length is not None and length > self._max:
            return Rejected(Reason.TOO_LONG, raw, f"says {length}, at most {self._max} are read")
        if complete and body.endswith(b"&&"):
            return Rejected(Reason.CRC, raw, f"says length {length}, is {len(body)}; the checksum is wrong")
        if length is None and len(raw) >= _HEAD:
            return Rejected(Reason.FORMAT, raw, "## is not followed by four digits")
        return Rejected(Reason.CUT, raw, f"says {length or 0}, ends after {max(len(raw) - _HEAD, 0)}")


def _sealed(raw: bytes) -> Frame | Rejected | None:
    """The frame with an encrypted data area that these bytes are, None if they are none."""
    length = _declared(raw[:_HEAD])
    is_whole = raw.endswith(b"&&", 0, -_CRC) and _HEX.fullmatch(raw, max(len(raw) - _CRC, 0))
    if length is None or not is_whole or not _SEALED.match(raw, _HEAD):
        return None
    return parse(raw, Seal(length, raw[-_CRC:]))


def _declared(head: bytes) -> int | None:
    digits = head[2:_HEAD]
    return int(digits) if len(digits) == 4 and digits.isdigit() else None


def _sure_end(buffer: bytes, body: int, end: int) -> int:
    """Where the frame ends if that is surely before its declared `end`, else 0."""
    limit = end + _CRC
    # The common case without a regular expression: CP opened, closed where the length says, no ## inside.
    # From opening + 1: of &&& the last two may be a closing pair.
    opening = buffer.find(b"&&", body, limit)
    once = buffer.endswith(b"CP=", body, opening) and buffer.find(b"&&", opening + 1, limit) in (-1, end - 2)
    if (opening < 0 or once) and buffer.find(_START, body, limit) < 0:
        return 0
    for found in _SURE_END.finditer(buffer, body, limit):
        if found["crc"] is None:
            return found.start()
        if found.start() == end - 2:
            continue
        if found["after"] or matches(buffer[body : found.start("crc")], found["crc"]):
            return found.end("crc")
    return 0
