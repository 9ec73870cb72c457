"""Rules of evaluation as data: what a file must hold, and which one a day has."""

import tomllib
from copy import deepcopy
from datetime import date

import pytest

import resources
from desktop.air.basis import basis_of, edition_on
from desktop.air.evaluation import evaluation_for, parse_evaluation
from desktop.air.standards import POLLUTANTS
from desktop.standards import basis, editions, evaluations, limits


@pytest.fixture
def data():
    text = (resources.folder("standards") / "hj663-2026.toml").read_text(encoding="utf-8")
    return deepcopy(tomllib.loads(text))


@pytest.mark.parametrize(
    ("day", "evaluation", "limits_key", "edition"),
    [
        (date(2015, 12, 8), "hj663-2013", "gb3095-2012", "2012"),
        (date(2026, 2, 28), "hj663-2013", "gb3095-2012", "2012"),
        (date(2026, 3, 1), "hj663-2026", "gb3095-2026-transition", "2026"),
        (date(2031, 1, 1), "hj663-2026", "gb3095-2026", "2026"),
    ],
)
def test_that_a_day_has_the_rules_in_force(day, evaluation, limits_key, edition):
    found = basis(day)
    assert (found.evaluation.key, found.limits.key) == (evaluation, limits_key)
    assert edition_on(found, day).key == edition
    assert found.weights.note_en == ""


def test_that_forced_rules_bring_their_own_limits_and_edition():
    old_day, new_day = date(2015, 12, 8), date(2027, 6, 1)
    new = basis(old_day, forced="hj663-2026")
    assert (new.limits.key, edition_on(new, old_day).key) == ("gb3095-2026-transition", "2026")
    old = basis(new_day, forced="hj663-2013")
    assert (old.limits.key, edition_on(old, new_day).key) == ("gb3095-2012", "2012")


# STANDARDS: GB 3095-2026 table 4 and quotations of HJ 663
@pytest.mark.parametrize("key", ["hj663-2013", "hj663-2026"])
def test_that_both_editions_ask_for_the_same_share_of_data(key):
    rules = evaluations()[key].validity
    assert (rules.day_hours, rules.o3_8h_hours, rules.o3_day_means) == (20, 6, 14)
    assert (rules.month_days, rules.february_days, rules.year_days) == (27, 25, 324)
    assert rules.area_share == 0.75
    assert evaluations()[key].percentiles == (95, 95, 98, 98, 95, 90)


def test_that_statistics_of_2026_have_one_decimal_more():
    old, new = (evaluations()[key].decimals for key in ("hj663-2013", "hj663-2026"))
    assert old.statistics == (0, 0, 0, 0, 1, 0)
    assert new.statistics == (1, 1, 1, 1, 2, 1)
    assert old.day == new.day == new.compliance == (0, 0, 0, 0, 1, 0)
    assert (new.multiple, new.rate, new.index, new.single_index) == (2, 1, 2, 3)


def test_that_the_weights_nobody_has_confirmed_are_off_and_carry_a_note():
    evaluation = evaluations()["hj663-2026"]
    assert evaluation.weighting().of == (1,) * 6
    uncertain = evaluation.weighting("weights_uncertain")
    assert dict(zip(POLLUTANTS, uncertain.of, strict=True)) == {
        "pm25": 3,
        "no2": 2,
        "o3": 2,
        "pm10": 1,
        "so2": 1,
        "co": 1,
    }
    assert "not seen" in uncertain.note_en
    assert "未见" in uncertain.note_zh
    with pytest.raises(LookupError, match="hj663-2013 has no weights_uncertain"):
        evaluations()["hj663-2013"].weighting("weights_uncertain")


def test_that_an_office_that_weighs_still_has_plain_sums_before_2026():
    wanted = "weights_uncertain"
    assert basis(date(2027, 1, 1), weights=wanted).weights.name == wanted
    assert basis(date(2025, 1, 1), weights=wanted).weights.name == "weights"
    with pytest.raises(LookupError, match="weights_of_lead"):
        basis(date(2027, 1, 1), weights="weights_of_lead")


def test_that_no_rules_in_force_are_refused():
    with pytest.raises(LookupError, match="2020-01-01"):
        evaluation_for([evaluations()["hj663-2026"]], date(2020, 1, 1))
    with pytest.raises(LookupError):
        basis(date(2020, 1, 1), forced="hj663-1999")
    with pytest.raises(LookupError):
        basis_of(evaluations()["hj663-2026"], {}, editions(), date(2027, 1, 1))


def test_that_limits_of_every_evaluation_exist():
    for evaluation in evaluations().values():
        assert set(evaluation.limits) <= set(limits())
        assert evaluation.aqi in editions()


def _drop(data, *path):
    for name in path[:-1]:
        data = data[name]
    del data[path[-1]]


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (("aqi",), "aqi: missing"),
        (("limits",), "limits: missing"),
        (("validity", "month_days"), r"validity\.month_days: missing"),
        (("validity", "area_share"), r"validity\.area_share: missing"),
        (("percentiles", "o3"), r"percentiles\.o3: missing"),
        (("index", "co"), r"index\.co: missing"),
        (("index", "co", "value"), r"index\.co\.value: missing"),
        (("weights",), "weights: missing"),
        (("weights_uncertain", "note_zh"), r"weights_uncertain\.note_zh: missing"),
        (("decimals", "day"), r"decimals\.day: missing"),
        (("decimals", "statistics", "no2"), r"decimals\.statistics\.no2: missing"),
        (("decimals", "figures", "index"), r"decimals\.figures\.index: missing"),
    ],
)
def test_that_a_missing_key_is_named(data, path, named):
    _drop(data, *path)
    with pytest.raises(ValueError, match=named):
        parse_evaluation(data)


@pytest.mark.parametrize(
    ("table", "change", "named"),
    [
        ("validity", {"day_hours": 25}, r"validity\.day_hours: 25, expected 1 to 24"),
        ("validity", {"area_share": 1.5}, r"validity\.area_share: 1\.5"),
        ("validity", {"o3_day_exceeding": 1}, r"validity\.o3_day_exceeding: 1, expected bool"),
        ("validity", {"other_share": True}, r"validity\.other_share: True, expected a number"),
        ("percentiles", {"co": 101}, r"percentiles\.co: 101"),
        ("index", {"co": {"value": "median", "averaging": "day"}}, r"index\.co\.value: 'median'"),
        ("weights", dict.fromkeys(POLLUTANTS, 0), "weights: at least one"),
        ("weights", {"no2": -1}, r"weights\.no2: -1"),
    ],
)
def test_that_a_wrong_value_is_named(data, table, change, named):
    with pytest.raises(ValueError, match=named):
        parse_evaluation(data | {table: data[table] | change})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"limits": []}, "limits: a list"),
        ({"limits": [3]}, "limits: a list"),
        ({"sand_pollutants": ["pm1"]}, "sand_pollutants: 'pm1'"),
        ({"area_from": "weeks"}, "area_from: 'weeks'"),
        ({"to": date(2026, 1, 1)}, "to: 2026-01-01 is before"),
    ],
)
def test_that_a_wrong_word_is_named(data, change, named):
    with pytest.raises(ValueError, match=named):
        parse_evaluation(data | change)
