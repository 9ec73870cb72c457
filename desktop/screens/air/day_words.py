"""Words and cells of the calendar's days."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from db.queries.air import MarkRecord
from desktop.air.aqi import CODES, primary_codes
from desktop.air.standards import Level
from desktop.evaluation.calendar_days import DayGrade
from desktop.evaluation.words import number_text
from widgets.calendar_map import DayCell

translate = QCoreApplication.translate

DIGITS = (0, 0, 0, 0, 1, 0)
"""Digits of hours and days, in the order of POLLUTANTS."""
_GREY = "#9AA5B1"
"""Of days that have hours but no AQI: none of HJ 633's colours."""
_LETTERS = ("I", "II", "III", "IV", "V", "VI")


def day_cell(one: DayGrade, language: str) -> DayCell:
    """A day of the map. A day without an AQI is no good day."""
    level = one.edition.level(one.level) if one.aqi is not None else None
    note = translate("Air", "sand dust") if one.is_sand else ""
    if level is None:
        return DayCell(_GREY, "?", translate("Air", "no AQI: too few valid hours"), note=note)
    letter = level.short_zh[:1] if language == "zh" else _LETTERS[one.level]
    primary = primary_codes(one.primary)
    lines = "\n".join(part for part in (primary, note) if part)
    return DayCell(level.colour, letter, level_word(level, language), str(one.aqi), lines)


def level_word(level: Level, language: str) -> str:
    """The level in full."""
    return level.zh if language == "zh" else level.en


def day_lines(
    day: date, one: DayGrade | None, others: Sequence[tuple[str, MarkRecord]], language: str
) -> list[str]:
    """A day in words: AQI, level, primary pollutants, edition; values with their hours; marks of others."""
    if one is None:
        return [day.isoformat(), translate("Air", "no data"), "", _others_text(others)]
    level = one.edition.level(one.level) if one.aqi is not None else None
    head = [f"AQI {one.aqi}" if one.aqi is not None else translate("Air", "no AQI: too few valid hours")]
    if level is not None:
        head.append(level_word(level, language))
    if one.primary:
        head.append(primary_codes(one.primary))
    head.append(" ".join(one.edition.name_en.split()[:2]))
    values = [_value_text(one, row) for row in range(len(CODES))]
    return [day.isoformat(), " · ".join(head), "   ".join(values), _others_text(others)]


def _value_text(one: DayGrade, row: int) -> str:
    """`PM2.5 85`; what does not count with its hours: `PM2.5 85 (12 h)`."""
    text = f"{CODES[row]} {number_text(one.values[row], DIGITS[row])}"
    if one.valid[row] or one.values[row] is None:
        return text
    return translate("Air", "{text} ({hours} h, does not count)").format(text=text, hours=one.counts[row])


def _others_text(others: Sequence[tuple[str, MarkRecord]]) -> str:
    text = translate("Air", "Sand dust was marked for {name}: {reason}")
    return "\n".join(text.format(name=name, reason=mark.reason) for name, mark in others)


def mark_text(mark: MarkRecord) -> str:
    """Why a day is marked."""
    return translate("Air", "Marked as sand dust: {reason}").format(reason=mark.reason)
