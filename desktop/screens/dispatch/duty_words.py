"""A line of the duty log in words: on the page, on the clipboard, in a spreadsheet."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.queries.duty import DutyRecord
from db.times import CHINA
from desktop.evaluation.sheets import Cell, Sheet
from widgets.theme import Tone
from widgets.timeline import TimelineItem

translate = QCoreApplication.translate

_KINDS = {
    "note": QT_TRANSLATE_NOOP("DutyLog", "Note"),
    "handover": QT_TRANSLATE_NOOP("DutyLog", "Handed over"),
    "takeover": QT_TRANSLATE_NOOP("DutyLog", "Taken over"),
}
_TONES: dict[str, Tone] = {"handover": "accent", "takeover": "done"}


def kind_text(kind: str) -> str:
    """What happened."""
    return translate("DutyLog", str(_KINDS[kind])) if kind in _KINDS else kind


def who_text(line: DutyRecord) -> str:
    """Who wrote it; of a hand-over, to whom as well."""
    return f"{line.name} → {line.to_name}" if line.to_name else line.name


def counts_text(line: DutyRecord) -> str:
    """`12 open, 3 late`, as the orders stood at a hand-over; "" for other lines."""
    if line.open_parts is None:
        return ""
    text = translate("DutyLog", "{open} open, {late} late")
    return text.format(open=line.open_parts, late=line.late_parts or 0)


def words_text(line: DutyRecord) -> str:
    """What was written, after what was counted."""
    return " · ".join(text for text in (counts_text(line), line.note) if text)


def item(line: DutyRecord) -> TimelineItem:
    """A line as the page shows it."""
    return TimelineItem(
        f"{line.at.astimezone(CHINA):%H:%M}",
        kind_text(line.kind),
        who_text(line),
        words_text(line),
        _TONES.get(line.kind, "neutral"),
    )


def title_text(office: str, day: date) -> str:
    """Whose log, of which day."""
    return translate("DutyLog", "Duty log of {office}, {day}").format(office=office, day=f"{day:%Y-%m-%d}")


def plain_text(title: str, lines: Sequence[DutyRecord]) -> str:
    """A day for the group chat: a line each."""
    said = [
        " ".join(text for text in (shown.time_text, shown.title, shown.who, shown.note) if text)
        for shown in map(item, lines)
    ]
    return "\n".join([title, *said])


def sheet(title: str, lines: Sequence[DutyRecord]) -> Sheet:
    """A day as a table."""
    heads = (
        translate("DutyLog", "Time"),
        translate("DutyLog", "What"),
        translate("DutyLog", "Who"),
        translate("DutyLog", "To whom"),
        translate("DutyLog", "Open"),
        translate("DutyLog", "Late"),
        translate("DutyLog", "Words"),
    )
    return Sheet(title, (), heads, tuple(_cells(line) for line in lines))


def _cells(line: DutyRecord) -> tuple[Cell, ...]:
    return (
        Cell(f"{line.at.astimezone(CHINA):%Y-%m-%d %H:%M}"),
        Cell(kind_text(line.kind)),
        Cell(line.name),
        Cell(line.to_name or ""),
        _count(line.open_parts),
        _count(line.late_parts),
        Cell(line.note or ""),
    )


def _count(count: int | None) -> Cell:
    return Cell("") if count is None else Cell(str(count), float(count))
