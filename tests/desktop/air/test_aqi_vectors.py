"""Test vectors of both editions, and real published hours."""

import csv
import gzip
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from desktop.air import aqi
from desktop.air.standards import POLLUTANTS
from desktop.standards import editions

PUBLISHED = Path(__file__).parents[2] / "data/stations/published_aqi_3_hours.csv.gz"

# Source: the breakpoint tables of HJ 633-2012 and HJ 633-2026, computed with exact fractions.
# concentration:IAQI 2012/IAQI 2026, one number where both agree, x for none.
PM25 = """0:0/0 1:2/2 35:50/50 36:52/52 50:69/80 60:82/100 61:83/101 75:100/114 76:102/115 100:132/137
115:150/150 116:152/152 150:200/200 151:201/201 250:300/300 251:301/301 350:400/400 500:500/500 501:500/500"""
PM10 = """50:50/50 51:51/51 89:70/78 100:75/86 120:85/100 121:86/101 150:100/112 151:101/112 250:150/150
251:151/151 420:300/300 421:302/302 600:500/500"""
VECTORS = {
    ("hourly", "pm25"): PM25,
    ("daily", "pm25"): PM25,
    ("hourly", "pm10"): PM10,
    ("daily", "pm10"): PM10,
    (
        "hourly",
        "o3",
    ): "160:50 161:52 200:100 201:101 300:150 400:200 401:201 800:300 801:301 1200:500 1201:500",
    ("daily", "o3"): "100:50 101:51 160:100 161:101 215:150 265:200 266:201 800:300 801:x/300",
    ("hourly", "so2"): "150:50 151:51 500:100 650:150 800:200 801:x/200",
    ("daily", "so2"): "50:50 51:51 150:100 151:101 475:150 800:200 1600:300",
    ("daily", "no2"): "40:50 41:52 80:100 81:101 280:200",
    ("hourly", "no2"): "100:50 101:51 200:100 201:101 1200:200",
    # 2.2 and 65.4 are the ones that a ceiling of binary floats gets wrong
    ("daily", "co"): "2:50 2.1:53 2.2:55 4:100 4.1:101 14:150",
    ("hourly", "co"): "5:50 5.1:51 10:100 10.1:101 65.4:218",
}
CASES = [
    (period, pollutant, key, float(value), -1 if expected == "x" else int(expected))
    for (period, pollutant), text in VECTORS.items()
    for value, _, both in (item.partition(":") for item in text.split())
    for key, expected in zip(("2012", "2026"), (both.split("/") * 2)[:2], strict=True)
]


@pytest.mark.parametrize(("period", "pollutant", "key", "value", "expected"), CASES)
def test_that_a_concentration_has_the_iaqi_of_the_standard(period, pollutant, key, value, expected):
    row = POLLUTANTS.index(pollutant)
    values = np.full((6, 1), np.nan)
    values[row] = value
    grade = aqi.hourly_iaqi if period == "hourly" else aqi.daily_iaqi
    iaqi = grade(values, editions()[key])
    assert iaqi[row, 0] == expected
    assert (np.delete(iaqi, row) == -1).all()


def test_that_a_real_hour_of_handan_has_its_published_aqi():
    # 1047A, Handan, 2015-04-22T14, published as AQI 70, level 良, primary pollutant PM10
    edition = editions()["2012"]
    result = aqi.hourly([[29], [89], [13], [14], [0.349], [122]], edition)
    assert result.aqi[0] == 70
    assert aqi.primary_codes(result.primary[0]) == "PM10"
    assert edition.level(result.level[0]).zh == "良"


# Vectors of GB/T 8170: half to even, decided on the decimal number.
@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.5, 0, 2),
        (3.5, 0, 4),
        (0.25, 1, 0.2),
        (0.35, 1, 0.4),
        (1.15, 1, 1.2),
        (4.05, 1, 4.0),
        (60.5, 0, 60),
        (61.5, 0, 62),
        (12.5001, 0, 13),
        (15.4546, 0, 15),
    ],
)
def test_that_rounding_is_half_to_even_on_the_decimal_number(value, decimals, expected):
    assert aqi.round_half_even([value], decimals)[0] == expected


@cache
def _published():
    with gzip.open(PUBLISHED, "rt", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["aqi"]]


CODES_OF_NAMES = {
    "细颗粒物(PM2.5)": "PM2.5",
    "颗粒物(PM10)": "PM10",
    "二氧化硫": "SO2",
    "二氧化氮": "NO2",
    "一氧化碳": "CO",
    "臭氧1小时": "O3",
}


def _codes(published):
    codes = {CODES_OF_NAMES[name] for name in published.split(",") if name}
    return "+".join(code for code in aqi.CODES if code in codes)


def test_that_every_published_hour_has_its_published_aqi_primary_pollutant_and_level():
    rows, edition = _published(), editions()["2012"]
    columns = ("pm2_5", "pm10", "so2", "no2", "co", "o3")
    result = aqi.hourly([[float(row[name] or "nan") for row in rows] for name in columns], edition)
    ours = [
        (str(index), aqi.primary_codes(mask), edition.level(level).zh)
        for index, mask, level in zip(result.aqi, result.primary, result.level, strict=True)
    ]
    published = [(row["aqi"], _codes(row["primary"]), row["quality"]) for row in rows]
    assert len(rows) == 4404
    assert ours == published
