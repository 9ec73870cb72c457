"""Places, movement, who is named, and the rules as data."""

import tomllib
from copy import deepcopy
from datetime import date

import numpy as np
import pytest
from day_arrays import days_of
from hypothesis import given
from hypothesis import strategies as st

import resources
from desktop.air.periods import month
from desktop.air.ranking import Side, improvement, index_values, named, places, rank, rank_by
from desktop.air.ranking_rules import RankingGroup, RankingList, parse_ranking
from desktop.air.statistics import statistics
from desktop.standards import basis, rankings

figures = st.lists(st.one_of(st.just(np.nan), st.integers(0, 30).map(float)), max_size=40)
OLD = basis(date(2019, 1, 31))


def test_that_equal_figures_share_a_place_and_the_next_is_skipped():
    assert places([[3.0, 1, 2, 2, np.nan, 5]]).tolist() == [4, 1, 2, 2, 0, 5]
    assert places([[3.0, 1, 2, 2, np.nan, 5]], high=True).tolist() == [2, 5, 3, 3, 0, 1]
    assert places([[]]).tolist() == []


def test_that_ties_are_broken_by_the_following_figures():
    assert places([[2.0, 2, 2, 1], [5.0, 4, 4, 9], [1.0, 3, 3, 0]]).tolist() == [4, 2, 2, 1]


@given(figures)
def test_that_a_place_is_one_more_than_the_better_rows(column):
    found = places([column])
    for value, place in zip(column, found, strict=True):
        better = sum(other < value for other in column)
        assert place == (0 if np.isnan(value) else better + 1)


@given(figures, st.randoms(use_true_random=False))
def test_that_the_order_of_rows_does_not_change_places(column, random):
    order = list(range(len(column)))
    random.shuffle(order)
    shuffled = [column[row] for row in order]
    assert places([shuffled]).tolist() == places([column])[order].tolist() if order else True


def test_that_rows_carry_their_movement_and_improvement():
    rows = rank(
        ["a", "b", "c", "d"],
        [np.array([4.1, 3.9, np.nan, 5.0])],
        before=[np.array([3.0, 4.0, 5.0, np.nan])],
        improvement=np.array([-5.0, np.nan, 1.0, 2.0]),
    )
    assert [(row.key, row.place, row.before, row.moved, row.improvement) for row in rows] == [
        ("b", 1, 2, 1, None),
        ("a", 2, 1, -1, -5.0),
        ("d", 3, 0, None, 2.0),
        ("c", 0, 3, None, 1.0),
    ]


def test_that_a_column_of_another_length_is_refused():
    with pytest.raises(ValueError, match="2 figures for 3 rows"):
        rank(["a", "b", "c"], [np.array([1.0, 2.0])])


def _rows(*values):
    return rank([f"u{number}" for number in range(len(values))], [np.array(values, dtype=float)])


def _group(top, bottom, amounts=()):
    return RankingGroup("g", "g", "g", top, bottom, amounts)


def test_that_the_first_and_last_of_134_counties_receive_and_pay():
    group = rankings()["hebei"].groups[1]
    found = named(_rows(*range(134)), group)
    top = [one for one in found if one.side is Side.TOP]
    bottom = [one for one in found if one.side is Side.BOTTOM]
    assert [(one.key, one.place, one.amount) for one in top[:2]] == [("u0", 1, 50), ("u1", 2, 46)]
    assert [(one.key, one.place, one.amount) for one in bottom[:2]] == [("u133", 1, 50), ("u132", 2, 46)]
    assert (len(top), len(bottom)) == (10, 10)
    assert bottom[-1].amount == 14


def test_that_ties_at_the_edge_of_a_group_are_all_in_it():
    found = named(_rows(1, 2, 2, 3, 4, 5, 6, 6, 7, 7), _group(2, 2, (20.0, 10.0)))
    assert [(one.key, one.side, one.place, one.amount) for one in found] == [
        ("u0", "top", 1, 20),
        ("u1", "top", 2, 10),
        ("u2", "top", 2, 10),
        ("u9", "bottom", 1, 20),
        ("u8", "bottom", 1, 20),
    ]


def test_that_of_few_rows_nobody_is_at_both_ends():
    found = named(_rows(1, 2, 3, 4, np.nan), _group(10, 10))
    assert [(one.key, one.side) for one in found] == [
        ("u0", "top"),
        ("u1", "top"),
        ("u3", "bottom"),
        ("u2", "bottom"),
    ]
    assert {one.amount for one in found} == {None}
    assert named(_rows(5, 5), _group(3, 3)) == named(_rows(5, 5), _group(1, 1))
    assert named((), _group(3, 3)) == ()


def _month(year, **values):
    return statistics(days_of(date(year, 1, 1), 31, stations=3, **values), month(year, 1), OLD)


def _stations(*values):
    return np.array(values, dtype=float)[:, np.newaxis]


# Hengshui: PM2.5 + SO2, then PM2.5, then SO2. 35/35 + 60/60 = 70/35 + 0/60 = 2
def test_that_townships_of_hengshui_are_ranked_by_the_sum_then_pm25():
    wanted = rankings()["hengshui-township"].lists[0]
    now = _month(2019, pm25=_stations(70, 35, 35), so2=_stations(0, 60, 30))
    assert index_values(now, "pm25+so2").tolist() == [2, 2, 1.5]
    rows = rank_by(["a", "b", "c"], wanted, now, _month(2018))
    assert [(row.key, row.place) for row in rows] == [("c", 1), ("b", 2), ("a", 3)]


def test_that_improvement_is_ranked_by_its_rate():
    now, last = _month(2019, pm25=_stations(50, 60, 40)), _month(2018, pm25=_stations(100, 80, 40))
    assert improvement(now, last, "pm25").tolist() == [-50, -25, 0]
    rows = rank_by(["a", "b", "c"], RankingList(("pm25",), "improvement"), now, last)
    assert [(row.key, row.place, row.figures) for row in rows] == [
        ("a", 1, (-50,)),
        ("b", 2, (-25,)),
        ("c", 3, (0,)),
    ]
    by_value = rank_by(["a", "b", "c"], RankingList(("pm25",), "value"), now, last, before=last)
    assert [(row.key, row.place, row.moved) for row in by_value] == [("c", 1, 0), ("a", 2, 1), ("b", 3, -1)]


def test_that_more_good_days_are_better():
    now = _month(2019, pm25=_stations(50, 80, 50))
    rows = rank_by(["a", "b", "c"], RankingList(("good_rate",), "value"), now, _month(2018))
    assert [(row.key, row.place) for row in rows] == [("a", 1), ("c", 1), ("b", 3)]


# STANDARDS: province rule, Handan news, Hengshui bulletins
def test_that_the_rules_that_ship_are_those_of_their_sources():
    hebei = rankings()["hebei"]
    lists = [(one.index[0], one.by) for one in hebei.lists]
    assert lists == [(index, by) for index in ("composite", "pm25") for by in ("value", "improvement")]
    assert [(group.top, group.amounts[:3]) for group in hebei.groups] == [
        (3, (100, 80, 60)),
        (10, (50, 46, 42)),
        (3, (30, 20, 10)),
    ]
    assert rankings()["handan"].groups[0].amounts == (50, 40, 30)
    assert rankings()["handan-township"].period == "week"
    assert rankings()["handan-township"].groups[0].bottom == 10
    assert rankings()["hengshui-township"].lists[0].index == ("pm25+so2", "pm25", "so2")


@pytest.fixture
def data():
    text = (resources.folder("standards") / "ranking-hebei.toml").read_text(encoding="utf-8")
    return deepcopy(tomllib.loads(text))


@pytest.mark.parametrize(
    ("change", "named_key"),
    [
        ({"period": "hour"}, "period: 'hour'"),
        ({"lists": []}, "lists: at least one"),
        ({"lists": ["pm25"]}, r"lists\[0\]: a table"),
        ({"lists": [{"index": ["pm1"], "by": "value"}]}, r"lists\[0\]\.index: 'pm1'"),
        ({"lists": [{"index": ["pm25+pm25"], "by": "value"}]}, r"lists\[0\]\.index: 'pm25\+pm25' names"),
        ({"lists": [{"index": ["pm25"], "by": "luck"}]}, r"lists\[0\]\.by: 'luck'"),
        ({"groups": 3}, "groups: 3, expected list"),
    ],
)
def test_that_a_wrong_rule_is_named(data, change, named_key):
    with pytest.raises(ValueError, match=named_key):
        parse_ranking(data | change)


@pytest.mark.parametrize(
    ("change", "named_key"),
    [
        ({"top": -1}, r"groups\[0\]\.top: -1"),
        ({"amounts": [100]}, r"groups\[0\]\.amounts: 1, expected 3"),
        ({"amounts": [100, 80, "60"]}, r"groups\[0\]\.amounts: numbers"),
    ],
)
def test_that_a_wrong_group_is_named(data, change, named_key):
    data["groups"][0] |= change
    with pytest.raises(ValueError, match=named_key):
        parse_ranking(data)
