"""Which days, months and years count (HJ 663, GB 3095).

Day arrays are (..., 13, days), see days.py.
"""

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats, round_half_even
from desktop.air.basis import Basis
from desktop.air.days import COUNT_ROWS, VALUE_ROWS, Bools
from desktop.air.evaluation import Validity
from desktop.air.periods import Period
from desktop.air.standards import POLLUTANTS

Counts = npt.NDArray[np.int64]

_O3 = POLLUTANTS.index("o3")
_FEBRUARY = 2


def valid_days(days: Floats, basis: Basis) -> Bools:
    """Which values (..., 6, days) of day arrays count.

    A mean needs its hours. The highest 8-hour mean of O3 needs its 8-hour means, or, where the rules say so,
    is above the limit: then more of them could only have made it higher.
    """
    rules, values = basis.evaluation.validity, days[..., VALUE_ROWS, :]
    valid = days[..., COUNT_ROWS, :] >= rules.day_hours
    peaks, means = values[..., _O3, :], days[..., COUNT_ROWS.start + _O3, :]
    valid[..., _O3, :] = means >= rules.o3_day_means
    limit = basis.limit_of_day(_O3)
    if rules.o3_day_exceeding and limit is not None:
        valid[..., _O3, :] |= round_half_even(peaks, basis.evaluation.decimals.day[_O3]) > limit
    return valid & ~np.isnan(values)


def day_values(days: Floats, basis: Basis) -> Floats:
    """The values (..., 6, days) that count, unrounded; NaN for the others."""
    return np.where(valid_days(days, basis), days[..., VALUE_ROWS, :], np.nan)


def needed_days(period: Period, rules: Validity) -> int:
    """How many valid days a period needs; what is neither month nor year needs a share of its days."""
    if period.is_year:
        return rules.year_days
    if period.is_month:
        return rules.february_days if period.first.month == _FEBRUARY else rules.month_days
    # a share such as 0.9 is a hair off in binary: 0.9 of 10 days is 9, not 10
    return int(np.ceil(round(rules.other_share * period.days, 9)))


def is_valid(valid: Bools, period: Period, rules: Validity) -> Bools:
    """Whether the valid days (..., days) make the period count; a year needs each of its months too."""
    enough: Bools = np.count_nonzero(valid, axis=-1) >= needed_days(period, rules)
    if not period.is_year:
        return enough
    for part in period.months():
        start = (part.first - period.first).days
        days = valid[..., start : start + part.days]
        enough = enough & (np.count_nonzero(days, axis=-1) >= needed_days(part, rules))
    return enough
