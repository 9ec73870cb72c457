"""The AQI of days: each graded by the edition of its own day, and what a period counts from that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from desktop.air.aqi import DailyAqi, Floats, daily
from desktop.air.basis import Basis, edition_on
from desktop.air.days import O3_1H, VALUE_ROWS
from desktop.air.rolling import round_rows
from desktop.air.rounding import per_cent, round_half_even
from desktop.air.standards import POLLUTANTS, Edition
from desktop.air.validity import Counts, valid_days

_O3 = POLLUTANTS.index("o3")
GOOD = 100
"""Days up to this AQI are good days 优良天数."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Days of stations (s,) over a period: with an AQI, good ones 优良 and their share in per cent.

    `levels` (s, levels) counts days by level, `primary` (s, 6) those with a pollutant as primary one; a tie
    counts for each of its pollutants.
    """

    graded: Counts
    good: Counts
    good_rate: Floats
    levels: Counts
    primary: Counts


def grade_days(days: Floats, first: date, basis: Basis) -> DailyAqi:
    """IAQI (6, s, n), AQI, primary pollutants and level (s, n) of day arrays (s, 13, n) from `first` on.

    A day's values are rounded as HJ 663 rounds days before they are graded, so that a day is above 100
    exactly where one of its printed values is above its breakpoint. Values that do not count are missing.
    """
    stations, _, count = days.shape
    valid = valid_days(days, basis)
    values = round_rows(np.where(valid, days[:, VALUE_ROWS], np.nan), basis.evaluation.decimals.day)
    peaks = round_half_even(
        np.where(valid[:, _O3], days[:, O3_1H], np.nan), basis.evaluation.decimals.day[_O3]
    )
    iaqi = np.empty((len(POLLUTANTS), stations, count), dtype=np.int16)
    aqi, level = np.empty((stations, count), dtype=np.int16), np.empty((stations, count), dtype=np.int8)
    primary = np.empty((stations, count), dtype=np.uint8)
    for part, edition in _parts(first, count, basis):
        columns = np.moveaxis(values[..., part], 1, 0)
        found = daily(columns.reshape(len(POLLUTANTS), -1), edition, peaks[:, part].reshape(-1))
        iaqi[..., part] = found.iaqi.reshape(columns.shape)
        for whole, flat in ((aqi, found.aqi), (primary, found.primary), (level, found.level)):
            whole[:, part] = flat.reshape(columns.shape[1:])
    return DailyAqi(iaqi, aqi, primary, level)


def count_days(grades: DailyAqi, levels: int) -> DayCounts:
    """What a period counts from the grades of its days (s, n), by level from 0 to `levels` − 1."""
    graded = np.count_nonzero(grades.aqi >= 0, axis=-1)
    good = np.count_nonzero((grades.aqi >= 0) & (grades.aqi <= GOOD), axis=-1)
    by_level = [np.count_nonzero(grades.level == level, axis=-1) for level in range(levels)]
    primary = [np.count_nonzero(grades.primary >> bit & 1, axis=-1) for bit in range(len(POLLUTANTS))]
    return DayCounts(graded, good, per_cent(good, graded), np.stack(by_level, -1), np.stack(primary, -1))


def _parts(first: date, count: int, basis: Basis) -> Iterator[tuple[slice, Edition]]:
    """The days cut where the edition changes."""
    start = 0
    while start < count:
        edition = edition_on(basis, first + timedelta(days=start))
        end = count
        if len(basis.editions) > 1 and edition.end is not None:
            end = min(count, (edition.end - first).days + 1)
        yield slice(start, end), edition
        start = end
