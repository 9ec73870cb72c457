"""What the words of a header stand for, in Chinese and English: the field, and the unit where it is named."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from db.schema.readings import VALUES
from desktop.feeds.hj212.columns import COLUMN_OF
from desktop.feeds.tables.units import COMPASS, unit_named, units_of
from desktop.feeds.tables.vocabulary import NAMES, UNUSED


class Meaning(NamedTuple):
    """What a header says. `field` "" is a column that is known and not needed, None an unknown one."""

    field: str | None
    unit: str = ""
    label: str = ""
    zone: str = ""
    of: str = ""


_UNUSED = frozenset(UNUSED.split())
_DERIVED = re.compile(
    r"24h|24小时|_24|8h|8小时|滑动|日均|月均|年均|iaqi|分指数|指数|等级|级别|类别|排名|同比|环比|评价|最大|最小|"
    r"max|min|平均时间|超标|倍数|变化|累计"
)
_FLAG = re.compile(r"(标识|标记|状态|flag|status|mark)$")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_START, _END = re.compile(r"开始|起始|起|start|begin|from"), re.compile(r"结束|截止|终止|止|end|until|to$")
_UTC, _CHINA = re.compile(r"utc|gmt|世界时|格林"), re.compile(r"北京时|中国时|cst|\+8|beijing|shanghai")
_FIELD_OF = {
    **{word: field for field, words in NAMES.items() for word in words.split()},
    **COLUMN_OF,
}


def meaning(header: str, *, lines: tuple[str, ...] = ()) -> Meaning:
    """What a column is by its header.

    Args:
        lines: the lines that the header is made of; the last that says something counts before the whole.
    """
    for text in (*reversed(lines), header):
        found = _of_text(text, header)
        if found.field in VALUES and _DERIVED.search(plain(header)):
            return Meaning("")  # of two lines, one may say PM2.5 and the other 24 小时
        if found.field is not None:
            return found
    return Meaning(None, unit=_unit(header))


def field_of_item(word: str) -> str | None:
    """The column of the record that a word in an item column names; None for what is not kept."""
    found = meaning(word).field
    return found if found in VALUES else None


def is_unused(header: str) -> bool:
    """Whether a header is known as one that the record does not keep."""
    return meaning(header).field == ""


def plain(text: str) -> str:
    """A word without what only decorates it."""
    text = unicodedata.normalize("NFKC", text).strip().casefold().replace("μ", "u")
    return re.sub(r"[\s\-—:：*·]", "", text)


def _of_text(text: str, header: str) -> Meaning:
    whole = plain(text)
    if not whole:
        return Meaning(None)
    if _FLAG.search(whole) and (of := _field(_FLAG.sub("", whole).rstrip("_"))) in VALUES:
        return Meaning("flag", of=of or "")
    field = next((found for word in _readings(whole) if (found := _field(word)) is not None), None)
    if field in VALUES and _DERIVED.search(whole):
        return Meaning("")
    if field is None and _DERIVED.search(whole) and _is_of_values(whole):
        return Meaning("")
    if field is None:
        return _of_clock(whole)
    if field in ("time", "date", "hour"):
        return _of_clock(whole, field)
    return Meaning(field, _unit_for(field, header))


def _field(word: str) -> str | None:
    if word in _FIELD_OF:
        return _FIELD_OF[word]
    without = word.replace("_", "")
    if without in _FIELD_OF:
        return _FIELD_OF[without]
    return "" if word in _UNUSED or without in _UNUSED else None


def _readings(whole: str) -> Iterator[str]:
    """The word itself; without its brackets; what stands in them; without an ending of a kind or a unit."""
    yield whole
    bare = _BRACKETS.sub("", whole)
    yield bare
    for inner in _BRACKETS.findall(whole):
        if not unit_named(inner):
            yield inner
    for ending in (
        "浓度",
        "小时浓度",
        "1小时",
        "1h",
        "_1h",
        "小时均值",
        "小时值",
        "实时浓度",
        "均值",
        "数据",
        "值",
        "列表",
    ):
        if bare.endswith(ending):
            yield bare.removesuffix(ending)
    for separator in ("_", ",", "，", "/"):
        head, found, tail = bare.partition(separator)
        if found and unit_named(tail):
            yield head
    if (unit := re.search(r"([num]g/m3|[num]g/m³|pp[bm]|[hk]pa|m/s|km/h|°c|℃|%)$", bare)) is not None:
        yield bare[: unit.start()]


def _is_of_values(whole: str) -> bool:
    return any(word in whole for field in VALUES for word in NAMES[field].split() if len(word) > 1)


def _of_clock(whole: str, field: str | None = None) -> Meaning:
    """A time's header may say which end of the interval it means, and in which zone."""
    bare = _BRACKETS.sub("", whole)
    if field is None:
        rest = _UTC.sub("", _CHINA.sub("", bare))
        rest = _START.sub("", _END.sub("", rest)).replace("间间", "间").strip("_/")
        field = _field(rest)
        if bare in ("北京时间", "世界时", "utc", "开始时间", "起始时间", "结束时间", "截止时间"):
            field = "time"
        if field not in ("time", "date", "hour"):
            return Meaning(None, unit=_unit(whole))
    label = "start" if _START.search(whole) else "end" if _END.search(whole) else ""
    zone = "UTC" if _UTC.search(whole) else "Asia/Shanghai" if _CHINA.search(whole) else ""
    return Meaning(field, label=label, zone=zone)


def _unit_for(field: str, header: str) -> str:
    unit = _unit(header)
    if field in VALUES:
        return unit if unit in units_of(field) and unit != COMPASS else ""
    return unit if field == "value" else ""


def _unit(header: str) -> str:
    """The unit that a header names: in brackets, behind a separator, or on a line of its own."""
    text = unicodedata.normalize("NFKC", header)
    for inner in reversed(_BRACKETS.findall(text)):
        if (unit := unit_named(inner)) is not None:
            return unit
    for part in reversed(re.split(r"[\s_,，:：]+", text)):
        if (unit := unit_named(part)) is not None and not part.isalpha():
            return unit
        if part.casefold() in ("ppb", "ppm", "hpa", "kpa", "kn", "knots"):
            return unit_named(part) or ""
    found = re.search(r"([num]g/m3|pp[bm]|[hk]pa|m/s|km/h|°C|%)\s*$", text.replace("μ", "u"), re.IGNORECASE)
    return (unit_named(found[0]) or "") if found else ""


def named_item(texts: Iterable[str]) -> str:
    """The only column of the record that titles and names of files speak of; "" if none or several."""
    found = set()
    for text in texts:
        whole = plain(text)
        for field in VALUES:
            if any(_occurs(word, whole) for word in NAMES[field].split()):
                found.add(field)
    return found.pop() if len(found) == 1 else ""


def _occurs(word: str, text: str) -> bool:
    """Whether a word stands in a text; one of letters not inside another, as the co of concentration."""
    if not word.isascii():
        return len(word) > 1 and word in text
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None
