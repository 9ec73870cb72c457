"""Days of many stations out of the packed months: what statistics, rankings and calendars are made from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from db.queries import air
from db.queries.air import MarkRecord
from desktop.air.days import COUNT_ROWS, DAY_ROWS, Bools
from desktop.air.periods import HOUR, Period, china_day, date_of, day_number, first_label
from desktop.air.statistics import Days
from desktop.rolling_up import days_of, month_of

SAND_DUST = "sand_dust"


@dataclass(frozen=True, slots=True)
class StationDays:
    """Days of stations in the order of `codes`. `sand`: (stations, days), marked by people as sand dust."""

    codes: tuple[str, ...]
    days: Days
    sand: Bools

    def of(self, codes: Sequence[str]) -> "StationDays":
        """Some of the stations, in this order; those that are not here are left out."""
        at = {code: index for index, code in enumerate(self.codes)}
        kept = [code for code in codes if code in at]
        index = [at[code] for code in kept]
        return StationDays(tuple(kept), Days(self.days.first, self.days.values[index]), self.sand[index])


def load_days(session: Session, period: Period, station_codes: Sequence[str] | None = None) -> StationDays:
    """Days of a period, filled up to whole months; only stations that have any month in it are there."""
    first, last = month_of(day_number(period.first)), month_of(day_number(period.last))
    found = air.months(session, first, last, station_codes)
    codes = tuple(dict.fromkeys(code for code, _, _ in found))
    begin = date_of(day_number(period.first) - period.first.day + 1)
    starts = _starts(first, last)
    values = np.full((len(codes), len(DAY_ROWS), starts[-1]), np.nan)
    values[:, COUNT_ROWS] = 0.0
    row = {code: index for index, code in enumerate(codes)}
    for code, month, content in found:
        packed = np.frombuffer(content, "<f8").reshape(len(DAY_ROWS), -1)
        at = starts[month - first]
        values[row[code], :, at : at + packed.shape[1]] = packed
    days = Days(begin, values)
    return StationDays(codes, days, sand_days(session, codes, days))


def sand_days(session: Session, codes: Sequence[str], days: Days) -> Bools:
    """Which days of which stations people have marked as sand dust; a mark on a unit is on its stations."""
    first, count = day_number(days.first), days.values.shape[-1]
    sand = np.zeros((len(codes), count), dtype=np.bool_)
    units = {code: {code, *above} for code, above in air.units_of(session).items()}
    for mark in air.marks(session, first_label(first) - HOUR, first_label(first + count) - HOUR):
        if mark.kind == SAND_DUST and mark.verdict == "confirmed":
            rows = [at for at, code in enumerate(codes) if mark.subject in units.get(code, {code})]
            sand[rows, _slice(mark, first, count)] = True
    return sand


def _slice(mark: MarkRecord, first: int, count: int) -> slice:
    return slice(max(0, china_day(mark.since) - first), max(0, min(count, china_day(mark.until) - first + 1)))


def _starts(first: int, last: int) -> list[int]:
    """Where each month begins in the array, and its end."""
    starts = [0]
    for month in range(first, last + 1):
        starts.append(starts[-1] + len(days_of(month)))
    return starts
