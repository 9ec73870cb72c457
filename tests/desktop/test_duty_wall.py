"""What the wall makes of readings: grading by date, ages, ranks, order."""

from datetime import datetime

import numpy as np
import pytest

from db.commands import readings, stations
from db.commands.stations import StationRow
from db.queries.readings import Recent
from db.queries.readings import recent as recent_hours
from db.queries.stations import StationRecord
from db.times import CHINA
from desktop.models.wall import DUE_AFTER, HOUR, counties, edition_at, grade, places_moved, ranks
from desktop.screens.duty.hours import HourGrid
from desktop.screens.duty.ranking import AQI, place
from desktop.screens.duty.scale import bands, limit
from desktop.screens.duty.tiles import short_name, valid_share
from desktop.standards import editions, limits

EDITIONS = tuple(editions().values())
NOW = int(datetime(2026, 3, 20, 16, 6, tzinfo=CHINA).timestamp())
END = NOW // HOUR * HOUR
# STANDARDS §1.7: 2012/2026
CLEAN = (10.0, 20.0, 13.0, 14.0, 0.349, 122.0)
PM25_100 = (100.0, 89.0, 13.0, 14.0, 0.349, 122.0)


def record(code, name="县政府站", county="130424", county_name="成安"):
    rest = (None,) * 5
    return StationRecord(code, name, "national", county, county, county_name, *rest)


def recent(hours, last_before=None):
    """hours: {code: {label: six values}}."""
    codes = tuple(hours)
    rows = [
        (number, label, values) for number, code in enumerate(codes) for label, values in hours[code].items()
    ]
    times = np.array([label for _, label, _ in rows], np.int64)
    values = np.array([values for _, _, values in rows], float).reshape(-1, 6).T
    stations = np.array([number for number, _, _ in rows], np.int64)
    return Recent(codes, stations, times, values, last_before or {})


def wall(hours, now=NOW, forced=None, last_before=None, records=None):
    stations = records or [record(code) for code in hours]
    return grade(stations, recent(hours, last_before), now, EDITIONS, forced)


def test_that_one_read_gives_all_stations_on_both_engines(database, actor):
    hour = (None,) * 6
    with database.writing() as session:
        rows = [StationRow("A", "甲"), StationRow("B", "乙"), StationRow("C", "丙")]
        stations.save(session, actor, rows)
        for code, label, pm25 in (("A", END, 100.0), ("A", END - HOUR, None), ("B", END - 90 * HOUR, 7.0)):
            readings.store(session, [(code, HOUR, label, pm25, 1.0, *hour[2:], *hour)], now=actor.now)
    with database.reading() as session:
        found = recent_hours(session, END - 25 * HOUR, END)
        only = recent_hours(session, END - 25 * HOUR, END, ["B"])
    assert sorted(found.station_codes) == ["A", "B", "C"]
    assert {found.station_codes[number] for number in found.station} == {"A"}
    by_time = dict(zip(found.time.tolist(), found.values[0].tolist(), strict=True))
    assert by_time[END] == 100
    assert np.isnan(by_time[END - HOUR])
    assert found.last_before == {"B": END - 90 * HOUR}
    assert (only.station_codes, only.last_before) == (("B",), {"B": END - 90 * HOUR})


@pytest.mark.parametrize(
    ("edition", "values", "aqi", "primary", "word"),
    [
        ("2012", PM25_100, 132, "PM2.5", "轻度"),
        ("2026", PM25_100, 137, "PM2.5", "轻度"),
        ("2012", (29, 89, 13, 14, 0.349, 122), 70, "PM10", "良"),
        ("2026", (29, 89, 13, 14, 0.349, 122), 78, "PM10", "良"),
        ("2012", (0, 0, 0, 0, 65.4, 0), 218, "CO", "重度"),
        ("2026", (501, 600, 0, 0, 0, 0), 500, "PM2.5+PM10", "严重"),
        ("2026", (0, 0, 0, 0, 0, 160), 50, "", "优"),
    ],
)
def test_that_the_newest_hour_has_the_aqi_calculated_by_hand(edition, values, aqi, primary, word):
    station = wall({"A": {END: values}}, forced=editions()[edition])["A"]
    assert (station.aqi, station.primary, station.level.short_zh) == (aqi, primary, word)


def test_that_the_hour_ending_at_midnight_belongs_to_the_old_edition():
    midnight = int(datetime(2026, 3, 1, 0, 0, tzinfo=CHINA).timestamp())
    assert edition_at(EDITIONS, None, midnight).key == "2012"
    assert edition_at(EDITIONS, None, midnight + HOUR).key == "2026"
    station = wall({"A": {midnight: PM25_100, midnight + HOUR: PM25_100}}, midnight + HOUR + 60)["A"]
    assert station.history[-2:] == (132, 137)
    assert station.change is None, "another table and not the air made the difference"


def test_that_2026_gives_no_aqi_up_to_100_when_a_pollutant_is_missing():
    partial = (60.0, 89.0, 13.0, 14.0, 0.349, np.nan)
    station = wall({"A": {END: partial}})["A"]
    assert (station.aqi, station.level, station.missing) == (None, None, ("O3",))
    assert not station.believed(NOW)
    # above 100 it is published, and 2012 had no such rule
    assert wall({"A": {END: (100.0, *partial[1:])}})["A"].aqi == 137
    assert wall({"A": {END: partial}}, forced=editions()["2012"])["A"].aqi == 82


def test_that_change_is_against_the_hour_before_only():
    station = wall({"A": {END: PM25_100, END - HOUR: (76.0, *PM25_100[1:])}})["A"]
    assert station.change == 137 - 115
    assert wall({"A": {END: PM25_100, END - 2 * HOUR: CLEAN}})["A"].change is None


def test_that_a_reading_is_believed_until_the_next_one_is_due():
    station = wall({"A": {END: PM25_100}})["A"]
    assert station.age(NOW) == 360
    assert station.believed(END + DUE_AFTER)
    assert not station.believed(END + DUE_AFTER + 1)
    assert station.age(END - 60) == 0, "a clock that is behind makes no negative age"


def test_that_a_negative_value_is_missing():
    station = wall({"A": {END: (-1.0, *PM25_100[1:])}})["A"]
    assert station.values[0] is None
    assert station.aqi is None


def test_that_silence_shows_at_the_right_end_of_the_sparkline():
    station = wall({"A": {END - k * HOUR: PM25_100 for k in range(25)}})["A"]
    assert station.spark(NOW) == (137,) * 24
    later = NOW + 3 * HOUR + 20 * 60
    assert station.spark(later) == (137,) * 21 + (None,) * 3
    assert station.spark(NOW + 90 * 24 * HOUR) == (None,) * 24


def test_that_an_hour_on_its_way_is_no_gap_yet():
    hours = {END - k * HOUR: PM25_100 for k in range(1, 25)}
    station = wall({"A": hours})["A"]
    assert station.spark(NOW) == (137,) * 24
    assert valid_share([station]) == 100
    assert valid_share([wall({"A": hours}, NOW + 20 * 60)["A"]]) == pytest.approx(100 * 23 / 24)


def test_that_a_gap_stays_a_gap():
    hours = {END - k * HOUR: PM25_100 for k in range(25) if k != 5}
    assert wall({"A": hours})["A"].spark(NOW)[-7:] == (137, None, 137, 137, 137, 137, 137)


def test_that_a_station_silent_for_days_keeps_the_time_of_its_last_reading():
    long_ago = END - 90 * HOUR
    station = wall({"A": {}}, last_before={"A": long_ago})["A"]
    assert (station.newest, station.aqi, station.stale(NOW)) == (long_ago, None, True)
    assert wall({"A": {}})["A"].newest is None


def test_that_rows_with_weather_only_are_no_reading():
    station = wall({"A": {END: (np.nan,) * 6}})["A"]
    assert station.newest is None
    assert station.stale(NOW)


def test_that_the_worst_station_comes_first_with_its_county_and_silent_ones_last():
    records = [record("A"), record("B"), record("C", county="130426", county_name="涉县"), record("D")]
    hours = {"A": {END: CLEAN}, "B": {}, "C": {END: PM25_100}, "D": {END: (50.0, *PM25_100[1:])}}
    stations = wall(hours, records=records)
    found = counties(stations.values(), NOW)
    assert [[s.record.code for s in county.stations] for county in found] == [["C"], ["D", "A", "B"]]
    by_age = counties(stations.values(), NOW, "age")
    assert by_age[0].stations[0].record.code == "B"


def test_that_equal_aqi_share_a_rank_and_silent_stations_have_none():
    stations = wall({"A": {END: PM25_100}, "B": {END: PM25_100}, "C": {END: CLEAN}, "D": {}})
    assert ranks(stations.values(), NOW) == {"A": 1, "B": 1, "C": 3}


def test_that_a_county_is_the_mean_of_the_stations_that_can_be_believed():
    stations = wall({"A": {END: PM25_100}, "B": {END: CLEAN}, "C": {END - 3 * HOUR: PM25_100}})
    county = counties(stations.values(), NOW)[0]
    edition = editions()["2026"]
    clean = 39  # O3 122: 50/160 x 122 = 38.125, rounded up
    assert stations["B"].aqi == clean
    aqi = place(county, NOW, edition, AQI)
    assert (aqi.value, aqi.used, aqi.level.short_zh) == ((137 + clean) / 2, 2, "良")
    pm25 = place(county, NOW, edition, 0)
    assert (pm25.value, pm25.used, pm25.level.short_zh) == (55.0, 2, "良")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("成安县 县政府站", "县政府站"),
        ("成安县政府站", "县政府站"),
        ("县政府站", "县政府站"),
        ("成安", "成安"),
    ],
)
def test_that_a_tile_does_not_repeat_its_county(name, short):
    station = wall({"A": {}}, records=[record("A", name)])["A"]
    assert short_name(station) == short


def test_that_a_missing_hour_is_a_gap_in_the_grid():
    grid = HourGrid(END - 4 * HOUR, END)
    grid.write(np.array([END - 3 * HOUR, END - HOUR]), np.full((6, 2), 7.0))
    x, y = grid.curve(0)
    assert list(x) == [END - k * HOUR for k in (3, 2, 1, 0)]
    assert np.array_equal(y, [7, np.nan, 7, np.nan], equal_nan=True)


def test_that_a_grid_moves_on_for_months_without_losing_its_period():
    grid = HourGrid(END - 24 * HOUR, END)
    for hour in range(1, 2000):
        grid.write(np.array([END + hour * HOUR]), np.full((6, 1), float(hour)))
    x, y = grid.curve(5)
    assert x[-1] == END + 1999 * HOUR
    assert list(y[-24:]) == list(range(1976, 2000))
    assert len(x) < 24 + 241
    assert np.array_equal(np.diff(x), np.full(len(x) - 1, HOUR))


def test_that_a_late_reading_before_the_grid_is_not_put_elsewhere():
    grid = HourGrid(END - 4 * HOUR, END)
    grid.write(np.array([END - 9 * HOUR]), np.full((6, 1), 9.0))
    assert np.isnan(grid.curve(0)[1]).all()


def test_that_bands_follow_the_edition_and_end_where_its_table_ends():
    old, new = editions()["2012"], editions()["2026"]
    assert [band.hi for band in bands(old.hourly, old, 0)][:2] == [35, 75]
    assert [band.hi for band in bands(new.hourly, new, 0)][:2] == [35, 60]
    so2 = 2
    assert bands(old.hourly, old, so2)[-1].hi == 800, "2012 has no hourly index above 800"
    assert bands(new.hourly, new, so2)[-1].colour == "#FF0000"


def test_that_the_day_limit_is_that_of_grade_two():
    found = limits()
    assert limit(found["gb3095-2012"], "pm25") == (75, "day")
    assert limit(found["gb3095-2026-transition"], "pm25") == (60, "day")
    assert limit(found["gb3095-2012"], "o3") == (160, "day_8h")


def test_that_places_moved_are_counted_among_stations_graded_in_both_hours():
    """AQI of PM2.5 by STANDARDS §1.7 (2026): 115 -> 150, 100 -> 137, 50 -> 80."""
    hours = {
        "A": {END - HOUR: 50.0, END: 115.0},  # third, now first
        "B": {END - HOUR: 115.0, END: 100.0},  # first, now second
        "C": {END - HOUR: 100.0, END: 50.0},  # second, now third
        "D": {END: 50.0},  # no hour before
    }
    rest = (20, 13, 14, 0.3, 20)
    found = wall({code: {t: (pm25, *rest) for t, pm25 in rows.items()} for code, rows in hours.items()})
    assert places_moved(found.values(), NOW) == {"A": 2, "B": -1, "C": -1}
