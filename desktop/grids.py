"""Readings by the hour on a fixed grid, as the numbers want them."""

import numpy as np
from numpy.typing import NDArray

from db.queries.readings import Series
from desktop.air.periods import HOUR


def on_grid(series: Series, since: int, until: int) -> NDArray[np.float64]:
    """Readings as (columns, hours) of the labels in (since, until]; NaN where there is none."""
    hours = np.full((len(series.columns), (until - since) // HOUR), np.nan)
    on_the_hour = series.time % HOUR == 0
    hours[:, (series.time[on_the_hour] - since) // HOUR - 1] = series.values[:, on_the_hour]
    return hours
