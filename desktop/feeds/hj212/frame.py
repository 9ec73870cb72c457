"""One HJ 212 frame: `##` + length + data segment + checksum + CR LF."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.feeds.hj212.crc import crc16

_FIELD = re.compile(r"([A-Za-z]+)=([^;]*)")
_VERSION_2025 = 0b000010
# an answer that asks for an answer would be answered for ever; real devices do send 9014 with Flag=5
_ANSWERS = frozenset({"9011", "9012", "9013", "9014"})


class Reason(StrEnum):
    """Why bytes were refused; the value is what counters and the quarantine show."""

    CRC = "crc"
    LENGTH = "length"
    FORMAT = "format"
    TOO_LONG = "too_long"
    CUT = "cut"
    GARBAGE = "garbage"


@dataclass(frozen=True, slots=True)
class Rejected:
    """Bytes that are no frame: kept with the reason, never dropped in silence."""

    reason: Reason
    raw: bytes
    detail: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame whose length and checksum are right. `raw` runs from `##` to the checksum."""

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

    @property
    def needs_answer(self) -> bool:
        """The sender wants a 9014 (bit 0 of Flag) and is not itself answering."""
        return bool((self.flag or 0) & 1) and self.cn not in _ANSWERS


def parse(raw: bytes) -> Frame | Rejected:
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
) -> bytes:
    """A whole frame, CR LF included; fields of None are left out.

    Args:
        cp: what stands between `CP=&&` and `&&`.

    Raises:
        ValueError: the data segment is longer than its four digits can say.
    """
    head = {"QN": qn, "ST": st, "CN": cn, "PW": pw, "MN": mn, "Flag": flag, "PNUM": pnum, "PNO": pno}
    fields = ";".join(f"{name}={value}" for name, value in head.items() if value is not None)
    segment = f"{fields};CP=&&{cp}&&".encode()
    if len(segment) > 9999:
        raise ValueError(f"a data segment of {len(segment)} bytes does not fit a frame")
    return b"##%04d%b%04X\r\n" % (len(segment), segment, crc16(segment))


def answer(frame: Frame) -> bytes:
    """The 9014 that tells the sender its data are stored: same QN, ST 91, nothing in CP."""
    version = (frame.flag or 0) >> 2
    flag = 8 if version == _VERSION_2025 else 4
    return encode("", st="91", cn="9014", mn=frame.mn, qn=frame.qn, pw=frame.pw, flag=flag)


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
