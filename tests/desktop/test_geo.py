"""Distances, bearings and rings against figures worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import geo


def test_a_degree_of_the_equator_and_of_a_meridian():
    # 6 371 008.8 m · π / 180 = 111 195.08 m
    assert float(geo.distance(114, 0, 115, 0)) == pytest.approx(111_195.08, abs=0.01)
    assert float(geo.distance(114.5, 36, 114.5, 37)) == pytest.approx(111_195.08, abs=0.01)


def test_a_quarter_and_a_half_of_the_way_round():
    quarter = math.pi * 6_371_008.8 / 2
    assert float(geo.distance(0, 0, 90, 0)) == pytest.approx(quarter, rel=1e-12)
    assert float(geo.distance(0, 90, 0, -90)) == pytest.approx(2 * quarter, rel=1e-12)
    assert float(geo.distance(0, 0, 180, 0)) == pytest.approx(2 * quarter, rel=1e-12)


def test_the_law_of_cosines_gives_the_same_over_a_county():
    # cos c = sin φ1 sin φ2 + cos φ1 cos φ2 cos Δλ (spherical law of cosines, Euler 1753); 涉县 to 成安
    a, b = (math.radians(113.69), math.radians(36.58)), (math.radians(114.67), math.radians(36.44))
    cosine = math.sin(a[1]) * math.sin(b[1]) + math.cos(a[1]) * math.cos(b[1]) * math.cos(b[0] - a[0])
    expected = 6_371_008.8 * math.acos(cosine)
    assert float(geo.distance(113.69, 36.58, 114.67, 36.44)) == pytest.approx(expected, rel=1e-9)
    assert expected == pytest.approx(88_970, abs=500), "0.98° × 89.4 km and 0.14° × 111.2 km"


def test_a_point_is_nowhere_from_itself():
    assert float(geo.distance(114.67, 36.44, 114.67, 36.44)) == 0.0


@pytest.mark.parametrize(
    ("to", "degrees", "name"),
    [
        ((114.0, 37.0), 0, "n"),
        ((114.0, 35.0), 180, "s"),
        ((114.0, 36.0001), 0, "n"),
    ],
)
def test_bearing_along_a_meridian(to: tuple[float, float], degrees: float, name: str):
    found = geo.bearing(114.0, 36.0, *to)
    assert found == pytest.approx(degrees, abs=1e-9)
    assert geo.direction(found) == name


def test_bearings_on_the_equator_and_near_a_site():
    assert geo.bearing(10, 0, 11, 0) == pytest.approx(90)
    assert geo.bearing(10, 0, 9, 0) == pytest.approx(270)
    # 100 m east and 100 m north of a site at 36.5° N is north-east
    east, north = 100 / (111_195.08 * math.cos(math.radians(36.5))), 100 / 111_195.08
    assert geo.bearing(114.5, 36.5, 114.5 + east, 36.5 + north) == pytest.approx(45, abs=0.01)


@pytest.mark.parametrize(
    ("degrees", "name"),
    [
        (0, "n"), (22.4, "n"), (22.5, "ne"), (67.5, "e"), (112.5, "se"), (157.5, "s"), (202.5, "sw"),
        (247.5, "w"), (292.5, "nw"), (337.4, "nw"), (337.5, "n"), (360, "n"), (-45, "nw"),
    ],
)  # fmt: skip
def test_each_direction_is_an_eighth_around_it(degrees: float, name: str):
    assert geo.direction(degrees) == name


def test_ring_takes_what_lies_on_the_circle_and_nothing_beyond():
    # along a meridian the distance is R · Δφ: 999.9 m, 1000 m less a hair, 1000.1 m
    lats = 36.44 + np.degrees(np.array([999.9, 999.9999, 1000.1]) / 6_371_008.8)
    pairs = geo.within([114.67] * 3, lats, [114.67], [36.44], 1000)
    assert pairs.place.tolist() == [0, 1]
    assert pairs.centre.tolist() == [0, 0]
    assert pairs.metres == pytest.approx([999.9, 999.9999], abs=1e-3)


def test_places_and_centres_without_coordinates_are_in_no_ring():
    nan = float("nan")
    pairs = geo.within([nan, 114.67, 114.67], [36.44, nan, 36.44], [114.67, nan], [36.44, nan], 500)
    assert (pairs.place.tolist(), pairs.centre.tolist()) == ([2], [0])
    for empty in (geo.within([], [], [114.0], [36.0], 500), geo.within([114.0], [36.0], [], [], 500)):
        assert len(empty.place) == 0


def test_a_place_in_two_rings_is_listed_for_both():
    pairs = geo.within([114.5, 120.0], [36.5, 30.0], [114.5, 114.504, 114.6], [36.5, 36.5, 36.5], 500)
    assert list(zip(pairs.centre.tolist(), pairs.place.tolist(), strict=True)) == [(0, 0), (1, 0)]


@given(
    st.lists(st.tuples(st.floats(73, 136), st.floats(3, 54)), min_size=1, max_size=30),
    st.lists(st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)), min_size=1, max_size=30),
    st.floats(1, 3000),
)
def test_cells_find_what_looking_at_every_pair_finds(centres, offsets, radius: float):
    places = [(lon + x, lat + y) for lon, lat in centres for x, y in offsets]
    lons, lats = np.array(places).T
    c_lons, c_lats = np.array(centres).T
    table = geo.distance(lons[:, None], lats[:, None], c_lons, c_lats)
    expected = {(int(p), int(c)) for p, c in np.argwhere(table <= radius)}
    pairs = geo.within(lons, lats, c_lons, c_lats, radius)
    assert set(zip(pairs.place.tolist(), pairs.centre.tolist(), strict=True)) == expected


def test_many_candidates_are_taken_in_pieces(monkeypatch: pytest.MonkeyPatch):
    lons, lats = 114.5 + np.arange(40) * 1e-5, np.full(40, 36.5)
    whole = geo.within(lons, lats, lons, lats, 1000)
    monkeypatch.setattr(geo, "_AT_ONCE", 7)
    pieces = geo.within(lons, lats, lons, lats, 1000)
    assert len(whole.place) == 1600
    assert np.array_equal(whole.place, pieces.place)
    assert np.array_equal(whole.centre, pieces.centre)
