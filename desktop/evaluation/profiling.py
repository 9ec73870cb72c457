"""Profiles of the day and the week from the hours of stations: medians and the middle half."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from db.queries import air, readings
from desktop.air.aqi import Floats
from desktop.air.percentiles import percentile
from desktop.air.periods import DAY_HOURS, HOUR, Period, day_number, first_label
from desktop.grids import on_grid
from desktop.rolling_up import leave_out

WEEK = 7
_THURSDAY = 3
"""1970-01-01 was one."""
QUARTERS = (25.0, 50.0, 75.0)


@dataclass(frozen=True, slots=True, eq=False)
class StationGrids:
    """Hours (6, 24 × days) of stations in a period and in last year's same days."""

    period: Period
    now: Mapping[str, Floats]
    before: Mapping[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Typical:
    """25th percentile, median and 75th percentile, (3, 24) of the hours 1 to 24, (3, 7) from Monday."""

    hours: Floats
    weekdays: Floats


def load_grids(session: Session, codes: Sequence[str], period: Period, *, compared: bool) -> StationGrids:
    """Hours of some stations, without those that people ruled out."""
    before = _grids(session, codes, period.last_year()) if compared else {}
    return StationGrids(period, _grids(session, codes, period), before)


def typical(hours: Floats, first_day: int) -> Typical:
    """A typical day and week of one pollutant's hours (24 × days); `first_day` is the first day's number."""
    days = hours.reshape(-1, DAY_HOURS)
    by_hour = percentile(days.T[np.newaxis], np.array(QUARTERS)[:, np.newaxis])
    weekday = (np.arange(len(days)) + first_day + _THURSDAY) % WEEK
    by_weekday = np.stack(
        [percentile(days[weekday == one].reshape(1, -1), np.array(QUARTERS)) for one in range(WEEK)], axis=-1
    )
    return Typical(by_hour, by_weekday)


def _grids(session: Session, codes: Sequence[str], period: Period) -> dict[str, Floats]:
    since = first_label(day_number(period.first)) - HOUR
    until = first_label(day_number(period.last) + 1) - HOUR
    found = readings.series(session, codes, since, until)
    marks = air.marks(session, since + 1, until, codes)
    grids = {}
    for code, hours in found.items():
        grid = on_grid(hours, since, until)
        leave_out(grid, [mark for mark in marks if mark.subject == code], since)
        grids[code] = grid
    return grids
