"""Days of places: a station's own, a county's as the mean of its points' days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from desktop.air.aqi import Floats
from desktop.air.areas import days_of_area
from desktop.air.basis import Basis
from desktop.air.days import COUNT_ROWS, DAY_ROWS, Bools
from desktop.air.statistics import Days
from desktop.evaluation.places import STATION, Place
from desktop.station_days import StationDays


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """Day arrays of places in their order; `sand`: (places, days)."""

    days: Days
    sand: Bools


def days_of_places(found: StationDays, places: Sequence[Place], basis: Basis) -> PlaceDays:
    """Days of some places.

    A place of several points has a sand-dust day where all of its points that report are marked: a mark on
    one station is not the county's.
    """
    at = {code: row for row, code in enumerate(found.codes)}
    count = found.days.values.shape[-1]
    values = np.empty((len(places), len(DAY_ROWS), count))
    sand = np.zeros((len(places), count), dtype=np.bool_)
    for row, place in enumerate(places):
        known = [at[code] for code in place.points if code in at]
        points = _points(found.days.values, known, len(place.points))
        values[row] = points[0] if place.kind == STATION else days_of_area(points, basis)
        if known:
            sand[row] = found.sand[known].all(axis=0)
    return PlaceDays(Days(found.days.first, values), sand)


def so_far(basis: Basis) -> Basis:
    """The basis of a day that is not over: any hour counts."""
    rules = replace(basis.evaluation.validity, day_hours=1, o3_day_means=1)
    return replace(basis, evaluation=replace(basis.evaluation, validity=rules))


def _points(values: Floats, known: Sequence[int], count: int) -> Floats:
    """Days of `count` points; those that never reported are without data, but they count."""
    points = np.full((max(count, 1), *values.shape[1:]), np.nan)
    points[:, COUNT_ROWS] = 0
    points[: len(known)] = values[list(known)]
    return points
