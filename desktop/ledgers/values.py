"""Cells of a ledger as their writers meant them: 4.6万, 约8662, √, 2020.3.19, 3月底前, 长期.

15 mu 亩 are a hectare, so a mu is 2000/3 m²; 667 is that, rounded.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.ledgers.sheets import Cell, text_of

translate = QCoreApplication.translate

_SIZES: dict[str, tuple[str, Fraction]] = {
    **dict.fromkeys(("m²", "㎡", "平方米", "平米", "m2", "平方"), ("area", Fraction(1))),
    **dict.fromkeys(("亩", "mu"), ("area", Fraction(2000, 3))),
    **dict.fromkeys(("公顷", "ha", "hm2", "hm²"), ("area", Fraction(10_000))),
    **dict.fromkeys(("平方公里", "平方千米", "km2", "km²"), ("area", Fraction(1_000_000))),
    **dict.fromkeys(("米", "m"), ("length", Fraction(1))),
    **dict.fromkeys(("公里", "千米", "km"), ("length", Fraction(1000))),
    **dict.fromkeys(("千克", "公斤", "kg"), ("mass", Fraction(1))),
    **dict.fromkeys(("吨", "t"), ("mass", Fraction(1000))),
    **dict.fromkeys(("元",), ("money", Fraction(1))),
    **dict.fromkeys(("万元",), ("money", Fraction(10_000))),
    **dict.fromkeys(("亿元",), ("money", Fraction(100_000_000))),
    **dict.fromkeys(("%", "百分比"), ("share", Fraction(1))),
}
_TIMES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NUMBER = re.compile(
    r"(?P<about>大约|约|近|不足|超)?(?P<value>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)(?P<times>[百千万亿])?"
    r"(?P<more>余|多|左右|以上|以下)?(?P<unit>\D*?)(?P<last>左右|以上|以下|余|多)?",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"(?P<year>\d{4})\s*[-./年]\s*(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*[日号]?"
    r"(?:[T\s]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?(?P<rest>.*)",
    re.DOTALL,
)
_MONTH = re.compile(
    r"(?:(?P<year>\d{4})\s*[年.\-/])?\s*(?P<month>\d{1,2})\s*月?份?(?P<part>底|末|初|上旬|中旬|下旬)?(?P<rest>.*)",
    re.DOTALL,
)
_DAY = re.compile(r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]?(?P<rest>.*)", re.DOTALL)
_YEAR_END = re.compile(r"(?:(?P<year>\d{4})\s*年|今年|本年)?\s*年?底(?P<rest>.*)", re.DOTALL)
_BEFORE = re.compile(r"(之?前|以前|止)?")
_NO_DATE_WORDS = "长期 常年 长年 无 不限 待定 / - — 永久 持续"
_NO_DATE = frozenset(_NO_DATE_WORDS.split())
_YES_WORDS = "√ ✓ ✔ ☑ 是 有 已 对 y yes true 1 落实 完成 合格 达标 通过 达到 符合"
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = "× ✕ ✗ ✘ ☒ x 否 无 未 没 没有 不 n no false 0 不合格 不达标 不符合 不通过"
_NO = frozenset(_NO_WORDS.split())
_UNKNOWN_WORDS = "/ - — ― 不详 不明 待查 n/a na"
_UNKNOWN = frozenset(_UNKNOWN_WORDS.split())
_BETWEEN = " ,;:/、()（）"
_PHONE = re.compile(r"(?<!\d)(1\d{10}|0\d{2,3}[- ]?\d{7,8}|\d{7,8})(?!\d)")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Excel's days of 1954 to 2119."""
_HALF_A_YEAR = timedelta(days=183)


class CellError(ValueError):
    """A cell that cannot be taken; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A cell's value. `exact` is False where the text says more than that: it goes into the note."""

    value: Any
    exact: bool = True


def number(cell: Cell, unit: str = "", written: str = "") -> Meant:
    """A number in `unit`.

    Args:
        written: the unit that the column's header names, "" if none.

    Raises:
        CellError: it is none, or its unit is another kind of measure.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Meant(_in_unit(Fraction(str(cell)), written, unit))
    text = unicodedata.normalize("NFKC", text_of(cell)).replace(",", "").replace(" ", "")
    text = text.strip().replace("m2", "㎡")  # a digit in the unit is none of the number
    if not text or text.casefold() in _UNKNOWN:
        return Meant(None, not text)
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise CellError(translate("ledger", "not a number"))
    try:
        value = Fraction(Decimal(found["value"]))
    except (InvalidOperation, OverflowError) as error:
        raise CellError(translate("ledger", "not a number")) from error
    own, times = found["unit"], found["times"] or ""
    if own == "元" and times in ("万", "亿"):
        own, times = times + own, ""
    value *= _TIMES.get(times, 1)
    is_about = bool(found["about"] or found["more"] or found["last"])
    return Meant(_in_unit(value, own or written, unit), not is_about)


def _in_unit(value: Fraction, own: str, unit: str) -> int | float:
    """Converted where both units are known; a counting word (台, 户) is only a word."""
    here = _SIZES.get(_unit(own)) if own else None
    there = _SIZES.get(_unit(unit)) if unit else None
    if own and here is None and _unit(own) != _unit(unit) and (there is not None or len(own) > 2):
        raise CellError(translate("ledger", "not a number"))
    if here is not None and there is not None:
        if here[0] != there[0]:
            text = translate("ledger", "{own} is no unit for what is kept in {unit}")
            raise CellError(text.format(own=own, unit=unit))
        if here[1] != there[1]:
            value = round(value * here[1] / there[1], 2)
    return int(value) if value.denominator == 1 else float(value)


def _unit(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold().replace("m^2", "m2")


_SIZES |= {_unit(name): size for name, size in list(_SIZES.items())}


def is_unit(text: str) -> bool:
    """Whether a word is a measure that numbers can be converted from."""
    return _unit(text) in _SIZES


def day(cell: Cell, written: date) -> Meant:
    """A day, or a moment where the cell has a time.

    Args:
        written: the ledger's own date; a month without a year is the one nearest to it.

    Raises:
        CellError: it names no day.
    """
    if isinstance(cell, datetime):
        return Meant(cell if cell.hour or cell.minute else cell.date())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Meant(_of_number(cell))
    text = unicodedata.normalize("NFKC", text_of(cell)).strip()
    if not text or text in _NO_DATE:
        return Meant(None, not text)
    if text.isdecimal():
        return Meant(_of_number(int(text)))
    for pattern, build in ((_FULL, _full), (_DAY, _month_and_day), (_MONTH, _month), (_YEAR_END, _year_end)):
        if (found := pattern.fullmatch(text)) is not None:
            value = build(found, written)
            rest = _BEFORE.sub("", found["rest"].strip(), count=1)
            return Meant(value, not rest)
    raise CellError(translate("ledger", "not a date"))


def _of_number(value: int | float) -> date:
    if 19_000_101 <= value <= 21_001_231 and value == int(value):
        whole = int(value)
        return _date(whole // 10_000, whole // 100 % 100, whole % 100)
    if _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return (datetime(1899, 12, 30) + timedelta(days=int(value))).date()
    raise CellError(translate("ledger", "not a date"))


def _full(found: re.Match[str], written: date) -> date | datetime:
    value = _date(int(found["year"]), int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return value
    try:
        moment = datetime(value.year, value.month, value.day, int(found["hour"]), int(found["minute"]))
    except ValueError:
        raise CellError(translate("ledger", "there is no such date")) from None
    return moment if moment.hour or moment.minute else value


def _month_and_day(found: re.Match[str], written: date) -> date:
    month, number = int(found["month"]), int(found["day"])
    return _date(_year(month, written), month, number)


def _month(found: re.Match[str], written: date) -> date:
    if not (found["part"] or "月" in found[0] or found["year"]):
        raise CellError(translate("ledger", "not a date"))
    month = int(found["month"])
    year = int(found["year"]) if found["year"] else _year(month, written)
    last = monthrange(year, month)[1] if 1 <= month <= 12 and 1 <= year <= 9999 else 1
    return _date(year, month, {"初": 5, "上旬": 10, "中旬": 20}.get(found["part"], last))


def _year_end(found: re.Match[str], written: date) -> date:
    return _date(int(found["year"] or written.year), 12, 31)


def _year(month: int, written: date) -> int:
    """Of a month without a year: the one that ends latest half a year before the ledger was written."""
    if not 1 <= month <= 12:
        return written.year
    end = date(written.year, month, monthrange(written.year, month)[1])
    if end < written - _HALF_A_YEAR:
        return written.year + 1
    return written.year - 1 if end > written + 2 * _HALF_A_YEAR else written.year


def _date(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise CellError(translate("ledger", "there is no such date")) from None


def yes_no(cell: Cell) -> Meant:
    """A tick or a cross, in any of the ways they are written.

    Raises:
        CellError: it says neither.
    """
    if isinstance(cell, bool):
        return Meant(cell)
    text = "".join(unicodedata.normalize("NFKC", text_of(cell)).split()).casefold()
    if not text or text in _UNKNOWN:
        return Meant(None, not text)
    if text in _YES or (text.startswith("已") and len(text) <= 6):
        return Meant(True)
    if text in _NO or (text.startswith("未") and len(text) <= 6):
        return Meant(False)
    raise CellError(translate("ledger", "neither yes nor no"))


def person_and_phone(text: str) -> tuple[str, str]:
    """What one cell says of both: `王经理 13123968184`."""
    halved = unicodedata.normalize("NFKC", text)
    phones = _PHONE.findall(halved)
    if not phones:
        return text, ""
    name = _PHONE.sub(" ", halved).strip(_BETWEEN)
    return name, "、".join(phones)
