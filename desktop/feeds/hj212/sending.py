"""Recorded hours as a device would send them."""

from collections.abc import Mapping
from decimal import Decimal

from desktop.feeds.hj212.columns import CODE_OF, FEED_UNITS, POWERS
from desktop.feeds.hj212.frame import encode
from desktop.feeds.hj212.times import written


def hour_frame(
    mn: str,
    pw: str | None,
    st: str,
    end_epoch: int,
    values: Mapping[str, float | None],
    flags: Mapping[str, str],
    *,
    answer: bool = True,
    qn: str | None = None,
) -> bytes:
    """An hour as a device would send it at its end: CN 2061, DataTime the hour's start, FEED_UNITS.

    Args:
        end_epoch: the hour's end, our label, epoch seconds.
        values: in our units; None and NaN are left out.
        flags: letters other than N by column.
        answer: ask for a 9014.
        qn: of the request that asks for this hour; None: the hour's end.

    Raises:
        KeyError: a column has no factor code.
    """
    items = [f"DataTime={written(end_epoch - 3600)}"]
    for column in [*values, *(column for column in flags if column not in values)]:
        value, letter = values.get(column), flags.get(column, "N")
        code = CODE_OF[column]
        if value is not None and value == value:
            items.append(f"{code}-Avg={_text(value, column)},{code}-Flag={letter}")
        elif column in flags:
            items.append(f"{code}-Flag={letter}")
    number = hour_qn(end_epoch) if qn is None else qn
    return encode(";".join(items), st=st, cn="2061", mn=mn, qn=number, pw=pw, flag=5 if answer else 4)


def hour_qn(end_epoch: int) -> str:
    """The QN that `hour_frame` gives: the hour's end as China time, to the millisecond."""
    return f"{written(end_epoch)}000"


def _text(value: float, column: str) -> str:
    power = POWERS[column][FEED_UNITS[column]] if column in POWERS else 0
    return format(Decimal(repr(float(value))).scaleb(-power).normalize(), "f")
