"""Cells as offices write them."""

from datetime import date, datetime

import pytest

from desktop.ledgers.values import CellError, day, number, person_and_phone, yes_no
from desktop.ledgers.words import harmless, meant, person_name

WRITTEN = date(2020, 3, 21)


@pytest.mark.parametrize(
    ("cell", "unit", "header", "value", "exact"),
    [
        (52889, "m²", "平方米", 52889, True),
        ("4.6万", "m²", "平方米", 46000, True),
        ("约8662", "m²", "平方米", 8662, False),
        ("１２．５", "", "", 12.5, True),
        ("1,234.5", "", "", 1234.5, True),
        ("46.5", "m²", "亩", 31000, True),  # 46.5 × 2000 / 3
        (44.3, "m²", "亩", 29533.33, True),
        ("3亩", "m²", "", 2000, True),
        ("2公顷", "m²", "", 20000, True),
        ("30000㎡", "亩", "", 45, True),
        ("2台", "台", "", 2, True),
        ("100余户", "户", "", 100, False),
        ("3.2万元", "万元", "", 3.2, True),
        ("500万元", "亿元", "", 0.05, True),
        ("不详", "m²", "", None, False),
        ("", "m²", "", None, True),
        ("-7", "", "", -7, True),
    ],
)
def test_numbers(cell, unit, header, value, exact):
    found = number(cell, unit, header)
    assert (found.value, found.exact) == (value, exact)


@pytest.mark.parametrize("cell", ["很多", "12段3号", "3-5", "5吨", "nan", "1e999999"])
def test_what_is_no_number(cell):
    with pytest.raises(CellError):
        number(cell, "m²")


@pytest.mark.parametrize(
    ("cell", "value", "exact"),
    [
        ("2020.3.19", date(2020, 3, 19), True),
        ("2020/4/15", date(2020, 4, 15), True),
        ("2020年3月31日", date(2020, 3, 31), True),
        ("２０２０－３－１９", date(2020, 3, 19), True),
        ("3月底前", date(2020, 3, 31), True),
        ("2月底", date(2020, 2, 29), True),
        ("1月底前", date(2020, 1, 31), True),
        ("５月底完工", date(2020, 5, 31), False),
        ("4月15日", date(2020, 4, 15), True),
        ("2020年6月", date(2020, 6, 30), True),
        ("5月上旬", date(2020, 5, 10), True),
        ("年底前", date(2020, 12, 31), True),
        ("长期", None, False),
        (43951, date(2020, 4, 30), True),
        (20200419, date(2020, 4, 19), True),
        ("43951", date(2020, 4, 30), True),
        (datetime(2020, 4, 30), date(2020, 4, 30), True),
        ("2020-04-30 18:00", datetime(2020, 4, 30, 18), True),
        ("", None, True),
    ],
)
def test_dates(cell, value, exact):
    found = day(cell, WRITTEN)
    assert (found.value, found.exact) == (value, exact)


def test_a_month_without_a_year_belongs_to_the_year_that_is_near():
    assert day("1月底前", date(2020, 12, 1)).value == date(2021, 1, 31)
    assert day("12月底前", date(2020, 12, 1)).value == date(2020, 12, 31)


@pytest.mark.parametrize("cell", ["2020.2.30", "13月底", "尽快", 12, "5", "2020-04-30 25:00"])
def test_what_is_no_date(cell):
    with pytest.raises(CellError):
        day(cell, WRITTEN)


@pytest.mark.parametrize("cell", ["√", "是", "已报备", "Y", True, "有", "１"])
def test_yes(cell):
    assert yes_no(cell).value is True


@pytest.mark.parametrize("cell", ["×", "否", "未", "未报备", "无", False, "X"])
def test_no(cell):
    assert yes_no(cell).value is False


def test_neither_yes_nor_no():
    assert yes_no("").value is None
    with pytest.raises(CellError):
        yes_no("整改中")


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("王经理 13123968184", "王经理", "13123968184"),
        ("王经理13123968184", "王经理", "13123968184"),
        ("王经理（0310-7212345）", "王经理", "0310-7212345"),
        ("王某、李某 13123968184/13312345678", "王某、李某", "13123968184、13312345678"),
        ("王某某(副镇长)", "王某某(副镇长)", ""),
        ("１３１２３９６８１８４", "", "13123968184"),
    ],
)
def test_person_and_phone_in_one_cell(text, name, phone):
    assert person_and_phone(text) == (name, phone)


def test_a_single_character_is_no_name():
    assert person_name("张 三强") == "张三强"
    assert person_name("李四 王五") == "李四 王五"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-3", "@SUM(A1)", "\tx", "\rx", "'=1", "''=x", "'quoted'", "x"]
)
def test_texts_that_a_sheet_would_run_come_back(text):
    shown = harmless(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert meant(shown) == text
