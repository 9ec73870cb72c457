"""Usual time limits of orders: the shipped file, and what somebody types."""

import pytest

from db.rules.clocks import Limit, Measure
from db.rules.limits import BadLimitError, parse_limits, read_limit
from resources import folder

SHIPPED = parse_limits((folder("orders") / "limits.toml").read_text(encoding="utf-8"))


def test_that_the_limits_that_people_give_are_there():
    named = {(one.limit.amount, one.limit.measure.value) for one in SHIPPED.values()}
    assert named >= {
        (10, "minutes"),
        (30, "minutes"),
        (24, "hours"),
        (3, "days"),
        (7, "days"),
        (15, "days"),
        (3, "workdays"),
    }


def test_that_each_has_a_name_in_both_languages_and_few_are_one_click_away():
    assert all(one.text.zh and one.text.en for one in SHIPPED.values())
    assert sum(one.is_usual for one in SHIPPED.values()) <= 5


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("24h", Limit(24, Measure.HOURS)),
        (" 3WD ", Limit(3, Measure.WORKDAYS)),
        ("45min", Limit(45, Measure.MINUTES)),
        ("10d", Limit(10, Measure.DAYS)),
        ("20wd", Limit(20, Measure.WORKDAYS)),
    ],
)
def test_that_a_limit_is_read(text, limit):
    assert read_limit(text, SHIPPED) == limit


@pytest.mark.parametrize("text", ["", "h", "0h", "3", "3 weeks", "-2h", "1.5h", "九h", "9999d", "251wd"])
def test_that_what_is_no_limit_says_how_one_is_written(text):
    with pytest.raises(BadLimitError, match="7wd"):
        read_limit(text, SHIPPED)


@pytest.mark.parametrize(
    "text",
    [
        "[[limits]]\nkey = 'a'\nmeasure = 'weeks'\namount = 1\nzh = 'x'\nen = 'x'",
        "[[limits]]\nkey = 'a'\nmeasure = 'days'\namount = 0\nzh = 'x'\nen = 'x'",
        "[[limits]]\nkey = 'a'\nmeasure = 'days'\namount = true\nzh = 'x'\nen = 'x'",
        "[[limits]]\nmeasure = 'days'\namount = 1\nzh = 'x'\nen = 'x'",
        "[[limits]]\nkey = 'a'\nmeasure = 'days'\namount = 1\nzh = 'x'\nen = 'x'\n" * 2,
    ],
)
def test_that_a_wrong_file_names_the_limit(text):
    with pytest.raises(ValueError, match=r"limit \d"):
        parse_limits(text)
