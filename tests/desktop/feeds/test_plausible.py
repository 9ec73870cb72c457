"""Units that look wrong: cases made by hand, with the figures that a device would really send."""

import pytest

from db.rules.devices import UNITS
from desktop.feeds.hj212.columns import FEED_UNITS, POWERS
from desktop.feeds.plausible import Reason, as_sent, in_our_unit, judge, usual_unit

PM25 = [35, 41, 38, 52, 60, 47, 33, 29]  # µg/m³, an ordinary spring day
HOURS = [12, 18, 25, 40, 61, 85, 110, 122, 97, 70, 44, 20]


@pytest.mark.parametrize(
    ("column", "raw", "unit"),
    [
        ("pm25", PM25, "ug/m3"),
        ("pm25", [value / 1000 for value in PM25], "mg/m3"),
        ("pm10", [1800, 2400, 5100, 8700, 3900, 2100], "ug/m3"),  # a sand storm
        ("pm25", [2, 3, 2, 1, 2, 3], "ug/m3"),  # after the rain
        ("co", [0.4, 0.7, 1.1, 0.9, 0.6, 0.5], None),
        ("o3", [61, 88, 140, 173, 122, 90], None),
        ("pressure", [101.3, 101.2, 101.1, 101.0, 101.1, 101.2], None),
        ("pressure", [54.1, 54.0, 54.2, 54.1, 54.0, 54.1], None),  # 5,000 m above the sea
        ("pressure", [1013, 1012, 1011, 1010, 1011, 1012], "hPa"),
        ("temperature", [-12.5, -11, -8, -3, 0, 2], None),
        ("humidity", [35, 42, 61, 80, 99, 101], None),
        ("wind_speed", [0.3, 1.2, 2.5, 4.0, 3.1, 0.0], None),
        ("wind_direction", [0, 359, 180, 12, 45, 270], None),
        ("so2", [0, 0, 0, 0, 0, 3], None),  # below the detection limit, one value above
    ],
)
def test_that_ordinary_values_are_in_order(column, raw, unit):
    found = judge(column, raw, unit)
    assert (found.reason, found.proposed) == (Reason.FITS, None)
    assert not found.is_suspicious


@pytest.mark.parametrize(
    ("column", "raw", "unit", "proposed", "instead"),
    [
        # 35 µg/m³ printed in the standard's ng/m³, taken as µg/m³
        ("pm25", [35_000] * 3, None, "ng/m3", 35),
        ("co", [700, 820, 655], None, "ug/m3", 0.7),
        ("pressure", [1013.2], None, "hPa", 1013.2),
        ("pressure", [101_320.0], None, "Pa", 1013.2),
        ("pressure", [101.3], "hPa", "kPa", 1013),
        ("pressure", [101_300], "hPa", "Pa", 1013),
        ("temperature", [288.15, 289.15, 287.15], None, "K", 15),
        ("pm25", [35.0], "mg/m3", "ug/m3", 35),
    ],
)
def test_that_impossible_values_propose_the_unit_in_which_they_are_possible(
    column, raw, unit, proposed, instead
):
    found = judge(column, raw, unit)
    assert (found.reason, found.proposed) == (Reason.BEYOND, proposed)
    assert found.instead == pytest.approx(instead)


@pytest.mark.parametrize(
    ("column", "raw", "unit", "proposed"),
    [
        # milligrams taken as micrograms: 0.035 is possible once, not as the middle of a day
        ("pm25", [0.035, 0.041, 0.038, 0.052, 0.060, 0.047], None, "mg/m3"),
        ("so2", [0.012, 0.015, 0.011, 0.009, 0.010, 0.013], None, "mg/m3"),
        ("pm25", [8_000, 7_900, 8_200, 8_400, 8_100, 7_700], None, "ng/m3"),
        ("o3", [0.12, 0.14, 0.15, 0.13, 0.11, 0.12], None, "mg/m3"),
        ("co", [0.0007, 0.0008, 0.0006, 0.0007, 0.0009, 0.0007], None, None),
        ("wind_speed", [18, 22, 25, 31, 24, 19], None, "km/h"),
    ],
)
def test_that_the_middle_of_many_values_shows_a_wrong_unit(column, raw, unit, proposed):
    found = judge(column, raw, unit)
    assert (found.reason, found.proposed) == (Reason.UNUSUAL, proposed)


def test_that_few_odd_values_are_no_middle():
    assert judge("pm25", [0.035] * 5).reason is Reason.FITS
    assert judge("pm25", [0.035] * 6).reason is Reason.UNUSUAL


def test_that_impossible_values_that_no_unit_explains_propose_none():
    found = judge("humidity", [400, 410, 390])
    assert (found.reason, found.proposed, found.instead) == (Reason.BEYOND, None, None)
    assert found.is_suspicious


@pytest.mark.parametrize(("raw", "unit"), [([], None), ([0, 0, 0], None), ([5.0], "furlongs")])
def test_that_nothing_is_said_where_there_is_nothing_to_judge(raw, unit):
    found = judge("so2", raw, unit)
    assert (found.reason, found.is_suspicious) == (Reason.TOO_FEW, False)


def test_that_neighbours_vouch_for_an_unusual_day():
    storm = [6_000, 7_000, 8_000, 7_500, 6_500, 7_200]
    assert judge("pm10", storm).reason is Reason.UNUSUAL
    assert judge("pm10", storm, None, [5_000.0] * 6).reason is Reason.FITS


def test_that_a_value_far_from_the_neighbours_proposes_what_is_near_them():
    # 1.4 as µg/m³ would be possible; the neighbours have 1,200 in the same storm
    found = judge("pm10", [1.4, 1.3, 1.6], None, [1_200.0, 1_300.0, 1_500.0])
    assert (found.reason, found.proposed) == (Reason.UNLIKE_NEIGHBOURS, "mg/m3")
    assert (found.value, found.instead, found.neighbours) == (1.4, 1_400, 1_300)


def test_that_a_value_far_from_the_neighbours_in_every_unit_proposes_none():
    found = judge("pm10", [1.0, 1.1, 1.2], None, [40.0, 42.0, 41.0])
    assert (found.reason, found.proposed) == (Reason.UNLIKE_NEIGHBOURS, None)


def test_that_ppb_are_told_from_micrograms_by_neighbours_hour_by_hour():
    # ozone at 25 °C: 1 ppb = 48.00 / 24.45 = 1.963 µg/m³
    neighbours = [float(value) for value in HOURS]
    ppb = [value / 1.963 for value in HOURS]
    found = judge("o3", ppb, None, neighbours)
    assert (found.reason, found.proposed) == (Reason.UNLIKE_NEIGHBOURS, "ppb")
    assert found.instead == pytest.approx(52.5, rel=0.01)  # median of HOURS: (44 + 61) / 2
    assert judge("o3", ppb[:11], None, neighbours[:11]).reason is Reason.FITS, "too few hours to say so"


def test_that_half_of_the_neighbours_is_no_unit_when_it_is_not_so_every_hour():
    shares = [0.3, 0.7, 0.5, 0.4, 0.8, 0.35, 0.6, 0.5, 0.45, 0.75, 0.3, 0.65]
    raw = [value * share for value, share in zip(HOURS, shares, strict=True)]
    assert judge("o3", raw, None, [float(value) for value in HOURS]).reason is Reason.FITS


def test_that_kilometres_an_hour_are_told_from_metres_a_second_by_neighbours():
    metres = [1.2, 2.0, 2.6, 3.1, 3.3, 2.4, 1.8, 1.1, 0.9, 2.2, 2.8, 1.5]
    found = judge("wind_speed", [3.6 * value for value in metres], None, metres)
    assert (found.reason, found.proposed) == (Reason.UNLIKE_NEIGHBOURS, "km/h")


def test_that_zeros_and_hours_without_neighbours_are_left_out_of_the_comparison():
    found = judge("pm25", [0.0, 40.0, 50.0, 60.0], None, [900.0, None, 55.0, 61.0])
    assert (found.reason, found.neighbours) == (Reason.FITS, 58.0)


def test_that_values_go_to_our_unit_and_back():
    assert in_our_unit("pressure", 101.3, "kPa") == pytest.approx(1013)
    assert in_our_unit("temperature", 288.15, "K") == pytest.approx(15)
    assert as_sent("temperature", 15, "K") == pytest.approx(288.15)
    assert as_sent("co", 0.7, "ug/m3") == pytest.approx(700)
    assert in_our_unit("pm25", 1, "ppb") is None


def test_that_the_units_of_commands_codec_and_judgement_agree():
    assert {column: set(units) for column, units in UNITS.items()} == {
        column: set(powers) for column, powers in POWERS.items()
    }
    for column, units in UNITS.items():
        assert units[0] == FEED_UNITS[column] == usual_unit(column)
        for unit in units:
            assert in_our_unit(column, 2.0, unit) == pytest.approx(2.0 * 10.0 ** POWERS[column][unit])
