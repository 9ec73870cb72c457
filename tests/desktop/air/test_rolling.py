"""Rolling means against plain loops, and against hours that the platform published."""

import csv
import gzip
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from desktop.air.periods import first_label
from desktop.air.rolling import (
    o3_8h,
    o3_8h_peaks,
    platform_o3_8h,
    platform_o3_peaks,
    rolling_24h,
    running_mean,
)
from desktop.air.rounding import round_half_even

FIRST = first_label(16_777)  # 01:00 of a day
STATIONS = Path(__file__).parents[2] / "data/stations"

values = st.one_of(st.just(np.nan), st.integers(0, 300).map(float))
series = st.integers(1, 80).flatmap(lambda count: hnp.arrays(float, count, elements=values))


def _mean(hours, least):
    there = [hour for hour in hours if not np.isnan(hour)]
    return sum(there) / len(there) if len(there) >= least else np.nan


def test_that_the_platform_begins_its_8_hour_mean_anew_at_one():
    hours = [*[80.0] * 24, 10, 20, 60, *[10.0] * 6]
    found = platform_o3_8h(hours, FIRST)
    assert found[22:29].tolist() == [80, 80, 10, 15, 30, 25, 22]


def test_that_an_array_may_begin_within_a_day():
    # 22:00, 23:00, 24:00 and then 01:00: three hours known of the evening
    found = platform_o3_8h([30, 60, 90, 12], FIRST + 21 * 3600)
    assert found.tolist() == [30, 45, 60, 12]


def test_that_a_published_mean_is_rounded_half_to_even():
    assert platform_o3_8h([60, 61], FIRST).tolist() == [60, 60]
    assert platform_o3_8h([61, 62], FIRST).tolist() == [61, 62]
    hours = np.full((6, 24), np.nan)
    hours[0], hours[4] = [60, 61] * 12, [1.1, 1.2] * 12
    found = rolling_24h(hours)
    assert (found[0, -1], found[4, -1]) == (60, 1.2)


def test_that_a_24_hour_mean_needs_twenty_hours():
    hours = np.full((6, 30), 50.0)
    hours[:, 2:6] = np.nan
    assert np.isnan(rolling_24h(hours)[0, :23]).all()  # 19 of 23
    assert rolling_24h(hours)[0, 23:].tolist() == [50] * 7
    assert rolling_24h(hours, least=1)[0].tolist() == [50] * 30


def test_that_the_standard_takes_its_8_hours_across_midnight():
    hours = [*[80.0] * 24, *[0.0] * 8]
    assert o3_8h(hours)[24:].tolist() == [70, 60, 50, 40, 30, 20, 10, 0]


@given(series, st.integers(1, 30), st.integers(1, 30))
def test_that_running_means_equal_a_loop(hours, width, least):
    expected = [_mean(hours[max(0, end - width) : end], least) for end in range(1, len(hours) + 1)]
    np.testing.assert_allclose(running_mean(hours, width, least=least), expected, rtol=1e-12)


@given(series, st.integers(0, 23))
def test_that_the_platforms_mean_equals_a_loop(hours, start):
    expected = []
    for column in range(len(hours)):
        hour = (start + column) % 24 + 1
        first = max(0, column - min(8, hour) + 1)
        expected.append(_mean(hours[first : column + 1], 1))
    found = platform_o3_8h(hours, FIRST + start * 3600)
    assert np.array_equal(found, round_half_even(expected, 0), equal_nan=True)


@given(series, st.integers(0, 23))
def test_that_peaks_equal_a_loop(hours, start):
    means, peaks, mean_peaks = o3_8h(hours), [], []
    for column in range(len(hours)):
        hour = (start + column) % 24 + 1
        day = range(max(0, column - hour + 1), column + 1)
        from_eight = [c for c in day if (start + c) % 24 + 1 >= 8]
        peaks.append(max((hours[c] for c in day if not np.isnan(hours[c])), default=np.nan))
        mean_peaks.append(max((means[c] for c in from_eight if not np.isnan(means[c])), default=np.nan))
    first = FIRST + start * 3600
    assert np.array_equal(platform_o3_peaks(hours, first), peaks, equal_nan=True)
    assert np.array_equal(o3_8h_peaks(hours, first), mean_peaks, equal_nan=True)


def test_that_stations_are_independent():
    rng = np.random.default_rng(3)
    hours = np.round(rng.gamma(2, 30, (4, 100)), 0)
    hours[rng.random(hours.shape) < 0.1] = np.nan
    together = platform_o3_8h(hours, FIRST)
    for station, row in zip(hours, together, strict=True):
        assert np.array_equal(platform_o3_8h(station, FIRST), row, equal_nan=True)


@pytest.mark.parametrize("width", [0, 5])
def test_that_few_hours_give_few_means(width):
    assert platform_o3_8h(np.full(width, 7.0), FIRST).tolist() == [7] * width
    assert rolling_24h(np.full((6, width), 7.0)).shape == (6, width)


@cache
def _published(day):
    with gzip.open(STATIONS / f"china_sites_{day}.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    items = {row[2]: np.array([float(cell or "nan") for cell in row[3:]]) for row in rows}
    return int(rows[0][1]), items


# The files hold one hour each, not the hours before it. What the platform published for that hour still has
# to lie between the means that those hours could have had: all 0, or all as high as the day's highest.
@pytest.mark.parametrize(("day", "stations"), [(20150422, 1461), (20170707, 1460), (20180220, 1476)])
def test_that_published_8_hour_means_lie_where_the_platforms_rule_puts_them(day, stations):
    hour, items = _published(day)
    there = ~np.isnan(items["O3"] + items["O3_24h"] + items["O3_8h"])
    now, peak, published = (items[name][there] for name in ("O3", "O3_24h", "O3_8h"))
    assert there.sum() == stations
    lowest, highest = np.zeros((stations, hour)), np.repeat(peak[:, np.newaxis], hour, axis=1)
    lowest[:, -1] = now
    assert (published >= platform_o3_8h(lowest, FIRST)[:, -1]).all()
    assert (published <= platform_o3_8h(highest, FIRST)[:, -1]).all()
    assert (now <= platform_o3_peaks(highest, FIRST)[:, -1]).all()


def test_that_the_platform_has_an_8_hour_mean_before_eight_o_clock():
    # 2018-02-20T07: seven hours of the day
    hour, items = _published(20180220)
    assert hour == 7
    assert np.count_nonzero(~np.isnan(items["O3_8h"])) == 1477
    assert not np.isnan(platform_o3_8h(np.full(hour, 50.0), FIRST)[-1])


@pytest.mark.parametrize(("day", "stations"), [(20150422, 78), (20170707, 124), (20180220, 226)])
def test_that_the_platform_keeps_a_24_hour_mean_while_an_hour_is_missing(day, stations):
    _, items = _published(day)
    missing = np.isnan(items["PM10"]) & ~np.isnan(items["PM10_24h"])
    assert missing.sum() == stations
    hours = np.full((6, 24), 50.0)
    hours[1, -1] = np.nan
    assert rolling_24h(hours)[1, -1] == 50


@pytest.mark.parametrize("day", [20170707, 20180220])
def test_that_published_24_hour_means_have_the_platforms_decimals(day):
    _, items = _published(day)
    for row, name in enumerate(("PM2.5_24h", "PM10_24h", "SO2_24h", "NO2_24h", "CO_24h")):
        published = items[name][~np.isnan(items[name])]
        hours = np.repeat(np.full((6, len(published)), np.nan)[..., np.newaxis], 24, axis=-1)
        hours[row] = published[:, np.newaxis]
        found = rolling_24h(np.moveaxis(hours, 0, 1))[:, row, -1]
        assert (found == published).all()
