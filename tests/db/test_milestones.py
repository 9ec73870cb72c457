"""The days of a site's milestones."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import resources
from db.ids import uuid7
from db.rules.campaign_records import Milestone
from db.rules.campaigns import load_folder
from db.rules.milestones import Step, listed_on, steps

SHIPPED = load_folder(resources.folder("campaigns"))[0]
# 17:00 UTC on the 19th is 01:00 on the 20th in China
ENTERED = uuid7(datetime(2020, 3, 19, 17, tzinfo=UTC))


def named(found: list[Step]) -> list[tuple[str, date | None]]:
    return [(step.text.zh, step.day) for step in found]


def test_that_a_site_was_listed_on_the_day_in_china():
    assert listed_on(ENTERED) == date(2020, 3, 20)
    assert listed_on(uuid.uuid5(uuid.NAMESPACE_DNS, "a")) is None


def test_that_days_count_from_the_listing_and_stand_among_the_sites_own():
    found = steps(SHIPPED["bare-land"], ENTERED, {"covered_on": "2020-03-25"})
    assert named(found) == [
        ("覆盖完成日期", date(2020, 3, 25)),
        ("全部覆盖", date(2020, 3, 27)),
        ("完成绿化或硬化", date(2020, 6, 18)),
        ("治理完成日期", None),
    ]


def test_that_a_fixed_day_holds_for_every_site():
    zone = SHIPPED["demonstration-zone"]
    assert ("负面清单全部退出", None) in named(steps(zone, ENTERED, {}))
    dated = replace(zone, milestones=(replace(zone.milestones[0], on=date(2020, 5, 31)),))
    found = steps(dated, ENTERED, {"exit_by": "2020-04-30"})
    assert [step.day for step in found] == [date(2020, 4, 30), date(2020, 5, 31)]


@pytest.mark.parametrize("value", ["soon", 20200430, None, ""])
def test_that_what_is_no_day_is_not_known(value):
    [step] = [
        one
        for one in steps(SHIPPED["demonstration-zone"], ENTERED, {"exit_by": value})
        if one.text.zh == "退出时限"
    ]
    assert step.day is None


def test_that_a_site_without_a_moment_in_its_id_has_no_counted_days():
    milestone = replace(SHIPPED["bare-land"].milestones[0], days=7)
    assert isinstance(milestone, Milestone)
    found = steps(SHIPPED["bare-land"], uuid.uuid5(uuid.NAMESPACE_DNS, "a"), {})
    assert {step.day for step in found} == {None}
