"""What the two sides of HJ 212 say to each other besides data: answers, and requests for data."""

import re
from enum import IntEnum, StrEnum

from desktop.feeds.hj212.frame import ANSWERS, Frame, Version, encode, wrap

_FLAGS = {Version.HJ_2005: 0, Version.HJ_2017: 4, Version.HJ_2025: 8}
_PARAM = re.compile(r"(?:^|[;,])([A-Za-z]+)=([^;,]*)")
# Time calibration asked for (1013); heartbeat (9015), and the login that vendors had before 2025 (9021).
_NOTICES = frozenset({"1013", "9015", "9021"})
# Commands that only a platform gives: set, start, stop, take a sample.
_SETTINGS = ("1000", "1002", "1012", "1014", "1062", "1064", "1072", "2012", "2022")
_CONTROLS = ("3011", "3012", "3013", "3014", "3016", "3017", "3021", "3022", "3024")
_COMMANDS = frozenset((*_SETTINGS, *_CONTROLS))
# Commands that ask with these words alone, and answer with others.
_QUESTIONS = frozenset(("1011", "1061", "1063", "2011", "2021", "2031", "2041", "2051", "2061"))
_QUESTION_WORDS = frozenset(("PolId", "BeginTime", "EndTime"))


class Kind(StrEnum):
    """What a frame wants of us."""

    DATA = "data"
    NOTICE = "notice"
    REQUEST = "request"
    ANSWER = "answer"


class QnRtn(IntEnum):
    """What becomes of a request (9011)."""

    READY = 1
    REFUSED = 2


class ExeRtn(IntEnum):
    """How a request ended (9012)."""

    DONE = 1
    FAILED = 2
    NO_DATA = 100


def kind_of(frame: Frame) -> Kind:
    """Data, a notice, a request addressed to us, or an answer to ours."""
    if frame.cn in ANSWERS:
        return Kind.ANSWER
    if frame.cn in _NOTICES:
        return Kind.NOTICE
    is_question = frame.cn in _QUESTIONS and not frame.seal and _asks(frame.cp)
    return Kind.REQUEST if frame.cn in _COMMANDS or is_question else Kind.DATA


def answer(frame: Frame) -> bytes:
    """What a stored frame is answered with: 9014 data, 9013 notices, 9011 “refused” requests.

    We are the platform: devices have nothing to request of us, and a refused request has no 9012.
    """
    kind = kind_of(frame)
    if kind is Kind.REQUEST:
        return request_answer(frame, QnRtn.REFUSED)
    return _reply(frame, "9013" if kind is Kind.NOTICE else "9014")


def request_answer(frame: Frame, result: int) -> bytes:
    """9011: the request is carried out, or why not."""
    return _reply(frame, "9011", f"QnRtn={int(result)}")


def execution_result(frame: Frame, result: int) -> bytes:
    """9012: how the request ended."""
    return _reply(frame, "9012", f"ExeRtn={int(result)}")


def data_request(
    cn: str, begin: str, end: str, *, st: str, mn: str, qn: str, pw: str | None, version: Version | None
) -> bytes:
    """Ask a device for the data it recorded from `begin` to `end` (YYYYMMDDhhmmss, China time)."""
    flag = _FLAGS[version or Version.HJ_2017] + 1
    return encode(f"BeginTime={begin},EndTime={end}", st=st, cn=cn, mn=mn, qn=qn, pw=pw, flag=flag)


def params(frame: Frame) -> dict[str, str]:
    """Parameters in CP such as QnRtn, ExeRtn, BeginTime, whatever their separators."""
    return dict(_PARAM.findall(frame.cp))


def answered_qn(frame: Frame) -> str | None:
    """QN of the request that a frame answers: in the header, by 2005 in CP."""
    return frame.qn or params(frame).get("QN")


def _asks(cp: str) -> bool:
    # values of factors are data: nearly all frames are decided by this
    return not cp or ("-" not in cp and {name for name, _ in _PARAM.findall(cp)} <= _QUESTION_WORDS)


def _reply(frame: Frame, cn: str, result: str = "") -> bytes:
    # without Flag nobody says which edition: most such devices are of 2017
    version = frame.version or Version.HJ_2017
    qn, pw = f"QN={frame.qn};" if frame.qn else "", f"PW={frame.pw};" if frame.pw else ""
    if version is Version.HJ_2005 and qn:  # devices of 2005 look for it here
        result = (qn + result).rstrip(";")
    segment = f"{qn}ST=91;CN={cn};{pw}MN={frame.mn};Flag={_FLAGS[version]};CP=&&{result}&&"
    return wrap(segment.encode())
