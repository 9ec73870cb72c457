"""What looks wrong in hours, by hand."""

import tomllib
from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import resources
from desktop.air.findings import Finding, Kind, StationHours
from desktop.air.quality import findings, runs
from desktop.air.quality_rules import parse_quality
from desktop.air.standards import POLLUTANTS
from desktop.standards import quality

FIRST = 1_449_504_000
RULES = quality()
TYPICAL = np.array([[40.0], [80.0], [20.0], [30.0], [1.0], [60.0]])
COUNT = 24


def _quiet(count=COUNT):
    """Hours that go up and down a little, so that nothing is found in them."""
    return TYPICAL * (1 + 0.05 * (np.arange(count) % 3))


def _found(values, *kinds, **beside):
    kept = findings(StationHours(FIRST, values, **beside), RULES)
    return [one for one in kept if not kinds or one.kind in kinds]


def _at(finding):
    return finding.pollutant, (finding.since - FIRST) // 3600, (finding.until - FIRST) // 3600


def test_that_quiet_hours_have_no_findings():
    neighbours = np.repeat(_quiet()[np.newaxis], 4, axis=0)
    assert _found(_quiet(), neighbours=neighbours, humidity=np.full(COUNT, 50.0)) == []


def test_that_missing_hours_are_one_run():
    values = _quiet()
    values[3, 4:9] = np.nan
    values[3, 11] = np.nan
    found = _found(values)
    assert [(one.kind, *_at(one)) for one in found] == [("missing", "no2", 4, 8), ("missing", "no2", 11, 11)]
    assert found[0].hours == 5
    assert (found[0].since, found[0].until) == (FIRST + 4 * 3600, FIRST + 8 * 3600)


def test_that_negative_and_unbelievable_hours_are_found():
    values = _quiet()
    values[5, 3], values[1, 7] = -2, 2500
    found = _found(values, Kind.NEGATIVE, Kind.OVER_RANGE)
    assert [(one.kind, *_at(one)) for one in found] == [
        ("negative", "o3", 3, 3),
        ("over_range", "pm10", 7, 7),
    ]
    assert found[1].detail == {"lowest": 2500, "highest": 2500}


# pm25 five hours above 3 µg/m³, SO2 twelve above 10
@pytest.mark.parametrize(
    ("row", "value", "hours", "is_found"),
    [
        (0, 40, 5, True),
        (0, 40, 4, False),
        (0, 3, 20, False),
        (2, 25, 11, False),
        (2, 25, 12, True),
        (2, 8, 20, False),
    ],
)
def test_that_a_stuck_instrument_repeats_itself(row, value, hours, is_found):
    values = _quiet()
    values[row] = value * (1 + 0.1 * (np.arange(COUNT) % 2))
    values[row, 2 : 2 + hours] = value
    values[row, 2 + hours :] += 0.5
    found = _found(values, Kind.STUCK)
    assert [_at(one) for one in found] == ([(POLLUTANTS[row], 2, 1 + hours)] if is_found else [])
    if is_found:
        assert found[0].detail == {"value": value}


def test_that_a_gap_ends_a_stuck_run():
    values = _quiet()
    values[0, 2:10] = 33
    values[0, 6] = np.nan
    assert _found(values, Kind.STUCK) == []


def test_that_a_jump_is_far_in_figures_and_in_share():
    values = _quiet()
    values[0, 10:] = [250] + [260.0, 255] * 6 + [250]
    found = _found(values, Kind.JUMP)
    assert [_at(one) for one in found] == [("pm25", 10, 10)]
    assert found[0].detail == {"before": 40, "value": 250}
    values = _quiet()
    values[0] = [500.0, 660] * 12  # 160 apart, but a third only
    assert _found(values, Kind.JUMP) == []


@pytest.mark.parametrize(("coarse", "is_found"), [(95, False), (90, False), (89, True)])
def test_that_pm10_may_be_a_little_below_pm25(coarse, is_found):
    values = _quiet()
    values[0], values[1] = 100 + np.arange(COUNT) % 2, 150 + np.arange(COUNT) % 2
    values[0, 5], values[1, 5] = 100, coarse
    found = _found(values, Kind.PM_ORDER)
    assert [(_at(one), one.detail) for one in found] == (
        [(("pm10", 5, 5), {"value": 89, "pm25": 100})] if is_found else []
    )


def _neighbours(*offsets):
    return np.stack([_quiet() + offset for offset in offsets])


# r = |C − median|/(1.4826·MAD) > 3.5 and more than 30 µg/m³ apart, two hours running
def test_that_a_station_far_from_its_neighbours_for_two_hours_is_found():
    values, neighbours = _quiet(), _neighbours(-2, 0, 2, 4)  # median + 1, MAD 2
    values[0, 8] += 100
    assert _found(values, Kind.NEIGHBOURS, neighbours=neighbours) == []
    values[0, 9] += 60
    found = _found(values, Kind.NEIGHBOURS, neighbours=neighbours)
    assert [_at(one) for one in found] == [("pm25", 8, 9)]
    assert found[0].detail == pytest.approx({"value": 144, "median": 45, "spread": 2.9652})


def test_that_a_station_far_below_its_neighbours_is_found_apart_from_one_above():
    values, neighbours = _quiet(), _neighbours(-2, 0, 2, 4)
    values[1, 4:6] += 200
    values[1, 6:8] -= 75
    found = _found(values, Kind.NEIGHBOURS, neighbours=neighbours)
    assert [_at(one) for one in found] == [("pm10", 4, 5), ("pm10", 6, 7)]


def test_that_neighbours_that_agree_to_the_digit_allow_a_small_difference():
    values, neighbours = _quiet(), _neighbours(0, 0, 0)
    values[0, 5:9] += 29
    assert _found(values, Kind.NEIGHBOURS, neighbours=neighbours) == []
    values[0, 5:9] += 2
    assert [_at(one) for one in _found(values, Kind.NEIGHBOURS, neighbours=neighbours)] == [("pm25", 5, 8)]


def test_that_two_neighbours_prove_nothing():
    values = _quiet()
    values[0, 5:9] += 300
    assert _found(values, Kind.NEIGHBOURS, neighbours=_neighbours(0, 0)) == []
    three = _neighbours(0, 0, 0)
    three[2, 0] = -1  # negative counts as missing
    assert _found(values, Kind.NEIGHBOURS, neighbours=three) == []


# falls by half within an hour to below half of the neighbours, who keep 90 % of theirs
def test_that_a_sudden_fall_of_one_station_is_suspected():
    values, neighbours = _quiet(), _neighbours(0, 0, 0)
    values[1, 10:14] = [30, 31, 30, 32]
    humidity = np.full(COUNT, 40.0)
    humidity[10:14] = 75
    found = _found(values, Kind.INTERFERENCE, neighbours=neighbours, humidity=humidity)
    assert [_at(one) for one in found] == [("pm10", 10, 13)]
    assert found[0].detail == pytest.approx({"before": 80, "value": 30, "median": 84, "humidity_rise": 35})
    dry = _found(values, Kind.INTERFERENCE, neighbours=neighbours)
    assert "humidity_rise" not in dry[0].detail


def test_that_a_fall_of_all_stations_is_the_weather():
    values, neighbours = _quiet(), _neighbours(0, 0, 0)
    values[1, 10:], neighbours[:, 1, 10:] = 30, 55
    assert _found(values, Kind.INTERFERENCE, neighbours=neighbours) == []


def test_that_a_slow_fall_is_not_suspected():
    values, neighbours = _quiet(), _neighbours(0, 0, 0)
    values[1, 8:14] = [70, 60, 50, 40, 35, 30]
    assert _found(values, Kind.INTERFERENCE, neighbours=neighbours) == []


def test_that_letters_of_calibration_are_windows():
    letters = np.full((6, COUNT), "", dtype="U1")
    letters[2, 3:6] = ["C", "M", "C"]
    letters[2, 8] = "D"
    found = _found(_quiet(), Kind.CALIBRATION, letters=letters)
    assert [_at(one) for one in found] == [("so2", 3, 5)]


def test_that_findings_are_in_order_of_time():
    values = _quiet()
    values[4, 20], values[0, 3], values[5, 3] = np.nan, np.nan, -1
    assert [_at(one)[:2] for one in _found(values)] == [("pm25", 3), ("o3", 3), ("co", 20)]


def test_that_nothing_beside_is_needed_and_no_hours_are_no_findings():
    assert _found(np.empty((6, 0))) == []
    assert _found(np.full((6, 1), 20.0)) == []


def test_that_what_is_beside_must_fit():
    with pytest.raises(ValueError, match="do not fit"):
        StationHours(FIRST, _quiet(), neighbours=np.zeros((3, 6, 5)))
    with pytest.raises(ValueError, match="do not fit"):
        StationHours(FIRST, _quiet(), humidity=np.zeros(5))
    with pytest.raises(ValueError, match="do not fit"):
        StationHours(FIRST, np.zeros((5, 24)))


@given(st.lists(st.booleans(), max_size=50))
def test_that_runs_cover_a_mask_exactly(mask):
    found = np.zeros(len(mask), dtype=bool)
    for start, stop in runs(np.array(mask, dtype=bool)):
        assert not found[start : stop + 1].any()
        found[start : stop + 1] = True
        assert start == 0 or not mask[start - 1]
        assert stop + 1 == len(mask) or not mask[stop + 1]
    assert found.tolist() == mask


@settings(deadline=None)
@given(hnp.arrays(float, (6, 30), elements=st.floats(allow_nan=True, allow_infinity=True)))
def test_that_any_hours_are_looked_through(values):
    found = findings(StationHours(FIRST, values, neighbours=np.stack([values, -values, values])), RULES)
    assert all(isinstance(one, Finding) and FIRST <= one.since <= one.until for one in found)
    missing = {_at(one) for one in found if one.kind is Kind.MISSING}
    assert sum(stop - start + 1 for _, start, stop in missing) == np.isnan(values).sum()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"stuck_hours": [5, 5]}, "stuck_hours: .* expected 6 whole numbers from 2"),
        ({"stuck_hours": [5, 5, 12, 8, 12, 1.5]}, "stuck_hours"),
        ({"jump": [1, 2, 3, 4, 5, "6"]}, "jump: .* expected 6 numbers"),
        ({"neighbours_least": 1}, "neighbours_least: 1"),
        ({"interference_items": ["co2"]}, "interference_items: 'co2'"),
        ({"interference_fall": 2}, "interference_fall: 2"),
        ({"calibration_letters": None}, "calibration_letters: missing"),
    ],
)
def test_that_a_wrong_rule_is_named(change, named):
    text = (resources.folder("standards") / "quality.toml").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=named):
        parse_quality(deepcopy(tomllib.loads(text)) | change)
