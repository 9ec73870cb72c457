"""Targets 目标: goals of a year by county and item, where they stand, what is left; offices set them here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session
from typing_extensions import override

from db.changes import Changes
from db.commands import air as commands
from db.queries import air
from desktop.air.periods import Period, year
from desktop.evaluation import words
from desktop.evaluation.goals import Standing, Standings, last_whole_day, standings
from desktop.evaluation.sheets import Sheet
from desktop.models.figures import FigureOrder
from desktop.screens.air.desk import Desk
from desktop.screens.air.goal_table import GoalModel, GoalTable
from desktop.screens.air.tab import Tab
from desktop.station_days import StationDays, load_days
from widgets import theme


@dataclass(frozen=True, slots=True)
class Deed:
    """A goal that was set, and what it was before."""

    unit_code: str
    year: int
    item: str
    value: float | None
    before: float | None


class TargetsTab(Tab):
    """The table of goals."""

    key = "targets"
    has_sheet = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.title = self.tr("Targets")
        self._found: Standings | None = None
        self._deeds: list[Deed] = []
        self.model = GoalModel(self)
        self.order: FigureOrder[Standing] = FigureOrder(self.model, self)
        self.table = GoalTable()
        self.table.setAccessibleName(self.title)
        self.table.set_empty_text(self.tr("No goals for this year yet. Choose a county above to set them."))
        self.table.set_figures(self.model, self.order)
        self.without = QCheckBox(self.tr("Items without a goal too"))
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take the last goal set here back (Ctrl+Z)"))
        self.undo.setEnabled(False)
        self._lay_out()
        self._connect()

    @override
    def load(self) -> None:
        question = self.desk.question
        number = question.span.period.last.year
        through = last_whole_day(number, self.desk.today())
        basis = question.basis_on(max(through, year(number).first))
        # last year's days are read too: `figures_of` compares with them
        period = Period(year(number - 1).first, year(number).last)

        def work(found: tuple[StationDays, Mapping[tuple[str, str], float]]) -> Standings:
            days, goals = found
            sand = question.without_sand
            return standings(days, counties, goals, through, number, basis, without_sand=sand)

        counties = self.desk.places.counties
        self.desk.work(self.key, partial(_load, period=period, number=number), work, self._on_found)

    @override
    def basis_line(self) -> str:
        found = self._found
        if found is None:
            return ""
        forced = bool(self.desk.question.edition)
        shown = Period(year(found.year).first, max(year(found.year).first, found.through))
        text = words.basis_text(found.basis, shown, self.desk.language, forced=forced)
        return self.tr("Goals of {year}, whole days until {day} · {basis}").format(
            year=found.year, day=found.through.isoformat(), basis=text
        )

    @override
    def sheet(self) -> Sheet:
        return self.table.sheet(self.title, (self.basis_line(),))

    @override
    def apply_theme(self) -> None:
        look = theme.current()
        self._controls.setContentsMargins(look.edge, look.unit // 2, look.edge, look.unit // 2)
        self._controls.setSpacing(2 * look.unit)
        self.table.fit()

    @Slot()
    def undo_last(self) -> None:
        """Set the goal before the last change again."""
        if self._deeds:
            deed = self._deeds.pop()
            self._write(Deed(deed.unit_code, deed.year, deed.item, deed.before, deed.value), is_undo=True)

    def _lay_out(self) -> None:
        self._controls = QHBoxLayout()
        self._controls.addWidget(self.without)
        self._controls.addStretch(1)
        self._controls.addWidget(self.undo)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._controls)
        box.addWidget(self.table, 1)
        self.apply_theme()

    def _connect(self) -> None:
        self.without.toggled.connect(self._filter)
        self.undo.clicked.connect(self.undo_last)
        self.model.goal_given.connect(self._on_goal)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Undo, self, context=within).activated.connect(self.undo_last)

    def _on_found(self, found: Standings) -> None:
        first = self._found is None
        self._found = found
        self.model.show(found.rows)
        if first:
            self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._filter()
        self.basis_changed.emit()

    @Slot()
    def _filter(self) -> None:
        place, all_items = self.desk.chosen_place(), self.without.isChecked()
        county = place.county if place is not None else ""
        self.without.setEnabled(not county)

        def shows(one: Standing) -> bool:
            if county:
                return one.county.code == county
            return all_items or one.goal is not None

        self.order.show_only(shows)

    @Slot(object, object)
    def _on_goal(self, standing: Standing, value: float | None) -> None:
        if self._found is not None and value != standing.goal:
            self._write(Deed(standing.county.code, self._found.year, standing.item, value, standing.goal))

    def _write(self, deed: Deed, *, is_undo: bool = False) -> None:
        context = self.desk.context
        actor = context.actor()

        def write(session: Session) -> Changes:
            goals = {deed.item: deed.value}
            return commands.set_targets(session, actor, deed.unit_code, deed.year, goals)

        def done(_changes: Changes) -> None:
            if not is_undo:
                self._deeds.append(deed)
            self.undo.setEnabled(bool(self._deeds))

        def failed(error: Exception) -> None:
            if is_undo:
                self._deeds.append(Deed(deed.unit_code, deed.year, deed.item, deed.before, deed.value))
            context.report_error(error)

        self.undo.setEnabled(False)
        context.jobs.write(write, done, error=failed, initiator=self)


def _load(
    session: Session, period: Period, number: int
) -> tuple[StationDays, Mapping[tuple[str, str], float]]:
    return load_days(session, period), air.targets(session, number)
