"""New, changed, the same, refused."""

from dataclasses import replace

import pytest
from ledger_helpers import CAMPAIGNS, FIRST, HEADS, SECOND, counts, look

from db.queries.known_sites import known_sites
from desktop.ledgers.applying import apply_plan


@pytest.fixture
def loaded(record, make, actor):
    """A record with the two sites."""
    path = make([HEADS, FIRST, SECOND])
    report = apply_plan(record, look(record, path, actor).plan, CAMPAIGNS["dust"], actor, file=path.name)
    assert (report.new, len(report.refused)) == (2, 0)
    return record


def sites(record):
    with record.reading() as session:
        return {site.name: site for site in known_sites(session, "dust")}


def test_what_is_stored(loaded):
    second = sites(loaded)["污水处理厂"]
    assert (second.person, second.phone, second.unit_code) == ("李经理", "13312345678", "130424100")
    assert second.fields == {"kind": "municipal", "area": 46000, "filed": False, "note": "停工"}


def test_loading_twice_changes_nothing(loaded, make, actor):
    assert counts(look(loaded, make([HEADS, FIRST, SECOND]), actor)) == (0, 0, 2, 0)


def test_spelling_alone_is_no_change(loaded, make, actor):
    spaced = (1, "商业 广场", "成 安镇", "人民路１号", *FIRST[4:])
    assert counts(look(loaded, make([HEADS, spaced]), actor)) == (0, 0, 1, 0)


def test_changes_show_old_and_new(loaded, make, actor):
    seen = look(loaded, make([HEADS, (*FIRST[:5], 250, *FIRST[6:])]), actor)
    assert counts(seen) == (0, 1, 0, 0)
    assert seen.plan.rows[0].changes == {"fields.area": (100, 250)}


def test_an_empty_cell_of_others_empties_nothing_unless_the_profile_says_so(loaded, make, actor):
    path = make([HEADS, (*SECOND[:8], None, None)])
    seen = look(loaded, path, actor)
    assert counts(seen) == (0, 0, 1, 0)
    profile = seen.mapped.profile
    clearing = replace(profile, sheets=(replace(profile.sheets[0], empty="clear"),))
    row = look(loaded, path, actor, profile=clearing).plan.rows[0]
    assert row.changes == {"phone": ("13312345678", None), "note": ("停工", None)}


def test_same_as_above_and_cells_merged_downwards(make, see):
    rows = [HEADS, FIRST, (2, "二期", "同上", *FIRST[3:]), (3, "三期", None, *FIRST[3:])]
    seen = see(make(rows, merged=["C3:C4"]))
    assert [row.values["unit"] for row in seen.plan.rows] == ["130424100"] * 3
    first = see(make([HEADS, (1, "一期", "同上", *FIRST[3:])]))
    assert counts(first) == (0, 0, 0, 1)


def test_two_rows_that_mean_one_site_are_told(make, see):
    seen = see(make([HEADS, FIRST, (2, *FIRST[1:])]))
    assert counts(seen) == (1, 0, 0, 1)
    assert "2" in seen.plan.rows[1].reason
    other = see(make([HEADS, FIRST, (2, *FIRST[1:8], "13900000000", None)]))
    assert counts(other) == (2, 0, 0, 0)
    assert other.plan.rows[1].doubt


def test_twins_find_themselves_again(record, make, actor):
    twin = (2, *FIRST[1:8], "13900000000", None)
    path = make([HEADS, FIRST, twin])
    apply_plan(record, look(record, path, actor).plan, CAMPAIGNS["dust"], actor, file="x")
    assert counts(look(record, make([HEADS, twin, FIRST]), actor)) == (0, 0, 2, 0)
    neither = make([HEADS, (*FIRST[:8], "13800000000", None)], name="c.xlsx")
    assert counts(look(record, neither, actor)) == (0, 0, 0, 1)


def test_a_code_of_another_county_means_nothing_here(record, make, actor):
    heads = ("编号", *HEADS[1:])
    here = make([["成安县扬尘台账"], heads, ("LD-1", *FIRST[1:])])
    apply_plan(record, look(record, here, actor).plan, CAMPAIGNS["dust"], actor, file="x")
    row = ("LD-1", "别处工地", "平安街道", "青年路", *FIRST[4:])
    there = look(record, make([["涉县扬尘台账"], heads, row], name="d.xlsx"), actor)
    assert counts(there) == (0, 0, 0, 1)
    assert "商业广场" in there.plan.rows[0].reason


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        (1, None, "名称"),
        (2, None, "乡镇"),
        (4, "魔法", "类别"),
        (5, "很大", "面积"),
        (6, None, "报备"),
        (1, "长" * 201, "名称"),
    ],
)
def test_rows_that_are_refused_name_the_cell(make, see, column, value, word):
    row = list(FIRST)
    row[column] = value
    seen = see(make([HEADS, row, SECOND]))
    assert counts(seen) == (1, 0, 0, 1)
    assert any(word in problem.header for problem in seen.plan.rows[0].problems) or column == 1


def test_what_a_value_does_not_say_stays_in_the_note(make, see):
    row = see(make([HEADS, (*FIRST[:5], "约8662", *FIRST[6:9], "停工")])).plan.rows[0]
    assert row.values["fields.area"] == 8662
    assert row.values["note"] == "停工；面积: 约8662"


def test_nothing_is_written_while_planning(record, make, actor):
    look(record, make([HEADS, FIRST]), actor)
    assert sites(record) == {}


def test_cancelling_keeps_what_is_in_and_says_what_is_left(record, make, actor):
    path = make([HEADS, *((n, f"工地{n}", *FIRST[2:]) for n in range(1, 1501))])
    plan = look(record, path, actor).plan
    seen = []

    def progress(done, total):
        seen.append((done, total))
        return done < 1000

    report = apply_plan(record, plan, CAMPAIGNS["dust"], actor, file="x", progress=progress)
    assert (report.new, report.left, report.was_cancelled) == (1000, 500, True)
    assert seen[:2] == [(0, 1500), (1000, 1500)]
    assert counts(look(record, path, actor)) == (500, 0, 1000, 0)
