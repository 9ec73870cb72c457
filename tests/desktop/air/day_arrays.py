"""Days made by hand for the tests of statistics."""

from datetime import date

import numpy as np

from desktop.air.days import DAY_ROWS
from desktop.air.standards import POLLUTANTS
from desktop.air.statistics import Days

CLEAN = {"pm25": 20.0, "pm10": 40.0, "so2": 10.0, "no2": 30.0, "co": 0.8, "o3": 80.0}


def days_of(first, count, *, stations=1, **values):
    """Full days; each pollutant a number or a list of `count` numbers, NaN for a day without data."""
    days = np.empty((stations, len(DAY_ROWS), count))
    days[:, 6:11], days[:, 11] = 24, 17
    for row, pollutant in enumerate(POLLUTANTS):
        days[:, row] = values.get(pollutant, CLEAN[pollutant])
    days[:, 6:12][np.isnan(days[:, :6])] = 0
    days[:, 12] = days[:, 5]
    return Days(first, days)


def year_of(number, **values):
    return days_of(date(number, 1, 1), 366 if number % 4 == 0 else 365, **values)
