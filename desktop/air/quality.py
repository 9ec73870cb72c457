"""Looks for what is wrong in the hours of one station: said, never deleted; a person rules on it."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from desktop.air.aqi import Floats
from desktop.air.days import Bools
from desktop.air.findings import Finding, Kind, StationHours
from desktop.air.neighbours import Beside, Signs, against_neighbours, medians
from desktop.air.periods import HOUR
from desktop.air.quality_rules import QualityRules
from desktop.air.standards import POLLUTANTS

_PM25, _PM10 = POLLUTANTS.index("pm25"), POLLUTANTS.index("pm10")


def findings(hours: StationHours, rules: QualityRules) -> tuple[Finding, ...]:
    """Everything that looks wrong, by time, pollutant and kind.

    Hours on the edges look right until more of them are known: ask with a day more on both sides.
    """
    found = chain(
        *(_alone(hours, row, rules) for row in range(len(POLLUTANTS))),
        _pm_order(hours, rules),
        _beside(hours, rules),
    )
    # a device may send infinity, whose differences are no numbers
    with np.errstate(invalid="ignore", over="ignore"):
        return tuple(sorted(found, key=lambda one: (one.since, POLLUTANTS.index(one.pollutant), one.kind)))


def runs(mask: Bools) -> list[tuple[int, int]]:
    """Where a mask (n,) is True: (first, last) of each run."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(start), int(stop) - 1) for start, stop in edges.reshape(-1, 2)]


def _alone(hours: StationHours, row: int, rules: QualityRules) -> Iterator[Finding]:
    """What a pollutant's own hours show."""
    values = hours.values[row]
    for kind, mask in (
        (Kind.MISSING, np.isnan(values)),
        (Kind.NEGATIVE, values < 0),
        (Kind.OVER_RANGE, values > rules.highest[row]),
    ):
        for start, stop in runs(mask):
            yield _finding(hours, kind, row, start, stop, **_extremes(values[start : stop + 1]))
    yield from _stuck(hours, row, rules)
    yield from _jumps(hours, row, rules)
    if hours.letters is not None:
        mask = np.isin(hours.letters[row], list(rules.calibration_letters))
        for start, stop in runs(mask):
            yield _finding(hours, Kind.CALIBRATION, row, start, stop)


def _stuck(hours: StationHours, row: int, rules: QualityRules) -> Iterator[Finding]:
    values = hours.values[row]
    same = (values[1:] == values[:-1]) & (values[1:] > rules.detection[row])
    for start, stop in runs(same):
        if stop - start + 2 >= rules.stuck_hours[row]:
            yield _finding(hours, Kind.STUCK, row, start, stop + 1, value=values[start])


def _jumps(hours: StationHours, row: int, rules: QualityRules) -> Iterator[Finding]:
    values = hours.values[row]
    step = np.abs(np.diff(values))
    lower = np.fmin(values[1:], values[:-1])
    for at in np.flatnonzero((step > rules.jump[row]) & (step > rules.jump_share * lower)):
        after = int(at) + 1
        yield _finding(hours, Kind.JUMP, row, after, after, before=values[at], value=values[after])


def _pm_order(hours: StationHours, rules: QualityRules) -> Iterator[Finding]:
    fine, coarse = hours.values[_PM25], hours.values[_PM10]
    excess = fine - coarse
    wrong = (excess > rules.order_tolerance) & (excess > rules.order_share * fine)
    for start, stop in runs(wrong):
        most = start + int(np.argmax(excess[start : stop + 1]))
        yield _finding(hours, Kind.PM_ORDER, _PM10, start, stop, value=coarse[most], pm25=fine[most])


def _beside(hours: StationHours, rules: QualityRules) -> Iterator[Finding]:
    """What shows only against stations nearby."""
    if hours.neighbours is None:
        return
    beside = medians(hours.neighbours, rules.neighbours_least)
    apart = against_neighbours(hours.values, beside, rules)
    for row in range(len(POLLUTANTS)):
        yield from _disagreement(hours, row, apart[row], beside, rules)
    for row in (POLLUTANTS.index(item) for item in rules.interference_items):
        yield from _interference(hours, row, beside.median[row], rules)


def _disagreement(
    hours: StationHours, row: int, apart: Signs, beside: Beside, rules: QualityRules
) -> Iterator[Finding]:
    values, median, spread = hours.values[row], beside.median[row], beside.spread[row]
    # hours above and hours below are two runs
    for start, stop in chain(runs(apart > 0), runs(apart < 0)):
        if stop - start + 1 >= rules.neighbours_hours:
            most = start + int(np.argmax(np.abs(values - median)[start : stop + 1]))
            figures = {"value": values[most], "median": median[most], "spread": spread[most]}
            yield _finding(hours, Kind.NEIGHBOURS, row, start, stop, **figures)


def _interference(hours: StationHours, row: int, median: Floats, rules: QualityRules) -> Iterator[Finding]:
    values = hours.values[row]
    low = (values < rules.interference_level * median) & (median > rules.interference_above[row])
    for start, stop in runs(low):
        if start and _fell(values, median, start, rules):
            figures = {"before": values[start - 1], "value": values[start], "median": median[start]}
            figures |= _damp(hours, start, rules)
            yield _finding(hours, Kind.INTERFERENCE, row, start, stop, **figures)


def _fell(values: Floats, median: Floats, at: int, rules: QualityRules) -> bool:
    """Whether the station fell at once while its neighbours did not; NaN is no fall."""
    alone = values[at] <= (1 - rules.interference_fall) * values[at - 1]
    return bool(alone and median[at] >= rules.interference_neighbours * median[at - 1])


def _damp(hours: StationHours, at: int, rules: QualityRules) -> dict[str, float]:
    if hours.humidity is None:
        return {}
    rise = float(hours.humidity[at] - hours.humidity[at - 1])
    return {"humidity_rise": rise} if rise >= rules.interference_humidity else {}


def _extremes(values: Floats) -> dict[str, float]:
    there = values[~np.isnan(values)]
    return {"lowest": there.min(), "highest": there.max()} if len(there) else {}


def _finding(hours: StationHours, kind: Kind, row: int, start: int, stop: int, **detail: float) -> Finding:
    since, until = (hours.first + at * HOUR for at in (start, stop))
    plain = {name: float(value) for name, value in detail.items()}
    return Finding(kind, POLLUTANTS[row], since, until, plain)
