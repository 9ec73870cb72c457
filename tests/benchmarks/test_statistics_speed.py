"""How fast a year of 400 stations is evaluated, against numpy means over hours that are in memory already.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run that compares the results.
"""

from datetime import date
from time import perf_counter

import numpy as np

from desktop.air.days import day_array
from desktop.air.periods import year
from desktop.air.statistics import Days, statistics
from desktop.standards import basis

TYPICAL = np.array([[50.0], [80.0], [20.0], [40.0], [1.0], [70.0]])
YEAR = year(2024)
BASIS = basis(YEAR.last)


def _hours(stations):
    rng = np.random.default_rng(20240101)
    values = np.round(rng.gamma(1.5, 1 / 1.5, (stations, 6, 24 * YEAR.days)) * TYPICAL, 3)
    values[rng.random(values.shape) < 0.02] = np.nan
    return values


def _best_of(rounds, work):
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        result = work()
        seconds.append(perf_counter() - start)
    return result, min(seconds)


def _daily_means(values):
    """All that numpy needs for daily means over gaps, and nothing of what is counted beside them."""
    return np.nanmean(values.reshape(*values.shape[:2], -1, 24), axis=-1)


def _check(found, means):
    """The pollutants that are plain means of days; every day has its 20 hours but for a handful."""
    for row in range(4):
        assert np.allclose(found.mean[:, row], np.nanmean(means[:, row], axis=-1), rtol=0.01)


def test_year_of_400_stations_from_packed_days(benchmark):
    stations = 4 if benchmark.disabled else 400
    days = Days(date(2024, 1, 1), day_array(_hours(stations)))
    rounds = 1 if benchmark.disabled else 10
    found = benchmark.pedantic(statistics, (days, YEAR, BASIS), rounds=rounds)
    assert found.index.total.shape == (stations,)
    assert not np.isnan(found.index.total).any()
    if not benchmark.disabled:
        print(f"\nfrom packed days: {benchmark.stats.stats.median:.4f} s")


def test_year_of_400_stations_from_hours(benchmark):
    values = _hours(4 if benchmark.disabled else 400)

    def work():
        return statistics(Days(date(2024, 1, 1), day_array(values)), YEAR, BASIS)

    rounds = 1 if benchmark.disabled else 5
    found = benchmark.pedantic(work, rounds=rounds)
    means, over_gaps = _best_of(rounds, lambda: _daily_means(values))
    _, plain = _best_of(rounds, lambda: values.mean(axis=-1))
    _check(found, means)
    if not benchmark.disabled:
        # their best against our middle, so that the ratio is not flattered
        ours = benchmark.stats.stats.median
        ratios = {"over_gaps": ours / over_gaps, "plain": ours / plain}
        benchmark.extra_info |= ratios
        print(f"\nfrom hours: {ours:.3f} s")
        print(f"{ratios['over_gaps']:.2f} × numpy's daily means over gaps ({over_gaps:.3f} s)")
        print(f"{ratios['plain']:.1f} × numpy's means of the year that look at no gap ({plain:.3f} s)")
