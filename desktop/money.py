"""Amounts of money: yuan as people write them, fen as the record keeps them."""

import re

_AMOUNT = re.compile(r"(\d{1,12})(?:\.(\d{1,2}))?")
_LEFT_OUT = str.maketrans("０１２３４５６７８９．", "0123456789.", " ,，元¥￥")


def fen_of(text: str) -> int | None:
    """`2000`, `2,000.50`, `2000元` in fen; None where nothing stands there.

    Raises:
        ValueError: it is no amount above nothing with two decimals at most.
    """
    if not text.strip():
        return None
    found = _AMOUNT.fullmatch(text.translate(_LEFT_OUT))
    fen = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if fen <= 0:
        raise ValueError(text)
    return fen


def yuan_text(fen: int) -> str:
    """`2,000.50`."""
    return f"{fen // 100:,}.{fen % 100:02}"
