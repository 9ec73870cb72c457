"""Calendar 日历: a year of a station or county in the colours of its days, and one day in detail."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.changes import Changes
from db.commands import air as commands
from db.commands.air import ALL_ITEMS, NewMark
from db.queries.air import MarkRecord
from desktop.air.periods import HOUR, china_day, day_number, first_label
from desktop.evaluation import words
from desktop.evaluation.calendar_days import (
    DayGrade,
    DayOfHours,
    YearOfDays,
    grade_year,
    load_day,
    load_year,
)
from desktop.screens.air.day_panel import DayPanel
from desktop.screens.air.day_words import day_cell, day_lines
from desktop.screens.air.desk import Desk
from desktop.screens.air.tab import Tab
from desktop.station_days import SAND_DUST, StationDays
from widgets import theme
from widgets.calendar_map import CalendarMap
from widgets.elided import ElidedLabel
from widgets.theme import set_role


class CalendarTab(Tab):
    """The year, and the day that is chosen in it."""

    key = "calendar"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.title = self.tr("Calendar")
        self._found: YearOfDays | None = None
        self._day: date | None = None
        self.map = CalendarMap()
        self.name, self.counts = QLabel(), ElidedLabel()
        set_role(self.name, "title")
        set_role(self.counts, "muted")
        self.panel = DayPanel()
        self._lay_out()
        self.map.day_clicked.connect(self.show_day)
        self.panel.marked.connect(self._on_marked)
        self.panel.unmarked.connect(self._on_unmarked)

    @override
    def load(self) -> None:
        place, question = self.desk.any_place(), self.desk.question
        if place is None:
            return
        number = question.span.period.last.year

        def work(found: tuple[StationDays, tuple[MarkRecord, ...]]) -> YearOfDays:
            days, marks = found
            return YearOfDays(place, number, grade_year(days, place, number, question.basis_on), marks)

        self.desk.work(self.key, partial(load_year, place=place, number=number), work, self._on_year)

    @override
    def basis_line(self) -> str:
        if self._found is None:
            return ""
        question = self.desk.question
        basis, period = question.basis(), question.span.period
        return words.basis_text(basis, period, self.desk.language, forced=bool(question.edition))

    @override
    def apply_theme(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._row.setSpacing(2 * look.unit)
        self._left.setContentsMargins(look.edge, 0, look.edge, look.unit)
        self.panel.apply_theme()

    @Slot(object)
    def show_day(self, day: date) -> None:
        """Show one day: its figures now, its hours when they are read."""
        self._day = day
        found = self._found
        if found is None:
            return
        grade = found.days.get(day)
        mark = self._own_mark(day)
        lines = day_lines(day, grade, self._others(day), self.desk.language)
        self.panel.show_day(day, lines, mark, can_mark=self._subject() != "")
        basis = self.desk.question.basis_on(day)
        self.desk.read("day", partial(load_day, place=found.place, day=day, basis=basis), self._on_hours)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.name)
        self._row.addWidget(self.counts, 1)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addWidget(self.map, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 7)
        split.setStretchFactor(1, 5)
        split.setSizes([660, 540])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._row)
        box.addWidget(split, 1)
        self.apply_theme()

    def _on_year(self, found: YearOfDays) -> None:
        self._found = found
        cells = {day: day_cell(one, self.desk.language) for day, one in found.days.items()}
        self.map.set_year(found.year, cells, self.desk.today())
        self.name.setText(f"{found.place.name} {found.year}")
        self.counts.setText(_counts_text(list(found.days.values()), self.desk.language))
        newest = max((day for day, one in found.days.items() if one.aqi is not None), default=None)
        day = self._day if self._day and self._day.year == found.year else newest
        self.show_day(day or self.map.cursor_day())
        self.basis_changed.emit()

    def _on_hours(self, found: DayOfHours) -> None:
        if found.day == self._day:
            self.panel.show_hours(found, self.desk.language)

    def _subject(self) -> str:
        """Code of what a mark is put on."""
        return self._found.place.code if self._found is not None else ""

    def _covering(self, day: date) -> list[MarkRecord]:
        number = day_number(day)
        marks = self._found.marks if self._found is not None else ()
        return [mark for mark in marks if china_day(mark.since) <= number <= china_day(mark.until)]

    def _own_mark(self, day: date) -> MarkRecord | None:
        """The mark on this very place."""
        own = (mark for mark in self._covering(day) if mark.subject == self._subject())
        return next((mark for mark in own if mark.verdict == "confirmed"), None)

    def _others(self, day: date) -> list[tuple[str, MarkRecord]]:
        """Marks on what the place belongs to, or on its stations, with their names."""
        if self._found is None:
            return []
        place, places = self._found.place, self.desk.places
        known = {one.code: one.name for one in (*places.counties, *places.townships, *places.stations)}
        near = {place.county, *place.points} - {place.code, ""}
        return [
            (known.get(mark.subject, mark.subject), mark)
            for mark in self._covering(day)
            if mark.subject in near and mark.verdict == "confirmed"
        ]

    @Slot(str)
    def _on_marked(self, reason: str) -> None:
        if self._day is None or not self._subject():
            return
        first = first_label(day_number(self._day))
        last = first_label(day_number(self._day) + 1) - HOUR
        new = NewMark(self._subject(), SAND_DUST, first, last, "confirmed", reason, ALL_ITEMS)
        actor = self.desk.context.actor()
        self._write(lambda session: commands.mark(session, actor, new))

    @Slot()
    def _on_unmarked(self) -> None:
        mark = self._own_mark(self._day) if self._day is not None else None
        if mark is not None:
            actor = self.desk.context.actor()
            key = (mark.subject, mark.item, mark.kind, mark.since)
            self._write(lambda session: commands.unmark(session, actor, *key))

    def _write(self, command: Callable[[Session], Changes]) -> None:
        self.desk.context.jobs.write(command, self._on_written)

    def _on_written(self, _changes: Changes) -> None:
        self.panel.reason.clear()


def _counts_text(days: list[DayGrade], language: str) -> str:
    """`优 20 · 良 130 · …` in the order of the levels."""
    counts = Counter(one.level for one in days if one.aqi is not None)
    names = {one.level: one.edition.levels[one.level] for one in days if one.aqi is not None}
    return " · ".join(
        f"{names[level].short_zh if language == 'zh' else names[level].en} {counts[level]}"
        for level in sorted(counts)
    )
