"""Rounding by GB/T 8170, half to even, decided on the decimal number, and what is compared after it.

`round_text` is exact for any number; `round_half_even` of aqi.py is the same for arrays of values with at
most six decimals. A mean of n values with d decimals is a multiple of 1/(n·10^d): up to n = 366 and d = 3 it
cannot come closer than 1.3e-6 to a half without being one, so for means of hours the array form is exact
too. A mean of days of unequal hours that lies within 5e-7 of a half is taken for it.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats
from desktop.air.aqi import round_half_even as round_half_even  # offered from here too

_MOST_DIGITS = 60
_CONTEXT = Context(prec=_MOST_DIGITS, rounding=ROUND_HALF_EVEN)


def round_text(number: str | int | Decimal, decimals: int) -> Decimal:
    """A decimal number rounded once: 1.15 to one decimal is 1.2, 60.5 to none is 60. Keeps the zeros: 4.0.

    Floats are not taken: the double nearest to 1.15 is below it.

    Raises:
        ValueError: it is no finite number, or has more than 60 digits.
    """
    try:
        rounded = Decimal(number).quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
    except InvalidOperation:
        rounded = Decimal("NaN")
    if not rounded.is_finite():
        raise ValueError(f"{number!r} cannot be rounded to {decimals} decimals")
    return rounded


def shown(value: float, decimals: int) -> str:
    """A value as it is printed: rounded, with all its decimals; empty for NaN."""
    # + 0.0: what rounds to nothing has no sign
    return "" if np.isnan(value) else f"{round_half_even([value], decimals)[0] + 0.0:.{decimals}f}"


def exceeds(values: npt.ArrayLike, limit: float, decimals: int) -> npt.NDArray[np.bool_]:
    """Whether values are above a limit: rounded first, then compared. NaN is not."""
    return np.asarray(round_half_even(values, decimals) > limit)


def times_above(values: npt.ArrayLike, limit: float, decimals: int, digits: int = 2) -> Floats:
    """超标倍数 (C − S)/S of the rounded concentrations, to `digits` decimals; NaN where none exceeds.

    C is rounded as it is for the comparison, so that the figure can be checked from what is printed.
    """
    rounded = round_half_even(values, decimals)
    multiple = round_half_even((rounded - limit) / limit, digits)
    return np.where(rounded > limit, multiple, np.nan)


def per_cent(part: npt.ArrayLike, whole: npt.ArrayLike, digits: int = 1) -> Floats:
    """Shares in per cent, to `digits` decimals; NaN where the whole is 0."""
    wholes = np.asarray(whole, dtype=np.float64)
    shares = np.full(np.broadcast_shapes(np.shape(part), wholes.shape), np.nan)
    np.divide(np.asarray(part, dtype=np.float64) * 100, wholes, out=shares, where=wholes != 0)
    return round_half_even(shares, digits)
