"""Where the header is, what each column is, which sheet is meant."""

from dataclasses import replace
from datetime import date

import pytest
from ledger_helpers import FIRST, HEADS, SECOND, counts

from desktop.feeds.tables.toml import ProfileFileError
from desktop.ledgers.errors import ProfileMismatchError
from desktop.ledgers.profile import ColumnUse, read_profile, to_toml, write_profile


def targets(seen):
    return {use.header: use.target for use in seen.mapped.proposals[0].profile.columns}


def test_title_rows_and_a_header_of_two_lines_with_merged_groups(make, see):
    rows = [
        ["成安县建筑施工扬尘台账"],
        ["填报单位：住建局　填报日期：2020年3月21日"],
        ["序号", "项目名称", "所在乡镇", "详细地址", "是否报备", "六个百分之百落实情况", None, None, "备注"],
        [None, None, None, None, None, "围挡", "覆盖", "密闭", None],
        [1, "商业广场", "成安镇", "人民路", "√", "√", "×", None, None],
        ["合计", "共1个"],
        ["备注：√为落实"],
    ]
    seen = see(make(rows, merged=["A1:I1", "F3:H3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "I3:I4"]))
    assert targets(seen)["覆盖"] == "checks.covering"
    assert seen.mapped.proposals[0].profile.fixed == {"kind": "construction"}
    row = seen.plan.rows[0]
    assert (row.kind, row.row.line) == ("new", 5)
    assert row.check == (date(2020, 3, 21), (("covering", False), ("hoarding", True)))
    assert [skipped.line for skipped in seen.ledgers[0].skipped] == [6, 7]


def test_a_header_of_two_lines_without_merged_cells(tmp_path, see):
    path = tmp_path / "扬尘.csv"
    path.write_text(
        "序号,项目名称,所在乡镇,详细地址,类别,是否报备,落实情况,,备注\n"
        ",,,,,,围挡,覆盖,\n"
        "1,商业广场,成安镇,人民路,建筑施工,是,√,×,\n",
        encoding="utf-8",
    )
    seen = see(path)
    assert targets(seen)["围挡"] == "checks.hoarding"
    assert dict(seen.plan.rows[0].check[1]) == {"hoarding": True, "covering": False}


def test_running_numbers_are_no_codes(make, see):
    heads = ("编号", *HEADS[1:])
    seen = see(make([heads, FIRST, SECOND]))
    assert targets(seen)["编号"] == "ignore"
    coded = see(make([heads, ("CA-1", *FIRST[1:]), ("CA-2", *SECOND[1:])]))
    assert targets(coded)["编号"] == "code"
    assert coded.plan.rows[1].row.code == "CA-2"


def test_a_column_without_a_home_is_kept_in_the_note(make, see):
    seen = see(make([(*HEADS, "评分"), (*FIRST, 87)]))
    assert seen.plan.rows[0].values["note"] == "评分: 87"
    guess = next(guess for guess in seen.mapped.proposals[0].guesses if guess.header == "评分")
    assert guess.sure == "unused"


def test_units_in_headers_are_converted(make, see):
    heads = tuple("面积（亩）" if head == "面积" else head for head in HEADS)
    seen = see(make([heads, (*FIRST[:5], 46.5, *FIRST[6:])]))
    assert seen.plan.rows[0].values["fields.area"] == 31000


def test_a_name_made_of_village_and_place(make, see):
    heads = ("乡镇", "村", "位置", "类别", "是否报备")
    seen = see(make([heads, ("商城镇", "南商城村", "路西 空地", "裸土裸地", "是")], name="成安县.xlsx"))
    row = seen.plan.rows[0]
    assert (row.values["name"], row.values["unit"]) == ("南商城村 路西 空地", "130424101205")


def test_a_township_that_two_counties_have(make, see):
    row = (1, "广场", "商城镇", *FIRST[3:])
    unclear = see(make([HEADS, row])).plan.rows[0]
    assert unclear.kind == "refused"
    assert "成安县商城镇" in unclear.reason
    known = see(make([["成安县扬尘台账"], HEADS, row])).plan.rows[0]
    assert known.values["unit"] == "130424101"
    written = see(make([HEADS, (1, "广场", "涉县商城镇", *FIRST[3:])])).plan.rows[0]
    assert written.values["unit"] == "130426101"


def test_an_unknown_township_is_refused_with_the_nearest(make, see):
    row = see(make([HEADS, (1, "广场", "城安镇", *FIRST[3:])])).plan.rows[0]
    assert row.kind == "refused"
    assert "成安镇" in row.reason


def test_a_sheet_of_another_list_is_left_out_and_named(example, see):
    seen = see(example)
    assert [proposal.sheet.name for proposal in seen.mapped.proposals] == ["在建工地"]
    assert [left.sheet for left in seen.mapped.left_out] == ["裸露土地"]


def test_several_sheets_of_one_campaign(make, see):
    seen = see(make({"城区": [HEADS, FIRST], "乡镇": [HEADS, SECOND]}))
    assert counts(seen) == (2, 0, 0, 0)
    assert [row.row.sheet for row in seen.plan.rows] == ["城区", "乡镇"]


def test_a_profile_is_kept_and_followed(tmp_path, make, see):
    path = make([HEADS, FIRST])
    profile = see(path).mapped.profile
    write_profile(profile, tmp_path / "p.toml")
    assert read_profile(tmp_path / "p.toml") == profile
    sheet = profile.sheets[0]
    columns = tuple(replace(use, target="owner") if use.header == "备注" else use for use in sheet.columns)
    corrected = replace(profile, sheets=(replace(sheet, columns=columns),))
    rows = see(make([["标题"], HEADS, SECOND], name="b.xlsx"), profile=corrected).plan.rows
    assert rows[0].values["owner"] == "停工"


def test_a_profile_of_another_ledger_names_what_is_missing(make, see):
    profile = see(make([HEADS, FIRST])).mapped.profile
    more = replace(profile.sheets[0], columns=(*profile.sheets[0].columns, ColumnUse("评分", "note")))
    with pytest.raises(ProfileMismatchError, match="评分"):
        see(make([HEADS, FIRST]), profile=replace(profile, sheets=(more,)))


@pytest.mark.parametrize(
    "text",
    [
        "form = 9\ncampaign = 'x'",
        "campaign = 1",
        "campaign = 'x'\nwrong = 1",
        "[[sheets]",
        "campaign = 'x'\n[[sheets]]\nempty = 'no'",
    ],
)
def test_a_file_that_is_no_profile(tmp_path, text):
    path = tmp_path / "p.toml"
    path.write_text(text)
    with pytest.raises(ProfileFileError):
        read_profile(path)


def test_a_target_that_is_not_known_is_named(tmp_path, make, see):
    path = tmp_path / "p.toml"
    path.write_text(to_toml(see(make([HEADS, FIRST])).mapped.profile).replace('"address"', '"adress"'))
    with pytest.raises(ProfileFileError, match="adress"):
        read_profile(path)
