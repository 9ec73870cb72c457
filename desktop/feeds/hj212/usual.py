"""Good frames of the form that nearly all have, read the short way."""

import re

from desktop.feeds.hj212.crc import crc16
from desktop.feeds.hj212.frame import Frame, Rejected

_HEAD = re.compile(
    r"(?:\r\n)?##([0-9]{4})(?:QN=([^;&#]*);)?ST=([^;&#]+);CN=([^;&#]+);(?:PW=([^;&#]*);)?MN=([^;&#]+);"
    r"(?:Flag=([0-9]{1,9});)?CP=&&(?!\{)"
)


def read_usual(buffer: bytes, at: int, longest: int, items: list[Frame | Rejected]) -> int:
    """Append the frames that follow each other from `at`; where the first other thing begins.

    What is read here is what the thorough way (`FrameStream`) reads as well: length and checksum are right,
    the first && after the one that opens CP is where the length says, and no ## stands inside.
    """
    if not buffer.isascii():
        return at
    text = buffer.decode("ascii")
    match, find = _HEAD.match, text.find
    while found := match(text, at):
        digits, qn, st, cn, pw, mn, flag = found.groups()
        opened, length = found.end(), int(digits)
        body = found.end(1)
        end = body + length
        if find("&&", opened) != end - 2 or length > longest:
            break
        printed = f"{crc16(buffer[body:end]):04X}"
        if text[end : end + 4].upper() != printed or find("##", opened, end) >= 0:
            break
        at = end + 4
        number = int(flag) if flag else None
        cp = text[opened : end - 2]
        items.append(Frame(qn, st, cn, pw, mn, number, None, None, cp, buffer[body - 6 : at]))
    return at
