"""Columns of the findings, and the words for one of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.queries.air import FindingRecord, MarkRecord
from db.times import CHINA, from_epoch
from desktop.evaluation import words
from desktop.evaluation.doubts import CONFIRMED, DISMISSED, OPEN, Doubt
from desktop.models.figures import RIGHT, FigureColumn
from desktop.texts import moment_text

translate = QCoreApplication.translate

_STATES = {
    OPEN: QT_TRANSLATE_NOOP("Air", "open"),
    CONFIRMED: QT_TRANSLATE_NOOP("Air", "confirmed"),
    DISMISSED: QT_TRANSLATE_NOOP("Air", "dismissed"),
}
_TONES = {OPEN: "accent", CONFIRMED: "alarm", DISMISSED: "muted"}
_DETAILS = {
    "lowest": QT_TRANSLATE_NOOP("Air", "lowest"),
    "highest": QT_TRANSLATE_NOOP("Air", "highest"),
    "value": QT_TRANSLATE_NOOP("Air", "value"),
    "before": QT_TRANSLATE_NOOP("Air", "hour before"),
    "spread": QT_TRANSLATE_NOOP("Air", "spread of the neighbours"),
    "median": QT_TRANSLATE_NOOP("Air", "median of the neighbours"),
    "humidity_rise": QT_TRANSLATE_NOOP("Air", "rise of humidity"),
    "pm25": QT_TRANSLATE_NOOP("Air", "PM2.5"),
    "pm10": QT_TRANSLATE_NOOP("Air", "PM10"),
}


def columns() -> Sequence[FigureColumn[Doubt]]:
    """From left to right."""
    return (
        FigureColumn(lambda: translate("Air", "Station"), lambda one: one.name, width=9),
        FigureColumn(
            lambda: translate("Air", "State"),
            lambda one: state_text(one.state),
            lambda one: float(list(_STATES).index(one.state)),
            tone=lambda one: _TONES[one.state],
            tip=lambda one: one.mark.reason if one.mark is not None else "",
            width=6.4,
            rank=1,
        ),
        FigureColumn(
            lambda: translate("Air", "What looks wrong"),
            lambda one: words.kind_text(one.finding.kind),
            width=13.5,
        ),
        FigureColumn(
            lambda: translate("Air", "Item"), lambda one: words.item_text(one.finding.item), width=6
        ),
        FigureColumn(
            lambda: translate("Air", "From"),
            lambda one: hour_text(one.finding.since),
            lambda one: float(one.finding.since),
            width=11.4,
        ),
        FigureColumn(
            lambda: translate("Air", "Hours"),
            lambda one: f"{one.hours:,}",
            lambda one: float(one.hours),
            RIGHT,
            number=lambda one: float(one.hours),
            width=4.6,
            rank=2,
        ),
        FigureColumn(
            lambda: translate("Air", "Figures"),
            lambda one: detail_text(one.finding.detail),
            width=18,
            rank=3,
        ),
    )


def state_text(state: str) -> str:
    """Whether somebody has ruled on a finding."""
    return translate("Air", str(_STATES[state])) if state in _STATES else state


def hour_text(label: int) -> str:
    """The hour that ends then: `2026-03-19 14:00`; midnight is the day's hour 24."""
    local = from_epoch(label).astimezone(CHINA)
    if local.hour == 0:
        return from_epoch(label - 1).astimezone(CHINA).strftime("%Y-%m-%d 24:00")
    return local.strftime("%Y-%m-%d %H:%M")


def span_text(finding: FindingRecord | MarkRecord) -> str:
    """From the first hour to the last."""
    if finding.since == finding.until:
        return hour_text(finding.since)
    return f"{hour_text(finding.since)} – {hour_text(finding.until)}"


def detail_text(detail: Mapping[str, Any]) -> str:
    """The figures that led to a finding; names that nobody has translated stand as they are."""
    return " · ".join(f"{_name(key)} {_number(value)}" for key, value in detail.items())


def said_text(mark: MarkRecord, name: str, now: datetime) -> str:
    """What somebody said of which hours, and when."""
    text = translate("Air", "{verdict}: {station} {item} {kind}, {hours}: {reason} ({when})")
    return text.format(
        verdict=words.verdict_text(mark.verdict),
        station=name,
        item=words.item_text(mark.item),
        kind=words.kind_text(mark.kind),
        hours=span_text(mark),
        reason=mark.reason,
        when=moment_text(mark.at, now),
    )


def _name(key: str) -> str:
    return translate("Air", str(_DETAILS[key])) if key in _DETAILS else key


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)
