"""Times as HJ 212 writes them: China time, digits only."""

import re
from datetime import UTC, datetime, timedelta

from db.times import CHINA

# some devices append milliseconds to DataTime; QN always has them
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?", re.ASCII)
_EPOCH_MS = re.compile(r"\d{13}", re.ASCII)


def data_time(text: str) -> datetime | None:
    """What a DataTime of 14 or 17 digits says, to the second; None if it is no time."""
    found = _DIGITS.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
    except ValueError:
        return None


def qn_time(qn: str | None) -> datetime | None:
    """When the sender wrote this QN, to the millisecond: 17 digits, or epoch milliseconds as some have it."""
    if qn and _EPOCH_MS.fullmatch(qn):
        return datetime.fromtimestamp(int(qn) / 1000, UTC)
    if not qn or len(qn) != 17 or (time := data_time(qn)) is None:
        return None
    return time + timedelta(milliseconds=int(qn[14:]))


def written(epoch: float) -> str:
    """A moment in epoch seconds as 14 digits."""
    return datetime.fromtimestamp(epoch, CHINA).strftime("%Y%m%d%H%M%S")


def new_qn(now: datetime) -> str:
    """A QN for a frame of ours."""
    local = now.astimezone(CHINA)
    return f"{local:%Y%m%d%H%M%S}{local.microsecond // 1000:03d}"
