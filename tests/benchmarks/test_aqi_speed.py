"""How fast hours are graded, against the same table in plain Python, a row at a time.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run that compares the results.
"""

from time import perf_counter

import numpy as np
import pytest

from desktop.air import aqi
from desktop.standards import editions

TYPICAL = np.array([[50.0], [80.0], [20.0], [40.0], [1.0], [70.0]])


def _hours(count):
    rng = np.random.default_rng(20151208)
    values = np.round(rng.gamma(1.5, 1 / 1.5, (6, count)) * TYPICAL, 3)
    values[rng.random((6, count)) < 0.02] = np.nan
    return values


def _plain_iaqi(value, indicator):
    if not 0 <= value < float("inf"):
        return -1
    if indicator.decimals is not None:
        # GB/T 8170 on the decimal number, as the standard asks and the program does
        value = round(round(value * 1e6) / 10 ** (6 - indicator.decimals)) / 10**indicator.decimals
    points, iaqi = indicator.breakpoints, indicator.iaqi
    for i in range(1, len(points)):
        if value <= points[i]:
            low, i_low = points[i - 1], iaqi[i - 1]
            exact = (iaqi[i] - i_low) / (points[i] - low) * (value - low) + i_low
            whole = int(exact)
            return whole if exact - whole < 1e-9 else whole + 1
    return indicator.above


def _plain_hour(values, edition):
    found = [_plain_iaqi(value, indicator) for value, indicator in zip(values, edition.hourly, strict=True)]
    highest = max(found)
    if min(found) < 0 and highest <= edition.incomplete_above:
        highest = -1
    if highest <= edition.primary_above:
        return highest, 0
    return highest, sum(1 << bit for bit, iaqi in enumerate(found) if iaqi == highest)


def _best_of(rounds, rows, edition):
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        plain = [_plain_hour(row, edition) for row in rows]
        seconds.append(perf_counter() - start)
    return plain, min(seconds)


@pytest.mark.parametrize("key", ["2012", "2026"])
def test_aqi_of_a_million_station_hours(benchmark, key):
    edition = editions()[key]
    count, sample = (2_000, 200) if benchmark.disabled else (1_000_000, 20_000)
    values = _hours(count)
    result = benchmark.pedantic(aqi.hourly, (values, edition), rounds=1 if benchmark.disabled else 10)

    rows = values[:, :sample].T.tolist()
    plain, plain_seconds = _best_of(1 if benchmark.disabled else 3, rows, edition)
    plain_seconds *= count / sample

    ours = zip(result.aqi[:sample].tolist(), result.primary[:sample].tolist(), strict=True)
    assert plain == list(ours)
    if not benchmark.disabled:
        # their best against our middle, so that the ratio is not flattered
        seconds = benchmark.stats.stats.median
        benchmark.extra_info |= {"plain_seconds": plain_seconds, "ratio": plain_seconds / seconds}
        print(
            f"\n{key}: {seconds:.4f} s, plain Python {plain_seconds:.2f} s, {plain_seconds / seconds:.0f} ×"
        )
