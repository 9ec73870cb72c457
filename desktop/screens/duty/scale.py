"""What stands behind the curves: bands of the AQI and limit lines, from the standards' tables."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from desktop.air.standards import NO_IAQI, Edition, Indicator, Limits
from widgets.chart_data import Band

DAY_LIMITS = ("day", "day_8h")
"""Averaging times that count as a day's limit: O3 has its day limit on eight hours."""


def bands(indicators: Sequence[Indicator], edition: Edition, pollutant: int) -> list[Band]:
    """Concentrations of each level by an edition's hourly or daily breakpoints, where they say any."""
    indicator = indicators[pollutant]
    points, iaqi = indicator.breakpoints, indicator.iaqi
    uppers = [level.upper for level in edition.levels if level.upper <= iaqi[-1]]
    edges = [float(np.interp(upper, iaqi, points)) for upper in (0, *uppers)]
    colours = [level.colour for level in edition.levels]
    found = [Band(low, high, colour) for (low, high), colour in zip(pairwise(edges), colours, strict=False)]
    last = edition.level_of(indicator.above)
    if indicator.above != NO_IAQI and last is not None:
        found.append(Band(edges[-1], math.inf, last.colour))
    return found


def limit(limits: Limits, code: str) -> tuple[float, str] | None:
    """The grade II limit of a day with its averaging time; None where the standard has none.

    `code` is the pollutant as the standards' files name it.
    """
    found: Iterable[tuple[float | None, str]] = ((limits.of(code, name), name) for name in DAY_LIMITS)
    return next(((value, name) for value, name in found if value is not None), None)
