"""Ranges of numbers and days that a list is filtered by: read as people type them, told in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.times import CHINA
from desktop.models.sites import SiteColumn
from desktop.screens.campaigns.editors import read_date, read_number
from desktop.screens.campaigns.words import number_text
from desktop.site_index.wishes import ColumnFilter, Wish

translate = QCoreApplication.translate

SPANS: Mapping[str, object] = {
    "past": QT_TRANSLATE_NOOP("ListRanges", "Before today"),
    "past7": QT_TRANSLATE_NOOP("ListRanges", "Last 7 days"),
    "today": QT_TRANSLATE_NOOP("ListRanges", "Today"),
    "next7": QT_TRANSLATE_NOOP("ListRanges", "Next 7 days"),
    "month": QT_TRANSLATE_NOOP("ListRanges", "This month"),
}
"""Spans of days that move with the calendar; a saved view means its own day."""
_DAY = timedelta(days=1)


def span_text(span: str) -> str:
    """A span in words."""
    return translate("ListRanges", str(SPANS[span]))


def span_limits(span: str, now: datetime) -> tuple[float | None, float]:
    """First and last second of a span, as days in China."""
    today = datetime.combine(now.astimezone(CHINA).date(), time(), CHINA)
    first, after = {
        "past": (None, today),
        "past7": (today - 7 * _DAY, today),
        "today": (today, today + _DAY),
        "next7": (today, today + 7 * _DAY),
        "month": (today.replace(day=1), (today.replace(day=1) + 32 * _DAY).replace(day=1)),
    }[span]
    return (first.timestamp() if first else None), after.timestamp() - 1


def on_day(wish: Wish, now: datetime) -> Wish:
    """The wish with its spans as the calendar has them now."""
    filters = tuple(_moved(one, now) if one.span in SPANS else one for one in wish.filters)
    return wish if filters == wish.filters else replace(wish, filters=filters)


def _moved(one: ColumnFilter, now: datetime) -> ColumnFilter:
    low, high = span_limits(one.span, now)
    return replace(one, low=low, high=high)


def read_limit(kind: str, text: str, *, is_last: bool) -> float | None:
    """A limit as it was typed: a number, or a day (its first or last second); None for nothing.

    Raises:
        ValueError: it is neither.
    """
    if not text.strip():
        return None
    if kind != "date":
        number = read_number(text.strip())
        if isinstance(number, str):
            raise ValueError(translate("errors", "“{value}” is not a number.").format(value=text))
        return float(number)
    try:
        day = datetime.fromisoformat(read_date(text.strip())).date()
    except ValueError:
        sentence = translate("errors", "“{value}” is not a date such as 2020-03-19.")
        raise ValueError(sentence.format(value=text)) from None
    start = datetime.combine(day, time(), CHINA)
    return (start + _DAY).timestamp() - 1 if is_last else start.timestamp()


def limit_text(kind: str, value: float | None) -> str:
    """A limit as it is typed; "" for none."""
    if value is None:
        return ""
    if kind == "date":
        return f"{datetime.fromtimestamp(value, CHINA):%Y-%m-%d}"
    return f"{value:.10g}"


def filter_text(one: ColumnFilter, column: SiteColumn | None) -> str:
    """What a filter asks, for its chip."""
    title = column.title if column is not None else one.column
    return translate("ListRanges", "{title}: {what}").format(title=title, what=_what(one, column))


def _what(one: ColumnFilter, column: SiteColumn | None) -> str:
    parts = []
    if one.values is not None:
        parts.append("、".join(_labels(one.values, column)))
    if one.span in SPANS:
        parts.append(span_text(one.span))
    elif one.low is not None or one.high is not None:
        parts.append(_range_text(one, column.source.kind if column is not None else "number"))
    if one.contains:
        parts.append(f"“{one.contains}”")
    if one.filled is not None:
        known = translate("FilterMenu", "Filled in"), translate("FilterMenu", "Not filled in")
        parts.append(known[0] if one.filled else known[1])
    return " · ".join(parts)


def _labels(values: frozenset[str], column: SiteColumn | None) -> list[str]:
    if column is None:
        return sorted(values)
    spelled: dict[str, Any] = {"True": True, "False": False}
    return sorted(column.source.label(spelled.get(value, value)) for value in values)


def _range_text(one: ColumnFilter, kind: str) -> str:
    def text(value: float) -> str:
        return limit_text(kind, value) if kind == "date" else number_text(value)

    if one.low is None or one.high is None:
        limit = one.high if one.low is None else one.low
        return f"{'≤' if one.low is None else '≥'} {text(limit or 0.0)}"
    return f"{text(one.low)} – {text(one.high)}"
