"""One HJ 212 frame: `##` + length + data segment + checksum + CR LF."""

import re
from enum import StrEnum
from typing import NamedTuple

from desktop.feeds.hj212.crc import crc16

_FIELD = re.compile(r"([A-Za-z]+)=([^;]*)")
# an answer that asks for an answer would be answered for ever; real devices do send 9014 with Flag=5
ANSWERS = frozenset({"9011", "9012", "9013", "9014"})


class Reason(StrEnum):
    """Why bytes were refused; the value is what counters and the quarantine show."""

    CRC = "crc"
    LENGTH = "length"
    FORMAT = "format"
    TOO_LONG = "too_long"
    CUT = "cut"
    GARBAGE = "garbage"
    PARTS = "parts_missing"
    KEY = "sm4_key"


class Version(StrEnum):
    """The edition a sender writes by, from the upper six bits of Flag."""

    HJ_2005 = "2005"
    HJ_2017 = "2017"
    HJ_2025 = "2025"


_VERSIONS = dict(enumerate(Version))


class Rejected(NamedTuple):
    """Bytes that are no frame: kept with the reason, never dropped in silence."""

    reason: Reason
    raw: bytes
    detail: str


class Seal(NamedTuple):
    """An encrypted CP: length and checksum of the plain segment, not to be checked without the key."""

    length: int
    crc: bytes


class Frame(NamedTuple):
    """A frame whose length and checksum are right. `raw` runs from `##` to the checksum.

    With a `seal`, `cp` is still encrypted and nothing is checked yet (see `sm4.unseal`). With `parts`, it is
    a message that came in several frames, joined (see `join`); `raw` is then theirs, one after the other.
    """

    qn: str | None
    st: str
    cn: str
    pw: str | None
    mn: str
    flag: int | None
    pnum: int | None
    pno: int | None
    cp: str
    raw: bytes
    resent: bool = False
    """RF=1 (2025): the device sent it before, or could not."""
    seal: Seal | None = None
    parts: tuple["Frame", ...] = ()

    @property
    def needs_answer(self) -> bool:
        """The sender wants an answer (bit 0 of Flag) and is not itself answering."""
        return bool((self.flag or 0) & 1) and self.cn not in ANSWERS

    @property
    def version(self) -> Version | None:
        """The edition that Flag names; None without Flag or for an edition to come."""
        return None if self.flag is None else _VERSIONS.get(self.flag >> 2)

    @property
    def is_part(self) -> bool:
        """One of several frames of a message (PNUM, PNO), and not joined yet."""
        return not self.parts and (self.pnum or 0) > 1 and self.pno is not None


def parse(raw: bytes, seal: Seal | None = None) -> Frame | Rejected:
    """Read bytes whose length and checksum were already found right; `raw` without CR LF.

    QN, PW and Flag may be missing, as devices of 2005 and 2021 leave them out; ST, CN, MN and CP may not.
    """
    head, opened, rest = _decode(raw[6:-4]).partition("CP=&&")
    if not opened or not rest.endswith("&&"):
        return Rejected(Reason.FORMAT, raw, "CP=&& is missing or not closed by &&")
    # the header is cut at CP=, not at ;CP=: the standard's own table prints `Flag=5CP=`
    fields = dict(_FIELD.findall(head))
    missing = [name for name in ("ST", "CN", "MN") if not fields.get(name)]
    if missing:
        return Rejected(Reason.FORMAT, raw, f"no {', '.join(missing)}")
    return Frame(
        qn=fields.get("QN"),
        st=fields["ST"],
        cn=fields["CN"],
        pw=fields.get("PW"),
        mn=fields["MN"],
        flag=_whole(fields.get("Flag")),
        pnum=_whole(fields.get("PNUM")),
        pno=_whole(fields.get("PNO")),
        cp=rest[:-2],
        raw=raw,
        resent=fields.get("RF") == "1",
        seal=seal,
    )


def encode(
    cp: str,
    *,
    st: str,
    cn: str,
    mn: str,
    qn: str | None = None,
    pw: str | None = None,
    flag: int | None = None,
    pnum: int | None = None,
    pno: int | None = None,
    resent: bool = False,
) -> bytes:
    """A whole frame, CR LF included; fields of None are left out.

    Args:
        cp: what stands between `CP=&&` and `&&`.

    Raises:
        ValueError: the data segment is longer than its four digits can say.
    """
    head = {"QN": qn, "ST": st, "CN": cn, "PW": pw, "MN": mn, "Flag": flag, "PNUM": pnum, "PNO": pno}
    fields = ";".join(f"{name}={value}" for name, value in head.items() if value is not None)
    return wrap(f"{fields};{'RF=1;' if resent else ''}CP=&&{cp}&&".encode())


def wrap(segment: bytes) -> bytes:
    """A data segment as a frame: length before it, checksum and CR LF behind it.

    Raises:
        ValueError: the data segment is longer than its four digits can say.
    """
    if len(segment) > 9999:
        raise ValueError(f"a data segment of {len(segment)} bytes does not fit a frame")
    return b"##%04d%b%04X\r\n" % (len(segment), segment, crc16(segment))


def _decode(segment: bytes) -> str:
    # the standard says UTF-8; loggers built on Chinese Windows send GB18030
    for encoding in ("utf-8", "gb18030"):
        try:
            return segment.decode(encoding)
        except UnicodeDecodeError:
            continue
    return segment.decode("utf-8", "replace")


def _whole(text: str | None) -> int | None:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else None
